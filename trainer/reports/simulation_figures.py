"""What reports of a simulation count: coverage, and how the runs of each trainee went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from trainer.workshop.simulation.playing import Run, as_meant, goes_against
from trainer.workshop.simulation.roster import Expectation, Role
from trainer.workshop.simulation.simulation import Simulation


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of thing: how many there are, how many every way and the runs met, and the names of the rest."""

    kind: str
    total: int
    by_all_ways: int
    by_runs: int
    never: tuple[str, ...]
    """Not met on any way."""
    not_in_runs: tuple[str, ...]
    """Met on some way, but in no run."""


@dataclass(frozen=True, slots=True)
class Row:
    """How the runs of one trainee went. `low` and `high` are points, None where nothing was judged."""

    role: Role
    runs: int
    passed: int
    undecided: int
    failed: int
    low: float | None
    high: float | None
    endings: tuple[tuple[str, int], ...]
    """(ending, runs), most frequent first; 'no ending' where the conversation went on and on."""
    expected: Expectation
    """`open` too where no run shows what the trainee is there for (a risk cue never met, no flawed replies)."""
    as_expected: bool
    """A run that is not decided is no failure."""


def coverage(simulation: Simulation) -> tuple[Part, ...]:
    """Moments, reactions, endings and criteria."""
    scenario, course, met = simulation.setting.scenario, simulation.course, simulation.met
    reactions = [(name, index) for name, moment in scenario.moments.items() for index in range(len(moment.reactions))]
    criteria = [criterion.id for criterion in simulation.setting.rubric.criteria]
    return (
        _part("moments", scenario.moments, course.moments, met.moments),
        _part(
            "reactions",
            [reaction_name(*each) for each in reactions],
            {reaction_name(*each) for each in course.reactions},
            {reaction_name(*each): count for each, count in met.reactions.items()},
        ),
        _part("endings", scenario.endings, course.endings, met.endings),
        _part("criteria", criteria, course.criteria, met.criteria),
    )


def reaction_name(moment: str, index: int) -> str:
    """`arrival 2`: the moment's second reaction."""
    return f"{moment} {index + 1}"


def rows(simulation: Simulation) -> tuple[Row, ...]:
    """One row for each trainee, in the roster's order."""
    return tuple(_row(role, simulation.runs[role.name]) for role in simulation.roles)


def _part(kind: str, every: Iterable[str], reached: Iterable[str], met: Mapping[str, int]) -> Part:
    names, ways = list(every), set(reached)
    return Part(
        kind=kind,
        total=len(names),
        by_all_ways=sum(1 for name in names if name in ways),
        by_runs=sum(1 for name in names if met.get(name)),
        never=tuple(name for name in names if name not in ways),
        not_in_runs=tuple(name for name in names if name in ways and not met.get(name)),
    )


def _row(role: Role, runs: tuple[Run, ...]) -> Row:
    points = [run.score.points for run in runs if run.score.points is not None]
    outcomes = Counter(run.score.passed for run in runs)
    return Row(
        role=role,
        runs=len(runs),
        passed=outcomes[True],
        undecided=outcomes[None],
        failed=outcomes[False],
        low=min(points, default=None),
        high=max(points, default=None),
        endings=tuple(Counter(run.ending or "no ending" for run in runs).most_common()),
        expected=role.expected if any(as_meant(role, run) for run in runs) else "open",
        as_expected=not any(goes_against(role, run) for run in runs),
    )
