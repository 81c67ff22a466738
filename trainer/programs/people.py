"""The people of a program, as plain values: who they are to each other, what is asked of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

Role = Literal["trainee", "supervisor", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)
TargetKind = Literal["scenario", "rubric"]
AssignedMode = Literal["practice", "assessment", "probe"]
ASSIGNED_MODES: tuple[AssignedMode, ...] = get_args(AssignedMode)
Counts = Literal["first", "best", "last", "mean"]
COUNTS: tuple[Counts, ...] = get_args(Counts)
ConsentKind = Literal["join", "share", "pause", "withdraw"]
CONSENT_KINDS: tuple[ConsentKind, ...] = get_args(ConsentKind)


@dataclass(frozen=True, slots=True)
class Program:
    """Those who train people together and answer for what a score means."""

    program_id: str
    title: str
    since: datetime


@dataclass(frozen=True, slots=True)
class NewMember:
    """Somebody to be added. Without a pseudonym one is made; name and language are kept only where they are given."""

    role: Role = "trainee"
    pseudonym: str | None = None
    name: str | None = None
    language: str | None = None
    db_role: str | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a program. `trainee_id` is that of their records, None until they have joined."""

    member_id: str
    program_id: str
    role: Role
    pseudonym: str
    trainee_id: str | None
    db_role: str | None
    joined: datetime
    left: datetime | None


@dataclass(frozen=True, slots=True)
class Cohort:
    """People of a program who go through it together."""

    cohort_id: str
    program_id: str
    title: str
    opened: datetime
    closed: datetime | None


@dataclass(frozen=True, slots=True)
class Task:
    """What is asked of a cohort: a scenario, or any scenario of a rubric, in a mode, within a window.

    `attempts` is how many may be made, None for any number; `counts` says which of them is the figure.
    """

    kind: TargetKind
    target: str
    mode: AssignedMode
    opens: datetime
    closes: datetime | None = None
    attempts: int | None = None
    counts: Counts = "best"


@dataclass(frozen=True, slots=True)
class Assignment:
    """A task that a cohort has been given. `withdrawn`: it no longer holds."""

    assignment_id: str
    program_id: str
    cohort_id: str
    task: Task
    made: datetime
    withdrawn: datetime | None


@dataclass(frozen=True, slots=True)
class Consent:
    """What a trainee has said about sharing with a program. Followed by a later one, never overwritten.

    `texts`: their own words go with it. `since`: attempts begun earlier stay at home; None where everything goes.
    """

    trainee_id: str
    program_id: str
    destination: str
    kind: ConsentKind
    texts: bool
    since: datetime | None
    made: datetime


@dataclass(frozen=True, slots=True)
class Access:
    """Somebody read another person's free text: who, whose, what, why, when."""

    member_id: str
    trainee_id: str
    program_id: str
    attempt_id: str | None
    read: str
    reason: str
    made: datetime


NAME_READ = "name"
OWN_RATINGS_READ = "own ratings"
FIGURES_READ = "figures"
OPENS_NOTHING = frozenset({NAME_READ, OWN_RATINGS_READ, FIGURES_READ})
"""What may be looked at, as the log says it, without a word that the trainee typed: on a server, none is opened."""
