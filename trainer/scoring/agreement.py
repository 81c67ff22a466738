"""Agreement between two raters of the same items."""

from __future__ import annotations

from collections.abc import Sequence


def kappa(first: Sequence[bool], second: Sequence[bool]) -> float:
    """Cohen's kappa for yes/no judgements (Cohen 1960); 0 where chance alone explains all agreement."""
    count = len(first)
    observed = sum(a == b for a, b in zip(first, second, strict=True)) / count
    yes = sum(first) / count * (sum(second) / count)
    no = (1 - sum(first) / count) * (1 - sum(second) / count)
    return (observed - yes - no) / (1 - yes - no) if yes + no < 1 else 0.0
