"""Figures of one trainee or many, summed from the runs that count.

Runs are read a batch of people at a time and summed up at once, so that memory does not grow with the attempts. Each
method is one transaction and may raise RecordsError.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, func, select

from trainer.library.rubric import Rubric
from trainer.library.scenario import Scenario
from trainer.programs.people import Member
from trainer.programs.retention_sums import RetentionFigures, RetentionSums
from trainer.programs.run_figures import PackedRun, RunFigures, RunSummary
from trainer.programs.run_sums import RunSums
from trainer.programs.scenario_sums import ScenarioFigures, ScenarioSums
from trainer.programs.traces import Traced, part_of
from trainer.programs.which_run import WhichRun
from trainer.records.columns import DamagedValueError
from trainer.records.encoded import read_json
from trainer.records.figures_queries import Span, attempts_of, batches, counting_runs_of, own_ratings_of
from trainer.records.many_rows import while_rows_come_and_go
from trainer.records.moment_figures import endings_of, left_open, levels_of, met_at, moments_of
from trainer.records.people_store import Transaction
from trainer.records.probe_figures import probed, probes_of
from trainer.records.program_tables import cohort_members, members
from trainer.records.review_rows import in_reach, reach_of
from trainer.records.reviewed import own_rating
from trainer.records.tables import attempts
from trainer.records.used_contents import UsedContents

_MONTH = len("2026-11")


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose attempts, from when to when, and which run of each counts."""

    trainee_ids: tuple[str, ...]
    span: Span = field(default_factory=Span)
    runs: WhichRun = "latest"
    scenario_id: str | None = None
    of_one: bool = False
    """They are one person's, for eyes that may see them; otherwise small groups are hidden."""


@dataclass(frozen=True, slots=True)
class Summary:
    """`rubrics` are the latest version of each that judged a run that counts, by id; `behaviours` are titles by id, and
    so are `criteria`, of one person: as they were called in the attempts, which may have been judged by others since.
    """

    runs: RunSummary
    retention: tuple[RetentionFigures, ...]
    rubrics: Mapping[str, Rubric]
    behaviours: Mapping[str, str]
    criteria: Mapping[str, str]
    begun: int
    """Attempts that were begun, those without an end too."""


@dataclass(frozen=True, slots=True)
class ScenarioSummary:
    """A scenario as it was met last, and the rubrics that judged the runs that count, the latest version of each."""

    scenario: Scenario
    rubrics: Mapping[str, Rubric]
    figures: ScenarioFigures
    begun: int


class FiguresStore:
    """Made by `Store`."""

    def __init__(self, reading: Transaction) -> None:
        self._reading = reading

    def cohort_trainees(self, program_id: str, cohort_id: str, acting: Member | None) -> tuple[str, ...]:
        """The trainees now in a cohort who share their records, as far as this member may see them."""
        here = and_(
            cohort_members.c.member_id == members.c.member_id,
            cohort_members.c.cohort_id == cohort_id,
            cohort_members.c.until.is_(None),
        )
        query = select(members.c.trainee_id).join(cohort_members, here)
        return self._trainees(query.where(members.c.trainee_id.in_(in_reach(program_id, reach_of(acting)))))

    def program_trainees(self, program_id: str, acting: Member | None) -> tuple[str, ...]:
        """The trainees of a program who share their records, as far as this member may see them."""
        return self._trainees(in_reach(program_id, reach_of(acting)))

    def _trainees(self, query: Select[Any]) -> tuple[str, ...]:
        with self._reading() as connection:
            return tuple(sorted(set(connection.execute(query).scalars().all())))

    def summary(self, scope: Scope) -> Summary:
        """Everything summed up."""
        sums, stayed = RunSums(), RetentionSums()
        with while_rows_come_and_go(), self._reading() as connection:
            used = UsedContents(connection)
            for _, theirs in self._people(connection, scope, used):
                with _damage_told():
                    sums.add(theirs)
            for _, probes in probes_of(connection, scope.trainee_ids, scope.span, used.shelf):
                stayed.add([one for _, one in probes])
            with _damage_told():
                runs = sums.summary(of_one=scope.of_one)
            return Summary(
                runs=runs,
                retention=stayed.figures(of_one=scope.of_one),
                rubrics=dict(used.rubrics),
                behaviours=used.behaviour_titles(scope.trainee_ids),
                criteria=used.criterion_titles(scope.trainee_ids) if scope.of_one else {},
                begun=_begun(connection, scope),
            )

    def scenario(self, scope: Scope, scenario_id: str, before: datetime) -> ScenarioSummary | None:
        """A scenario as these trainees met it. None where nobody has, or it cannot be read any more.

        Attempts begun before a time and not ended count as left.
        """
        with while_rows_come_and_go(), self._reading() as connection:
            used = UsedContents(connection)
            scenario = used.scenario(scope.trainee_ids, scenario_id)
            if scenario is None:
                return None
            ruptures = frozenset(name for name, ending in scenario.endings.items() if ending.kind == "rupture")
            sums = ScenarioSums(ruptures)
            of_scenario = replace(scope, scenario_id=scenario_id)
            for _, runs in self._people(connection, of_scenario, used):
                with _damage_told():
                    sums.add_runs([run.unpacked() for run in runs])
            for batch in batches(connection, scope.trainee_ids):
                self._add_moments(connection, sums, batch, of_scenario, before)
            return ScenarioSummary(scenario, dict(used.rubrics), sums.figures(), _begun(connection, of_scenario))

    def _add_moments(
        self, connection: Connection, sums: ScenarioSums, batch: Sequence[str], scope: Scope, before: datetime
    ) -> None:
        of = (connection, batch, scope.span, str(scope.scenario_id))
        moments, levels, endings = moments_of(*of), levels_of(*of), endings_of(*of)
        left = left_open(*of, before)
        for trainee_id in batch:
            sums.add_moments(moments.get(trainee_id, ()), left.get(trainee_id, {}), endings.get(trainee_id, {}))
            sums.add_levels(levels.get(trainee_id, ()))

    def runs(self, scope: Scope) -> Iterator[tuple[str, RunFigures]]:
        """Every run that counts, with its trainee; by person."""
        with self._reading() as connection:
            for trainee_id, runs in self._people(connection, scope, UsedContents(connection)):
                with _damage_told():
                    found = [run.unpacked() for run in runs]
                yield from ((trainee_id, run) for run in found)

    def traced(self, scope: Scope, key: str) -> Iterator[Traced]:
        """The attempts behind a figure, as `programs.traces` names it. Raises ValueError where there is no such.

        What stands behind a moment are attempts too, behind what stayed tries.
        """
        kind, _, name = key.partition("/")
        if kind in ("moment", "probe"):
            with self._reading() as connection:
                of = (connection, scope.trainee_ids, scope.span)
                yield from met_at(*of, scope.scenario_id, name) if kind == "moment" else probed(*of, name)
            return
        for trainee_id, run in self.runs(scope):
            part = part_of(run, key)
            if part is not None:
                yield Traced(run.attempt_id, trainee_id, *part)

    def _people(
        self, connection: Connection, scope: Scope, used: UsedContents
    ) -> Iterator[tuple[str, list[PackedRun]]]:
        for batch in batches(connection, scope.trainee_ids):
            own: dict[str, int | None] = {}
            for attempt_id, judgement in connection.execute(own_ratings_of(batch)):
                own.setdefault(attempt_id, own_rating(read_json(judgement)))
            counting = counting_runs_of(connection, batch, scope.runs)
            by_person: dict[str, list[PackedRun]] = {}
            ended = connection.execute(attempts_of(batch, scope.span, scope.scenario_id)).all()
            for attempt_id, trainee_id, scenario_id, played_with, mode, started in ended:
                if attempt_id in counting:
                    points, judged_by, kept = counting[attempt_id]
                    rubric_id, mastery = used.asked_by(judged_by or played_with)
                    whose = (attempt_id, scenario_id, rubric_id, mode, started[:_MONTH])
                    run = PackedRun(*whose, points, own.get(attempt_id), kept, mastery)
                    by_person.setdefault(trainee_id, []).append(run)
            yield from by_person.items()


def _begun(connection: Connection, scope: Scope) -> int:
    count, wanted = 0, scope.trainee_ids
    for batch in batches(connection, wanted):
        query = select(func.count()).where(attempts.c.trainee_id.in_(batch), *scope.span.within(batch))
        if scope.scenario_id is not None:
            query = query.where(attempts.c.scenario_id == scope.scenario_id)
        count += connection.execute(query).scalar_one()
    return count


@contextmanager
def _damage_told() -> Iterator[None]:
    """Figures of another shape become DamagedValueError."""
    try:
        yield
    except (TypeError, ValueError, KeyError, IndexError, AttributeError) as error:
        raise DamagedValueError("not the figures of a run") from error
