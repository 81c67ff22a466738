"""`trainer export`: one's own records whole, or those of a cohort under pseudonyms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from trainer.cli.exits import ExitCode
from trainer.cli.exporting.own import own_records
from trainer.cli.exporting.warning import show_warnings
from trainer.cli.failing import CommandError, tell
from trainer.cli.opening import read_settings, told_as_failure
from trainer.cli.people.agreeing import agreed
from trainer.cli.people.days import counted, read_time
from trainer.cli.people.desk import Whose, at_desk, known_reader, now
from trainer.cli.reach import Reach
from trainer.cli.reporting.printing import print_json
from trainer.cli.reviewing.waiting import tell_waiting
from trainer.programs.export_rows import FORMATS
from trainer.programs.export_sheets import AS_FIGURES, BESIDE_WORDS
from trainer.programs.record_store import RecordStore
from trainer.programs.small_groups import LEAST
from trainer.records.export_files import refuse_taken
from trainer.records.export_making import Way, make_export
from trainer.records.exporting import Exporting, Wanted
from trainer.session.cohort_export import cohort_wanted, write_down_reading

XAPI = "xapi"
_NO_STORE = RecordStore(endpoint="")
"""Names for statements where no store is set up: the defaults."""


@dataclass(frozen=True, slots=True)
class ExportWish:
    """What `export` was asked for. `cohort` None: one's own records."""

    target: Path
    cohort: str | None
    whose: Whose
    texts: bool
    reason: str
    since: str | None
    formats: tuple[str, ...]
    mark: bool
    yes: bool
    as_json: bool


def export(reach: Reach, wish: ExportWish) -> ExitCode:
    """Write the export. Raises CommandError."""
    if wish.cohort is None and (wish.texts or wish.reason or wish.whose != Whose()):
        raise CommandError(
            "--texts, --reason, --program and --as belong to --cohort",
            remedy="Your own export holds your words anyway.",
            code=ExitCode.USAGE,
        )
    since = None if wish.since is None else read_time(wish.since, "--since")
    with told_as_failure():
        refuse_taken(wish.target)
    return _own(reach, wish, since) if wish.cohort is None else _of_cohort(reach, wish, wish.cohort, since)


def _own(reach: Reach, wish: ExportWish, since: datetime | None) -> ExitCode:
    with own_records(reach) as (store, trainee_id):
        wanted = Wanted({trainee_id: trainee_id}, frozenset({trainee_id}), since=since)
        _make(store.exporting, wanted, wish, "Your own records, your words among them, are written")
    return ExitCode.OK


def _of_cohort(reach: Reach, wish: ExportWish, title: str, since: datetime | None) -> ExitCode:
    with at_desk(reach, wish.whose, "see") as desk:
        cohort, reader = desk.cohort(title), known_reader(desk)
        wanted = cohort_wanted(desk.store, cohort, reader, texts=wish.texts, reason=wish.reason, since=since, now=now())
        if wanted.figures:
            _figures_only(wish)
        if wanted.speaking:
            found = show_warnings(desk.store.exporting.found(wanted))
            if found and not agreed(wish.yes, "Export these words?"):
                return ExitCode.OK
        write_down_reading(desk.store, wanted, reader, reason=wish.reason, at=now())
        tell_waiting(len(wanted.hidden))
        if wish.texts and len(wanted.speaking) < len(wanted.called):
            silent = counted(len(wanted.called) - len(wanted.speaking), "trainee")
            tell(f"Without the words of {silent}: these are not shared")
        if 0 < len(wanted.called) < LEAST:
            tell("These are fewer than five people: a pseudonym hides little among so few")
        people = counted(len(wanted.called), "trainee")
        _make(desk.store.exporting, wanted, wish, f"The records of {people} are written, by pseudonym")
    return ExitCode.OK


def _figures_only(wish: ExportWish) -> None:
    """Say what an admin is given without a reason. Raises CommandError for what cannot be had so."""
    if wish.texts or XAPI in wish.formats:
        what = "Words" if wish.texts else "Statements"
        raise CommandError(
            f"{what} of others are taken by an admin only with a reason",
            remedy="Say why with --reason; they can see it.",
            code=ExitCode.USAGE,
        )
    tell(
        f"Without a reason an admin is given figures alone: {' and '.join(sorted(BESIDE_WORDS))} are left out, and of "
        f"{', '.join(sorted(AS_FIGURES))} what stands beside words is empty",
        remedy="--reason WHY gives them, and lets the trainees see it; with --texts their words too.",
    )


def _make(exporting: Exporting, wanted: Wanted, wish: ExportWish, done: str) -> None:
    formats = tuple(form for form in FORMATS if form in wish.formats)
    store = (read_settings().xapi or _NO_STORE) if XAPI in wish.formats else None
    rows = make_export(exporting, wanted, Way(formats, wish.mark, store), wish.target)
    if wish.as_json:
        print_json({"target": str(wish.target), "people": len(wanted.called), "rows": rows})
    tell(done, str(wish.target), "README.md in it says what each column is.")
