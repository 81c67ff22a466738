"""An export from the records to its files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from trainer.programs.export_rows import Format, head, line, readme
from trainer.programs.export_sheets import Sheet
from trainer.programs.record_store import RecordStore
from trainer.records.export_files import File, write_export
from trainer.records.exporting import Exporting, Rows, Wanted

STATEMENTS = "statements"
"""The file of xAPI statements."""
_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Way:
    """How it is written. `mark`: CSV files begin with a byte order mark, which some spreadsheets ask for.

    `statements`: xAPI statements are written too, as they would be sent to this store.
    """

    formats: tuple[Format, ...]
    mark: bool = False
    statements: RecordStore | None = None


def make_export(exporting: Exporting, wanted: Wanted, way: Way, target: Path) -> dict[str, int]:
    """Write it; gives how many rows each file has. Holds a few rows at a time. Raises RecordsError."""
    counted: dict[str, int] = {}
    with exporting.rows(wanted) as rows:
        write_export(target, _files(exporting, wanted, way, rows, counted))
    return counted


def _files(exporting: Exporting, wanted: Wanted, way: Way, rows: Rows, counted: dict[str, int]) -> Iterator[File]:
    texts, cohort = bool(wanted.speaking), wanted.cohort_id is not None
    told = readme(wanted.sheets, way.formats, cohort=cohort, texts=texts, statements=way.statements is not None)
    yield "README.md", [told]
    for sheet in wanted.sheets:
        for form in way.formats:
            counted[sheet.name] = 0
            yield f"{sheet.name}.{form}", _lines(sheet, form, way, rows, counted)
    if way.statements is not None:
        counted[STATEMENTS] = 0
        yield f"{STATEMENTS}.jsonl", _counted(exporting.statements(wanted, way.statements), counted)


def _counted(lines: Iterator[str], counted: dict[str, int]) -> Iterator[str]:
    for one in lines:
        counted[STATEMENTS] += 1
        yield one


def _lines(sheet: Sheet, form: Format, way: Way, rows: Rows, counted: dict[str, int]) -> Iterator[str]:
    if way.mark and form == "csv":
        yield _MARK
    yield head(sheet, form)
    for row in rows(sheet):
        counted[sheet.name] += 1
        yield line(sheet, row, form)
