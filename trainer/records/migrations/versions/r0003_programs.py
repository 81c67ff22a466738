"""Programs: people, cohorts, assignments, consents, reviews, re-scorings, and what waits to be sent.

Names of trainees may now repeat: two people who each keep records of their own may have the same name.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Create the tables of programs. Names are written out: the metadata may move on, this may not."""
    with op.batch_alter_table("trainees") as trainees:
        trainees.drop_constraint("uq_trainees_name", type_="unique")
    op.create_index("ix_trainees_name", "trainees", ["name"])
    op.drop_index("ix_scoring_runs_attempt_id", "scoring_runs")
    op.create_index("ix_scoring_runs_attempt_id_scoring_run_id", "scoring_runs", ["attempt_id", "scoring_run_id"])
    _programs()
    _people()
    _consents()
    _reviews()
    _runs()
    _sending()


def _text(name: str, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _whole(name: str, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def _number(name: str, nullable: bool = False) -> sa.Column[float]:
    return sa.Column(name, sa.Float(53), nullable=nullable)


def _flag(name: str, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.SmallInteger(), nullable=nullable)


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=f"pk_{table}")


def _to(table: str, owner: str, *columns: str) -> sa.ForeignKeyConstraint:
    """The row belongs to one of another table, and so to the same trainee or program."""
    target = [f"{owner}.{column}" for column in columns]
    return sa.ForeignKeyConstraint(columns, target, name=f"fk_{table}_{'_'.join(columns)}")


def _to_content(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["contents.digest"], name=f"fk_{table}_{column}")


def _once(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=f"uq_{table}_{'_'.join(columns)}")


def _programs() -> None:
    op.create_table(
        "programs",
        _text("program_id"),
        _text("title"),
        _text("since"),
        _key("programs", "program_id"),
    )
    op.create_table(
        "program_rules",
        _text("rules_id"),
        _text("program_id"),
        _text("rules"),
        _text("made_by", nullable=True),
        _text("made"),
        _key("program_rules", "rules_id"),
        _to("program_rules", "programs", "program_id"),
        _once("program_rules", "rules_id", "program_id"),
    )


def _people() -> None:
    op.create_table(
        "members",
        _text("member_id"),
        _text("program_id"),
        _text("role"),
        _text("pseudonym"),
        _text("trainee_id", nullable=True),
        _text("db_role", nullable=True),
        _text("joined"),
        _text("left", nullable=True),
        _key("members", "member_id"),
        _to("members", "programs", "program_id"),
        _once("members", "member_id", "program_id"),
        _once("members", "program_id", "pseudonym"),
    )
    op.create_index("ix_members_trainee_id", "members", ["trainee_id"])
    op.create_table(
        "member_names",
        _text("member_id"),
        _text("program_id"),
        _text("name"),
        _key("member_names", "member_id"),
        _to("member_names", "members", "member_id", "program_id"),
    )
    op.create_index("ix_member_names_program_id_name", "member_names", ["program_id", "name"])
    op.create_table(
        "member_backgrounds",
        _text("member_id"),
        _text("program_id"),
        _text("language"),
        _key("member_backgrounds", "member_id"),
        _to("member_backgrounds", "members", "member_id", "program_id"),
    )
    op.create_table(
        "cohorts",
        _text("cohort_id"),
        _text("program_id"),
        _text("title"),
        _text("opened"),
        _text("closed", nullable=True),
        _key("cohorts", "cohort_id"),
        _to("cohorts", "programs", "program_id"),
        _once("cohorts", "cohort_id", "program_id"),
        _once("cohorts", "program_id", "title"),
    )
    op.create_table(
        "cohort_members",
        _text("cohort_member_id"),
        _text("program_id"),
        _text("cohort_id"),
        _text("member_id"),
        _text("since"),
        _text("until", nullable=True),
        _key("cohort_members", "cohort_member_id"),
        _to("cohort_members", "cohorts", "cohort_id", "program_id"),
        _to("cohort_members", "members", "member_id", "program_id"),
        _to("cohort_members", "programs", "program_id"),
        _once("cohort_members", "cohort_id", "member_id", "since"),
        _once("cohort_members", "cohort_member_id", "program_id"),
    )
    op.create_index("ix_cohort_members_member_id", "cohort_members", ["member_id"])
    op.create_table(
        "invitations",
        _text("invitation_id"),
        _text("program_id"),
        _text("cohort_id", nullable=True),
        _text("member_id"),
        _text("code_digest"),
        _text("made"),
        _text("expires"),
        _text("used", nullable=True),
        _key("invitations", "invitation_id"),
        _to("invitations", "cohorts", "cohort_id", "program_id"),
        _to("invitations", "members", "member_id", "program_id"),
        _to("invitations", "programs", "program_id"),
        _once("invitations", "invitation_id", "program_id"),
    )
    op.create_index("ix_invitations_code_digest", "invitations", ["code_digest"])
    op.create_table(
        "assignments",
        _text("assignment_id"),
        _text("program_id"),
        _text("cohort_id"),
        _text("kind"),
        _text("target"),
        _text("mode"),
        _text("opens"),
        _text("closes", nullable=True),
        _whole("attempts", nullable=True),
        _text("counts"),
        _text("made"),
        _text("withdrawn", nullable=True),
        _key("assignments", "assignment_id"),
        _to("assignments", "cohorts", "cohort_id", "program_id"),
        _to("assignments", "programs", "program_id"),
        _once("assignments", "assignment_id", "program_id"),
    )


def _consents() -> None:
    op.create_table(
        "consents",
        _text("consent_id"),
        _text("trainee_id"),
        _text("program_id"),
        _text("destination"),
        _text("kind"),
        _flag("texts"),
        _text("since", nullable=True),
        _text("made"),
        _key("consents", "consent_id"),
        _to("consents", "trainees", "trainee_id"),
        _once("consents", "consent_id", "trainee_id"),
    )
    op.create_table(
        "access_log",
        _text("access_id"),
        _text("trainee_id"),
        _text("program_id"),
        _text("member_id"),
        _text("attempt_id", nullable=True),
        _text("read"),
        _text("reason"),
        _text("made"),
        _key("access_log", "access_id"),
        _to("access_log", "trainees", "trainee_id"),
        _once("access_log", "access_id", "trainee_id"),
    )
    op.create_index("ix_access_log_member_id_made", "access_log", ["member_id", "made"])


def _reviews() -> None:
    op.create_table(
        "review_items",
        _text("item_id"),
        _text("trainee_id"),
        _text("program_id"),
        _text("attempt_id", nullable=True),
        _text("response_id", nullable=True),
        _text("contest_id", nullable=True),
        _text("reason"),
        _text("assigned_to", nullable=True),
        _text("due", nullable=True),
        _text("made"),
        _text("closed", nullable=True),
        _key("review_items", "item_id"),
        _to("review_items", "attempts", "attempt_id", "trainee_id"),
        _to("review_items", "contests", "contest_id", "trainee_id"),
        _to("review_items", "trainees", "trainee_id"),
        _once("review_items", "item_id", "trainee_id"),
    )
    op.create_index("ix_review_items_program_id_closed", "review_items", ["program_id", "closed"])
    op.create_table(
        "contest_outcomes",
        _text("outcome_id"),
        _text("trainee_id"),
        _text("contest_id"),
        _text("member_id"),
        _text("outcome"),
        _text("made"),
        _key("contest_outcomes", "outcome_id"),
        _to("contest_outcomes", "contests", "contest_id", "trainee_id"),
        _to("contest_outcomes", "trainees", "trainee_id"),
        _once("contest_outcomes", "outcome_id", "trainee_id"),
    )
    op.create_table(
        "outcome_notes",
        _text("outcome_id"),
        _text("trainee_id"),
        _text("text"),
        _key("outcome_notes", "outcome_id"),
        _to("outcome_notes", "contest_outcomes", "outcome_id", "trainee_id"),
    )


def _runs() -> None:
    op.create_table(
        "rescorings",
        _text("rescoring_id"),
        _text("program_id", nullable=True),
        _text("reader", nullable=True),
        _text("change"),
        _text("reason"),
        _text("started"),
        _text("finished", nullable=True),
        _key("rescorings", "rescoring_id"),
    )
    op.create_table(
        "rescored_runs",
        _text("scoring_run_id"),
        _text("rescoring_id"),
        _text("attempt_id"),
        _text("trainee_id"),
        _text("scenario_hash"),
        _key("rescored_runs", "scoring_run_id"),
        _to("rescored_runs", "attempts", "attempt_id", "trainee_id"),
        _to_content("rescored_runs", "scenario_hash"),
        _to("rescored_runs", "rescorings", "rescoring_id"),
        _to("rescored_runs", "scoring_runs", "scoring_run_id"),
        _once("rescored_runs", "rescoring_id", "attempt_id"),
    )
    op.create_table(
        "rescored_readings",
        _text("reading_id"),
        _text("rescoring_id"),
        _text("attempt_id"),
        _text("trainee_id"),
        _text("scenario_hash"),
        _key("rescored_readings", "reading_id"),
        _to("rescored_readings", "attempts", "attempt_id", "trainee_id"),
        _to_content("rescored_readings", "scenario_hash"),
        _to("rescored_readings", "readings", "reading_id"),
        _to("rescored_readings", "rescorings", "rescoring_id"),
    )
    op.create_index("ix_rescored_readings_attempt_id", "rescored_readings", ["attempt_id"])
    op.create_table(
        "run_choices",
        _text("choice_id"),
        _text("trainee_id"),
        _text("attempt_id"),
        _text("scoring_run_id"),
        _text("reason"),
        _text("made"),
        _key("run_choices", "choice_id"),
        _to("run_choices", "attempts", "attempt_id", "trainee_id"),
        _to("run_choices", "scoring_runs", "scoring_run_id"),
        _to("run_choices", "trainees", "trainee_id"),
        _once("run_choices", "choice_id", "trainee_id"),
    )
    op.create_index("ix_run_choices_attempt_id", "run_choices", ["attempt_id"])
    op.create_table(
        "run_measures",
        _text("scoring_run_id"),
        _text("kind"),
        _text("item"),
        _text("trainee_id"),
        _text("attempt_id"),
        _whole("level", nullable=True),
        _number("value", nullable=True),
        _whole("met", nullable=True),
        _whole("opportunities", nullable=True),
        _number("unsure", nullable=True),
        _flag("advisory", nullable=True),
        _flag("passed", nullable=True),
        _text("figures", nullable=True),
        _key("run_measures", "scoring_run_id", "kind", "item"),
        _to("run_measures", "attempts", "attempt_id", "trainee_id"),
        _to("run_measures", "scoring_runs", "scoring_run_id"),
    )
    op.create_index("ix_run_measures_kind_item", "run_measures", ["kind", "item"])
    dialect = op.get_bind().dialect.name
    whole = ["trainee_id", "kind", "attempt_id", "scoring_run_id", "value"]
    op.create_index(
        f"ix_run_measures_whole_{dialect}",
        "run_measures",
        [*whole, "figures"] if dialect == "sqlite" else whole,
        sqlite_where=sa.text("kind = 'whole'"),
        postgresql_where=sa.text("kind = 'whole'"),
    )
    of_attempt = ["attempt_id", "kind", "scoring_run_id"]
    op.create_index("ix_run_measures_attempt_id_kind_scoring_run_id", "run_measures", of_attempt)


def _sending() -> None:
    op.create_table(
        "outbox",
        _text("outbox_id"),
        _text("trainee_id"),
        _text("attempt_id", nullable=True),
        _text("destination"),
        _text("statement_id"),
        _text("body"),
        _text("made"),
        _whole("tries"),
        _text("next_try"),
        _text("sent", nullable=True),
        _text("refused", nullable=True),
        _text("answer", nullable=True),
        _key("outbox", "outbox_id"),
        _to("outbox", "attempts", "attempt_id", "trainee_id"),
        _to("outbox", "trainees", "trainee_id"),
        _once("outbox", "outbox_id", "trainee_id"),
        _once("outbox", "trainee_id", "destination", "statement_id"),
    )
    op.create_index("ix_outbox_sent_outbox_id", "outbox", ["sent", "outbox_id"])
    op.create_table(
        "copies",
        _text("copy_id"),
        _text("trainee_id"),
        _text("destination"),
        _text("attempt_id", nullable=True),
        _text("wanted"),
        _text("sent", nullable=True),
        _key("copies", "copy_id"),
        _to("copies", "attempts", "attempt_id", "trainee_id"),
        _to("copies", "trainees", "trainee_id"),
        _once("copies", "copy_id", "trainee_id"),
    )
    op.create_index("ix_copies_destination_sent", "copies", ["destination", "sent"])
