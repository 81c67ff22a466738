"""What of a change reaches attempts that have been made."""

from __future__ import annotations

import pytest

from tests.scoring_attempt.attempts import SCENARIO
from trainer.library.scenario import Scenario
from trainer.workshop.difference.touching import Touch, touch


def changed(moment: str, **parts: object) -> Scenario:
    other = SCENARIO.moments[moment].model_copy(update=parts)
    return SCENARIO.model_copy(update={"moments": {**SCENARIO.moments, moment: other}})


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ({"risk": "clear"}, "risk"),
        ({"asks": "direct"}, "asks"),
        ({"silence": "hurts"}, "silence"),
        ({"calls_for": ("lifts-blame",)}, "what it calls for"),
    ],
)
def test_what_a_moment_is_judged_by(parts: dict[str, object], why: str) -> None:
    assert touch(SCENARIO, changed("plain", **parts)) == Touch((), {"plain": (why,)}, ())


def test_what_was_said_stays() -> None:
    new = changed("plain", says="Other words.", feels=("glad",), traps=(), calls_for=("makes-sense", "names-feeling"))
    assert touch(SCENARIO, new) == Touch((), {}, ())


def test_a_moment_that_is_gone_and_a_new_one() -> None:
    moments = {name: moment for name, moment in SCENARIO.moments.items() if name != "tense"}
    new = SCENARIO.model_copy(update={"moments": {**moments, "calm": SCENARIO.moments["tense"]}})
    assert touch(SCENARIO, new) == Touch(("tense",), {}, ())


def test_what_touches_every_attempt() -> None:
    patient = SCENARIO.patient.model_copy(update={"background": "Another."})
    new = SCENARIO.model_copy(update={"patient": patient, "rubric": "another"})
    assert touch(SCENARIO, new) == Touch((), {}, ("what the reader is told of the patient", "the rubric"))
