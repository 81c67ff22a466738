"""The report on one trainee, for their own eyes or a supervisor's."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.programs.run_figures import RunFigures
from trainer.records.figures_store import Summary
from trainer.reports.cohort import FIRST_TRIES
from trainer.reports.figure_words import TRANSFER, month_words
from trainer.reports.run_sections import mode_headlines, nothing_yet, run_sections
from trainer.reports.sheet import Grid, Headline, Section, Sheet

_NO_INTERVAL = "These are one person's attempts, so that no interval is given: look at how many there are."


def trainee_sheet(
    title: str, about: str, summary: Summary, runs: Sequence[RunFigures], *, passes: Section, command: str
) -> Sheet:
    """`runs` are those that count, in any order."""
    ended = len(runs)
    attempts = Section("attempts", "The attempts", (_attempts(runs),)) if runs else None
    sections = (passes, *run_sections(summary, of_one=True), *([attempts] if attempts else []))
    return Sheet(
        kind="trainee",
        title=title,
        subtitle=about,
        notices=(f"Formative unless it says otherwise below. {TRANSFER}",),
        headlines=(Headline("Attempts begun", f"{summary.begun:,}", f"{ended:,} ended"), *mode_headlines(summary.runs)),
        sections=sections if runs else (nothing_yet("No attempt has ended in this time."),),
        command=command,
        foot=(FIRST_TRIES, _NO_INTERVAL),
    )


def _attempts(runs: Sequence[RunFigures]) -> Grid:
    ordered = sorted(runs, key=lambda run: run.attempt_id, reverse=True)
    rows = tuple((run.scenario_id, month_words(run.month), run.mode, _points(run), run.attempt_id) for run in ordered)
    return Grid("Latest first; points of 100", ("scenario", "month", "mode", "points", "attempt"), rows)


def _points(run: RunFigures) -> str:
    if run.points is None:
        return "–"
    points = f"{100 * run.points:.0f}"
    if run.room is None:
        return points
    low, high = (f"{100 * end:.0f}" for end in run.room)
    return points if low == high else f"{points} ({low} to {high})"
