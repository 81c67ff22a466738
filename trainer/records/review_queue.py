"""The queue as a member sees it: only what can be opened, with what may be told of it; and what an id names."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, exists, or_, select

from trainer.library.scenario import Scenario
from trainer.programs.people import Member
from trainer.programs.queue import KEPT_FOR, READ_RESPONSE, READ_WHOLE, Waiting
from trainer.records import review_rows as rows
from trainer.records.program_tables import access_log, review_items
from trainer.records.shelf import Shelf, UnreadableContentError
from trainer.records.tables import attempts, responses, reviews
from trainer.records.withheld import WITHHELD


def waiting_items(
    connection: Connection, member: Member, shelf: Shelf, item_id: str | None = None
) -> tuple[Waiting, ...]:
    """What waits about trainees within the member's reach who share their words, oldest first; or this one item.

    An attempt with withheld words, or none, or whose scenario cannot be read, is left out: nobody could rate it.
    """
    reach = rows.in_reach(member.program_id, rows.reach_of(member), words=True)
    of = responses.c.attempt_id == review_items.c.attempt_id
    query = (
        rows.open_items(member.program_id)
        .join(attempts, attempts.c.attempt_id == review_items.c.attempt_id)
        .add_columns(attempts.c.scenario_hash, attempts.c.behaviours_hash, attempts.c.started)
        .where(review_items.c.trainee_id.in_(reach))
        .where(~exists().where(of, responses.c.text == WITHHELD), exists().where(of, responses.c.text.is_not(None)))
    )
    if item_id is not None:
        query = query.where(review_items.c.item_id == item_id)
    raters = rows.ratings_by_item(connection, member.program_id, reviews.c.trainee_id.in_(reach))
    found = []
    for row in connection.execute(query).all():
        try:
            title = shelf.find(Scenario, row.scenario_hash).title
            shelf.behaviours(row.behaviours_hash)
        except UnreadableContentError:
            continue
        found.append(rows.waiting(row, raters.get(row.item_id, frozenset()), title, row.started))
    return tuple(found)


def taken_out(connection: Connection, member: Member, at: datetime) -> tuple[Waiting, ...]:
    """What the member was given to rate and others have rated since, while a rating of theirs is still taken."""
    mine = access_log.c.member_id == member.member_id, access_log.c.made >= at - max(KEPT_FOR.values())
    query = select(access_log).where(*mine, access_log.c.reason.in_(KEPT_FOR), access_log.c.attempt_id.is_not(None))
    given: dict[tuple[str, str], list[datetime]] = {}
    for row in connection.execute(query):
        if row.made >= at - KEPT_FOR[row.reason]:
            given.setdefault((row.attempt_id, row.read), []).append(row.made)
    if not given:
        return ()
    reach = rows.in_reach(member.program_id, rows.reach_of(member), words=True)
    closed = (
        select(review_items)
        .where(review_items.c.program_id == member.program_id, review_items.c.closed.is_not(None))
        .where(review_items.c.trainee_id.in_(reach))
        .where(review_items.c.attempt_id.in_(query.with_only_columns(access_log.c.attempt_id)))
    )
    found = []
    for row in connection.execute(closed):
        read = READ_WHOLE if row.response_id is None else READ_RESPONSE
        if any(row.made <= made <= row.closed for made in given.get((row.attempt_id, read), ())):
            found.append(rows.waiting(row, frozenset()))
    return tuple(found)


def items_named(connection: Connection, program_id: str, name: str) -> tuple[tuple[str, str | None], ...]:
    """The items that an id names, latest first, each with its contest if it has one: the id of an item, of a contest,
    or of a whole attempt."""
    whole = (review_items.c.attempt_id == name) & review_items.c.response_id.is_(None)
    named = or_(review_items.c.item_id == name, review_items.c.contest_id == name, whole)
    query = select(review_items.c.item_id, review_items.c.contest_id).where(
        review_items.c.program_id == program_id, named
    )
    latest = query.order_by(review_items.c.made.desc(), review_items.c.item_id.desc())
    return tuple((row.item_id, row.contest_id) for row in connection.execute(latest))
