"""Single moments, the schedule, probe offers, contrast choices, contested findings."""

from __future__ import annotations

from alembic import op

from trainer.records.migrations.columns import flag, key, number, once, text, to, to_content, whole

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Create the tables of practice. Names are written out: the metadata may move on, this may not."""
    _probe_offers()
    _moments()
    _schedule()
    _choices()
    _contests()


def _words_of(table: str, owner: str, by: str) -> None:
    belongs = to(table, owner, by, "trainee_id")
    op.create_table(table, text(by), text("trainee_id"), text("text"), key(table, by), belongs)


def _probe_offers() -> None:
    op.create_table(
        "probe_offers",
        text("offer_id"),
        text("trainee_id"),
        text("behaviour"),
        text("reason"),
        text("source"),
        text("label", nullable=True),
        text("due"),
        whole("shown"),
        whole("of_tries"),
        number("level", nullable=True),
        text("ended"),
        key("probe_offers", "offer_id"),
        to("probe_offers", "trainees", "trainee_id"),
        once("probe_offers", "offer_id", "trainee_id"),
        once("probe_offers", "trainee_id", "source", "behaviour"),
    )


def _moments() -> None:
    op.create_table(
        "moment_tries",
        text("try_id"),
        text("trainee_id"),
        text("purpose"),
        text("behaviour"),
        text("offer_id", nullable=True),
        text("scenario_id"),
        text("scenario_hash"),
        text("moment"),
        whole("try_number"),
        text("heard"),
        flag("silent"),
        text("sent"),
        key("moment_tries", "try_id"),
        to("moment_tries", "trainees", "trainee_id"),
        to_content("moment_tries", "scenario_hash"),
        to("moment_tries", "probe_offers", "offer_id", "trainee_id"),
        once("moment_tries", "try_id", "trainee_id"),
    )
    op.create_index("ix_moment_tries_trainee_id_sent", "moment_tries", ["trainee_id", "sent"])
    _words_of("moment_texts", "moment_tries", "try_id")
    op.create_table(
        "moment_readings",
        text("reading_id"),
        text("trainee_id"),
        text("try_id"),
        text("reader"),
        number("level"),
        number("low"),
        number("high"),
        text("findings"),
        text("made"),
        key("moment_readings", "reading_id"),
        to("moment_readings", "trainees", "trainee_id"),
        to("moment_readings", "moment_tries", "try_id", "trainee_id"),
    )
    op.create_index("ix_moment_readings_try_id", "moment_readings", ["try_id"])
    op.create_table(
        "moment_drafts",
        text("trainee_id"),
        text("scenario_id"),
        text("moment"),
        text("text"),
        text("saved"),
        key("moment_drafts", "trainee_id"),
        to("moment_drafts", "trainees", "trainee_id"),
    )


def _schedule() -> None:
    op.create_table(
        "schedule_cards",
        text("card_id"),
        text("trainee_id"),
        text("behaviour"),
        number("stability"),
        number("difficulty"),
        text("due"),
        text("last_review"),
        key("schedule_cards", "card_id"),
        to("schedule_cards", "trainees", "trainee_id"),
        once("schedule_cards", "trainee_id", "behaviour"),
    )


def _choices() -> None:
    op.create_table(
        "contrast_choices",
        text("choice_id"),
        text("trainee_id"),
        text("behaviour"),
        text("contrast"),
        flag("correct"),
        text("made"),
        key("contrast_choices", "choice_id"),
        to("contrast_choices", "trainees", "trainee_id"),
        once("contrast_choices", "choice_id", "trainee_id"),
    )
    _words_of("choice_reasons", "contrast_choices", "choice_id")


def _contests() -> None:
    op.create_table(
        "contests",
        text("contest_id"),
        text("trainee_id"),
        text("attempt_id", nullable=True),
        text("response_id", nullable=True),
        text("try_id", nullable=True),
        text("behaviour", nullable=True),
        text("finding"),
        text("reader"),
        text("made"),
        key("contests", "contest_id"),
        to("contests", "trainees", "trainee_id"),
        to("contests", "responses", "response_id"),
        to("contests", "attempts", "attempt_id", "trainee_id"),
        to("contests", "moment_tries", "try_id", "trainee_id"),
        once("contests", "contest_id", "trainee_id"),
    )
    op.create_index("ix_contests_made", "contests", ["made"])
    _words_of("contest_reasons", "contests", "contest_id")
