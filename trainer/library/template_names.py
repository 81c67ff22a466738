"""Which names a template may use: one set for what a patient says, one for a rubric's feedback."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from trainer.library.document import Path
from trainer.library.kinds import Kind


class Sort(StrEnum):
    """What a name or an expression in a template is."""

    NUMBER = "a number"
    TEXT = "a text"
    TRUTH = "true or false"
    NOTHING = "nothing"
    MOMENTS = "a set of moments"
    QUOTES = "a list of quotes"
    RECORD = "a record"
    MIXED = "a text or a number"
    WRONG = "wrong"
    """A fault has been found in it: nothing more is said about it."""


Names = Mapping[str, Sort]

PATIENT_ATTRIBUTES: Names = MappingProxyType({"name": Sort.TEXT, "age": Sort.NUMBER})

SCENARIO_NAMES: Names = MappingProxyType(
    {
        "patient": Sort.RECORD,
        "trust": Sort.NUMBER,
        "distress": Sort.NUMBER,
        "tries": Sort.NUMBER,
        "visited": Sort.MOMENTS,
    }
)
FEEDBACK_NAMES: Names = MappingProxyType(
    {"patient": Sort.RECORD, "quotes": Sort.QUOTES, "met": Sort.NUMBER, "opportunities": Sort.NUMBER}
)
ALL_NAMES: Names = MappingProxyType({**SCENARIO_NAMES, **FEEDBACK_NAMES})


def names_for(kind: Kind, path: Path) -> Names | None:
    """The names known to the text at `path` of a file; None where the text is no template."""
    match kind, path:
        case "scenario", ("moments" | "endings", _, "says", *rest) if len(rest) <= 1:
            return SCENARIO_NAMES
        case "scenario", ("moments", _, "reactions", _, "says", *rest) if len(rest) <= 1:
            return SCENARIO_NAMES
        case "scenario", ("patient", "repeats" | "asked_safety", *rest) if len(rest) <= 1:
            return SCENARIO_NAMES
        case "rubric", ("criteria", _, "feedback", _):
            return FEEDBACK_NAMES
    return None
