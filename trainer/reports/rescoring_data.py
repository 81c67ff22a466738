"""The difference that a re-scoring made, as plain data for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from trainer.programs.run_difference import LEVEL, Counts, GateCounts, Moved, Why
from trainer.reports.rescoring_outcome import Changed, Outcome, trainee_words

Data = dict[str, object]


def rescoring_data(outcome: Outcome, names: Mapping[str, str]) -> Data:
    """The whole report. `names` are pseudonyms by trainee."""
    rescoring, totals = outcome.rescoring, outcome.totals
    change = rescoring.change
    return {
        "rescoring": rescoring.rescoring_id,
        "reason": rescoring.reason,
        "started": rescoring.started.isoformat(),
        "finished": None if rescoring.finished is None else rescoring.finished.isoformat(),
        "applied": {
            "scenarios": dict(change.scenarios),
            "rubrics": dict(change.rubrics),
            "behaviours": change.behaviours,
            "reader": change.reader if change.afresh else None,
        },
        "attempts": totals.attempts,
        "people": outcome.people,
        "otherwise": totals.other,
        "passed": _counts(totals.passed),
        "points": {
            "attempts": totals.points.both,
            "lower": totals.points.down,
            "higher": totals.points.up,
            "mean_change": None if totals.points.mean is None else round(totals.points.mean, 4),
            "largest_change": round(totals.points.most, 4),
        },
        "weights": _whys(totals.weights),
        "criteria": [
            {"criterion": name, "levels": _counts(counts), "why": _whys(totals.why.get(("criterion", name)))}
            for name, counts in sorted(totals.criteria.items())
        ],
        "gates": [
            {"gate": name, "outcomes": _counts(counts), "why": _whys(totals.why.get(("gate", name)))}
            for name, counts in sorted(totals.gates.items())
        ],
        "read": [
            {
                "behaviour": None if name == LEVEL else name,
                "before": None if name == LEVEL else was,
                "now": None if name == LEVEL else now,
                "responses": count,
            }
            for (name, was, now), count in sorted(totals.read.items())
        ],
        "changed": [_changed(one, names) for one in outcome.changed],
    }


def _counts(counts: Counts | GateCounts) -> list[Data]:
    rows = sorted(counts.items(), key=lambda item: str(item[0]))
    return [{"before": was, "now": now, "attempts": count} for (was, now), count in rows]


def _whys(counts: Counter[str] | None) -> list[Data]:
    return [{"why": why, "attempts": count} for why, count in sorted((counts or Counter()).items())]


def _changed(one: Changed, names: Mapping[str, str]) -> Data:
    old, new = one.difference.old, one.difference.new
    return {
        "attempt": one.pair.attempt_id,
        "trainee": trainee_words(one.pair.trainee_id, names),
        "scenario": one.pair.scenario_id,
        "runs": {"before": one.pair.old.run_id, "now": one.pair.new.run_id},
        "passed": {"before": old.passed, "now": new.passed},
        "points": {"before": old.points, "now": new.points},
        "moved": [_moved(moved) for moved in one.difference.moved],
        "why": [_why(why) for why in one.difference.why],
    }


def _moved(one: Moved) -> Data:
    return {one.kind: one.item, "before": one.old, "now": one.new, "why": [_why(why) for why in one.why]}


def _why(why: Why) -> str:
    return why.words
