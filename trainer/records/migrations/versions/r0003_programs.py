"""Programs: people, cohorts, assignments, consents, reviews, re-scorings, and what waits to be sent.

Names of trainees may now repeat: two people who each keep records of their own may have the same name.
"""

from __future__ import annotations

from alembic import op

from trainer.records.migrations.columns import flag, key, once, text, to, whole
from trainer.records.migrations.runs_of_programs import create_tables_of_runs

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
    _members()
    _cohorts()
    _invitations()
    _assignments()
    _consents()
    _reviews()
    create_tables_of_runs()
    _sending()


def _programs() -> None:
    op.create_table("programs", text("program_id"), text("title"), text("since"), key("programs", "program_id"))
    op.create_table(
        "program_rules",
        text("rules_id"),
        text("program_id"),
        text("rules"),
        text("made_by", nullable=True),
        text("made"),
        key("program_rules", "rules_id"),
        to("program_rules", "programs", "program_id"),
        once("program_rules", "rules_id", "program_id"),
    )


def _members() -> None:
    op.create_table(
        "members",
        text("member_id"),
        text("program_id"),
        text("role"),
        text("pseudonym"),
        text("trainee_id", nullable=True),
        text("db_role", nullable=True),
        text("joined"),
        text("left", nullable=True),
        key("members", "member_id"),
        to("members", "programs", "program_id"),
        once("members", "member_id", "program_id"),
        once("members", "program_id", "pseudonym"),
    )
    op.create_index("ix_members_trainee_id", "members", ["trainee_id"])
    op.create_table(
        "member_names",
        text("member_id"),
        text("program_id"),
        text("name"),
        key("member_names", "member_id"),
        to("member_names", "members", "member_id", "program_id"),
    )
    op.create_index("ix_member_names_program_id_name", "member_names", ["program_id", "name"])
    op.create_table(
        "member_backgrounds",
        text("member_id"),
        text("program_id"),
        text("language"),
        key("member_backgrounds", "member_id"),
        to("member_backgrounds", "members", "member_id", "program_id"),
    )


def _cohorts() -> None:
    op.create_table(
        "cohorts",
        text("cohort_id"),
        text("program_id"),
        text("title"),
        text("opened"),
        text("closed", nullable=True),
        key("cohorts", "cohort_id"),
        to("cohorts", "programs", "program_id"),
        once("cohorts", "cohort_id", "program_id"),
        once("cohorts", "program_id", "title"),
    )
    op.create_table(
        "cohort_members",
        text("cohort_member_id"),
        text("program_id"),
        text("cohort_id"),
        text("member_id"),
        text("since"),
        text("until", nullable=True),
        key("cohort_members", "cohort_member_id"),
        to("cohort_members", "cohorts", "cohort_id", "program_id"),
        to("cohort_members", "members", "member_id", "program_id"),
        to("cohort_members", "programs", "program_id"),
        once("cohort_members", "cohort_id", "member_id", "since"),
        once("cohort_members", "cohort_member_id", "program_id"),
    )
    op.create_index("ix_cohort_members_member_id", "cohort_members", ["member_id"])


def _invitations() -> None:
    op.create_table(
        "invitations",
        text("invitation_id"),
        text("program_id"),
        text("cohort_id", nullable=True),
        text("member_id"),
        text("code_digest"),
        text("made"),
        text("expires"),
        text("used", nullable=True),
        key("invitations", "invitation_id"),
        to("invitations", "cohorts", "cohort_id", "program_id"),
        to("invitations", "members", "member_id", "program_id"),
        to("invitations", "programs", "program_id"),
        once("invitations", "invitation_id", "program_id"),
    )
    op.create_index("ix_invitations_code_digest", "invitations", ["code_digest"])


def _assignments() -> None:
    op.create_table(
        "assignments",
        text("assignment_id"),
        text("program_id"),
        text("cohort_id"),
        text("kind"),
        text("target"),
        text("mode"),
        text("opens"),
        text("closes", nullable=True),
        whole("attempts", nullable=True),
        text("counts"),
        text("made"),
        text("withdrawn", nullable=True),
        key("assignments", "assignment_id"),
        to("assignments", "cohorts", "cohort_id", "program_id"),
        to("assignments", "programs", "program_id"),
        once("assignments", "assignment_id", "program_id"),
    )


def _consents() -> None:
    op.create_table(
        "consents",
        text("consent_id"),
        text("trainee_id"),
        text("program_id"),
        text("destination"),
        text("kind"),
        flag("texts"),
        text("since", nullable=True),
        text("made"),
        key("consents", "consent_id"),
        to("consents", "trainees", "trainee_id"),
        once("consents", "consent_id", "trainee_id"),
    )
    op.create_table(
        "access_log",
        text("access_id"),
        text("trainee_id"),
        text("program_id"),
        text("member_id"),
        text("attempt_id", nullable=True),
        text("read"),
        text("reason"),
        text("made"),
        key("access_log", "access_id"),
        to("access_log", "trainees", "trainee_id"),
        once("access_log", "access_id", "trainee_id"),
    )
    op.create_index("ix_access_log_member_id_made", "access_log", ["member_id", "made"])


def _reviews() -> None:
    op.create_table(
        "review_items",
        text("item_id"),
        text("trainee_id"),
        text("program_id"),
        text("attempt_id", nullable=True),
        text("response_id", nullable=True),
        text("contest_id", nullable=True),
        text("reason"),
        text("assigned_to", nullable=True),
        text("due", nullable=True),
        text("made"),
        text("closed", nullable=True),
        key("review_items", "item_id"),
        to("review_items", "attempts", "attempt_id", "trainee_id"),
        to("review_items", "contests", "contest_id", "trainee_id"),
        to("review_items", "trainees", "trainee_id"),
        once("review_items", "item_id", "trainee_id"),
    )
    op.create_index("ix_review_items_program_id_closed", "review_items", ["program_id", "closed"])
    op.create_table(
        "contest_outcomes",
        text("outcome_id"),
        text("trainee_id"),
        text("contest_id"),
        text("member_id"),
        text("outcome"),
        text("made"),
        key("contest_outcomes", "outcome_id"),
        to("contest_outcomes", "contests", "contest_id", "trainee_id"),
        to("contest_outcomes", "trainees", "trainee_id"),
        once("contest_outcomes", "outcome_id", "trainee_id"),
    )
    op.create_table(
        "outcome_notes",
        text("outcome_id"),
        text("trainee_id"),
        text("text"),
        key("outcome_notes", "outcome_id"),
        to("outcome_notes", "contest_outcomes", "outcome_id", "trainee_id"),
    )


def _sending() -> None:
    op.create_table(
        "outbox",
        text("outbox_id"),
        text("trainee_id"),
        text("attempt_id", nullable=True),
        text("destination"),
        text("statement_id"),
        text("body"),
        text("made"),
        whole("tries"),
        text("next_try"),
        text("sent", nullable=True),
        text("refused", nullable=True),
        text("answer", nullable=True),
        key("outbox", "outbox_id"),
        to("outbox", "attempts", "attempt_id", "trainee_id"),
        to("outbox", "trainees", "trainee_id"),
        once("outbox", "outbox_id", "trainee_id"),
        once("outbox", "trainee_id", "destination", "statement_id"),
    )
    op.create_index("ix_outbox_sent_outbox_id", "outbox", ["sent", "outbox_id"])
    op.create_table(
        "copies",
        text("copy_id"),
        text("trainee_id"),
        text("destination"),
        text("attempt_id", nullable=True),
        text("wanted"),
        text("sent", nullable=True),
        key("copies", "copy_id"),
        to("copies", "attempts", "attempt_id", "trainee_id"),
        to("copies", "trainees", "trainee_id"),
        once("copies", "copy_id", "trainee_id"),
    )
    op.create_index("ix_copies_destination_sent", "copies", ["destination", "sent"])
