"""What a command reaches: the database and the library folders, from options or the environment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(slots=True)
class Reach:
    """Filled from the options before a command runs. An option after the command's name wins over one before it."""

    db: str | None = None
    """A path or URL; None for the user's data folder."""
    folders: tuple[Path, ...] = ()
    """Library folders beside the shipped ones and the user's own; a later one wins an id."""


pass_reach = click.make_pass_decorator(Reach, ensure=True)


def db_option(environment: str | None = None) -> Callable[[F], F]:
    return click.option(
        "--db",
        metavar="URL",
        envvar=environment,
        expose_value=False,
        callback=_keep_db,
        help="Where attempts are kept: a file or a database URL (environment: TRAINER_DB).",
    )


def library_option(environment: str | None = None) -> Callable[[F], F]:
    return click.option(
        "--library",
        metavar="DIR",
        multiple=True,
        type=click.Path(path_type=Path, readable=False),
        envvar=environment,
        expose_value=False,
        callback=_keep_folders,
        help="A further folder of scenarios and rubrics; may be given again (environment: TRAINER_LIBRARY).",
    )


def debug_option() -> Callable[[F], F]:
    """`--debug` works before and after a command's name; `failing.guarded` looks for it."""
    return click.option("--debug", is_flag=True, expose_value=False, help="Show the details of a failure.")


def program_options() -> Callable[[F], F]:
    """The options of every command that works in a program's database."""

    def with_options(command: F) -> F:
        options = (
            click.option("--program", metavar="TITLE", help="Which program, where the database holds several."),
            click.option(
                "--as",
                "acting",
                metavar="PSEUDONYM",
                envvar="TRAINER_AS",
                help="Who you are in the program (environment: TRAINER_AS). A database server knows it by itself.",
            ),
            db_option(),
            debug_option(),
            pass_reach,
        )
        for option in reversed(options):
            command = option(command)
        return command

    return with_options


def _keep_db(ctx: click.Context, _param: click.Parameter, value: str | None) -> None:
    if value:
        ctx.ensure_object(Reach).db = value


def _keep_folders(ctx: click.Context, _param: click.Parameter, value: tuple[Path, ...]) -> None:
    if value:
        ctx.ensure_object(Reach).folders = value
