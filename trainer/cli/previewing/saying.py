"""What a preview says."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.cli.plain.talk import Talk
from trainer.encounter.encounter import Encounter
from trainer.library.scenario import Scenario
from trainer.library.text import shown
from trainer.problems import Problem, Severity
from trainer.workshop.graph.course import Stop, course_of
from trainer.workshop.preview.playing import Preview, Turn
from trainer.workshop.preview.telling import standing, told

HELP = (
    "A line is a response. An empty line looks whether the file has changed.",
    "/reply N says the reply N of this moment; /reply lists them.",
    "/silence holds silence on purpose.",
    "/back takes the last response back.",
    "/from MOMENT begins anew at a moment, with trust and distress as at the opening; /from begins at the opening.",
    "/moments lists the moments and endings.",
    "/reload reads the file again and gives your responses again.",
    "/quit stops. Nothing is kept.",
)
_INDENTED = frozenset({"present", "unsure", "reason"})


def say_turn(talk: Talk, turn: Turn) -> None:
    """What came of a response, then the patient's answer."""
    talk.gap()
    for line in told(turn):
        if line.tone in _INDENTED:
            talk.item(line.words)
        else:
            talk.say(line.words)
    talk.speech(turn.before.scenario.patient.name, turn.exchange.answer)


def say_place(talk: Talk, encounter: Encounter, *, whole: bool) -> None:
    """The patient's words that wait for a response, or the ending; `whole`: with the reaction before them."""
    if encounter.moment is None:
        talk.gap()
        talk.say(encounter.closing)
        talk.say(f"Here: {standing(encounter)}. /back takes the last response back, /from begins anew.")
        return
    name = encounter.scenario.patient.name
    talk.speech(name, encounter.heard if whole else encounter.says)
    talk.say(f"Here: {standing(encounter)}.")


def say_moments(talk: Talk, preview: Preview) -> None:
    """Every moment and ending with its first words; marks the opening and where the preview stands."""
    stops = course_of(preview.scenario)
    talk.heading("Moments")
    for stop in stops:
        if stop.kind is None:
            talk.item(f"{stop.id}{_marks(stop, preview.now.moment)}: “{shown(stop.words)}”")
    talk.heading("Endings")
    for stop in stops:
        if stop.kind is not None:
            talk.item(f"{stop.id} ({stop.kind}): “{shown(stop.words)}”")


def say_replies(talk: Talk, scenario: Scenario, moment: str) -> None:
    """The replies of a moment with their numbers and labels."""
    replies = scenario.moments[moment].replies
    talk.heading(f"Replies of {moment}" if replies else f"{moment} has no replies")
    for number, reply in enumerate(replies, start=1):
        talk.item(f"{number}. Level {reply.level}, {reply.style}: {reply.text}")


def say_problems(talk: Talk, problems: Sequence[Problem]) -> None:
    """Each error with its place and what to do."""
    for problem in problems:
        if problem.severity is Severity.ERROR:
            talk.item(f"{problem.place}: {problem.code} {problem.message}. {problem.remedy}")


def _marks(stop: Stop, here: str | None) -> str:
    marks = ["opening"] if stop.opening else []
    marks += ["you are here"] if stop.id == here else []
    marks += [f"risk {stop.risk}"] if stop.risk != "none" else []
    return f" ({', '.join(marks)})" if marks else ""
