"""Sections of a report that are made of runs, of one trainee or of many."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from trainer.library.rubric import Rubric
from trainer.programs.figures import Figure
from trainer.programs.retention_sums import RetentionFigures
from trainer.programs.run_figures import CriterionFigures, GateFigures, RunSummary
from trainer.programs.traces import trace_key
from trainer.records.figures_store import Summary
from trainer.reports.figure_words import counted_words, figure_words
from trainer.reports.sheet import Headline, Line, Lines, Panel, Panels, Section, Words

MODES: Mapping[str, str] = {
    "practice": "feedback after each response",
    "assessment": "feedback at the end",
    "probe": "no feedback",
    "drill": "single moments",
}
Titles = Callable[[str, str], str]
"""The title of a rubric's criterion; with an empty criterion, of the rubric."""


def run_sections(summary: Summary, *, of_one: bool = False) -> tuple[Section, ...]:
    """Points, criteria, gates, behaviours, last tries, own ratings, what stayed; those that have something to say.

    `of_one`: they are one person's, so that there are no intervals to speak of.
    """
    found = summary.runs
    sections = (
        _points(found, of_one),
        _criteria(found, summary.rubrics, of_one),
        _gates(found, summary.rubrics),
        _behaviours(found, summary.behaviours),
        _last_tries(found, summary.rubrics),
        _own(found),
        _stayed(summary.retention, summary.behaviours),
    )
    return tuple(section for section in sections if section.parts)


def mode_headlines(found: RunSummary) -> Iterator[Headline]:
    """Points by mode."""
    for one in found.attempts:
        whole = one.points.whole
        yield Headline(f"Points, {one.mode}", figure_words(whole, "points"), counted_words(whole, "attempts"))


def criterion_title(rubrics: Mapping[str, Rubric], rubric_id: str, criterion: str) -> str:
    """A criterion's title, else its id."""
    rubric = rubrics.get(rubric_id)
    return next((one.title for one in rubric.criteria if one.id == criterion), criterion) if rubric else criterion


def rubric_title(rubrics: Mapping[str, Rubric], rubric_id: str) -> str:
    return rubrics[rubric_id].title if rubric_id in rubrics else rubric_id


def _points(found: RunSummary, of_one: bool) -> Section:
    panels = tuple(
        Panel(
            f"{one.mode.capitalize()}: {MODES[one.mode]}",
            one.mode,
            one.points,
            trace_key("points", one.mode),
            unit="points",
        )
        for one in found.attempts
    )
    interval = "" if of_one else " with its 95% interval"
    words = (
        f"The mean of the points, of 100, by first tries, month by month{interval}. Practice, assessments and probes "
        "are never added together."
    )
    return Section("points", "Whole attempts", (Panels("", panels),) if panels else (), words)


def _criteria(found: RunSummary, rubrics: Mapping[str, Rubric], of_one: bool) -> Section:
    parts = []
    for rubric_id in dict.fromkeys(one.rubric for one in found.criteria):
        for mode in MODES:
            mine = [one for one in found.criteria if (one.rubric, one.mode) == (rubric_id, mode)]
            if mine:
                panels = tuple(_panel(one, rubrics) for one in _in_order(mine, rubrics.get(rubric_id)))
                parts.append(Panels(f"{rubric_title(rubrics, rubric_id)}, {mode}", panels))
    interval = "" if of_one else " with its 95% interval, which says how far people, not attempts, differ"
    words = (
        "How many attempts reached which level, month by month, by first tries: level 3 on top, level 0 at the bottom. "
        f"Under it the mean level{interval}."
    )
    return Section("criteria", "Criteria over time", tuple(parts), words)


def _in_order(found: Sequence[CriterionFigures], rubric: Rubric | None) -> list[CriterionFigures]:
    places = {} if rubric is None else {one.id: at for at, one in enumerate(rubric.criteria)}
    return sorted(found, key=lambda one: places.get(one.criterion, len(places)))


def _panel(one: CriterionFigures, rubrics: Mapping[str, Rubric]) -> Panel:
    alarm = "advisory: read too poorly to decide anything" if one.advisory else ""
    title = criterion_title(rubrics, one.rubric, one.criterion)
    return Panel(title, one.mode, one.levels, trace_key("criterion", one.rubric, one.criterion, one.mode), alarm)


def _gates(found: RunSummary, rubrics: Mapping[str, Rubric]) -> Section:
    named = {gate.id: gate.id.replace("-", " ") for rubric in rubrics.values() for gate in rubric.gates}
    kinds: tuple[tuple[str, str, Callable[[GateFigures], Figure]], ...] = (
        ("gate", "Held, of the attempts in which something called for it", lambda one: one.held),
        ("broken", "Broken, of the same attempts", lambda one: one.broken),
        ("undecided", "Not decided until someone has read it, of the same attempts", lambda one: one.undecided),
        ("unmet", "Not met: nothing in the attempt called for it", lambda one: one.unmet),
    )
    parts = []
    for key, title, figure in kinds:
        lines = tuple(
            Line(named.get(one.gate, one.gate), figure(one), trace_key(key, one.gate, one.mode), one.mode)
            for one in found.gates
            if figure(one).mean or (key == "gate" and (figure(one).of or figure(one).hidden))
        )
        if lines:
            parts.append(Lines(title, "share", "attempts", lines))
    words = (
        "A gate is never advisory: an attempt that breaks one cannot pass. Where nothing in an attempt called for it, "
        "that attempt says nothing about it."
    )
    return Section("gates", "Safety and other gates", tuple(parts), words)


def _behaviours(found: RunSummary, titles: Mapping[str, str]) -> Section:
    parts = []
    for mode in MODES:
        mine = sorted(
            (one for one in found.behaviours if one.mode == mode),
            key=lambda one: (one.shown.hidden, -(one.shown.mean or 0.0), one.behaviour),
        )
        lines = tuple(
            Line(
                titles.get(one.behaviour, one.behaviour),
                one.shown,
                trace_key("behaviour", one.behaviour, mode),
                mode,
                note=f"{figure_words(one.unsure, 'share')} unsure" if one.unsure.mean else "",
            )
            for one in mine
        )
        if lines:
            parts.append(Lines(f"Shown where it was called for, {mode}", "share", "moments", lines))
    words = "Counted are moments that called for it, by first tries. An unsure one counts as not shown."
    return Section("behaviours", "Behaviours", tuple(parts), words)


def _last_tries(found: RunSummary, rubrics: Mapping[str, Rubric]) -> Section:
    lines = tuple(
        Line(
            criterion_title(rubrics, one.rubric, one.criterion),
            one.redone,
            trace_key("redone", one.rubric, one.criterion, one.mode),
            one.mode,
        )
        for one in found.criteria
        if one.redone.of or one.redone.hidden
    )
    title = "By how many levels the last tries differ from the first"
    parts = (Lines(title, "difference", "attempts", lines),) if lines else ()
    words = "Only attempts in which a moment was taken again and the level changed. Redos had the card beside them."
    return Section("redos", "With the last tries", parts, words)


def _own(found: RunSummary) -> Section:
    words = "Above 0 people think better of an attempt than the reading does; both go from 0 to 3."
    if not found.own.of and not found.own.hidden:
        return Section("own", "Own ratings beside the reading", ())
    line = Line("Own rating less the reading", found.own, "own")
    return Section("own", "Own ratings beside the reading", (Lines("", "difference", "attempts", (line,)),), words)


def _stayed(found: Sequence[RetentionFigures], titles: Mapping[str, str]) -> Section:
    lines: list[Line] = []
    for one in found:
        title, key = titles.get(one.behaviour, one.behaviour), trace_key("probe", one.behaviour)
        days = "" if one.days.mean is None else f"{one.days.mean:.0f} days later on average"
        lines += [
            Line(f"{title}: with help", one.helped, key, "practice"),
            Line(f"{title}: alone", one.alone, key, "probe", note=days),
        ]
    words = "A probe is a moment not met before, some days after the help ended, without feedback."
    parts = (Lines("Shown with help, and alone", "share", "tries", tuple(lines)),) if lines else ()
    return Section("stayed", "What stayed", parts, words)


def nothing_yet(what: str) -> Section:
    """In place of sections where there is nothing to be summed up."""
    return Section("nothing", "Nothing to report yet", (Words((what,)),))
