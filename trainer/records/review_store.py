"""Reviews on disk: the queue, ratings, contests and their outcomes, a program's rules.

Each method is one transaction and may raise RecordsError. Nothing is overwritten: a rating, an outcome or a rule is
followed by a later one.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, func, insert, select, update

from trainer.programs.contests import SETTLED, Outcome, Said, contest_standing, why_not
from trainer.programs.items import ItemToRate
from trainer.programs.people import Member
from trainer.programs.queue import Rater, Reason, Supply, Waiting, draw
from trainer.programs.rating import Rating
from trainer.programs.rules import Rules
from trainer.records import review_rows as rows
from trainer.records.contents import kept_content
from trainer.records.encoded import read_json, write_json
from trainer.records.errors import RecordsError
from trainer.records.identity import derived, uuid7
from trainer.records.insertion import insert_if_absent
from trainer.records.people_store import Transaction
from trainer.records.practice_tables import contests
from trainer.records.program_tables import contest_outcomes, outcome_notes, program_rules, review_items
from trainer.records.review_items import AskedContest, candidates, contests_in_reach, item_to_rate, supply_of, titled
from trainer.records.review_queue import items_named, taken_out, waiting_items
from trainer.records.reviewed import Beside, read_beside
from trainer.records.shelf import Shelf, UnreadableContentError
from trainer.records.tables import attempts, reviews


class ReviewStore:
    """Made by `Store`."""

    def __init__(self, reading: Transaction, writing: Transaction, where: str) -> None:
        self._reading = reading
        self._writing = writing
        self._where = where

    def rules(self, program_id: str) -> Rules:
        """What the program has declared last; the default where it has not."""
        with self._reading() as connection:
            return rows.read_rules(connection, program_id)

    def declare(self, program_id: str, rules: Rules, made_by: str | None, at: datetime) -> None:
        """Declare these from now on; what was declared before stays on record."""
        with self._writing() as connection:
            connection.execute(
                insert(program_rules).values(
                    rules_id=uuid7(at),
                    program_id=program_id,
                    rules=rules.model_dump_json(exclude_defaults=True),
                    made_by=made_by,
                    made=at,
                )
            )

    def fill(self, member: Member, at: datetime, reporting: frozenset[str] = frozenset()) -> int:
        """Put into the queue what should be in it and is not: contests, and attempts by chance and by doubt.

        `reporting` are the rubrics on which passes are reported. Gives how many items were added.
        """
        with self._writing() as connection:
            rules = rows.read_rules(connection, member.program_id)
            shelf = self._shelf(connection)
            fresh, known, by_doubt = candidates(connection, member, rules, shelf)
            new = [
                _item_values(one.candidate.trainee_id, one.candidate.attempt_id, one.reason)
                for one in draw(fresh, known, by_doubt, rules, reporting=reporting)
            ]
            new += [
                _contest_item(contest, contest.made + timedelta(days=rules.contest_days))
                for contest in contests_in_reach(connection, member)
                if contest.can_be_rated and not any(one.outcome in SETTLED for one in contest.said)
            ]
            found = [_keyed(member.program_id, values, at) for values in new]
            before = _count(connection, member.program_id)
            if found:
                connection.execute(insert_if_absent(connection, review_items), found)
            return _count(connection, member.program_id) - before

    def waiting(self, member: Member, item_id: str | None = None) -> tuple[Waiting, ...]:
        """What waits in the queue about trainees within the member's reach, and can be opened; or this one item."""
        with self._reading() as connection:
            return waiting_items(connection, member, self._shelf(connection), item_id)

    def taken_out(self, member: Member, at: datetime) -> tuple[Waiting, ...]:
        """What the member was given to rate and others have rated since, while a rating of theirs is still taken."""
        with self._reading() as connection:
            return taken_out(connection, member, at)

    def supply(self, member: Member) -> Supply:
        """What the member's queue is filled from."""
        with self._reading() as connection:
            return supply_of(connection, member, rows.read_rules(connection, member.program_id))

    def items_named(self, program_id: str, name: str) -> tuple[tuple[str, str | None], ...]:
        """The items that an id names (of an item, a contest or a whole attempt), latest first, with their contests."""
        with self._reading() as connection:
            return items_named(connection, program_id, name)

    def rater(self, member: Member) -> Rater:
        """A member with what they have rated."""
        with self._reading() as connection:
            return _rater(connection, member)

    def item(self, item_id: str, member: Member) -> ItemToRate | None:
        """An item as its rater sees it, nothing else; None where there is none within reach, or it cannot be shown."""
        with self._reading() as connection:
            return self._item(connection, item_id, member)

    def rate(self, item: ItemToRate, member: Member, rating: Rating, at: datetime) -> None:
        """Keep a rating. One that this member has given before, of whatever item, is refused."""
        owner = {"attempt_id": item.attempt_id, "trainee_id": item.trainee_id}
        with self._writing() as connection:
            row = connection.execute(
                select(review_items).where(review_items.c.item_id == item.item_id).with_for_update()
            ).one_or_none()
            if row is None:
                raise RecordsError("There is no such item.", self._where, "See `trainer review queue`.")
            rater = _rater(connection, member)
            ids = {turn.number: turn.response_id for turn in item.asked}
            known = item.attempt_id in rater.attempts if item.whole else set(ids.values()) <= rater.responses
            if known:
                raise RecordsError("You have rated this already.", self._where, "A rating stays as it was given.")
            note = "" if item.whole else rating.note
            kept = [(ids[one.response], rows.rating_rows(one, item.item_id, note)) for one in rating.responses]
            if item.whole:
                kept.append((None, rows.whole_rows(rating)))  # type: ignore[arg-type]
            for response_id, judgements in kept:
                for judgement in judgements:
                    if judgement is not None:
                        values = {"response_id": response_id, "reviewer": member.member_id, "kind": rows.SUPERVISOR}
                        connection.execute(
                            insert(reviews).values(
                                review_id=uuid7(at), judgement=write_json(judgement), made=at, **values, **owner
                            )
                        )
            rules = rows.read_rules(connection, member.program_id)
            rated = rows.ratings_by_item(connection, member.program_id, reviews.c.attempt_id == item.attempt_id)
            if not rows.waiting(row, rated.get(item.item_id, frozenset())).wants(rules):
                here = review_items.c.item_id == item.item_id, review_items.c.closed.is_(None)
                connection.execute(update(review_items).where(*here).values(closed=at))

    def beside(self, item_id: str, member: Member) -> Beside | None:
        """Reading, own view and ratings of an item side by side; None until this member has rated it."""
        with self._reading() as connection:
            item = self._item(connection, item_id, member)
            if item is None:
                return None
            rater = _rater(connection, member)
            seen = item.attempt_id in rater.attempts or {turn.response_id for turn in item.asked} <= rater.responses
            if not seen or (item.whole and item.attempt_id not in rater.attempts):
                return None
            return read_beside(connection, item, rows.read_rules(connection, member.program_id))

    def contests(self, member: Member) -> tuple[AskedContest, ...]:
        """The contests of trainees within the member's reach, oldest first, with what was said of them."""
        with self._reading() as connection:
            rules, shelf = rows.read_rules(connection, member.program_id), self._shelf(connection)
            found = contests_in_reach(connection, member)
            return tuple(titled(connection, one, rules, shelf) for one in found)

    def settle(self, contest_id: str, member: Member, outcome: Outcome, note: str, at: datetime) -> None:
        """Say what comes of a contest. Who has not rated what it is about without the reading may not say it."""
        with self._writing() as connection:
            found = [one for one in contests_in_reach(connection, member) if one.contest_id == contest_id]
            if not found:
                raise RecordsError("There is no such contest.", self._where, "See `trainer review contests`.")
            contest, rules = found[0], rows.read_rules(connection, member.program_id)
            self._may_settle(connection, contest, member, outcome, rules, at)
            key = {"outcome_id": uuid7(at), "trainee_id": contest.trainee_id}
            said = {"contest_id": contest_id, "member_id": member.member_id, "outcome": outcome, "made": at}
            connection.execute(insert(contest_outcomes).values(**key, **said))
            if note.strip():
                connection.execute(insert(outcome_notes).values(text=note.strip(), **key))
            here = review_items.c.contest_id == contest_id, review_items.c.closed.is_(None)
            connection.execute(update(review_items).where(*here).values(closed=at))
            if outcome == "second" and contest.attempt_id is not None:
                due = at + timedelta(days=rules.second_days)
                values = _keyed(member.program_id, _contest_item(contest, due), at, "second")
                connection.execute(insert_if_absent(connection, review_items), [values])

    def _may_settle(
        self,
        connection: Connection,
        contest: AskedContest,
        member: Member,
        outcome: Outcome,
        rules: Rules,
        at: datetime,
    ) -> None:
        standing = contest_standing(contest.made, contest.said, rules, at)
        refused = why_not(standing, outcome, member.member_id)
        if refused is None and contest.trainee_id == member.trainee_id:
            refused = "Nobody settles their own contest."
        if refused is not None:
            raise RecordsError(refused, self._where, "See `trainer review contests`.")
        if contest.can_be_rated and not contest.rated_by(_rater(connection, member)):
            what = "attempt" if contest.of_whole else "response"
            raise RecordsError(
                f"Rate the {what} first, without the reading.", self._where, "`trainer review next` gives it to you."
            )

    def outcomes(self, trainee_id: str) -> dict[str, tuple[Said, ...]]:
        """What was said of a trainee's contests, by contest."""
        with self._reading() as connection:
            return rows.load_outcomes(connection, contest_outcomes.c.trainee_id == trainee_id)

    def take_outcomes(self, other: ReviewStore, trainee_id: str) -> int:
        """Keep, in the trainee's own records, what a program has said of their contests. Gives how many were new."""
        with other._reading() as source:
            outcome_rows = source.execute(select(contest_outcomes).where(contest_outcomes.c.trainee_id == trainee_id))
            found = [dict(row) for row in outcome_rows.mappings()]
            note_rows = source.execute(select(outcome_notes).where(outcome_notes.c.trainee_id == trainee_id))
            notes = [dict(row) for row in note_rows.mappings()]
        with self._writing() as connection:
            here = set(
                connection.execute(select(contests.c.contest_id).where(contests.c.trainee_id == trainee_id)).scalars()
            )
            known = set(connection.execute(select(contest_outcomes.c.outcome_id)).scalars())
            new = [one for one in found if one["contest_id"] in here and one["outcome_id"] not in known]
            keys = {one["outcome_id"] for one in new}
            if new:
                connection.execute(insert_if_absent(connection, contest_outcomes), new)
            if texts := [one for one in notes if one["outcome_id"] in keys]:
                connection.execute(insert_if_absent(connection, outcome_notes), texts)
        return len(new)

    def _item(self, connection: Connection, item_id: str, member: Member) -> ItemToRate | None:
        reach = rows.in_reach(member.program_id, rows.reach_of(member), words=True)
        row = connection.execute(
            select(review_items)
            .join(attempts, attempts.c.attempt_id == review_items.c.attempt_id)
            .where(review_items.c.item_id == item_id, review_items.c.program_id == member.program_id)
            .where(review_items.c.trainee_id.in_(reach))
        ).one_or_none()
        try:
            rules = rows.read_rules(connection, member.program_id)
            return None if row is None else item_to_rate(connection, row, rules, self._shelf(connection))
        except UnreadableContentError:
            return None

    def _shelf(self, connection: Connection) -> Shelf:
        return Shelf(lambda digest: kept_content(connection, digest))


def _rater(connection: Connection, member: Member) -> Rater:
    query = select(reviews.c.attempt_id, reviews.c.response_id, reviews.c.judgement).where(
        reviews.c.kind == rows.SUPERVISOR, reviews.c.reviewer == member.member_id
    )
    attempts_rated, responses_rated = set(), set()
    for row in connection.execute(query):
        if rows.is_rating(read_json(row.judgement)):
            if row.response_id is None:
                attempts_rated.add(row.attempt_id)
            else:
                responses_rated.add(row.response_id)
    return Rater(member.member_id, member.trainee_id, frozenset(attempts_rated), frozenset(responses_rated))


def _item_values(trainee_id: str, attempt_id: str | None, reason: Reason) -> dict[str, object]:
    empty = dict.fromkeys(("response_id", "contest_id", "due", "assigned_to", "closed"))
    return {"trainee_id": trainee_id, "attempt_id": attempt_id, "reason": reason, **empty}


def _contest_item(contest: AskedContest, due: datetime) -> dict[str, object]:
    of = {"response_id": contest.response_id, "contest_id": contest.contest_id, "due": due}
    return {**_item_values(contest.trainee_id, contest.attempt_id, "contest"), **of}


def _keyed(program_id: str, values: dict[str, object], at: datetime, turn: str = "") -> dict[str, object]:
    """With a key that follows from what it is of: whoever else puts the same into the queue puts it there once."""
    of = str(values["contest_id"] or values["attempt_id"])
    return {"item_id": derived(of, f"{program_id} {turn}"), "program_id": program_id, "made": at, **values}


def _count(connection: Connection, program_id: str) -> int:
    query = select(func.count()).select_from(review_items).where(review_items.c.program_id == program_id)
    return int(connection.execute(query).scalar_one())
