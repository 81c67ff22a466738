"""The figures of a run as they are kept: one text of three lines, so that many runs are read and summed quickly.

The first has the names: criteria, gates and behaviours, parted by `|`, each with a space between. The second has a
sign for each name: of the criteria all levels, then the levels by last tries, then whether each is advisory; of the
gates whether each held (y, n), or that it was not met (-); of the behaviours all opportunities, then how many met,
then how many unsure. A number is the sign so many places after `0`, nothing is `.`. The third line is JSON, of what is
looked at for one run at a time: met, opportunities and unsure of the criteria, and the points that unsure findings
leave room for.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from sys import intern
from typing import Any

ZERO, NOTHING = ord("0"), "."
SIGNS = (3, 1, 3)
"""How many signs there are for each criterion, gate and behaviour."""
HELD, BROKEN, UNMET = "y", "n", "-"
_HELD = {True: HELD, False: BROKEN, None: NOTHING}
_MEANT = {said: held for held, said in _HELD.items()}
Criterion = tuple[str, int | None, int, int, float, bool, int | None]
"""Name, level, met, opportunities, unsure (a share), advisory, level by last tries."""
Gate = tuple[str, bool | None, bool]
"""Name, whether it held, whether it was met at all."""
Behaviour = tuple[str, int, int, float]
"""Name, opportunities, met, unsure (a share)."""


def pack(
    criteria: Sequence[Criterion],
    gates: Sequence[Gate],
    behaviours: Sequence[Behaviour],
    room: Sequence[float] | None,
) -> str:
    """The text. A behaviour keeps how many moments stayed unsure, not which share."""
    names = "|".join(" ".join(row[0] for row in rows) for rows in (criteria, gates, behaviours))
    signs = [
        *(_signs(row[1] for row in criteria), _signs(row[6] for row in criteria), _signs(row[5] for row in criteria)),
        "".join(_HELD[held] if met else UNMET for _, held, met in gates),
        *(_signs(row[1] for row in behaviours), _signs(row[2] for row in behaviours)),
        _signs(round(row[3] * row[1]) for row in behaviours),
    ]
    rest = {name: [row[at] for row in criteria] for name, at in (("met", 2), ("of", 3), ("unsure", 4))}
    return f"{names}\n{''.join(signs)}\n{json.dumps({**rest, 'room': room}, separators=(',', ':'), allow_nan=False)}"


def unpack(text: str) -> dict[str, Any]:
    """By kind and name: of a criterion `[level, met, opportunities, unsure, advisory, level by last tries]`, of a gate
    that was met whether it held, of a behaviour `[opportunities, met, unsure]`; `unmet`: the other gates; and `room`.

    Raises ValueError, KeyError or TypeError.
    """
    head, signs, rest = text.split("\n", 2)
    criteria, gates, behaviours = _names(head)
    widths = [len(criteria)] * 3 + [len(gates)] + [len(behaviours)] * 3
    if sum(widths) != len(signs):
        raise ValueError("not as many signs as names")
    starts = [sum(widths[:at]) for at in range(len(widths))]
    parts = [signs[start : start + width] for start, width in zip(starts, widths, strict=True)]
    level, last, advisory = (_numbers(part) for part in parts[:3])
    found = json.loads(rest)
    judged = zip(level, found["met"], found["of"], found["unsure"], advisory, last, strict=True)
    counted = zip(*(_numbers(part) for part in parts[4:]), strict=True)
    said = dict(zip(gates, parts[3], strict=True))
    return {
        "criterion": dict(zip(criteria, map(list, judged), strict=True)),
        "gate": {name: _MEANT[sign] for name, sign in said.items() if sign != UNMET},
        "unmet": [name for name, sign in said.items() if sign == UNMET],
        "behaviour": dict(zip(behaviours, map(list, counted), strict=True)),
        "room": found["room"],
    }


@lru_cache(maxsize=1024)
def _names(head: str) -> tuple[tuple[str, ...], ...]:
    """The names in the first line, which many runs share: as many strings as there are names, not as there are runs."""
    return tuple(tuple(intern(name) for name in names.split()) for names in head.split("|"))


def _signs(numbers: Iterable[int | None]) -> str:
    return "".join(NOTHING if number is None else chr(ZERO + number) for number in numbers)


def _numbers(signs: str) -> list[int | None]:
    return [None if sign == NOTHING else ord(sign) - ZERO for sign in signs]
