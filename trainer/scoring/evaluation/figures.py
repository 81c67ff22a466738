"""A reader against labels: agreement, calibration, evidence, contrast pairs and the worst disagreements."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from trainer.scoring.agreement import (
    Bin,
    Hits,
    bootstrap,
    calibration_error,
    hits,
    kappa,
    quadratic_kappa,
    reliability,
    spearman,
    within_one,
)
from trainer.scoring.evaluation.evidence import Overlap, overlap
from trainer.scoring.evaluation.pairs import Contrast, contrast
from trainer.scoring.evaluation.rows import Case
from trainer.scoring.evaluation.worst import Disagreement, worst
from trainer.scoring.reading import Reader, Reading

Statistic = Callable[[NDArray[np.intp]], float]
ENOUGH = 10
"""Cases below which a behaviour's kappa says little and is not taken for the worst."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its 95% interval from resampling whole contexts."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """What the probabilities promise against the labels, and the expected calibration error."""

    bins: tuple[Bin, ...]
    error: float


@dataclass(frozen=True, slots=True)
class BehaviourAgreement:
    """One behaviour. `kappa` is None where the label never varies; `unsure` is a share of all responses;
    `present_right` and `absent_right` are the shares of asserted findings that the label bears out."""

    behaviour: str
    kappa: Estimate | None
    hits: Hits
    unsure: float
    present_right: float | None
    absent_right: float | None
    calibration: Calibration
    evidence: Overlap | None


@dataclass(frozen=True, slots=True)
class LevelAgreement:
    """The level as given (`within_one`, `mean_error`) and rounded half up as shown (`quadratic_kappa`,
    `within_one_shown`, `counts`). `coverage` is the share of labels inside the reading's interval;
    `counts[label][read]` counts responses; `pairs` holds (label, read)."""

    spearman: Estimate
    quadratic_kappa: float
    within_one: float
    within_one_shown: float
    mean_error: float
    coverage: float
    counts: tuple[tuple[int, ...], ...]
    pairs: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How well one reader agrees with one set of labels."""

    scorer: str
    responses: int
    contexts: int
    behaviours: tuple[BehaviourAgreement, ...]
    unknown: tuple[str, ...]
    """Behaviours that are labelled and that the reader does not know: in no figure."""
    mean_kappa: Estimate | None
    level: LevelAgreement
    calibration: Calibration
    evidence: Overlap | None
    contrast: Contrast | None
    worst: tuple[Disagreement, ...]

    @property
    def weakest(self) -> BehaviourAgreement | None:
        """The behaviour with the lowest kappa among those labelled often enough to say so."""
        counted = [each for each in self.behaviours if each.kappa is not None and each.hits.labelled >= ENOUGH]
        return min(counted, key=lambda each: each.kappa.value if each.kappa else 1.0, default=None)


def read_all(cases: Iterable[Case], reader: Reader) -> dict[str, Reading]:
    """A reading for each case, by its id."""
    return {case.id: reader.read(case.response, case.context) for case in cases}


def evaluate(cases: Sequence[Case], readings: Mapping[str, Reading], most_worst: int = 20) -> Evaluation:
    """Compare `readings` (by case id) with the labels. Raises ValueError where there are no cases."""
    if not cases:
        raise ValueError("nothing to evaluate: no labelled responses")
    read = [readings[case.id] for case in cases]
    names = tuple(sorted({name for reading in read for name in reading.findings}))
    labels = np.array([[name in case.behaviours for name in names] for case in cases], dtype=bool)
    p = np.array([[reading.finding(name).p for name in names] for reading in read], dtype=np.float64)
    contexts = [case.context_id for case in cases]
    return Evaluation(
        scorer=read[0].scorer,
        responses=len(cases),
        contexts=len(set(contexts)),
        behaviours=tuple(
            _behaviour(name, labels[:, at], p[:, at], cases, readings, contexts) for at, name in enumerate(names)
        ),
        unknown=tuple(sorted({name for case in cases for name in case.behaviours} - set(names))),
        mean_kappa=_mean_kappa(labels, p >= 0.5, contexts),
        level=_level([case.level for case in cases], read, contexts),
        calibration=_calibration(p.ravel(), labels.ravel()),
        evidence=overlap(cases, readings),
        contrast=contrast(cases, readings),
        worst=worst(cases, readings, most_worst),
    )


def _behaviour(
    name: str,
    labels: NDArray[np.bool_],
    p: NDArray[np.float64],
    cases: Sequence[Case],
    readings: Mapping[str, Reading],
    contexts: Sequence[str],
) -> BehaviourAgreement:
    found = p >= 0.5
    verdicts = np.array([readings[case.id].finding(name).verdict for case in cases])
    varies = 0 < labels.sum() < len(labels)
    return BehaviourAgreement(
        behaviour=name,
        kappa=_estimate(lambda at: kappa(labels[at], found[at]), contexts) if varies else None,
        hits=hits([bool(label) for label in labels], [bool(each) for each in found]),
        unsure=float((verdicts == "unsure").mean()),
        present_right=_share(labels[verdicts == "present"]),
        absent_right=_share(~labels[verdicts == "absent"]),
        calibration=_calibration(p, labels),
        evidence=overlap(cases, readings, only=name),
    )


def _mean_kappa(labels: NDArray[np.bool_], found: NDArray[np.bool_], contexts: Sequence[str]) -> Estimate | None:
    """The mean over the behaviours whose label varies, in each resample over those that vary there."""

    def mean(at: NDArray[np.intp]) -> float:
        here = labels[at]
        columns = np.flatnonzero(here.any(axis=0) & ~here.all(axis=0))
        return (
            float(np.mean([kappa(here[:, column], found[at, column]) for column in columns])) if len(columns) else 0.0
        )

    varies = labels.any(axis=0) & ~labels.all(axis=0)
    return _estimate(mean, contexts) if varies.any() else None


def _level(labels: Sequence[float], read: Sequence[Reading], contexts: Sequence[str]) -> LevelAgreement:
    given, truth = np.array([reading.level for reading in read]), np.array(labels, dtype=np.float64)
    shown = [reading.shown_level for reading in read]
    whole = [int(label + 0.5) for label in labels]
    counts = np.zeros((7, 7), dtype=int)
    np.add.at(counts, (whole, shown), 1)
    inside = [low <= label <= high for label, (low, high) in zip(labels, (each.interval for each in read), strict=True)]
    return LevelAgreement(
        spearman=_estimate(lambda at: spearman(truth[at].tolist(), given[at].tolist()), contexts),
        quadratic_kappa=quadratic_kappa(whole, shown),
        within_one=within_one(labels, given.tolist()),
        within_one_shown=within_one(labels, shown),
        mean_error=float(np.abs(given - truth).mean()),
        coverage=sum(inside) / len(inside),
        counts=tuple(tuple(int(count) for count in row) for row in counts),
        pairs=tuple(zip(labels, given.tolist(), strict=True)),
    )


def _estimate(statistic: Statistic, contexts: Sequence[str]) -> Estimate:
    low, high = bootstrap(statistic, contexts)
    return Estimate(statistic(np.arange(len(contexts))), low, high)


def _calibration(p: NDArray[np.float64], labels: NDArray[np.bool_]) -> Calibration:
    bins = reliability(p.tolist(), labels.tolist())
    return Calibration(bins, calibration_error(bins))


def _share(right: NDArray[np.bool_]) -> float | None:
    return float(right.mean()) if len(right) else None
