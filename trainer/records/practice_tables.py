"""The tables of practice: single moments in drills and probes, the schedule, probe offers, what was contested.

They keep to what holds for the first tables: keys made by the client, the trainee's id on every row, free text and
readings apart, nothing overwritten but a schedule card, which says when a behaviour is due next, and
the one draft of what is being typed.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, Index, Table, UniqueConstraint

from trainer.records.columns import Flag, Instant, Number, Whole, Words
from trainer.records.tables import metadata, within_trainee

all_tables = metadata
"""The metadata of every table, those of practice among them."""


def _of_trainee(name: str, key: str, *columns: Column[Any] | UniqueConstraint | Index | ForeignKeyConstraint) -> Table:
    """A table whose rows belong to a trainee, and to which rows of other tables belong."""
    return Table(
        name,
        metadata,
        Column(key, Words, primary_key=True),
        Column("trainee_id", Words, ForeignKey("trainees.trainee_id"), nullable=False),
        *columns,
    )


def _words_of(name: str, owner: str, key: str) -> Table:
    """Free text of a row in another table, with that row's key."""
    return Table(
        name,
        metadata,
        Column(key, Words, primary_key=True),
        Column("trainee_id", Words, nullable=False),
        Column("text", Words, nullable=False),
        ForeignKeyConstraint([key, "trainee_id"], [f"{owner}.{key}", f"{owner}.trainee_id"]),
    )


probe_offers = _of_trainee(
    "probe_offers",
    "offer_id",
    Column("behaviour", Words, nullable=False),
    Column("reason", Words, nullable=False),
    Column("source", Words, nullable=False),
    Column("label", Words),
    Column("due", Instant, nullable=False),
    Column("shown", Whole, nullable=False),
    Column("of_tries", Whole, nullable=False),
    Column("level", Number),
    Column("ended", Instant, nullable=False),
    UniqueConstraint("offer_id", "trainee_id"),
    UniqueConstraint("trainee_id", "source", "behaviour"),
)

moment_tries = _of_trainee(
    "moment_tries",
    "try_id",
    Column("purpose", Words, nullable=False),
    Column("behaviour", Words, nullable=False),
    Column("offer_id", Words),
    Column("scenario_id", Words, nullable=False),
    Column("scenario_hash", Words, ForeignKey("contents.digest"), nullable=False),
    Column("moment", Words, nullable=False),
    Column("try_number", Whole, nullable=False),
    Column("heard", Words, nullable=False),
    Column("silent", Flag, nullable=False),
    Column("sent", Instant, nullable=False),
    ForeignKeyConstraint(["offer_id", "trainee_id"], ["probe_offers.offer_id", "probe_offers.trainee_id"]),
    UniqueConstraint("try_id", "trainee_id"),
    Index(None, "trainee_id", "sent"),
)

moment_texts = _words_of("moment_texts", "moment_tries", "try_id")

moment_readings = _of_trainee(
    "moment_readings",
    "reading_id",
    Column("try_id", Words, nullable=False),
    Column("reader", Words, nullable=False),
    Column("level", Number, nullable=False),
    Column("low", Number, nullable=False),
    Column("high", Number, nullable=False),
    Column("findings", Words, nullable=False),
    Column("made", Instant, nullable=False),
    ForeignKeyConstraint(["try_id", "trainee_id"], ["moment_tries.try_id", "moment_tries.trainee_id"]),
    Index(None, "try_id"),
)

moment_drafts = Table(
    "moment_drafts",
    metadata,
    Column("trainee_id", Words, ForeignKey("trainees.trainee_id"), primary_key=True),
    Column("scenario_id", Words, nullable=False),
    Column("moment", Words, nullable=False),
    Column("text", Words, nullable=False),
    Column("saved", Instant, nullable=False),
)

schedule_cards = _of_trainee(
    "schedule_cards",
    "card_id",
    Column("behaviour", Words, nullable=False),
    Column("stability", Number, nullable=False),
    Column("difficulty", Number, nullable=False),
    Column("due", Instant, nullable=False),
    Column("last_review", Instant, nullable=False),
    UniqueConstraint("trainee_id", "behaviour"),
)

contrast_choices = _of_trainee(
    "contrast_choices",
    "choice_id",
    Column("behaviour", Words, nullable=False),
    Column("contrast", Words, nullable=False),
    Column("correct", Flag, nullable=False),
    Column("made", Instant, nullable=False),
    UniqueConstraint("choice_id", "trainee_id"),
)

choice_reasons = _words_of("choice_reasons", "contrast_choices", "choice_id")

contests = _of_trainee(
    "contests",
    "contest_id",
    Column("attempt_id", Words),
    Column("response_id", Words),
    Column("try_id", Words),
    Column("behaviour", Words),
    Column("finding", Words, nullable=False),
    Column("reader", Words, nullable=False),
    Column("made", Instant, nullable=False),
    Column("criterion", Words),
    Column("gate", Words),
    within_trainee("attempt_id", "attempts"),
    within_trainee("response_id", "responses"),
    within_trainee("try_id", "moment_tries"),
    UniqueConstraint("contest_id", "trainee_id"),
    Index(None, "made"),
)
"""Of a response or a single moment: `behaviour`, or the level where it names none; else of an attempt, its level on a
`criterion` or what was read of a `gate`. `finding` is what was read of it."""

contest_reasons = _words_of("contest_reasons", "contests", "contest_id")
