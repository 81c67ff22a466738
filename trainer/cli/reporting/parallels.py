"""The parallel moments of a library, as lines or for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from trainer.cli.plain.wrapping import wrapped
from trainer.workshop.parallel import (
    MEANS_WITHIN,
    RUNS,
    SHARES_WITHIN,
    TRAINEES,
    Difficulty,
    Pair,
    ParallelForm,
    ParallelMoment,
)

_NOTE = (
    "Alike: two moments of different scenarios that call first for the same behaviour, have the same risk, whose mean "
    f"levels differ by {MEANS_WITHIN} or less, of the replies as of the simulated trainees, and whose shares at level "
    f"4 and above and at 2 and below differ by {SHARES_WITHIN} or less. Each trainee meets each moment {RUNS} times. "
    "All this goes by the labels of the replies: what trainees find hard, only trainees can show."
)
_COLUMNS = ("mean", "  ≥4", "  ≤2", *TRAINEES)


def parallels_listed(forms: Sequence[ParallelForm]) -> str:
    """What `list --parallel` prints: a block for each label, then what the words mean."""
    if not forms:
        return "No moment in reach has a parallel label."
    return "\n\n".join(["\n".join(_block(form)) for form in forms] + [wrapped(_NOTE)])


def parallel_rows(forms: Iterable[ParallelForm]) -> list[dict[str, object]]:
    """What `list --parallel --json` prints."""
    return [
        {
            "label": form.label,
            "moments": [_moment_row(moment) for moment in form.moments],
            "pairs": [_pair_row(pair) for pair in form.pairs],
        }
        for form in forms
    ]


def _moment_row(moment: ParallelMoment) -> dict[str, object]:
    found = moment.difficulty
    return {
        "scenario": moment.scenario,
        "moment": moment.moment,
        "behaviour": moment.behaviour,
        "risk": moment.risk,
        "replies": moment.replies,
        "mean": found.mean if found else None,
        "high": found.high if found else None,
        "low": found.low if found else None,
        "trainees": dict(found.trainees) if found else {},
    }


def _pair_row(pair: Pair) -> dict[str, object]:
    places = [[moment.scenario, moment.moment] for moment in (pair.first, pair.second)]
    return {"moments": places, "alike": pair.alike, "apart": list(pair.apart)}


def _block(form: ParallelForm) -> Iterator[str]:
    names = max(len(moment.name) for moment in form.moments)
    yield f"{form.label:<{names + 2}}  {' '.join(_COLUMNS)}"
    for moment in form.moments:
        figures = _figures(moment.difficulty) if moment.difficulty else ["–"] * len(_COLUMNS)
        yield f"  {moment.name:<{names}}  {_in_columns(figures)}"
    yield wrapped(_sum(form), indent="  ")
    for pair in form.pairs:
        if not pair.alike:
            yield wrapped(f"{pair.first.name} and {pair.second.name}: {'; '.join(pair.apart)}.", indent="    ")


def _in_columns(figures: Sequence[str]) -> str:
    return " ".join(f"{figure:>{len(column)}}" for figure, column in zip(figures, _COLUMNS, strict=True))


def _figures(found: Difficulty) -> list[str]:
    reached = [f"{found.trainees[name]:.1f}" for name in TRAINEES]
    return [f"{found.mean:.1f}", f"{found.high:.0%}", f"{found.low:.0%}", *reached]


def _sum(form: ParallelForm) -> str:
    if not form.pairs:
        return "No moment of another scenario has this label."
    pairs = len(form.pairs)
    return f"{form.alike} of {pairs} pair{'s' * (pairs != 1)} alike{'.' if form.alike == pairs else '; these are not:'}"
