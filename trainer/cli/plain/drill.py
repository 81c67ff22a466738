"""A drill in plain mode, and choosing what to practise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from trainer.cli.failing import CommandError
from trainer.cli.plain.moment import Next, hold_moment, say_replies, set_scene, tell_exchange
from trainer.cli.plain.scripted import Mark
from trainer.cli.plain.talk import Talk
from trainer.cli.plain.words import NO_FEEDBACK
from trainer.practice.contrasts import Contrast
from trainer.session.drilling import DrillSession
from trainer.session.practice import Agenda, Practice
from trainer.session.single import SingleMoment


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the trainee does now. `name` is a probe's offer or a drill's behaviour."""

    kind: Literal["first", "probe", "drill"]
    name: str
    words: str


def choices(practice: Practice, agenda: Agenda) -> list[Chosen]:
    """What there is to do, what should come first first."""
    title = {name: behaviour.title for name, behaviour in practice.behaviours.items()}
    found = [Chosen("first", "", "One moment, about three minutes: a way in.")] if agenda.first_run else []
    found += [
        Chosen("probe", one.offer_id, f"A probe of “{title[one.offer.behaviour]}”: one moment, without feedback.")
        for one in agenda.probes
    ]
    found += [
        Chosen("drill", card.behaviour, f"Drill “{title[card.behaviour]}” ({card.behaviour}), due now.")
        for card in agenda.due
    ]
    found += [Chosen("drill", name, f"Drill “{title[name]}” ({name}){_why(agenda)}.") for name in agenda.suggested]
    return found


def _why(agenda: Agenda) -> str:
    return "" if agenda.first_run else ", not drilled yet"


def choose(talk: Talk, practice: Practice) -> Chosen | None:
    """Say what there is to do and ask; None where the trainee leaves."""
    every = choices(practice, practice.agenda())
    if not every:
        raise CommandError("There is nothing to practise", remedy="Nothing is due; name a behaviour to drill it.")
    talk.heading("What to practise")
    for number, one in enumerate(every, start=1):
        talk.say(f"{number}. {one.words}")
    while True:
        answer = talk.ask("Press Enter for the first, type another number or the name of a behaviour, or /quit.")
        if answer is None or answer in ("/quit", "/pause"):
            return None
        if not answer:
            return every[0]
        if answer.isdecimal() and 1 <= int(answer) <= len(every):
            return every[int(answer) - 1]
        if answer in practice.drillable:
            return Chosen("drill", answer, "")
        talk.say(f"Type a number from 1 to {len(every)}, or one of: {', '.join(practice.drillable)}.")


def hold_drill(talk: Talk, drill: DrillSession) -> None:
    """Hold a sitting to its end, or until the trainee stops."""
    _begin(talk, drill)
    for contrast in drill.contrasts:
        if not _choose_side(talk, drill, contrast):
            return
    while (moment := drill.next_moment()) is not None:
        talk.heading(f"Moment {len(drill.moments)} of {drill.planned}")
        if hold_moment(talk, moment) is Next.STOP:
            break
    _end(talk, drill)


def script_drill(talk: Talk, drill: DrillSession, responses: Sequence[str | Mark]) -> int:
    """Answer the moments of a sitting from a list; gives how many responses were left over."""
    waiting = list(responses)
    while waiting and (moment := drill.next_moment()) is not None:
        talk.heading(f"Moment {len(drill.moments)} of {drill.planned}")
        script_moment(talk, moment, waiting)
    _end(talk, drill)
    return len(waiting)


def script_moment(talk: Talk, moment: SingleMoment, waiting: list[str | Mark]) -> None:
    """Answer one moment with the first of the waiting responses, and again after each `<redo>`."""
    set_scene(talk, moment)
    while waiting:
        response = waiting.pop(0)
        talk.speech("You", "(silence)" if isinstance(response, Mark) else response)
        exchange = moment.hold_silence() if isinstance(response, Mark) else moment.respond(response)
        if moment.subject.purpose == "probe":
            talk.heading(NO_FEEDBACK)
            return
        tell_exchange(talk, moment, exchange)
        if len(waiting) < 2 or waiting[0] is not Mark.REDO:
            break
        waiting.pop(0)
        moment.redo()
    say_replies(talk, moment)


def _begin(talk: Talk, drill: DrillSession) -> None:
    behaviour, warm_up = drill.behaviour, drill.warm_up
    talk.heading(f"Drill: {behaviour.title}" if drill.aim == "show" else f"Drill: doing without “{behaviour.title}”")
    talk.say(behaviour.definition)
    _say_standing(talk, drill)
    if warm_up is None:
        return
    talk.heading("To warm up, two that do it and one that nearly does")
    for example in warm_up.examples:
        talk.say(f"“{example.patient}”")
        talk.item(f"Does it: “{example.response}”")
    miss = warm_up.near_miss
    talk.say(f"“{miss.patient}”")
    talk.item(f"Nearly: “{miss.response}”{f' ({miss.why})' if miss.why else ''}")


def _say_standing(talk: Talk, drill: DrillSession) -> None:
    now = drill.standing
    if now.of:
        talk.say(f"So far {now.shown} of {now.of}, by first tries.")
    talk.say(f"The aim is {now.needed} of the last {now.window}.")


def _choose_side(talk: Talk, drill: DrillSession, contrast: Contrast) -> bool:
    """Have a contrast chosen; False where the trainee stops."""
    talk.heading(contrast.question)
    if contrast.one_patient:
        talk.say(f"“{contrast.sides[0].patient}”")
    for number, side in enumerate(contrast.sides, start=1):
        before = "" if contrast.one_patient else f"To “{side.patient}”: "
        talk.say(f"{number}. {before}“{side.response}”")
    while (answer := talk.ask("Type 1 or 2.")) not in ("1", "2"):
        if answer is None or answer in ("/quit", "/pause"):
            return False
    reason = talk.ask("Why? One line, or Enter.")
    right = drill.choose(contrast, int(answer or "1") - 1, reason or "")
    talk.say(f"{'Yes' if right else 'It is the other one'}: number {contrast.right + 1}, with “{contrast.evidence}”.")
    if contrast.why:
        talk.say(f"The other: {contrast.why}.")
    return reason is not None


def _end(talk: Talk, drill: DrillSession) -> None:
    if not any(moment.exchanges for moment in drill.moments):
        return
    now = drill.standing
    talk.heading("This sitting")
    _say_standing(talk, drill)
    if now.reached:
        talk.say("That is the criterion. In some days a moment without feedback will ask what has stayed.")
    if drill.due is not None:
        talk.say(f"Due again on {day(drill.due)}.")


def day(at: datetime) -> str:
    return at.astimezone().strftime("%Y-%m-%d")
