"""What of a scenario a trainee had met before an assessment: where replies were read, it shows memory as well."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from trainer.library.scenario import Scenario
from trainer.practice.tries import Try


@dataclass(frozen=True, slots=True)
class MetBefore:
    """Moments of a scenario by id, in the order in which it tells them; `of` is how many it has.

    `replies` are those at which replies could be read: after an own try in practice or a drill, or in a debrief.
    """

    moments: tuple[str, ...]
    replies: tuple[str, ...]
    of: int

    @property
    def anything(self) -> bool:
        return bool(self.moments)

    @property
    def in_words(self) -> str:
        """What the trainee, and whoever judges, should know of it; empty where nothing had been met."""
        if not self.moments:
            return ""
        read = "all" if len(self.replies) == len(self.moments) else str(len(self.replies))
        replies = f", with replies to read at {read} of them" if self.replies else ""
        return (
            f"Met before: {len(self.moments)} of the {self.of} moments here{replies}. What an assessment shows then "
            "may be memory; a patient you have not met shows more."
        )


def met_before(tries: Iterable[Try], scenario: Scenario, debriefed: frozenset[str]) -> MetBefore:
    """What the tries met of a scenario. `debriefed` names the attempts that have ended in a debrief."""
    own = [one for one in tries if one.scenario == scenario.id]
    met = {one.moment for one in own}
    shown = {one.moment for one in own if one.strand in ("practice", "drill") or one.source in debriefed}
    told = tuple(scenario.moments)
    return MetBefore(
        tuple(name for name in told if name in met), tuple(name for name in told if name in shown), len(told)
    )
