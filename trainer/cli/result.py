"""An attempt as a program reads it: no ids and no times, so that equal runs are equal bytes."""

from __future__ import annotations

from trainer.scoring.attempt import AttemptScore, GateScore
from trainer.scoring.criteria import CriterionScore
from trainer.scoring.exchange import Exchange
from trainer.scoring.reading import Reading
from trainer.session.run import Run

_DECIMALS = 3


def result(run: Run) -> dict[str, object]:
    """What `play --json` prints. An attempt that is still open has no ending and has not passed; of who is in a program
    it is the program's to say what passes, and `passed` is None."""
    encounter, score = run.encounter, run.score()
    ending = None
    if encounter.ending is not None:
        ending = {"id": encounter.ending, "kind": run.scenario.endings[encounter.ending].kind}
    return {
        "scenario": run.scenario.id,
        "mode": run.mode,
        "seed": encounter.seed,
        "ending": ending,
        "passed": _passed(run, score),
        "points": _rounded(score.points),
        "gates": [_gate(gate) for gate in score.gates],
        "criteria": [_criterion(criterion) for criterion in score.criteria],
        "exchanges": [_exchange(exchange) for exchange in encounter.exchanges],
    }


def _passed(run: Run, score: AttemptScore) -> bool | None:
    if run.counts_here() is not None:
        return None
    return score.passed if run.ended else False


def _gate(score: GateScore) -> dict[str, object]:
    return {
        "id": score.gate,
        "passed": score.passed,
        "met": score.met,
        "why": score.why,
        "exchanges": list(score.exchanges),
    }


def _criterion(score: CriterionScore) -> dict[str, object]:
    return {
        "id": score.criterion,
        "level": score.level,
        "value": _rounded(score.value),
        "met": score.met,
        "opportunities": score.opportunities,
        "last_level": score.last_level,
        "unsure_share": _rounded(score.unsure_share),
        "advisory": score.advisory,
        "evidence": [
            {"exchange": evidence.exchange, "behaviour": evidence.behaviour, "quotes": list(evidence.quotes)}
            for evidence in score.evidence
        ],
    }


def _exchange(exchange: Exchange) -> dict[str, object]:
    return {
        "moment": exchange.moment,
        "visit": exchange.visit,
        "try": exchange.try_number,
        "heard": exchange.heard,
        "response": exchange.response.text,
        "reading": None if exchange.reading is None else _reading(exchange.reading),
        "reaction": exchange.reaction,
        "answer": exchange.answer,
        "trust": list(exchange.trust),
        "distress": list(exchange.distress),
        "then": exchange.then,
    }


def _reading(reading: Reading) -> dict[str, object]:
    """The level and what was found; behaviours that are absent are left out."""
    return {
        "level": reading.level,
        "level_interval": list(reading.interval),
        "behaviours": {
            behaviour: {
                "p": finding.p,
                "finding": finding.verdict,
                "evidence": [list(span) for span in finding.evidence],
            }
            for behaviour, finding in sorted(reading.findings.items())
            if finding.verdict != "absent"
        },
        "scorer": reading.scorer,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _DECIMALS)
