"""Single moments, the schedule, probe offers, contrast choices, contested findings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Create the tables of practice. Names are written out: the metadata may move on, this may not."""
    _probe_offers()
    _moments()
    _schedule()
    _choices()
    _contests()


def _text(name: str, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=False)


def _number(name: str, nullable: bool = False) -> sa.Column[float]:
    return sa.Column(name, sa.Float(53), nullable=nullable)


def _flag(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.SmallInteger(), nullable=False)


def _key(table: str, column: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(column, name=f"pk_{table}")


def _to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=f"fk_{table}_{column}")


def _to_trainee(table: str) -> sa.ForeignKeyConstraint:
    return _to(table, "trainee_id", "trainees.trainee_id")


def _of(table: str, column: str, owner: str) -> sa.ForeignKeyConstraint:
    """The row belongs to one of another table, and so to the same trainee."""
    return sa.ForeignKeyConstraint(
        [column, "trainee_id"], [f"{owner}.{column}", f"{owner}.trainee_id"], name=f"fk_{table}_{column}_trainee_id"
    )


def _once(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=f"uq_{table}_{'_'.join(columns)}")


def _words_of(table: str, owner: str, key: str) -> None:
    op.create_table(table, _text(key), _text("trainee_id"), _text("text"), _key(table, key), _of(table, key, owner))


def _probe_offers() -> None:
    op.create_table(
        "probe_offers",
        _text("offer_id"),
        _text("trainee_id"),
        _text("behaviour"),
        _text("reason"),
        _text("source"),
        _text("label", nullable=True),
        _text("due"),
        _whole("shown"),
        _whole("of_tries"),
        _number("level", nullable=True),
        _text("ended"),
        _key("probe_offers", "offer_id"),
        _to_trainee("probe_offers"),
        _once("probe_offers", "offer_id", "trainee_id"),
        _once("probe_offers", "trainee_id", "source", "behaviour"),
    )


def _moments() -> None:
    op.create_table(
        "moment_tries",
        _text("try_id"),
        _text("trainee_id"),
        _text("purpose"),
        _text("behaviour"),
        _text("offer_id", nullable=True),
        _text("scenario_id"),
        _text("scenario_hash"),
        _text("moment"),
        _whole("try_number"),
        _text("heard"),
        _flag("silent"),
        _text("sent"),
        _key("moment_tries", "try_id"),
        _to_trainee("moment_tries"),
        _to("moment_tries", "scenario_hash", "contents.digest"),
        _of("moment_tries", "offer_id", "probe_offers"),
        _once("moment_tries", "try_id", "trainee_id"),
    )
    op.create_index("ix_moment_tries_trainee_id_sent", "moment_tries", ["trainee_id", "sent"])
    _words_of("moment_texts", "moment_tries", "try_id")
    op.create_table(
        "moment_readings",
        _text("reading_id"),
        _text("trainee_id"),
        _text("try_id"),
        _text("reader"),
        _number("level"),
        _number("low"),
        _number("high"),
        _text("findings"),
        _text("made"),
        _key("moment_readings", "reading_id"),
        _to_trainee("moment_readings"),
        _of("moment_readings", "try_id", "moment_tries"),
    )
    op.create_index("ix_moment_readings_try_id", "moment_readings", ["try_id"])
    op.create_table(
        "moment_drafts",
        _text("trainee_id"),
        _text("scenario_id"),
        _text("moment"),
        _text("text"),
        _text("saved"),
        _key("moment_drafts", "trainee_id"),
        _to_trainee("moment_drafts"),
    )


def _schedule() -> None:
    op.create_table(
        "schedule_cards",
        _text("card_id"),
        _text("trainee_id"),
        _text("behaviour"),
        _number("stability"),
        _number("difficulty"),
        _text("due"),
        _text("last_review"),
        _key("schedule_cards", "card_id"),
        _to_trainee("schedule_cards"),
        _once("schedule_cards", "trainee_id", "behaviour"),
    )


def _choices() -> None:
    op.create_table(
        "contrast_choices",
        _text("choice_id"),
        _text("trainee_id"),
        _text("behaviour"),
        _text("contrast"),
        _flag("correct"),
        _text("made"),
        _key("contrast_choices", "choice_id"),
        _to_trainee("contrast_choices"),
        _once("contrast_choices", "choice_id", "trainee_id"),
    )
    _words_of("choice_reasons", "contrast_choices", "choice_id")


def _contests() -> None:
    op.create_table(
        "contests",
        _text("contest_id"),
        _text("trainee_id"),
        _text("attempt_id", nullable=True),
        _text("response_id", nullable=True),
        _text("try_id", nullable=True),
        _text("behaviour", nullable=True),
        _text("finding"),
        _text("reader"),
        _text("made"),
        _key("contests", "contest_id"),
        _to_trainee("contests"),
        _to("contests", "response_id", "responses.response_id"),
        _of("contests", "attempt_id", "attempts"),
        _of("contests", "try_id", "moment_tries"),
        _once("contests", "contest_id", "trainee_id"),
    )
    op.create_index("ix_contests_made", "contests", ["made"])
    _words_of("contest_reasons", "contests", "contest_id")
