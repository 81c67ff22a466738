"""An export from the records to its files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from trainer.programs.export_rows import Format, head, line, readme
from trainer.programs.export_sheets import Sheet
from trainer.records.export_files import File, write_export
from trainer.records.exporting import Exporting, Rows, Wanted

_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Way:
    """How it is written. `mark`: CSV files begin with a byte order mark, which some spreadsheets ask for."""

    formats: tuple[Format, ...]
    mark: bool = False


def make_export(exporting: Exporting, wanted: Wanted, way: Way, target: Path) -> dict[str, int]:
    """Write it; gives how many rows each file has. Holds a few rows at a time. Raises RecordsError."""
    counted: dict[str, int] = {}
    with exporting.rows(wanted) as rows:
        write_export(target, _files(wanted, way, rows, counted))
    return counted


def _files(wanted: Wanted, way: Way, rows: Rows, counted: dict[str, int]) -> Iterator[File]:
    texts, cohort = bool(wanted.speaking), wanted.cohort_id is not None
    yield "README.md", [readme(wanted.sheets, way.formats, cohort=cohort, texts=texts)]
    for sheet in wanted.sheets:
        for form in way.formats:
            counted[sheet.name] = 0
            yield f"{sheet.name}.{form}", _lines(sheet, form, way, rows, counted)


def _lines(sheet: Sheet, form: Format, way: Way, rows: Rows, counted: dict[str, int]) -> Iterator[str]:
    if way.mark and form == "csv":
        yield _MARK
    yield head(sheet, form)
    for row in rows(sheet):
        counted[sheet.name] += 1
        yield line(sheet, row, form)
