"""The tables of re-scorings, of the runs somebody chose and of figures, as revision 0003 made them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from trainer.records.migrations.columns import flag, key, number, once, text, to, to_content, whole


def create_tables_of_runs() -> None:
    """As the metadata was then; it may move on, this may not."""
    _rescorings()
    _run_choices()
    _run_measures()


def _rescorings() -> None:
    op.create_table(
        "rescorings",
        text("rescoring_id"),
        text("program_id", nullable=True),
        text("reader", nullable=True),
        text("change"),
        text("reason"),
        text("started"),
        text("finished", nullable=True),
        key("rescorings", "rescoring_id"),
    )
    op.create_table(
        "rescored_runs",
        text("scoring_run_id"),
        text("rescoring_id"),
        text("attempt_id"),
        text("trainee_id"),
        text("scenario_hash"),
        key("rescored_runs", "scoring_run_id"),
        to("rescored_runs", "attempts", "attempt_id", "trainee_id"),
        to_content("rescored_runs", "scenario_hash"),
        to("rescored_runs", "rescorings", "rescoring_id"),
        to("rescored_runs", "scoring_runs", "scoring_run_id"),
        once("rescored_runs", "rescoring_id", "attempt_id"),
    )
    op.create_table(
        "rescored_readings",
        text("reading_id"),
        text("rescoring_id"),
        text("attempt_id"),
        text("trainee_id"),
        text("scenario_hash"),
        key("rescored_readings", "reading_id"),
        to("rescored_readings", "attempts", "attempt_id", "trainee_id"),
        to_content("rescored_readings", "scenario_hash"),
        to("rescored_readings", "readings", "reading_id"),
        to("rescored_readings", "rescorings", "rescoring_id"),
    )
    op.create_index("ix_rescored_readings_attempt_id", "rescored_readings", ["attempt_id"])


def _run_choices() -> None:
    op.create_table(
        "run_choices",
        text("choice_id"),
        text("trainee_id"),
        text("attempt_id"),
        text("scoring_run_id"),
        text("reason"),
        text("made"),
        key("run_choices", "choice_id"),
        to("run_choices", "attempts", "attempt_id", "trainee_id"),
        to("run_choices", "scoring_runs", "scoring_run_id"),
        to("run_choices", "trainees", "trainee_id"),
        once("run_choices", "choice_id", "trainee_id"),
    )
    op.create_index("ix_run_choices_attempt_id", "run_choices", ["attempt_id"])


def _run_measures() -> None:
    op.create_table(
        "run_measures",
        text("scoring_run_id"),
        text("kind"),
        text("item"),
        text("trainee_id"),
        text("attempt_id"),
        whole("level", nullable=True),
        number("value", nullable=True),
        whole("met", nullable=True),
        whole("opportunities", nullable=True),
        number("unsure", nullable=True),
        flag("advisory", nullable=True),
        flag("passed", nullable=True),
        text("figures", nullable=True),
        key("run_measures", "scoring_run_id", "kind", "item"),
        to("run_measures", "attempts", "attempt_id", "trainee_id"),
        to("run_measures", "scoring_runs", "scoring_run_id"),
    )
    op.create_index("ix_run_measures_kind_item", "run_measures", ["kind", "item"])
    dialect = op.get_bind().dialect.name
    summed = ["trainee_id", "kind", "attempt_id", "scoring_run_id", "value"]
    op.create_index(
        f"ix_run_measures_whole_{dialect}",
        "run_measures",
        [*summed, "figures"] if dialect == "sqlite" else summed,
        sqlite_where=sa.text("kind = 'whole'"),
        postgresql_where=sa.text("kind = 'whole'"),
    )
    of_attempt = ["attempt_id", "kind", "scoring_run_id"]
    op.create_index("ix_run_measures_attempt_id_kind_scoring_run_id", "run_measures", of_attempt)
