"""Ratings as JSON: what is taken, and everything that is wrong with what is not."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.problems import Place, Problem
from trainer.programs.json_shapes import read_shape
from trainer.programs.rating import Ratable, Rating, rating_problems
from trainer.programs.rules import Rules

AT = Place("ratings.jsonl", 3)
ATTEMPT = Ratable(
    "i1",
    {1: "You sound worn out.", 3: "At least you tried."},
    True,
    {"names-feeling", "minimises"},
    ("feeling",),
    ("no-harm",),
    ("names-feeling", "minimises"),
)
RESPONSE = Ratable("i2", {1: "You sound worn out."}, False, {"names-feeling"}, (), (), ("names-feeling",))
GOOD = {
    "item": "i1",
    "responses": [
        {"response": 1, "level": 4, "behaviours": {"names-feeling": ["worn out"]}},
        {"response": 3, "level": 1, "behaviours": {"minimises": []}},
    ],
    "criteria": {"feeling": 2},
    "gates": {"no-harm": True},
    "whole": 2,
    "standing": "borderline",
}


def _problems(given: object, ratable: Ratable = ATTEMPT) -> list[tuple[str, str]]:
    read = read_shape(json.dumps(given), AT, Rating)
    found = read if isinstance(read, list) else rating_problems(read, ratable, AT)
    assert all(problem.place == AT for problem in found)
    return [(problem.code, problem.path) for problem in found]


def _with(**changes: object) -> dict[str, object]:
    return {**GOOD, **changes}


def test_a_good_rating_has_no_problems() -> None:
    assert _problems(GOOD) == []
    assert _problems({"item": "i2", "responses": [{"level": 3}]}, RESPONSE) == []


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([1], [("V001", "$")]),
        (_with(levl=3), [("S001", "$.levl")]),
        (_with(responses=[{"response": 1, "level": 7}]), [("S005", "$.responses[0].level")]),
        (_with(responses=[{"response": 1, "level": 4.5}]), [("S003", "$.responses[0].level")]),
        (_with(responses=[{"level": 4}]), [("V003", "$.responses")]),
        (_with(responses=[*GOOD["responses"], {"response": 2, "level": 1}]), [("V003", "$.responses[2].response")]),  # type: ignore[misc]
        (_with(standing="passs"), [("S004", "$.standing")]),
        (_with(standing=None), [("S002", "$.standing")]),
        (_with(criteria={"feelings": 2}), [("V004", "$.criteria.feelings")]),
        (_with(gates={"safety": True}), [("V004", "$.gates.safety")]),
        ({"responses": GOOD["responses"]}, [("S002", "$.item")]),
    ],
)
def test_what_is_wrong_is_told_with_its_place(given: object, expected: list[tuple[str, str]]) -> None:
    assert _problems(given) == expected


def test_everything_at_once() -> None:
    wrong = [
        {"response": 1, "level": 4, "behaviours": {"names-felings": ["happy"]}},
        {"response": 1, "level": 1},
    ]
    assert _problems(_with(responses=wrong, whole=None)) == [
        ("R002", "$.responses[0].behaviours.names-felings"),
        ("R007", "$.responses[0].behaviours.names-felings[0]"),
        ("V003", "$.responses[1].response"),
        ("V003", "$.responses"),
        ("S002", "$.whole"),
    ]


def test_a_single_response_is_not_judged_as_a_whole() -> None:
    given = {"item": "i2", "responses": [{"level": 3}], "standing": "pass", "gates": {"no-harm": True}}
    assert _problems(given, RESPONSE) == [("V004", "$.standing"), ("V004", "$.gates.no-harm")]


@given(st.text())
def test_no_text_does_harm(text: str) -> None:
    for shape in (Rating, Rules):
        read = read_shape(text, AT, shape)
        assert isinstance(read, shape) or all(isinstance(problem, Problem) for problem in read)


def test_rules_of_a_program() -> None:
    rules = read_shape('{"ratings": 40, "bars": {"small/feeling": 0.7}}', AT, Rules)
    assert isinstance(rules, Rules)
    assert (rules.bar_of("small", "feeling"), rules.bar_of("small", "other"), rules.ratings) == (0.7, 0.6, 40)
    wrong = read_shape('{"rating": 40, "bar": 2}', AT, Rules)
    assert isinstance(wrong, list)
    assert sorted((problem.code, problem.path) for problem in wrong) == [("S001", "$.rating"), ("S005", "$.bar")]
