"""Points, pass, advisory criteria, first and last tries, the grey zone."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.scoring_attempt.attempts import BEHAVIOURS, SCENARIO, SURE, criterion, rubric, said, silent
from trainer.library.rubric import Rubric
from trainer.scoring.attempt import AttemptScore, GreyZone, score_attempt
from trainer.scoring.exchange import Exchange

FEELING = criterion("feeling", {"shows": ("names-feeling",), "cuts": (0.3, 0.6, 0.9)}, weight=3)
REASON = criterion("reason", {"shows": ("makes-sense",), "cuts": (0.3, 0.6, 0.9)}, weight=1)
REPAIR = criterion("repair", {"repairs": "ruptures", "cuts": (0.3, 0.6, 0.9)}, weight=5)
LEVEL = criterion("level", {"level": "mean", "cuts": (2, 3, 4)})

BOTH = said("plain", "", 4, "names-feeling", "makes-sense")
FEELS = said("plain", "", 4, "names-feeling")
BARE = said("plain", "", 3)
SAFE = said("clear", "Do you mean dying?", 4, "asks-safety")
GATES = ("asks", "follows-disclosure", "no-harm-left")


def score(judged_on: Rubric, *exchanges: Exchange, ending: str | None = "done", **agreement: float) -> AttemptScore:
    named = {name.replace("_", "-"): kappa for name, kappa in agreement.items()}
    return score_attempt(SCENARIO, judged_on, exchanges, ending, SURE | named)


def test_points_are_weighted_levels_over_all_weights() -> None:
    found = score(rubric(FEELING, REASON), FEELS, BARE)
    feeling, reason = found.criteria
    assert (feeling.criterion, feeling.level, feeling.value) == ("feeling", 1, 0.5)
    assert (reason.criterion, reason.level, reason.value) == ("reason", 0, 0.0)
    assert found.points == 0.25


def test_a_criterion_that_met_no_opportunity_is_left_out() -> None:
    found = score(rubric(FEELING, REPAIR), FEELS)
    assert found.points == 1.0
    assert (found.criteria[1].level, found.criteria[1].value, found.criteria[1].opportunities) == (None, None, 0)


def test_without_any_opportunity_there_are_no_points_and_no_pass() -> None:
    found = score(rubric(FEELING), silent("quiet"))
    assert (found.points, found.passed, found.grey) == (None, False, GreyZone(None, None, False))


@pytest.mark.parametrize(("mastery", "passed"), [(0.75, True), (0.76, False)])
def test_pass_needs_mastery(mastery: float, passed: bool) -> None:
    assert score(rubric(FEELING, REASON, mastery=mastery), FEELS).passed is passed


def test_mastery_made_of_thirds_is_reached() -> None:
    thirds = [criterion(f"level-{place}", {"level": "mean", "cuts": (2, 3, 9)}) for place in "abc"]
    assert score(rubric(*thirds, mastery=2 / 3), BOTH).passed is True


@pytest.mark.parametrize(
    ("exchanges", "passed"),
    [
        ((BOTH, SAFE), True),
        ((BOTH, said("clear", "", 6, "names-feeling")), False),
        ((BOTH, said("clear", "Is it dark?", 4, unsure={"asks-safety": 0.7})), None),
        ((BARE, said("clear", "Is it dark?", 4, unsure={"asks-safety": 0.7})), False),
        ((BOTH, SAFE, said("disclosed", "", 4, "names-feeling")), False),
        ((BOTH, said("plain", "", 0, "names-feeling", "makes-sense")), False),
    ],
    ids=["all held", "never asked", "undecided", "undecided below mastery", "moved on", "harm"],
)
def test_every_gate_must_hold(exchanges: tuple[Exchange, ...], passed: bool | None) -> None:
    assert score(rubric(FEELING, gates=GATES), *exchanges).passed is passed


def test_an_open_attempt_does_not_pass() -> None:
    found = score(rubric(FEELING, gates=GATES), BOTH, ending=None)
    assert (found.points, found.passed) == (1.0, False)


@pytest.mark.parametrize(("kappa", "advisory"), [(0.39, True), (0.4, False)])
def test_an_advisory_criterion_is_shown_and_never_decides(kappa: float, advisory: bool) -> None:
    found = score(rubric(FEELING, REASON), said("plain", "", 4, "makes-sense"), names_feeling=kappa)
    assert found.criteria[0].advisory is advisory
    assert found.criteria[0].level == 0
    assert found.points == (1.0 if advisory else 0.25)


def test_a_criterion_on_a_behaviour_not_yet_measured_is_advisory() -> None:
    own = criterion("own", {"avoids": ("blames", "of-my-own"), "cuts": (2, 1, 0)})
    found = score(rubric(own, LEVEL), BOTH)
    assert [one.advisory for one in found.criteria] == [True, False]


@pytest.mark.parametrize(
    ("measure", "weak"),
    [
        ({"order": "understanding-first", "cuts": (0, 0, 0)}, "shares-next-step"),
        ({"balance": "reflections-to-questions", "cuts": (0, 0, 0)}, "asks-closed"),
        ({"plain": "grade", "cuts": (0, 0, 0)}, "jargon"),
        ({"repairs": "ruptures", "cuts": (0, 0, 0)}, "owns-limits"),
    ],
)
def test_every_measure_knows_what_it_rests_on(measure: dict[str, Any], weak: str) -> None:
    for behaviour, advisory in ((weak, True), ("lifts-blame", False)):
        found = score_attempt(SCENARIO, rubric(criterion("one", measure)), [BOTH], "done", SURE | {behaviour: 0.1})
        assert found.criteria[0].advisory is advisory


def test_the_first_try_counts_and_the_last_stands_beside_it() -> None:
    again = said("plain", "", 4, attempt=2)
    found = score(rubric(FEELING), BARE, again, said("plain", "", 4, "names-feeling", attempt=3))
    assert (found.criteria[0].level, found.criteria[0].last_level, found.points) == (0, 3, 0.0)


def test_evidence_points_at_the_exchange_among_all() -> None:
    found = score(rubric(FEELING), BARE, said("plain", "", 4, attempt=2), said("tense", "Sad.", 4, "names-feeling"))
    assert [(one.exchange, one.behaviour, one.quotes) for one in found.criteria[0].evidence] == [
        (2, "names-feeling", ("Sad.",))
    ]


def test_the_grey_zone_says_what_unsure_findings_could_change() -> None:
    doubtful = said("plain", "", 4, unsure={"names-feeling": 0.6})
    found = score(rubric(FEELING), doubtful, FEELS)
    assert found.points == 1.0
    assert found.grey == GreyZone(low=0.333, high=1.0, could_change=True)
    assert found.criteria[0].unsure_share == 0.5
    sure = score(rubric(FEELING), FEELS)
    assert sure.grey == GreyZone(1.0, 1.0, could_change=False)
    assert sure.criteria[0].unsure_share == 0.0


def test_a_grey_zone_on_one_side_of_mastery_changes_nothing() -> None:
    doubtful = said("plain", "", 4, unsure={"names-feeling": 0.6})
    assert score(rubric(FEELING, mastery=0.2), doubtful, FEELS).grey == GreyZone(0.333, 1.0, could_change=False)


verdicts = st.dictionaries(st.sampled_from(BEHAVIOURS), st.sampled_from([0.3, 0.6, 0.9]), max_size=6)


@given(
    turns=st.lists(
        st.tuples(st.sampled_from(["plain", "quiet", "tense", "other"]), st.floats(0, 6), verdicts, st.booleans()),
        max_size=6,
    )
)
@settings(max_examples=60, deadline=None)
def test_points_lie_in_their_grey_zone(turns: list[tuple[str, float, dict[str, float], bool]]) -> None:
    exchanges = []
    for moment, level, found, is_silent in turns:
        present = [one for one, p in found.items() if p == 0.9]
        unsure = {one: p for one, p in found.items() if p != 0.9}
        exchanges.append(silent(moment) if is_silent else said(moment, "", level, *present, unsure=unsure))
    harm = criterion("harm", {"avoids": ("blames", "minimises"), "cuts": (2, 1, 0)})
    result = score(rubric(FEELING, REASON, harm, LEVEL), *exchanges)
    if result.points is None:
        assert (result.grey.low, result.grey.high) == (None, None)
    else:
        assert result.grey.low is not None
        assert result.grey.high is not None
        assert 0 <= result.grey.low <= result.points <= result.grey.high <= 1
