"""Progress: in the app, in words, as JSON, as a page."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from trainer.cli.drilling import practising
from trainer.cli.exits import ExitCode
from trainer.cli.failing import tell
from trainer.cli.opening import open_library, read_settings
from trainer.cli.plain.progress import say_progress
from trainer.cli.plain.talk import Talk
from trainer.cli.progress_facts import progress_facts
from trainer.cli.reach import Reach
from trainer.cli.reporting.own_page import write_own_page
from trainer.cli.reporting.printing import print_json
from trainer.cli.terminal import app_fits, line_width
from trainer.reports.progress import progress_page
from trainer.session.practice import Practice


@dataclass(frozen=True, slots=True)
class ProgressWish:
    """What `progress` was asked for; `html` is the file for the page."""

    plain: bool
    html: Path | None
    as_json: bool


def show_progress(reach: Reach, wish: ProgressWish) -> ExitCode:
    """Show the user's progress. Raises CommandError and OSError."""
    settings = read_settings()
    if app_fits() and not (wish.plain or wish.as_json or wish.html):
        from trainer.cli.front import open_app
        from trainer.tui.asked_for import LookingBack

        return open_app(reach, settings, LookingBack())
    with practising(reach, open_library(reach, settings)) as practice:
        if wish.html is not None:
            _write_page(practice, wish.html)
        if wish.as_json:
            print_json(progress_facts(practice.progress()))
        elif wish.plain or wish.html is None:
            talk = Talk(None, sys.stdout, line_width(sys.stdout))
            say_progress(talk, practice.progress(), practice.contested(), practice.titles)
    return ExitCode.OK


def _write_page(practice: Practice, file: Path) -> None:
    write_own_page(file, progress_page(practice.progress(), practice.contested(), practice.titles, practice.now()))
    tell("Your progress is written", str(file), "Open it in a browser; it needs no network.")
