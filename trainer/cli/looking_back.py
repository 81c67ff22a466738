"""Progress, in words with small plots or as JSON."""

from __future__ import annotations

import sys

from trainer.cli.drilling import practising
from trainer.cli.exits import ExitCode
from trainer.cli.opening import read_settings
from trainer.cli.plain.progress import Titles, say_progress
from trainer.cli.plain.talk import Talk
from trainer.cli.progress_facts import progress_facts
from trainer.cli.reach import Reach
from trainer.cli.reporting.printing import print_json
from trainer.cli.terminal import text_width


def show_progress(reach: Reach, as_json: bool) -> ExitCode:
    """Print the user's progress. Raises CommandError."""
    with practising(reach, read_settings()) as practice:
        found = practice.progress()
        if as_json:
            print_json(progress_facts(found))
        else:
            titles = Titles(
                {name: behaviour.title for name, behaviour in practice.behaviours.items()}, practice.criterion_titles
            )
            say_progress(Talk(None, sys.stdout, text_width()), found, titles)
    return ExitCode.OK
