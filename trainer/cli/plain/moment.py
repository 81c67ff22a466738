"""One moment by itself, as lines: the patient speaks, the trainee answers, then feedback, redo, model replies."""

from __future__ import annotations

from enum import Enum, auto
from functools import partial

from trainer.cli.plain.answering import Act, Said, chosen_act, invite, read_answer
from trainer.cli.plain.card import say_card, say_models, side_by_side
from trainer.cli.plain.contesting import contest
from trainer.cli.plain.talk import Talk
from trainer.cli.plain.words import NO_FEEDBACK
from trainer.library.text import shown
from trainer.scoring.exchange import Exchange
from trainer.session.errors import SessionError
from trainer.session.single import SingleMoment

_HELP = (
    "Type what you would say, over as many lines as you like; an empty line sends it. /silence holds silence on "
    "purpose, /clear drops what you have typed, /quit stops here. What you have typed is kept."
)
_AFTER = (
    "Press Enter to go on, or type redo to take the moment again, contest to see a finding otherwise, quit to stop."
)
_AFTER_AGAIN = "Press Enter to go on, or type redo, contest or quit."
_AGAIN = "You have drilled this moment before. Answer it afresh: a shape of words used twice already does not count."


class Next(Enum):
    """What follows a moment."""

    ON = auto()
    STOP = auto()


def hold_moment(talk: Talk, moment: SingleMoment) -> Next:
    """Hold one moment. Raises SessionError and KeyboardInterrupt."""
    set_scene(talk, moment)
    while True:
        exchange = _let_answer(talk, moment)
        if exchange is None:
            return Next.STOP
        if moment.subject.purpose == "probe":
            talk.heading(NO_FEEDBACK)
            return Next.ON
        tell_exchange(talk, moment, exchange)
        following = _after(talk, moment, exchange)
        if following is not None:
            return following


def set_scene(talk: Talk, moment: SingleMoment) -> None:
    """Who speaks, what is known of them, and what they say."""
    patient = moment.scenario.patient
    talk.heading(f"{patient.name}, {patient.age}")
    talk.say(f"Content: {moment.scenario.content_note.strip()}")
    if moment.subject.again:
        talk.say(_AGAIN)
    talk.say(patient.background)
    talk.say(f"Your role: {moment.scenario.role}")
    talk.speech(patient.name, moment.heard)


def tell_exchange(talk: Talk, moment: SingleMoment, exchange: Exchange) -> None:
    """How the patient answers, and the card; a redo is set beside the first try."""
    talk.speech(moment.scenario.patient.name, exchange.answer)
    say_card(talk, moment.card(exchange))
    side_by_side(talk, moment.exchanges)


def _let_answer(talk: Talk, moment: SingleMoment) -> Exchange | None:
    """Read an answer and send it; None where the trainee stops or no more input comes."""
    typed = moment.draft.split("\n") if moment.draft else []
    invite(talk, typed)
    while True:
        act = read_answer(talk, typed, moment.save_draft, lambda: talk.say(_HELP))
        if act is Act.LEAVE or act is Act.NO_MORE:
            talk.say("Stopped. What you have typed is kept.")
            return None
        if act in (Act.REDO, Act.CONTEST, Act.REPLIES):
            talk.say("That comes after an answer of your own.")
            continue
        try:
            return moment.respond(act.text) if isinstance(act, Said) else moment.hold_silence()
        except SessionError as error:
            talk.say(f"{error.message} {error.remedy}")


def _after(talk: Talk, moment: SingleMoment, exchange: Exchange) -> Next | None:
    """What the trainee does after the card; None: the moment again."""
    talk.gap()
    while True:
        answer = talk.ask(_AFTER if talk.first_time("card") else _AFTER_AGAIN)
        match chosen_act(answer):
            case Act.CONTEST:
                contest(talk, moment.card(exchange), partial(moment.contest, len(moment.exchanges) - 1))
            case Act.REDO:
                moment.redo()
                talk.heading("The moment again. Your first try is kept, and is the one that counts")
                talk.speech(moment.scenario.patient.name, moment.heard)
                return None
            case Act.LEAVE:
                say_models(talk, moment.body)
                return Next.STOP
            case None if not answer:
                say_models(talk, moment.body)
                return Next.ON
            case _:
                talk.say(f"'{shown(answer or '')}' is nothing to do here.")
