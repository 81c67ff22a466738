"""`trainer score`: responses in, readings out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedIOBase
from typing import cast

import click

from trainer.cli.exits import ExitCode
from trainer.cli.failing import CommandError
from trainer.cli.reach import Reach, debug_option, library_option, pass_reach


@click.command()
@click.argument("file", metavar="[FILE|-]", default="-")
@library_option()
@debug_option()
@pass_reach
def score(reach: Reach, file: str) -> ExitCode:
    """Read responses: JSON lines in, JSON lines out, in the same order and as they come.

    A line in is {"id", "patient", "response", "background"?, "history"?: [[speaker, text], ...]}. A line out gives the
    validation level with its interval and a finding for each behaviour, your own among them. A bad line gives an error
    in its place, the rest goes on, and the exit code is 1.
    """
    from trainer.cli.batch.incoming import Incoming
    from trainer.cli.batch.stream import answers
    from trainer.cli.opening import read_settings
    from trainer.cli.reading import reader_in_reach
    from trainer.session.processes import cores

    load_reader = reader_in_reach(reach, read_settings())
    with _opened(file) as stream:
        whole = True
        for line, was_read in answers(Incoming(stream), load_reader, cores()):
            click.echo(line)
            whole = whole and was_read
    return ExitCode.OK if whole else ExitCode.PROBLEMS


@contextmanager
def _opened(file: str) -> Iterator[BufferedIOBase]:
    if file == "-":
        if sys.stdin is None:
            raise CommandError("There is nothing on standard input", remedy="Name a file, or pipe one in.")
        yield cast(BufferedIOBase, sys.stdin.buffer)
        return
    try:
        stream = open(file, "rb")  # noqa: SIM115, PTH123 - closed below; reading errors must not be taken for ours
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "not a file name"
        remedy = "Name a file of JSON lines, or - for a pipe."
        raise CommandError(f"The file cannot be read: {why.lower()}", file, remedy) from error
    with stream:
        yield stream
