"""A plain question about safety gets a plain answer, also where nothing called for it."""

from __future__ import annotations

from tests.encounter.small_scenario import goes, moment, reading, say, scenario
from trainer.encounter.encounter import Encounter, begin
from trainer.scoring.exchange import Response

NO = "No. {{ patient.name }} wants to sleep, not to die."


TEXTS = (
    "Do you think of dying?",
    "And are you thinking of suicide now, tonight?",
    "Tell me: is ending your life on your mind?",
)


def talk(risk: str = "none", asked: str | None = NO) -> Encounter:
    story = scenario(
        {
            "talk": moment(
                "Hm.",
                goes("talk", "I said no.", shows_all=("asks-safety",), tries_at_least=3),
                goes("talk", "Yes.", 1, level_at_least=4),
                goes("talk", "Hm."),
                risk=risk,
            )
        },
        asked_safety=asked,
    )
    return begin(story, 1)


def test_the_question_is_answered_ahead_of_the_reaction() -> None:
    encounter = talk()
    for text, level in zip(TEXTS, (3, 5, 3), strict=True):
        encounter = say(encounter, text, reading(level, "asks-safety"))
    answers = [one.answer for one in encounter.exchanges]
    assert answers[:2] == ["No. Ada wants to sleep, not to die.\nHm.", "No. Ada wants to sleep, not to die.\nYes."]
    assert answers[2] == "I said no.", "a reaction that is about the question is answer enough"


def test_only_where_it_is_asked_beyond_doubt_and_no_cue_stands() -> None:
    assert say(talk(), "You look tired.", reading(3)).exchanges[0].answer == "Hm."
    assert say(talk(), "Are you all right?", reading(3, unsure={"asks-safety": 0.6})).exchanges[0].answer == "Hm."
    assert say(talk("possible"), TEXTS[0], reading(3, "asks-safety")).exchanges[0].answer == "Hm."
    assert say(talk(asked=None), TEXTS[0], reading(3, "asks-safety")).exchanges[0].answer == "Hm."
    assert talk().respond(Response(None), None).exchanges[0].answer == "Hm."
