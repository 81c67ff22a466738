"""`trainer review rate|import|show`: a rating kept, then everything side by side."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from trainer.cli.batch.incoming import Incoming
from trainer.cli.exits import ExitCode
from trainer.cli.failing import CommandError, tell
from trainer.cli.opening import read_settings
from trainer.cli.people.desk import Whose
from trainer.cli.plain.talk import Talk
from trainer.cli.plain.words import counted
from trainer.cli.reach import Reach
from trainer.cli.reporting.printing import print_json
from trainer.cli.reviewing.asking import ask_rating
from trainer.cli.reviewing.beside import beside_facts, beside_lines
from trainer.cli.reviewing.items import item_lines
from trainer.cli.reviewing.sitting import reviewing
from trainer.cli.terminal import app_fits, is_terminal, text_width
from trainer.problems import Place, Problem
from trainer.programs.json_shapes import read_shape
from trainer.programs.rating import Rating
from trainer.session.reviewing import Reviewer


@dataclass(frozen=True, slots=True)
class RateWish:
    """What `review rate` was asked for; `file` holds the rating."""

    item_id: str | None
    file: str | None
    plain: bool
    as_json: bool


def rate(reach: Reach, whose: Whose, wish: RateWish) -> ExitCode:
    """Keep one rating, from a file or asked for, and show what stands beside it. Raises CommandError.

    On a terminal the app opens at what waits, unless something else was asked for.
    """
    item_id, file, as_json = wish.item_id, wish.file, wish.as_json
    with reviewing(reach, whose) as (_, reviewer):
        if item_id is None and file is None and not (wish.plain or as_json) and app_fits():
            from trainer.cli.front import open_app
            from trainer.tui.asked_for import Reviewing

            own = Reach(None, reach.folders)  # what the supervisor practises is no row of the program's
            return open_app(own, read_settings(), Reviewing(), reviewer=lambda: reviewer)
        if file is not None:
            rating, problems = _from_file(file, item_id)
        else:
            rating, problems = _asked(reviewer, item_id), []
        if rating is not None:
            problems = reviewer.rate(rating, Place(file or "your rating"))
        if rating is None or problems:
            _tell(problems)
            return ExitCode.PROBLEMS if problems else ExitCode.OK
        beside = reviewer.beside(rating.item)
    if as_json:
        print_json(beside_facts(beside))
    else:
        for line in beside_lines(beside):
            click.echo(line)
    return ExitCode.OK


def _from_file(file: str, item_id: str | None) -> tuple[Rating | None, list[Problem]]:
    with click.open_file(file, "rb") as stream:
        text = stream.read(1_000_000)
    read = read_shape(_rating_in(text), Place(file), Rating)
    if isinstance(read, list):
        return None, read
    if item_id is not None and read.item != item_id:
        raise CommandError("The rating is of another item", file, f"It names {read.item}.", ExitCode.PROBLEMS)
    return read, []


def _asked(reviewer: Reviewer, item_id: str | None) -> Rating | None:
    if not is_terminal(sys.stdin):
        raise CommandError(
            "There is nobody to ask",
            remedy="Give the rating with --from FILE, or --from - for a pipe.",
            code=ExitCode.USAGE,
        )
    waiting = reviewer.waiting() if item_id is None else ()
    if item_id is None and not waiting:
        tell("Nothing waits for you to rate it", remedy=reviewer.why_nothing_waits())
        return None
    item = reviewer.item(item_id or waiting[0].item_id)
    for line in item_lines(item):
        click.echo(line)
    rating = ask_rating(Talk(sys.stdin, sys.stdout, text_width()), item)
    if rating is None:
        tell("Nothing is kept: the rating was not finished")
    return rating


def take(reach: Reach, whose: Whose, file: str, as_json: bool) -> ExitCode:
    """Keep every rating of a file that is in order, and tell what is wrong with the others. Raises CommandError."""
    kept: list[str] = []
    problems: list[Problem] = []
    with reviewing(reach, whose) as (_, reviewer), click.open_file(file, "rb") as stream:
        for number, line in Incoming(stream):  # type: ignore[arg-type]
            at = Place(Path(file).name, number)
            if line is None:
                problems.append(Problem("V001", at, "The line is too long", "Write one rating on a line."))
                continue
            if not line.strip():
                continue
            read = read_shape(_rating_in(line), at, Rating)
            found = read if isinstance(read, list) else reviewer.rate(read, at)
            problems += found
            if not found and isinstance(read, Rating):
                kept.append(read.item)
    if as_json:
        print_json({"kept": kept, "problems": [_problem_facts(problem) for problem in problems]})
    else:
        tell(f"{counted(len(kept), 'rating')} kept", remedy="`trainer review show ITEM` sets them beside the reading.")
        _tell(problems)
    return ExitCode.PROBLEMS if problems else ExitCode.OK


def show(reach: Reach, whose: Whose, item_id: str, as_json: bool) -> ExitCode:
    """Show an item that was rated, with everything beside it. Raises CommandError."""
    with reviewing(reach, whose) as (_, reviewer):
        beside = reviewer.beside(item_id)
    if as_json:
        print_json(beside_facts(beside))
        return ExitCode.OK
    for line in (*item_lines(beside.item), "", *beside_lines(beside)):
        click.echo(line)
    return ExitCode.OK


def _rating_in(line: bytes) -> bytes:
    """The rating of an exported item that was filled in, without criteria and gates left null; else the line itself."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return line
    if isinstance(value, dict) and isinstance(value.get("rating"), dict) and "turns" in value:
        rating = value["rating"]
        for key in ("criteria", "gates"):
            if isinstance(rating.get(key), dict):
                rating[key] = {name: said for name, said in rating[key].items() if said is not None}
        return json.dumps(rating).encode()
    return line


def _tell(problems: list[Problem]) -> None:
    for text in _problem_lines(problems):
        click.echo(text, err=True)


def _problem_lines(problems: list[Problem]) -> Iterator[str]:
    """What is wrong in the same way with several responses of a line is said once."""
    alike: dict[tuple[object, ...], list[Problem]] = {}
    for problem in problems:
        where = re.sub(r"\[\d+\]", "[]", problem.path)
        alike.setdefault((problem.place, problem.code, where, problem.remedy), []).append(problem)
    for first, *others in alike.values():
        more = f" (and {len(others)} more like it)" if others else ""
        yield f"{first.place.file}:{first.place.line} {first.code} {first.message}"
        yield f"  at {first.path}{more}: {first.remedy}"


def _problem_facts(problem: Problem) -> dict[str, object]:
    return {
        "line": problem.place.line,
        "code": problem.code,
        "path": problem.path,
        "message": problem.message,
        "remedy": problem.remedy,
    }
