"""A trainee's progress as one page that needs nothing else: no script, no font, no network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import get_args

from trainer.practice.outcome import Progress, Titles
from trainer.practice.phrases import Phrase
from trainer.practice.probes import Retention
from trainer.practice.progress import BehaviourProgress
from trainer.practice.tries import Aim
from trainer.programs.contests import told
from trainer.records.practised import StoredContest
from trainer.reports.pages import page_environment
from trainer.reports.progress_plots import (
    NAMES,
    Course,
    Strip,
    behaviour_course,
    behaviour_strips,
    criterion_course,
    criterion_strips,
    points_course,
    rating_pairs,
    share_strip,
)
from trainer.reports.progress_text import own_view_text, together_text

AIMS: tuple[Aim, ...] = get_args(Aim)


@dataclass(frozen=True, slots=True)
class Figure:
    """A behaviour or criterion: its name, what is said of it, its strips, and how it went from attempt to attempt."""

    title: str
    words: str
    strips: tuple[Strip, ...]
    course: Course | None = None


def progress_page(found: Progress, contested: Sequence[StoredContest], titles: Titles, now: datetime) -> str:
    """The page as HTML; all texts are cleaned and escaped. Days are told as the times have them."""
    environment = page_environment()
    environment.filters.update(day=_day)
    behaviours = {
        aim: [
            Figure(titles.behaviour(one.behaviour), _drilled(one, found), behaviour_strips(one), behaviour_course(one))
            for one in sorted(found.behaviours, key=lambda one: one.behaviour not in found.standings)
            if one.aim == aim
        ]
        for aim in AIMS
    }
    criteria = [
        Figure(titles.criterion(one.criterion), "", criterion_strips(one), criterion_course(one))
        for one in found.criteria
    ]
    return environment.get_template("progress.html").render(
        found=found,
        now=now,
        names=NAMES,
        behaviours=behaviours,
        criteria=criteria,
        points=points_course(found.attempts),
        retained=[_retained(one, titles) for one in found.retention],
        probes=[(one, titles.behaviour(one.behaviour)) for one in found.probes],
        pairs=rating_pairs(found.own_view.rated),
        own_view=f"{own_view_text(found.own_view)} {together_text(found.own_view)}",
        phrases=_by_behaviour(found.phrases, titles),
        contested=[(one, _contested(one, titles), told(one.said)) for one in contested],
        reached=sum(one.reached for one in found.standings.values()),
    )


def _drilled(one: BehaviourProgress, found: Progress) -> str:
    """How far the drill's criterion is, and when it is due."""
    standing, due = found.standings.get(one.behaviour), found.next_due.get(one.behaviour)
    if standing is None:
        return ""
    reached = "reached" if standing.reached else "not reached yet"
    again = f" Due on {_day(due)}." if due is not None else ""
    return (
        f"Drill: {standing.shown} of the last {standing.of}; the aim is {standing.needed} of {standing.window}, "
        f"{reached}.{again}"
    )


def _retained(one: Retention, titles: Titles) -> Figure:
    helped, alone = share_strip(one.helped, "first", "With help"), share_strip(one.alone, "probe", "Alone")
    days = round(one.longest_days)
    words = f"After up to {days} day{'' if days == 1 else 's'}."
    if one.level_change is not None and round(abs(one.level_change), 1):
        way = "higher" if one.level_change > 0 else "lower"
        words += f" The level was {abs(one.level_change):.1f} {way} alone."
    return Figure(titles.behaviour(one.behaviour), words, (helped, alone))


def _by_behaviour(phrases: Sequence[Phrase], titles: Titles) -> dict[str, list[Phrase]]:
    """The phrase book by behaviour, the one used last first."""
    found: dict[str, list[Phrase]] = {}
    for phrase in phrases:
        found.setdefault(titles.behaviour(phrase.behaviour), []).append(phrase)
    return found


def _contested(stored: StoredContest, titles: Titles) -> str:
    return f"{stored.contest.called(titles)}: {stored.contest.finding}"


def _day(at: datetime) -> str:
    return f"{at.day} {at:%B} {at.year}"
