"""The report on a scenario: how hard it is, what sets those who do well apart, and where people are lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from trainer.library.rubric import Rubric
from trainer.library.scenario import Scenario
from trainer.programs.correlation import Correlation
from trainer.programs.figures import HIDDEN, Figure
from trainer.programs.scenario_sums import Difficulty, MomentFigures, ScenarioFigures
from trainer.programs.small_groups import LEAST, TOO_FEW
from trainer.programs.traces import trace_key
from trainer.records.figures_store import ScenarioSummary
from trainer.reports.cohort import FIRST_TRIES, INTERVALS, SMALL
from trainer.reports.figure_words import TRANSFER, counted_words, figure_words
from trainer.reports.moment_path import moment_path
from trainer.reports.run_sections import criterion_title, nothing_yet, rubric_title
from trainer.reports.sheet import Drawing, Headline, Line, Lines, Section, Sheet

_POINTS_ALONE = "by points alone, gates are not looked at"
_WEAK = 0.1
"""A criterion that goes with the others less than this says little about who does well."""


def scenario_sheet(about: str, found: ScenarioSummary, command: str) -> Sheet:
    """`about` says whose attempts these are."""
    figures, scenario = found.figures, found.scenario
    enough = figures.people >= LEAST
    few = "Fewer than five people have ended an attempt at this scenario, so no figure is shown."
    return Sheet(
        kind="scenario",
        title=scenario.title,
        subtitle=f"{scenario.id}, version {scenario.version}. {about}",
        notices=(f"Formative: these figures are about the scenario, not about anybody. {TRANSFER}", SMALL),
        headlines=_headlines(found) if enough else (),
        sections=(_path(found), _lost(figures), _levels(figures), _apart(found)) if enough else (nothing_yet(few),),
        command=command,
        foot=(FIRST_TRIES, INTERVALS),
    )


def _headlines(found: ScenarioSummary) -> tuple[Headline, ...]:
    asked = _asked_words(found.figures.asked)
    return (
        Headline("Attempts begun", f"{found.begun:,}", f"{found.figures.people:,} people have ended one"),
        *(each for one in found.figures.difficulty for each in _hard(one, asked)),
    )


def _asked_words(asked: Sequence[float]) -> str:
    """What is to be reached, of 100; one number, unless rubrics that judged here ask for different ones."""
    points = list(dict.fromkeys(f"{100 * share:.0f}" for share in asked))
    if len(points) > 1:
        each = f"{', '.join(points[:-1])} or {points[-1]}"
        return f"of attempts reach the {each} points that their rubric asks for; {_POINTS_ALONE}"
    return f"of attempts reach {points[0]} points; {_POINTS_ALONE}" if points else ""


def _hard(one: Difficulty, asked: str) -> tuple[Headline, Headline]:
    return (
        Headline(f"Points of mastery, {one.mode}", figure_words(one.mastered, "share"), asked),
        Headline(f"Points, {one.mode}", figure_words(one.points, "points"), counted_words(one.points, "attempts")),
    )


def _path(found: ScenarioSummary) -> Section:
    moments = {one.moment: one for one in found.figures.moments}
    words = (
        "Rows by how few exchanges lead there, endings last. The wider a line, the more often it was gone; thin grey "
        "lines were gone by few or none. × counts first tries. Lost: the attempt broke there or was left open. A "
        "dashed edge marks a moment where one in ten or more are lost, a double edge a risk cue."
    )
    graph = moment_path(found.scenario, moments, found.figures.endings)
    said = tuple(_way(one, _ahead(found.scenario, one.moment)) for one in moments.values())
    return Section("path", "The way people went", (Drawing("Moments and endings", graph, words, said),))


def _ahead(scenario: Scenario, moment: str) -> frozenset[str]:
    """Where a moment can lead to; nowhere, for one that this version has no more."""
    body = scenario.moments.get(moment)
    return frozenset() if body is None else frozenset(one.then for one in body.reactions)


def _way(one: MomentFigures, ahead: frozenset[str]) -> str:
    """Without a word on which way was gone by few: that would say that somebody went there."""
    if not one.led:
        return f"{one.moment}: {TOO_FEW}"
    others = "; elsewhere few or none" if ahead - one.led.keys() else ""
    return f"{one.moment}: to {', '.join(f'{to} {times:,}×' for to, times in one.led.items())}{others}"


def _lost(figures: ScenarioFigures) -> Section:
    moments = figures.moments
    parts = (
        _where("The patient's trust fell", "first tries", {one.moment: one.drops for one in moments}),
        _where("It ended in a rupture there", "responses", {one.moment: one.ruptures for one in moments}),
        _where("The attempt was left open there", "visits", {one.moment: one.left for one in moments}),
        _where("The moment was taken again", "first tries", {one.moment: one.redone for one in moments}),
    )
    words = "Moments that lose many may be too hard, unclear, or just what is to be learned: read them."
    return Section("lost", "Where people are lost", parts, words)


def _where(title: str, of: str, shares: Mapping[str, Figure]) -> Lines:
    """The moments where it happened, most often first; the others are named."""
    ranked = sorted(shares.items(), key=lambda pair: (pair[1].hidden, -(pair[1].mean or 0.0)))
    lines = tuple(Line(name, one, trace_key("moment", name)) for name, one in ranked if one.mean or one.hidden)
    never = [name for name, one in shares.items() if one.of and not one.mean]
    words = f"Not once at: {', '.join(never)}." if never else ""
    return Lines(title, "share", of, lines, words)


def _levels(figures: ScenarioFigures) -> Section:
    lines = tuple(Line(one.moment, one.level, trace_key("moment", one.moment)) for one in figures.moments)
    part = Lines("Validation level of first tries", "read level", "responses", lines)
    return Section("levels", "Level by moment", (part,))


def _apart(found: ScenarioSummary) -> Section:
    several = len({rubric for rubric, _ in found.figures.criteria}) > 1
    criteria = tuple(
        _correlated(_named(found.rubrics, *key, several=several), pairs, trace_key("among", *key))
        for key, pairs in found.figures.criteria.items()
    )
    moments = tuple(
        _correlated(one.moment, one.stands_out, trace_key("moment", one.moment)) for one in found.figures.moments
    )
    parts = (
        Lines("Each criterion with the mean of the others", "correlation", "attempts", criteria),
        Lines("The level at each moment with the level elsewhere", "correlation", "attempts", moments),
    )
    words = (
        "Item–rest correlations: near 1, those who do well here do well in the rest; near 0 or below, this part tells "
        "nothing about the rest, or was understood otherwise than meant."
    )
    return Section("apart", "What tells people apart", parts, words)


def _named(rubrics: Mapping[str, Rubric], rubric_id: str, criterion: str, *, several: bool) -> str:
    """A criterion's title; where several rubrics judged, with whose it is."""
    title = criterion_title(rubrics, rubric_id, criterion)
    return f"{title} ({rubric_title(rubrics, rubric_id)})" if several else title


def _correlated(label: str, pairs: Correlation, trace: str) -> Line:
    if pairs.hidden:
        return Line(label, HIDDEN, trace)
    note = "" if pairs.r is not None else "too little to tell"
    alarm = "hardly goes with the rest" if pairs.r is not None and pairs.r < _WEAK else ""
    return Line(label, Figure(pairs.people, pairs.pairs, pairs.r, pairs.low, pairs.high), trace, note=note, alarm=alarm)
