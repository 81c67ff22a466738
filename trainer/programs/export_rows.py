"""Rows of an export as lines: of JSON, and of CSV by RFC 4180; and the README that says what they are."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Literal

from trainer.programs.csv_safety import inert
from trainer.programs.export_sheets import Sheet

Row = Mapping[str, object]
Format = Literal["csv", "jsonl"]
FORMATS: tuple[Format, ...] = ("csv", "jsonl")


def utc(at: datetime) -> str:
    """`2026-03-01T12:00:00.000000Z`."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def head(sheet: Sheet, form: Format) -> str:
    """What comes before the rows."""
    return _csv_line([column.name for column in sheet.columns]) if form == "csv" else ""


def line(sheet: Sheet, row: Row, form: Format) -> str:
    """One row, with its line break. What the row says beside the sheet's columns is left out."""
    values = [row[column.name] for column in sheet.columns]
    if form == "csv":
        return _csv_line([_cell(value) for value in values])
    names = (column.name for column in sheet.columns)
    return _json({name: _plain(value) for name, value in zip(names, values, strict=True)}) + "\n"


def _plain(value: object) -> object:
    return utc(value) if isinstance(value, datetime) else value


def _cell(value: object) -> str:
    """Numbers and times stand as they are; texts, from wherever, are made inert."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case datetime():
            return utc(value)
        case str():
            return inert(value)
    return inert(_json(value))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _csv_line(cells: Sequence[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()


_INTRODUCTION = """\
# Export of the trainer's records

{whose}

Each file is there as {formats}. Empty cells (null) mean: there is none. Times are UTC, as 2026-03-01T12:00:00.000000Z.
The patients are invented.
"""
_CSV = """
CSV files are UTF-8, parted by commas, quoted as RFC 4180 says, with CRLF after each row. So that no spreadsheet takes a
text for a formula, an apostrophe is put where a cell begins, or could be seen to begin (after a semicolon, a tab or a
line break), if what follows is one of = + - @ (also full-width, also after blanks or quotes), a tab or a carriage
return. To have the text back, take one apostrophe away at each such place; the JSONL files hold it as it was.
"""
_OWN = "They are your own records, whole: everything that is kept of you, your words among it."
_COHORT = "They are the records of a cohort: people are named by pseudonym. {texts}"
_WITH_WORDS = "Own words stand only in rows of people who share theirs."
_WITHOUT_WORDS = "Nobody's own words are in it."


_STATEMENTS = """
## statements

xAPI statements (version 1.0.3), one a line, in statements.jsonl: of each attempt that it began, each response, that it
ended, each criterion as it was scored. An id follows from what the statement says: the same export again has the same.
"""


def readme(
    sheets: Sequence[Sheet], formats: Sequence[Format], *, cohort: bool, texts: bool, statements: bool = False
) -> str:
    """What the files are, and what each column says."""
    words = _WITH_WORDS if texts else _WITHOUT_WORDS
    whose = _COHORT.format(texts=words) if cohort else _OWN
    names = " and as ".join({"csv": "CSV (.csv)", "jsonl": "JSON lines (.jsonl)"}[form] for form in formats)
    sheets = sheets if formats else ()
    parts = [
        _INTRODUCTION.format(whose=whose, formats=names or "JSON lines (.jsonl)"),
        _CSV if "csv" in formats else "",
    ]
    parts += [f"\n## {sheet.name}\n\n{sheet.about}\n\n{_table(sheet)}" for sheet in sheets]
    return "".join([*parts, _STATEMENTS if statements else ""])


def _table(sheet: Sheet) -> str:
    rows = (f"| {one.name} | {one.about}{' (own words)' if one.words else ''} |" for one in sheet.columns)
    return "\n".join(["| column | what it says |", "|---|---|", *rows, ""])
