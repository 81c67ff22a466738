"""Everything that is kept of a trainee, or of the people of a cohort, a row at a time, as it stood at one moment."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select, text

from trainer.programs.export_sheets import AS_FIGURES, BESIDE_WORDS, SHEETS, Sheet
from trainer.programs.record_store import RecordStore
from trainer.programs.which_run import OWN, WhichRun
from trainer.programs.xapi import statements, written
from trainer.programs.xapi_words import Naming
from trainer.records.export_figures import FIGURES, figures_of
from trainer.records.export_queries import QUERIES, Fields, Scope, expanded
from trainer.records.own_words import Found, Which, found_in
from trainer.records.people_store import Transaction
from trainer.records.program_tables import cohort_members, members
from trainer.records.tables import attempts
from trainer.records.told_attempts import shelf_on, told_attempt
from trainer.records.withheld import OWN_NUMBERS, WITHHELD, without_words

_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be exported: one trainee's own records, or those of a cohort.

    `called` gives what stands in the column `trainee`, by trainee_id; who is not in it is left out. `speaking` are the
    ids of those whose own words come with it. `cohort_id` None: the export is the trainee's own. `verdicts` are what
    the program makes of attempts, by attempt_id; `rule` says which scoring run counts, and is told by statements.
    `hidden` are attempts that wait for the rating of who asks, and stay out. `figures`: no row that stands beside
    words, and of runs their figures alone.
    """

    called: Mapping[str, str]
    speaking: frozenset[str]
    cohort_id: str | None = None
    since: datetime | None = None
    verdicts: Mapping[str, str] = field(default_factory=dict)
    rule: WhichRun = OWN
    hidden: frozenset[str] = frozenset()
    figures: bool = False

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        mine = (sheet for sheet in SHEETS if self.cohort_id is None or not sheet.own)
        return tuple(sheet for sheet in mine if not (self.figures and sheet.name in BESIDE_WORDS))


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

    def found(self, wanted: Wanted) -> Iterator[tuple[str, Found]]:
        """Words by which somebody could be known in what would go out: whose, and which."""
        for trainee_id in sorted(wanted.speaking):
            with self._reading() as connection:
                for one in found_in(connection, Which(trainee_id, after=wanted.since)):
                    yield wanted.called[trainee_id], one

    def statements(self, wanted: Wanted, store: RecordStore) -> Iterator[str]:
        """The same attempts as xAPI statements, one a line."""
        asked = _scope(wanted).of(attempts, attempts.c.started, attempts.c.ended)
        query = select(attempts.c.attempt_id, attempts.c.trainee_id).where(asked).order_by(attempts.c.attempt_id)
        with self._reading() as connection:
            shelf = shelf_on(connection)
            for row in connection.execute(query.execution_options(yield_per=_AT_ONCE)):
                attempt = told_attempt(connection, row.attempt_id, shelf, wanted.rule)
                called = wanted.called.get(row.trainee_id)
                if attempt is None or called is None or row.attempt_id in wanted.hidden:
                    continue
                naming = _naming(wanted, store, row.trainee_id)
                decided = _DECIDED.get(wanted.verdicts.get(row.attempt_id, ""))
                for statement in statements(replace(attempt, success=decided), naming):
                    yield written(statement) + "\n"


_DECIDED = {"pass": True, "fail": False}
"""Verdicts that are a success or none; of any other nothing is said."""


def _naming(wanted: Wanted, store: RecordStore, trainee_id: str) -> Naming:
    """A trainee's own statements are called as those that are sent; in a program's, people have their pseudonyms."""
    naming = store.naming(trainee_id, texts=trainee_id in wanted.speaking)
    return naming if wanted.cohort_id is None else replace(naming, account=wanted.called[trainee_id])


def _rows(connection: Connection, sheet: Sheet, wanted: Wanted) -> Iterator[Mapping[str, Any]]:
    as_figures = wanted.figures and sheet.name in AS_FIGURES
    queries = FIGURES if as_figures else QUERIES
    query = queries[sheet.name](_scope(wanted)).execution_options(yield_per=_AT_ONCE)
    for row in connection.execute(query):
        called = wanted.called.get(row.trainee_id)
        if called is None or row._mapping.get("attempt_id") in wanted.hidden:
            continue
        if wanted.figures and sheet.name == "self_ratings" and not _NUMBERS.match(row.judgement):
            continue
        told = _told(sheet, row)
        for fields in [_filled(sheet, told)] if as_figures else expanded(sheet.name, told):
            yield _shown(sheet, fields, called, wanted)


_NUMBERS = re.compile(OWN_NUMBERS)


def _filled(sheet: Sheet, told: Fields) -> dict[str, Any]:
    """A row of figures, empty in the columns that are none."""
    figures = figures_of(told) if sheet.name == "runs" else {}
    return {column.name: None for column in sheet.columns} | dict(told) | figures


def _scope(wanted: Wanted) -> Scope:
    if wanted.cohort_id is None:
        (only,) = wanted.called
        return Scope(lambda column: column == only, wanted.since, wanted.rule)
    inside = (
        select(members.c.trainee_id)
        .join(cohort_members, cohort_members.c.member_id == members.c.member_id)
        .where(cohort_members.c.cohort_id == wanted.cohort_id, members.c.trainee_id.is_not(None))
    )
    return Scope(lambda column: column.in_(inside), wanted.since, wanted.rule)


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
    if sheet.name == "attempts":
        fields["verdict"] = _verdict(fields, wanted)
    if sheet.name == "runs" and wanted.cohort_id is not None:
        fields["passed"] = None  # what a pass is in a program, its verdict says
    fields["trainee"] = called
    return fields


def _verdict(fields: Fields, wanted: Wanted) -> str | None:
    """What a program makes of an attempt that ended: formative, unless its rules say more."""
    if wanted.cohort_id is None or fields["ended"] is None:
        return None
    return wanted.verdicts.get(fields["attempt_id"], "formative")


def _without(value: object) -> object:
    if isinstance(value, dict):
        return without_words(value)
    if isinstance(value, list):
        return [without_words(one) if isinstance(one, dict) else one for one in value]
    return None
