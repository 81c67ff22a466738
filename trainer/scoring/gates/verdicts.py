"""What a gate finds: held, missed, or not decided until someone has read it; or that nothing in the attempt met it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

NOT_MEASURED = "the reader has not been measured for this"
STILL_OPEN = "the attempt is still open"


@dataclass(frozen=True, slots=True)
class Found:
    """`passed` None: not decided. `why` is a short label; `exchanges` are the ones to look at, by index. Not `met`:
    there was nothing to hold, so that it stands in nobody's way and shows nothing."""

    passed: bool | None
    why: str
    exchanges: tuple[int, ...] = ()
    met: bool = True


def together(parts: Sequence[Found], nothing_met: str) -> Found:
    """One finding for several that must all hold: a miss outweighs a doubt, a doubt what held."""
    if not parts:
        return Found(True, nothing_met, met=False)
    for outcome in (False, None):
        chosen = [part for part in parts if part.passed is outcome]
        if chosen:
            return _joined(outcome, chosen)
    return _joined(True, parts)


def _joined(passed: bool | None, parts: Sequence[Found]) -> Found:
    labels = dict.fromkeys(part.why for part in parts)
    indexes = sorted({index for part in parts for index in part.exchanges})
    return Found(passed, "; ".join(labels), tuple(indexes))
