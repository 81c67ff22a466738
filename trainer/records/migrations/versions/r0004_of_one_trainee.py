"""What is one trainee's lies together and refers to nothing of anybody else's.

Reports on many attempts read what they sum from one index. A reference to a response, a reading or a run names the
trainee too, so that no row can be hung on another trainee's. Figures say which rubric judged, and which gates nothing
called for; a criterion or a gate can be contested.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from trainer.records.migrations.judged_by import tell_rubrics_and_gates
from trainer.records.migrations.tying import Tie, tie

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """A wider index in the place of the one it begins with; keys with the trainee; references to these; columns."""
    op.drop_index("ix_attempts_trainee_id_started", "attempts")
    summed = ["trainee_id", "started", "ended", "attempt_id", "scenario_id", "rubric_hash", "mode"]
    op.create_index("ix_attempts_summed", "attempts", summed)
    for owner, key in (("responses", "response_id"), ("readings", "reading_id"), ("scoring_runs", "scoring_run_id")):
        op.create_index(f"uq_{owner}_{key}_trainee_id", owner, [key, "trainee_id"], unique=True)
    tie(
        [
            *(_to("response_id", "responses", table) for table in ("readings", "exchanges", "reviews", "contests")),
            *(_to("reading_id", "readings", table) for table in ("exchanges", "rescored_readings")),
            *(_to("scoring_run_id", "scoring_runs", table) for table in _OF_RUN),
            Tie("review_items", ("response_id", "trainee_id"), "responses"),
            Tie("access_log", ("attempt_id", "trainee_id"), "attempts"),
            Tie("rescorings", ("program_id",), "programs"),
        ]
    )
    for table, column in (("run_measures", "rubric_hash"), ("contests", "criterion"), ("contests", "gate")):
        op.add_column(table, sa.Column(column, sa.Text()))
    tell_rubrics_and_gates()


_OF_RUN = ("rescored_runs", "run_choices", "run_measures")


def _to(key: str, owner: str, table: str) -> Tie:
    """A reference that named the key alone."""
    return Tie(table, (key, "trainee_id"), owner, instead=key)
