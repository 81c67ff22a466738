"""How far a check has come, on stderr where somebody watches."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

import click

from trainer.cli.terminal import is_terminal

T = TypeVar("T")

_FEWEST = 24
"""Fewer are done before anybody wonders."""


def watched(items: Iterable[T], length: int, label: str = "Checking") -> Iterator[T]:
    """Pass the items on, and draw a bar where there are many and stderr is a terminal."""
    if length < _FEWEST or not is_terminal(sys.stderr):
        yield from items
        return
    with click.progressbar(items, length=length, label=label, file=sys.stderr) as bar:
        yield from bar
