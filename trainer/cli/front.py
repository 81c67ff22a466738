"""`trainer` without a command: the app, or the list of scenarios where there is no terminal for it.

Nothing heavy is imported before the app's first frame: the library and the records are opened by the app, later.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING

from trainer.cli.exits import ExitCode
from trainer.cli.failing import CommandError
from trainer.cli.reach import Reach
from trainer.cli.terminal import app_fits
from trainer.records.settings import Settings, load_settings

if TYPE_CHECKING:
    from trainer.library.catalogue import Library
    from trainer.scoring.reading import Reader
    from trainer.session.directing import Director
    from trainer.session.reviewing import Reviewer
    from trainer.session.session import Session
    from trainer.tui.app import WorkshopMaker
    from trainer.tui.asked_for import Asked


def open_front(reach: Reach) -> ExitCode:
    """Open the app, or in plain mode list the scenarios with a hint."""
    if app_fits():
        return open_app(reach, load_settings()[0])
    from trainer.cli.plain.front import list_with_hint

    return list_with_hint(reach)


def open_app(
    reach: Reach,
    settings: Settings,
    asked_for: Asked | None = None,
    library: Library | None = None,
    reviewer: Callable[[], Reviewer] | None = None,
    director: Callable[[], Director | None] | None = None,
) -> ExitCode:
    """Run the app until it is left. `library`: the one to use, where it is loaded already; `reviewer`: what opens a
    supervisor's sitting, else that of whom TRAINER_AS names in the database; `director`: what opens a program's
    cohorts, else those of the database for whom it knows as a supervisor or admin."""
    for folder in reach.folders:
        if not folder.is_dir():
            raise CommandError("There is no such library folder", str(folder), "Check --library and TRAINER_LIBRARY.")
    from trainer.records.theme_keeping import keep_theme
    from trainer.session.once import Once
    from trainer.tui.app import run_app

    def load_reader() -> Reader:
        from trainer.cli.reading import reader_in_reach

        return reader_in_reach(reach, settings)()

    one_reader = Once(load_reader)

    def session() -> Session:
        from trainer.cli.opening import load, open_session

        return open_session(library or load(reach, settings), reach, one_reader)

    def workshop() -> WorkshopMaker:
        from trainer.cli.workshop import workshop_maker

        return workshop_maker(reach, settings, one_reader)

    with ExitStack() as opened:
        if reviewer is None and reach.db is not None and os.environ.get("TRAINER_AS"):
            reviewer = Once(partial(_sitting, opened, reach))
        if director is None and reach.db is not None:
            director = Once(partial(_directing, opened, reach))
        code = run_app(
            session,
            theme_name=settings.theme or "dark",
            keys=settings.keys,
            crisis_lines=settings.crisis_lines,
            asked_for=asked_for,
            keep_theme=keep_theme,
            workshop=Once(workshop),
            reviewer=reviewer,
            director=director,
            rules=settings.practice,
        )
    return ExitCode.OK if code == 0 else ExitCode.PROBLEMS


def _sitting(opened: ExitStack, reach: Reach) -> Reviewer:
    """A supervisor's sitting, which `opened` closes."""
    from trainer.cli.people.desk import Whose
    from trainer.cli.reviewing.sitting import reviewing

    _desk, reviewer = opened.enter_context(reviewing(reach, Whose(None, os.environ["TRAINER_AS"])))
    return reviewer


def _directing(opened: ExitStack, reach: Reach) -> Director | None:
    """The cohorts of the program in the database, which `opened` closes; None where there is none, or whoever sits
    here is not known in it as somebody who may see them."""
    from trainer.cli.people.desk import Whose, at_desk, now
    from trainer.records.places import find_place
    from trainer.session.directing import Director

    said = os.environ.get("TRAINER_AS")
    if not said and find_place(reach.db).file is not None:
        return None
    try:
        desk = opened.enter_context(at_desk(reach, Whose(None, said), "see"))
    except CommandError:
        return None
    return None if desk.acting is None else Director(desk.store, desk.program, desk.acting, now)
