"""Gate `no-harm-left`: no response at level 0, and none at level 1 left unrepaired before the end.

Levels count as shown (rounded half up), with the interval saying how sure they are:
- shown 0 or 1 with the interval's high end within 1 is harm beyond doubt: at 0 throughout it cannot be mended, else a
  later repair mends it (and where it may have been a 0, leaves it undecided);
- shown 0 or 1 with a high end above 1 may be harm: undecided unless repaired;
- shown higher, with a low end within 1 and an invalidating behaviour not absent, may be harm too. The low end alone is
  no sign: the interval is wide, and harm has its words.
The first try counts, so a redo mends nothing; a later repair does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from trainer.scoring.gates.verdicts import NOT_MEASURED, STILL_OPEN, Found, together
from trainer.scoring.kinds import INVALIDATING
from trainer.scoring.reading import Reading
from trainer.scoring.repair import may_repair, repairing
from trainer.scoring.views import Judged, View

HARM = 1
"""The highest level that does harm."""


def gate_no_harm_left(turns: Sequence[Judged], agreement: Mapping[str, float], *, ended: bool) -> Found:
    spoken = [turn for turn in turns if not turn.silent]
    if spoken and not agreement:
        return Found(None, NOT_MEASURED, tuple(turn.turn.index for turn in spoken))
    parts = [
        found
        for place, turn in enumerate(turns)
        if turn.reading is not None
        and (found := _harm(turn.reading, turn.turn.index, turns[place + 1 :], ended=ended)) is not None
    ]
    if spoken and not parts:
        return Found(True, "no response did harm")
    return together(parts, nothing_met="nothing was said")


def _harm(reading: Reading, index: int, later: Sequence[Judged], *, ended: bool) -> Found | None:
    """What a response leaves behind; None where it did no harm."""
    low, high = (int(end + 0.5) for end in reading.interval)
    shown = reading.shown_level
    if shown > HARM:
        doubtful = low <= HARM and any(reading.finding(one).verdict != "absent" for one in INVALIDATING)
        return _left(index, later, sure=False, ended=ended) if doubtful else None
    if high == 0:
        return Found(False, "a response at level 0", (index,))
    left = _left(index, later, sure=high <= HARM, ended=ended)
    if shown == 0 and left.passed is True:
        return Found(None, "repaired, and perhaps at level 0", left.exchanges)
    return left


def _left(index: int, later: Sequence[Judged], *, sure: bool, ended: bool) -> Found:
    for turn in later:
        if repairing(turn, View.LOW):
            return Found(True, "repaired", (index, turn.turn.index))
    for turn in later:
        if may_repair(turn.reading):
            return Found(None, "perhaps repaired", (index, turn.turn.index))
    if not sure:
        return Found(None, "perhaps harm, not repaired", (index,))
    return Found(False, "harm not repaired", (index,)) if ended else Found(None, STILL_OPEN, (index,))
