"""A scenario as many people met it: how hard it is, what tells those who do well from others, where people are lost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from trainer.programs.correlation import Correlation, PairSums
from trainer.programs.figures import Figure, Sums
from trainer.programs.run_figures import RunFigures
from trainer.programs.small_groups import hidden_groups, hidden_ways, may_be_shown

TOP = 6
_ROUNDING = 1e-9


class MetMoment(NamedTuple):
    """What one person did at one moment in all attempts: first tries with their levels, how many of these lost trust,
    how often it was tried again, and where the tries that stood led (a moment or an ending, how often)."""

    moment: str
    first: int
    read: int
    level: float
    drops: int
    redone: int
    led: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class MomentFigures:
    """A moment. Shares are of first tries (`drops`, `redone`) or of what stood: `ruptures` ended in a rupture there,
    `left`: the attempt was left open there. `led`: how often to which moment or ending, without the ways of few people.
    `stands_out`: its level against the level elsewhere in the attempt."""

    moment: str
    level: Figure
    drops: Figure
    redone: Figure
    ruptures: Figure
    left: Figure
    led: Mapping[str, int]
    stands_out: Correlation


@dataclass(frozen=True, slots=True)
class Difficulty:
    """Whole attempts in one mode: points, and the share that reach what the rubric that judged them asks for."""

    mode: str
    points: Figure
    mastered: Figure


@dataclass(frozen=True, slots=True)
class ScenarioFigures:
    """`criteria`: by rubric and name, the level of each against the mean level of the others in the same attempt;
    `asked`: the shares of the points that were asked for."""

    people: int
    difficulty: tuple[Difficulty, ...]
    asked: tuple[float, ...]
    criteria: Mapping[tuple[str, str], Correlation]
    moments: tuple[MomentFigures, ...]
    endings: Mapping[str, int]
    """How many attempts ended so; empty where fewer than five people stand behind any."""


class ScenarioSums:
    """Give it one person at a time: their runs, what they did at each moment, and the levels of each attempt."""

    def __init__(self, ruptures: frozenset[str]) -> None:
        self._asked: set[float] = set()
        self._ruptures = ruptures
        self._people = 0
        self._points: dict[str, tuple[Sums, Sums]] = {}
        self._criteria: dict[tuple[str, str], PairSums] = defaultdict(PairSums)
        self._moments: dict[str, dict[str, Sums]] = {}
        self._pairs: dict[str, PairSums] = defaultdict(PairSums)
        self._led: dict[tuple[str, str], list[int]] = {}
        self._endings: dict[str, list[int]] = {}

    def add_runs(self, runs: Sequence[RunFigures]) -> None:
        """One person's ended attempts."""
        met: set[tuple[str, str]] = set()
        for mode in dict.fromkeys(run.mode for run in runs):
            mine = [run.points for run in runs if run.mode == mode and run.points is not None]
            points, mastered = self._points.setdefault(mode, (Sums(), Sums()))
            points.add(len(mine), sum(mine))
            reached = [
                run.points >= run.mastery - _ROUNDING
                for run in runs
                if run.mode == mode and run.points is not None and run.mastery is not None
            ]
            mastered.add(len(reached), sum(reached))
        self._asked |= {run.mastery for run in runs if run.points is not None and run.mastery is not None}
        for run in runs:
            levels = {name: parts[0] for name, parts in run.criteria.items() if parts[0] is not None}
            for name, level in levels.items():
                if len(levels) > 1:
                    key = run.rubric, name
                    self._criteria[key].add(level, (sum(levels.values()) - level) / (len(levels) - 1))
                    met.add(key)
        for key in met:
            self._criteria[key].people += 1
        self._people += bool(runs)

    def add_moments(self, moments: Iterable[MetMoment], left: Mapping[str, int], endings: Mapping[str, int]) -> None:
        """One person's moments; `left` says at which attempts were left open, `endings` how attempts ended."""
        known = set()
        for one in moments:
            known.add(one.moment)
            stood = sum(one.led.values())
            lost = left.get(one.moment, 0)
            ruptured = sum(count for to, count in one.led.items() if to in self._ruptures)
            self._at(one.moment, "level").add(one.read, one.level)
            self._at(one.moment, "drops").add(one.first, one.drops)
            self._at(one.moment, "redone").add(one.first, one.redone)
            self._at(one.moment, "ruptures").add(stood, ruptured)
            self._at(one.moment, "left").add(stood + lost, lost)
            for to, count in one.led.items():
                led = self._led.setdefault((one.moment, to), [0, 0])
                led[0] += 1
                led[1] += count
        for moment in left.keys() - known:
            self._at(moment, "left").add(left[moment], left[moment])
        for ending, count in endings.items():
            sofar = self._endings.setdefault(ending, [0, 0])
            sofar[0] += 1
            sofar[1] += count

    def add_levels(self, attempts: Iterable[Sequence[tuple[str, float]]]) -> None:
        """One person's attempts, each as (moment, level) of its first tries."""
        met: set[str] = set()
        for levels in attempts:
            total = sum(level for _, level in levels)
            for moment in dict.fromkeys(name for name, _ in levels):
                mine = [level for name, level in levels if name == moment]
                others = len(levels) - len(mine)
                if others:
                    self._pairs[moment].add(sum(mine) / len(mine), (total - sum(mine)) / others)
                    met.add(moment)
        for moment in met:
            self._pairs[moment].people += 1

    def figures(self) -> ScenarioFigures:
        """By mode, criterion and moment; small groups are hidden."""
        hidden = self._hidden_endings()
        ways = hidden_ways({way: people for way, (people, _) in self._led.items()}, hidden)
        return ScenarioFigures(
            people=self._people,
            difficulty=tuple(
                Difficulty(mode, _shown(points, 1), _shown(mastered, 1))
                for mode, (points, mastered) in sorted(self._points.items())
            ),
            asked=tuple(sorted(self._asked)),
            criteria={key: pairs.correlation() for key, pairs in sorted(self._criteria.items())},
            moments=tuple(self._moment(moment, ways) for moment in self._moments),
            endings={name: count for name, (_, count) in sorted(self._endings.items()) if name not in hidden},
        )

    def _moment(self, moment: str, hidden: frozenset[tuple[str, str]]) -> MomentFigures:
        kept = self._at(moment, "ruptures")
        ways = sorted((way, count) for way, (_, count) in self._led.items() if way[0] == moment and way not in hidden)
        return MomentFigures(
            moment=moment,
            level=_shown(self._at(moment, "level"), TOP),
            drops=_shown(self._at(moment, "drops"), 1),
            redone=_shown(self._at(moment, "redone"), 1),
            ruptures=_shown(kept, 1),
            left=_shown(self._at(moment, "left"), 1),
            led={to: count for (_, to), count in ways},
            stands_out=self._pairs[moment].correlation(),
        )

    def _hidden_endings(self) -> frozenset[str]:
        """Those of few people, and what would let them be had by subtraction."""
        return hidden_groups({ending: people for ending, (people, _) in self._endings.items()})

    def _at(self, moment: str, what: str) -> Sums:
        return self._moments.setdefault(moment, {}).setdefault(what, Sums())


def _shown(sums: Sums, high: float) -> Figure:
    return sums.figure(0, high, shown=may_be_shown(sums.people))
