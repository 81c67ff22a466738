"""Whether the words that a reading quotes are the words that a careful reader marked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from trainer.scoring.evaluation.rows import Case
from trainer.scoring.reading import Reading, Span


@dataclass(frozen=True, slots=True)
class Overlap:
    """Over the findings that are labelled, found and marked: `count` of them; `f1`, the mean over findings of the
    characters' harmonic mean of precision and recall; `touching`, the share of quoted spans that share a character
    with a marked one."""

    count: int
    f1: float
    precision: float
    recall: float
    spans: int
    touching: float


def overlap(cases: Sequence[Case], readings: Mapping[str, Reading], only: str | None = None) -> Overlap | None:
    """The overlap over all behaviours, or `only` one; None where no marked finding was found."""
    scores: list[tuple[float, float, float]] = []
    touches: list[bool] = []
    for case in cases:
        for behaviour in sorted(case.behaviours) if only is None else [only]:
            marked, finding = case.spans(behaviour), readings[case.id].finding(behaviour)
            if not marked or finding.p < 0.5:
                continue
            scores.append(_agreement(_characters(finding.evidence), _characters(marked)))
            touches += [any(_touch(span, other) for other in marked) for span in finding.evidence]
    if not scores:
        return None
    f1, precision, recall = (sum(column) / len(scores) for column in zip(*scores, strict=True))
    share = sum(touches) / len(touches) if touches else 0.0
    return Overlap(len(scores), f1, precision, recall, len(touches), share)


def _agreement(quoted: frozenset[int], marked: frozenset[int]) -> tuple[float, float, float]:
    """F1, precision and recall of the quoted characters."""
    both = len(quoted & marked)
    precision, recall = both / len(quoted) if quoted else 0.0, both / len(marked)
    return 2 * both / (len(quoted) + len(marked)), precision, recall


def _characters(spans: Iterable[Span]) -> frozenset[int]:
    return frozenset(at for start, end in spans for at in range(start, end))


def _touch(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
