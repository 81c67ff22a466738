"""Points, pass, advisory criteria, first and last tries, the grey zone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.scoring_attempt.attempts import SCENARIO, SURE, criterion, rubric, said, silent
from trainer.library.rubric import Rubric
from trainer.scoring.attempt import AttemptScore, GreyZone, score_attempt
from trainer.scoring.exchange import Exchange
from trainer.scoring.reading import Finding

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


ORDER = criterion("order", {"order": "understanding-first", "cuts": (0.3, 0.6, 0.9)}, weight=2)
BALANCE = criterion("balance", {"balance": "reflections-to-questions", "cuts": (0.5, 1, 2)}, weight=2)
HARM = criterion("harm", {"avoids": ("blames", "minimises"), "cuts": (2, 1, 0)})
FEWER = criterion("fewer", {"shows": ("gives-advice", "names-feeling"), "cuts": (0.9, 0.5, 0.1), "direction": "down"})
COUNTED = rubric(FEELING, REASON, HARM, LEVEL, ORDER, BALANCE, REPAIR, FEWER)


def test_unsure_advice_after_understanding_cannot_lift_the_points_of_the_against_reading() -> None:
    """It would be one more response with understanding first: against the trainee it is none."""
    sure = said("plain", "", 4, "gives-advice")
    doubtful = said("plain", "", 4, "names-feeling", unsure={"gives-advice": 0.4})
    found = score(rubric(ORDER, mastery=0.3), sure, doubtful)
    assert (found.points, found.grey) == (0.0, GreyZone(0.0, 0.333, could_change=True))


def test_a_criterion_that_only_an_unsure_finding_calls_for_does_not_turn_the_zone_round() -> None:
    """Read as it best can be there was a next step, with understanding first; without one, nothing to be first."""
    doubtful = said("plain", "", 4, "names-feeling", unsure={"shares-next-step": 0.6})
    found = score(rubric(ORDER, REASON), doubtful)
    assert (found.points, found.grey) == (0.667, GreyZone(0.0, 0.667, could_change=False))


def test_where_every_question_and_reflection_is_unsure_there_may_have_been_none() -> None:
    """Left out, the balance leaves the other criterion alone with its three thirds; best, it is a reflection, at 2."""
    doubtful = said("other", "", 1.5, unsure={"names-feeling": 0.6, "invites-more": 0.4})
    found = score(rubric(BALANCE, HARM), doubtful)
    assert (found.points, found.grey) == (0.778, GreyZone(0.333, 1.0, could_change=True))


def test_an_unsure_safety_question_moves_the_level_that_it_caps() -> None:
    found = score(rubric(LEVEL), said("clear", "", 4, unsure={"asks-safety": 0.6}))
    assert (found.points, found.grey) == (1.0, GreyZone(0.667, 1.0, could_change=True))


MOMENTS_MET = st.sampled_from(["plain", "quiet", "tense", "other", "direct", "possible", "clear"])
DOUBTED = (
    *("names-feeling", "makes-sense", "reflects-meaning", "invites-more", "asks-closed", "gives-advice"),
    *("shares-next-step", "owns-limits", "asks-safety", "blames", "jargon"),
)
THOUSANDTH = 0.0011
"""Both are rounded."""
finding = st.tuples(st.sampled_from([0.3, 0.6, 0.9]), st.lists(st.integers(0, 9), max_size=2), st.booleans())
turn_read = st.tuples(
    MOMENTS_MET,
    st.floats(0, 6),
    st.dictionaries(st.sampled_from(DOUBTED), finding, max_size=5),
    st.booleans(),
    st.sampled_from([(5, 5), (5, 4)]),
)


def _exchanges(turns: list[Any], *, resolved: bool) -> list[Exchange]:
    """What is unsure (all but p = .9) left so, or `resolved` as each finding's last part says."""
    found = []
    for place, (moment, level, findings, is_silent, trust) in enumerate(turns):
        one = silent(moment, trust) if is_silent else said(moment, f"Response {place} in words", level, trust=trust)
        if one.reading is not None:
            read = {name: _finding(*parts, resolved=resolved) for name, parts in findings.items()}
            one = replace(one, reading=replace(one.reading, findings=read))
        found.append(one)
    return found


def _finding(p: float, starts: list[int], shown: bool, *, resolved: bool) -> Finding:
    spans = tuple((start, start + 3) for start in starts)
    if p == 0.9 or (resolved and shown):
        return Finding(0.9, "present", spans)
    return Finding(0.0, "absent", spans) if resolved else Finding(p, "unsure", spans)


@given(turns=st.lists(turn_read, max_size=6), ending=st.sampled_from(["done", None]))
@settings(max_examples=200, deadline=None)
def test_points_lie_in_their_grey_zone_and_stay_there_whatever_the_unsure_findings_are(
    turns: list[Any], ending: str | None
) -> None:
    found = score(COUNTED, *_exchanges(turns, resolved=False), ending=ending)
    if found.points is None:
        assert found.grey == GreyZone(None, None, could_change=False)
        return
    assert found.grey.low is not None
    assert found.grey.high is not None
    assert 0 <= found.grey.low <= found.points <= found.grey.high <= 1
    settled = score(COUNTED, *_exchanges(turns, resolved=True), ending=ending)
    if settled.points is not None:
        assert found.grey.low - THOUSANDTH <= settled.points <= found.grey.high + THOUSANDTH
