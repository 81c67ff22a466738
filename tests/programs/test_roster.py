"""Rosters: every line is a person or a problem at that line, whatever the bytes."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.problems import Problem, Severity
from trainer.programs.people import ROLES
from trainer.programs.roster import COLUMNS, RosterRow, read_roster

PROBLEMS_PAGE = (Path(__file__).parents[2] / "docs" / "problems.md").read_text(encoding="utf-8")
SECTIONS = re.findall(r"^### (M\d+) · .+?\n(.*?)(?=^### |^## |\Z)", PROBLEMS_PAGE, flags=re.MULTILINE | re.DOTALL)
EXAMPLES = [
    (code, *fences)
    for code, text in SECTIONS
    if len(fences := re.findall(r"^```csv\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL)) == 2
]
OF_THE_STORE = {"M011", "M012", "M013"}


def read(text: str) -> list[RosterRow | Problem]:
    return list(read_roster(io.StringIO(text, newline="\n"), "people.csv"))


def problems(text: str) -> list[tuple[str, int]]:
    return [(item.code, item.place.line) for item in read(text) if isinstance(item, Problem)]


def people(text: str) -> list[RosterRow]:
    return [item for item in read(text) if isinstance(item, RosterRow)]


@pytest.mark.parametrize(
    ("code", "failing", "mended"), [one for one in EXAMPLES if one[0] not in OF_THE_STORE], ids=lambda one: one[:4]
)
def test_the_examples_in_the_docs(code: str, failing: str, mended: str) -> None:
    assert {found for found, _ in problems(failing)} == {code}
    assert problems(mended) == []
    assert people(mended)


def test_there_are_examples() -> None:
    assert len(EXAMPLES) > 8


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_columns_in_any_order_case_and_delimiter(delimiter: str, ending: str) -> None:
    lines = [["ROLE", " Pseudonym ", "cohort"], ["Supervisor", "sue", "Autumn"], ["", "amber-otter", ""]]
    text = "﻿" + ending.join(delimiter.join(cells) for cells in lines)
    assert [(row.member.role, row.member.pseudonym, row.cohort) for row in people(text)] == [
        ("supervisor", "sue", "Autumn"),
        ("trainee", "amber-otter", None),
    ]


def test_blank_lines_and_trailing_cells_of_spreadsheets_are_passed_over() -> None:
    text = "name,role\n\n,\nAda,trainee,,,\n   \nBo,,\n"
    assert [(row.place.line, row.member.name) for row in people(text)] == [(4, "Ada"), (6, "Bo")]


def test_every_problem_of_a_line_at_once() -> None:
    assert problems("pseudonym,name,role\na b,=1,boss\n") == [("M008", 2), ("M007", 2), ("M009", 2)]


def test_a_column_that_is_not_kept_is_only_a_warning() -> None:
    [warning, row] = read("email,name\na@b,Ada\n")
    assert isinstance(warning, Problem)
    assert warning.severity is Severity.WARNING
    assert isinstance(row, RosterRow)


texts = st.text(st.characters(codec=None) | st.sampled_from('=,;"\t\n\r\0﻿\udcff'), max_size=200)


@given(texts)
def test_no_text_makes_it_raise_and_lines_are_its_own(text: str) -> None:
    lines = text.split("\n")
    for item in read(text):
        assert 1 <= item.place.line <= len(lines)
        if isinstance(item, RosterRow):
            assert item.member.pseudonym or item.member.name or item.key


@given(texts)
def test_after_a_good_first_line_neither(text: str) -> None:
    items = read("pseudonym,name,role,cohort,language\n" + text)
    told = {item.place.line for item in items if isinstance(item, Problem)}
    taken = [item.place.line for item in items if isinstance(item, RosterRow)]
    assert not told & set(taken)
    assert taken == sorted(set(taken))


safe = st.text(st.characters(categories=("L", "N")), min_size=1, max_size=20)
rows = st.lists(st.tuples(safe, safe, safe, st.sampled_from(ROLES), safe, safe), max_size=20)


@given(rows)
def test_what_was_written_is_read(wanted: list[tuple[str, str, str, str, str, str]]) -> None:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerows([COLUMNS, *wanted])
    found = people(buffer.getvalue())
    assert [row.member.role for row in found] == [row[3] for row in wanted]
    assert [row.place.line for row in found] == list(range(2, len(wanted) + 2))


@given(
    rows,
    st.integers(min_value=0, max_value=19),
    st.sampled_from(["=1", "+1", "-1", "@x", '"open', "\x1b[31m", "a,b,c"]),
)
def test_a_spoiled_line_is_the_one_that_is_told(rows_: list[tuple[str, ...]], place: int, spoil: str) -> None:
    lines = [",".join(row) for row in rows_]
    lines.insert(min(place, len(lines)), f"p,{spoil},k,trainee,c,l")
    at = lines.index(f"p,{spoil},k,trainee,c,l") + 2
    assert {line for _, line in problems("\n".join([",".join(COLUMNS), *lines]))} == {at}
