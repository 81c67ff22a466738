"""The questions about a new patient. Each has a default, and each answer is looked at before the next question."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import Any

import click

from trainer.cli.failing import tell
from trainer.cli.terminal import is_terminal
from trainer.library.starter.starting import Answers, one_line

_QUESTIONS = {
    "title": "Title, as the list shows it",
    "name": "What is the patient called?",
    "age": "How old?",
    "situation": "What has been tried and has not helped? One or two sentences",
    "role": "Who is the trainee here? One sentence that begins with 'You are'",
    "difficulty": "How hard is it, from 1 (gentle) to 3 (hard)?",
    "minutes": "About how many minutes does it take?",
}
_RANGES = {"age": (0, 120), "difficulty": (1, 3), "minutes": (1, 120)}
_LONGEST = {"title": 300, "name": 80, "situation": 1000, "role": 1000}


def answered(given: dict[str, str | int | None], *, ask: bool) -> Answers:
    """The answers given with options; the rest asked for where `ask` and somebody is there, else the defaults.

    Raises click.BadParameter for a given answer that cannot stand in a scenario, click.Abort where one is interrupted.
    """
    known = {name: _accepted(name, str(value)) for name, value in given.items() if value is not None}
    answers = replace(Answers(), **known)
    if not ask or not is_terminal(sys.stdin):
        return answers
    tell("A few questions", remedy="Press Enter to take what stands in brackets. Ctrl+C stops, and nothing is written.")
    asked = {name: _asked(name, getattr(answers, name)) for name in _QUESTIONS if name not in known}
    return replace(answers, **asked)


def _asked(name: str, default: Any) -> Any:
    return click.prompt(
        _QUESTIONS[name], default=default, err=True, value_proc=lambda typed: _accepted(name, str(typed))
    )


def _accepted(name: str, typed: str) -> Any:
    answer = one_line(typed)
    if name in _RANGES:
        return _number(name, answer)
    if not answer:
        raise click.BadParameter(f"The {name} needs at least one letter.")
    if len(answer) > _LONGEST[name]:
        raise click.BadParameter(f"The {name} may have {_LONGEST[name]} characters, this has {len(answer)}.")
    if any(braces in answer for braces in ("{{", "{%", "{#")):
        raise click.BadParameter(f"The {name} cannot hold braces such as {{{{: they have a meaning in a scenario.")
    return answer


def _number(name: str, answer: str) -> int:
    low, high = _RANGES[name]
    if not (answer.isascii() and answer.isdigit() and low <= int(answer[:6]) <= high):
        raise click.BadParameter(f"The {name} is a whole number from {low} to {high}.")
    return int(answer)
