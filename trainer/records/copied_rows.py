"""Which rows are copied from one database to another, which of their columns may change, and which hold words."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Select, Table, and_, exists, or_, select, union

from trainer.records.every_table import all_tables
from trainer.records.practice_tables import contests
from trainer.records.program_tables import rescored_readings, rescored_runs, rescorings
from trainer.records.tables import attempts, contents, trainees

CHANGING: dict[str, tuple[str, ...]] = {
    "trainees": ("name",),
    "attempts": ("reader", "ended", "ending"),
    "exchanges": ("redone",),
    "drafts": ("text", "saved"),
    "moment_drafts": ("scenario_id", "moment", "text", "saved"),
    "schedule_cards": ("stability", "difficulty", "due", "last_review"),
    "programs": ("title",),
    "members": ("role", "pseudonym", "trainee_id", "db_role", "left"),
    "member_names": ("name",),
    "member_backgrounds": ("language",),
    "cohorts": ("title", "closed"),
    "cohort_members": ("until",),
    "invitations": ("expires", "used"),
    "assignments": ("closes", "attempts", "withdrawn"),
    "review_items": ("assigned_to", "due", "closed"),
    "rescorings": ("finished",),
    "outbox": ("body", "tries", "next_try", "sent", "refused", "answer"),
    "copies": ("sent",),
}
"""Columns that may change after a row was made; all others stay as they were written."""

NEWEST: dict[str, str] = {"drafts": "saved", "moment_drafts": "saved", "schedule_cards": "last_review"}
"""Tables whose rows change in either database, and the time by which the later row is known."""

TEXTS: dict[str, tuple[str, ...]] = {
    "responses": ("text",),
    "moment_texts": ("text",),
    "choice_reasons": ("text",),
    "contest_reasons": ("text",),
    "outcome_notes": ("text",),
}
JUDGEMENTS: dict[str, tuple[str, ...]] = {"scoring_runs": ("judgement",), "reviews": ("judgement",)}
"""JSON that may quote somebody."""

UNSENT = frozenset({"drafts", "moment_drafts"})
"""What is being typed: nobody's business but the writer's."""
SCORED_AGAIN = frozenset({"run_choices", "rescored_runs", "rescored_readings"})
"""What a re-scoring made and which run somebody chose: a program's to say, or somebody's own in their own records."""
_STAYS = UNSENT | {"outbox", "copies", "consents", "members", "access_log", "review_items"}
_STAYS |= {"contest_outcomes", "outcome_notes"}
"""Left out where one trainee's rows are copied: unsent words, what this database has to send, what a program keeps, and
what other programs were told."""


def rows_of(
    trainee_id: str | None, attempt_id: str | None, *, scored_again: bool = True
) -> Iterator[tuple[Table, Select[tuple[object, ...]]]]:
    """Each table with the query for its rows, those first that others refer to; of everybody where neither is named.

    Without `scored_again`, of the trainee or attempt only what came of the attempts themselves.
    """
    for table in all_tables.sorted_tables:
        if trainee_id is None and attempt_id is None:
            yield table, select(table)
        elif (wanted := _wanted(table, trainee_id, attempt_id)) is not None:
            if scored_again:
                yield table, select(table).where(wanted)
            elif table.name not in SCORED_AGAIN and table is not rescorings:
                yield table, select(table).where(wanted, *_first_made(table))


def _wanted(table: Table, trainee_id: str | None, attempt_id: str | None) -> ColumnElement[bool] | None:
    """The condition for the rows of a trainee or, more narrowly, of an attempt; None for a table left out."""
    if table is contents:
        return _used_contents(_referred(contents, trainee_id, attempt_id))
    if table.name == "rescorings":
        return table.c.rescoring_id.in_(_referred(table, trainee_id, attempt_id))
    if table.name in _STAYS or "trainee_id" not in table.c:
        return None
    if attempt_id is None:
        return table.c.trainee_id == trainee_id
    if table is trainees:
        return trainees.c.trainee_id.in_(select(attempts.c.trainee_id).where(attempts.c.attempt_id == attempt_id))
    if table.name == "contest_reasons":
        return table.c.contest_id.in_(select(contests.c.contest_id).where(contests.c.attempt_id == attempt_id))
    return table.c.attempt_id == attempt_id if "attempt_id" in table.c else None


def _first_made(table: Table) -> Iterator[ColumnElement[bool]]:
    """Whether a row was made with its attempt, and not by a re-scoring."""
    for name, rescored in (("scoring_run_id", rescored_runs), ("reading_id", rescored_readings)):
        if name in table.c and table.name != "exchanges":
            yield ~exists().where(rescored.c[name] == table.c[name])


def _used_contents(referred: Select[tuple[object]]) -> ColumnElement[bool]:
    """What is referred to by its key, and the behaviours that stand in the lists among it, a line with a hash each."""
    lists = contents.alias()
    listed = exists().where(
        lists.c.kind == "behaviours", lists.c.digest.in_(referred), lists.c.source.contains(contents.c.digest)
    )
    return or_(contents.c.digest.in_(referred), and_(contents.c.kind == "behaviour", listed))


def _referred(owner: Table, trainee_id: str | None, attempt_id: str | None) -> Select[tuple[object]]:
    """The keys of rows that belong to nobody and that the wanted rows refer to."""
    parts = [
        select(key.parent).where(wanted)
        for table in all_tables.sorted_tables
        for key in sorted(table.foreign_keys, key=lambda key: key.parent.name)
        if key.column.table is owner and (wanted := _wanted(table, trainee_id, attempt_id)) is not None
    ]
    found = union(*parts).subquery()
    return select(found.c[0])
