"""Everything that is kept of a trainee, or of the people of a cohort, a row at a time, as it stood at one moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select, text

from trainer.programs.export_sheets import SHEETS, Sheet
from trainer.records.export_queries import QUERIES, Fields, Scope, expanded
from trainer.records.people_store import Transaction
from trainer.records.program_tables import cohort_members, members
from trainer.records.tables import attempts, contents, responses
from trainer.records.withheld import WITHHELD, without_words

_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be exported: one trainee's own records, or those of a cohort.

    `called` gives what stands in the column `trainee`, by trainee_id; who is not in it is left out. `speaking` are the
    ids of those whose own words come with it. `cohort_id` None: the export is the trainee's own.
    """

    called: Mapping[str, str]
    speaking: frozenset[str]
    cohort_id: str | None = None
    since: datetime | None = None

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        return tuple(sheet for sheet in SHEETS if self.cohort_id is None or not sheet.own)


Rows = Callable[[Sheet], Iterator[Mapping[str, Any]]]


class Exporting:
    """Made by `Store`; methods may raise RecordsError."""

    def __init__(self, reading: Transaction) -> None:
        self._reading = reading

    @contextmanager
    def rows(self, wanted: Wanted) -> Iterator[Rows]:
        """Gives a function that gives the rows of a file; it can be called again for the same rows."""
        with self._reading() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
            yield lambda sheet: _rows(connection, sheet, wanted)

    def words(self, wanted: Wanted) -> Iterator[tuple[str, str, str]]:
        """The responses that would go out with their words: whose, the text, and the YAML of its scenario."""
        query = (
            select(responses.c.trainee_id, responses.c.text, attempts.c.scenario_hash)
            .join(attempts, attempts.c.attempt_id == responses.c.attempt_id)
            .where(_scope(wanted).of(responses, responses.c.sent))
            .where(responses.c.text.is_not(None), responses.c.text != WITHHELD)
            .order_by(responses.c.attempt_id, responses.c.step)
        )
        sources: dict[str, str] = {}
        with self._reading() as connection:
            for row in connection.execute(query.execution_options(yield_per=_AT_ONCE)):
                if row.trainee_id not in wanted.speaking:
                    continue
                if row.scenario_hash not in sources:
                    kept = select(contents.c.source).where(contents.c.digest == row.scenario_hash)
                    sources[row.scenario_hash] = connection.execute(kept).scalar_one()
                yield row.trainee_id, row.text, sources[row.scenario_hash]


def _rows(connection: Connection, sheet: Sheet, wanted: Wanted) -> Iterator[Mapping[str, Any]]:
    query = QUERIES[sheet.name](_scope(wanted)).execution_options(yield_per=_AT_ONCE)
    for row in connection.execute(query):
        called = wanted.called.get(row.trainee_id)
        if called is None:
            continue
        for fields in expanded(sheet.name, _told(sheet, row)):
            yield _shown(sheet, fields, called, wanted)


def _scope(wanted: Wanted) -> Scope:
    if wanted.cohort_id is None:
        (only,) = wanted.called
        return Scope(lambda column: column == only, wanted.since)
    inside = (
        select(members.c.trainee_id)
        .join(cohort_members, cohort_members.c.member_id == members.c.member_id)
        .where(cohort_members.c.cohort_id == wanted.cohort_id, members.c.trainee_id.is_not(None))
    )
    return Scope(lambda column: column.in_(inside), wanted.since)


def _told(sheet: Sheet, row: Row[Any]) -> Fields:
    """The row, with silence told from words that are not here."""
    fields = dict(row._mapping)
    if sheet.name == "exchanges":
        fields["silent"] = fields["text"] is None
    return fields


def _shown(sheet: Sheet, fields: dict[str, Any], called: str, wanted: Wanted) -> dict[str, Any]:
    """The row under a name that may be shown, with only the words that may be."""
    may_speak = fields["trainee_id"] in wanted.speaking
    for column in sheet.columns:
        if column.words and (not may_speak or fields[column.name] == WITHHELD):
            fields[column.name] = _without(fields[column.name])
    if sheet.name == "runs" and wanted.cohort_id is not None:
        fields["passed"] = None  # whether a pass may be reported is for the program's rules to say
    fields["trainee"] = called
    return fields


def _without(value: object) -> object:
    if isinstance(value, dict):
        return without_words(value)
    if isinstance(value, list):
        return [without_words(one) if isinstance(one, dict) else one for one in value]
    return None
