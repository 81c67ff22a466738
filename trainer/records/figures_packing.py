"""All figures of a run in one text, which is read in one piece where many runs are summed up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from trainer.programs.packed_figures import pack, unpack
from trainer.records.attempts import Json
from trainer.records.columns import DamagedValueError


def packed(rows: Sequence[Mapping[str, Any]], judgement: Json) -> str:
    """From the rows of one run, as `programs.packed_figures` says. It holds no words of anybody's."""
    last = _last_levels(judgement.get("criteria"))
    of_kind = {kind: [row for row in rows if row["kind"] == kind] for kind in ("criterion", "gate", "behaviour")}
    measured = ("item", "level", "met", "opportunities", "unsure", "advisory")
    counted = ("item", "opportunities", "met", "unsure")
    return pack(
        [(*(row[name] for name in measured), last.get(row["item"])) for row in of_kind["criterion"]],
        [(row["item"], row["passed"], row["met"] != 0) for row in of_kind["gate"]],
        [(*(row[name] for name in counted),) for row in of_kind["behaviour"]],
        _room(judgement.get("grey")),
    )


def read_packed(text: str) -> dict[str, Any]:
    """By kind and name, and `room`. Raises DamagedValueError."""
    try:
        return unpack(text)
    except (TypeError, ValueError, KeyError, RecursionError) as error:
        raise DamagedValueError("not the figures of a run") from error


def _room(grey: object) -> list[float] | None:
    match grey:
        case {"low": int() | float() as low, "high": int() | float() as high}:
            return [low, high]
    return None


def _last_levels(criteria: object) -> dict[str, int | None]:
    found: dict[str, int | None] = {}
    for one in criteria if isinstance(criteria, list | tuple) else ():
        match one:
            case {"criterion": str(name), "last_level": int() | None as level}:
                found[name] = level
    return found
