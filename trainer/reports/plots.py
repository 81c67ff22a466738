"""Where the marks of the evaluation's plots stand, in units of each plot's own view box. Templates draw them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from trainer.reports.rounding import two_digits
from trainer.scoring.evaluation.figures import BehaviourAgreement, Calibration, Estimate, LevelAgreement

ROW = 24
LABELS, FIGURES, KAPPA_WIDTH = 190, 150, 760
NARROW_ROW, NARROW_WIDTH, NARROW_EDGE = 44, 340, 15
"""Of the same plot on a small screen, where name and figure stand above the line."""
SQUARE, MARGIN = 360, 44
"""Sides of the square plots and the room for their axes."""
SPREAD = 0.7
"""How wide the responses with one label are spread, in levels."""
GOLDEN = (math.sqrt(5) - 1) / 2


@dataclass(frozen=True, slots=True)
class Tick:
    at: float
    text: str


@dataclass(frozen=True, slots=True)
class KappaRow:
    """One behaviour: a dot at `x`, its interval from `low` to `high`, the row's middle at `y`."""

    behaviour: str
    y: float
    x: float
    low: float
    high: float
    text: str


@dataclass(frozen=True, slots=True)
class KappaPlot:
    """`narrow`: name and figure stand above the line of a row, else before and after it."""

    narrow: bool
    width: int
    height: int
    left: int
    right: int
    rows: tuple[KappaRow, ...]
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class Dot:
    x: float
    y: float
    r: float
    text: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class SquarePlot:
    """Dots on two axes of the same length, before an area of `shaded` blocks."""

    side: int
    start: float
    end: float
    dots: tuple[Dot, ...]
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    shaded: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One pair of levels: how many responses, and as what share of the row's."""

    count: int
    share: float
    agrees: bool


def kappa_plot(behaviours: Sequence[BehaviourAgreement], *, narrow: bool = False) -> KappaPlot:
    """Dots with intervals, the highest kappa first. Behaviours without a kappa are left out."""
    having = [(each, each.kappa) for each in behaviours if each.kappa is not None]
    ranked = sorted(having, key=lambda pair: -pair[1].value)
    lowest = min((estimate.low for _, estimate in ranked), default=0.0)
    least = min(0.0, math.floor(lowest * 5) / 5)
    row, first = (NARROW_ROW, 32) if narrow else (ROW, 16)
    width = NARROW_WIDTH if narrow else KAPPA_WIDTH
    left, right = (NARROW_EDGE, width - NARROW_EDGE) if narrow else (LABELS, width - FIGURES)

    def place(kappa: float) -> float:
        return round(left + (right - left) * (kappa - least) / (1 - least), 1)

    rows = tuple(
        _kappa_row(each, estimate, first + row * at, place(estimate.value), place(estimate.low), place(estimate.high))
        for at, (each, estimate) in enumerate(ranked)
    )
    steps = range(round(least * 5), 6)
    ticks = tuple(Tick(place(step / 5), two_digits(step / 5)) for step in steps)
    return KappaPlot(narrow, width, row * len(rows) + 36, left, right, rows, ticks)


def level_plot(level: LevelAgreement) -> SquarePlot:
    """Each response at its label (spread sideways) and its level as read; those within one are shaded."""
    seen = dict.fromkeys(range(7), 0)
    dots = []
    for label, read in level.pairs:
        whole = int(label + 0.5)
        seen[whole] += 1
        aside = ((seen[whole] * GOLDEN) % 1 - 0.5) * SPREAD
        dots.append(Dot(_across(label + aside), _up(read), 2.4))
    ticks = tuple(Tick(_across(whole), str(whole)) for whole in range(7))
    up = tuple(Tick(_up(whole), str(whole)) for whole in range(7))
    within = tuple(_within_one(whole) for whole in range(7))
    return SquarePlot(SQUARE, MARGIN, SQUARE - 8, tuple(dots), ticks, up, within)


def reliability_plot(calibration: Calibration) -> SquarePlot:
    """For each tenth, what the probabilities promise (across) and what the labels say (up)."""
    most = max((each.count for each in calibration.bins), default=1)
    dots = tuple(
        Dot(
            _share_across(each.mean),
            _share_up(each.share),
            round(3 + 9 * math.sqrt(each.count / most), 1),
            f"promised {two_digits(each.mean)}, labelled {two_digits(each.share)}, {each.count} findings",
        )
        for each in calibration.bins
    )
    tenths = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
    across = tuple(Tick(_share_across(share), two_digits(share)) for share in tenths)
    up = tuple(Tick(_share_up(share), two_digits(share)) for share in tenths)
    return SquarePlot(SQUARE, MARGIN, SQUARE - 8, dots, across, up)


def confusion(level: LevelAgreement) -> tuple[tuple[Cell, ...], ...]:
    """Rows by label, columns by level as shown."""
    return tuple(
        tuple(Cell(count, count / max(1, sum(row)), abs(label - read) <= 1) for read, count in enumerate(row))
        for label, row in enumerate(level.counts)
    )


def _kappa_row(each: BehaviourAgreement, estimate: Estimate, y: float, x: float, low: float, high: float) -> KappaRow:
    text = f"{two_digits(estimate.value)} ({two_digits(estimate.low)} to {two_digits(estimate.high)})"
    return KappaRow(each.behaviour, y, x, low, high, text)


def _within_one(label: int) -> Block:
    """Where responses with this label stand that were read within one level of it."""
    left, right = _across(label - 0.5), _across(label + 0.5)
    top, bottom = _up(min(label + 1, 6.5)), _up(max(label - 1, -0.5))
    return Block(left, top, round(right - left, 1), round(bottom - top, 1))


def _across(level: float) -> float:
    return _placed((level + 0.5) / 7)


def _up(level: float) -> float:
    return round(SQUARE - _placed((level + 0.5) / 7), 1)


def _share_across(share: float) -> float:
    return _placed(0.03 + 0.94 * share)


def _share_up(share: float) -> float:
    return round(SQUARE - _placed(0.03 + 0.94 * share), 1)


def _placed(share: float) -> float:
    return round(MARGIN + (SQUARE - MARGIN - 8) * share, 1)
