"""What repairs a strain: it is named, the own part is owned, or what was missed is asked.

The codebook reads all three as `owns-limits`; a question about what was missed may also come as `invites-more` alone,
and is then told from other invitations by its words.
"""

from __future__ import annotations

import re

from trainer.scoring.reading import Reading
from trainer.scoring.views import Judged, View

OWNING = "owns-limits"
INVITING = "invites-more"
WITHIN = 2
"""How many responses after a drop of trust still repair it."""

_ASKS_WHAT_WAS_MISSED = re.compile(
    r"\b(?:i|we)(?:['’]ve|['’]m|['’]d| have| am| did(?:n['’]t| not)?)?\s+(?:\w+\s+){0,2}"
    r"(?:miss(?:ed|ing)?|g[eo]t(?:ting)?\s+(?:it\s+|that\s+|you\s+|this\s+)?wrong|hear(?:d|ing)?|said|say|understood|understand"
    r"|overlook(?:ed|ing)?|do(?:ing|ne)?|did)\b|\b(?:did|have|am|do)\s+(?:i|we)\s+(?:\w+\s+){0,2}"
    r"(?:miss|get|hear|say|said|done|do|overlook|understand|rush|push)",
    re.IGNORECASE,
)


def repairing(turn: Judged, view: View) -> tuple[str, ...]:
    """The behaviours by which this response repairs a strain; empty where it does not."""
    text = turn.exchange.response.text or ""
    behaviours = (OWNING, INVITING) if _ASKS_WHAT_WAS_MISSED.search(text) else (OWNING,)
    return turn.credited(view, behaviours)


def may_repair(reading: Reading | None) -> bool:
    """Whether an unsure finding could make a response a repair."""
    return reading is not None and reading.finding(OWNING).verdict == "unsure"
