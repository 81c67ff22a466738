"""The tables of a program: its people, cohorts, assignments, consents, reviews, re-scorings and what waits to be sent.

A row belongs to a trainee or to a program, and every constraint stays within one of them; keys are made by the client.
Names, backgrounds and notes stand in tables of their own, so that each can be removed without the rest. Nothing is
overwritten but what says so: a rule, a consent or an outcome is followed by a later one.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, Index, Table, UniqueConstraint

from trainer.records.columns import Flag, Instant, Number, Whole, Words
from trainer.records.practice_tables import all_tables
from trainer.records.tables import within_trainee

Part = Column[Any] | UniqueConstraint | Index | ForeignKeyConstraint


def _of_program(name: str, key: str, *parts: Part) -> Table:
    """A table whose rows belong to a program, and to which rows of other tables belong."""
    return Table(
        name,
        all_tables,
        Column(key, Words, primary_key=True),
        Column("program_id", Words, ForeignKey("programs.program_id"), nullable=False),
        *parts,
        UniqueConstraint(key, "program_id"),
    )


def _of_trainee(name: str, key: str, *parts: Part) -> Table:
    """A table whose rows belong to a trainee."""
    return Table(
        name,
        all_tables,
        Column(key, Words, primary_key=True),
        Column("trainee_id", Words, ForeignKey("trainees.trainee_id"), nullable=False),
        *parts,
        UniqueConstraint(key, "trainee_id"),
    )


def _within_program(column: str, owner: str, key: str | None = None) -> ForeignKeyConstraint:
    key = key or column
    return ForeignKeyConstraint([column, "program_id"], [f"{owner}.{key}", f"{owner}.program_id"])


programs = Table(
    "programs",
    all_tables,
    Column("program_id", Words, primary_key=True),
    Column("title", Words, nullable=False),
    Column("since", Instant, nullable=False),
)

program_rules = _of_program(
    "program_rules",
    "rules_id",
    Column("rules", Words, nullable=False),
    Column("made_by", Words),
    Column("made", Instant, nullable=False),
)
"""The bars, the number of ratings before a pass is reported, the cut, deadlines: JSON; the latest row counts."""

members = _of_program(
    "members",
    "member_id",
    Column("role", Words, nullable=False),
    Column("pseudonym", Words, nullable=False),
    Column("trainee_id", Words),
    Column("db_role", Words),
    Column("joined", Instant, nullable=False),
    Column("left", Instant),
    UniqueConstraint("program_id", "pseudonym"),
    Index(None, "trainee_id"),
)
"""`role`: trainee, supervisor or admin. `trainee_id` is that of the shared records, None before the first are shared;
`db_role` the name under which the person signs in to a database server."""

member_names = Table(
    "member_names",
    all_tables,
    Column("member_id", Words, primary_key=True),
    Column("program_id", Words, nullable=False),
    Column("name", Words, nullable=False),
    _within_program("member_id", "members"),
    Index(None, "program_id", "name"),
)

member_backgrounds = Table(
    "member_backgrounds",
    all_tables,
    Column("member_id", Words, primary_key=True),
    Column("program_id", Words, nullable=False),
    Column("language", Words, nullable=False),
    _within_program("member_id", "members"),
)

cohorts = _of_program(
    "cohorts",
    "cohort_id",
    Column("title", Words, nullable=False),
    Column("opened", Instant, nullable=False),
    Column("closed", Instant),
    UniqueConstraint("program_id", "title"),
)

cohort_members = _of_program(
    "cohort_members",
    "cohort_member_id",
    Column("cohort_id", Words, nullable=False),
    Column("member_id", Words, nullable=False),
    Column("since", Instant, nullable=False),
    Column("until", Instant),
    _within_program("cohort_id", "cohorts"),
    _within_program("member_id", "members"),
    UniqueConstraint("cohort_id", "member_id", "since"),
    Index(None, "member_id"),
)

invitations = _of_program(
    "invitations",
    "invitation_id",
    Column("cohort_id", Words),
    Column("member_id", Words, nullable=False),
    Column("code_digest", Words, nullable=False),
    Column("made", Instant, nullable=False),
    Column("expires", Instant, nullable=False),
    Column("used", Instant),
    _within_program("cohort_id", "cohorts"),
    _within_program("member_id", "members"),
    Index(None, "code_digest"),
)

assignments = _of_program(
    "assignments",
    "assignment_id",
    Column("cohort_id", Words, nullable=False),
    Column("kind", Words, nullable=False),
    Column("target", Words, nullable=False),
    Column("mode", Words, nullable=False),
    Column("opens", Instant, nullable=False),
    Column("closes", Instant),
    Column("attempts", Whole),
    Column("counts", Words, nullable=False),
    Column("made", Instant, nullable=False),
    Column("withdrawn", Instant),
    _within_program("cohort_id", "cohorts"),
)
"""`kind`: scenario or rubric, `target` its id; `attempts`: how many may be made, None for any number; `counts`: first,
best, last or mean."""

consents = _of_trainee(
    "consents",
    "consent_id",
    Column("program_id", Words, nullable=False),
    Column("destination", Words, nullable=False),
    Column("kind", Words, nullable=False),
    Column("texts", Flag, nullable=False),
    Column("since", Instant),
    Column("made", Instant, nullable=False),
)
"""`kind`: join, share, pause or withdraw; `texts`: the trainee's own words go with it; `since`: what was begun earlier
stays at home, None where everything goes. The latest for a program counts. There is no key to `programs`: the trainee's
own file knows programs that live elsewhere."""

access_log = _of_trainee(
    "access_log",
    "access_id",
    Column("program_id", Words, nullable=False),
    Column("member_id", Words, nullable=False),
    Column("attempt_id", Words),
    Column("read", Words, nullable=False),
    Column("reason", Words, nullable=False),
    Column("made", Instant, nullable=False),
    within_trainee("attempt_id", "attempts"),
    Index(None, "member_id", "made"),
)
"""Who read whose free text, when and why. Rows are added, never changed."""

review_items = _of_trainee(
    "review_items",
    "item_id",
    Column("program_id", Words, nullable=False),
    Column("attempt_id", Words),
    Column("response_id", Words),
    Column("contest_id", Words),
    Column("reason", Words, nullable=False),
    Column("assigned_to", Words),
    Column("due", Instant),
    Column("made", Instant, nullable=False),
    Column("closed", Instant),
    within_trainee("attempt_id", "attempts"),
    within_trainee("response_id", "responses"),
    within_trainee("contest_id", "contests"),
    Index(None, "program_id", "closed"),
)
"""What waits for a person. `reason`: random, doubt, contest, shared (the same item for several raters) or grey. The
ratings themselves are rows of `reviews`, of kind supervisor, which name the item."""

contest_outcomes = _of_trainee(
    "contest_outcomes",
    "outcome_id",
    Column("contest_id", Words, nullable=False),
    Column("member_id", Words, nullable=False),
    Column("outcome", Words, nullable=False),
    Column("made", Instant, nullable=False),
    within_trainee("contest_id", "contests"),
)
"""`outcome`: upheld (the finding stands), changed (it does not) or second (a second reader is asked)."""

outcome_notes = Table(
    "outcome_notes",
    all_tables,
    Column("outcome_id", Words, primary_key=True),
    Column("trainee_id", Words, nullable=False),
    Column("text", Words, nullable=False),
    within_trainee("outcome_id", "contest_outcomes"),
)

rescorings = Table(
    "rescorings",
    all_tables,
    Column("rescoring_id", Words, primary_key=True),
    Column("program_id", Words, ForeignKey("programs.program_id")),
    Column("reader", Words),
    Column("change", Words, nullable=False),
    Column("reason", Words, nullable=False),
    Column("started", Instant, nullable=False),
    Column("finished", Instant),
)
"""`change`: JSON of what is applied: hashes of rubrics, scenarios, behaviours. Its runs name it in `rescored_runs`."""

rescored_runs = Table(
    "rescored_runs",
    all_tables,
    Column("scoring_run_id", Words, primary_key=True),
    Column("rescoring_id", Words, ForeignKey("rescorings.rescoring_id"), nullable=False),
    Column("attempt_id", Words, nullable=False),
    Column("trainee_id", Words, nullable=False),
    Column("scenario_hash", Words, ForeignKey("contents.digest"), nullable=False),
    within_trainee("attempt_id", "attempts"),
    within_trainee("scoring_run_id", "scoring_runs"),
    UniqueConstraint("rescoring_id", "attempt_id"),
)
"""`scenario_hash`: the scenario it was judged by, which may be another than the one it was played in."""

rescored_readings = Table(
    "rescored_readings",
    all_tables,
    Column("reading_id", Words, primary_key=True),
    Column("rescoring_id", Words, ForeignKey("rescorings.rescoring_id"), nullable=False),
    Column("attempt_id", Words, nullable=False),
    Column("trainee_id", Words, nullable=False),
    Column("scenario_hash", Words, ForeignKey("contents.digest"), nullable=False),
    within_trainee("attempt_id", "attempts"),
    within_trainee("reading_id", "readings"),
    Index(None, "attempt_id"),
)
"""Readings made by a re-scoring, and the scenario whose background the reader was given."""

run_choices = _of_trainee(
    "run_choices",
    "choice_id",
    Column("attempt_id", Words, nullable=False),
    Column("scoring_run_id", Words, nullable=False),
    Column("reason", Words, nullable=False),
    Column("made", Instant, nullable=False),
    within_trainee("attempt_id", "attempts"),
    within_trainee("scoring_run_id", "scoring_runs"),
    Index(None, "attempt_id"),
)
"""Which run of an attempt counts where that is not the latest; the latest row counts."""

run_measures = Table(
    "run_measures",
    all_tables,
    Column("scoring_run_id", Words, primary_key=True),
    Column("kind", Words, primary_key=True),
    Column("item", Words, primary_key=True),
    Column("trainee_id", Words, nullable=False),
    Column("attempt_id", Words, nullable=False),
    Column("level", Whole),
    Column("value", Number),
    Column("met", Whole),
    Column("opportunities", Whole),
    Column("unsure", Number),
    Column("advisory", Flag),
    Column("passed", Flag),
    Column("figures", Words),
    Column("rubric_hash", Words),
    within_trainee("attempt_id", "attempts"),
    within_trainee("scoring_run_id", "scoring_runs"),
    Index(None, "kind", "item"),
    Index(None, "attempt_id", "kind", "scoring_run_id"),
)
_WHOLES = "trainee_id", "kind", "attempt_id", "scoring_run_id", "value"
for _dialect, _columns in (("sqlite", (*_WHOLES, "figures")), ("postgresql", _WHOLES)):
    Index(
        f"ix_run_measures_whole_{_dialect}",
        *(run_measures.c[name] for name in _columns),
        sqlite_where=run_measures.c.kind == "whole",
        postgresql_where=run_measures.c.kind == "whole",
    ).ddl_if(dialect=_dialect)
"""The judgement of a run in numbers, without a quotation, so that a cohort is summed in the database. `kind`: whole
(every run has this one row, with an empty item: value holds the points, passed, rubric_hash what judged), criterion
(level, value, met, opportunities, unsure, advisory), gate (passed; met: 0 where nothing called for it) or behaviour
(opportunities: visits to moments that called for it; met: at how many of them it was shown, surely; unsure: the share
that stayed unsure). `figures`, of the whole alone, is all of them in one text: a report over 100,000 runs reads so many
rows and not twenty times as many. An index has these rows together, by trainee; in SQLite with everything that is
summed up, for which PostgreSQL has too little room."""

outbox = _of_trainee(
    "outbox",
    "outbox_id",
    Column("attempt_id", Words),
    Column("destination", Words, nullable=False),
    Column("statement_id", Words, nullable=False),
    Column("body", Words, nullable=False),
    Column("made", Instant, nullable=False),
    Column("tries", Whole, nullable=False),
    Column("next_try", Instant, nullable=False),
    Column("sent", Instant),
    Column("refused", Instant),
    Column("answer", Words),
    within_trainee("attempt_id", "attempts"),
    UniqueConstraint("trainee_id", "destination", "statement_id"),
    Index(None, "sent", "outbox_id"),
)
"""Statements for a record store, to be sent in the order of their keys. `body` is emptied once it has been sent."""

copies = _of_trainee(
    "copies",
    "copy_id",
    Column("destination", Words, nullable=False),
    Column("attempt_id", Words),
    Column("wanted", Instant, nullable=False),
    Column("sent", Instant),
    within_trainee("attempt_id", "attempts"),
    Index(None, "destination", "sent"),
)
"""What is to be copied to another database as soon as it can be reached; attempt None: everything of the trainee."""
