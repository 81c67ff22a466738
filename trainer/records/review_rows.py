"""Rows of reviews into values and back, on the connection that is given; a bad row raises DamagedValueError.

A rating is kept in two rows where its rater quoted or noted something: one without a word, of which figures are made,
and one with the words.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, select

from trainer.programs.bars import Judged
from trainer.programs.contests import OUTCOMES, Said
from trainer.programs.people import Member
from trainer.programs.queue import REASONS, Waiting
from trainer.programs.rating import STANDINGS, Rating, ResponseRating, Standing
from trainer.programs.rules import DEFAULT, Rules
from trainer.records.columns import DamagedValueError
from trainer.records.encoded import read_json
from trainer.records.figures_packing import read_packed
from trainer.records.people_rows import one_of
from trainer.records.program_tables import (
    cohort_members,
    consents,
    contest_outcomes,
    members,
    outcome_notes,
    program_rules,
    review_items,
)
from trainer.records.tables import reviews

SUPERVISOR = "supervisor"
RATING, WORDS = "rating", "words"
"""What a row of a supervisor's review holds, under `of`."""
_SHARED = ("share", "pause")


def in_reach(program_id: str, supervisor: str | None, *, words: bool = False) -> Select[tuple[str]]:
    """The records of trainees who share with the program, of a supervisor's cohorts where one is named.

    `words`: those who share their words too.
    """
    order = func.row_number().over(
        partition_by=consents.c.trainee_id, order_by=(consents.c.made.desc(), consents.c.consent_id.desc())
    )
    said = select(consents.c.trainee_id, consents.c.kind, consents.c.texts, order.label("place"))
    latest = said.where(consents.c.program_id == program_id).subquery()
    query = (
        select(members.c.trainee_id)
        .join(latest, and_(latest.c.trainee_id == members.c.trainee_id, latest.c.place == 1))
        .where(members.c.program_id == program_id, members.c.role == "trainee", members.c.left.is_(None))
        .where(latest.c.kind.in_(_SHARED))
    )
    if words:
        query = query.where(latest.c.texts == True)  # noqa: E712  # a column, not a bool
    if supervisor is not None:
        theirs = select(cohort_members.c.cohort_id).where(
            cohort_members.c.member_id == supervisor, cohort_members.c.until.is_(None)
        )
        people = select(cohort_members.c.member_id).where(
            cohort_members.c.cohort_id.in_(theirs), cohort_members.c.until.is_(None)
        )
        query = query.where(members.c.member_id.in_(people))
    return query


def reach_of(member: Member | None) -> str | None:
    """The supervisor whose cohorts bound what is seen; None for an admin, who sees the program."""
    return member.member_id if member is not None and member.role == "supervisor" else None


def read_judged(figures: str | None, points: float | None, *, ended: bool) -> Judged:
    """What an attempt was read as, from the figures of its run."""
    found = read_packed(figures) if figures is not None else {}
    match found.get("room"):
        case [int() | float() as low, int() | float() as high]:
            room: tuple[float | None, float | None] = (float(low), float(high))
        case _:
            room = (None, None)
    criteria = {name: parts for name, parts in _parts(found, "criterion").items() if isinstance(parts, list)}
    return Judged(
        ended=ended,
        levels={name: parts[0] if isinstance(parts[0], int) else None for name, parts in criteria.items() if parts},
        gates={name: held if isinstance(held, bool) else None for name, held in _parts(found, "gate").items()},
        points=points,
        low=room[0],
        high=room[1],
        unsure=any(_unsure(parts) > 0 for parts in criteria.values()),
        unmet=tuple(found.get("unmet", ())),
    )


def read_advisory(figures: str | None) -> frozenset[str]:
    """The criteria that the reader read too poorly when the run was made."""
    found = read_packed(figures) if figures is not None else {}
    return frozenset(
        name
        for name, parts in _parts(found, "criterion").items()
        if isinstance(parts, list) and len(parts) > 4 and parts[4] == 1
    )


def read_unsure(figures: str | None) -> float:
    """The mean share of opportunities that hang on unsure findings."""
    found = read_packed(figures) if figures is not None else {}
    shares = [_unsure(parts) for parts in _parts(found, "criterion").values() if isinstance(parts, list) and parts]
    return sum(shares) / len(shares) if shares else 0.0


def _unsure(parts: list[object]) -> float:
    return float(parts[3]) if len(parts) > 3 and isinstance(parts[3], int | float) else 0.0


def _parts(found: Mapping[str, object], kind: str) -> Mapping[str, object]:
    parts = found.get(kind)
    return parts if isinstance(parts, dict) else {}


def read_rules(connection: Connection, program_id: str) -> Rules:
    """The latest declaration; the default where there is none."""
    query = select(program_rules.c.rules).where(program_rules.c.program_id == program_id)
    text = connection.execute(
        query.order_by(program_rules.c.made.desc(), program_rules.c.rules_id.desc()).limit(1)
    ).scalar_one_or_none()
    if text is None:
        return DEFAULT
    try:
        return Rules.model_validate_json(text)
    except ValueError as error:
        raise DamagedValueError("not the rules of a program") from error


def rating_rows(
    rating: ResponseRating, item_id: str, note: str = ""
) -> tuple[dict[str, object], dict[str, object] | None]:
    """A rating of a response, without words and, where something was quoted or noted, with them."""
    without = {"of": RATING, "item": item_id, "level": rating.level, "behaviours": sorted(rating.behaviours)}
    quoted = [
        {"behaviour": name, "quotes": list(quotes)} for name, quotes in sorted(rating.behaviours.items()) if quotes
    ]
    words: dict[str, object] = {"of": WORDS, "item": item_id, "evidence": quoted, "note": note}
    return {**without, "withheld": True}, words if quoted or note else None


def whole_rows(rating: Rating) -> tuple[dict[str, object], dict[str, object] | None]:
    """A rating of the whole attempt, and the note to it."""
    without: dict[str, object] = {
        "of": RATING,
        "item": rating.item,
        "whole": rating.whole,
        "standing": rating.standing,
        "criteria": dict(rating.criteria),
        "gates": dict(rating.gates),
        "withheld": True,
    }
    return without, {"of": WORDS, "item": rating.item, "note": rating.note} if rating.note else None


def is_rating(judgement: Mapping[str, object]) -> bool:
    return judgement.get("of") == RATING


def rated_level(judgement: Mapping[str, object]) -> tuple[int, frozenset[str]]:
    """Level and behaviours of a rated response. Raises DamagedValueError."""
    match judgement:
        case {"level": int(level), "behaviours": list(shown)} if 0 <= level <= 6:
            return level, frozenset(str(name) for name in shown)
    raise DamagedValueError("not a rating")


def rated_whole(judgement: Mapping[str, object]) -> tuple[int, Standing, dict[str, int], dict[str, bool]]:
    """Whole, standing, criteria and gates of a rated attempt. Raises DamagedValueError."""
    match judgement:
        case {"whole": int(whole), "standing": str(standing), "criteria": dict(criteria), "gates": dict(gates)}:
            levels = {str(name): level for name, level in criteria.items() if isinstance(level, int)}
            held = {str(name): value for name, value in gates.items() if isinstance(value, bool)}
            return whole, one_of(STANDINGS, standing, "standing"), levels, held
    raise DamagedValueError("not a rating")


def waiting(row: Row[Any], raters: frozenset[str], scenario: str = "", begun: datetime | None = None) -> Waiting:
    return Waiting(
        item_id=row.item_id,
        trainee_id=row.trainee_id,
        attempt_id=row.attempt_id,
        response_id=row.response_id,
        reason=one_of(REASONS, row.reason, "reason"),
        made=row.made,
        due=row.due,
        assigned_to=row.assigned_to,
        raters=raters,
        scenario=scenario,
        begun=begun,
    )


def ratings_by_item(connection: Connection, program_id: str, where: ColumnElement[bool]) -> dict[str, frozenset[str]]:
    """Who has rated each item, of the program's reviews that `where` holds for."""
    query = (
        select(reviews.c.reviewer, reviews.c.judgement)
        .join(members, members.c.member_id == reviews.c.reviewer)
        .where(members.c.program_id == program_id, reviews.c.kind == SUPERVISOR, where)
    )
    found: dict[str, set[str]] = {}
    for row in connection.execute(query):
        found.setdefault(str(read_json(row.judgement).get("item")), set()).add(row.reviewer)
    return {item: frozenset(raters) for item, raters in found.items()}


def load_outcomes(connection: Connection, where: ColumnElement[bool]) -> dict[str, tuple[Said, ...]]:
    """What was said of each contest, oldest first."""
    query = (
        select(contest_outcomes, outcome_notes.c.text)
        .select_from(
            contest_outcomes.outerjoin(outcome_notes, outcome_notes.c.outcome_id == contest_outcomes.c.outcome_id)
        )
        .where(where)
        .order_by(contest_outcomes.c.made, contest_outcomes.c.outcome_id)
    )
    found: dict[str, list[Said]] = {}
    for row in connection.execute(query):
        said = Said(row.member_id, one_of(OUTCOMES, row.outcome, "outcome"), row.text or "", row.made)
        found.setdefault(row.contest_id, []).append(said)
    return {contest: tuple(said) for contest, said in found.items()}


def open_items(program_id: str) -> Select[Any]:
    """The items that wait, oldest first."""
    mine = review_items.c.program_id == program_id, review_items.c.closed.is_(None)
    return select(review_items).where(*mine).order_by(review_items.c.made, review_items.c.item_id)
