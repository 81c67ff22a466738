"""What may be drawn for review, what is contested, and an item as its rater sees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Row, and_, exists, func, select

from trainer.library.rubric import Rubric
from trainer.library.scenario import Scenario
from trainer.programs.contests import Said
from trainer.programs.items import ItemToRate, Turn
from trainer.programs.people import Member
from trainer.programs.queue import Candidate, Rater, Supply
from trainer.programs.rules import Rules
from trainer.records import review_rows as rows
from trainer.records.attempts import StoredStep
from trainer.records.counting_runs import counting_runs, judged_by
from trainer.records.loading import load_steps
from trainer.records.practice_tables import contest_reasons, contests, moment_texts, moment_tries
from trainer.records.program_tables import contest_outcomes, review_items, run_measures
from trainer.records.shelf import Shelf, UnreadableContentError
from trainer.records.tables import attempts, responses
from trainer.records.withheld import WITHHELD


@dataclass(frozen=True, slots=True)
class AskedContest:
    """A contest as a program sees it: of a finding, or of a `criterion` or a `gate` of an attempt. `heard` and `words`
    are None where they were not shared; `said`: what has come of it, oldest first. `can_be_rated`: its response, or its
    attempt, is here with its words, so that it is rated before it is settled."""

    contest_id: str
    trainee_id: str
    attempt_id: str | None
    response_id: str | None
    behaviour: str | None
    finding: str
    reason: str
    heard: str | None
    words: str | None
    made: datetime
    said: tuple[Said, ...]
    can_be_rated: bool
    criterion: str | None = None
    gate: str | None = None
    title: str | None = None
    """What the behaviour, the criterion or the gate is called, where that is here."""

    @property
    def of_whole(self) -> bool:
        """Whether it is about a whole attempt."""
        return self.criterion is not None or self.gate is not None

    def rated_by(self, rater: Rater) -> bool:
        """Whether somebody has rated what it is about."""
        return self.attempt_id in rater.attempts if self.of_whole else self.response_id in rater.responses


def candidates(connection: Connection, member: Member, rules: Rules, shelf: Shelf) -> tuple[list[Candidate], int, int]:
    """Ended attempts within reach that were never in the queue; how many have been, and how many of these for doubt."""
    drawn = _drawn(member)
    known = connection.execute(select(func.count(review_items.c.attempt_id.distinct())).where(*drawn)).scalar_one()
    doubt = connection.execute(
        select(func.count()).select_from(review_items).where(*drawn, review_items.c.reason == "doubt")
    ).scalar_one()
    runs = counting_runs(rules.runs)
    query = (
        select(attempts.c.attempt_id, attempts.c.trainee_id)
        .add_columns(run_measures.c.rubric_hash, run_measures.c.figures, run_measures.c.value)
        .join(runs, runs.c.attempt_id == attempts.c.attempt_id)
        .join(run_measures, judged_by(runs))
        .where(~_queued(member), *_ratable(member, rules))
    )
    fresh = [_candidate(row, rules, shelf) for row in connection.execute(query)]
    return fresh, int(known), int(doubt)


def supply_of(connection: Connection, member: Member, rules: Rules) -> Supply:
    """What the queue is filled from, within reach."""
    reach, speaking = (
        select(func.count()).select_from(
            rows.in_reach(member.program_id, rows.reach_of(member), words=words).distinct().subquery()
        )
        for words in (False, True)
    )
    ratable = select(func.count()).select_from(attempts).where(*_ratable(member, rules))
    within = rows.in_reach(member.program_id, rows.reach_of(member), words=True)
    waiting = rows.open_items(member.program_id).where(review_items.c.trainee_id.in_(within)).order_by(None)
    queries = (reach, speaking, ratable, ratable.where(_queued(member)))
    counts = [
        int(connection.execute(query).scalar_one())
        for query in (*queries, select(func.count()).select_from(waiting.subquery()))
    ]
    return Supply(*counts)


def _ratable(member: Member, rules: Rules) -> list[ColumnElement[bool]]:
    """Of an attempt that can be rated as a whole: it has ended, and its words are here."""
    reach = rows.in_reach(member.program_id, rows.reach_of(member), words=True)
    ended = attempts.c.ended.is_not(None), attempts.c.mode.in_(rules.modes)
    speaks = _spoken(attempts.c.attempt_id), ~_withheld(attempts.c.attempt_id)
    return [*ended, attempts.c.trainee_id.in_(reach), *speaks]


def _spoken(attempt_id: Column[str]) -> ColumnElement[bool]:
    said = responses.alias()
    return exists().where(said.c.attempt_id == attempt_id, said.c.text.is_not(None))


def _withheld(attempt_id: Column[str]) -> ColumnElement[bool]:
    said = responses.alias()
    return exists().where(said.c.attempt_id == attempt_id, said.c.text == WITHHELD)


def _drawn(member: Member) -> list[ColumnElement[bool]]:
    """Of an item that was drawn, of whole attempts within reach; not one that a trainee asked for."""
    reach = rows.in_reach(member.program_id, rows.reach_of(member), words=True)
    here = review_items.c.program_id == member.program_id, review_items.c.trainee_id.in_(reach)
    return [*here, review_items.c.response_id.is_(None), review_items.c.contest_id.is_(None)]


def _queued(member: Member) -> ColumnElement[bool]:
    """Of an attempt that is in the queue as a whole, or was."""
    mine = review_items.c.program_id == member.program_id, review_items.c.response_id.is_(None)
    whole = select(review_items.c.attempt_id).where(*mine, review_items.c.attempt_id.is_not(None))
    return attempts.c.attempt_id.in_(whole)  # looked up in a set: there is no index by attempt


def _candidate(row: Row[Any], rules: Rules, shelf: Shelf) -> Candidate:
    judged = rows.read_judged(row.figures, row.value, ended=True)
    try:
        rubric = shelf.find(Rubric, row.rubric_hash)
        name, cut = rubric.id, rules.cuts[rubric.id].points if rubric.id in rules.cuts else rubric.mastery
    except UnreadableContentError:
        name, cut = "", 1.0
    swings = judged.low is not None and judged.high is not None and judged.low < cut <= judged.high
    undecided = None in judged.gates.values()
    return Candidate(row.attempt_id, row.trainee_id, name, rows.read_unsure(row.figures), undecided, swings)


def contests_in_reach(connection: Connection, member: Member) -> tuple[AskedContest, ...]:
    """What trainees within a member's reach contest, oldest first."""
    reach = rows.in_reach(member.program_id, rows.reach_of(member))
    said = rows.load_outcomes(connection, contest_outcomes.c.trainee_id.in_(reach))
    query = (
        select(
            contests,
            contest_reasons.c.text.label("reason"),
            responses.c.text.label("responded"),
            moment_texts.c.text.label("tried"),
            moment_tries.c.heard,
            and_(_spoken(contests.c.attempt_id), ~_withheld(contests.c.attempt_id)).label("speaks"),
        )
        .select_from(
            contests.outerjoin(contest_reasons, contest_reasons.c.contest_id == contests.c.contest_id)
            .outerjoin(responses, responses.c.response_id == contests.c.response_id)
            .outerjoin(moment_tries, moment_tries.c.try_id == contests.c.try_id)
            .outerjoin(moment_texts, moment_texts.c.try_id == contests.c.try_id)
        )
        .where(contests.c.trainee_id.in_(reach))
        .order_by(contests.c.made, contests.c.contest_id)
    )
    return tuple(_asked(row, said.get(row.contest_id, ())) for row in connection.execute(query))


def _asked(row: Row[Any], said: tuple[Said, ...]) -> AskedContest:
    words = row.responded if row.response_id is not None else row.tried
    shared = words is not None and words != WITHHELD
    of_whole = row.criterion is not None or row.gate is not None
    return AskedContest(
        contest_id=row.contest_id,
        trainee_id=row.trainee_id,
        attempt_id=row.attempt_id,
        response_id=row.response_id,
        behaviour=row.behaviour,
        finding=row.finding,
        reason=row.reason or "",
        heard=row.heard,
        words=words if shared else None,
        made=row.made,
        said=said,
        can_be_rated=bool(row.speaks) if of_whole else row.response_id is not None and shared,
        criterion=row.criterion,
        gate=row.gate,
    )


def titled(connection: Connection, contest: AskedContest, rules: Rules, shelf: Shelf) -> AskedContest:
    """A contest with the title of what it is about, as it was called when the trainee met it."""
    try:
        if contest.behaviour is not None:
            met = shelf.behaviours(_behaviours_met(connection, contest)).get(contest.behaviour)
            return contest if met is None else replace(contest, title=met.title)
        if not contest.of_whole or contest.attempt_id is None:
            return contest
        began_with = select(attempts.c.rubric_hash).where(attempts.c.attempt_id == contest.attempt_id)
        judging = _judging(connection, contest.attempt_id, rules) or connection.execute(began_with).scalar_one_or_none()
        rubric = shelf.find(Rubric, judging or "")
    except UnreadableContentError:
        return contest
    among = rubric.gates if contest.gate is not None else rubric.criteria
    asked = contest.gate or contest.criterion
    return replace(contest, title=next((one.title for one in among if one.id == asked), None))


def _behaviours_met(connection: Connection, contest: AskedContest) -> str:
    """The list of behaviours of its attempt; of a single moment, which has none, that of their last attempt."""
    query = select(attempts.c.behaviours_hash).where(attempts.c.trainee_id == contest.trainee_id)
    if contest.attempt_id is not None:
        query = query.where(attempts.c.attempt_id == contest.attempt_id)
    found = connection.execute(query.order_by(attempts.c.started.desc()).limit(1)).scalar_one_or_none()
    return found or ""


def item_to_rate(connection: Connection, row: Row[Any], rules: Rules, shelf: Shelf) -> ItemToRate | None:
    """The item of a row; None where its words are not here. Raises UnreadableContentError and DamagedValueError."""
    attempt = connection.execute(select(attempts).where(attempts.c.attempt_id == row.attempt_id)).one()
    steps = [step for step in load_steps(connection, row.attempt_id) if step.exchange is not None]
    if any(step.response.text == WITHHELD for step in steps):
        return None
    turns = _turns(steps, row.response_id)
    if not any(turn.number is not None for turn in turns):
        return None
    return ItemToRate(
        item_id=row.item_id,
        trainee_id=row.trainee_id,
        attempt_id=row.attempt_id,
        whole=row.response_id is None,
        scenario=shelf.find(Scenario, attempt.scenario_hash),
        rubric=shelf.find(Rubric, _judging(connection, row.attempt_id, rules) or attempt.rubric_hash),
        behaviours=shelf.behaviours(attempt.behaviours_hash),
        turns=turns,
    )


def _judging(connection: Connection, attempt_id: str, rules: Rules) -> str | None:
    """The rubric that the run which counts was judged by; None where it has none yet."""
    runs = counting_runs(rules.runs)
    query = select(run_measures.c.rubric_hash).join(runs, judged_by(runs)).where(runs.c.attempt_id == attempt_id)
    return connection.execute(query).scalar_one_or_none()


def _turns(steps: Sequence[StoredStep], asked: str | None) -> tuple[Turn, ...]:
    """The conversation, up to the response that is asked for, if one is: what the patient answered it is not shown.

    Of an attempt the first tries are rated, by which it is judged.
    """
    found: list[Turn] = []
    numbered = 0
    for step in steps:
        assert step.exchange is not None
        again = step.exchange.try_number > 1
        rated = step.response_id == asked if asked is not None else not again
        rated = rated and step.response.text is not None
        numbered += rated
        number = numbered if rated else None
        found.append(Turn(number, step.response_id, step.exchange.heard, step.response.text, again))
        if step.response_id == asked:
            break
    return tuple(found)
