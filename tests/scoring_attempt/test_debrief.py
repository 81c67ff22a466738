"""The debrief: the patient's view first, then what the score rests on."""

from __future__ import annotations

from collections.abc import Sequence

from tests.scoring_attempt.attempts import ALL_BEHAVIOURS, SCENARIO, SURE, criterion, rubric, said, silent
from trainer.library.rubric import Rubric
from trainer.scoring.attempt import score_attempt
from trainer.scoring.debrief import NO_OPPORTUNITY, Debrief, debrief
from trainer.scoring.exchange import Exchange

FEELING = criterion("feeling", {"shows": ("names-feeling",), "cuts": (0.3, 0.6, 0.9)}, weight=2)
BLAME = criterion("blame", {"shows": ("lifts-blame",), "cuts": (0.3, 0.6, 0.9)}, weight=3)
REPAIR = criterion("repair", {"repairs": "ruptures", "cuts": (0.3, 0.6, 0.9)})
RUBRIC = rubric(FEELING, BLAME, REPAIR)


def made(exchanges: Sequence[Exchange], ending: str | None = "done", judged_on: Rubric = RUBRIC) -> Debrief:
    return debrief(SCENARIO, judged_on, ALL_BEHAVIOURS, exchanges, ending, SURE)


def test_the_patients_view_comes_from_the_ending_and_what_was_felt() -> None:
    exchanges = [
        said("plain", "", 4, trust=(5, 6)),
        said("plain", "", 5, trust=(6, 7)),
        said("other"),
        said("tense", trust=(7, 8)),
    ]
    assert made(exchanges).patient_view == "Thank you, at 8.\n\nAda felt: tired, let down; then angry."
    closing = debrief(SCENARIO, RUBRIC, ALL_BEHAVIOURS, exchanges[2:3], "done", SURE, closing="As it was read.")
    assert closing.patient_view == "As it was read."


def test_an_open_attempt_has_no_ending_words() -> None:
    assert made([said("tense")], ending=None).patient_view == "Ada felt: angry."
    assert made([], ending=None).patient_view == ""


def test_feedback_is_rendered_for_each_criterion_with_the_nearest_words() -> None:
    text = "You sound lost."
    shown = made([said("plain", text, 4, ("names-feeling", text)), said("tense", "", 4), said("other", "", 3)])
    assert [one.level for one in shown.score.criteria] == [1, 0, None]
    assert shown.feedback == ("Low: 1 of 2.", "Low: 0 of 1.", NO_OPPORTUNITY)
    best = made([said("plain", text, 4, ("names-feeling", text))])
    assert best.feedback[0] == "Ada heard You sound lost.."


def test_the_score_is_the_attempts() -> None:
    exchanges = [said("plain", "", 4, "names-feeling")]
    assert made(exchanges).score == score_attempt(SCENARIO, RUBRIC, exchanges, "done", SURE)


def test_what_landed_and_hurt_by_first_tries() -> None:
    exchanges = [
        said("plain", "You should rest.", 1, "gives-advice", "argues"),
        said("plain", "", 4, "names-feeling", attempt=2),
        silent("quiet"),
    ]
    shown = made(exchanges)
    assert [(index, one.behaviour) for index, one in shown.landed] == [(2, "stays-present")]
    assert [(index, one.behaviour) for index, one in shown.hurt] == [(0, "gives-advice"), (0, "argues")]


def test_trust_follows_the_conversation_as_it_went_on() -> None:
    exchanges = [
        said("plain", "", 1, trust=(5, 3)),
        said("plain", "", 4, trust=(5, 7), attempt=2),
        said("other", "", 3, trust=(7, 6)),
    ]
    shown = made(exchanges)
    assert shown.trust == (5, 7, 6)
    assert shown.distress == (5, 5, 5)


def test_what_to_practise_is_what_weighs_most_and_advisory_comes_last() -> None:
    exchanges = [said("plain", "", 3), said("other", "", 3)]
    assert made(exchanges).practise == ("Practise blame.", "Practise feeling.")
    advisory = debrief(SCENARIO, RUBRIC, ALL_BEHAVIOURS, exchanges, "done", SURE | {"lifts-blame": 0.1})
    assert advisory.practise == ("Practise feeling.", "Practise blame.")


def test_stated_facts_are_listed_as_sentences() -> None:
    text = "You sound lost. It can take a year, and longer for some. I am here."
    exchanges = [said("plain", text, 4, ("gives-information", "It can take a year")), silent("quiet"), said("other")]
    assert made(exchanges).stated_facts == ("It can take a year, and longer for some.",)
