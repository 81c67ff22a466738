"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create every table of the first version. Names are written out: the metadata may move on, this may not."""
    _people_and_contents()
    _attempts()
    _words_and_readings()
    _exchanges()
    _judgements()
    _drafts()


def _text(name: str, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=False)


def _number(name: str, nullable: bool = False) -> sa.Column[float]:
    return sa.Column(name, sa.Float(53), nullable=nullable)


def _of_attempt(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["attempt_id", "trainee_id"],
        ["attempts.attempt_id", "attempts.trainee_id"],
        name=f"fk_{table}_attempt_id_trainee_id",
    )


def _to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=f"fk_{table}_{column}")


def _key(table: str, column: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(column, name=f"pk_{table}")


def _people_and_contents() -> None:
    op.create_table(
        "trainees",
        _text("trainee_id"),
        _text("name"),
        _text("since"),
        _key("trainees", "trainee_id"),
        sa.UniqueConstraint("name", name="uq_trainees_name"),
    )
    op.create_table("contents", _text("digest"), _text("kind"), _text("source"), _key("contents", "digest"))


def _attempts() -> None:
    op.create_table(
        "attempts",
        _text("attempt_id"),
        _text("trainee_id"),
        _text("scenario_id"),
        _text("title"),
        _text("scenario_hash"),
        _text("rubric_hash"),
        _text("behaviours_hash"),
        _text("reader", nullable=True),
        _whole("seed"),
        _text("mode"),
        _text("started"),
        _text("ended", nullable=True),
        _text("ending", nullable=True),
        _key("attempts", "attempt_id"),
        _to("attempts", "trainee_id", "trainees.trainee_id"),
        _to("attempts", "scenario_hash", "contents.digest"),
        _to("attempts", "rubric_hash", "contents.digest"),
        _to("attempts", "behaviours_hash", "contents.digest"),
        sa.UniqueConstraint("attempt_id", "trainee_id", name="uq_attempts_attempt_id_trainee_id"),
    )
    op.create_index("ix_attempts_trainee_id_started", "attempts", ["trainee_id", "started"])


def _words_and_readings() -> None:
    op.create_table(
        "responses",
        _text("response_id"),
        _text("attempt_id"),
        _text("trainee_id"),
        _whole("step"),
        _text("text", nullable=True),
        _text("sent"),
        _key("responses", "response_id"),
        _of_attempt("responses"),
        sa.UniqueConstraint("attempt_id", "step", name="uq_responses_attempt_id_step"),
    )
    op.create_table(
        "readings",
        _text("reading_id"),
        _text("attempt_id"),
        _text("trainee_id"),
        _text("response_id"),
        _text("reader"),
        _number("level"),
        _number("low"),
        _number("high"),
        _text("findings"),
        _text("made"),
        _key("readings", "reading_id"),
        _of_attempt("readings"),
        _to("readings", "response_id", "responses.response_id"),
    )
    op.create_index("ix_readings_response_id", "readings", ["response_id"])


def _exchanges() -> None:
    op.create_table(
        "exchanges",
        _text("exchange_id"),
        _text("attempt_id"),
        _text("trainee_id"),
        _text("response_id"),
        _text("reading_id", nullable=True),
        _text("moment"),
        _whole("visit"),
        _whole("try_number"),
        _text("heard"),
        _whole("reaction"),
        _text("answer"),
        _whole("trust_before"),
        _whole("trust_after"),
        _whole("distress_before"),
        _whole("distress_after"),
        _text("leads_to"),
        _text("made"),
        _text("redone", nullable=True),
        _key("exchanges", "exchange_id"),
        _of_attempt("exchanges"),
        _to("exchanges", "response_id", "responses.response_id"),
        _to("exchanges", "reading_id", "readings.reading_id"),
        sa.UniqueConstraint("response_id", name="uq_exchanges_response_id"),
    )
    op.create_index("ix_exchanges_attempt_id", "exchanges", ["attempt_id"])


def _judgements() -> None:
    op.create_table(
        "scoring_runs",
        _text("scoring_run_id"),
        _text("attempt_id"),
        _text("trainee_id"),
        _text("rubric_hash"),
        _text("behaviours_hash"),
        _text("reader", nullable=True),
        _number("points", nullable=True),
        sa.Column("passed", sa.SmallInteger(), nullable=True),
        _text("judgement"),
        _text("made"),
        _key("scoring_runs", "scoring_run_id"),
        _of_attempt("scoring_runs"),
        _to("scoring_runs", "rubric_hash", "contents.digest"),
        _to("scoring_runs", "behaviours_hash", "contents.digest"),
    )
    op.create_index("ix_scoring_runs_attempt_id", "scoring_runs", ["attempt_id"])
    op.create_table(
        "reviews",
        _text("review_id"),
        _text("attempt_id"),
        _text("trainee_id"),
        _text("response_id", nullable=True),
        _text("reviewer"),
        _text("kind"),
        _text("judgement"),
        _text("made"),
        _key("reviews", "review_id"),
        _of_attempt("reviews"),
        _to("reviews", "response_id", "responses.response_id"),
    )
    op.create_index("ix_reviews_attempt_id", "reviews", ["attempt_id"])


def _drafts() -> None:
    op.create_table(
        "drafts",
        _text("attempt_id"),
        _text("trainee_id"),
        _text("text"),
        _text("saved"),
        _key("drafts", "attempt_id"),
        _of_attempt("drafts"),
    )
