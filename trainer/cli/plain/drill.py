"""A drill in plain mode: warm-up, choice, moments, and how the sitting went."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.cli.plain.answering import Act, chosen_act
from trainer.cli.plain.card import say_models
from trainer.cli.plain.moment import Next, hold_moment, set_scene, tell_exchange
from trainer.cli.plain.scripted import Mark
from trainer.cli.plain.talk import Talk
from trainer.cli.plain.words import NO_FEEDBACK, day, sentence
from trainer.practice.contrasts import Contrast
from trainer.session.drilling import DrillSession
from trainer.session.single import SingleMoment


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
    say_models(talk, moment.body)


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
    talk.item(f"Nearly: “{miss.response}”")
    if miss.why:
        talk.item(f"But: {sentence(miss.why)}")


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
        if chosen_act(answer) is Act.LEAVE:
            return False
    reason = talk.ask("Why? One line, or Enter.")
    right = drill.choose(contrast, int(answer or "1") - 1, reason or "")
    start = "Yes" if right else "It is the other one"
    quote = f", with “{contrast.telling}”" if contrast.telling else ""
    talk.say(sentence(f"{start}: number {contrast.right + 1}{quote}"))
    if contrast.why:
        talk.say(f"In number {2 - contrast.right}: {sentence(contrast.why)}")
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
