"""What is said of progress in the same words on the page and in lines."""

from __future__ import annotations

from trainer.practice.own_view import OwnView


def own_view_text(own: OwnView) -> str:
    """How the own ratings lie beside the readings; empty where there are none."""
    if own.mean_difference is None:
        return ""
    likely = _likely(own.interval)
    if round(abs(own.mean_difference), 1):
        return f"On the whole you were {_side(own.mean_difference)} on yourself than the reading{likely}."
    return f"On the whole you and the reading agree{likely}."


def together_text(own: OwnView) -> str:
    """How far the two move together; empty where too little is known."""
    if own.correlation is None:
        return ""
    sign = "minus " if own.correlation < 0 else ""
    return f"How far the two rise and fall together: {sign}{abs(own.correlation):.2f}, where 1 is fully."


def _likely(interval: tuple[float, float] | None) -> str:
    if interval is None:
        return ""
    low, high = interval
    if low * high > 0:
        least, most = sorted((abs(low), abs(high)))
        return f", likely by {least:.1f} to {most:.1f}"
    return f", likely between {_side(low)} and {_side(high)}"


def _side(difference: float) -> str:
    """`0.4 kinder` or `0.4 harder`."""
    return f"{abs(difference):.1f} {'harder' if difference < 0 else 'kinder'}"
