"""The same shape a third time earns nothing, and the patient says so."""

from __future__ import annotations

import pytest

from tests.encounter.small_scenario import goes, moment, reading, say, scenario
from trainer.encounter.encounter import Encounter, begin
from trainer.scoring.repetition import is_worn, same_shape

SKELETON = (
    "You feel ashamed because the pump stopped. I'm staying.",
    "You must feel so angry, because we left you waiting. I’m staying right here.",
    "You feel lost because nobody rang. I'm staying with you.",
)


def talk(repeats: str | None = None) -> Encounter:
    story = scenario(
        {
            "talk": moment(
                "Hm.",
                goes("talk", "Yes.", 1, level_at_least=4),
                goes("gone", "Fine.", -2, level_at_most=2),
                goes("talk", "Hm."),
            )
        },
        repeats=repeats,
    )
    return begin(story, 1)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (SKELETON[0], SKELETON[1], True),
        ("That sounds really hard for you.", "That sounds so hard for you!", True),
        ("You sound worn out.", "You sound scared of the nights.", False),
        ("You feel ashamed because it failed. I'm staying.", "You're ashamed. Of what?", False),
        ("Seven years and nothing moved. What was the worst of it?", "I'm sorry. We left you waiting.", False),
        ("", "", False),
        ("???", "!!!", False),
    ],
)
def test_same_shape(one: str, other: str, same: bool) -> None:
    assert same_shape(one, other) is same
    assert same_shape(other, one) is same


def test_worn_at_the_third_use_only() -> None:
    assert not is_worn(SKELETON[2], SKELETON[:1])
    assert is_worn(SKELETON[2], (*SKELETON[:2], "Something else altogether."))


def test_the_third_earns_nothing_costs_nothing_and_is_noticed() -> None:
    encounter = talk(repeats="You said that before, {{ patient.name }} thinks.")
    for text in SKELETON:
        encounter = say(encounter, text, reading(5, "names-feeling", interval=(4, 6)))
    answers = [(one.answer, one.trust) for one in encounter.exchanges]
    assert answers == [
        ("Yes.", (5, 6)),
        ("Yes.", (6, 7)),
        ("You said that before, Ada thinks.\nHm.", (7, 7)),
    ]


def test_without_words_of_its_own_the_patient_only_stops_gaining() -> None:
    encounter = talk()
    for text in SKELETON:
        encounter = say(encounter, text, reading(5, interval=(4, 6)))
    assert encounter.exchanges[-1].answer == "Hm."


def test_tries_taken_back_are_not_held_against_the_trainee() -> None:
    encounter = say(talk(), SKELETON[0], reading(5))
    for text in (SKELETON[1], SKELETON[2]):
        encounter = say(encounter, text, reading(5)).redo()
    assert say(encounter, SKELETON[1], reading(5)).trust == 7
