"""Cases, readings and a reader that are easy to reckon with."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from trainer.scoring.evaluation.rows import Case
from trainer.scoring.reading import Context, Finding, Reading, Span, Verdict

BEHAVIOURS = ("argues", "minimises", "names-feeling")


def row(**changes: Any) -> dict[str, Any]:
    """A labelled row as it stands in a file."""
    return {
        "id": "c1-r01",
        "context": "c1",
        "patient": "Nothing helps.",
        "response": "You sound worn out.",
        "behaviours": ["names-feeling"],
        "level": 4,
        **changes,
    }


def lines(*rows: Mapping[str, Any] | bytes) -> list[bytes]:
    return [each if isinstance(each, bytes) else json.dumps(each).encode() for each in rows]


def case(
    id_: str,
    behaviours: tuple[str, ...] = (),
    level: float = 2,
    context: str | None = None,
    response: str = "You sound worn out.",
    marked: tuple[tuple[str, tuple[Span, ...]], ...] | None = None,
) -> Case:
    return Case(
        id=id_,
        context_id=id_.rsplit("-", 1)[0] if context is None else context,
        context=Context(patient="Nothing helps."),
        response=response,
        level=level,
        behaviours=frozenset(behaviours),
        marked=marked,
    )


def reading(
    p: Mapping[str, float] | None = None,
    level: float = 2.0,
    interval: tuple[float, float] | None = None,
    evidence: tuple[Span, ...] = ((0, 3),),
) -> Reading:
    """A reading with the probabilities `p` (else .01): present from .8, absent below .2, unsure between."""
    given = dict.fromkeys(BEHAVIOURS, 0.01) | dict(p or {})
    findings = {
        name: Finding(value, verdict := _verdict(value), () if verdict == "absent" else evidence)
        for name, value in given.items()
    }
    return Reading(level, interval or (max(0.0, level - 1), min(6.0, level + 1)), findings, "fake+0")


def _verdict(p: float) -> Verdict:
    return "present" if p >= 0.8 else "absent" if p < 0.2 else "unsure"


class KeywordReader:
    """'worn out' (in any case) is names-feeling at level 4.5, 'at least' minimises at level 1, all else nothing."""

    version = "fake+0"

    def read(self, response: str, context: Context) -> Reading:  # noqa: ARG002
        lowered = response.lower()
        if "at least" in lowered:
            return reading({"minimises": 0.95}, 1.0)
        start = lowered.find("worn out")
        return reading({"names-feeling": 0.95}, 4.5, evidence=((start, start + 8),)) if start >= 0 else reading()


def load_keyword_reader() -> KeywordReader:
    return KeywordReader()
