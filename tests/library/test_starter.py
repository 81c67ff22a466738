"""The scenario that a new author begins with is sound, whatever they answer."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.encounter.exploration import explore
from trainer.encounter.trainees import best_trainee, flawed_trainee, simulate
from trainer.library.catalogue import known_ids
from trainer.library.files import files_below
from trainer.library.reading import problems_with, read, read_bytes
from trainer.library.references import Known
from trainer.library.scenario import Scenario
from trainer.library.shipped import shipped_folders
from trainer.library.starter.starting import Answers, one_line, starter_text

LINES = st.text(max_size=40).map(lambda text: one_line(text).replace("{", "(") or "x")


@cache
def _known() -> Known:
    return known_ids(
        read(file) for folder in shipped_folders() if folder.name == "rubrics" for file in files_below(folder)
    )


def _scenario(text: str) -> Scenario:
    reading = read_bytes(Path("new.yaml"), text.encode())
    assert problems_with(reading, _known()) == []
    assert isinstance(reading.item, Scenario)
    return reading.item


@pytest.fixture(scope="module")
def starter() -> Scenario:
    return _scenario(starter_text("my-patient", Answers(), ".schema/scenario.json"))


@settings(max_examples=12)
@given(title=LINES, name=LINES, age=st.integers(0, 120), situation=LINES, role=LINES)
def test_any_answers_make_a_sound_scenario(title: str, name: str, age: int, situation: str, role: str) -> None:
    scenario = _scenario(starter_text("my-patient", Answers(title, name, age, situation, role), "x.json"))
    assert (scenario.title, scenario.patient.name, scenario.patient.age, scenario.role) == (title, name, age, role)
    assert situation in scenario.summary and situation in scenario.patient.background


def test_everything_in_it_can_happen(starter: Scenario) -> None:
    found = explore(starter)
    everything = {(moment, index) for moment, body in starter.moments.items() for index in range(len(body.reactions))}
    assert found.complete
    assert (set(found.moments), set(found.endings)) == (set(starter.moments), set(starter.endings))
    assert found.reactions == everything


def test_it_holds_what_an_author_should_see_once(starter: Scenario) -> None:
    assert len(starter.moments) == 8
    assert {body.risk for body in starter.moments.values()} == {"none", "possible", "clear", "disclosed"}
    assert [ending.kind for ending in starter.endings.values()] == ["good", "mixed", "rupture"]
    for body in starter.moments.values():
        assert {reply.level for reply in body.replies} == set(range(7))


def test_good_replies_end_well_and_flawed_ones_do_not(starter: Scenario) -> None:
    good, flawed = simulate(starter, 1, best_trainee), simulate(starter, 1, flawed_trainee())
    assert starter.endings[good.ending or ""].kind == "good"
    assert starter.endings[flawed.ending or ""].kind == "rupture"
