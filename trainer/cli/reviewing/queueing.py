"""`trainer review queue|next|export-items`: what waits, without a word about what was read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Literal

import click

from trainer.cli.exits import ExitCode
from trainer.cli.failing import tell
from trainer.cli.people.days import shown_end, shown_time
from trainer.cli.people.desk import Whose
from trainer.cli.plain.words import counted
from trainer.cli.plain.wrapping import wrapped
from trainer.cli.reach import Reach
from trainer.cli.reporting.printing import print_json
from trainer.cli.reviewing.items import item_facts, item_lines, question_lines
from trainer.cli.reviewing.sitting import reviewing
from trainer.library.text import clean
from trainer.programs.queue import IN_A_FILE, KEPT_FOR, Waiting

Why = Literal["contest", "drawn"]
WHY: dict[Why, str] = {"contest": "The trainee contests what was read", "drawn": "Drawn for review"}


def show_queue(reach: Reach, whose: Whose, as_json: bool) -> ExitCode:
    """Say what waits for this supervisor. Raises CommandError."""
    with reviewing(reach, whose) as (desk, reviewer):
        waiting = reviewer.waiting()
        why_none = "" if waiting else reviewer.why_nothing_waits()
        called = {one.member_id: one.pseudonym for one in desk.store.people.members(desk.program.program_id)}
    if as_json:
        print_json([_facts(one, called) for one in waiting])
        return ExitCode.OK
    for one in waiting:
        click.echo(one.item_id)
        click.echo(wrapped(clean(_told(one, called)), indent="  "))
    if waiting:
        tell(f"{counted(len(waiting), 'item')} to rate", remedy="`trainer review rate` begins with the first.")
    else:
        tell("Nothing waits for you to rate it", remedy=why_none)
    return ExitCode.OK


def _told(one: Waiting, called: Mapping[str, str]) -> str:
    what = "a whole attempt" if one.response_id is None else "a single response of an attempt"
    begun = "" if one.begun is None else f" begun {shown_time(one.begun)}"
    due = "" if one.due is None else f"; until {shown_end(one.due)}"
    others = _others(one, called)
    rated = f"; rated by {', '.join(others)}" if others else "; nobody has rated it yet"
    return f"{one.scenario}: {what}{begun}. {WHY[_why(one)]}{due}{rated}."


def _others(one: Waiting, called: Mapping[str, str]) -> list[str]:
    return sorted(called.get(rater, "somebody who has left") for rater in one.raters)


def _why(one: Waiting) -> Why:
    """Whether chance or doubt drew an attempt is not said: it would tell how sure the reading is."""
    return "contest" if one.reason == "contest" else "drawn"


def _kind(one: Waiting) -> str:
    return "attempt" if one.response_id is None else "response"


def _facts(one: Waiting, called: Mapping[str, str]) -> dict[str, object]:
    return {
        "item": one.item_id,
        "kind": _kind(one),
        "scenario": one.scenario,
        "begun": None if one.begun is None else one.begun.isoformat(),
        "why": _why(one),
        "due": None if one.due is None else one.due.isoformat(),
        "rated_by": _others(one, called),
    }


def show_next(reach: Reach, whose: Whose, item_id: str | None, as_json: bool) -> ExitCode:
    """Show an item, the most pressing where none is named. Raises CommandError."""
    with reviewing(reach, whose) as (_, reviewer):
        waiting = reviewer.waiting() if item_id is None else ()
        if item_id is None and not waiting:
            tell("Nothing waits for you to rate it", remedy=reviewer.why_nothing_waits())
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
            item = reviewer.item(one.item_id, reason=IN_A_FILE)
            click.echo(json.dumps(item_facts(item), ensure_ascii=True))
    tell(
        f"{counted(len(waiting), 'item')}, with trainees' words in them",
        remedy="Fill in each line's rating, then `trainer review import FILE`; delete the file after that. For "
        f"{KEPT_FOR[IN_A_FILE].days} days a rating is taken, also where somebody else has rated the item meanwhile.",
    )
    return ExitCode.OK
