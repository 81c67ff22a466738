"""One moment by itself, as lines: the patient speaks, the trainee answers, then feedback, redo, model replies."""

from __future__ import annotations

from enum import Enum, auto

from trainer.cli.plain.answering import Act, Said, read_answer
from trainer.cli.plain.card import in_words, say_card
from trainer.cli.plain.talk import Talk
from trainer.cli.plain.words import NO_FEEDBACK
from trainer.library.text import shown
from trainer.scoring.exchange import Exchange
from trainer.scoring.feedback import FeedbackCard
from trainer.session.errors import SessionError
from trainer.session.single import SingleMoment

_HELP = (
    "Type what you would say, over as many lines as you like; an empty line sends it. /silence holds silence on "
    "purpose, /clear drops what you have typed, /quit stops here. What you have typed is kept."
)
_AFTER = "Press Enter to go on, or type /redo to take the moment again, /contest to contest a finding, /quit to stop."
MODELS_AT_MOST = 2


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
    talk.say(patient.background)
    talk.say(f"Your role: {moment.scenario.role}")
    talk.speech(patient.name, moment.heard)


def tell_exchange(talk: Talk, moment: SingleMoment, exchange: Exchange) -> None:
    """How the patient answers, and the card; a redo is set beside the first try."""
    talk.speech(moment.scenario.patient.name, exchange.answer)
    say_card(talk, moment.card(exchange))
    if len(moment.exchanges) > 1:
        talk.heading("Your tries side by side")
        for number, one in enumerate(moment.exchanges, start=1):
            level = "silence" if one.reading is None else f"level {one.reading.shown_level}"
            talk.say(f"Try {number}, {level}: “{one.response.text or '(silence)'}”")


def say_replies(talk: Talk, moment: SingleMoment) -> None:
    """Model replies in different styles, once the trainee has tried."""
    by_style = {reply.style: reply for reply in reversed(moment.replies())}
    models = sorted(by_style.values(), key=lambda reply: -reply.level)[:MODELS_AT_MOST]
    if models:
        talk.heading("What others might have said")
    for reply in models:
        talk.item(f"Level {reply.level}, {reply.style}: {reply.text}")


def _let_answer(talk: Talk, moment: SingleMoment) -> Exchange | None:
    """Read an answer and send it; None where the trainee stops or no more input comes."""
    talk.gap()
    typed = moment.draft.split("\n") if moment.draft else []
    if typed:
        talk.say("You have begun a response. Type on; an empty line sends it, /clear drops it. So far:")
    else:
        talk.say("You (an empty line sends it):")
    for line in typed:
        talk.item(line)
    while True:
        act = read_answer(talk, typed, moment.save_draft, lambda: talk.say(_HELP))
        if act is Act.LEAVE or act is Act.NO_MORE:
            talk.say("Stopped. What you have typed is kept.")
            return None
        if act is Act.REDO:
            talk.say("There is nothing to take again yet.")
            continue
        try:
            return moment.respond(act.text) if isinstance(act, Said) else moment.hold_silence()
        except SessionError as error:
            talk.say(f"{error.message} {error.remedy}")


def _after(talk: Talk, moment: SingleMoment, exchange: Exchange) -> Next | None:
    """What the trainee does after the card; None: the moment again."""
    talk.gap()
    while True:
        answer = talk.ask(_AFTER)
        if answer == "/contest":
            _contest(talk, moment, exchange)
        elif answer == "/redo":
            moment.redo()
            talk.heading("The moment again. Your first try is kept, and is the one that counts")
            talk.speech(moment.scenario.patient.name, moment.heard)
            return None
        else:
            say_replies(talk, moment)
            return Next.STOP if answer in (None, "/quit", "/pause") else Next.ON


def _contest(talk: Talk, moment: SingleMoment, exchange: Exchange) -> None:
    findings = _findings(moment.card(exchange))
    if not findings:
        talk.say("Silence is not read, so there is no finding to contest.")
        return
    for number, (_, words) in enumerate(findings, start=1):
        talk.say(f"{number}. {words}")
    answer = talk.ask("Which one? Type its number, or Enter for none.")
    if not answer or not answer.isdecimal() or not 1 <= int(answer) <= len(findings):
        talk.say("Nothing contested.")
        return
    reason = talk.ask("Why do you see it otherwise? One line.")
    try:
        moment.contest(len(moment.exchanges) - 1, findings[int(answer) - 1][0], reason or "")
    except SessionError as error:
        talk.say(f"{error.message} {error.remedy}")
        return
    talk.say("Kept with your reason; it waits for a supervisor.")


def _findings(card: FeedbackCard) -> list[tuple[str | None, str]]:
    """What a card says, as (behaviour or None for the level, words)."""
    if card.level is None:
        return []
    quoted = (*card.landed, *card.hurt, *card.asked)
    return [
        (None, f"Level {card.level}, {card.level_name}"),
        *((one.behaviour, shown(in_words(one), 100)) for one in quoted),
    ]
