"""Statements say what happened, always in the same bytes, and no more than was agreed."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given

from tests.programs.xapi_attempts import ATTEMPTS, NAMINGS, NOON
from trainer.programs.xapi import Attempt, Criterion, Scored, Told, statements, written
from trainer.programs.xapi_words import PROFILE, Naming
from trainer.scoring.reading import Finding, Reading

READING = Reading(4.5, (3.5, 5.0), {"names-feeling": Finding(0.9, "present", ((0, 9),))}, "1+abc")
TOLD = Told(1, NOON, False, "You sound worn out.", "arrival", 1, 1, READING, (4, 6), (7, 6), "opens-up")
CRITERION = Criterion("feeling-named", "Names the feeling", 2, 1, 2, 0.0, False, ((0, "names-feeling"),))
SCORED = Scored(NOON + timedelta(seconds=90), "1+abc", "small", "ab", 0.667, (CRITERION,), (("no-harm-left", None),))
ATTEMPT = Attempt(
    attempt_id="019ca945-0a00-7063-8951-df5273c86852",
    scenario_id="month-nine",
    title="Month nine",
    scenario_hash="cd",
    mode="practice",
    started=NOON,
    ended=NOON + timedelta(seconds=90.5),
    ending="heard",
    exchanges=(TOLD, replace(TOLD, step=2, silent=True, text=None, reading=None)),
    scored=SCORED,
)
NAMING = Naming("quiet-heron", "https://program.example/t", "https://program.example", texts=True)


def _told(attempt: Attempt = ATTEMPT, naming: Naming = NAMING) -> list[dict[str, object]]:
    return [json.loads(written(one)) for one in statements(attempt, naming)]


def _extensions(part: object) -> dict[str, object]:
    assert isinstance(part, dict)
    return {key.rsplit("/", 1)[-1]: value for key, value in part["extensions"].items()}


def test_an_attempt_is_told_in_order() -> None:
    told = _told()
    verbs = [str(one["verb"]["id"]).rsplit("/", 1)[-1] for one in told]  # type: ignore[index]
    assert verbs == ["initialized", "responded", "responded", "completed", "scored"]
    for one in told:
        assert one["actor"] == {
            "objectType": "Agent",
            "account": {"homePage": "https://program.example", "name": "quiet-heron"},
        }
        context = one["context"]
        assert isinstance(context, dict)
        assert context["registration"] == ATTEMPT.attempt_id and context["platform"] == "trainer"
        assert context["contextActivities"]["category"][0]["id"] == PROFILE
        assert _extensions(context)["mode"] == "practice"


def test_a_response_has_its_level_its_evidence_and_its_words() -> None:
    _, first, silence, *_ = _told()
    assert first["object"]["id"] == "https://program.example/t/scenarios/month-nine/moments/arrival"  # type: ignore[index]
    result = first["result"]
    assert isinstance(result, dict)
    assert result["response"] == "You sound worn out."
    assert result["score"] == {"scaled": 0.75, "raw": 4.5, "min": 0, "max": 6}
    assert _extensions(result) == {"trust": [4, 6], "distress": [7, 6]}
    about = _extensions(first["context"])
    assert about["findings"] == {"names-feeling": {"p": 0.9, "finding": "present", "evidence": [[0, 9]]}}
    assert (about["reader"], about["try"], about["visit"], about["step"]) == ("1+abc", 1, 1, 1)
    assert "silence" not in about and _extensions(silence["context"])["silence"] is True
    assert "score" not in silence["result"]  # type: ignore[operator]


def test_the_end_has_duration_and_points_and_no_success_unless_reported() -> None:
    *_, completed, scored = _told()
    result = completed["result"]
    assert isinstance(result, dict)
    assert result["completion"] is True and result["duration"] == "PT90.50S" and "success" not in result
    assert result["score"] == {"scaled": 0.667, "raw": 0.667, "min": 0, "max": 1}
    assert _extensions(result)["gates"] == {"no-harm-left": None}
    assert scored["object"]["id"] == "https://program.example/t/rubrics/small/criteria/feeling-named"  # type: ignore[index]
    about = _extensions(scored["context"])
    assert about["evidence"] == [{"step": 1, "behaviour": "names-feeling", "spans": [[0, 9]]}]
    assert (about["criterion"], about["level"], about["opportunities"]) == ("feeling-named", 2, 2)
    assert _told(replace(ATTEMPT, success=True))[3]["result"]["success"] is True  # type: ignore[index]


def test_an_open_attempt_has_no_end() -> None:
    assert len(_told(replace(ATTEMPT, ended=None))) == 3


@given(ATTEMPTS, NAMINGS)
def test_the_same_data_are_the_same_bytes_and_ids_are_of_version_five(attempt: Attempt, naming: Naming) -> None:
    told = [written(one) for one in statements(attempt, naming)]
    assert told == [written(one) for one in statements(replace(attempt), replace(naming))]
    for one in told:
        assert UUID(json.loads(one)["id"]).version == 5


@given(ATTEMPTS, NAMINGS)
def test_no_words_without_consent(attempt: Attempt, naming: Naming) -> None:
    told = [json.loads(written(one)) for one in statements(attempt, replace(naming, texts=False))]
    assert not any("response" in one.get("result", {}) for one in told)


@pytest.mark.parametrize(
    "changed",
    [
        replace(ATTEMPT, mode="assessment"),
        replace(ATTEMPT, started=NOON + timedelta(seconds=1)),
        replace(ATTEMPT, exchanges=(replace(TOLD, text="Other words."),)),
        replace(ATTEMPT, scored=replace(SCORED, reader="2+abc")),
    ],
)
def test_what_says_something_else_has_another_id(changed: Attempt) -> None:
    before, after = _told(), _told(changed)
    assert {one["id"] for one in before} != {one["id"] for one in after}
    same = {written(one) for one in before} & {written(one) for one in after}
    assert all((one["id"] in {other["id"] for other in after}) == (written(one) in same) for one in before)


def test_ids_are_addresses_whatever_a_thing_is_called() -> None:
    strange = replace(ATTEMPT, scenario_id='a/b c?#é"<', exchanges=())
    for one in _told(strange):
        identifier = str(one["object"]["id"])  # type: ignore[index]
        assert re.fullmatch(r"https://program\.example/t/[A-Za-z0-9/%._~-]+", identifier)
