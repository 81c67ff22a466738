"""`trainer cohort accept`: a trainee joins a program."""

from __future__ import annotations

import click

from trainer.cli.exits import ExitCode
from trainer.cli.failing import tell
from trainer.cli.people.cohorts import told_task
from trainer.cli.people.own import own_programs
from trainer.cli.plain.wrapping import wrapped
from trainer.cli.reach import Reach
from trainer.library.text import clean


def join(reach: Reach, code: str, database: str) -> ExitCode:
    """Join, and say what is asked. Raises CommandError."""
    with own_programs(reach) as programs:
        joined = programs.accept(code, database)
        asked = [one for one in programs.asked() if one.program.program_id == joined.program.program_id]
    click.echo(clean(f"You are in '{joined.program.title}' now, as {joined.member.pseudonym}."))
    for one in asked:
        click.echo(wrapped(f"{one.cohort.title} asks: {told_task(one.assignment.task)}", indent="  ", hang="  "))
        if one.assignment.task.kind == "scenario":
            click.echo(clean(f"    trainer play {one.assignment.task.target} --mode {one.assignment.task.mode}"))
    tell("Nothing of yours has gone anywhere", remedy="`trainer share` says what would, and asks you first.")
    return ExitCode.OK
