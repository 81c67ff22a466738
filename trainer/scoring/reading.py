"""A response read: the validation level with its interval, and a finding for each behaviour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

Verdict = Literal["present", "unsure", "absent"]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Context:
    """What stood before a response. `history` holds (speaker, text), oldest first; a speaker is `patient` or
    `clinician`."""

    patient: str
    background: str = ""
    history: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One behaviour in one response. `p` is a probability; `evidence` are [start, end) offsets in characters."""

    p: float
    verdict: Verdict
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """`level` 0–6 (not rounded to whole levels); `interval` covers the label in 80% of cases.

    Numbers are rounded to 3 decimals before they get here, so that equal readings compare equal.
    """

    level: float
    interval: tuple[float, float]
    findings: Mapping[str, Finding]
    scorer: str

    @property
    def shown_level(self) -> int:
        """The level rounded half up, as shown and as conditions use it."""
        return int(self.level + 0.5)

    def finding(self, behaviour: str) -> Finding:
        """The finding for `behaviour`; absent at p = 0 where the reader does not know it."""
        return self.findings.get(behaviour, _UNKNOWN)

    def is_present(self, behaviour: str) -> bool:
        return self.finding(behaviour).verdict == "present"

    def is_likely(self, behaviour: str) -> bool:
        """p of at least .5: the reader's best yes or no."""
        return self.finding(behaviour).p >= 0.5


_UNKNOWN = Finding(p=0.0, verdict="absent")


class Reader(Protocol):
    """Reads responses. Deterministic: equal texts give equal readings."""

    @property
    def version(self) -> str:
        """Version and hash of what reads, stored with every reading."""
        ...

    def read(self, response: str, context: Context) -> Reading:
        """Read one response. Never raises on any text."""
        ...
