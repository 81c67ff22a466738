"""What `trainer` says where the app cannot run."""

from __future__ import annotations

import sys

from trainer.cli.drilling import practising
from trainer.cli.exits import ExitCode
from trainer.cli.failing import CommandError, tell
from trainer.cli.opening import open_library, read_settings
from trainer.cli.plain.agenda import say_due
from trainer.cli.plain.choosing import list_scenarios
from trainer.cli.plain.talk import Talk
from trainer.cli.plain.words import first_words
from trainer.cli.reach import Reach
from trainer.cli.terminal import line_width


def list_with_hint(reach: Reach) -> ExitCode:
    """Say what this is and which scenarios there are; on stderr, how to go on."""
    settings = read_settings()
    library = open_library(reach, settings)
    talk = Talk(None, sys.stdout, line_width(sys.stdout))
    first_words(talk, settings)
    try:
        with practising(reach, library) as practice:
            say_due(talk, practice)
    except CommandError as error:
        tell(error.message, error.where, error.remedy)
    list_scenarios(talk, library)
    tell(
        "The app needs a terminal that can draw",
        remedy="`trainer play ID --plain` goes on in lines; `trainer play --plain` lets you choose.",
    )
    return ExitCode.OK
