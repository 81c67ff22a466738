"""How a contest stands: when it is due, who has said what, whether a second reader is asked, how it ended.

Outcomes are added, never changed. The one that settles it, upheld or changed, is the last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:  # the command line names outcomes and is not to wait for shapes
    from trainer.programs.rules import Rules

Outcome = Literal["upheld", "changed", "second"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
State = Literal["open", "overdue", "second", "second overdue", "upheld", "changed"]
SETTLED: frozenset[str] = frozenset({"upheld", "changed"})


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said of a contest: the finding stands, it does not, or a second reader is asked."""

    member_id: str
    outcome: Outcome
    note: str
    made: datetime


@dataclass(frozen=True, slots=True)
class ContestStanding:
    """`due` None: settled. `said` is what settled it, or asked for the second reader."""

    state: State
    due: datetime | None
    said: Said | None

    @property
    def settled(self) -> bool:
        return self.state in SETTLED


def contest_standing(made: datetime, outcomes: Sequence[Said], rules: Rules, now: datetime) -> ContestStanding:
    """How a contest of that time stands. The order of `outcomes` does not matter.

    The first word that settles it counts, whatever was said after it by somebody who did not know of it.
    """
    ordered = sorted(outcomes, key=lambda said: said.made)
    ended = next((said for said in ordered if said.outcome in SETTLED), None)
    if ended is not None:
        return ContestStanding("upheld" if ended.outcome == "upheld" else "changed", None, ended)
    asked = next((said for said in ordered if said.outcome == "second"), None)
    if asked is None:
        due = made + timedelta(days=rules.contest_days)
        return ContestStanding("overdue" if now > due else "open", due, None)
    due = asked.made + timedelta(days=rules.second_days)
    return ContestStanding("second overdue" if now > due else "second", due, asked)


def told(said: Sequence[Said]) -> str:
    """What the trainee is told of a contest, a sentence or two."""
    ordered = sorted(said, key=lambda one: one.made)
    ended = next((one for one in ordered if one.outcome in SETTLED), None)
    if ended is None:
        return "A second supervisor is asked." if ordered else "Waits for a supervisor."
    stands = "the finding stands" if ended.outcome == "upheld" else "you were right, the finding does not stand"
    note = f" “{ended.note}”" if ended.note else ""
    return f"Settled: {stands}.{note}"


def why_not(standing: ContestStanding, outcome: Outcome, member_id: str) -> str | None:
    """Why this member may not say this of it now; None where they may."""
    if standing.settled:
        return "This contest is settled; what was said stays."
    if standing.said is not None and outcome == "second":
        return "A second reader has been asked already; the second reader settles it."
    if standing.said is not None and standing.said.member_id == member_id:
        return "You asked for a second reader: somebody else settles it."
    return None
