"""What a screen may need of the app."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from trainer.practice.rules import Rules
from trainer.tui.desk import Desk


@dataclass(frozen=True, slots=True)
class Around:
    """Where the session answers, the rules of practice, the time (aware of its zone), and whom to turn to."""

    desk: Desk
    rules: Rules
    now: Callable[[], datetime]
    crisis_lines: tuple[str, ...] = ()
