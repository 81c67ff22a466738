"""Who may see and write which rows on a PostgreSQL server: one rule for each group, table and command.

Rules follow from the columns: a table with a `trainee_id` holds rows of a trainee, one with a `program_id` those of a
program. A table that fits neither, or one of a program that nobody thought of here, is found by a test.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Table

from trainer.records.copied_rows import CHANGING, JUDGEMENTS, SCORED_AGAIN, TEXTS, UNSENT
from trainer.records.every_table import all_tables
from trainer.records.withheld import OWN_NUMBERS, WITHHELD

Group = Literal["trainer_trainee", "trainer_supervisor", "trainer_admin"]
TRAINEE: Group = "trainer_trainee"
SUPERVISOR: Group = "trainer_supervisor"
ADMIN: Group = "trainer_admin"
GROUPS: tuple[Group, ...] = (TRAINEE, SUPERVISOR, ADMIN)
Command = Literal["SELECT", "INSERT", "UPDATE", "DELETE"]


@dataclass(frozen=True, slots=True)
class Rule:
    """`rows` is the condition for the rows; `columns` those that may be changed, `after` what holds of them then."""

    group: Group
    command: Command
    rows: str
    columns: tuple[str, ...] = ()
    after: str = ""


_OWN = "trainee_id IN (SELECT trainer_access.my_trainees())"
_SUPERVISED = "trainee_id IN (SELECT trainer_access.supervised(false))"
_WORDS_SHARED = "trainee_id IN (SELECT trainer_access.supervised(true))"
_ADMINISTERED = "trainee_id IN (SELECT trainer_access.administered())"
_AS_MYSELF = "member_id IN (SELECT trainer_access.my_members())"
_MY_REVIEW = "kind = 'supervisor' AND reviewer IN (SELECT trainer_access.my_members())"
_OWN_NUMBERS = f"kind = 'self' AND judgement ~ '{OWN_NUMBERS}'"

_SUPERVISING = "program_id IN (SELECT trainer_access.my_programs('supervisor'))"
_ADMINISTERING = "program_id IN (SELECT trainer_access.my_programs('admin'))"
_RESCORED_HERE = f"rescoring_id IN (SELECT r.rescoring_id FROM rescorings r WHERE r.{_SUPERVISING})"

_CLOCK = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9][.][0-9]{6}Z$"
_MADE_NOW = (
    f"made ~ '{_CLOCK}' AND made BETWEEN trainer_access.instant('-15 minutes') AND trainer_access.instant('5 minutes')"
)
_SIGNED = (
    'EXISTS (SELECT FROM members m WHERE m.db_role = session_user AND m."left" IS NULL '
    "AND m.role <> 'trainee' AND starts_with(reason, m.pseudonym || ': '))"
)
"""A reason begins with who gives it."""
_CHOOSING = f"{_MADE_NOW} AND {_SIGNED}"

_AT_HOME = UNSENT | {"copies"}
"""Nobody's but the trainee's."""
_KEPT_BY_PROGRAM = frozenset({"access_log", "review_items", "contest_outcomes", "outcome_notes"}) | SCORED_AGAIN
"""About a trainee, and not theirs to write, nor to delete one by one."""
_BY_SUPERVISOR = {
    "access_log": _AS_MYSELF,
    "review_items": _SUPERVISING,
    "reviews": _MY_REVIEW,
    "contest_outcomes": _AS_MYSELF,
    "outcome_notes": "true",
    "scoring_runs": "true",
    "readings": "true",
    "rescored_readings": _RESCORED_HERE,
    "rescored_runs": _RESCORED_HERE,
    "run_measures": "true",
    "run_choices": _CHOOSING,
    "outbox": "true",
}
"""What a supervisor adds about the trainees of their cohorts, and what must hold of it."""
_BY_ADMIN = {"access_log": _AS_MYSELF, "review_items": _ADMINISTERING, "run_choices": _CHOOSING}
_CHANGED_BY_STAFF = {"review_items": (SUPERVISOR, ADMIN), "outbox": (SUPERVISOR,)}


def rules() -> dict[str, tuple[Rule, ...]]:
    """The rules of every table."""
    return {table.name: tuple(_rules_of(table)) for table in all_tables.sorted_tables}


def _rules_of(table: Table) -> Iterator[Rule]:
    if table.name == "contents":
        yield from _of_contents()
    elif table.name == "rescorings":
        yield from _of_rescorings()
    elif table.name in _PROGRAM_RULES:
        yield from _PROGRAM_RULES[table.name]
    elif "trainee_id" in table.c:
        yield from _for_trainee(table)
        if table.name not in _AT_HOME:
            yield from _for_supervisor(table)
            yield from _for_admin(table)


def _for_trainee(table: Table) -> Iterator[Rule]:
    yield Rule(TRAINEE, "SELECT", _OWN)
    if table.name in _KEPT_BY_PROGRAM:  # goes with everything else, when they withdraw
        return
    yield Rule(TRAINEE, "DELETE", _said(table))
    yield Rule(TRAINEE, "INSERT", _said(table))
    if table.name in CHANGING and table.name != "trainees":  # the program gives the name
        yield Rule(TRAINEE, "UPDATE", _OWN, CHANGING[table.name])
    if words := _words(table):  # held back before, given now
        yield Rule(TRAINEE, "UPDATE", f"{_said(table)} AND {_withheld(table)}", words, after=_said(table))


def _said(table: Table) -> str:
    """Rows of a trainee that are theirs to say."""
    if table.name == "reviews":
        return f"{_OWN} AND kind = 'self'"
    if table.name in ("scoring_runs", "run_measures"):
        return f"{_OWN} AND scoring_run_id NOT IN (SELECT r.scoring_run_id FROM rescored_runs r)"
    return _OWN


def _for_supervisor(table: Table) -> Iterator[Rule]:
    if table.name == "outbox":
        seen = _WORDS_SHARED
    elif not _words(table) or table.name in _KEPT_BY_PROGRAM:
        seen = _SUPERVISED
    else:
        own = f" OR {_MY_REVIEW}" if table.name == "reviews" else ""
        seen = f"({_WORDS_SHARED} OR {_SUPERVISED} AND ({_withheld(table)}{own}))"
    yield Rule(SUPERVISOR, "SELECT", seen)
    if table.name in _BY_SUPERVISOR:
        yield Rule(SUPERVISOR, "INSERT", f"{_SUPERVISED} AND {_BY_SUPERVISOR[table.name]}")
    if SUPERVISOR in _CHANGED_BY_STAFF.get(table.name, ()):
        yield Rule(SUPERVISOR, "UPDATE", seen, CHANGING[table.name])


def _for_admin(table: Table) -> Iterator[Rule]:
    if table.name == "outbox":
        return
    opened = "trainee_id IN (SELECT trainer_access.opened_trainees())"
    if "attempt_id" in table.c:
        opened += " OR attempt_id IN (SELECT trainer_access.opened_attempts())"
    if table.name == "reviews":
        opened += f" OR {_OWN_NUMBERS}"
    seen = f"{_ADMINISTERED} AND ({_withheld(table)} OR {opened})" if _words(table) else _ADMINISTERED
    yield Rule(ADMIN, "SELECT", seen)
    if table.name in _BY_ADMIN:
        yield Rule(ADMIN, "INSERT", f"{_ADMINISTERED} AND {_BY_ADMIN[table.name]}")
    if ADMIN in _CHANGED_BY_STAFF.get(table.name, ()):
        yield Rule(ADMIN, "UPDATE", _ADMINISTERED, CHANGING[table.name])


def _words(table: Table) -> tuple[str, ...]:
    return (*TEXTS.get(table.name, ()), *JUDGEMENTS.get(table.name, ()))


def _withheld(table: Table) -> str:
    """Whether the row has no words in it: they were held back, or there were none."""
    if table.name in JUDGEMENTS:
        return "judgement LIKE '%\"withheld\":true}'"
    return f"(text IS NULL OR text = '{WITHHELD}')"


def _of_contents() -> Iterator[Rule]:
    for group in GROUPS:
        yield Rule(group, "SELECT", "true")
    for group in (TRAINEE, SUPERVISOR):
        yield Rule(group, "INSERT", "digest = encode(sha256(convert_to(source, 'UTF8')), 'hex')")


def _of_rescorings() -> Iterator[Rule]:
    for group in GROUPS:
        yield Rule(group, "SELECT", "program_id IS NULL OR program_id IN (SELECT trainer_access.my_programs(NULL))")
    supervised = "program_id IN (SELECT trainer_access.my_programs('supervisor'))"
    yield Rule(SUPERVISOR, "INSERT", supervised)
    yield Rule(SUPERVISOR, "UPDATE", supervised, CHANGING["rescorings"])


_MINE = "program_id IN (SELECT trainer_access.my_programs(NULL))"
_IN_MY_COHORTS = "cohort_id IN (SELECT trainer_access.my_cohorts(NULL))"
_MY_COHORTS_TO_RUN = "cohort_id IN (SELECT trainer_access.my_cohorts('supervisor'))"
_MY_PEOPLE = "member_id IN (SELECT trainer_access.my_people())"


def _managed(*changing: str, removable: bool = False) -> tuple[Rule, ...]:
    """What an admin does with the rows of their program."""
    return (
        Rule(ADMIN, "SELECT", _ADMINISTERING),
        Rule(ADMIN, "INSERT", _ADMINISTERING),
        *([Rule(ADMIN, "UPDATE", _ADMINISTERING, changing)] if changing else []),
        *([Rule(ADMIN, "DELETE", _ADMINISTERING)] if removable else []),
    )


def _seen_by(trainee: str, supervisor: str) -> tuple[Rule, ...]:
    return Rule(TRAINEE, "SELECT", trainee), Rule(SUPERVISOR, "SELECT", supervisor)


def _given_by_oneself(column: str) -> Sequence[Rule]:
    """What somebody tells of themself and takes back."""
    return (
        Rule(TRAINEE, "INSERT", f"{_AS_MYSELF} AND {_MINE}"),
        Rule(TRAINEE, "UPDATE", _AS_MYSELF, (column,)),
        Rule(TRAINEE, "DELETE", _AS_MYSELF),
    )


_PROGRAM_RULES: dict[str, tuple[Rule, ...]] = {
    "programs": (
        *_seen_by(_MINE, _MINE),
        Rule(ADMIN, "SELECT", _ADMINISTERING),
        Rule(ADMIN, "UPDATE", _ADMINISTERING, CHANGING["programs"]),
    ),
    "program_rules": (*_seen_by(_MINE, _MINE), *_managed()),
    "members": (
        *_seen_by("db_role = session_user", _SUPERVISING),
        Rule(ADMIN, "SELECT", _ADMINISTERING),
        Rule(ADMIN, "INSERT", f"{_ADMINISTERING} AND trainee_id IS NULL"),
        Rule(
            ADMIN,
            "UPDATE",
            _ADMINISTERING,
            ("role", "pseudonym", "db_role", "left"),
            after=f"{_ADMINISTERING} AND trainer_access.still_bound(member_id, role, db_role)",
        ),
        Rule(ADMIN, "DELETE", f"{_ADMINISTERING} AND trainee_id IS NULL"),
    ),
    "member_names": (
        *_seen_by(_AS_MYSELF, _MY_PEOPLE),
        *_given_by_oneself("name"),
        *_managed("name", removable=True),
    ),
    "member_backgrounds": (
        *_seen_by(_AS_MYSELF, _MY_PEOPLE),
        *_given_by_oneself("language"),
        *_managed("language", removable=True),
    ),
    "cohorts": (*_seen_by(_IN_MY_COHORTS, _SUPERVISING), *_managed(*CHANGING["cohorts"])),
    "cohort_members": (
        *_seen_by(_AS_MYSELF, _SUPERVISING),
        *_managed(*CHANGING["cohort_members"], removable=True),
    ),
    "invitations": _managed(*CHANGING["invitations"], removable=True),
    "assignments": (
        *_seen_by(_IN_MY_COHORTS, _SUPERVISING),
        Rule(SUPERVISOR, "INSERT", f"{_MY_COHORTS_TO_RUN} AND {_SUPERVISING}"),
        Rule(SUPERVISOR, "UPDATE", _MY_COHORTS_TO_RUN, CHANGING["assignments"]),
        *_managed(*CHANGING["assignments"]),
    ),
}
