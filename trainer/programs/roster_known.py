"""People of a roster who have been in an earlier one: known by the list that was printed then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from trainer.library.text import shown
from trainer.problems import Problem, Severity
from trainer.programs.roster import RosterRow


@dataclass(frozen=True, slots=True)
class _Known:
    pseudonym: str
    key: str | None


@dataclass(slots=True)
class KnownPeople:
    """Who has which pseudonym, by the key or the name beside it."""

    by_key: dict[str, str] = field(default_factory=dict)
    by_name: dict[str, list[_Known]] = field(default_factory=dict)

    def add(self, lines: Iterable[RosterRow | Problem]) -> Problem | None:
        """Take in a list; gives what makes it unusable, if anything does."""
        for line in lines:
            if isinstance(line, Problem):
                if line.severity is Severity.ERROR:
                    return line
                continue
            pseudonym = line.member.pseudonym
            if pseudonym is None:
                message = "A line of the list has no pseudonym"
                return Problem("M010", line.place, message, "Name a list that `trainer cohort roster` has printed.")
            if line.key is not None:
                self.by_key[line.key.casefold()] = pseudonym
            if line.member.name is not None:
                known = self.by_name.setdefault(_plain(line.member.name), [])
                if pseudonym not in {one.pseudonym for one in known}:
                    known.append(_Known(pseudonym, line.key))
        return None

    def recognised(self, lines: Iterable[RosterRow | Problem]) -> Iterator[RosterRow | Problem]:
        """The lines, those without a pseudonym with that of the person they speak of, where the list has one."""
        for line in lines:
            yield line if isinstance(line, Problem) or line.member.pseudonym else self._recognised(line)

    def _recognised(self, row: RosterRow) -> RosterRow | Problem:
        if row.key is not None and (pseudonym := self.by_key.get(row.key.casefold())):
            return _called(row, pseudonym)
        named = self.by_name.get(_plain(row.member.name or ""), ())
        found = [one for one in named if row.key is None or one.key is None]
        if len(found) > 1:
            message = f"Several people are called '{shown(row.member.name or '')}' in the list"
            return Problem("M012", row.place, message, "Give the pseudonym in the line.")
        return _called(row, found[0].pseudonym) if found else row


def _called(row: RosterRow, pseudonym: str) -> RosterRow:
    return replace(row, member=replace(row.member, pseudonym=pseudonym))


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
