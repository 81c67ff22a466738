"""Replies that a moment needs for the debrief and for simulated trainees: good, middling and flawed."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.encounter.trainees import FLAWED_LEVEL, MODEL_LEVEL
from trainer.library.document import Path
from trainer.library.text import shown
from trainer.workshop.craft.fault import Fault
from trainer.workshop.craft.subject import Subject


def reply_faults(subject: Subject) -> Iterator[Fault]:
    """C302, C303 and C304: no good, no flawed, no middling reply at a moment."""
    for moment, body in subject.scenario.moments.items():
        levels = [reply.level for reply in body.replies]
        good = any(level >= MODEL_LEVEL for level in levels)
        flawed = any(level <= FLAWED_LEVEL for level in levels)
        middling = any(FLAWED_LEVEL < level < MODEL_LEVEL for level in levels)
        path: Path = ("moments", moment, "replies") if "replies" in body.model_fields_set else ("moments", moment)
        for code, found, what, levels_meant in (
            ("C302", good, "good reply", f"{MODEL_LEVEL} or above"),
            ("C303", flawed, "flawed reply", f"{FLAWED_LEVEL} or below"),
            ("C304", middling, "middling reply", f"{FLAWED_LEVEL + 1}"),
        ):
            if not found:
                message = f"'{shown(moment)}' has no {what} (level {levels_meant})"
                yield Fault(code, path, message, f"Add a reply of level {levels_meant}.", at_key=True)
