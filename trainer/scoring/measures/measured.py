"""What a measure finds in an attempt."""

from __future__ import annotations

from dataclasses import dataclass

from trainer.scoring.quoting import Evidence


@dataclass(frozen=True, slots=True)
class Measured:
    """`value` is in the measure's own unit, rounded to 3 decimals; None where there was no opportunity.

    `met` of `opportunities` is the same as a plain count, for the trainee to read.
    """

    value: float | None
    met: int
    opportunities: int
    evidence: tuple[Evidence, ...] = ()


def share(met: int, opportunities: int, evidence: tuple[Evidence, ...]) -> Measured:
    """A measure whose value is met / opportunities."""
    value = round(met / opportunities, 3) if opportunities else None
    return Measured(value, met, opportunities, evidence)
