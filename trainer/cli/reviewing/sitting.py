"""A supervisor at the desk of their program."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from trainer.cli.exits import ExitCode
from trainer.cli.failing import CommandError
from trainer.cli.people.desk import Desk, Whose, at_desk, now
from trainer.cli.reach import Reach
from trainer.records.begun_ratings import BegunRatings, begun_folder
from trainer.session.reviewing import Reviewer


@contextmanager
def reviewing(reach: Reach, whose: Whose) -> Iterator[tuple[Desk, Reviewer]]:
    """The desk, and the supervisor's sitting. Raises CommandError where nobody said who acts."""
    with at_desk(reach, whose, "rate") as desk:
        if desk.acting is None:
            raise CommandError(
                "Who rates has to be known", remedy="Say --as PSEUDONYM, or set TRAINER_AS.", code=ExitCode.USAGE
            )
        yield desk, Reviewer(desk.store, desk.acting, now, BegunRatings(begun_folder()))
