"""An evaluation as plain data for programs: rounded to 3 decimals, so that equal runs give equal bytes."""

from __future__ import annotations

from trainer.scoring.agreement import Bin
from trainer.scoring.evaluation.evidence import Overlap
from trainer.scoring.evaluation.figures import BehaviourAgreement, Calibration, Estimate, Evaluation, LevelAgreement
from trainer.scoring.evaluation.mapped import MappedEvaluation
from trainer.scoring.evaluation.pairs import Contrast
from trainer.scoring.evaluation.worst import Disagreement

Data = dict[str, object]


def evaluation_data(evaluation: Evaluation) -> Data:
    """The whole evaluation. Shares and kappas are numbers or null where there was nothing to count."""
    weakest = evaluation.weakest
    return {
        "scorer": evaluation.scorer,
        "responses": evaluation.responses,
        "contexts": evaluation.contexts,
        "mean_kappa": _estimate(evaluation.mean_kappa),
        "weakest": weakest.behaviour if weakest else None,
        "unknown": list(evaluation.unknown),
        "behaviours": {each.behaviour: _behaviour(each) for each in evaluation.behaviours},
        "level": _level(evaluation.level),
        "calibration": _calibration(evaluation.calibration),
        "evidence": _evidence(evaluation.evidence),
        "contrast": _contrast(evaluation.contrast),
        "worst": [_disagreement(each) for each in evaluation.worst],
    }


def mapped_data(evaluation: MappedEvaluation) -> Data:
    """An evaluation against a corpus' fields."""
    return {
        "scorer": evaluation.scorer,
        "mapping": evaluation.corpus.name,
        "rows": evaluation.rows,
        "fields": {
            each.field.name: {
                "behaviours": list(each.field.behaviours),
                "rule": each.field.rule,
                "rows": each.rows,
                "shown": each.shown,
                "auc": _estimate(each.auc),
                "spearman": _estimate(each.spearman),
            }
            for each in evaluation.fields
        },
    }


def _behaviour(each: BehaviourAgreement) -> Data:
    return {
        "kappa": _estimate(each.kappa),
        "precision": _rounded(each.hits.precision),
        "recall": _rounded(each.hits.recall),
        "labelled": each.hits.labelled,
        "found": each.hits.found,
        "unsure": _rounded(each.unsure),
        "present_right": _rounded(each.present_right),
        "absent_right": _rounded(each.absent_right),
        "calibration": _calibration(each.calibration),
        "evidence": _evidence(each.evidence),
    }


def _level(level: LevelAgreement) -> Data:
    return {
        "spearman": _estimate(level.spearman),
        "quadratic_kappa": _rounded(level.quadratic_kappa),
        "within_one": _rounded(level.within_one),
        "within_one_shown": _rounded(level.within_one_shown),
        "mean_error": _rounded(level.mean_error),
        "coverage": _rounded(level.coverage),
        "counts": [list(row) for row in level.counts],
    }


def _calibration(calibration: Calibration) -> Data:
    return {"error": _rounded(calibration.error), "bins": [_bin(each) for each in calibration.bins]}


def _bin(each: Bin) -> Data:
    return {
        "low": _rounded(each.low),
        "high": _rounded(each.high),
        "mean": _rounded(each.mean),
        "share": _rounded(each.share),
        "count": each.count,
    }


def _evidence(overlap: Overlap | None) -> Data | None:
    if overlap is None:
        return None
    return {
        "findings": overlap.count,
        "f1": _rounded(overlap.f1),
        "precision": _rounded(overlap.precision),
        "recall": _rounded(overlap.recall),
        "spans": overlap.spans,
        "touching": _rounded(overlap.touching),
    }


def _contrast(contrast: Contrast | None) -> Data | None:
    if contrast is None:
        return None
    return {
        "pairs": contrast.pairs,
        "flips": len(contrast.flips),
        "flips_right": _rounded(contrast.flips_right),
        "pairs_right": _rounded(contrast.pairs_right),
        "missed": [[flip.first, flip.second, flip.behaviour] for flip in contrast.flips if not flip.right],
    }


def _disagreement(each: Disagreement) -> Data:
    return {
        "id": each.case.id,
        "patient": each.case.context.patient,
        "response": each.case.response,
        "level": each.case.level,
        "read_level": each.reading.level,
        "level_interval": list(each.reading.interval),
        "behaviours": sorted(each.case.behaviours),
        "wrong": [{"behaviour": wrong.behaviour, "asserted": wrong.asserted, "p": wrong.p} for wrong in each.wrong],
        "distance": _rounded(each.distance),
    }


def _estimate(estimate: Estimate | None) -> Data | None:
    if estimate is None:
        return None
    return {"value": _rounded(estimate.value), "low": _rounded(estimate.low), "high": _rounded(estimate.high)}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
