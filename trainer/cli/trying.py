"""Trying behaviours and rubrics: which one, with which reader, which form and which exit code."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TypeVar

import click

from trainer.cli.exits import ExitCode
from trainer.cli.failing import CommandError
from trainer.cli.opening import load, read_settings
from trainer.cli.plain.wrapping import wrapped
from trainer.cli.reach import Reach
from trainer.cli.reading import agreement_in_reach, reader_in_reach
from trainer.cli.reporting.printing import print_json
from trainer.cli.terminal import is_terminal
from trainer.library.nearest import or_nearest
from trainer.library.text import shown
from trainer.workshop.trying.behaviours import try_behaviour
from trainer.workshop.trying.criteria import try_rubric
from trainer.workshop.trying.telling import behaviour_facts, behaviour_lines, rubric_facts, rubric_lines

T = TypeVar("T")


def try_one_behaviour(reach: Reach, behaviour_id: str, as_json: bool) -> ExitCode:
    """Try a behaviour on its own examples and near misses. Raises CommandError."""
    settings = read_settings()
    library = load(reach, settings)
    if behaviour_id not in library.behaviours:
        raise _unknown("behaviour", behaviour_id, library.behaviours)
    reader = reader_in_reach(reach, settings)()
    trial = try_behaviour(library.behaviours[behaviour_id].item, reader, _watched)
    measured = agreement_in_reach(lambda: reader, settings.measured).get(behaviour_id)
    if as_json:
        print_json(behaviour_facts(trial, measured))
    else:
        _say(behaviour_lines(trial, measured))
    return ExitCode.OK


def try_one_rubric(reach: Reach, rubric_id: str, as_json: bool) -> ExitCode:
    """Try a rubric's criteria. Exit code 1: some response was read wrong. Raises CommandError."""
    settings = read_settings()
    library = load(reach, settings)
    if rubric_id not in library.rubrics:
        raise _unknown("rubric", rubric_id, library.rubrics)
    reader = reader_in_reach(reach, settings)()
    behaviours = {name: entry.item for name, entry in library.behaviours.items()}
    agreement = agreement_in_reach(lambda: reader, settings.measured)
    trials = try_rubric(library.rubrics[rubric_id].item, behaviours, reader, agreement, _watched)
    if as_json:
        print_json({"rubric": rubric_id, "criteria": rubric_facts(trials)})
    else:
        _say(rubric_lines(trials))
    return ExitCode.PROBLEMS if any(trial.count("wrong") for trial in trials) else ExitCode.OK


def _say(lines: Iterable[str]) -> None:
    """Print the lines, each wrapped under its own beginning."""
    for line in lines:
        click.echo(wrapped(line, " " * (len(line) - len(line.lstrip()))))


def _unknown(what: str, name: str, known: Iterable[str]) -> CommandError:
    meant = or_nearest(name, known)
    return CommandError(
        f"There is no {what} '{shown(name)}' that can be used{meant}", remedy="`trainer check` says what is wrong."
    )


def _watched(items: Sequence[T]) -> Iterable[T]:
    """The items, with their progress on stderr where somebody watches."""
    if not is_terminal(sys.stderr):
        yield from items
        return
    with click.progressbar(items, label="Reading", file=sys.stderr) as bar:
        yield from bar
