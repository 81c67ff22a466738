"""The benefit of the doubt, rule by rule."""

from __future__ import annotations

from typing import Any

import pytest

from tests.encounter.small_scenario import found, reading
from trainer.encounter.conditions import Situation, Taken, holds, response_holds, state_holds
from trainer.library.scenario import Condition, Reaction
from trainer.scoring.kinds import INVALIDATING, VALIDATING
from trainer.scoring.reading import Finding, Reading


def one(finding: Finding, behaviour: str) -> Taken:
    return Taken(Reading(3.0, (3.0, 3.0), {behaviour: finding}, "hand"))


def test_the_codebook_has_fourteen_validating_and_seven_invalidating_behaviours() -> None:
    assert len(VALIDATING) == 14
    assert len(INVALIDATING) == 7
    assert VALIDATING.isdisjoint(INVALIDATING)


@pytest.mark.parametrize(
    ("behaviour", "finding", "trust_falls", "shown"),
    [
        ("names-feeling", found(0.5, "unsure"), False, True),
        ("names-feeling", found(0.499, "unsure"), False, False),
        ("names-feeling", found(0.8, "present"), False, True),
        ("names-feeling", found(0.6, "unsure"), True, False),
        ("names-feeling", found(0.9, "present"), True, True),
        ("minimises", found(0.7, "unsure"), False, False),
        ("minimises", found(0.9, "present"), False, True),
        ("minimises", found(0.7, "unsure"), True, False),
        ("gives-advice", found(0.7, "unsure"), False, False),
        ("gives-advice", found(0.9, "present"), True, True),
        ("of-my-own", found(0.7, "unsure"), False, False),
    ],
)
def test_shows(behaviour: str, finding: Finding, trust_falls: bool, shown: bool) -> None:
    taken = one(finding, behaviour)
    for key in ("shows_any", "shows_all"):
        when = Condition.model_validate({key: (behaviour,)})
        assert response_holds(when, taken, VALIDATING, trust_falls=trust_falls) is shown


@pytest.mark.parametrize("trust_falls", [False, True])
@pytest.mark.parametrize(
    ("behaviour", "finding", "lacking"),
    [
        ("names-feeling", found(0.5, "unsure"), False),
        ("names-feeling", found(0.4, "unsure"), True),
        ("blames", found(0.8, "unsure"), True),
        ("blames", found(0.8, "present"), False),
    ],
)
def test_lacks_is_the_test_by_kind_negated(behaviour: str, finding: Finding, lacking: bool, trust_falls: bool) -> None:
    when = Condition(lacks=(behaviour,))
    assert response_holds(when, one(finding, behaviour), VALIDATING, trust_falls=trust_falls) is lacking


def test_a_behaviour_of_ones_own_may_be_called_validating() -> None:
    taken = one(found(0.6, "unsure"), "of-my-own")
    when = Condition(shows_any=("of-my-own",))
    assert response_holds(when, taken, VALIDATING | {"of-my-own"}, trust_falls=False)


@pytest.mark.parametrize(
    ("level", "interval", "keys", "trust_falls", "expected"),
    [
        (3.5, (3.0, 4.0), {"level_at_least": 4}, False, True),
        (3.499, (3.0, 4.0), {"level_at_least": 4}, False, False),
        (2.499, (1.0, 4.0), {"level_at_most": 2}, False, True),
        (2.5, (1.0, 4.0), {"level_at_most": 2}, False, False),
        (1.0, (0.2, 2.4), {"level_at_most": 2}, True, True),
        (1.0, (0.2, 2.5), {"level_at_most": 2}, True, False),
        (1.0, (0.2, 2.5), {"level_at_most": 2}, False, True),
        (4.0, (2.0, 5.0), {"level_at_least": 4, "level_at_most": 5}, True, True),
    ],
)
def test_levels_are_as_shown_and_trust_falls_by_the_high_end(
    level: float, interval: tuple[float, float], keys: dict[str, Any], trust_falls: bool, expected: bool
) -> None:
    taken = Taken(reading(level, interval=interval))
    when = Condition.model_validate(keys)
    assert response_holds(when, taken, VALIDATING, trust_falls=trust_falls) is expected


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({"level_at_least": 0}, False),
        ({"level_at_most": 6}, False),
        ({"shows_any": ("names-feeling",)}, False),
        ({"lacks": ("names-feeling", "blames")}, True),
        ({"silent": True}, True),
        ({"silent": False}, False),
    ],
)
def test_silence_has_no_level_and_shows_nothing(keys: dict[str, Any], expected: bool) -> None:
    when = Condition.model_validate(keys)
    assert response_holds(when, Taken(None), VALIDATING, trust_falls=False) is expected


def test_something_said_is_not_silent() -> None:
    assert not response_holds(Condition(silent=True), Taken(reading(3)), VALIDATING, trust_falls=False)
    assert response_holds(Condition(silent=False), Taken(reading(3)), VALIDATING, trust_falls=False)


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({"trust_at_least": 5}, True),
        ({"trust_at_least": 6}, False),
        ({"trust_below": 6}, True),
        ({"trust_below": 5}, False),
        ({"distress_at_least": 7}, True),
        ({"distress_below": 7}, False),
        ({"tries_at_least": 2}, True),
        ({"tries_at_least": 3}, False),
        ({"visited": ("a", "b")}, True),
        ({"visited": ("a", "c")}, False),
        ({"trust_at_least": 5, "distress_below": 7}, False),
    ],
)
def test_the_state(keys: dict[str, Any], expected: bool) -> None:
    situation = Situation(trust=5, distress=7, tries=2, visited=frozenset({"a", "b"}))
    assert state_holds(Condition.model_validate(keys), situation) is expected


def test_all_keys_must_hold_and_no_condition_always_does() -> None:
    situation = Situation(5, 5, 1, frozenset())
    taken = Taken(reading(4, "names-feeling"))
    both = Reaction.model_validate(
        {"when": {"level_at_least": 4, "shows_all": ("names-feeling", "makes-sense")}, "says": "x", "then": "y"}
    )
    assert not holds(both, situation, taken, VALIDATING)
    assert holds(Reaction(says="x", then="y"), situation, taken, VALIDATING)
