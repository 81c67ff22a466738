"""A trainee's own words, looked through for what could give somebody away before they leave this computer.

Whoever says `trainer share` is shown what was found up to then, and agrees. What is found in words written later waits
until they have looked again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, ColumnElement, Connection, Select, literal, select

from trainer.programs.identifiers import Identifier, identifiers
from trainer.records.practice_tables import (
    choice_reasons,
    contest_reasons,
    contests,
    contrast_choices,
    moment_texts,
    moment_tries,
)
from trainer.records.tables import attempts, contents, responses

_CAPITALISED = re.compile(r"\b[A-Z][a-z'’-]+")


@dataclass(frozen=True, slots=True)
class Said:
    """Something a trainee wrote. `where` is told to them; `attempt_id` None for what belongs to no attempt."""

    attempt_id: str | None
    where: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Found:
    """Words in it by which somebody could be known."""

    said: Said
    identifier: Identifier


@dataclass(frozen=True, slots=True)
class Which:
    """Whose words, and which of them: of attempts begun at `since` or later, written after `after`, of one attempt."""

    trainee_id: str
    since: datetime | None = None
    after: datetime | None = None
    attempt_id: str | None = None


def words_of(connection: Connection, which: Which) -> Iterator[Said]:
    """What the trainee wrote and sent, attempt by attempt, then what belongs to no attempt."""
    for response in connection.execute(_responses(which)):
        yield Said(response.attempt_id, f"{response.title}, response {response.step}", response.text, response.at)
    for reason in connection.execute(_contests(which)):
        yield Said(reason.attempt_id, "a reason for contesting", reason.text, reason.at)
    if which.since is None and which.attempt_id is None:
        for query in (_drills(which), _choices(which)):
            for single in connection.execute(query):
                yield Said(None, single.where, single.text, single.at)


def _responses(which: Which) -> Select[tuple[str, str, int, str, datetime]]:
    return (
        select(
            responses.c.attempt_id, attempts.c.title, responses.c.step, responses.c.text, responses.c.sent.label("at")
        )
        .join(attempts, attempts.c.attempt_id == responses.c.attempt_id)
        .where(attempts.c.trainee_id == which.trainee_id, responses.c.text.is_not(None), *_narrower(which))
        .where(*_later(responses.c.sent, which))
        .order_by(attempts.c.started, responses.c.attempt_id, responses.c.step)
    )


def _contests(which: Which) -> Select[tuple[str | None, str, datetime]]:
    return (
        select(contests.c.attempt_id, contest_reasons.c.text, contests.c.made.label("at"))
        .join(contests, contests.c.contest_id == contest_reasons.c.contest_id)
        .outerjoin(attempts, attempts.c.attempt_id == contests.c.attempt_id)
        .where(contests.c.trainee_id == which.trainee_id, *_narrower(which), *_later(contests.c.made, which))
        .order_by(contests.c.made)
    )


def _narrower(which: Which) -> Iterator[ColumnElement[bool]]:
    if which.since is not None:
        yield attempts.c.started >= which.since
    if which.attempt_id is not None:
        yield attempts.c.attempt_id == which.attempt_id


def _later(column: Column[datetime], which: Which) -> Iterator[ColumnElement[bool]]:
    if which.after is not None:
        yield column > which.after


def _drills(which: Which) -> Select[tuple[str, str, datetime]]:
    where = literal("a drill or probe in ") + moment_tries.c.scenario_id
    return (
        select(where.label("where"), moment_texts.c.text, moment_tries.c.sent.label("at"))
        .join(moment_tries, moment_tries.c.try_id == moment_texts.c.try_id)
        .where(moment_tries.c.trainee_id == which.trainee_id, *_later(moment_tries.c.sent, which))
        .order_by(moment_tries.c.sent)
    )


def _choices(which: Which) -> Select[tuple[str, str, datetime]]:
    where = literal("a reason for a choice").label("where")
    return (
        select(where, choice_reasons.c.text, contrast_choices.c.made.label("at"))
        .join(contrast_choices, contrast_choices.c.choice_id == choice_reasons.c.choice_id)
        .where(contrast_choices.c.trainee_id == which.trainee_id, *_later(contrast_choices.c.made, which))
        .order_by(contrast_choices.c.made)
    )


def found_in(connection: Connection, which: Which) -> Iterator[Found]:
    """What could give somebody away."""
    said = list(words_of(connection, which))
    invented = set(_invented(connection, which.trainee_id)) if said else set()
    for one in said:
        for identifier in identifiers(one.text, invented):
            yield Found(one, identifier)


def _invented(connection: Connection, trainee_id: str) -> Iterator[str]:
    """Words of the scenarios that look like names, and are nobody's."""
    used = select(attempts.c.scenario_hash).where(attempts.c.trainee_id == trainee_id)
    drilled = select(moment_tries.c.scenario_hash).where(moment_tries.c.trainee_id == trainee_id)
    sources = select(contents.c.source).where(contents.c.digest.in_(used.union(drilled)))
    for source in connection.execute(sources).scalars():
        yield from _CAPITALISED.findall(source)
