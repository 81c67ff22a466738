"""`trainer cohort list|show|audit`: who is there, how far they are, who has read whose words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import click

from trainer.cli.exits import ExitCode
from trainer.cli.failing import tell
from trainer.cli.people.cohorts import task_facts, told_task
from trainer.cli.people.days import counted, read_time, shown_time
from trainer.cli.people.desk import Desk, Whose, at_desk, known_reader, now
from trainer.cli.plain.wrapping import wrapped
from trainer.cli.reach import Reach
from trainer.cli.reporting.printing import print_json
from trainer.library.text import clean
from trainer.programs.blindness import WAITS
from trainer.programs.people import ROLES, Access, Cohort, Member, Role
from trainer.session.cohort_look import SHARING, CohortLook, Person, look_at_cohort, opened_names

_IN_COHORTS: tuple[Role, ...] = tuple(role for role in ROLES if role != "admin")
"""Who is counted in a cohort: an admin is one of the whole program."""
STATES = {"ahead": "not open yet", "open": "not begun", "begun": "begun", "done": "done", "over": "missed"}


def list_cohorts(reach: Reach, whose: Whose, as_json: bool) -> ExitCode:
    """Show the cohorts of a program. Raises CommandError."""
    with at_desk(reach, whose, "see") as desk:
        cohorts = desk.store.people.cohorts(desk.program.program_id)
        sizes = desk.store.people.cohort_sizes(desk.program.program_id)
        asked = {one.cohort_id: len(desk.store.assignments.of_cohort(one.cohort_id)) for one in cohorts}
        admins = len(desk.store.people.members(desk.program.program_id, role="admin"))
    if as_json:
        facts = [_listed_facts(one, sizes.get(one.cohort_id, {}), asked[one.cohort_id]) for one in cohorts]
        print_json({"program": desk.program.title, "admins": admins or None, "cohorts": facts})
        return ExitCode.OK
    told = f": {counted(admins, 'admin')}" if admins else ""  # a supervisor at a server does not see them
    click.echo(clean(f"{desk.program.title}{told}"))
    for one in cohorts:
        people = ", ".join(counted(sizes.get(one.cohort_id, {}).get(role, 0), role) for role in _IN_COHORTS)
        closed = " (closed)" if one.closed else ""
        click.echo(clean(f"  {one.title}{closed}: {people}; {counted(asked[one.cohort_id], 'assignment')}"))
    if not cohorts:
        tell("There are no cohorts yet", remedy="`trainer cohort new` makes one.")
    return ExitCode.OK


def _listed_facts(cohort: Cohort, sizes: Mapping[Role, int], assignments: int) -> dict[str, object]:
    return {
        "title": cohort.title,
        "opened": cohort.opened.isoformat(),
        "closed": None if cohort.closed is None else cohort.closed.isoformat(),
        **{f"{role}s": sizes.get(role, 0) for role in _IN_COHORTS},
        "assignments": assignments,
    }


@dataclass(frozen=True, slots=True)
class ShowWish:
    """What `cohort show` was asked for."""

    cohort: str
    names: bool
    reason: str | None
    as_json: bool


def show_cohort(reach: Reach, whose: Whose, wish: ShowWish) -> ExitCode:
    """Show a cohort: people, what is asked, how far they are. Raises CommandError."""
    with at_desk(reach, whose, "see") as desk:
        look = look_at_cohort(desk.store, desk.cohort(wish.cohort), now(), desk.acting)
        names: Mapping[str, str] = _names(desk, look, wish.reason or "") if wish.names else {}
    if wish.as_json:
        print_json(_cohort_facts(look, names))
        return ExitCode.OK
    click.echo(clean(look.cohort.title))
    click.echo("\nAsked:" if look.assignments else "\nNothing is asked yet: `trainer cohort assign`.")
    for number, one in enumerate(look.assignments, start=1):
        click.echo(wrapped(f"{number}. {told_task(one.task)}: {look.told_done(number - 1)}", indent="  ", hang="   "))
    click.echo(
        "\nPeople:" if look.people else "\nNobody is in it yet: `trainer cohort roster` or `trainer cohort add`."
    )
    for person in look.people:
        click.echo(wrapped(_person_line(person, names.get(person.member.member_id)), indent="  ", hang="  "))
    return ExitCode.OK


def _names(desk: Desk, look: CohortLook, reason: str) -> Mapping[str, str]:
    members = [person.member for person in look.people]
    opened = opened_names(desk.store, known_reader(desk), members, reason=reason, at=now())
    shown, written = len(opened.names), len(opened.written)
    if not shown:
        tell("There are no kept names here that you may see, and nothing is written down")
    elif written == shown:
        tell(f"{counted(shown, 'name')} shown, and written down for `trainer cohort audit`")
    else:
        tell(
            f"{counted(shown, 'name')} shown, {written or 'none'} of them written down for `trainer cohort audit`",
            remedy="Only a trainee who has joined has a list of who looked.",
        )
    return opened.names


def _person_line(person: Person, name: str | None) -> str:
    called = person.member.pseudonym + (f" ({name})" if name else "")
    if person.member.role != "trainee":
        return f"{called}: {person.member.role}"
    parts = [SHARING[person.sharing] + ("" if person.texts or not person.standings else ", without words")]
    for number, (standing, waits) in enumerate(zip(person.standings, person.waits, strict=True), start=1):
        points = "" if standing.points is None else f" {standing.points:.0%}"
        parts.append(f"{number}. {STATES[standing.state]}{f', {WAITS}' if waits else points}")
    return f"{called}: {'; '.join(parts)}"


def _cohort_facts(look: CohortLook, names: Mapping[str, str]) -> dict[str, object]:
    return {
        "cohort": look.cohort.title,
        "closed": look.cohort.closed is not None,
        "assignments": [task_facts(one) for one in look.assignments],
        "people": [
            {
                "pseudonym": person.member.pseudonym,
                "name": names.get(person.member.member_id),
                "role": person.member.role,
                "sharing": person.sharing,
                "words": person.texts,
                "assignments": [
                    {
                        "id": one.assignment_id,
                        "state": standing.state,
                        "points": standing.points,
                        "waits_for_your_rating": waits,
                        "counting": list(standing.counting),
                        "used": standing.used,
                        "left": standing.left,
                    }
                    for one, standing, waits in zip(look.assignments, person.standings, person.waits, strict=False)
                ],
            }
            for person in look.people
        ],
    }


def audit(reach: Reach, whose: Whose, trainee: str | None, since: str | None, as_json: bool) -> ExitCode:
    """Show who has read whose free text, name or figures. Raises CommandError."""
    from_then = None if since is None else read_time(since, "--since")
    with at_desk(reach, whose, "see") as desk:
        of = None if trainee is None else desk.member(trainee)
        called = {one.member_id: one.pseudonym for one in desk.store.people.members(desk.program.program_id)}
        theirs = {
            one.trainee_id: one.pseudonym for one in desk.store.people.members(desk.program.program_id, role="trainee")
        }
        rows = [
            {
                "made": access.made.isoformat(),
                "at": shown_time(access.made),
                "reader": called.get(access.member_id, "somebody who has left"),
                "trainee": theirs.get(access.trainee_id, "somebody who has left"),
                "read": access.read,
                "attempt": access.attempt_id,
                "reason": access.reason,
            }
            for access in _readings(desk, of, from_then)
        ]
    if as_json:
        print_json([{key: value for key, value in row.items() if key != "at"} for row in rows])
        return ExitCode.OK
    for row in rows:
        what = str(row["read"]).removeprefix("an ").removeprefix("a ")
        attempt = f" (attempt {row['attempt']})" if row["attempt"] else ""
        what = "records, in an export" if what == "export" else what
        said = f"{row['reader']} read {row['trainee']}'s {what}: {row['reason']}{attempt}"
        click.echo(wrapped(f"{row['at']}  {said}", hang="  "))
    if not rows:
        tell("Nobody is written down as having read anybody's words, name or figures")
    return ExitCode.OK


def _readings(desk: Desk, of: Member | None, since: datetime | None) -> list[Access]:
    if of is not None and of.trainee_id is None:
        return []  # who has not joined has nothing to be read
    trainee_id = None if of is None else of.trainee_id
    return list(desk.store.consents.readings(desk.program.program_id, trainee_id=trainee_id, since=since))
