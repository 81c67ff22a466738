"""Plain scalars follow the YAML 1.2 core rules and nothing else."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.library.scalars import resolve

_TEXTS = "no yes on off y n No YES 1:30 012 -012 00 1_000 2026-01-02 .inf -.INF .nan 1e999 0b1 0x 0o8 +-1 . - + 1e"


@pytest.mark.parametrize(
    "text",
    _TEXTS.split(),
)
def test_text_stays_text(text: str) -> None:
    assert resolve(text) == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("+2", 2),
        ("-1", -1),
        ("0x1F", 31),
        ("0o17", 15),
        ("0.5", 0.5),
        (".5", 0.5),
        ("-1.5e3", -1500.0),
        ("1e3", 1000.0),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
    ],
)
def test_numbers_truth_and_nothing(text: str, value: object) -> None:
    found = resolve(text)
    assert found == value
    assert type(found) is type(value)


@settings(deadline=None, derandomize=True)
@given(st.text(max_size=400) | st.from_regex(r"[-+]?[0-9._eExo]{1,400}", fullmatch=True))
def test_any_text_resolves_to_something_finite(text: str) -> None:
    value = resolve(text)
    assert not isinstance(value, float) or math.isfinite(value)


@given(st.integers(-(10**30), 10**30))
def test_whole_numbers_come_back(number: int) -> None:
    assert resolve(str(number)) == number
