"""The tables, the same in SQLite and PostgreSQL.

Keys are made by the client. Every row carries the id of the trainee it belongs to, and refers to no row of another
trainee; only `contents` belongs to nobody. Free text, readings and scoring runs stand in tables of their own,
so that each can be shared, renewed or removed without the others.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, Index, MetaData, Table, UniqueConstraint

from trainer.records.columns import Flag, Instant, Number, Source, Whole, Words

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _of_attempt(name: str, key: str, *columns: Column[Any] | UniqueConstraint | Index | ForeignKeyConstraint) -> Table:
    """A table whose rows belong to an attempt, and so to its trainee."""
    return Table(
        name,
        metadata,
        Column(key, Words, primary_key=True),
        *([] if key == "attempt_id" else [Column("attempt_id", Words, nullable=False)]),
        Column("trainee_id", Words, nullable=False),
        *columns,
        ForeignKeyConstraint(["attempt_id", "trainee_id"], ["attempts.attempt_id", "attempts.trainee_id"]),
    )


def within_trainee(column: str, owner: str) -> ForeignKeyConstraint:
    """The row refers to one of another table, which belongs to the same trainee."""
    return ForeignKeyConstraint([column, "trainee_id"], [f"{owner}.{column}", f"{owner}.trainee_id"])


def referred_to(table: str, key: str) -> Index:
    """Rows of other tables refer to these by their key and their trainee: what `within_trainee` needs."""
    return Index(f"uq_{table}_{key}_trainee_id", key, "trainee_id", unique=True)


trainees = Table(
    "trainees",
    metadata,
    Column("trainee_id", Words, primary_key=True),
    Column("name", Words, nullable=False, index=True),
    Column("since", Instant, nullable=False),
)

contents = Table(
    "contents",
    metadata,
    Column("digest", Words, primary_key=True),
    Column("kind", Words, nullable=False),
    Column("source", Source, nullable=False),
)

attempts = Table(
    "attempts",
    metadata,
    Column("attempt_id", Words, primary_key=True),
    Column("trainee_id", Words, ForeignKey("trainees.trainee_id"), nullable=False),
    Column("scenario_id", Words, nullable=False),
    Column("title", Words, nullable=False),
    Column("scenario_hash", Words, ForeignKey("contents.digest"), nullable=False),
    Column("rubric_hash", Words, ForeignKey("contents.digest"), nullable=False),
    Column("behaviours_hash", Words, ForeignKey("contents.digest"), nullable=False),
    Column("reader", Words),
    Column("seed", Whole, nullable=False),
    Column("mode", Words, nullable=False),
    Column("started", Instant, nullable=False),
    Column("ended", Instant),
    Column("ending", Words),
    UniqueConstraint("attempt_id", "trainee_id"),
    Index("ix_attempts_summed", "trainee_id", "started", "ended", "attempt_id", "scenario_id", "rubric_hash", "mode"),
)
"""The index has all that a report on many attempts asks of them, so that those of a trainee lie together."""

responses = _of_attempt(
    "responses",
    "response_id",
    Column("step", Whole, nullable=False),
    Column("text", Words),
    Column("sent", Instant, nullable=False),
    UniqueConstraint("attempt_id", "step"),
    referred_to("responses", "response_id"),
)

readings = _of_attempt(
    "readings",
    "reading_id",
    Column("response_id", Words, nullable=False, index=True),
    Column("reader", Words, nullable=False),
    Column("level", Number, nullable=False),
    Column("low", Number, nullable=False),
    Column("high", Number, nullable=False),
    Column("findings", Words, nullable=False),
    Column("made", Instant, nullable=False),
    within_trainee("response_id", "responses"),
    referred_to("readings", "reading_id"),
)

exchanges = _of_attempt(
    "exchanges",
    "exchange_id",
    Column("response_id", Words, nullable=False, unique=True),
    Column("reading_id", Words),
    Column("moment", Words, nullable=False),
    Column("visit", Whole, nullable=False),
    Column("try_number", Whole, nullable=False),
    Column("heard", Words, nullable=False),
    Column("reaction", Whole, nullable=False),
    Column("answer", Words, nullable=False),
    Column("trust_before", Whole, nullable=False),
    Column("trust_after", Whole, nullable=False),
    Column("distress_before", Whole, nullable=False),
    Column("distress_after", Whole, nullable=False),
    Column("leads_to", Words, nullable=False),
    Column("made", Instant, nullable=False),
    Column("redone", Instant),
    within_trainee("response_id", "responses"),
    within_trainee("reading_id", "readings"),
    Index(None, "attempt_id"),
)

scoring_runs = _of_attempt(
    "scoring_runs",
    "scoring_run_id",
    Column("rubric_hash", Words, ForeignKey("contents.digest"), nullable=False),
    Column("behaviours_hash", Words, ForeignKey("contents.digest"), nullable=False),
    Column("reader", Words),
    Column("points", Number),
    Column("passed", Flag),
    Column("judgement", Words, nullable=False),
    Column("made", Instant, nullable=False),
    Index(None, "attempt_id", "scoring_run_id"),
    referred_to("scoring_runs", "scoring_run_id"),
)
"""Keys sort by the time they were made: the last of an attempt is its latest run."""

reviews = _of_attempt(
    "reviews",
    "review_id",
    Column("response_id", Words),
    Column("reviewer", Words, nullable=False),
    Column("kind", Words, nullable=False),
    Column("judgement", Words, nullable=False),
    Column("made", Instant, nullable=False),
    within_trainee("response_id", "responses"),
    Index(None, "attempt_id"),
)

drafts = _of_attempt(
    "drafts",
    "attempt_id",
    Column("text", Words, nullable=False),
    Column("saved", Instant, nullable=False),
)
