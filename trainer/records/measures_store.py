"""The figures of runs that were kept by a program which did not write them yet: made once, a batch at a time.

A batch is one transaction, and a run that has its figures is passed over: what was interrupted goes on where it was,
and two programs at once do the work once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any

from sqlalchemy import Connection, Row, exists, func, select

from trainer.library.scenario import Scenario
from trainer.records.attempts import Content, StoredStep
from trainer.records.columns import DamagedValueError
from trainer.records.contents import kept_content
from trainer.records.encoded import read_json
from trainer.records.insertion import insert_if_absent
from trainer.records.loading import load_steps
from trainer.records.measures_keeping import WHOLE, measure_rows
from trainer.records.program_tables import run_measures
from trainer.records.shelf import Shelf, UnreadableContentError
from trainer.records.tables import attempts, scoring_runs
from trainer.records.withheld import WITHHELD
from trainer.scoring.behaviours_met import BehaviourMet, behaviours_met
from trainer.scoring.kinds import validating_among

Transaction = Callable[[], AbstractContextManager[Connection]]
_BATCH = 200


class MeasuresStore:
    """Figures of runs. Made by `Store`."""

    def __init__(self, reading: Transaction, writing: Transaction) -> None:
        self._reading = reading
        self._writing = writing

    def missing(self) -> int:
        """How many runs have no figures yet."""
        with self._reading() as connection:
            runs = connection.execute(select(func.count()).select_from(scoring_runs)).scalar_one()
            whole = select(func.count()).select_from(run_measures).where(run_measures.c.kind == WHOLE)
            return int(runs) - int(connection.execute(whole).scalar_one())

    def fill(self, progress: Callable[[int], None] | None = None) -> int:
        """Make the figures of every run that has none; gives how many there were. Raises RecordsError.

        Call it before runs are summed up: where nothing is missing it costs two counts. `progress` hears how many are
        done.
        """
        if not self.missing():
            return 0
        shelf, done, last = Shelf(self._content), 0, ""
        while batch := self._next(last):
            rows = [row for run in batch for row in self._rows(run, shelf)]
            with self._writing() as connection:
                connection.execute(insert_if_absent(connection, run_measures), rows)
            done += len(batch)
            last = batch[-1].scoring_run_id
            if progress is not None:
                progress(done)
        return done

    def _next(self, after: str) -> Sequence[Row[Any]]:
        """The next runs without figures, by key."""
        known = exists().where(run_measures.c.scoring_run_id == scoring_runs.c.scoring_run_id)
        query = (
            select(scoring_runs, attempts.c.scenario_hash)
            .join(attempts, attempts.c.attempt_id == scoring_runs.c.attempt_id)
            .where(scoring_runs.c.scoring_run_id > after, ~known)
            .order_by(scoring_runs.c.scoring_run_id)
            .limit(_BATCH)
        )
        with self._reading() as connection:
            return connection.execute(query).all()

    def _rows(self, run: Row[Any], shelf: Shelf) -> list[dict[str, Any]]:
        owner = {"attempt_id": run.attempt_id, "trainee_id": run.trainee_id}
        counted = self._behaviours(run, shelf)
        return measure_rows(
            run.scoring_run_id, owner, run.points, run.passed, _judgement(run), counted, run.rubric_hash
        )

    def _behaviours(self, run: Row[Any], shelf: Shelf) -> tuple[BehaviourMet, ...]:
        """Nothing where the scenario cannot be read any more, the exchanges are damaged or their words are not here."""
        try:
            steps = self._steps(run.attempt_id)
            exchanges = [step.exchange for step in steps if step.exchange is not None]
            if any(exchange.response.text == WITHHELD for exchange in exchanges):
                return ()
            scenario = shelf.find(Scenario, run.scenario_hash)
            validating = validating_among(shelf.behaviours(run.behaviours_hash))
            if any(exchange.moment not in scenario.moments for exchange in exchanges):
                return ()
            return behaviours_met(scenario, exchanges, validating)
        except UnreadableContentError:
            return ()

    def _steps(self, attempt_id: str) -> tuple[StoredStep, ...]:
        with self._reading() as connection:
            try:
                return load_steps(connection, attempt_id)
            except DamagedValueError:
                return ()

    def _content(self, digest: str) -> Content | None:
        with self._reading() as connection:
            return kept_content(connection, digest)


def _judgement(run: Row[Any]) -> dict[str, object]:
    try:
        return read_json(run.judgement)
    except DamagedValueError:
        return {}
