"""The command `trainer`. Commands are imported when they run, so that `trainer --version` stays quick."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

import click

from trainer import __version__
from trainer.cli.exits import ExitCode
from trainer.cli.failing import ReaderGoneError, guarded
from trainer.cli.reach import Reach, db_option, debug_option, library_option, pass_reach

COMMANDS = {
    "play": "trainer.cli.commands.play:play",
    "drill": "trainer.cli.commands.drill:drill",
    "progress": "trainer.cli.commands.progress:progress",
    "list": "trainer.cli.commands.listing:list_scenarios",
    "show": "trainer.cli.commands.show:show",
    "check": "trainer.cli.commands.check:check",
    "simulate": "trainer.cli.commands.simulate:simulate",
    "score": "trainer.cli.commands.score:score",
    "evaluate": "trainer.cli.commands.evaluate:evaluate",
    "new": "trainer.cli.commands.new:new",
    "preview": "trainer.cli.commands.preview:preview",
    "workshop": "trainer.cli.commands.workshop:workshop",
    "graph": "trainer.cli.commands.graph:graph",
    "diff": "trainer.cli.commands.diff:diff",
    "pack": "trainer.cli.commands.pack:pack",
    "unpack": "trainer.cli.commands.unpack:unpack",
    "behaviour": "trainer.cli.commands.behaviour:behaviour",
    "rubric": "trainer.cli.commands.rubric:rubric",
    "schema": "trainer.cli.commands.schema:schema",
    "db": "trainer.cli.commands.db:db",
    "share": "trainer.cli.commands.share:share",
    "pause": "trainer.cli.commands.pause:pause",
    "withdraw": "trainer.cli.commands.withdraw:withdraw",
    "delete": "trainer.cli.commands.delete:delete",
    "cohort": "trainer.cli.commands.cohort:cohort",
    "review": "trainer.cli.commands.review:review",
    "rescore": "trainer.cli.commands.rescore:rescore",
    "report": "trainer.cli.commands.report:report",
    "export": "trainer.cli.commands.export:export",
    "outbox": "trainer.cli.commands.outbox:outbox",
    "doctor": "trainer.cli.commands.doctor:doctor",
}


class Commands(click.Group):
    """A group that imports a command when it is asked for, and in which every failure is told in one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name].split(":")
        command = getattr(import_module(module), name)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from trainer.library.nearest import or_nearest

            raise click.UsageError(f"There is no command '{args[0]}'{or_nearest(args[0], COMMANDS)}", ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise ReaderGoneError from error

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = "trainer",
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run the command that `args` name, then leave the program with its exit code."""
        given = list(sys.argv[1:] if args is None else args)

        def run() -> Any:
            return super(Commands, self).main(
                given,
                prog_name,
                complete_var,
                standalone_mode=False,
                windows_expand_args=windows_expand_args,
                **extra,
            )

        if not standalone_mode:
            return run()
        _make_streams_forgiving()
        sys.exit(_run_logged(run, given))


def _run_logged(run: Callable[[], Any], given: Sequence[str]) -> ExitCode:
    """Run the command; with a log, where `--log` or TRAINER_LOG names one."""
    debug = "--debug" in given
    file = next((given[at + 1] for at, word in enumerate(given[:-1]) if word == "--log"), os.environ.get("TRAINER_LOG"))
    if not file:
        return guarded(run, debug)
    from trainer.cli.log_lines import logged

    def with_log() -> Any:
        with logged(file, [word for word in given if word in COMMANDS]) as ended:
            ended.append(guarded(run, debug))
        return ended[0]

    return guarded(with_log, debug)


def _make_streams_forgiving() -> None:
    """A character that the terminal cannot show, or bytes that are no text, must not stop a conversation."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@db_option("TRAINER_DB")
@library_option("TRAINER_LIBRARY")
@debug_option()
@click.option(
    "--log",
    metavar="FILE",
    expose_value=False,
    help="Log what the program does as JSON lines, `-` for stderr; never what is typed (environment: TRAINER_LOG).",
)
@click.version_option(__version__, prog_name="trainer", message="%(prog)s %(version)s")
@pass_reach
@click.pass_context
def cli(ctx: click.Context, reach: Reach) -> Any:
    """Practise what to say to a patient for whom nothing has worked, and learn from your own words.

    Without a command it opens the app; where there is no terminal, or a dumb one, it lists the scenarios.
    The patients are invented. This is no medical device and gives no clinical advice.
    """
    if ctx.invoked_subcommand is not None:
        return None
    from trainer.cli.front import open_front

    return open_front(reach)


def main() -> None:
    """The entry point of the command `trainer`."""
    cli()


if __name__ == "__main__":
    main()
