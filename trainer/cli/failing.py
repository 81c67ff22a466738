"""How a command fails: one line on stderr that says what, where and what next, and an exit code."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable
from typing import Any

import click

from trainer.cli.exits import ExitCode
from trainer.library.text import clean


class CommandError(Exception):
    """A command cannot go on, for a reason its user can act on."""

    def __init__(self, message: str, where: str = "", remedy: str = "", code: ExitCode = ExitCode.ABSENT) -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        """The file, folder or address; empty where there is none."""
        self.remedy = remedy
        """What to do next, a sentence."""
        self.code = code


class ReaderGoneError(Exception):
    """Whoever read our output has stopped reading (`trainer list | head -1`)."""


def tell(message: str, where: str = "", remedy: str = "") -> None:
    """Write one line to stderr: the only place that does, for failures and notices alike."""
    sentence = message.rstrip().rstrip(".")
    place = f" ({where})" if where else ""
    ended = sentence if sentence.endswith(("?", "!")) and not place else f"{sentence}{place}."
    line = " ".join(clean(f"trainer: {ended} {remedy}").split())
    try:
        click.echo(line, err=True)
    except OSError:
        return  # nobody can be told: the exit code still tells


def guarded(run: Callable[[], Any], debug: bool) -> ExitCode:
    """Run a command and return its exit code. Whatever goes wrong is told in one line; `debug` adds the traceback."""
    try:
        code = ExitCode(run() or ExitCode.OK)
        if sys.stdout is not None:
            sys.stdout.flush()
    except (ReaderGoneError, BrokenPipeError):
        _drop_output()
        return ExitCode.OK
    except Exception as error:
        failure = _explained(error)
        tell(failure.message, failure.where, failure.remedy)
        if debug:
            click.echo(clean("".join(traceback.format_exception(error))), err=True)
        return failure.code
    except KeyboardInterrupt:
        tell("Interrupted")
        return ExitCode.INTERRUPTED
    return code


def _explained(error: Exception) -> CommandError:
    if isinstance(error, CommandError):
        return error
    if isinstance(error, click.Abort):
        return CommandError("Interrupted", code=ExitCode.INTERRUPTED)
    if isinstance(error, click.FileError):
        return CommandError(error.message, error.ui_filename, "Check the name and that you may read it.")
    if isinstance(error, click.UsageError):
        path = error.ctx.command_path if error.ctx else "trainer"
        return CommandError(error.format_message(), remedy=f"See `{path} --help`.", code=ExitCode.USAGE)
    if isinstance(error, click.ClickException):
        return CommandError(error.format_message(), code=ExitCode.USAGE)
    if isinstance(error, OSError):
        return CommandError(error.strerror or str(error), str(error.filename or ""), "Check the place, then try again.")
    kind = type(error).__name__
    return CommandError(
        f"A fault in the trainer itself: {kind}: {str(error)[:200]}",
        remedy="Nothing that you sent is lost. Run it again with --debug and report what it shows.",
        code=ExitCode.PROBLEMS,
    )


def _drop_output() -> None:
    """Point stdout at nothing, so that the interpreter's last flush cannot fail as well."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
    except (OSError, ValueError):
        return
