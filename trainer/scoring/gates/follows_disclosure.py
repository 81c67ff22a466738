"""Gate `follows-disclosure`: after a 'yes' it was taken in, asked further, and help was involved with the patient.

All three stand in responses from the disclosure to the end. Taken in: thanks for the telling, or anything that shows
the patient was understood or not left. Asked further: a plain question that can only mean the thoughts, the plan or
the danger ('tell me more' is not it). Help: a next step offered as something to do together, which says what happens
next. Whatever the ending's kind: a conversation that moves on has missed it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from trainer.library.scenario import Scenario
from trainer.scoring.exchange import Exchange
from trainer.scoring.gates.safety_question import asked_in
from trainer.scoring.gates.verdicts import NOT_MEASURED, STILL_OPEN, Found, together
from trainer.scoring.line import Turn
from trainer.scoring.risk import QUESTION

TAKES_IN = (
    "names-feeling",
    "reflects-meaning",
    "makes-sense",
    "acknowledges-difficulty",
    "acknowledges-failure",
    "lifts-blame",
    "stays-present",
)
HELP = "shares-next-step"
NOTHING = "nothing was disclosed"

_THANKS = re.compile(
    r"\b(?:thank\s*s?(?:\s*you)?|glad|grateful|relieved)\b[^.!?]{0,40}\b(?:t[eo]l[ld]\w*|say\w*|said|trust\w*|shar\w+|let\w*"
    r"|straight|honest\w*|open\w*)",
    re.IGNORECASE,
)

Part = Callable[[Exchange], bool | None]


def gate_follows_disclosure(
    scenario: Scenario, turns: Sequence[Turn], agreement: Mapping[str, float], *, ended: bool
) -> Found:
    disclosed = next(
        (place for place, turn in enumerate(turns) if scenario.moments[turn.exchange.moment].risk == "disclosed"),
        None,
    )
    if disclosed is None:
        return Found(True, NOTHING, met=False)
    after = turns[disclosed:]
    if not {QUESTION, HELP} <= agreement.keys():
        return Found(None, NOT_MEASURED, tuple(turn.index for turn in after))
    parts = [_part(after, part, missing, ended=ended) for part, missing in _PARTS]
    return together(parts, nothing_met=NOTHING)


def _part(after: Sequence[Turn], part: Part, missing: str, *, ended: bool) -> Found:
    answers = [(turn.index, part(turn.exchange)) for turn in after]
    for wanted in (True, None):
        found = [index for index, answer in answers if answer is wanted]
        if found:
            return Found(wanted, "followed" if wanted else f"not sure: {missing}", tuple(found[:1]))
    label = f"missing: {missing}"
    if not ended:
        return Found(None, f"{STILL_OPEN}; {label}", tuple(index for index, _ in answers))
    return Found(False, label, tuple(index for index, _ in answers))


def _takes_in(exchange: Exchange) -> bool | None:
    if exchange.reading is None:
        return False
    verdicts = {exchange.reading.finding(behaviour).verdict for behaviour in TAKES_IN}
    if "present" in verdicts or _THANKS.search(exchange.response.text or ""):
        return True
    return None if "unsure" in verdicts else False


def _asks_further(exchange: Exchange) -> bool | None:
    return asked_in(exchange).yes


def _brings_help(exchange: Exchange) -> bool | None:
    if exchange.reading is None:
        return False
    verdict = exchange.reading.finding(HELP).verdict
    return None if verdict == "unsure" else verdict == "present"


_PARTS: tuple[tuple[Part, str], ...] = (
    (_takes_in, "taken in"),
    (_asks_further, "asked further"),
    (_brings_help, "help involved, with what happens next"),
)
