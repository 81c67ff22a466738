"""What a report says of passes: nothing, until a program may; then how many, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from trainer.library.rubric import Rubric
from trainer.programs.bars import RubricBar, Verdict
from trainer.programs.small_groups import TOO_FEW, hidden_groups, may_be_shown
from trainer.reports.sheet import Grid, Part, Section, Words

KINDS: Mapping[str, str] = {
    "pass": "pass",
    "grey": "goes to a person",
    "fail": "no pass",
    "formative": "formative",
    "open": "not ended",
}


@dataclass(frozen=True, slots=True)
class Decided:
    """The verdict of one attempt."""

    trainee_id: str
    rubric: str
    verdict: Verdict


def passes_section(
    rubrics: Mapping[str, Rubric], bars: Mapping[str, RubricBar], decided: Iterable[Decided], *, of_one: bool = False
) -> Section:
    """Rubric by rubric. `bars` empty: the program has set no cut, or there is none."""
    by_rubric: dict[str, list[Decided]] = {}
    for one in decided:
        by_rubric.setdefault(one.rubric, []).append(one)
    formative, parts = [], []
    for name, rubric in sorted(rubrics.items()):
        bar = bars.get(name)
        if bar is None or not bar.reports:
            missing = bar.missing if bar is not None else ("no cut has been set from rated attempts",)
            formative.append(f"{rubric.title}: {'; '.join(missing)}.")
        else:
            parts.append(_grid(rubric, bar, by_rubric.get(name, []), of_one))
    head: list[Part] = []
    if formative:
        said = "No pass is reported on these. What the figures say is for learning."
        head.append(Words((said,), tuple(formative)))
    return Section("passes", "What counts here", (*head, *parts))


def _grid(rubric: Rubric, bar: RubricBar, decided: list[Decided], of_one: bool) -> Grid:
    people: dict[str, set[str]] = {}
    for one in decided:
        people.setdefault(one.verdict.kind, set()).add(one.trainee_id)
    every = {one.trainee_id for one in decided}
    if of_one:
        hidden: frozenset[str] = frozenset()
    elif may_be_shown(len(every)):
        hidden = hidden_groups({kind: len(who) for kind, who in people.items()})
    else:
        hidden = frozenset(people)
    rows = tuple(
        (words, TOO_FEW if kind in hidden else f"{sum(one.verdict.kind == kind for one in decided):,}")
        for kind, words in KINDS.items()
        if kind in people
    )
    return Grid(rubric.title, ("verdict", "attempts"), rows, _consistency(bar))


def _consistency(bar: RubricBar) -> str:
    if bar.cut is None or bar.consistency is None:
        return ""
    return (
        f"The cut is at {bar.cut.points:.0%} of the points, by {bar.cut.method}. A parallel attempt would be decided "
        f"alike in {bar.consistency.same_decision:.0%} of cases ({bar.consistency.by_chance:.0%} by chance). An "
        "attempt that could go either way goes to a person."
    )
