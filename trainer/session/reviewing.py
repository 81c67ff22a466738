"""A supervisor's sitting: what waits, an item to rate without the reading, then everything side by side, contests."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from trainer.problems import Place, Problem
from trainer.programs.contests import ContestStanding, Outcome, contest_standing
from trainer.programs.items import ItemToRate
from trainer.programs.people import Access, Member
from trainer.programs.queue import (
    IN_A_FILE,
    KEPT_FOR,
    READ_RESPONSE,
    READ_WHOLE,
    TO_RATE,
    Waiting,
    may_rate,
    next_items,
    why_empty,
)
from trainer.programs.rating import Rating, rating_problems
from trainer.programs.rules import Rules
from trainer.records.begun_ratings import BegunRatings
from trainer.records.review_items import AskedContest
from trainer.records.reviewed import Beside
from trainer.records.store import Store
from trainer.session.errors import SessionError, records_told

GONE = "Somebody else has rated this, and no further rating is asked for"


@dataclass(frozen=True, slots=True)
class ContestLook:
    """A contest and how it stands. `shown`: what was found and why it is contested may be seen by this member, who has
    rated the response, or where there is nothing to be rated any more."""

    contest: AskedContest
    standing: ContestStanding
    shown: bool


class Reviewer:
    """Made for one supervisor. Methods may raise SessionError; words are shown only after that was written down."""

    def __init__(
        self, store: Store, member: Member, clock: Callable[[], datetime], begun: BegunRatings | None = None
    ) -> None:
        """`begun` keeps ratings that were begun, where somebody rates step by step."""
        self._store = store
        self._begun = begun
        self._clock = clock
        self.member = member

    def rules(self) -> Rules:
        with records_told():
            return self._store.reviewing.rules(self.member.program_id)

    def waiting(self) -> tuple[Waiting, ...]:
        """What this member may rate now, the most pressing first. The queue is filled before."""
        with records_told():
            rules = self._store.reviewing.rules(self.member.program_id)
            self._store.measures.fill()
            self._store.reviewing.fill(self.member, self._clock(), self._reporting(rules))
            return self._given(rules)

    def taken_out(self, item_id: str | None = None) -> tuple[Waiting, ...]:
        """What this member was given and has not rated, though others have: a rating is still taken, and until then,
        or until it is taken no more, nothing is shown of what the machine made of it."""
        with records_told():
            found = self._store.reviewing.taken_out(self.member, self._clock())
            rater = self._store.reviewing.rater(self.member) if found else None
            return tuple(
                one for one in found if rater and may_rate(one, rater) and (item_id is None or one.item_id == item_id)
            )

    def why_nothing_waits(self) -> str:
        """Why the queue is empty for this member, in a sentence."""
        with records_told():
            rules = self._store.reviewing.rules(self.member.program_id)
            return why_empty(self._store.reviewing.supply(self.member), rules)

    def _given(self, rules: Rules, item_id: str | None = None) -> tuple[Waiting, ...]:
        """All that this member may rate now, or this one item: a queue may be long."""
        found = self._store.reviewing.waiting(self.member, item_id)
        return next_items(found, self._store.reviewing.rater(self.member), rules)

    def _item(self, item_id: str) -> ItemToRate | None:
        """An item that this member may rate."""
        given = self._given(self._store.reviewing.rules(self.member.program_id), item_id) or self.taken_out(item_id)
        return self._store.reviewing.item(item_id, self.member) if given else None

    def item(self, item_id: str, *, reason: str = TO_RATE) -> ItemToRate:
        """An item with its words, after it was written down who reads them and why. The id may be its contest's."""
        with records_told():
            named = self._items_named(item_id)
            item = next((found for one in named if (found := self._item(one)) is not None), None)
            if item is None:
                raise self._no_such_item(named)
            self._log(item, reason)
        return item

    def _items_named(self, name: str) -> tuple[str, ...]:
        found = self._store.reviewing.items_named(self.member.program_id, name)
        return tuple(item_id for item_id, _ in found) or (name,)

    def _no_such_item(self, named: tuple[str, ...]) -> SessionError:
        if any(self._store.reviewing.beside(one, self.member) is not None for one in named):
            return SessionError("You have rated this already.", f"`trainer review show {named[0]}` shows it.")
        if any(self._went_elsewhere(one) for one in named):
            return SessionError(f"{GONE}.", "`trainer review queue` shows what waits.")
        return SessionError("There is no such item for you to rate.", "`trainer review queue` shows what waits.")

    def _went_elsewhere(self, item_id: str) -> bool:
        """Whether it is an item within reach, of somebody else's words: then others have rated it."""
        item = self._store.reviewing.item(item_id, self.member)
        return item is not None and item.trainee_id != self.member.trainee_id

    def rate(self, rating: Rating, at: Place) -> list[Problem]:
        """Keep a rating, unless something about it is wrong: then everything that is."""
        with records_told():
            item = self._item(rating.item)
            if item is None:
                return [self._refusal(rating.item, at)]
            problems = rating_problems(rating, item.ratable(), at)
            if not problems:
                self._store.reviewing.rate(item, self.member, rating, self._clock())
        if self._begun is not None and not problems:
            with suppress(OSError):  # the item waits no more: what stays of it is never taken up
                self._begun.drop(self.member.member_id, rating.item)
        return problems

    def begun(self, waiting: Sequence[Waiting]) -> dict[str, Mapping[str, object]]:
        """What this member has said so far of items that wait, by item."""
        if self._begun is None:
            return {}
        found = {one.item_id: self._begun.of(self.member.member_id, one.item_id) for one in waiting}
        return {item_id: said for item_id, said in found.items() if said is not None}

    def keep_begun(self, item_id: str, said: Mapping[str, object]) -> None:
        """Keep what this member has said so far of an item, without anybody's words."""
        if self._begun is None:
            return
        try:
            self._begun.keep(self.member.member_id, item_id, said)
        except OSError as error:
            raise SessionError(
                f"What you have said so far could not be written to disk: {error.strerror or error}.",
                "It is there until you leave the app: make room, or finish the rating first.",
            ) from error

    def _refusal(self, item_id: str, at: Place) -> Problem:
        if self._store.reviewing.beside(item_id, self.member) is not None:
            return Problem("V005", at, "You have rated this already", "A rating stays as it was given.", "$.item")
        if self._went_elsewhere(item_id):
            remedy = f"A rating is taken for {KEPT_FOR[IN_A_FILE].days} days after `trainer review export-items`."
            return Problem("V002", at, GONE, remedy, "$.item")
        return Problem("V002", at, "There is no such item for you", "`trainer review queue` shows them.", "$.item")

    def beside(self, item_id: str) -> Beside:
        """The reading, the trainee's own view and all ratings of an item that this member has rated."""
        with records_told():
            named = self._items_named(item_id)
            beside = (self._store.reviewing.beside(one, self.member) for one in named)
            found = next((one for one in beside if one is not None), None)
            if found is None:
                rules = self._store.reviewing.rules(self.member.program_id)
                if any(self._given(rules, one) for one in named):
                    raise SessionError(
                        "The reading is shown once you have rated the item.", f"`trainer review rate {named[0]}`."
                    )
                raise SessionError(
                    "There is no such item that you have rated.", "`trainer review queue` shows what waits."
                )
            self._log(found.item, "to look at ratings and reading side by side")
        return found

    def contests(self) -> tuple[ContestLook, ...]:
        """The contests within reach, oldest first. Words are written down as read where they are shown."""
        with records_told():
            rules, now = self._store.reviewing.rules(self.member.program_id), self._clock()
            rater = self._store.reviewing.rater(self.member)
            found = []
            for contest in self._store.reviewing.contests(self.member):
                shown = contest.rated_by(rater) or not contest.can_be_rated
                if shown:
                    self._log_contest(contest)
                found.append(ContestLook(contest, contest_standing(contest.made, contest.said, rules, now), shown))
        return tuple(found)

    def settle(self, contest_id: str, outcome: Outcome, note: str) -> None:
        """Say what comes of a contest. The id may be that of the item in the queue that it waits as."""
        with records_told():
            items = self._store.reviewing.items_named(self.member.program_id, contest_id)
            contests = [contest for _, contest in items if contest is not None]
            if items and not contests:
                raise SessionError("This item is no contest.", "`trainer review contests` shows what is contested.")
            contest_id = contests[0] if contests else contest_id
            self._store.reviewing.settle(contest_id, self.member, outcome, note, self._clock())

    def _reporting(self, rules: Rules) -> frozenset[str]:
        """The rubrics on which passes are reported: none before a cut is set."""
        if not rules.cuts:
            return frozenset()
        standing = self._store.rated.standing(self.member.program_id)
        return frozenset(name for name, bar in standing.bars.items() if bar.reports)

    def _log(self, item: ItemToRate, reason: str) -> None:
        read = READ_WHOLE if item.whole else READ_RESPONSE
        self._write_down(item.trainee_id, item.attempt_id, read, reason)

    def _log_contest(self, contest: AskedContest) -> None:
        if contest.words is not None or contest.reason:
            read = "a reason for contesting" if contest.of_whole else "a contested response"
            self._write_down(contest.trainee_id, contest.attempt_id, read, "to settle a contest")

    def _write_down(self, trainee_id: str, attempt_id: str | None, read: str, reason: str) -> None:
        mine = self.member
        access = Access(mine.member_id, trainee_id, mine.program_id, attempt_id, read, reason, self._clock())
        self._store.consents.log_reading(access)
