"""Choosing: which scenario, in which mode, and whether to resume."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from trainer.cli.plain.talk import Talk
from trainer.cli.plain.words import MODES, counted, day, sentence
from trainer.cli.reporting.scenarios import DIFFICULTY, in_reading_order
from trainer.library.catalogue import Library
from trainer.library.nearest import or_nearest
from trainer.library.text import shown
from trainer.records.attempts import Mode, Unfinished

NEW: Literal["new"] = "new"
PLAYABLE: tuple[Mode, ...] = ("practice", "assessment", "probe")


def list_scenarios(talk: Talk, library: Library) -> list[str]:
    """Say the numbered list of scenarios; gives their ids in that order."""
    scenarios = in_reading_order(library)
    talk.heading("Scenarios")
    for number, scenario in enumerate(scenarios, start=1):
        talk.say(
            f"{number}. {sentence(scenario.title)} {sentence(DIFFICULTY[scenario.difficulty])} "
            f"About {scenario.minutes} minutes."
        )
        talk.item(f"{sentence(scenario.summary)} Its id: {scenario.id}.")
    return [scenario.id for scenario in scenarios]


def choose_scenario(talk: Talk, library: Library) -> str | None:
    """List the scenarios and ask for one, by number or id; None where the trainee leaves."""
    ids = list_scenarios(talk, library)
    talk.gap()
    while True:
        answer = talk.ask("Which one? Type its number or id, or /quit.")
        if answer is None or answer in ("/quit", "/pause"):
            return None
        if answer in library.scenarios:
            return answer
        if answer.isdecimal() and 1 <= int(answer) <= len(ids):
            return ids[int(answer) - 1]
        if answer:
            talk.say(f"There is no '{shown(answer)}'{or_nearest(answer, ids)}.")


def choose_mode(talk: Talk) -> Mode | None:
    """Ask for the mode; Enter is practice. None where the trainee leaves."""
    talk.heading("How")
    for number, mode in enumerate(PLAYABLE, start=1):
        talk.say(f"{number}. {MODES[mode]}.")
    while True:
        answer = talk.ask("Type a number, or press Enter for practice.")
        if answer is None or answer in ("/quit", "/pause"):
            return None
        if not answer:
            return "practice"
        for number, mode in enumerate(PLAYABLE, start=1):
            if answer.lower() in (str(number), mode):
                return mode
        talk.say(f"Type 1 to {len(PLAYABLE)}.")


def choose_attempt(talk: Talk, unfinished: Sequence[Unfinished]) -> Unfinished | Literal["new"] | None:
    """Offer to resume one of these attempts, latest first; None where the trainee leaves."""
    talk.heading(
        "You have an unfinished attempt of this scenario"
        if len(unfinished) == 1
        else f"You have {len(unfinished)} unfinished attempts of this scenario"
    )
    for number, attempt in enumerate(unfinished, start=1):
        begun = f"{day(attempt.started)} at {attempt.started:%H:%M}"
        talk.say(f"{number}. {attempt.mode}, begun on {begun}, {_said(attempt)}.")
    while True:
        answer = talk.ask("Press Enter to resume the first, type another number, or type new to begin again.")
        if answer is None or answer in ("/quit", "/pause"):
            return None
        if answer.lower() in ("", "y", "yes"):
            return unfinished[0]
        if answer.lower() in ("n", "no", "new"):
            return NEW
        if answer.isdecimal() and 1 <= int(answer) <= len(unfinished):
            return unfinished[int(answer) - 1]
        talk.say(f"Type new, or a number from 1 to {len(unfinished)}.")


def _said(attempt: Unfinished) -> str:
    return f"{counted(attempt.exchanges, 'response')} so far" if attempt.exchanges else "with a response begun"
