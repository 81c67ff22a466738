"""`trainer review queue|next|export-items`: what waits, without a word about why."""

from __future__ import annotations

import json

import click

from trainer.cli.exits import ExitCode
from trainer.cli.failing import tell
from trainer.cli.people.days import shown_time
from trainer.cli.people.desk import Whose
from trainer.cli.plain.words import counted
from trainer.cli.reach import Reach
from trainer.cli.reporting.printing import print_json
from trainer.cli.reviewing.items import item_facts, item_lines, question_lines
from trainer.cli.reviewing.sitting import reviewing
from trainer.programs.queue import Waiting


def show_queue(reach: Reach, whose: Whose, as_json: bool) -> ExitCode:
    """Say what waits for this supervisor. Raises CommandError."""
    with reviewing(reach, whose) as (_, reviewer):
        waiting = reviewer.waiting()
    if as_json:
        print_json([_facts(one) for one in waiting])
        return ExitCode.OK
    for one in waiting:
        due = "" if one.due is None else f"  by {shown_time(one.due)}"
        click.echo(f"{one.item_id}  {_kind(one)}{due}")
    if waiting:
        tell(f"{counted(len(waiting), 'item')} to rate", remedy="`trainer review rate` begins with the first.")
    else:
        tell("Nothing waits for you to rate it")
    return ExitCode.OK


def _kind(one: Waiting) -> str:
    return "attempt " if one.response_id is None else "response"


def _facts(one: Waiting) -> dict[str, object]:
    return {
        "item": one.item_id,
        "kind": _kind(one).strip(),
        "due": None if one.due is None else one.due.isoformat(),
    }


def show_next(reach: Reach, whose: Whose, item_id: str | None, as_json: bool) -> ExitCode:
    """Show an item, the most pressing where none is named. Raises CommandError."""
    with reviewing(reach, whose) as (_, reviewer):
        waiting = reviewer.waiting() if item_id is None else ()
        if item_id is None and not waiting:
            tell("Nothing waits for you to rate it")
            return ExitCode.OK
        item = reviewer.item(item_id or waiting[0].item_id)
    if as_json:
        print_json(item_facts(item))
        return ExitCode.OK
    for line in (*item_lines(item), "", *question_lines(item)):
        click.echo(line)
    tell(f"To rate it: trainer review rate {item.item_id}")
    return ExitCode.OK


def export_items(reach: Reach, whose: Whose, most: int) -> ExitCode:
    """Print items as JSON lines, each with a rating to be filled in. Raises CommandError."""
    with reviewing(reach, whose) as (_, reviewer):
        waiting = reviewer.waiting()[:most]
        for one in waiting:
            item = reviewer.item(one.item_id, reason="to rate it, in a file")
            click.echo(json.dumps(item_facts(item), ensure_ascii=True))
    tell(
        f"{counted(len(waiting), 'item')}, with trainees' words in them",
        remedy="Fill in each line's rating, then `trainer review import FILE`; delete the file after that.",
    )
    return ExitCode.OK
