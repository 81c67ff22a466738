"""Whose attempts are meant: those of a program where the database holds one, else the user's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from trainer.cli.failing import CommandError
from trainer.cli.opening import told_as_failure
from trainer.cli.people.desk import Whose, at_desk
from trainer.cli.reach import Reach
from trainer.library.text import shown
from trainer.programs.people import Member
from trainer.programs.which_run import OWN, WhichRun
from trainer.records.rescored import Rescoring
from trainer.records.store import Store, open_store
from trainer.session.blindness import unseen_by


@dataclass(frozen=True, slots=True)
class Records:
    """`program_id` is None for the user's own; `names` are pseudonyms by trainee, `rule` says which run counts,
    `acting` is who looks, where somebody said so."""

    store: Store
    program_id: str | None
    names: Mapping[str, str]
    rule: WhichRun
    acting: Member | None = None

    def waiting(self) -> frozenset[str]:
        """The attempts that wait for the rating of who looks: nothing of what was made of them is shown before. Raises
        SessionError."""
        return frozenset(unseen_by(self.store, self.acting, datetime.now(UTC)))

    def signed(self, reason: str) -> str:
        """The reason as it is kept: in a program, with who gives it, where somebody said so."""
        return reason.strip() if self.acting is None else f"{self.acting.pseudonym}: {reason.strip()}"

    def rescoring(self, named: str | None) -> Rescoring:
        """The re-scoring whose key begins so; for None the last that scored anything again. Raises CommandError."""
        every = self.store.rescoring.rescorings(self.program_id)
        found = [one for one in every if one.rescoring_id.startswith(named or "")]
        if not every:
            raise CommandError("Nothing has been re-scored here", self.store.where, "`trainer rescore apply` does.")
        if not found or (named and len(found) > 1):
            what = f"There is no re-scoring '{shown(named or '')}'" if not found else "Several re-scorings begin so"
            raise CommandError(what, self.store.where, "`trainer rescore list` shows them.")
        if named is not None:
            return found[-1]
        return next((one for one in reversed(found) if self.store.rescoring.done(one.rescoring_id)), found[-1])


@contextmanager
def records(reach: Reach, whose: Whose) -> Iterator[Records]:
    """Open them for somebody who may. Raises CommandError."""
    if _has_program(reach, whose):
        with at_desk(reach, whose, "rescore") as desk:
            people, program_id = desk.store.people.members(desk.program.program_id), desk.program.program_id
            names = {one.trainee_id: one.pseudonym for one in people if one.trainee_id is not None}
            yield Records(desk.store, program_id, names, desk.store.reviewing.rules(program_id).runs, desk.acting)
        return
    with told_as_failure(), closing(open_store(reach.db)) as store:
        yield Records(store, None, {}, OWN)


def _has_program(reach: Reach, whose: Whose) -> bool:
    if whose.program is not None or (whose.acting is not None and reach.db is not None):
        return True
    with told_as_failure(), closing(open_store(reach.db)) as store:
        return bool(store.people.programs())
