"""How far it has come, on stderr where somebody watches."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from trainer.cli.terminal import is_terminal


@contextmanager
def bar(label: str, total: int) -> Iterator[Callable[[int], None]]:
    """Gives what is to be called with how many more are done."""
    if not is_terminal(sys.stderr):
        yield lambda _: None
        return
    with click.progressbar(length=total, label=label, file=sys.stderr) as drawn:
        yield drawn.update
