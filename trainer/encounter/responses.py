"""All responses to one moment, as far as its conditions can tell them apart, and which of them meet a condition.

A kind of response is a level, the high end of its interval, and for each behaviour that a condition names whether it is
absent, doubtful, likely (p from .5) or present; held silence is a kind of its own. A set of kinds is an int with one
bit for each, so that a condition is a few bit operations, whatever the number of kinds. The rules are those of
`trainer.encounter.conditions`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from trainer.library.scenario import Condition, Reaction
from trainer.scoring.risk import QUESTION, UNASKED_LEVEL

MAX_KINDS = 1 << 16
"""A moment whose conditions tell more kinds of response apart than this is not explored."""

_TOP = 6
_LEVELS = [(level, high) for level in range(_TOP + 1) for high in range(level, _TOP + 1)]
_ABSENT, _DOUBTFUL, _LIKELY, _PRESENT = range(4)
_BOUNDS = range(_TOP + 1)
_AT_LEAST = [sum(1 << place for place, (level, _) in enumerate(_LEVELS) if level >= bound) for bound in _BOUNDS]
_AT_MOST = [sum(1 << place for place, (level, _) in enumerate(_LEVELS) if level <= bound) for bound in _BOUNDS]
_HIGH_AT_MOST = [sum(1 << place for place, (_, high) in enumerate(_LEVELS) if high <= bound) for bound in _BOUNDS]


class TooManyKindsError(Exception):
    """The conditions of a moment tell more kinds of response apart than can be looked at."""


class Responses:
    """The kinds of response to a moment with these reactions. Behaviours in `apart` are told apart in any case."""

    def __init__(self, reactions: Sequence[Reaction], validating: frozenset[str], apart: Collection[str] = ()) -> None:
        """Raises TooManyKindsError above MAX_KINDS."""
        self._validating = validating
        surely = frozenset(
            behaviour for reaction in reactions if reaction.trust < 0 for behaviour in _wanted(reaction.when)
        )
        axes = [(group, _verdicts(group, validating, surely)) for group in _groups(reactions, validating, apart)]
        kinds = len(_LEVELS)
        for _, verdicts in axes:
            kinds *= len(verdicts)
            if kinds > MAX_KINDS:
                raise TooManyKindsError
        self.silent = 1 << kinds
        self.spoken = self.silent - 1
        self.all = self.silent | self.spoken
        self._verdicts: dict[str, Mapping[int, int]] = {}
        stride = len(_LEVELS)
        for group, verdicts in axes:
            block = (1 << stride) - 1
            period = stride * len(verdicts)
            found = {verdict: self._repeated(block << place * stride, period) for place, verdict in enumerate(verdicts)}
            self._verdicts |= dict.fromkeys(group, found)
            stride = period

    @property
    def asking(self) -> int:
        """Responses that ask about safety, by the benefit of the doubt; the question has to be told apart."""
        return self._verdict(QUESTION, _LIKELY) | self._verdict(QUESTION, _PRESENT)

    def showing(self, behaviour: str) -> int:
        """Responses that show a behaviour, by the benefit of the doubt."""
        return self._shown((behaviour,), surely=False)

    def meeting(self, reaction: Reaction, *, capped: bool = False) -> int:
        """Responses for which the reaction's condition holds, what it says of the state apart.

        `capped`: as at a risk cue where safety has not been asked before; a response that asks is not capped itself.
        """
        when = reaction.when
        if when is None:
            return self.all
        falls = reaction.trust < 0
        met = self.all if when.silent is None else self.silent if when.silent else self.spoken
        for behaviour in when.shows_all or ():
            met &= self._shown((behaviour,), surely=falls)
        if when.shows_any is not None:
            met &= self._shown(when.shows_any, surely=falls)
        if when.lacks is not None:
            met &= ~self._shown(when.lacks, surely=False)
        if when.level_at_least is None and when.level_at_most is None:
            return met
        free = self._level(when, falls=falls)
        if not capped:
            return met & free
        absent, asked = self._verdict(QUESTION, _ABSENT), self.asking
        held = self._level(when, falls=falls, cap=UNASKED_LEVEL, high_cap=UNASKED_LEVEL)
        doubtful = self._level(when, falls=falls, cap=UNASKED_LEVEL)
        return met & (free & asked | held & absent | doubtful & ~asked & ~absent)

    def _level(self, when: Condition, *, falls: bool, cap: int = _TOP, high_cap: int = _TOP) -> int:
        """Responses of such a level, taken at `cap` at most and its interval's high end at `high_cap`."""
        least, most = when.level_at_least, when.level_at_most
        if least is not None and least > cap:
            return 0
        met = (1 << len(_LEVELS)) - 1 if least is None else _AT_LEAST[least]
        if most is not None and most < (high_cap if falls else cap):
            met &= _HIGH_AT_MOST[most] if falls else _AT_MOST[most]
        return self._repeated(met, len(_LEVELS))

    def _shown(self, behaviours: Iterable[str], *, surely: bool) -> int:
        """Responses that show any of the behaviours."""
        found = 0
        for behaviour in behaviours:
            found |= self._verdict(behaviour, _PRESENT)
            if not surely and behaviour in self._validating:
                found |= self._verdict(behaviour, _LIKELY)
        return found

    def _verdict(self, behaviour: str, verdict: int) -> int:
        return self._verdicts[behaviour].get(verdict, 0)

    def _repeated(self, bits: int, period: int) -> int:
        """The bits at each period of the spoken kinds."""
        return bits * (self.spoken // ((1 << period) - 1))


def _wanted(when: Condition | None) -> tuple[str, ...]:
    return () if when is None else (*(when.shows_all or ()), *(when.shows_any or ()))


def _groups(reactions: Sequence[Reaction], validating: frozenset[str], apart: Collection[str]) -> list[tuple[str, ...]]:
    """The behaviours that the conditions name; those that every condition names together, with 'any' or 'none of',
    act as one."""
    named: dict[str, list[object]] = {behaviour: [behaviour] for behaviour in apart}
    for index, when in enumerate(reaction.when for reaction in reactions):
        if when is None:
            continue
        for behaviour in when.shows_all or ():
            named.setdefault(behaviour, []).append(behaviour if len(when.shows_all or ()) > 1 else index)
        for behaviour in when.shows_any or ():
            named.setdefault(behaviour, []).append((index, "any"))
        for behaviour in when.lacks or ():
            named.setdefault(behaviour, []).append((index, "none"))
    groups: dict[object, list[str]] = {}
    for behaviour, uses in named.items():
        groups.setdefault((behaviour in validating, *uses), []).append(behaviour)
    return [tuple(group) for group in groups.values()]


def _verdicts(group: Sequence[str], validating: frozenset[str], surely: frozenset[str]) -> tuple[int, ...]:
    """What can be found of a group, as far as it matters."""
    if QUESTION in group:
        return (_ABSENT, _DOUBTFUL, _LIKELY, _PRESENT)
    if group[0] not in validating:
        return (_ABSENT, _PRESENT)
    return (_ABSENT, _LIKELY, _PRESENT) if surely.intersection(group) else (_ABSENT, _LIKELY)
