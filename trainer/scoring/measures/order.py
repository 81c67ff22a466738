"""`order`: of the responses with information, advice or a next step, those that put understanding first.

First means earlier in the response, by where the evidence begins, or in the response to the last moment. Moments that
ask directly are out: a plain answer at once is right there. Where the reader marked no words, or the same words, for
both, the order cannot be told and the trainee has the benefit of the doubt.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from trainer.library.scenario import Scenario
from trainer.scoring.measures.measured import Measured, share
from trainer.scoring.quoting import Evidence, evidence_of
from trainer.scoring.views import Judged, View

UNDERSTANDING = ("names-feeling", "reflects-meaning", "makes-sense", "acknowledges-failure", "acknowledges-difficulty")
PRACTICAL = ("gives-information", "gives-advice", "shares-next-step")


def measure_order(scenario: Scenario, turns: Sequence[Judged], view: View) -> Measured:
    opportunities, met = 0, 0
    evidence: list[Evidence] = []
    for place, turn in enumerate(turns):
        practical = turn.charged(view, PRACTICAL)
        if not practical or scenario.moments[turn.exchange.moment].asks == "direct":
            continue
        opportunities += 1
        earlier = _understanding_before(turn, practical, view)
        if earlier:
            met += 1
            evidence.extend(evidence_of(turn.turn.index, turn.exchange, earlier))
        elif place and _carried_over(turns[place - 1], view):
            met += 1
            before = turns[place - 1]
            shown = before.credited(view, UNDERSTANDING)
            evidence.extend(evidence_of(before.turn.index, before.exchange, shown))
    return share(met, opportunities, tuple(evidence))


def _understanding_before(turn: Judged, practical: Iterable[str], view: View) -> tuple[str, ...]:
    """The understanding shown in this response no later than the first of its practical parts."""
    begins = [_start(turn, behaviour) for behaviour in practical]
    known = [begin for begin in begins if begin is not None]
    first = min(known) if known else None
    return tuple(
        behaviour
        for behaviour in turn.credited(view, UNDERSTANDING)
        if first is None or (start := _start(turn, behaviour)) is None or start <= first
    )


def _carried_over(before: Judged, view: View) -> bool:
    """Whether understanding stood in the response just before, on the same line of the conversation."""
    return not before.turn.redone and bool(before.credited(view, UNDERSTANDING))


def _start(turn: Judged, behaviour: str) -> int | None:
    if turn.reading is None:
        return None
    return min((start for start, _ in turn.reading.finding(behaviour).evidence), default=None)
