"""The report on one trainee, for their own eyes or a supervisor's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from trainer.programs.contests import State
from trainer.programs.run_figures import RunFigures
from trainer.records.figures_store import Summary
from trainer.reports.cohort import FIRST_TRIES
from trainer.reports.figure_words import TRANSFER, day_words, month_words
from trainer.reports.run_sections import mode_headlines, nothing_yet, run_sections
from trainer.reports.sheet import Grid, Headline, Section, Sheet

Heard = Mapping[tuple[str, str], frozenset[bool]]
_STATES: Mapping[State, str] = {
    "open": "waits for a supervisor",
    "overdue": "waits for a supervisor, overdue",
    "second": "a second supervisor is asked",
    "second overdue": "a second supervisor is asked, overdue",
    "upheld": "upheld: the finding stands",
    "changed": "changed: the finding does not stand",
}
_NOTHING = "No attempt has ended in this time."
_NO_INTERVAL = "These are one person's attempts, so that no interval is given: look at how many there are."


@dataclass(frozen=True, slots=True)
class Contested:
    """What the trainee sees otherwise, as it was read, and how it stands; of a single moment where no attempt is."""

    made: datetime
    attempt_id: str | None
    what: str
    finding: str
    state: State


def trainee_sheet(
    title: str,
    about: str,
    summary: Summary,
    runs: Sequence[RunFigures],
    *,
    passes: Section,
    command: str,
    heard: Heard | None = None,
    contested: Sequence[Contested] = (),
    waiting: int = 0,
) -> Sheet:
    """`runs` are those that count, in any order; `heard` is what supervisors said of gates, by attempt and gate.
    `waiting` attempts are left out, for whoever looks is to rate them first."""
    left_out = f"; not counted: {waiting:,} that wait{'s' if waiting == 1 else ''} for your rating" if waiting else ""
    nothing = "No attempt has ended in this time that is shown to you yet." if waiting else _NOTHING
    own = (
        _open_gates(runs, heard or {}),
        _contested(contested, runs),
        Section("attempts", "The attempts", _attempts(runs)),
    )
    sections = (passes, *run_sections(summary, of_one=True), *(section for section in own if section.parts))
    return Sheet(
        kind="trainee",
        title=title,
        subtitle=about,
        notices=(f"Formative unless it says otherwise below. {TRANSFER}",),
        headlines=(
            Headline("Attempts begun", f"{summary.begun:,}", f"{len(runs):,} ended{left_out}"),
            *mode_headlines(summary.runs),
        ),
        sections=sections if runs else (nothing_yet(nothing),),
        command=command,
        foot=(FIRST_TRIES, _NO_INTERVAL),
    )


def open_gates(runs: Iterable[RunFigures]) -> list[tuple[RunFigures, str]]:
    """The gates that the reading could not decide, latest attempt first."""
    ordered = sorted(runs, key=lambda run: run.attempt_id, reverse=True)
    return [(run, gate) for run in ordered for gate, held in run.gates.items() if held is None]


def _open_gates(runs: Sequence[RunFigures], heard: Heard) -> Section:
    rows = tuple(
        (
            gate.replace("-", " "),
            _said(heard.get((run.attempt_id, gate), frozenset())),
            run.scenario_id,
            month_words(run.month),
            run.mode,
            run.attempt_id,
        )
        for run, gate in open_gates(runs)
    )
    words = "The reading was not sure enough to say whether these held. Only a person who reads the attempt can."
    grid = Grid("Latest first", ("gate", "decided", "scenario", "month", "mode", "attempt"), rows)
    return Section("open-gates", "Gates that are not decided", (grid,) if rows else (), words)


def _said(heard: frozenset[bool]) -> str:
    if not heard:
        return "waits for a person"
    if len(heard) > 1:
        return "supervisors are not of one mind"
    return "held, a supervisor says" if True in heard else "broken, a supervisor says"


def _contested(contested: Sequence[Contested], runs: Sequence[RunFigures]) -> Section:
    scenarios = {run.attempt_id: run.scenario_id for run in runs}
    rows = tuple(
        (
            one.what,
            one.finding,
            _STATES[one.state],
            "a single moment" if one.attempt_id is None else scenarios.get(one.attempt_id, one.attempt_id),
            day_words(one.made),
        )
        for one in sorted(contested, key=lambda each: each.made, reverse=True)
    )
    grid = Grid("Latest first", ("what", "read as", "outcome", "in", "said on"), rows)
    return Section("contested", "Seen otherwise", (grid,) if rows else ())


def _attempts(runs: Sequence[RunFigures]) -> tuple[Grid, ...]:
    ordered = sorted(runs, key=lambda run: run.attempt_id, reverse=True)
    rows = tuple((run.scenario_id, month_words(run.month), run.mode, _points(run), run.attempt_id) for run in ordered)
    grid = Grid("Latest first; points of 100", ("scenario", "month", "mode", "points", "attempt"), rows)
    return (grid,) if rows else ()


def _points(run: RunFigures) -> str:
    if run.points is None:
        return "–"
    points = f"{100 * run.points:.0f}"
    if run.room is None:
        return points
    low, high = (f"{100 * end:.0f}" for end in (min(run.points, *run.room), max(run.points, *run.room)))
    return points if low == high else f"{points} ({low} to {high})"
