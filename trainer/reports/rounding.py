"""How figures are written in reports: few digits, and a dash where there is nothing to say."""

from __future__ import annotations

from trainer.scoring.evaluation.figures import Estimate

NOTHING = "–"


def two_digits(value: float | None) -> str:
    """`.68`, `-.05`, `1.00`; a dash for None."""
    if value is None:
        return NOTHING
    text = f"{value:.2f}"
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


def percent(share: float | None) -> str:
    """`76%`; a dash for None."""
    return NOTHING if share is None else f"{100 * share:.0f}%"


def with_range(estimate: Estimate | None) -> str:
    """`.68 (.62 to .73)`; a dash for None."""
    if estimate is None:
        return NOTHING
    return f"{two_digits(estimate.value)} ({two_digits(estimate.low)} to {two_digits(estimate.high)})"


def level(value: float) -> str:
    """`4` or `3.7`."""
    return f"{value:.0f}" if value == int(value) else f"{value:.1f}"
