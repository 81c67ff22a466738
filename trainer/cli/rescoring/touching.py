"""Which stored attempts a change of a scenario would touch, for `trainer diff --db`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass

from trainer.cli.opening import told_as_failure
from trainer.cli.people.days import counted
from trainer.library.scenario import Scenario
from trainer.records.store import open_store
from trainer.workshop.difference.touching import Touch, touch

MOST = 20
"""So many are named on the terminal; JSON names all."""


@dataclass(frozen=True, slots=True)
class Touched:
    """Attempts at the scenario by key. `gone` met a moment that is no more, `otherwise` are judged by other things."""

    where: str
    touch: Touch
    every: int
    gone: tuple[str, ...]
    otherwise: tuple[str, ...]


def touched_in(db: str, old: Scenario, new: Scenario) -> Touched:
    """Look at the records. Raises CommandError."""
    found = touch(old, new)
    with told_as_failure(), closing(open_store(db)) as store:
        every = list(store.rescoring.touched(old.id))
        gone = list(store.rescoring.touched(old.id, found.gone)) if found.gone else []
        left_out = set(gone)
        moments = None if found.all_of_it else list(found.otherwise)
        reached = store.rescoring.touched(old.id, moments) if moments is None or moments else iter(())
        otherwise = tuple(one for one in reached if one not in left_out)
    return Touched(store.where, found, len(every), tuple(gone), otherwise)


def touched_lines(touched: Touched) -> Iterator[str]:
    """After the changes: how many attempts, which, and why."""
    yield f"{counted(touched.every, 'stored attempt')} at this scenario ({touched.where})"
    yield from _named("met a moment that is gone, and would be left out", touched.gone, touched.touch.gone)
    why = (*touched.touch.all_of_it, *(f"{name}: {', '.join(of)}" for name, of in touched.touch.otherwise.items()))
    yield from _named("would be judged by other things", touched.otherwise, why)
    rest = touched.every - len(touched.gone) - len(touched.otherwise)
    yield f"  {counted(rest, 'attempt')} would come out the same: what was said in them stays"


def touched_facts(touched: Touched) -> dict[str, object]:
    """The same for programs."""
    return {
        "attempts": touched.every,
        "gone": {"moments": list(touched.touch.gone), "attempts": list(touched.gone)},
        "otherwise": {
            "all": list(touched.touch.all_of_it),
            "moments": {name: list(of) for name, of in touched.touch.otherwise.items()},
            "attempts": list(touched.otherwise),
        },
    }


def _named(words: str, attempts: Sequence[str], why: Sequence[str]) -> Iterator[str]:
    if not attempts:
        return
    yield f"  {counted(len(attempts), 'attempt')} {words}: {'; '.join(why)}"
    yield from (f"    {attempt}" for attempt in attempts[:MOST])
    if len(attempts) > MOST:
        yield f"    and {len(attempts) - MOST:,} more: --json names them"
