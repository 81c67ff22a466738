"""`trainer cohort …`: the people of a program, and what is asked of them."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import click

from trainer.cli.exits import ExitCode
from trainer.cli.reach import Reach, db_option, debug_option, library_option, pass_reach, program_options
from trainer.programs.people import ASSIGNED_MODES, COUNTS, ROLES, NewMember, Role

HELP = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(context_settings=HELP)
def cohort() -> None:
    """The people of a program, and what is asked of them.

    \b
    To begin, as who runs the program (a file can be the database, or a PostgreSQL address):
      export TRAINER_DB=program.db
      trainer cohort new "Autumn 2026" --program "Our residency"
      trainer cohort roster people.csv "Autumn 2026"     (columns: pseudonym or name, role, …)
      trainer cohort assign "Autumn 2026" SCENARIO --mode assessment --closes 2026-12-18
      trainer cohort invite "Autumn 2026"                (a code for each trainee)
    As a trainee, with the code you were given:
      trainer cohort accept CODE program.db              (nothing is shared by this)
      trainer share                                      (says what would go where, and asks)

    docs/programs.md tells it at length.
    """


@cohort.command()
@click.argument("title")
@click.option("--new-program", is_flag=True, help="Make a further program, of the title --program, in this database.")
@click.option("--login", metavar="ROLE", help="On a server, with a program that is made: the admin signs in so.")
@program_options()
def new(
    reach: Reach, title: str, new_program: bool, login: str | None, program: str | None, acting: str | None
) -> ExitCode:
    """Make a cohort; where there is no program yet, the program too.

    Whoever makes a program becomes its admin, under the pseudonym of --as or a made one. On a server the operator makes
    it, for the admin whose login --login names.
    """
    from trainer.cli.people.cohorts import new_cohort
    from trainer.cli.people.desk import Whose

    if new_program and program is None:
        raise click.UsageError("--new-program needs a title: --program TITLE")
    return new_cohort(reach, Whose(program, acting), title, another=new_program, login=login)


@cohort.command()
@click.argument("title", metavar="COHORT")
@click.argument("pseudonym", required=False)
@click.option("--role", type=click.Choice(ROLES), default="trainee", show_default=True, help="What they are.")
@click.option("--name", help="A name to keep beside the pseudonym. Left out, nobody's name is kept.")
@click.option("--language", help="The language background they describe themselves, to be looked at for fairness.")
@click.option("--login", metavar="ROLE", help="The name under which they sign in to the database server.")
@click.option("--count", type=click.IntRange(1, 1000), default=1, help="Add so many, each under a made pseudonym.")
@program_options()
def add(
    reach: Reach,
    title: str,
    pseudonym: str | None,
    role: str,
    name: str | None,
    language: str | None,
    login: str | None,
    count: int,
    program: str | None,
    acting: str | None,
) -> ExitCode:
    """Add somebody to a cohort and print their pseudonym, made up where none is given.

    Somebody who is in the program already is put into the cohort, and gets the login if one is named.
    """
    from trainer.cli.people.cohorts import add_people
    from trainer.cli.people.desk import Whose

    if count > 1 and (pseudonym or name or login):
        raise click.UsageError("--count is for people without a pseudonym, name or login of their own")
    added = NewMember(cast(Role, role), pseudonym, name, language, login)
    return add_people(reach, Whose(program, acting), title, added, count)


@cohort.command()
@click.argument("file")
@click.argument("title", metavar="[COHORT]", required=False)
@click.option("--names", is_flag=True, help="Keep the names in the program. Else they are only printed, once.")
@click.option("--known", metavar="LIST", multiple=True, help="A list that this command printed: who is in it is known.")
@click.option("--all-new", is_flag=True, help="Whoever has no pseudonym and is not recognised is somebody new.")
@click.option("--dry-run", is_flag=True, help="Say what would be done and change nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print an object for programs.")
@program_options()
def roster(
    reach: Reach,
    file: str,
    title: str | None,
    names: bool,
    known: tuple[str, ...],
    all_new: bool,
    dry_run: bool,
    as_json: bool,
    program: str | None,
    acting: str | None,
) -> ExitCode:
    """Add people from a CSV file (- for a pipe): all of them, or with an error in any line nobody.

    The first line names the columns: pseudonym, name or key (such as a staff number, never kept), and if you like
    role, cohort, language. Who has no pseudonym gets one, and the list of them is printed: keep it, and name it with
    --known the next time, so that nobody is added twice. Exit code 1: nobody was added, and why.
    """
    from trainer.cli.people.desk import Whose
    from trainer.cli.people.roster import RosterWish, take_roster

    return take_roster(reach, Whose(program, acting), RosterWish(file, title, names, dry_run, as_json, known, all_new))


@cohort.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print an object for programs.")
@program_options()
def list_(reach: Reach, as_json: bool, program: str | None, acting: str | None) -> ExitCode:
    """Show the cohorts of the program and how many are in each."""
    from trainer.cli.people.desk import Whose
    from trainer.cli.people.showing import list_cohorts

    return list_cohorts(reach, Whose(program, acting), as_json)


@cohort.command()
@click.argument("title", metavar="[COHORT]", required=False)
@click.option("--names", is_flag=True, help="Show kept names too. Of a trainee who has joined it is written down.")
@click.option("--reason", metavar="WORDS", help="Why you look at names.")
@click.option("--json", "as_json", is_flag=True, help="Print an object for programs.")
@program_options()
def show(
    reach: Reach,
    title: str | None,
    names: bool,
    reason: str | None,
    as_json: bool,
    program: str | None,
    acting: str | None,
) -> ExitCode:
    """Show a cohort: who is in it, what is asked, and how far those are who share what they do.

    Without COHORT the app opens at the cohorts of the program, where there is a terminal for it.
    """
    from trainer.cli.people.desk import Whose
    from trainer.cli.people.showing import ShowWish, show_cohort

    if title is None:
        if names or as_json:
            raise click.UsageError("--names and --json go with a COHORT")
        from trainer.cli.people.looking import open_cohorts

        return open_cohorts(reach, Whose(program, acting))
    return show_cohort(reach, Whose(program, acting), ShowWish(title, names, reason, as_json))


@cohort.command()
@click.argument("title", metavar="COHORT")
@click.argument("target", metavar="ID")
@click.option("--mode", type=click.Choice(ASSIGNED_MODES), help="In which mode. Default: practice.")
@click.option("--opens", metavar="DAY", help="From when: 2026-12-01, or with a time 2026-12-01T09:00. Default: now.")
@click.option("--closes", metavar="DAY", help="Until when, the day included. Default: it stays open.")
@click.option("--attempts", type=click.IntRange(1, 100), metavar="N", help="How many may be made. Default: any number.")
@click.option(
    "--counts", type=click.Choice(COUNTS), default="best", show_default=True, help="Which attempt is the figure."
)
@click.option("--stop", is_flag=True, help="Ask it no longer, in the mode in which it is asked.")
@library_option()
@program_options()
def assign(
    reach: Reach,
    title: str,
    target: str,
    mode: str | None,
    opens: str | None,
    closes: str | None,
    attempts: int | None,
    counts: str,
    stop: bool,
    program: str | None,
    acting: str | None,
) -> ExitCode:
    """Ask a cohort to do a scenario, or any scenario of a rubric (ID: of either).

    The same again changes nothing. With --stop, what has been done stays.
    """
    from trainer.cli.people.cohorts import AssignWish
    from trainer.cli.people.cohorts import assign as ask
    from trainer.cli.people.desk import Whose

    wish = AssignWish(title, target, mode, opens, closes, attempts, counts, stop)
    return ask(reach, Whose(program, acting), wish)


@cohort.command()
@click.argument("title", metavar="COHORT")
@click.argument("pseudonyms", metavar="[PSEUDONYM]...", nargs=-1)
@click.option("--days", type=click.IntRange(1, 365), default=30, show_default=True, help="So long a code is good.")
@click.option("--again", is_flag=True, help="Also a new code for who has one that is still good: that one is void.")
@click.option("--json", "as_json", is_flag=True, help="Print an array for programs.")
@program_options()
def invite(
    reach: Reach,
    title: str,
    pseudonyms: tuple[str, ...],
    days: int,
    again: bool,
    as_json: bool,
    program: str | None,
    acting: str | None,
) -> ExitCode:
    """Print a code for each trainee who has not joined yet and has none, or for those named.

    A code is shown once, good once, and makes an earlier one of the same person useless.
    """
    from trainer.cli.people.cohorts import InviteWish
    from trainer.cli.people.cohorts import invite as hand_out
    from trainer.cli.people.desk import Whose

    return hand_out(reach, Whose(program, acting), InviteWish(title, pseudonyms, days, as_json, again))


@cohort.command()
@click.argument("code")
@click.argument("database")
@db_option()
@debug_option()
@pass_reach
def accept(reach: Reach, code: str, database: str) -> ExitCode:
    """As a trainee: join the program whose database (a file or an address) this is. Nothing is shared by this.

    --db names your own records, which stay where they are.
    """
    from trainer.cli.people.joining import join

    return join(reach, code, database)


@cohort.command()
@click.argument("title", metavar="COHORT")
@program_options()
def close(reach: Reach, title: str, program: str | None, acting: str | None) -> ExitCode:
    """Close a cohort: nothing more is asked of it, what has been done stays."""
    from trainer.cli.people.cohorts import close_cohort
    from trainer.cli.people.desk import Whose

    return close_cohort(reach, Whose(program, acting), title)


@cohort.command()
@click.argument("title", metavar="COHORT")
@click.argument("pseudonym")
@program_options()
def remove(reach: Reach, title: str, pseudonym: str, program: str | None, acting: str | None) -> ExitCode:
    """Take somebody out of one cohort. They stay in the program, and what they have done and shared stays.

    The cohort's supervisors see nothing more of them, and nothing of its is asked of them.
    """
    from trainer.cli.people.cohorts import remove_from
    from trainer.cli.people.desk import Whose

    return remove_from(reach, Whose(program, acting), title, pseudonym)


@cohort.command()
@click.argument("pseudonym", required=False)
@click.option(
    "--backups",
    metavar="FOLDER",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Also from the backups in this folder, with everybody who has withdrawn since; may be given again.",
)
@click.option("--yes", is_flag=True, help="Do not ask.")
@program_options()
def forget(
    reach: Reach,
    pseudonym: str | None,
    backups: tuple[Path, ...],
    yes: bool,
    program: str | None,
    acting: str | None,
) -> ExitCode:
    """Take somebody out of the program's database for good, with all that they shared.

    Without PSEUDONYM, and with --backups: take whoever has withdrawn out of the backups. Exit code 1: some backup could
    not be cleaned.
    """
    from trainer.cli.people.desk import Whose
    from trainer.cli.people.forgetting import ForgetWish
    from trainer.cli.people.forgetting import forget as take_out

    return take_out(reach, Whose(program, acting), ForgetWish(pseudonym, backups, yes))


@cohort.command()
@click.option("--trainee", metavar="PSEUDONYM", help="Only whose words these are.")
@click.option("--since", metavar="DAY", help="Only from this day on.")
@click.option("--json", "as_json", is_flag=True, help="Print an array for programs.")
@program_options()
def audit(
    reach: Reach, trainee: str | None, since: str | None, as_json: bool, program: str | None, acting: str | None
) -> ExitCode:
    """Show who has read whose words or name, when and why."""
    from trainer.cli.people.desk import Whose
    from trainer.cli.people.showing import audit as look_up

    return look_up(reach, Whose(program, acting), trainee, since, as_json)
