"""A roster, line by line: CSV of who is in a program, read without ever holding more than a line.

The first line names the columns, in any order, of these: pseudonym, name, key, role, cohort, language.
One person a line. What cannot be taken becomes a problem at its line, and the next line is read.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from trainer.library.nearest import or_nearest
from trainer.library.text import clean, has_controls, shown
from trainer.problems import Place, Problem
from trainer.programs.people import ROLES, NewMember, Role

COLUMNS = ("pseudonym", "name", "key", "role", "cohort", "language")
LONGEST_LINE = 10_000
"""Who hands over lines need not hand over more than this and a little of any of them."""
_LONGEST = {"pseudonym": 40, "name": 200, "key": 200, "role": 40, "cohort": 200, "language": 200}
_FORMULA = ("=", "+", "-", "@", "|", "%")
_PSEUDONYM = re.compile(r"[^\W_][\w.-]*")
_DELIMITERS = (",", ";", "\t")
_BROKEN = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class RosterRow:
    """A line that can be taken. `cohort` is the title of the cohort that the line names, if it names one; `key` what
    tells people apart elsewhere (a number on a staff list), which is never kept in the program."""

    place: Place
    member: NewMember
    cohort: str | None
    key: str | None = None


@dataclass(frozen=True, slots=True)
class _Head:
    """The first line: what stands between cells, and the name of each column, empty for one that is not kept."""

    delimiter: str
    columns: tuple[str, ...]


def read_roster(lines: Iterable[str], file: str) -> Iterator[RosterRow | Problem]:
    """Each line's person, or what is wrong with it, in the order of the lines; blank lines are passed over.

    Bytes that were no UTF-8 are to come as lone surrogates, as `errors="surrogateescape"` gives them. Without a usable
    first line nothing else is read. Never raises.
    """
    head: _Head | None = None
    for number, given in enumerate(lines, start=1):
        line = (given.removeprefix("\ufeff") if number == 1 else given).rstrip("\r\n")
        at = Place(file, number)
        if not line.strip(" \t,;"):
            continue
        if head is None:
            head, problems = _read_head(line, at)
            yield from problems
            if head is None:
                return
        else:
            yield from _read_row(line, head, at)
    if head is None:
        remedy = "Begin with a line such as pseudonym,role."
        yield Problem("F005", Place(file), "There is nothing in the roster", remedy)


def _read_head(line: str, at: Place) -> tuple[_Head | None, list[Problem]]:
    if (spoiled := _spoiled(line, at)) is not None:
        return None, [spoiled]
    delimiter = max(_DELIMITERS, key=line.count)
    cells, problem = _cells(line, delimiter, at)
    if problem is not None:
        return None, [problem]
    names = [cell.strip().lower() for cell in cells]
    twice = sorted({name for name in names if name in COLUMNS and names.count(name) > 1})
    problems = [Problem("M001", at, f"The column '{name}' stands twice", "Leave one of them out.") for name in twice]
    if not {"pseudonym", "name", "key"} & set(names):
        remedy = "The first line names the columns: pseudonym, name or key, and if you like role, cohort, language."
        problems.append(Problem("M001", at, "No column says who somebody is", remedy))
    if problems:
        return None, problems
    kept = tuple(name if name in COLUMNS else "" for name in names)
    return _Head(delimiter, kept), [_unknown(name, at) for name in names if name and name not in COLUMNS]


def _unknown(name: str, at: Place) -> Problem:
    meant = or_nearest(name, COLUMNS)
    remedy = f"Columns that are read: {', '.join(COLUMNS)}. Whatever a program does not need is better not sent."
    return Problem("M002", at, f"The column '{shown(name)}' is not read{meant}", remedy)


def _read_row(line: str, head: _Head, at: Place) -> Iterator[RosterRow | Problem]:
    if (spoiled := _spoiled(line, at)) is not None:
        yield spoiled
        return
    cells, problem = _cells(line, head.delimiter, at)
    if problem is not None:
        yield problem
        return
    while len(cells) > len(head.columns) and not cells[-1].strip():
        cells.pop()  # spreadsheets end rows with empty cells
    if len(cells) != len(head.columns):
        message = f"{_counted(len(cells))}, where the first line has {len(head.columns)}"
        yield Problem("M003", at, message, "Give every line as many cells; put quotation marks round a comma.")
        return
    row = {name: cell.strip() for name, cell in zip(head.columns, cells, strict=True) if name}
    problems = [found for name in row for found in _cell_problems(name, row[name], at)]
    problems += _row_problems(row, at)
    yield from problems
    if not problems:
        yield RosterRow(at, _member(row), *(clean(row.get(name, "")) or None for name in ("cohort", "key")))


def _spoiled(line: str, at: Place) -> Problem | None:
    """What makes a line unreadable as a whole."""
    if "\0" in line or _BROKEN.search(line):
        return Problem("F004", at, "The line is not UTF-8", "Save the roster as CSV in UTF-8.")
    if len(line) > LONGEST_LINE:
        remedy = "Check that lines end where they should; a person's line is short."
        return Problem("M004", at, f"More than {LONGEST_LINE} characters in the line", remedy)
    return None


def _cells(line: str, delimiter: str, at: Place) -> tuple[list[str], Problem | None]:
    try:
        return next(csv.reader([line], delimiter=delimiter, strict=True), []), None
    except csv.Error:
        remedy = "Close each quotation mark on its line, and write one inside a cell twice."
        return [], Problem("M005", at, "A quotation mark that is not closed, or stands inside a cell", remedy)


def _cell_problems(name: str, cell: str, at: Place) -> Iterator[Problem]:
    where = f"in {name}"
    if has_controls(cell):
        yield Problem("M006", at, f"Control characters {where}", "Type the cell anew.", f"$.{name}")
    elif cell.startswith(_FORMULA):
        message = f"'{shown(cell, 30)}' {where} would be a formula in a spreadsheet"
        yield Problem("M007", at, message, f"A cell may not begin with {' '.join(_FORMULA)}.", f"$.{name}")
    elif len(clean(cell)) > _LONGEST[name]:
        yield Problem("M004", at, f"More than {_LONGEST[name]} characters {where}", "Shorten it.", f"$.{name}")
    elif name == "pseudonym" and cell and not _PSEUDONYM.fullmatch(cell):
        remedy = "Letters, digits, - . and _, beginning with a letter or digit; no space."
        yield Problem("M008", at, f"'{shown(cell, 30)}' cannot be a pseudonym", remedy, "$.pseudonym")
    elif name == "role" and cell and cell.lower() not in ROLES:
        meant = or_nearest(cell, ROLES)
        yield Problem("M009", at, f"'{shown(cell, 30)}' is no role{meant}", f"Roles: {', '.join(ROLES)}.", "$.role")


def _row_problems(row: Mapping[str, str], at: Place) -> Sequence[Problem]:
    if row.get("pseudonym") or row.get("name") or row.get("key"):
        return ()
    return (Problem("M010", at, "The line says nobody", "Give a pseudonym, a name or a key, or take the line out."),)


def _member(row: Mapping[str, str]) -> NewMember:
    said = row.get("role", "").lower()
    role: Role = next((role for role in ROLES if role == said), "trainee")
    return NewMember(role, *(clean(row.get(name, "")) or None for name in ("pseudonym", "name", "language")))


def _counted(cells: int) -> str:
    return "1 cell" if cells == 1 else f"{cells} cells"
