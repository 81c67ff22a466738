"""Labelled lines: what is read, and what is said about the others."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.evaluation.making import lines, row
from trainer.scoring.evaluation.rows import case_of, parse_cases
from trainer.scoring.reading import Context
from trainer.scoring.training.examples import Labelled


def _faults(*given_lines: bytes) -> list[str]:
    return [str(problem) for problem in parse_cases(given_lines)[1]]


def test_a_row_becomes_a_case_with_its_marked_clauses() -> None:
    spans = [{"quote": "worn out", "shows": ["names-feeling", "argues"]}, {"quote": "You", "shows": ["argues"]}]
    full = row(
        behaviours=["names-feeling", "argues"],
        spans=spans,
        background="A baker.",
        history=[["clinician", "Hello."]],
        votes={"argues": 2},
        level=3.5,
    )

    (case,), problems = parse_cases(lines(full))

    assert not problems
    assert case.context == Context("Nothing helps.", "A baker.", (("clinician", "Hello."),))
    assert case.level == 3.5
    assert case.spans("argues") == ((10, 18), (0, 3))
    assert case.spans("minimises") == ()


def test_without_a_context_those_who_answer_the_same_words_belong_together() -> None:
    one, two = row(id="a"), row(id="b")
    del one["context"], two["context"]

    cases, _ = parse_cases(lines(one, two))

    assert cases[0].context_id == cases[1].context_id


def test_empty_lines_are_passed_over_and_counted() -> None:
    cases, problems = parse_cases([b"\n", *lines(row()), b"", b"{}"])

    assert len(cases) == 1
    assert {problem.line for problem in problems} == {4}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (b"not json", "line 1: Invalid JSON"),
        (b"[]", "line 1: Input should be an object"),
        (b"\xff{}", "line 1: The line is not UTF-8 at byte 1."),
        (None, "line 1: The line is too long."),
        (b'{"id": ' + b"[" * 50_000, "line 1: Invalid JSON"),
        (lines(row(level=7))[0], "line 1: level: Input should be less than or equal to 6."),
        (lines(row(level="4"))[0], "line 1: level: Input should be a valid number."),
        (lines(row(level=True))[0], "line 1: level: Input should be a valid number."),
        (json.dumps(row(level=float("nan"))).encode(), "line 1: level:"),
        (lines(row(id=""))[0], "line 1: id: String should have at least 1 character."),
        (lines(row(history=[["patient"]]))[0], "line 1: history.0.1: The key is missing."),
        (lines(row(behaviours="argues"))[0], "line 1: behaviours: Input should be a valid array."),
        (
            lines(row(spans=[{"quote": "weary", "shows": ["names-feeling"]}]))[0],
            "line 1: spans.0.quote: The quote is not part of the response.",
        ),
        (
            lines(row(spans=[{"quote": "You", "shows": ["argues"]}]))[0],
            "line 1: spans.0.shows: 'argues' is not among the row's behaviours.",
        ),
    ],
)
def test_a_bad_line_is_a_problem_with_its_place(line: bytes, expected: str) -> None:
    (fault,) = _faults(line)

    assert fault.startswith(expected)


def test_all_that_is_wrong_in_a_line_is_said_at_once() -> None:
    assert len(_faults(b'{"id": 3, "level": -1}')) == 5


def test_an_id_stands_once() -> None:
    cases, problems = parse_cases(lines(row(), row()))

    assert len(cases) == 1
    assert [str(problem) for problem in problems] == ["line 2: id: The same id stands in line 1."]


@given(st.binary(max_size=80))
def test_any_bytes_give_a_case_or_problems(line: bytes) -> None:
    cases, problems = parse_cases([line])

    assert bool(cases or problems) == bool(line.strip())


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(), lambda inner: st.lists(inner)))
def test_any_value_in_any_place_is_told(value: Any) -> None:
    for key in row():
        cases, problems = parse_cases([json.dumps({**row(), key: value}).encode("utf-8", "surrogatepass")])
        assert bool(cases) != bool(problems)


def test_the_projects_own_examples_are_cases_too() -> None:
    spans = (((0, 3), ("names-feeling",)), ((4, 9), ("names-feeling",)))
    example = Labelled("x", "c", Context("Hm."), "You sound sad.", 4, {"names-feeling": 1.0, "argues": 1 / 3}, spans)

    case = case_of(example)

    assert case.behaviours == {"names-feeling"}
    assert case.spans("names-feeling") == ((0, 3), (4, 9))
