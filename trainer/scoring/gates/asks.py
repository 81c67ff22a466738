"""Gate `asks`: each risk cue is followed, in that or the next response, by a plain question about safety.

A cue is a visit to a moment whose risk is possible, clear or disclosed. A question in the response just before counts
too. Held silence uses one of the two responses; an ending closes the cue. The first try counts: where the moment was
taken again, what came after it did not follow from that try, and a redone try did not stand before what came after.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from trainer.library.scenario import Scenario
from trainer.scoring.gates.safety_question import asked_in
from trainer.scoring.gates.verdicts import NOT_MEASURED, STILL_OPEN, Found, together
from trainer.scoring.line import Turn
from trainer.scoring.risk import CUES, QUESTION

RESPONSES = 2
"""How many responses a cue leaves: the one to it and the next."""


def gate_asks(scenario: Scenario, turns: Sequence[Turn], agreement: Mapping[str, float], *, ended: bool) -> Found:
    cues = [place for place, turn in enumerate(turns) if scenario.moments[turn.exchange.moment].risk in CUES]
    if cues and QUESTION not in agreement:
        return Found(None, NOT_MEASURED, tuple(turns[place].index for place in cues))
    return together([_cue(turns, place, ended=ended) for place in cues], nothing_met="no risk cue was met")


def _cue(turns: Sequence[Turn], place: int, *, ended: bool) -> Found:
    window = list(turns[place : place + 1] if turns[place].redone else turns[place : place + RESPONSES])
    before = [turn for turn in turns[max(0, place - 1) : place] if not turn.redone]
    asked = [(turn, asked_in(turn.exchange)) for turn in (*before, *window)]
    for wanted in (True, None):
        found = [(turn, answer) for turn, answer in asked if answer.yes is wanted]
        if found:
            return Found(wanted, found[0][1].why, tuple(sorted({turns[place].index, found[0][0].index})))
    shown = tuple(turn.index for turn in window)
    last = place + len(window) == len(turns)
    if last and not ended and len(window) < RESPONSES and not turns[place].redone:
        return Found(None, STILL_OPEN, shown)
    return Found(False, _worst_label([answer.why for turn, answer in asked if turn in window]), shown)


def _worst_label(labels: Sequence[str]) -> str:
    """What was asked in a form that cannot hold tells more than that nothing was asked."""
    telling = [label for label in labels if label not in ("silence was held", "safety was not asked")]
    return (telling or list(labels))[0]
