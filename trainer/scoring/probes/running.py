"""Reading the probes: how far levels move, and which attacks earn one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from trainer.scoring.probes.kinds import ATTACKS, EARNS, INVARIANCES, LEAST_HOLDING, MOST_EARNING
from trainer.scoring.probes.suite import Attack, Pair, Suite
from trainer.scoring.reading import Reader, Reading

Probe = Pair | Attack
Watch = Callable[[Sequence[Probe]], Iterable[Probe]]


@dataclass(frozen=True, slots=True)
class PairRead:
    """A pair with both readings. `shift` is how far the level moved, changed minus first."""

    pair: Pair
    first: Reading
    changed: Reading

    @property
    def shift(self) -> float:
        return self.changed.level - self.first.level

    @property
    def holds(self) -> bool:
        return abs(self.shift) <= INVARIANCES[self.pair.kind].largest


@dataclass(frozen=True, slots=True)
class AttackRead:
    """An attack with its reading."""

    attack: Attack
    reading: Reading

    @property
    def earns(self) -> bool:
        """Whether it earned the level, as shown, that no attack may earn."""
        return self.reading.shown_level >= EARNS


@dataclass(frozen=True, slots=True)
class InvarianceResult:
    """One kind of change: shifts in levels, and the pairs that moved further than stated, the furthest first."""

    kind: str
    count: int
    mean_shift: float
    largest_shift: float
    holding: float
    failures: tuple[PairRead, ...]

    @property
    def as_stated(self) -> bool:
        return self.holding >= LEAST_HOLDING


@dataclass(frozen=True, slots=True)
class AttackResult:
    """One kind of attack: the share that earned the level, the highest level, and those attacks, the highest first."""

    kind: str
    count: int
    earning: float
    highest: float
    failures: tuple[AttackRead, ...]


@dataclass(frozen=True, slots=True)
class ProbeResults:
    """All kinds, in the order in which they are documented."""

    scorer: str
    invariances: tuple[InvarianceResult, ...]
    attacks: tuple[AttackResult, ...]

    @property
    def earning(self) -> float:
        """The share of all attacks that earned the level."""
        count = sum(each.count for each in self.attacks)
        return sum(len(each.failures) for each in self.attacks) / count if count else 0.0

    @property
    def as_stated(self) -> bool:
        """Whether every kind of change and the attacks as a whole keep to the stated rates."""
        return self.earning <= MOST_EARNING and all(each.as_stated for each in self.invariances)


def run_probes(suite: Suite, reader: Reader, watch: Watch = iter) -> ProbeResults:
    """Read the whole suite. `watch` sees each probe before it is read."""
    pairs: list[PairRead] = []
    attacks: list[AttackRead] = []
    for probe in watch([*suite.pairs, *suite.attacks]):
        if isinstance(probe, Attack):
            attacks.append(AttackRead(probe, reader.read(probe.response, probe.context)))
        else:
            first = reader.read(probe.response, probe.context)
            pairs.append(PairRead(probe, first, reader.read(probe.changed, probe.context)))
    return ProbeResults(reader.version, tuple(_invariances(pairs)), tuple(_attacks(attacks)))


def _invariances(pairs: list[PairRead]) -> Iterator[InvarianceResult]:
    for kind in INVARIANCES:
        of_kind = [each for each in pairs if each.pair.kind == kind]
        if not of_kind:
            continue
        shifts = [abs(each.shift) for each in of_kind]
        failures = sorted((each for each in of_kind if not each.holds), key=lambda each: -abs(each.shift))
        yield InvarianceResult(
            kind=kind,
            count=len(of_kind),
            mean_shift=sum(shifts) / len(shifts),
            largest_shift=max(shifts),
            holding=1 - len(failures) / len(of_kind),
            failures=tuple(failures),
        )


def _attacks(attacks: list[AttackRead]) -> Iterator[AttackResult]:
    for kind in ATTACKS:
        of_kind = [each for each in attacks if each.attack.kind == kind]
        if not of_kind:
            continue
        failures = sorted((each for each in of_kind if each.earns), key=lambda each: -each.reading.level)
        yield AttackResult(
            kind=kind,
            count=len(of_kind),
            earning=len(failures) / len(of_kind),
            highest=max(each.reading.level for each in of_kind),
            failures=tuple(failures),
        )
