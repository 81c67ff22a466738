"""Ratings joined with what was read of the same, without a word: agreement, bars, cuts and verdicts are made of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Select, and_, func, select

from trainer.library.rubric import Rubric
from trainer.programs.agreement import RatedAttempt, RatedResponse, criteria_agreed
from trainer.programs.bars import (
    CriterionBar,
    Heard,
    Judged,
    RubricBar,
    Verdict,
    criteria_bars,
    deciding_weights,
    points_of,
    rubric_bar,
    verdict,
)
from trainer.programs.consistency import consistency, reliability
from trainer.programs.rules import Rules
from trainer.records import review_rows as rows
from trainer.records.contents import kept_content
from trainer.records.counting_runs import counting_runs, judged_by
from trainer.records.encoded import read_findings, read_json
from trainer.records.people_store import Transaction
from trainer.records.program_tables import members, run_measures
from trainer.records.reviewed import own_rating
from trainer.records.shelf import Shelf, UnreadableContentError
from trainer.records.tables import attempts, exchanges, readings, reviews

LIKELY = 0.5


@dataclass(frozen=True, slots=True)
class ReadAttempt:
    """An attempt that ended, as the run that counts has it: `rubric_hash` is what judged then, which may be another
    than the attempt was played for. `advisory`: criteria that the reader reads too poorly."""

    attempt_id: str
    trainee_id: str
    scenario_id: str
    mode: str
    run_id: str
    rubric_hash: str
    ended: datetime
    judged: Judged
    passed: bool | None
    advisory: frozenset[str]


@dataclass(frozen=True, slots=True)
class Standing:
    """A program's bars by rubric, on the version of each that judged last; what was read and rated."""

    rules: Rules
    rubrics: Mapping[str, Rubric]
    bars: Mapping[str, RubricBar]
    read: tuple[ReadAttempt, ...]
    versions: Mapping[str, Rubric]
    """The rubric behind a hash, of every version that judged a run which counts."""
    rated: tuple[RatedAttempt, ...]
    heard: Mapping[str, Sequence[Heard]]
    """What supervisors said, by attempt."""

    def verdict(self, read: ReadAttempt) -> Verdict | None:
        """The program's verdict of an attempt by the rubric that judged it; None where that cannot be read."""
        rubric = self.versions.get(read.rubric_hash)
        if rubric is None:
            return None
        return verdict(rubric, self.bars[rubric.id], self.rules, read.judged, self.heard.get(read.attempt_id, ()))

    def points(self, read: ReadAttempt) -> float | None:
        """Of the criteria that decide, by the weights of the rubric that judged it."""
        rubric = self.versions.get(read.rubric_hash)
        if rubric is None:
            return None
        return points_of(read.judged.levels, deciding_weights(rubric, self.bars[rubric.id].criteria))


class RatedStore:
    """Made by `Store`. `supervisor` bounds what is seen to their cohorts; None: the whole program."""

    def __init__(self, reading: Transaction) -> None:
        self._reading = reading

    def responses(self, program_id: str, supervisor: str | None = None) -> tuple[RatedResponse, ...]:
        """Every rated response with its reading, oldest first."""
        with self._reading() as connection:
            rules = rows.read_rules(connection, program_id)
            return tuple(_responses(connection, program_id, supervisor, rules))

    def attempts(self, program_id: str, supervisor: str | None = None) -> tuple[RatedAttempt, ...]:
        """Every rated attempt with what was read of it, oldest first."""
        with self._reading() as connection:
            rules = rows.read_rules(connection, program_id)
            shelf = Shelf(lambda digest: kept_content(connection, digest))
            rated = select(reviews.c.attempt_id).where(reviews.c.kind == rows.SUPERVISOR)
            among = _read(connection, program_id, supervisor, rules, attempts.c.attempt_id.in_(rated))
            read = {one.attempt_id: one for one in among}
            return tuple(_attempts(connection, program_id, supervisor, read, shelf))

    def standing(self, program_id: str, supervisor: str | None = None) -> Standing:
        """Whether passes are reported, rubric by rubric, and all that a verdict needs."""
        with self._reading() as connection:
            rules = rows.read_rules(connection, program_id)
            shelf = Shelf(lambda digest: kept_content(connection, digest))
            read = tuple(_read(connection, program_id, supervisor, rules))
            rated = tuple(_attempts(connection, program_id, supervisor, {one.attempt_id: one for one in read}, shelf))
            return _standing(rules, read, rated, shelf)


def _standing(rules: Rules, read: Sequence[ReadAttempt], rated: Sequence[RatedAttempt], shelf: Shelf) -> Standing:
    rubrics: dict[str, Rubric] = {}
    versions: dict[str, Rubric] = {}
    for one in sorted(read, key=lambda each: each.run_id):  # keys sort by time: the version that judged last stays
        try:
            rubric = shelf.find(Rubric, one.rubric_hash)
        except UnreadableContentError:
            continue
        versions[one.rubric_hash] = rubrics[rubric.id] = rubric
    agreed = criteria_agreed(rated)
    bars = {}
    for name, rubric in sorted(rubrics.items()):
        mine = [one for one in read if one.rubric_hash in versions and versions[one.rubric_hash].id == name]
        advisory = frozenset(criterion for one in mine for criterion in one.advisory)
        criteria = criteria_bars(
            rubric, rules, {each: found for (of, each), found in agreed.items() if of == name}, advisory
        )
        many = len({one.attempt_id for one in rated if one.rubric == name})
        bars[name] = _bar(rubric, rules, many, criteria, [(one, versions[one.rubric_hash]) for one in mine])
    heard: dict[str, list[Heard]] = {}
    for said in rated:
        heard.setdefault(said.attempt_id, []).append(Heard(said.rater, said.standing, said.gates))
    return Standing(rules, rubrics, bars, tuple(read), versions, tuple(rated), heard)


def _bar(
    rubric: Rubric,
    rules: Rules,
    many: int,
    criteria: tuple[CriterionBar, ...],
    read: Sequence[tuple[ReadAttempt, Rubric]],
) -> RubricBar:
    """`read` are the attempts on it, each with the version that judged it, by whose weights its points are."""
    weights = deciding_weights(rubric, criteria)
    cut = rules.cuts.get(rubric.id)
    found = None
    if cut is not None:
        reliable = reliability([one.judged.levels for one, _ in read], weights)
        points = (points_of(one.judged.levels, deciding_weights(version, criteria)) for one, version in read)
        known = [each for each in points if each is not None]
        found = None if reliable is None else consistency(known, reliable, cut.points)
    return rubric_bar(rubric, rules, many, criteria, found)


def _read(
    connection: Connection, program_id: str, supervisor: str | None, rules: Rules, *only: ColumnElement[bool]
) -> Iterator[ReadAttempt]:
    runs = counting_runs(rules.runs)
    columns = (attempts.c[name] for name in ("attempt_id", "trainee_id", "scenario_id", "mode", "ended"))
    judged = (run_measures.c[name] for name in ("scoring_run_id", "rubric_hash", "figures", "value", "passed"))
    query = (
        select(*columns, *judged)
        .join(runs, runs.c.attempt_id == attempts.c.attempt_id)
        .join(run_measures, judged_by(runs))
        .where(attempts.c.ended.is_not(None), attempts.c.mode.in_(rules.modes), *only)
        .where(attempts.c.trainee_id.in_(rows.in_reach(program_id, supervisor)))
        .order_by(attempts.c.ended, attempts.c.attempt_id)
    )
    for row in connection.execute(query.execution_options(yield_per=500)):
        yield ReadAttempt(
            row.attempt_id,
            row.trainee_id,
            row.scenario_id,
            row.mode,
            row.scoring_run_id,
            row.rubric_hash or "",
            row.ended,
            rows.read_judged(row.figures, row.value, ended=True),
            row.passed,
            rows.read_advisory(row.figures),
        )


def _ratings(program_id: str, supervisor: str | None) -> Select[tuple[object, ...]]:
    columns = (reviews.c[name] for name in ("attempt_id", "trainee_id", "response_id", "judgement", "made"))
    return (
        select(*columns, members.c.pseudonym)
        .join(members, members.c.member_id == reviews.c.reviewer)
        .where(members.c.program_id == program_id, reviews.c.kind == rows.SUPERVISOR)
        .where(reviews.c.trainee_id.in_(rows.in_reach(program_id, supervisor)))
        .order_by(reviews.c.made, reviews.c.review_id)
    )


def _responses(
    connection: Connection, program_id: str, supervisor: str | None, rules: Rules
) -> Iterator[RatedResponse]:
    latest = func.row_number().over(
        partition_by=readings.c.response_id, order_by=(readings.c.made.desc(), readings.c.reading_id.desc())
    )
    ordered = select(readings, latest.label("place"))
    if rules.runs == "original":
        ordered = ordered.join(exchanges, exchanges.c.reading_id == readings.c.reading_id)
    read = ordered.subquery()
    columns = (read.c[name] for name in ("level", "findings", "reader"))
    query = (
        _ratings(program_id, supervisor)
        .join(read, and_(read.c.response_id == reviews.c.response_id, read.c.place == 1))
        .add_columns(*columns)
    )
    for row in connection.execute(query.execution_options(yield_per=500)):
        judgement = read_json(row.judgement)
        if not rows.is_rating(judgement):
            continue
        level, shown = rows.rated_level(judgement)
        findings = read_findings(row.findings, None)
        yield RatedResponse(
            response_id=row.response_id,
            attempt_id=row.attempt_id,
            trainee_id=row.trainee_id,
            rater=row.pseudonym,
            made=row.made,
            level=level,
            shown=shown,
            read_level=int(row.level + 0.5),
            read_shown=frozenset(name for name, finding in findings.items() if finding.p >= LIKELY),
            known=frozenset(findings),
            reader=row.reader,
        )


def _attempts(
    connection: Connection, program_id: str, supervisor: str | None, read: Mapping[str, ReadAttempt], shelf: Shelf
) -> Iterator[RatedAttempt]:
    own = _own_views(connection, program_id, supervisor)
    query = _ratings(program_id, supervisor).where(reviews.c.response_id.is_(None))
    for row in connection.execute(query):
        judgement = read_json(row.judgement)
        found = read.get(row.attempt_id)
        if not rows.is_rating(judgement) or found is None:
            continue
        try:
            rubric = shelf.find(Rubric, found.rubric_hash).id
        except UnreadableContentError:
            continue
        whole, standing, criteria, gates = rows.rated_whole(judgement)
        yield RatedAttempt(
            attempt_id=row.attempt_id,
            trainee_id=row.trainee_id,
            rater=row.pseudonym,
            made=row.made,
            rubric=rubric,
            whole=whole,
            standing=standing,
            criteria=criteria,
            gates=gates,
            read_criteria=found.judged.levels,
            read_gates=found.judged.gates,
            points=found.judged.points,
            read_passed=found.passed,
            own=own.get(row.attempt_id),
        )


def _own_views(connection: Connection, program_id: str, supervisor: str | None) -> dict[str, int | None]:
    own = reviews.c.kind == "self", reviews.c.response_id.is_(None)
    query = select(reviews.c.attempt_id, reviews.c.judgement).where(
        *own, reviews.c.trainee_id.in_(rows.in_reach(program_id, supervisor))
    )
    found: dict[str, int | None] = {}
    for row in connection.execute(query.order_by(reviews.c.made, reviews.c.review_id)):
        found.setdefault(row.attempt_id, own_rating(read_json(row.judgement)))  # the first counts: it is given once
    return found
