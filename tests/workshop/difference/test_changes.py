"""What `diff` says about two versions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.library.places import SCENARIO, changed
from tests.workshop.difference.versions import WHOLE, differences, item, told
from trainer.library.kinds import SHAPES
from trainer.workshop.difference.comparing import changes_between

NO_DIFFERENCE = {
    "scenario": {"id", "version", "read_by", "sources"},
    "rubric": {"id", "version", "sources", "source", "beside"},
    "behaviour": {"id", "source", "patient", "evidence", "why"},
}
"""Keys that change nothing for trainees, or that something else has to change with."""


@pytest.mark.parametrize("kind", WHOLE)
def test_a_version_does_not_differ_from_itself(kind: str) -> None:
    assert differences(kind) == []


def test_comments_layout_and_version_are_no_difference() -> None:
    assert (
        told("scenario", ("version: 1", "version: 2 # new"), ("goals: [Hear her out]", "goals:\n  - Hear her out"))
        == []
    )


@pytest.mark.parametrize(
    ("replaced", "place", "words"),
    [
        (("minutes: 5", "minutes: 9"), "briefing", "minutes: 5 became 9"),
        (("[Hear her out]", "[Hear her out, Stay]"), "briefing", "goals: now also Stay"),
        (("trust: 4,", "trust: 2,"), "patient", "trust at the opening: 4 became 2"),
        (("risk: clear", "risk: possible"), "moment deeper", "risk: clear became possible"),
        (
            ("traps: [minimises]", "traps: [names-feeling]"),
            "moment arrival",
            "traps: now also names-feeling; no longer minimises",
        ),
        (("trust: -1", "trust: -2"), "moment arrival", "reaction 2 (otherwise), trust: -1 became -2"),
        (("kind: rupture", "kind: mixed"), "ending left", "kind: rupture became mixed"),
        (
            ("level_at_least: 4,", "level_at_least: 3,"),
            "moment arrival",
            "reaction 1, when: level 4 or more, names-feeling became level 3 or more, names-feeling",
        ),
        (
            ("says: Never mind.\n        then: left", "says: Never mind.\n        then: heard"),
            "moment deeper",
            "reaction 2 (visit 2 or later, after arrival) leads to 'heard', no longer to 'left'",
        ),
        (
            ("level: 4, shows", "level: 5, shows"),
            "moment arrival",
            "the reply “You sound worn out.”, level: 4 became 5",
        ),
    ],
)
def test_one_change_of_a_scenario_is_told_once(replaced: tuple[str, str], place: str, words: str) -> None:
    assert told("scenario", replaced) == [(place, words)]


def test_changed_words_are_shown_where_they_differ() -> None:
    (change,) = differences("scenario", ("I wish I could stay asleep.", "I wish that I could sleep."))
    assert change.words == "words: “I wish I could stay asleep.” became “I wish that I could sleep.”"
    assert (change.before, change.after) == ("I wish I could stay asleep.", "I wish that I could sleep.")


def test_a_renamed_moment_is_no_new_one() -> None:
    text = SCENARIO.replace("deeper", "further")
    changes = list(changes_between(item(SCENARIO), item(text)))
    assert [(change.place, change.kind) for change in changes if change.kind != "changed"] == [
        ("moment further", "renamed")
    ]
    assert [change.place for change in changes if change.kind == "changed"] == ["ending heard"]  # its template names it


def test_moments_and_reactions_come_and_go() -> None:
    extra = "  lonely:\n    says: A word more.\n    reactions:\n      - {says: Bye., then: left}\nendings:\n"
    text = changed(
        SCENARIO,
        ("      - when: {tries_at_least: 2, visited: [arrival]}\n        says: Never mind.\n        then: left\n", ""),
        (
            "        says: Yes.\n        trust: +1\n        then: deeper\n",
            "        says: Yes.\n        trust: +1\n        then: lonely\n",
        ),
        ("endings:\n", extra),
    )
    forward = [
        (change.place, change.kind)
        for change in changes_between(
            item(SCENARIO), item(text.replace("says: Bye., then: left", "says: Bye., then: deeper"))
        )
    ]
    assert ("moment lonely", "added") in forward
    assert ("moment deeper", "removed") in forward


def test_reactions_in_another_order_are_told() -> None:
    text = changed(
        SCENARIO,
        (
            "      - when: {shows_any: [asks-safety]}\n        says: Yes. I have thought of it.\n        then: heard\n"
            "      - when: {tries_at_least: 2, visited: [arrival]}\n        says: Never mind.\n        then: left\n",
            "      - when: {tries_at_least: 2, visited: [arrival]}\n        says: Never mind.\n        then: left\n"
            "      - when: {shows_any: [asks-safety]}\n        says: Yes. I have thought of it.\n        then: heard\n",
        ),
    )
    (change,) = changes_between(item(SCENARIO), item(text))
    assert change.words == "reactions are tried in another order: those kept are now 2, 1, 3"


@pytest.mark.parametrize(
    ("replaced", "expected"),
    [
        (
            ("cuts: [0.2, 0.4, 0.6]", "cuts: [0.3, 0.4, 0.6]"),
            ("criterion feeling-named", "cuts: 0.2, 0.4, 0.6 became 0.3, 0.4, 0.6"),
        ),
        (("mastery: 0.8", "mastery: 0.7"), ("rubric", "share of the points needed to pass: 0.8 became 0.7")),
        (("measure: asks", "measure: no-harm-left"), ("gate safety-asked", "measure: asks became no-harm-left")),
        (("id: safety-asked", "id: safety"), ("gate safety-asked", "is gone")),
        (
            ("0: Never., 1: Seldom.", "0: Not once., 1: Seldom."),
            ("criterion feeling-named", "descriptor at level 0: “Never.” became “Not once.”"),
        ),
        (
            ("{avoids: [minimises]", "{avoids: [blames]"),
            ("criterion nothing-shrunk", "avoids: now also blames; no longer minimises"),
        ),
    ],
)
def test_changes_of_a_rubric(replaced: tuple[str, str], expected: tuple[str, str]) -> None:
    assert expected in told("rubric", replaced)


def _leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, (*path, key))
    elif isinstance(value, tuple):
        for index, inner in enumerate(value):
            yield from _leaves(inner, (*path, index))
    else:
        yield path, value


def _with(value: Any, path: tuple[Any, ...], leaf: Any) -> Any:
    if not path:
        return leaf
    if isinstance(value, dict):
        return {**value, path[0]: _with(value[path[0]], path[1:], leaf)}
    return tuple(_with(inner, path[1:], leaf) if index == path[0] else inner for index, inner in enumerate(value))


def _other(leaf: Any) -> Any:
    """Another value of the same sort; a shape that does not allow it is asked no further."""
    if isinstance(leaf, bool) or leaf is None:
        return not leaf
    if isinstance(leaf, (int, float)):
        return leaf - 1 if leaf > 1 else leaf + 1
    return {"up": "down", "down": "up", "clear": "possible", "good": "mixed", "rupture": "mixed"}.get(leaf, f"{leaf}x")


@pytest.mark.parametrize("kind", WHOLE)
def test_whatever_is_changed_is_told(kind: str) -> None:
    """Each value of the file in turn is made another: no change that a trainee could meet goes untold."""
    old = item(WHOLE[kind])
    plain = old.model_dump(by_alias=True, exclude_unset=True)
    tried = 0
    for path, leaf in _leaves(plain):
        if NO_DIFFERENCE[kind] & set(path):
            continue
        try:
            new = SHAPES[type(old).__name__.lower()].model_validate(_with(plain, path, _other(leaf)))  # type: ignore[index]
        except ValueError:
            continue
        tried += 1
        assert changes_between(old, new), path
    assert tried > 5
