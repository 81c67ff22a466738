"""What somebody most likely meant is suggested: a slip of the finger, or an id that was typed in part."""

from __future__ import annotations

import pytest

from trainer.library.nearest import nearest, or_nearest

KNOWN = ("what-to-say-to-my-daughter", "dismissed-again", "names-feeling", "asks-safety")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("what-to-say", "what-to-say-to-my-daughter"),
        ("Daughter", "what-to-say-to-my-daughter"),
        ("dismised_again", "dismissed-again"),
        ("say", None),
        ("", None),
        ("elsewhere-entirely", None),
    ],
)
def test_what_was_meant(typed: str, meant: str | None) -> None:
    assert or_nearest(typed, KNOWN) == ("" if meant is None else f" — did you mean '{meant}'?")


def test_a_part_is_only_suggested_and_never_taken_for_the_whole() -> None:
    assert nearest("asks", KNOWN) is None
