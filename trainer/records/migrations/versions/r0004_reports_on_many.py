"""Reports on many attempts read what they sum from one index, in which those of a trainee lie together."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Put the wider index in the place of the one it begins with."""
    op.drop_index("ix_attempts_trainee_id_started", "attempts")
    summed = ["trainee_id", "started", "ended", "attempt_id", "scenario_id", "rubric_hash", "mode"]
    op.create_index("ix_attempts_summed", "attempts", summed)
