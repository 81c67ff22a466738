"""What packing and unpacking print."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from trainer.cli.failing import tell
from trainer.library.pack.planning import Plan, Step
from trainer.library.text import clean
from trainer.problems import Problem, Severity


def print_problems(problems: Sequence[Problem], refusal: str) -> None:
    """The problems to stdout, as `check` words them; how many and what follows to stderr."""
    for problem in problems:
        at = f" at {problem.path}" if problem.path != "$" else ""
        first = f"{problem.place}: {problem.severity} {problem.code}: {problem.message}{at}"
        click.echo(f"{_one_line(first)}\n  {_one_line(problem.remedy)}")
    errors = sum(1 for problem in problems if problem.severity is Severity.ERROR)
    tell(f"{refusal}: {'1 problem' if errors == 1 else f'{errors} problems'}", remedy="docs/problems.md explains them.")


def print_plan(plan: Plan, folder: Path) -> None:
    """One line a file: what happens to it, and what it holds."""
    click.echo(_one_line(f"Into {folder}{'' if folder.is_dir() else ' (a new folder)'}:"))
    for step in plan.steps:
        click.echo(f"  {_one_line(_line(step))}")


def _line(step: Step) -> str:
    line = f"{step.doing}: {step.path}, the {step.kind} '{step.id}': {step.title}"
    return f"{line} (the same id as {step.hides})" if step.hides is not None and step.doing != "same" else line


def _one_line(text: str) -> str:
    return " ".join(clean(text).split())
