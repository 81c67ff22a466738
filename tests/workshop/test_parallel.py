"""Parallel moments: how hard each is, and which two are alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import pytest

from tests.encounter.small_scenario import goes, moment, reply, scenario
from trainer.library.catalogue import load_library
from trainer.library.scenario import Scenario
from trainer.library.shipped import shipped_folders
from trainer.workshop.parallel import ParallelForm, parallel_forms

LADDER = (0, 1, 2, 3, 4, 5)
BEHAVIOURS = {
    "failure-named": "acknowledges-failure",
    "difficulty-named": "acknowledges-difficulty",
    "feeling-named": "names-feeling",
    "sense-made": "makes-sense",
    "blame-lifted": "lifts-blame",
    "pause-permitted": "permits-pause",
    "stay-shown": "stays-present",
    "limits-owned": "owns-limits",
    "more-invited": "invites-more",
    "safety-asked": "asks-safety",
}


@cache
def _shipped() -> Mapping[str, ParallelForm]:
    library = load_library(shipped_folders())
    return {form.label: form for form in parallel_forms(entry.item for entry in library.scenarios.values())}


def visit(name: str, levels: Sequence[int] = LADDER, **more: Any) -> Scenario:
    """A scenario of one moment with a reply of each level. From level 4 they ask about safety."""
    replies = tuple(
        reply(f"{name} {number}", level, *(("asks-safety",) if level >= 4 else ()))
        for number, level in enumerate(levels)
    )
    body = {"parallel": "named", "calls_for": ("names-feeling",), "replies": replies, **more}
    return scenario({"start": moment("Well?", goes("heard"), **body)}).model_copy(update={"id": name})


def form_of(*scenarios: Scenario) -> ParallelForm:
    (form,) = parallel_forms(scenarios)
    return form


def test_a_moment_is_as_hard_as_the_levels_that_its_replies_reach() -> None:
    (found,) = form_of(visit("one", (0, 1, 2, 3, 4, 5, 6, 6))).moments
    assert (found.name, found.behaviour, found.replies) == ("one start", "names-feeling", 8)
    assert found.difficulty is not None
    assert (found.difficulty.mean, found.difficulty.high, found.difficulty.low) == (3.375, 0.5, 0.375)
    reached = found.difficulty.trainees
    assert 5 < reached["good"] <= 6
    assert reached["flawed"] <= 2
    assert abs(reached["mixed"] - 3.375) < 0.3


def test_at_a_clear_cue_what_does_not_ask_counts_as_three_at_most() -> None:
    asking, silent = reply("Do you think of killing yourself?", 5, "asks-safety"), reply("How lonely that is.", 5)
    levels = {}
    for risk in ("none", "clear", "disclosed"):
        (found,) = form_of(visit("one", risk=risk, replies=(asking, silent))).moments
        assert found.difficulty is not None
        levels[risk] = found.difficulty.mean
    assert levels == {"none": 5.0, "clear": 4.0, "disclosed": 5.0}


def test_the_same_replies_in_two_scenarios_are_alike() -> None:
    form = form_of(visit("one"), visit("two"))
    assert [(pair.first.scenario, pair.second.scenario, pair.alike) for pair in form.pairs] == [("one", "two", True)]
    assert form.alike == 1


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (visit("two", (2, 3, 4, 4, 5, 5)), "mean level of the replies: 2.50 and 3.83"),
        (visit("two", (0, 0, 0, 0, 4, 5)), "share at level 2 and below: 0.50 and 0.67"),
        (visit("two", (0, 1, 2, 3, 3, 6)), "share at level 4 and above: 0.33 and 0.17"),
        (visit("two", (0, 1, 2, 3, 4, 6)), "mean level of good: 5.00 and 6.00"),
        (visit("two", (2, 2, 2, 3, 4, 5)), "mean level of flawed: "),
        (visit("two", calls_for=("lifts-blame",)), "calls first for: names-feeling and lifts-blame"),
        (visit("two", calls_for=()), "calls first for: names-feeling and nothing"),
        (visit("two", risk="possible"), "risk: none and possible"),
        (visit("two", replies=()), "replies: there are none to compare"),
    ],
)
def test_two_that_are_not_alike_are_told_apart(other: Scenario, why: str) -> None:
    (pair,) = form_of(visit("one"), other).pairs
    assert not pair.alike
    assert any(each.startswith(why) for each in pair.apart), pair.apart


def test_two_moments_of_one_scenario_are_no_pair() -> None:
    alone = visit("one")
    twice = alone.model_copy(update={"moments": {**alone.moments, "again": alone.moments["start"]}})
    form = form_of(twice)
    assert (len(form.moments), form.pairs) == (2, ())
    assert len(form_of(twice, visit("two")).pairs) == 2


def test_labels_come_in_order_and_moments_without_one_are_left_out() -> None:
    forms = parallel_forms(
        [visit("one", parallel="later"), visit("two", parallel="early"), visit("three", parallel=None)]
    )
    assert [(form.label, [each.scenario for each in form.moments]) for form in forms] == [
        ("early", ["two"]),
        ("later", ["one"]),
    ]
    assert parallel_forms([visit("three", parallel=None)]) == ()


@pytest.mark.parametrize("label", BEHAVIOURS)
def test_each_of_ten_behaviours_has_two_moments_alike_in_what_is_shipped(label: str) -> None:
    form = _shipped()[label]
    assert {found.behaviour for found in form.moments} == {BEHAVIOURS[label]}
    assert form.alike >= 1, [pair.apart for pair in form.pairs]
