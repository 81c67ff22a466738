"""What there is to practise, as the screens list it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from trainer.tui.phrases import counted

if TYPE_CHECKING:
    from trainer.practice.tries import Aim
    from trainer.session.practice import Practice

Kind = Literal["first", "probe", "drill"]
FIRST_TITLE = "One moment, three minutes"
FIRST_TOLD = "Somebody says one thing to you. You answer, and see how your words read."
SUGGESTED_TOLD = "Not drilled yet, and worth it next."
PROBE_TOLD = "One moment without feedback: what has stayed?"


@dataclass(frozen=True, slots=True)
class Todo:
    """Something to practise. `name` is a probe's offer or a drill's behaviour; `told` says why it stands here."""

    kind: Kind
    name: str
    title: str
    told: str


@dataclass(frozen=True, slots=True)
class Todos:
    """`now` is what should be done first, `more` what may be done besides."""

    now: tuple[Todo, ...]
    more: tuple[Todo, ...]
    without: tuple[str, ...] = ()
    """Titles of what no moment in the library is for."""


def read_todos(practice: Practice) -> Todos:
    """Raises SessionError; for the desk."""
    agenda = practice.agenda()
    first = [Todo("first", "", FIRST_TITLE, FIRST_TOLD)] if agenda.first_run else []
    probes = [Todo("probe", one.offer_id, titled(practice, one.offer.behaviour), PROBE_TOLD) for one in agenda.probes]
    due = [card.behaviour for card in agenda.due]
    drills = [Todo("drill", name, titled(practice, name), "A drill, due now.") for name in due]
    suggested = [name for name in agenda.suggested if name not in due]
    rest = [name for name in practice.drillable if name not in due and name not in suggested]
    more = [Todo("drill", name, titled(practice, name), SUGGESTED_TOLD) for name in suggested]
    more += [Todo("drill", name, titled(practice, name), "") for name in rest]
    without = tuple(practice.behaviours[name].title for name in practice.without_moment)
    return Todos((*first, *probes, *drills), tuple(more), without)


def titled(practice: Practice, behaviour: str) -> str:
    """A behaviour as something to practise."""
    return aimed(practice.behaviours[behaviour].title, practice.aims[behaviour])


def aimed(title: str, aim: Aim) -> str:
    """What is practised about a behaviour: doing it, or doing without it."""
    return title if aim == "show" else f"Doing without: {title[:1].lower()}{title[1:]}"


def in_a_line(todos: Todos) -> str:
    """`1 drill and 2 moments without feedback`; empty where nothing is due."""
    drills = sum(one.kind == "drill" for one in todos.now)
    probes = sum(one.kind == "probe" for one in todos.now)
    parts = [counted(drills, "drill", "drills")] if drills else []
    parts += [counted(probes, "moment", "moments") + " without feedback"] if probes else []
    return " and ".join(parts)
