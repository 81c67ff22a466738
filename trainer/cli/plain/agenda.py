"""What there is to practise, in words, and choosing from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from trainer.cli.failing import CommandError
from trainer.cli.plain.answering import Act, chosen_act
from trainer.cli.plain.talk import Talk
from trainer.cli.plain.words import listed
from trainer.library.nearest import or_nearest
from trainer.library.text import shown
from trainer.session.practice import Agenda, Practice

NO_MOMENT = "No moment in the library is for these yet, so they cannot be drilled"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the trainee does now. `name` is a probe's offer or a drill's behaviour."""

    kind: Literal["first", "probe", "drill"]
    name: str
    words: str


def choices(practice: Practice, agenda: Agenda) -> list[Chosen]:
    """What there is to do, what should come first first."""
    found = [Chosen("first", "", "One moment, about three minutes: a way in.")] if agenda.first_run else []
    found += [
        Chosen("probe", one.offer_id, f"A probe, one moment without feedback: {_title(practice, one.offer.behaviour)}.")
        for one in agenda.probes
    ]
    found += [
        Chosen("drill", card.behaviour, f"A drill, due now: {_title(practice, card.behaviour)}.") for card in agenda.due
    ]
    why = "" if agenda.first_run else ", not drilled yet"
    found += [Chosen("drill", name, f"A drill{why}: {_title(practice, name)}.") for name in agenda.suggested]
    return found


def _title(practice: Practice, behaviour: str) -> str:
    """What is practised about a behaviour, and the name to type."""
    title = practice.behaviours[behaviour].title
    title = title if practice.aims[behaviour] == "show" else f"doing without “{title}”"
    return f"{title} ({behaviour})"


def choose(talk: Talk, practice: Practice) -> Chosen | None:
    """Say what there is to do and ask; None where the trainee leaves."""
    agenda = practice.agenda()
    every = choices(practice, agenda)
    now = {one.name for one in every}
    more = [
        Chosen("drill", name, f"A drill: {_title(practice, name)}.") for name in practice.drillable if name not in now
    ]
    if not every and not more:
        raise CommandError("There is nothing to practise", remedy="No moment in the library is for drilling.")
    talk.heading("What to practise" if every else "Nothing is due. What to practise")
    _say(talk, every or more, 1)
    hidden = more if every else []
    question = f"Press Enter for the first, or type another number{', more' if hidden else ''} or quit."
    return _ask(talk, practice, [*every, *more], hidden, question)


def _ask(
    talk: Talk, practice: Practice, every: Sequence[Chosen], hidden: Sequence[Chosen], question: str
) -> Chosen | None:
    while True:
        answer = talk.ask(question)
        if chosen_act(answer) is Act.LEAVE or answer is None:
            return None
        if not answer:
            return every[0]
        if answer.isdecimal() and 1 <= int(answer) <= len(every):
            return every[int(answer) - 1]
        if answer in practice.drillable:
            return Chosen("drill", answer, "")
        if answer.lower().removeprefix("/") == "more":
            _say(talk, hidden, len(every) - len(hidden) + 1)
            _say_without_moment(talk, practice)
        elif answer in practice.behaviours:
            talk.say(f"No moment in the library is for drilling {shown(answer)} yet.")
        else:
            meant = or_nearest(answer, practice.drillable)
            talk.say(f"There is no '{shown(answer)}'{meant}. Type a number from 1 to {len(every)}, or a name.")


def _say(talk: Talk, chosen: Sequence[Chosen], start: int) -> None:
    for number, one in enumerate(chosen, start=start):
        talk.say(f"{number}. {one.words}")


def _say_without_moment(talk: Talk, practice: Practice) -> None:
    titles = [practice.behaviours[name].title for name in practice.without_moment]
    if titles:
        talk.say(f"{NO_MOMENT}: {listed(titles)}.")


def say_due(talk: Talk, practice: Practice) -> None:
    """On the first screen: what should be done now, and how to begin; nothing where nothing is due."""
    agenda = practice.agenda()
    if agenda.first_run:
        talk.heading("Begin here")
        talk.say("One moment, three minutes: `trainer drill` opens it.")
    elif agenda.due or agenda.probes:
        parts = [f"{len(agenda.due)} to drill"] if agenda.due else []
        parts += [f"{len(agenda.probes)} to answer without feedback"] if agenda.probes else []
        talk.heading("Due now")
        talk.say(f"{listed(parts).capitalize()}: `trainer drill` opens it.")
