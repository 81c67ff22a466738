"""A program's cohorts, for whoever runs it or supervises in it: pseudonyms and counts, nobody's words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from trainer.programs.people import Cohort, Member, Program, Role
from trainer.programs.rights import Deed, may
from trainer.records.store import Store
from trainer.session.cohort_look import CohortLook, look_at_cohort
from trainer.session.errors import records_told


@dataclass(frozen=True, slots=True)
class CohortSize:
    """A cohort, and how many of each role are in it; a role that nobody has is left out."""

    cohort: Cohort
    people: Mapping[Role, int]


class Director:
    """Made for one member who may see the cohorts. Methods may raise SessionError."""

    def __init__(self, store: Store, program: Program, member: Member | None, clock: Callable[[], datetime]) -> None:
        """`member` is None where a file does not say who has it: whoever has it may do everything."""
        self._store = store
        self._clock = clock
        self.program = program
        self.member = member

    def may(self, deed: Deed) -> bool:
        return self.member is None or may(self.member.role, deed)

    def cohorts(self) -> tuple[CohortSize, ...]:
        """The cohorts of the program: those that are open first, of each the newest first."""
        program_id = self.program.program_id
        with records_told():
            found = self._store.people.cohorts(program_id)
            sizes = self._store.people.cohort_sizes(program_id)
        newest = sorted(found, key=lambda cohort: cohort.opened, reverse=True)
        newest.sort(key=lambda cohort: cohort.closed is not None)
        return tuple(CohortSize(cohort, sizes.get(cohort.cohort_id, {})) for cohort in newest)

    def look(self, cohort: Cohort) -> CohortLook:
        """Who is in a cohort, what is asked of it, and how far those are who share."""
        return look_at_cohort(self._store, cohort, self._clock(), self.member)
