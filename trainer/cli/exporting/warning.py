"""Words by which somebody real could be known, shown before they leave."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

import click

from trainer.library.text import clean
from trainer.programs.identifiers import TOLD
from trainer.records.own_words import Found

_AROUND = 25
_MOST = 20


def show_warnings(found: Iterable[tuple[str, Found]]) -> int:
    """Show the first of them on stderr, each with whose they are; gives how many there are."""
    every = iter(found)
    first = list(islice(every, _MOST))
    for line in _lines(first):
        click.echo(clean(line), err=True)
    more = sum(1 for _ in every)
    if more:
        click.echo(f"  and {more} more.", err=True)
    return len(first) + more


def _lines(found: list[tuple[str, Found]]) -> Iterator[str]:
    if found:
        yield "Look at these first: by such words somebody real could be known. No program can find them all."
    for whose, one in found:
        name = f"{whose}: " if whose else ""
        yield f"  {name}{one.said.where}: {TOLD[one.identifier.kind]}: {_quoted(one)}"


def _quoted(one: Found) -> str:
    text, found = one.said.text, one.identifier
    start, end = max(0, found.start - _AROUND), found.end + _AROUND
    before, after = "…" if start else "", "…" if end < len(text) else ""
    return f"“{before}{' '.join(text[start:end].split())}{after}” ({found.said})"
