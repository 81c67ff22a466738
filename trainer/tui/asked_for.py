"""What the command line asked the app to open at once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal


@dataclass(frozen=True, slots=True)
class AskedFor:
    """A scenario, the mode to mark in its briefing, the seed (None: drawn)."""

    scenario_id: str
    mode: Literal["practice", "assessment"] = "practice"
    seed: int | None = None


@dataclass(frozen=True, slots=True)
class Editing:
    """The workshop, with this file open, if one is named."""

    file: Path | None = None


@dataclass(frozen=True, slots=True)
class Practising:
    """What there is to practise; with a behaviour, its drill."""

    behaviour: str | None = None


@dataclass(frozen=True, slots=True)
class LookingBack:
    """The progress so far."""


@dataclass(frozen=True, slots=True)
class Reviewing:
    """What waits for a supervisor."""


@dataclass(frozen=True, slots=True)
class Directing:
    """The cohorts of a program."""


Asked = AskedFor | Editing | Practising | LookingBack | Reviewing | Directing
