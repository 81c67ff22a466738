"""A roster into the tables, within one transaction and a batch of lines at a time, however long it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from sqlalchemy import Column, Connection, MetaData, Table, insert, select

from trainer.library.nearest import or_nearest
from trainer.library.text import shown
from trainer.problems import Problem, Severity
from trainer.programs.people import Member
from trainer.programs.roster import RosterRow
from trainer.records import people_rows as rows
from trainer.records.columns import Whole, Words
from trainer.records.identity import uuid7
from trainer.records.program_tables import member_backgrounds, member_names, members

MOST_PROBLEMS = 200
_seen = Table(
    "roster_lines_seen",
    MetaData(),
    Column("said", Words, primary_key=True),
    Column("line", Whole, nullable=False),
    prefixes=["TEMPORARY"],
)
"""Who has stood in the roster so far: in the database, so that memory stays as it is."""


@dataclass(slots=True)
class Taken:
    """What became of a roster. With an error among the problems, or with `untold`, nothing was changed.

    `added` are new in the program, `known` were in it; `enrolled` counts who was not in the cohort before; `nowhere`
    those added to no cohort; `untold` the lines of which nobody can tell whether they speak of somebody in the program.
    """

    added: int = 0
    known: int = 0
    enrolled: int = 0
    nowhere: int = 0
    untold: int = 0
    problems: list[Problem] = field(default_factory=list)
    more_problems: int = 0
    errors: int = 0

    @property
    def refused(self) -> bool:
        return bool(self.errors or self.untold)

    def note(self, problem: Problem) -> None:
        """Keep a problem, or only count it where many are kept already."""
        self.errors += problem.severity is Severity.ERROR
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(problem)
        else:
            self.more_problems += 1


@dataclass(frozen=True, slots=True)
class RosterWay:
    """How a roster is taken: into which cohort where a line names none, which titles there are, with names or without.

    `crowd` is how many are in the program already; `told` hears of each line that gets a made pseudonym.
    `others_new`: who is not recognised is new; else nobody can tell, as there are people whose names are not kept.
    """

    program_id: str
    cohort_id: str | None
    titles: Mapping[str, str]
    keep_names: bool
    crowd: int
    told: Callable[[RosterRow, str], None]
    others_new: bool = True


def take_roster(connection: Connection, way: RosterWay, lines: Iterable[RosterRow | Problem], at: datetime) -> Taken:
    """Add the people of a roster. The caller commits where there are no errors, and else takes everything back."""
    taken = Taken()
    _seen.create(connection)
    of_lines = iter(lines)
    while batch := list(islice(of_lines, rows.AT_ONCE)):
        fresh, known = [], []
        for row, member in _sound(connection, way, _rows(batch, taken), taken):
            if member is None:
                fresh.append(row)
            else:
                known.append((row, member))
        added = _add(connection, way, fresh, taken, at)
        taken.known += len(known)
        taken.nowhere += sum(
            1 for row, _ in added if row.cohort is None and way.cohort_id is None and row.member.role != "admin"
        )
        _enrol(connection, way, [*added, *((row, member.member_id) for row, member in known)], taken, at)
    _seen.drop(connection)
    return taken


def _rows(batch: Iterable[RosterRow | Problem], taken: Taken) -> Iterator[RosterRow]:
    for item in batch:
        if isinstance(item, Problem):
            taken.note(item)
        else:
            yield item


def _said(row: RosterRow) -> str:
    """By what somebody is known within a roster."""
    if row.member.pseudonym:
        return _pseudonym_said(row.member.pseudonym)
    return f"key {row.key.casefold()}" if row.key else f"name {(row.member.name or '').casefold()}"


def _pseudonym_said(pseudonym: str) -> str:
    return f"pseudonym {pseudonym.casefold()}"


def _sound(
    connection: Connection, way: RosterWay, given: Iterable[RosterRow], taken: Taken
) -> Iterator[tuple[RosterRow, Member | None]]:
    """The lines without a fault, each with the member it speaks of where there is one; the faults go to `taken`."""
    batch = list(given)
    known = rows.known_pseudonyms(connection, way.program_id, [one.member.pseudonym or "" for one in batch])
    named = _named(connection, way.program_id, [row.member.name for row in batch if not row.member.pseudonym])
    of_names = [_pseudonym_said(one.pseudonym) for people in named.values() for one in people]
    earlier = _earlier(connection, [*map(_said, batch), *of_names])
    fresh: dict[str, int] = {}
    for row in batch:
        said = _said(row)
        first = earlier.get(said) or fresh.get(said)
        namesakes = () if row.member.pseudonym else named.get(row.member.name or "", ())
        member = known.get(row.member.pseudonym or "") or (namesakes[0] if len(namesakes) == 1 else None)
        if member is not None and namesakes:
            said = _pseudonym_said(member.pseudonym)
            first = earlier.get(said) or fresh.get(said)
        if first is not None:
            message = f"{_shown(row)} stands in line {first} already"
            remedy = "Leave one of the lines out, or give each of them a pseudonym."
            taken.note(Problem("M011", row.place, message, remedy))
            continue
        fresh[said] = row.place.line
        problem = _fault(row, member, len(namesakes), way)
        if problem is not None:
            taken.note(problem)
        elif member is None and not row.member.pseudonym and not way.others_new:
            taken.untold += 1
        else:
            yield row, member
    if fresh:
        connection.execute(insert(_seen), [{"said": said, "line": line} for said, line in fresh.items()])


def _fault(row: RosterRow, member: Member | None, namesakes: int, way: RosterWay) -> Problem | None:
    if row.cohort is not None and row.cohort not in way.titles:
        meant = or_nearest(row.cohort, way.titles)
        remedy = "`trainer cohort new` makes one."
        return Problem("M013", row.place, f"There is no cohort '{shown(row.cohort)}'{meant}", remedy, "$.cohort")
    if member is not None and member.left is not None:
        return Problem("M012", row.place, f"{_shown(row)} has left the program", "Give a new pseudonym.")
    if member is not None and member.role != row.member.role:
        message = f"{_shown(row)} is in the program as {member.role}"
        return Problem("M012", row.place, message, "Give that role, or another pseudonym.", "$.role")
    if namesakes > 1:
        message = f"Several people in the program are called {_shown(row)}"
        return Problem("M012", row.place, message, "Give the pseudonym in the line, a new one for somebody else.")
    return None


def _shown(row: RosterRow) -> str:
    return f"'{shown(row.member.pseudonym or row.member.name or row.key or '')}'"


def _earlier(connection: Connection, said: Iterable[str]) -> dict[str, int]:
    found = connection.execute(select(_seen).where(_seen.c.said.in_(list(said))))
    return {row.said: row.line for row in found}


def _named(connection: Connection, program_id: str, names: list[str | None]) -> dict[str, list[Member]]:
    """Those whose name is kept already and who have not left."""
    found: dict[str, list[Member]] = {}
    if names:
        query = (
            select(members, member_names.c.name)
            .join(member_names, members.c.member_id == member_names.c.member_id)
            .where(member_names.c.program_id == program_id, member_names.c.name.in_(names), members.c.left.is_(None))
        )
        for row in connection.execute(query):
            found.setdefault(row.name, []).append(rows.member(row))
    return found


def _add(
    connection: Connection, way: RosterWay, fresh: list[RosterRow], taken: Taken, at: datetime
) -> list[tuple[RosterRow, str]]:
    """Put new people into the program; gives each with the member's id."""
    wanted = sum(1 for row in fresh if not row.member.pseudonym)
    given = {row.member.pseudonym or "" for row in fresh}
    crowd = way.crowd + taken.added
    made = iter(rows.free_pseudonyms(connection, way.program_id, wanted, crowd=crowd, beside=given))
    people, called, backgrounds, added, seen = [], [], [], [], []
    for row in fresh:
        key = {"member_id": uuid7(at), "program_id": way.program_id}
        pseudonym = row.member.pseudonym
        if not pseudonym:
            pseudonym = next(made)
            seen.append({"said": _pseudonym_said(pseudonym), "line": row.place.line})
            way.told(row, pseudonym)
        people.append({**key, "role": row.member.role, "pseudonym": pseudonym, "joined": at})
        if row.member.name and way.keep_names:
            called.append({**key, "name": row.member.name})
        if row.member.language:
            backgrounds.append({**key, "language": row.member.language})
        added.append((row, key["member_id"]))
    for table, values in ((members, people), (member_names, called), (member_backgrounds, backgrounds), (_seen, seen)):
        if values:
            connection.execute(insert(table), values)
    taken.added += len(people)
    return added


def _enrol(
    connection: Connection, way: RosterWay, people: list[tuple[RosterRow, str]], taken: Taken, at: datetime
) -> None:
    by_cohort: dict[str, list[str]] = {}
    for row, member_id in people:
        cohort_id = way.cohort_id if row.cohort is None else way.titles[row.cohort]
        if cohort_id is not None:
            by_cohort.setdefault(cohort_id, []).append(member_id)
    for cohort_id, member_ids in by_cohort.items():
        taken.enrolled += rows.enrol(connection, way.program_id, cohort_id, member_ids, at)
