"""`order`: of the responses with information, advice or a next step, those that put understanding first.

First means earlier in the response, by where the evidence begins, or in the response to the last moment. Moments that
ask directly are out: a plain answer at once is right there. Where the reader marked no words, or the same words, for
both, the order cannot be told and the trainee has the benefit of the doubt.

Where it is unsure whether a response holds anything practical, it is an opportunity against the trainee only where it
would be missed, and one for them only where it would be met.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import inf

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
        practical, sure = _practical(turn, view)
        if not practical or scenario.moments[turn.exchange.moment].asks == "direct":
            continue
        first = _understanding_first(turn, turns[place - 1] if place else None, practical, view)
        if sure or bool(first) is (view is View.HIGH):
            opportunities += 1
            met += bool(first)
            evidence.extend(first)
    return share(met, opportunities, tuple(evidence))


def _practical(turn: Judged, view: View) -> tuple[tuple[str, ...], bool]:
    """What is practical in the response, and whether something surely is. Of what is unsure, the best estimate takes
    what counts there; the trainee is served best by the part that begins last, standing alone."""
    shown = turn.charged(view, PRACTICAL)
    if view is View.BEST:
        return shown, True
    sure = turn.charged(View.HIGH, PRACTICAL)
    if view is View.LOW or sure:
        return shown, bool(sure)
    unsure = turn.charged(View.LOW, PRACTICAL)
    return tuple(sorted(unsure, key=lambda one: _begins(turn, one))[-1:]), False


def _begins(turn: Judged, behaviour: str) -> float:
    """Where it begins; one without marked words cannot be told to come first, as if it came at the end."""
    start = _start(turn, behaviour)
    return inf if start is None else start


def _understanding_first(
    turn: Judged, before: Judged | None, practical: Iterable[str], view: View
) -> tuple[Evidence, ...]:
    """The understanding that came first; empty where none did."""
    earlier = _understanding_before(turn, practical, view)
    if earlier:
        return evidence_of(turn.turn.index, turn.exchange, earlier)
    if before is not None and _carried_over(before, view):
        return evidence_of(before.turn.index, before.exchange, before.credited(view, UNDERSTANDING))
    return ()


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
