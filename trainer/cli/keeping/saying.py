"""What is said of a database: for people, for programs, and while it is copied."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from trainer.cli.terminal import is_terminal
from trainer.records.inspection import Inspection
from trainer.records.schema import REVISIONS

_EVERY = 5_000


def as_json(seen: Inspection) -> dict[str, object]:
    """The same keys for every database; what does not apply to it is null."""
    return {
        "where": seen.where,
        "kind": seen.kind,
        "state": seen.state,
        "sound": seen.sound,
        "trouble": seen.trouble,
        "revision": seen.revision,
        "newest_revision": REVISIONS[-1],
        "bytes": seen.bytes,
        "integrity": seen.integrity,
        "row_security": seen.row_security,
        "waiting": dict(seen.waiting),
        "rows": dict(seen.rows),
    }


def as_text(seen: Inspection) -> str:
    """A line for each fact that there is, then what is wrong."""
    lines = [seen.where, f"  state: {seen.state}"]
    if seen.revision:
        lines.append(f"  revision: {seen.revision}, the newest is {REVISIONS[-1]}")
    if seen.bytes is not None:
        lines.append(f"  size: {amount(seen.bytes, 'byte')}")
    if seen.integrity is not None:
        lines.append(f"  integrity: {'sound' if seen.integrity else 'damaged'}")
    if seen.row_security is not None:
        off = " (nobody is kept to their own rows; `trainer db init` puts it on)" if seen.row_security == "off" else ""
        lines.append(f"  row-level security: {seen.row_security}{off}")
    if seen.waiting:
        lines.append("  waiting to be sent: " + ", ".join(f"{name} {count:,}" for name, count in seen.waiting.items()))
    filled = [f"{name} {count:,}" for name, count in seen.rows.items() if count]
    if seen.rows:
        lines.append(f"  rows: {', '.join(filled) or 'none'}")
    if seen.trouble:
        lines.append(f"  ! {seen.trouble}")
    return "\n".join(lines)


def amount(number: int, unit: str) -> str:
    return f"{number:,} {unit}{'' if number == 1 else 's'}"


@contextmanager
def step_by_step() -> Iterator[Callable[[int], None]]:
    """Tells on a terminal how many rows have been copied, on one line that is gone at the end."""
    shown = is_terminal(sys.stderr)

    def tell(rows: int) -> None:
        if shown and rows % _EVERY < _EVERY // 10:
            click.echo(f"\r{rows:,} rows", nl=False, err=True)

    try:
        yield tell
    finally:
        if shown:
            click.echo("\r\x1b[K", nl=False, err=True)
