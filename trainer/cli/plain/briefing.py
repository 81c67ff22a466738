"""The briefing: who, where, your role, goals, content, mode."""

from __future__ import annotations

from trainer.cli.plain.talk import Talk
from trainer.cli.plain.words import HELP, IN_PRACTICE, MODES, NOT_YET_READ, listed, sentence
from trainer.library.scenario import Scenario


def brief(talk: Talk, scenario: Scenario) -> None:
    """Say what a trainee may know before the encounter, and nothing of what is to come."""
    patient = scenario.patient
    talk.heading(scenario.title)
    talk.say(scenario.summary)
    talk.heading(f"Who: {patient.name}, {patient.age}")
    talk.say(patient.background)
    talk.heading("Your role")
    talk.say(scenario.role)
    talk.heading("Goals")
    for number, goal in enumerate(scenario.goals, start=1):
        talk.say(f"{number}. {sentence(goal)}")
    talk.heading(f"Content: {scenario.content_note.strip()}")
    talk.say("Any patient here may speak of wanting to die.")
    talk.say(f"Read by {listed(list(scenario.read_by))}." if scenario.read_by else NOT_YET_READ)


def how_to_answer(talk: Talk, mode: str) -> None:
    """Say the mode and how to answer."""
    talk.heading(f"Mode: {MODES[mode]}")
    help_lines(talk, mode)


def help_lines(talk: Talk, mode: str) -> None:
    for line in HELP:
        if mode == "practice" or not line.startswith(IN_PRACTICE):
            talk.say(line)
