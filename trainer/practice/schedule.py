"""When a behaviour is to be practised again: FSRS, one card for each behaviour of a trainee.

There are no learning steps: a sitting repeats a moment itself, and the schedule speaks of days. Fuzzing is off, so that
equal tries give equal days.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from fsrs import Card, Rating, Scheduler, State

from trainer.practice.agenda import ScheduleCard, has_come
from trainer.practice.grading import Grade

LONGEST_DAYS = 90
_SCHEDULER = Scheduler(learning_steps=(), relearning_steps=(), maximum_interval=LONGEST_DAYS, enable_fuzzing=False)


def reviewed(card: ScheduleCard | None, behaviour: str, grade: Grade, at: datetime) -> ScheduleCard:
    """The card after a try; None where this is the first. A clock that has gone back counts as standing still."""
    now = at.astimezone(UTC)
    if card is None:
        before = Card(card_id=0, due=now)
    else:
        now = max(now, card.last_review.astimezone(UTC))
        before = Card(
            card_id=0,
            state=State.Review,
            stability=card.stability,
            difficulty=card.difficulty,
            due=card.due.astimezone(UTC),
            last_review=card.last_review.astimezone(UTC),
        )
    after, _ = _SCHEDULER.review_card(before, Rating(int(grade)), now)
    assert after.stability is not None
    assert after.difficulty is not None
    return ScheduleCard(behaviour, round(after.stability, 6), round(after.difficulty, 6), after.due, now)


def due(cards: Iterable[ScheduleCard], now: datetime) -> tuple[ScheduleCard, ...]:
    """The cards whose day has come, longest overdue first."""
    return tuple(
        sorted((card for card in cards if has_come(card.due, now)), key=lambda card: (card.due, card.behaviour))
    )
