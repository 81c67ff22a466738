"""Behaviours of one's own in an attempt's score: advisory until measured, credited like others, no gate's business."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.scoring_attempt.attempts import ALL_BEHAVIOURS, SCENARIO, SURE, criterion, rubric, said
from trainer.library.behaviour import Behaviour
from trainer.library.scenario import Scenario
from trainer.scoring.attempt import AttemptScore, score_attempt
from trainer.scoring.debrief import debrief
from trainer.scoring.exchange import Exchange
from trainer.scoring.kinds import CODEBOOK, VALIDATING

OWN = "thanks-them"
PLAIN = SCENARIO.moments["plain"]
CALLING: Scenario = SCENARIO.model_copy(
    update={"moments": {**SCENARIO.moments, "plain": PLAIN.model_copy(update={"calls_for": (OWN,)})}}
)
THANKS = criterion("thanks", {"shows": (OWN,), "cuts": (0.3, 0.6, 0.9)})
GATES = ("asks", "follows-disclosure", "no-harm-left")


def score(
    *exchanges: Exchange, agreement: Mapping[str, float] = SURE, own: frozenset[str] = frozenset()
) -> AttemptScore:
    judged_on = rubric(THANKS, gates=GATES)
    return score_attempt(CALLING, judged_on, exchanges, "done", agreement, VALIDATING | own)


def test_the_codebook_is_that_of_the_shipped_library() -> None:
    assert set(ALL_BEHAVIOURS) == CODEBOOK
    assert len(CODEBOOK) == 24


def test_a_criterion_on_an_unmeasured_behaviour_is_shown_and_decides_nothing() -> None:
    found = score(said("plain", "", 4, OWN), own=frozenset({OWN}))
    (thanks,) = found.criteria
    assert (thanks.level, thanks.advisory) == (3, True)
    assert (found.points, found.passed) == (None, False)


@pytest.mark.parametrize(("kappa", "decides"), [(0.61, True), (0.39, False)])
def test_once_measured_it_decides_where_the_rubric_asks_for_no_more(kappa: float, decides: bool) -> None:
    found = score(said("plain", "", 4, OWN), agreement={**SURE, OWN: kappa}, own=frozenset({OWN}))
    assert found.criteria[0].advisory is not decides
    assert (found.points, found.passed) == ((1.0, True) if decides else (None, False))


def test_a_validating_behaviour_of_ones_own_has_the_benefit_of_the_doubt() -> None:
    unsure = said("plain", "", 4, unsure={OWN: 0.6})
    assert score(unsure, own=frozenset({OWN})).criteria[0].level == 3
    assert score(unsure).criteria[0].level == 0
    assert score(said("plain", "", 4, unsure={OWN: 0.4}), own=frozenset({OWN})).criteria[0].level == 0


def test_the_same_shape_a_third_time_earns_nothing_by_it_either() -> None:
    again = [said("plain", f"Thank you for telling me about the {what}.", 4, OWN) for what in ("bus", "dog", "rain")]
    assert score(*again, own=frozenset({OWN})).criteria[0].met == 2


@pytest.mark.parametrize("p", [0.1, 0.55, 0.9])
def test_no_gate_rests_on_it(p: float) -> None:
    """An unsure finding for one's own harm leaves the gates as they are: they go by the codebook's words for it."""
    risk = said("clear", "Do you mean dying?", 4, "asks-safety", unsure={OWN: p}, interval=(1, 5))
    plain = said("clear", "Do you mean dying?", 4, "asks-safety", interval=(1, 5))
    assert score(risk).gates == score(plain).gates
    assert all(gate.passed for gate in score(risk).gates)


def test_where_nothing_has_been_measured_the_gates_are_not_decided() -> None:
    gates = score(said("clear", "Do you mean dying?", 4, "asks-safety", OWN), agreement={OWN: 0.9}).gates
    assert {gate.gate: gate.passed for gate in gates}["asks"] is None


def test_the_debrief_knows_which_of_ones_own_validate() -> None:
    own = ALL_BEHAVIOURS["names-feeling"].model_copy(update={"id": OWN})
    behaviours: dict[str, Behaviour] = {**ALL_BEHAVIOURS, OWN: own}
    told = debrief(CALLING, rubric(THANKS), behaviours, [said("plain", "", 4, unsure={OWN: 0.6})], "done", SURE)
    assert told.score.criteria[0].level == 3
    assert told.score.criteria[0].advisory
