"""`trainer cohort show` without a cohort: the app, open at the cohorts of the program."""

from __future__ import annotations

from trainer.cli.exits import ExitCode
from trainer.cli.failing import CommandError
from trainer.cli.front import open_app
from trainer.cli.opening import read_settings
from trainer.cli.people.desk import Whose, at_desk, now
from trainer.cli.reach import Reach
from trainer.cli.terminal import app_fits
from trainer.session.directing import Director
from trainer.tui.asked_for import Directing


def open_cohorts(reach: Reach, whose: Whose) -> ExitCode:
    """Run the app until it is left. Raises CommandError."""
    if not app_fits():
        raise CommandError(
            "There is no terminal here for the app",
            remedy="Name a COHORT; `trainer cohort list` shows them.",
            code=ExitCode.USAGE,
        )
    with at_desk(reach, whose, "see") as desk:
        director = Director(desk.store, desk.program, desk.acting, now)
        own = Reach(None, reach.folders)  # what the director practises is no row of the program's
        return open_app(own, read_settings(), Directing(), director=lambda: director)
