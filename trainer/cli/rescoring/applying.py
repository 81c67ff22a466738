"""`trainer rescore apply`: a change to stored attempts, in new runs beside the old."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import click

from trainer.cli.exits import ExitCode
from trainer.cli.failing import CommandError, tell
from trainer.cli.naming import entry_named
from trainer.cli.opening import load, read_settings
from trainer.cli.people.days import counted
from trainer.cli.people.desk import Whose
from trainer.cli.reach import Reach
from trainer.cli.reading import agreement_in_reach, reader_in_reach
from trainer.cli.reporting.printing import print_json
from trainer.cli.rescoring.records import Records, records
from trainer.cli.rescoring.reporting import Form, report_on
from trainer.cli.rescoring.watching import bar
from trainer.library.scenario import Scenario
from trainer.library.text import clean
from trainer.records.attempts import Content
from trainer.records.rescored import Change, NewRescoring
from trainer.scoring.reading import Reader
from trainer.session.content import behaviour_contents
from trainer.session.once import Once
from trainer.session.processes import cores
from trainer.session.rescoring.planning import WHY, LeftOut
from trainer.session.rescoring.running import Means, Tally, look_only, rescore, size

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ApplyWish:
    """What `rescore apply` was asked for."""

    what: tuple[str, ...]
    behaviours: bool
    afresh: bool
    reason: str | None
    dry_run: bool
    processes: int | None
    as_json: bool
    page: Path | None


def apply(reach: Reach, whose: Whose, wish: ApplyWish) -> ExitCode:
    """Re-score, or say what would be done. Raises CommandError."""
    if not (wish.what or wish.behaviours or wish.afresh):
        raise CommandError(
            "Nothing is to be applied",
            remedy="Name a scenario or rubric (an id or a file), or say --reader or --behaviours.",
            code=ExitCode.USAGE,
        )
    if not wish.dry_run and not (wish.reason or "").strip():
        raise CommandError(
            "A re-scoring needs a reason",
            remedy="Say why with --reason, or try it with --dry-run.",
            code=ExitCode.USAGE,
        )
    settings = read_settings()
    load_reader = reader_in_reach(reach, settings)
    reader = Once[Reader](load_reader)
    agreement = _loaded(lambda: agreement_in_reach(reader, settings.measured))
    change, contents = _change(reach, wish, reader, agreement)
    with records(reach, whose) as kept:
        new = NewRescoring(change, kept.signed(wish.reason or ""), kept.program_id, contents)
        workers = wish.processes or cores()
        load_one = load_reader if workers > 1 else reader
        means = Means(kept.store, reach.db, load_one, agreement, lambda: datetime.now(UTC), workers)
        return _tried(means, new, wish) if wish.dry_run else _done(means, new, wish, kept)


def _change(
    reach: Reach, wish: ApplyWish, reader: Once[Reader], agreement: Mapping[str, float]
) -> tuple[Change, tuple[Content, ...]]:
    library = load(reach, read_settings())
    scenarios, rubrics, contents = dict[str, str](), dict[str, str](), list[Content]()
    for name in wish.what:
        entry = entry_named(library, name)
        is_scenario = isinstance(entry.item, Scenario)
        (scenarios if is_scenario else rubrics)[entry.item.id] = entry.digest
        contents.append(Content(entry.digest, "scenario" if is_scenario else "rubric", entry.source))
    listed = behaviour_contents(library) if wish.behaviours else ()
    may_read = wish.afresh or bool(scenarios)
    change = Change(
        scenarios,
        rubrics,
        listed[0].digest if listed else None,
        _loaded(lambda: reader().version) if may_read else None,
        wish.afresh,
        _fingerprint(agreement),
    )
    return change, (*contents, *listed)


def _fingerprint(agreement: Mapping[str, float]) -> str:
    return hashlib.sha256(json.dumps(sorted(agreement.items())).encode()).hexdigest()[:12]


def _loaded(load_it: Callable[[], T]) -> T:
    try:
        return load_it()
    except OSError as error:
        raise CommandError(
            f"What reads responses cannot be loaded: {error}", remedy="Install the program again."
        ) from error


def _tried(means: Means, new: NewRescoring, wish: ApplyWish) -> ExitCode:
    with bar("Scoring again", size(means, new)) as progress:
        tally = look_only(means, new, progress)
    if wish.as_json:
        print_json(_tally_data(tally))
    else:
        click.echo("\n".join(_would(tally)))
    return ExitCode.OK


def _done(means: Means, new: NewRescoring, wish: ApplyWish, kept: Records) -> ExitCode:
    total = size(means, new)
    before = means.store.rescoring.unfinished(new.change, new.program_id)
    if before is not None:
        done = means.store.rescoring.done(before.rescoring_id)
        tell(f"This was begun before: it goes on after {counted(done, 'attempt')}")
    try:
        with bar("Scoring again", total) as progress:
            rescoring, tally = rescore(means, new, progress)
    except KeyboardInterrupt:
        going_on = means.store.rescoring.unfinished(new.change, new.program_id)
        done = 0 if going_on is None else means.store.rescoring.done(going_on.rescoring_id)
        tell(f"Interrupted with {done:,} of {total:,} scored again", remedy="The same command goes on where it was.")
        return ExitCode.INTERRUPTED
    if tally.same:
        tell(f"{counted(tally.same, 'attempt')} had been judged by just this: left as they are")
    for line in _left(tally):
        tell(line)
    if not (tally.before or tally.anew or wish.as_json or wish.page):
        tell("Nothing was scored again", remedy="`trainer rescore report` shows the last re-scoring that did.")
        return ExitCode.OK
    finished = means.store.rescoring.find(rescoring.rescoring_id) or rescoring
    return report_on(kept, finished, Form(wish.as_json, wish.page))


def _would(tally: Tally) -> Iterator[str]:
    yield f"{counted(tally.anew, 'attempt')} would be scored again"
    yield f"{counted(tally.afresh, 'response')} would be read afresh"
    if tally.before:
        yield f"{counted(tally.before, 'attempt')} have been already"
    if tally.same:
        yield f"{counted(tally.same, 'attempt')} have been judged by just this"
    yield from _left(tally)
    for one in tally.named:
        yield clean(f"  {one.attempt_id}: {_reason(one)}")


def _left(tally: Tally) -> Iterator[str]:
    for why, words in WHY.items():
        if tally.left_out[why]:
            yield f"{counted(tally.left_out[why], 'attempt')} left out: {words}"


def _reason(one: LeftOut) -> str:
    return f"{WHY[one.why]}: {one.detail}" if one.detail else WHY[one.why]


def _tally_data(tally: Tally) -> dict[str, object]:
    named = [{"attempt": one.attempt_id, "why": one.why, "detail": one.detail} for one in tally.named]
    return {
        "attempts": tally.anew,
        "read_afresh": tally.afresh,
        "done_before": tally.before,
        "same": tally.same,
        "left_out": dict(sorted(tally.left_out.items())),
        "named": named,
    }
