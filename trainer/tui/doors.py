"""What the library leads to by a key: a new screen gets a line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from textual.binding import Binding
from textual.screen import Screen

from trainer.tui import screens
from trainer.tui.around import Around

ScreenMaker = Callable[[Around], Screen[None]]


@dataclass(frozen=True, slots=True)
class Door:
    """A key of the library. `make` makes the screen; where it is None, the app was given what makes it, or the door
    stays shut and unseen."""

    name: str
    key: str
    label: str
    tooltip: str
    make: ScreenMaker | None = None


def _practice(around: Around) -> Screen[None]:
    return screens.PracticeScreen(around)


def _progress(around: Around) -> Screen[None]:
    return screens.ProgressScreen(around)


DOORS = (
    Door("due", "d", "Due", "See what is due, and drill single moments", _practice),
    Door("progress", "p", "Progress", "See what has come of practice so far", _progress),
    Door("review", "v", "Review", "Rate what trainees said, as a supervisor"),
    Door("cohort", "c", "Cohorts", "See who is in your cohorts and what they are asked, as a supervisor"),
    Door("workshop", "w", "Workshop", "Write and try out patients of your own"),
)


def door_bindings() -> Iterator[Binding]:
    """The keys of the library that lead elsewhere."""
    for door in DOORS:
        action = f"open('{door.name}')"
        yield Binding(door.key, action, door.label, id=f"library-{door.name}", tooltip=door.tooltip)
