"""All figures of a run in one text, which is read in one piece where many runs are summed up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from trainer.records.attempts import Json
from trainer.records.encoded import write_json


def packed(rows: Iterable[Mapping[str, Any]], judgement: Json) -> str:
    """From the rows of one run, as JSON: by criterion `[level, met, opportunities, unsure, advisory, last level]`, by
    gate whether it held, by behaviour `[opportunities, met, unsure]`; the points that unsure findings leave room for
    as `room`. The last level is that of the last tries.

    It is made the same for every run, and holds no words of anybody's.
    """
    parts: dict[str, dict[str, object]] = {"criterion": {}, "gate": {}, "behaviour": {}}
    last = _last_levels(judgement.get("criteria"))
    for row in rows:
        match row["kind"]:
            case "criterion":
                counted = (row["met"], row["opportunities"], row["unsure"], int(row["advisory"]))
                parts["criterion"][row["item"]] = [row["level"], *counted, last.get(row["item"])]
            case "gate":
                parts["gate"][row["item"]] = row["passed"]
            case "behaviour":
                parts["behaviour"][row["item"]] = [row["opportunities"], row["met"], row["unsure"]]
    return write_json({**parts, "room": _room(judgement.get("grey"))})


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
