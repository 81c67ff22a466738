"""`trainer review …`: supervisors rate what was said, and a program learns how far the reading may be trusted."""

from __future__ import annotations

from typing import cast

import click

from trainer.cli.exits import ExitCode
from trainer.cli.reach import Reach, program_options
from trainer.programs.contests import OUTCOMES, Outcome

_FILE = click.Path(dir_okay=False, allow_dash=True)
_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
METHODS = ("borderline-regression", "borderline-group", "angoff")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
def review() -> None:
    """Rate what trainees said, without seeing the reading, and see how far the reading may be trusted.

    \b
    As a supervisor (TRAINER_DB and TRAINER_AS say where and who):
      trainer review queue               what waits for you
      trainer review rate                the first of it; then all stands side by side
      trainer review contests            what trainees see otherwise
    For the program:
      trainer review agreement           reading, supervisors and trainees against each other
      trainer review rules               what is declared, and what is missing before a pass is reported

    docs/reviews.md tells how a program decides what may count.
    """


@review.command()
@_JSON
@program_options()
def queue(reach: Reach, as_json: bool, program: str | None, acting: str | None) -> ExitCode:
    """Show what waits for you to rate it, the most pressing first.

    Of each: scenario, when it was begun, whether it is contested or drawn, until when, and who else has rated it. The
    queue is filled as you look: every contest, every gate that is not decided, a share drawn by chance, and what
    the reader is least sure of. Which of the last three it was is not said: that would give the reading away.
    Empty, it says why.
    """
    from trainer.cli.people.desk import Whose
    from trainer.cli.reviewing.queueing import show_queue

    return show_queue(reach, Whose(program, acting), as_json)


@review.command("next")
@click.argument("item", required=False)
@_JSON
@program_options()
def next_item(reach: Reach, item: str | None, as_json: bool, program: str | None, acting: str | None) -> ExitCode:
    """Show an item to rate, the most pressing where ITEM is left out. That you read it is written down."""
    from trainer.cli.people.desk import Whose
    from trainer.cli.reviewing.queueing import show_next

    return show_next(reach, Whose(program, acting), item, as_json)


@review.command()
@click.argument("item", required=False)
@click.option("--from", "file", metavar="FILE", type=_FILE, help="The rating as a JSON object; - for a pipe.")
@click.option("--plain", is_flag=True, help="Lines instead of screens; chosen by itself where there is no terminal.")
@_JSON
@program_options()
def rate(
    reach: Reach,
    item: str | None,
    file: str | None,
    plain: bool,
    as_json: bool,
    program: str | None,
    acting: str | None,
) -> ExitCode:
    """Rate an item; then reading, trainee and supervisors stand side by side.

    On a terminal the app opens at what waits; with ITEM or --plain you are asked line by line. A rating stays as it
    was given. As JSON:

    \b
      {"item": "…", "responses": [{"response": 1, "level": 4, "behaviours": {"names-feeling": ["worn out"]}}],
       "whole": 2, "standing": "borderline", "criteria": {"failure-named": 2}, "gates": {"safety-asked": true}}

    level 0 to 6; behaviours, by id, with the words that carry each if you like. Only where the item is a whole attempt:
    whole (0 to 3), standing (fail, borderline, pass), criteria (0 to 3), gates (true, false).
    """
    from trainer.cli.people.desk import Whose
    from trainer.cli.reviewing.rating import RateWish
    from trainer.cli.reviewing.rating import rate as keep

    return keep(reach, Whose(program, acting), RateWish(item, file, plain, as_json))


@review.command("export-items")
@click.option("--most", type=click.IntRange(1, 10_000), default=100, show_default=True, help="At most so many.")
@program_options()
def export_items(reach: Reach, most: int, program: str | None, acting: str | None) -> ExitCode:
    """Print what waits for you as JSON lines, each with a rating to fill in. That you have them is written down."""
    from trainer.cli.people.desk import Whose
    from trainer.cli.reviewing.queueing import export_items as export

    return export(reach, Whose(program, acting), most)


@review.command("import")
@click.argument("file", type=_FILE)
@_JSON
@program_options()
def take(reach: Reach, file: str, as_json: bool, program: str | None, acting: str | None) -> ExitCode:
    """Keep the ratings of FILE: JSON lines, ratings alone or exported items with theirs filled in.

    A rating (on one line):

    \b
      {"item": "…", "responses": [{"response": 1, "level": 4, "behaviours": {"names-feeling": ["worn out"]}}],
       "whole": 2, "standing": "borderline", "criteria": {"failure-named": 2}, "gates": {"safety-asked": true}}

    level 0 to 6; behaviours, by id, with the words that carry each if you like. Only where the item is a whole attempt:
    whole (0 to 3), standing (fail, borderline, pass), criteria (0 to 3), gates (true, false).

    Exit code 1: something is wrong with a line; the others are kept.
    """
    from trainer.cli.people.desk import Whose
    from trainer.cli.reviewing.rating import take as keep

    return keep(reach, Whose(program, acting), file, as_json)


@review.command()
@click.argument("item")
@_JSON
@program_options()
def show(reach: Reach, item: str, as_json: bool, program: str | None, acting: str | None) -> ExitCode:
    """Show an item that you have rated, with reading, trainee and supervisors side by side."""
    from trainer.cli.people.desk import Whose
    from trainer.cli.reviewing.rating import show as look

    return look(reach, Whose(program, acting), item, as_json)


@review.command()
@_JSON
@program_options()
def agreement(reach: Reach, as_json: bool, program: str | None, acting: str | None) -> ExitCode:
    """Show how far reading, supervisors and trainees agree; drift, raters, false fails by language background.

    A supervisor sees their cohorts, an admin the program. No figure is of fewer than five trainees.
    """
    from trainer.cli.people.desk import Whose
    from trainer.cli.reviewing.figures import show_agreement

    return show_agreement(reach, Whose(program, acting), as_json)


@review.command()
@_JSON
@program_options()
def verdicts(reach: Reach, as_json: bool, program: str | None, acting: str | None) -> ExitCode:
    """Show what the program makes of each attempt: formative, pass, fail, or grey, which a person decides."""
    from trainer.cli.people.desk import Whose
    from trainer.cli.reviewing.figures import show_verdicts

    return show_verdicts(reach, Whose(program, acting), as_json)


@review.command()
@_JSON
@program_options()
def contests(reach: Reach, as_json: bool, program: str | None, acting: str | None) -> ExitCode:
    """Show what trainees contest, and how it stands: open, overdue, second reader asked, upheld, changed."""
    from trainer.cli.people.desk import Whose
    from trainer.cli.reviewing.judging import show_contests

    return show_contests(reach, Whose(program, acting), as_json)


@review.command()
@click.argument("contest")
@click.argument("outcome", type=click.Choice(OUTCOMES))
@click.option("--note", default="", help="A sentence to the trainee.")
@program_options()
def settle(reach: Reach, contest: str, outcome: str, note: str, program: str | None, acting: str | None) -> ExitCode:
    """Say what comes of a contest: upheld (the finding stands), changed (it does not), second (somebody else reads).

    You rate the response first. What is said stays; the trainee is shown it.
    """
    from trainer.cli.people.desk import Whose
    from trainer.cli.reviewing.judging import settle as say

    return say(reach, Whose(program, acting), contest, cast(Outcome, outcome), note)


@review.command()
@click.argument("rubric")
@click.option("--method", type=click.Choice(METHODS), default=METHODS[0], show_default=True, help="How it is found.")
@click.option(
    "--judges", metavar="FILE", type=_FILE, help="For angoff: each judge's level for each criterion, as JSON."
)
@click.option("--set", "keep", is_flag=True, help="Declare it. The gates stay as they are.")
@_JSON
@program_options()
def cut(
    reach: Reach,
    rubric: str,
    method: str,
    judges: str | None,
    keep: bool,
    as_json: bool,
    program: str | None,
    acting: str | None,
) -> ExitCode:
    """Find the cut of RUBRIC from rated attempts, or from what judges expect of a trainee on the border.

    Judges: {"judge": {"criterion": 1.5, …}, …}, levels 0 to 3. Exit code 1: too little to find one.
    """
    from trainer.cli.people.desk import Whose
    from trainer.cli.reviewing.judging import CutWish, find_cut

    return find_cut(reach, Whose(program, acting), CutWish(rubric, method, judges, keep, as_json))


@review.command()
@click.option("--set", "file", metavar="FILE", type=_FILE, help="Declare the rules in a JSON file; others stay.")
@_JSON
@program_options()
def rules(reach: Reach, file: str | None, as_json: bool, program: str | None, acting: str | None) -> ExitCode:
    """Show what the program has declared and, for each rubric, what is missing before a pass is reported."""
    from trainer.cli.people.desk import Whose
    from trainer.cli.reviewing.judging import show_rules

    return show_rules(reach, Whose(program, acting), file, as_json)
