"""The way from a figure back to the attempts it is made of: each figure has a key, and a key picks out attempts.

`points/MODE` and `criterion/RUBRIC/CRITERION/MODE`, each with `/MONTH` for one month (`2026-11`);
`redone/RUBRIC/CRITERION/MODE`; `gate/GATE/MODE`, `broken/…`, `undecided/…` and `unmet/…`; `behaviour/BEHAVIOUR/MODE`
and `unsure/BEHAVIOUR/MODE`; `own`. Of a scenario also `mastered/MODE`, `among/RUBRIC/CRITERION` and
`moment/MOMENT`; of what stayed `probe/BEHAVIOUR`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from trainer.programs.figures import TOP_LEVEL
from trainer.programs.run_figures import RunFigures

Part = tuple[float, float]
"""What an attempt adds to a figure: how many things, and their sum."""


@dataclass(frozen=True, slots=True)
class Traced:
    """One attempt behind a figure; `n` things that sum up to `y`."""

    attempt_id: str
    trainee_id: str
    n: float
    y: float


def trace_key(*parts: str) -> str:
    """The key of a figure."""
    return "/".join(parts)


def part_of(run: RunFigures, key: str) -> Part | None:
    """What a run adds to the figure of that key; None where it is not among those it is made of.

    Raises ValueError for a key that is none of these.
    """
    kind, *rest = key.split("/")
    if kind not in PARTS:
        raise ValueError("no such figure")
    wanted = NAMES[kind]
    if not wanted[0] <= len(rest) <= wanted[1]:
        raise ValueError("no such figure")
    found = PARTS[kind](run, rest)
    return None if found is None or found[0] <= 0 else found


def _points(run: RunFigures, rest: list[str]) -> Part | None:
    if run.points is None or not _here(run, rest):
        return None
    return 1, run.points


def _mastered(run: RunFigures, rest: list[str]) -> Part | None:
    """Its points, of a run whose rubric can be read."""
    return None if run.mastery is None else _points(run, rest)


def _here(run: RunFigures, mode_and_month: list[str]) -> bool:
    return [run.mode, run.month][: len(mode_and_month)] == mode_and_month


def _criterion(run: RunFigures, rest: list[str]) -> Part | None:
    rubric, criterion, *where = rest
    level = run.criteria.get(criterion, [None])[0]
    return None if level is None or run.rubric != rubric or not _here(run, where) else (1, level)


def _redone(run: RunFigures, rest: list[str]) -> Part | None:
    if _criterion(run, rest) is None:
        return None
    parts = run.criteria[rest[1]]
    return None if parts[5] in (None, parts[0]) else (1, parts[5] - parts[0])


def _gate(run: RunFigures, rest: list[str]) -> Part | None:
    return _outcome(run, rest, True)


def _broken(run: RunFigures, rest: list[str]) -> Part | None:
    return _outcome(run, rest, False)


def _undecided(run: RunFigures, rest: list[str]) -> Part | None:
    return _outcome(run, rest, None)


def _outcome(run: RunFigures, rest: list[str], outcome: bool | None) -> Part | None:
    """Of the attempts in which the gate was met."""
    return (1, run.gates[rest[0]] is outcome) if rest[0] in run.gates and run.mode == rest[1] else None


def _unmet(run: RunFigures, rest: list[str]) -> Part | None:
    unmet = rest[0] in run.unmet
    return (1, unmet) if run.mode == rest[1] and (unmet or rest[0] in run.gates) else None


def _behaviour(run: RunFigures, rest: list[str]) -> Part | None:
    opportunities, met, _ = run.behaviours.get(rest[0], (0, 0, 0))
    return (opportunities, met) if run.mode == rest[1] else None


def _unsure(run: RunFigures, rest: list[str]) -> Part | None:
    opportunities, _, unsure = run.behaviours.get(rest[0], (0, 0, 0))
    return (opportunities, unsure) if run.mode == rest[1] else None


def _own(run: RunFigures, _rest: list[str]) -> Part | None:
    return None if run.own is None or run.points is None else (1, run.own - TOP_LEVEL * run.points)


def _among(run: RunFigures, rest: list[str]) -> Part | None:
    level = run.criteria.get(rest[1], [None])[0]
    return None if level is None or run.rubric != rest[0] else (1, level)


PARTS: Mapping[str, Callable[[RunFigures, list[str]], Part | None]] = {
    "points": _points,
    "mastered": _mastered,
    "criterion": _criterion,
    "redone": _redone,
    "gate": _gate,
    "broken": _broken,
    "undecided": _undecided,
    "unmet": _unmet,
    "behaviour": _behaviour,
    "unsure": _unsure,
    "own": _own,
    "among": _among,
}
"""What each kind of figure is made of."""
NAMES: Mapping[str, tuple[int, int]] = {
    "points": (1, 2),
    "mastered": (1, 1),
    "criterion": (3, 4),
    "redone": (3, 3),
    "gate": (2, 2),
    "broken": (2, 2),
    "undecided": (2, 2),
    "unmet": (2, 2),
    "behaviour": (2, 2),
    "unsure": (2, 2),
    "own": (0, 0),
    "among": (2, 2),
}
"""How many names follow each kind, at least and at most."""
