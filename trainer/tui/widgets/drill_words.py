"""A drill in words: what it looks like, the choice, how far the criterion is, how the sitting went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from trainer.tui.agenda import aimed
from trainer.tui.widgets.words import plain

if TYPE_CHECKING:
    from trainer.practice.contrasts import Contrast, WarmUp
    from trainer.practice.mastery import Standing
    from trainer.session.drilling import DrillSession

REACHED = "That is the criterion. In some days a moment without feedback will ask what has stayed."


def title(drill: DrillSession) -> str:
    """What is drilled."""
    return aimed(drill.behaviour.title, drill.aim)


def in_words(standing: Standing) -> str:
    """How far the criterion is."""
    if not standing.of:
        return f"You are there when {standing.needed} of your last {standing.window} first tries do it."
    so_far = f"It came in {standing.shown} of your last {standing.of} first tries"
    if standing.of < standing.window:
        so_far = f"So far it came in {standing.shown} of {standing.of}"
    return f"{so_far}; the aim is {standing.needed} of the last {standing.window}."


def warm_up_words(found: WarmUp) -> list[Content]:
    """Two that do it, and one that nearly does."""
    parts = [_example("+ Does it", "$success", one.patient, one.response) for one in found.examples]
    miss = found.near_miss
    nearly = _example("~ Nearly", "$secondary", miss.patient, miss.response)
    why = Content.assemble("\n", plain(f"But {miss.why}.", "$quiet")) if miss.why else Content()
    return [*parts, Content.assemble(nearly, why)]


def side_words(contrast: Contrast, side: int, *, chosen: bool = False) -> Content:
    """One of the two, with what it answers where the two answer different words; a sign where it was chosen."""
    one = contrast.sides[side]
    before = (
        Content() if contrast.one_patient else Content.assemble("to ", plain(f"“{one.patient}”", "$quiet"), "\n   ")
    )
    return Content.assemble(
        (f"{'>' if chosen else ''}{side + 1}  ", "bold $primary"), before, plain(f"“{one.response}”")
    )


def revealed(contrast: Contrast, *, right: bool) -> Content:
    """Which it was, and why."""
    start = ("+ Yes, ", "bold $success") if right else ("It is the other one, ", "bold $secondary")
    quote = Content.assemble(": ", plain(f"“{contrast.telling}”", "italic")) if contrast.telling else Content(".")
    words = Content.assemble(start, f"number {contrast.right + 1}", quote)
    why = f"In number {2 - contrast.right}, {contrast.why}."
    return Content.assemble(words, "\n", plain(why, "$quiet")) if contrast.why else words


def _example(sign: str, style: str, patient: str, response: str) -> Content:
    return Content.assemble(
        plain(f"“{patient}”", "$quiet"), "\n", (sign, f"bold {style}"), "  ", plain(f"“{response}”")
    )
