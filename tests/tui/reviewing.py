"""A program with two items that wait: a contested response, and the attempt it stands in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from tests.records.program import GOOD, small_program
from tests.records.program import NOON as BEGAN
from tests.tui.playing import NOW
from trainer.programs.rules import Rules
from trainer.records.begun_ratings import BegunRatings
from trainer.records.practised import NewContest
from trainer.session.reviewing import Reviewer


def reviewer_at(place: Path) -> Callable[[], Reviewer]:
    """The sitting of the supervisor anna."""
    place.mkdir(exist_ok=True)
    small = small_program(f"sqlite:///{place / 'program.db'}", place)
    small.store.reviewing.declare(small.program.program_id, Rules(random_share=1, shared_share=0), None, BEGAN)
    tess = small.trainee("tess")
    attempt = small.attempt("tess", BEGAN, GOOD, own=2)
    response = small.store.load_attempt(attempt).steps[1].response_id
    assert tess.trainee_id is not None
    new = NewContest(tess.trainee_id, None, "level 5", "words-1", "I meant more.", attempt, response)
    small.store.practice.add_contest(new, BEGAN + timedelta(hours=1))
    sitting = Reviewer(small.store, small.supervisors[0], lambda: NOW, BegunRatings(place / "begun"))
    return lambda: sitting
