"""Attempts made by hand: a scenario of single moments, exchanges, rubrics and behaviours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from trainer.library.behaviour import Behaviour
from trainer.library.rubric import Measure, Rubric
from trainer.library.scenario import Scenario
from trainer.scoring.exchange import Exchange, Response
from trainer.scoring.kinds import INVALIDATING, VALIDATING
from trainer.scoring.line import first_tries
from trainer.scoring.measures.measured import Measured
from trainer.scoring.measures.measuring import Attempt, criterion_level, measure
from trainer.scoring.reading import Finding, Reading
from trainer.scoring.views import View, judged

NEUTRAL = ("gives-information", "asks-closed", "gives-advice")
BEHAVIOURS = (*sorted(VALIDATING), *NEUTRAL, *sorted(INVALIDATING))
SURE = dict.fromkeys(BEHAVIOURS, 1.0)

MOMENTS: dict[str, dict[str, Any]] = {
    "plain": {
        "calls_for": ("names-feeling", "makes-sense"),
        "feels": ("tired", "let down"),
        "traps": ("gives-advice",),
    },
    "quiet": {"calls_for": ("stays-present", "names-feeling"), "silence": "helps"},
    "tense": {"calls_for": ("names-feeling", "owns-limits"), "silence": "hurts", "feels": ("angry",)},
    "other": {"calls_for": ("lifts-blame",)},
    "direct": {"asks": "direct"},
    "possible": {"risk": "possible", "calls_for": ("names-feeling", "asks-safety")},
    "clear": {"risk": "clear"},
    "disclosed": {"risk": "disclosed"},
}

SCENARIO = Scenario.model_validate(
    {
        "id": "hand",
        "version": 1,
        "title": "By hand",
        "summary": "A test.",
        "difficulty": 1,
        "minutes": 5,
        "content_note": "None.",
        "rubric": "hand",
        "role": "You are the trainee.",
        "goals": ("Listen.",),
        "patient": {"name": "Ada", "age": 40, "background": "-", "starts": {"trust": 5, "distress": 5}},
        "opening": "plain",
        "moments": {
            name: {"says": "Well?", "reactions": ({"says": "Hm.", "then": "done"},), **more}
            for name, more in MOMENTS.items()
        },
        "endings": {
            "done": {"kind": "good", "says": ("Thank you, at {{ trust }}.", "Other words.")},
            "gone": {"kind": "rupture", "says": "Goodbye."},
        },
    }
)

Found = str | tuple[str, str]


def read(
    level: float,
    *present: Found,
    text: str,
    unsure: dict[str, float] | None = None,
    interval: tuple[float, float] | None = None,
) -> Reading:
    """`present` are ids, or (id, quote) for evidence where the quote stands in `text`."""
    findings: dict[str, Finding] = {}
    for one in present:
        behaviour, quote = (one, "") if isinstance(one, str) else one
        start = text.index(quote)
        findings[behaviour] = Finding(0.9, "present", ((start, start + len(quote)),) if quote else ())
    findings |= {behaviour: Finding(p, "unsure") for behaviour, p in (unsure or {}).items()}
    return Reading(level, interval or (level, level), findings, "hand")


def said(
    moment: str,
    text: str = "",
    level: float = 4.0,
    *present: Found,
    unsure: dict[str, float] | None = None,
    interval: tuple[float, float] | None = None,
    trust: tuple[int, int] = (5, 5),
    attempt: int = 1,
) -> Exchange:
    """An exchange; without a text it has one of its own, so that no two share a shape."""
    words = text or f"{moment} {level} {' '.join(str(one) for one in present)} {unsure} {interval} {trust} {attempt}"
    return _exchange(
        moment, Response(words), read(level, *present, text=words, unsure=unsure, interval=interval), trust, attempt
    )


def silent(moment: str, trust: tuple[int, int] = (5, 5), attempt: int = 1) -> Exchange:
    return _exchange(moment, Response(None), None, trust, attempt)


def _exchange(
    moment: str, response: Response, reading: Reading | None, trust: tuple[int, int], attempt: int
) -> Exchange:
    return Exchange(
        moment=moment,
        visit=1,
        try_number=attempt,
        heard="Well?",
        response=response,
        reading=reading,
        reaction=0,
        answer="Hm.",
        trust=trust,
        distress=(5, 5),
        then="done",
    )


def measured(what: Measure, exchanges: Sequence[Exchange], view: View = View.BEST, ended: bool = True) -> Measured:
    return measure(what, Attempt(SCENARIO, judged(SCENARIO, first_tries(exchanges)), ended), view)


def level_of(what: Measure, exchanges: Sequence[Exchange]) -> int | None:
    return criterion_level(what, measured(what, exchanges).value)


def criterion(name: str, measure_by: dict[str, Any], weight: int = 1, **more: Any) -> dict[str, Any]:
    return {
        "id": name,
        "title": name,
        "principle": {"source": "own", "says": "-", "standing": "own"},
        "descriptors": {0: "-", 1: "-", 2: "-", 3: "-"},
        "measure": measure_by,
        "weight": weight,
        "practise": f"Practise {name}.",
        "feedback": {0: "Low: {{ met }} of {{ opportunities }}.", 3: "{{ patient.name }} heard {{ quotes[0] }}."},
    } | more


def gate(measure_by: str) -> dict[str, Any]:
    words = {"held": "-", "missed": "-", "undecided": "-"}
    return {"id": measure_by, "title": measure_by, "measure": measure_by, "says": "-", "feedback": words}


def rubric(*criteria: dict[str, Any], gates: Sequence[str] = (), mastery: float = 0.8) -> Rubric:
    return Rubric.model_validate(
        {
            "id": "hand",
            "version": 1,
            "title": "By hand",
            "summary": "-",
            "sources": ({"key": "own", "cite": "-"},),
            "mastery": mastery,
            "advisory_below": 0.4,
            "criteria": criteria,
            "gates": tuple(gate(one) for one in gates),
        }
    )


def behaviour(name: str) -> Behaviour:
    kind = "validating" if name in VALIDATING else "neutral" if name in NEUTRAL else "invalidating"
    example = {"patient": "p", "response": "r"}
    return Behaviour.model_validate(
        {
            "id": name,
            "title": name.title(),
            "kind": kind,
            "definition": "-",
            "counts": ("-",),
            "does_not_count": ("-",),
            "feedback": {
                "landed": f"landed {name}" if kind == "validating" else None,
                "hurt": None if kind == "validating" else f"hurt {name}",
                "try": f"try {name}",
                "ask": f"ask {name}",
            },
            "examples": ({**example, "evidence": "r"},),
            "near_misses": (example,),
        }
    )


ALL_BEHAVIOURS = {name: behaviour(name) for name in BEHAVIOURS}
