"""One stored attempt judged again. What the patient said stays: responses are judged at the moments they met."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from datetime import datetime

from trainer.encounter.encounter import SILENCE_IN_HISTORY
from trainer.records.attempts import ScoringRun
from trainer.records.rescored import KeptTurn, Rescored
from trainer.scoring.attempt import score_attempt
from trainer.scoring.behaviours_met import behaviours_met
from trainer.scoring.exchange import Exchange
from trainer.scoring.reading import Context, Reader, Reading
from trainer.session.once import Once
from trainer.session.rescoring.planning import Plan


def rescored(plan: Plan, reader: Once[Reader], agreement: Mapping[str, float], at: datetime) -> Rescored:
    """Read what has to be read afresh, and judge. Raises DamagedValueError for a stored reading that is none."""
    facts, fresh = plan.attempt.facts, dict[str, Reading]()
    exchanges: list[Exchange] = []
    for turn, context in in_context(plan.attempt.turns, plan.scenario.patient.background):
        text, reading = turn.response.text, None
        if text is not None:
            stored = plan.readings.get(turn.response_id)
            reading = stored.reading(text) if stored is not None else reader().read(text, context)
            if stored is None:
                fresh[turn.response_id] = reading
        exchanges.append(replace(turn.exchange, reading=reading))
    score = score_attempt(plan.scenario, plan.rubric, exchanges, facts.ending, agreement, plan.validating)
    readers = [exchange.reading.scorer for exchange in exchanges if exchange.reading is not None]
    run = ScoringRun(
        rubric_hash=plan.rubric_hash,
        behaviours_hash=plan.behaviours_hash,
        reader=readers[-1] if readers else None,
        points=score.points,
        passed=score.passed,
        judgement=asdict(score),
        made=at,
        behaviours=behaviours_met(plan.scenario, exchanges, plan.validating),
    )
    return Rescored(facts.attempt_id, facts.trainee_id, plan.scenario_hash, run, fresh)


def in_context(turns: tuple[KeptTurn, ...], background: str) -> Iterator[tuple[KeptTurn, Context]]:
    """Each turn with what the reader may know: what had been said on the line of conversation that it stands on."""
    line: list[tuple[str, str]] = []
    for turn in turns:
        exchange = turn.exchange
        if exchange.try_number > 1:
            del line[-2:]  # a redo: what was tried before it was not said on this line
        yield turn, Context(patient=exchange.heard, background=background, history=tuple(line))
        text = exchange.response.text
        line += [("patient", exchange.heard), ("clinician", SILENCE_IN_HISTORY if text is None else text)]
