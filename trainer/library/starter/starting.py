"""Answers in, the text of a complete scenario out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import files

from jinja2 import Environment, StrictUndefined

from trainer.library.text import clean

RUBRIC = "when-nothing-works"
_TEMPLATE = "scenario.yaml.jinja"


@dataclass(frozen=True, slots=True)
class Answers:
    """What an author says about a patient before there is one; every answer has a default."""

    title: str = "Good morning at the crossing"
    name: str = "Robin"
    age: int = 47
    situation: str = "Three medicines and a year of talking treatment for depression have not helped so far."
    role: str = "You are the psychiatry trainee in the clinic. You have the half hour before three o'clock."
    difficulty: int = 2
    minutes: int = 10


def starter_text(scenario_id: str, answers: Answers, schema: str) -> str:
    """A scenario that checks clean and can be played, with notes for its author.

    `schema` is the address of the JSON Schema, as seen from the file. Answers are one line each (see `one_line`).
    """
    environment = Environment(
        variable_start_string="<<",
        variable_end_string=">>",
        block_start_string="<%",
        block_end_string="%>",
        comment_start_string="<#",
        comment_end_string="#>",
        keep_trailing_newline=True,
        undefined=StrictUndefined,
        autoescape=False,
    )
    template = files(__package__).joinpath(_TEMPLATE).read_text(encoding="utf-8")
    return environment.from_string(template).render(
        id=scenario_id,
        file=f"{scenario_id}.yaml",
        schema=schema,
        rubric=RUBRIC,
        title=answers.title,
        name=answers.name,
        age=answers.age,
        situation=answers.situation,
        role=answers.role,
        difficulty=answers.difficulty,
        minutes=answers.minutes,
        quoted=_quoted,
    )


def one_line(answer: str) -> str:
    """An answer as it may stand in the file: clean, on one line."""
    return " ".join(clean(answer).split())


def _quoted(text: str) -> str:
    """A text in double quotes, as JSON and YAML both write it."""
    return json.dumps(text, ensure_ascii=False)
