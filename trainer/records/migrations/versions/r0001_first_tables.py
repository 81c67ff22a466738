"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from trainer.records.migrations.columns import key, number, text, to, to_content, whole

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


def _people_and_contents() -> None:
    op.create_table(
        "trainees",
        text("trainee_id"),
        text("name"),
        text("since"),
        key("trainees", "trainee_id"),
        sa.UniqueConstraint("name", name="uq_trainees_name"),
    )
    op.create_table("contents", text("digest"), text("kind"), text("source"), key("contents", "digest"))


def _attempts() -> None:
    op.create_table(
        "attempts",
        text("attempt_id"),
        text("trainee_id"),
        text("scenario_id"),
        text("title"),
        text("scenario_hash"),
        text("rubric_hash"),
        text("behaviours_hash"),
        text("reader", nullable=True),
        whole("seed"),
        text("mode"),
        text("started"),
        text("ended", nullable=True),
        text("ending", nullable=True),
        key("attempts", "attempt_id"),
        to("attempts", "trainees", "trainee_id"),
        to_content("attempts", "scenario_hash"),
        to_content("attempts", "rubric_hash"),
        to_content("attempts", "behaviours_hash"),
        sa.UniqueConstraint("attempt_id", "trainee_id", name="uq_attempts_attempt_id_trainee_id"),
    )
    op.create_index("ix_attempts_trainee_id_started", "attempts", ["trainee_id", "started"])


def _words_and_readings() -> None:
    op.create_table(
        "responses",
        text("response_id"),
        text("attempt_id"),
        text("trainee_id"),
        whole("step"),
        text("text", nullable=True),
        text("sent"),
        key("responses", "response_id"),
        to("responses", "attempts", "attempt_id", "trainee_id"),
        sa.UniqueConstraint("attempt_id", "step", name="uq_responses_attempt_id_step"),
    )
    op.create_table(
        "readings",
        text("reading_id"),
        text("attempt_id"),
        text("trainee_id"),
        text("response_id"),
        text("reader"),
        number("level"),
        number("low"),
        number("high"),
        text("findings"),
        text("made"),
        key("readings", "reading_id"),
        to("readings", "attempts", "attempt_id", "trainee_id"),
        to("readings", "responses", "response_id"),
    )
    op.create_index("ix_readings_response_id", "readings", ["response_id"])


def _exchanges() -> None:
    op.create_table(
        "exchanges",
        text("exchange_id"),
        text("attempt_id"),
        text("trainee_id"),
        text("response_id"),
        text("reading_id", nullable=True),
        text("moment"),
        whole("visit"),
        whole("try_number"),
        text("heard"),
        whole("reaction"),
        text("answer"),
        whole("trust_before"),
        whole("trust_after"),
        whole("distress_before"),
        whole("distress_after"),
        text("leads_to"),
        text("made"),
        text("redone", nullable=True),
        key("exchanges", "exchange_id"),
        to("exchanges", "attempts", "attempt_id", "trainee_id"),
        to("exchanges", "responses", "response_id"),
        to("exchanges", "readings", "reading_id"),
        sa.UniqueConstraint("response_id", name="uq_exchanges_response_id"),
    )
    op.create_index("ix_exchanges_attempt_id", "exchanges", ["attempt_id"])


def _judgements() -> None:
    op.create_table(
        "scoring_runs",
        text("scoring_run_id"),
        text("attempt_id"),
        text("trainee_id"),
        text("rubric_hash"),
        text("behaviours_hash"),
        text("reader", nullable=True),
        number("points", nullable=True),
        sa.Column("passed", sa.SmallInteger(), nullable=True),
        text("judgement"),
        text("made"),
        key("scoring_runs", "scoring_run_id"),
        to("scoring_runs", "attempts", "attempt_id", "trainee_id"),
        to_content("scoring_runs", "rubric_hash"),
        to_content("scoring_runs", "behaviours_hash"),
    )
    op.create_index("ix_scoring_runs_attempt_id", "scoring_runs", ["attempt_id"])
    op.create_table(
        "reviews",
        text("review_id"),
        text("attempt_id"),
        text("trainee_id"),
        text("response_id", nullable=True),
        text("reviewer"),
        text("kind"),
        text("judgement"),
        text("made"),
        key("reviews", "review_id"),
        to("reviews", "attempts", "attempt_id", "trainee_id"),
        to("reviews", "responses", "response_id"),
    )
    op.create_index("ix_reviews_attempt_id", "reviews", ["attempt_id"])


def _drafts() -> None:
    op.create_table(
        "drafts",
        text("attempt_id"),
        text("trainee_id"),
        text("text"),
        text("saved"),
        key("drafts", "attempt_id"),
        to("drafts", "attempts", "attempt_id", "trainee_id"),
    )
