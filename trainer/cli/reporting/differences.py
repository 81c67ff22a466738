"""Differences between two versions, as text and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from itertools import groupby

from trainer.library.text import clean
from trainer.workshop.difference.change import Change


def as_text(changes: Sequence[Change]) -> str:
    """The places in order, and under each what changed there."""
    if not changes:
        return "Nothing has changed for trainees."
    lines: list[str] = []
    for place, here in groupby(changes, key=lambda change: change.place):
        lines.append(place[0].upper() + place[1:])
        lines += [f"  {' '.join(clean(change.words).split())}" for change in here]
    return "\n".join(lines)


def as_rows(changes: Sequence[Change]) -> list[dict[str, str | None]]:
    """One object a change: `place`, `kind`, `words`, `before`, `after`."""
    return [asdict(change) for change in changes]
