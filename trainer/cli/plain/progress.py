"""Progress in words, each figure with its interval, and after the words a small plot of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trainer.cli.plain.drill import day
from trainer.cli.plain.talk import Talk
from trainer.cli.plain.words import WRITTEN_PRACTICE, counted, listed
from trainer.library.text import shown
from trainer.practice.figures import Share
from trainer.practice.own_view import OwnView
from trainer.practice.phrases import Phrase
from trainer.practice.probes import Retention
from trainer.practice.progress import BehaviourProgress, CriterionProgress, Line, Point
from trainer.practice.tries import Strand
from trainer.session.practice import Progress

BAR = 20
"""Cells of a plot, from none to all."""
_LINES: Mapping[Line, str] = {
    "first tries": "First tries in practice",
    "redos": "Redos",
    "assessment": "Assessment",
    "drill": "Drills",
    "probe": "Probes, without help",
}
_STRANDS: Mapping[Strand, str] = {"practice": "practice", "assessment": "assessment", "probe": "probe"}
_PHRASES_AT_MOST = 12


@dataclass(frozen=True, slots=True)
class Titles:
    """What behaviours and criteria are called."""

    behaviours: Mapping[str, str]
    criteria: Mapping[str, str]


def say_progress(talk: Talk, found: Progress, titles: Titles) -> None:
    """Say it all. Where nothing has been done yet, say so."""
    if not found.tries:
        talk.say("Nothing has been practised yet. `trainer drill` begins with one moment of three minutes.")
        return
    talk.heading("Your progress")
    talk.say(
        f"From {counted(found.tries, 'response')}. In a plot the whole width is all of the opportunities: "
        "o is the share, - its 95% interval."
    )
    for behaviour in found.behaviours:
        _behaviour(talk, behaviour, found, titles)
    _criteria(talk, found.criteria, titles)
    _retention(talk, found.retention, titles)
    _own_view(talk, found.own_view)
    _phrases(talk, found.phrases, titles)
    talk.gap()
    talk.say(WRITTEN_PRACTICE)


def _behaviour(talk: Talk, one: BehaviourProgress, found: Progress, titles: Titles) -> None:
    title = titles.behaviours.get(one.behaviour, one.behaviour)
    talk.heading(title if one.aim == "show" else f"Doing without “{title}”")
    for line, share in one.shares.items():
        talk.say(f"{_LINES[line]}: {in_words(share)}{_course(one.courses[line])}.")
        talk.item(plot(share))
    standing, due = found.standings.get(one.behaviour), found.next_due.get(one.behaviour)
    if standing is not None:
        reached = "reached" if standing.reached else "not reached yet"
        again = f" Due again on {day(due)}." if due is not None else ""
        talk.say(
            f"Drill: {standing.shown} of the last {standing.of}; "
            f"{standing.needed} of {standing.window} are asked for, {reached}.{again}"
        )


def in_words(share: Share) -> str:
    """`7 of 10, likely 40 to 89 in 100`."""
    return f"{share.shown} of {share.of}, likely {_percent(share.low)} to {_percent(share.high)} in 100"


def plot(share: Share) -> str:
    """`[-----o----          ]`: the share as o in its interval, from none to all."""
    low, high = (min(BAR - 1, int(bound * BAR)) for bound in (share.low, share.high))
    at = min(BAR - 1, int((share.value or 0.0) * BAR))
    cells = ["o" if cell == at else "-" if low <= cell <= high else " " for cell in range(BAR)]
    return f"[{''.join(cells)}]"


def _course(points: Sequence[Point]) -> str:
    """How it went from attempt to attempt, where there were several: the last six."""
    if len(points) < 2:
        return ""
    return f"; one after another {', '.join(f'{point.shown}/{point.of}' for point in points[-6:])}"


def _percent(share: float) -> int:
    return int(share * 100 + 0.5)


def _criteria(talk: Talk, criteria: Sequence[CriterionProgress], titles: Titles) -> None:
    if criteria:
        talk.heading("Criteria, levels 0 to 3, oldest attempt first")
    for one in criteria:
        parts = []
        for strand, words in _STRANDS.items():
            levels = [point.level for point in one.points if point.strand == strand]
            if levels:
                mean = one.mean(strand)
                parts.append(f"{words} {', '.join(str(level) for level in levels[-8:])} (mean {mean:.1f})")
        talk.say(f"{titles.criteria.get(one.criterion, one.criterion)}: {'; '.join(parts)}.")


def _retention(talk: Talk, retention: Sequence[Retention], titles: Titles) -> None:
    if retention:
        talk.heading("What stayed")
    for one in retention:
        change = ""
        if one.level_change is not None:
            direction = "higher" if one.level_change > 0 else "lower"
            change = f" The level was {abs(one.level_change):.1f} {direction} alone than with help."
        talk.say(
            f"{titles.behaviours.get(one.behaviour, one.behaviour)}: with help {in_words(one.helped)}; alone, after up "
            f"to {one.longest_days:.0f} days, {in_words(one.alone)}.{change}"
        )
        talk.item(f"with help {plot(one.helped)}")
        talk.item(f"alone     {plot(one.alone)}")


def _own_view(talk: Talk, own: OwnView) -> None:
    if own.mean_difference is None:
        return
    talk.heading("Your own rating beside the reading, both 0 to 3")
    pairs = [f"{one.own} beside {one.read:.1f}" for one in own.rated[-6:]]
    talk.say(f"Yours beside the reading's, oldest first: {listed(pairs)}.")
    kinder = "kinder" if own.mean_difference > 0 else "harder"
    sure = "" if own.interval is None else f", likely {own.interval[0]:+.1f} to {own.interval[1]:+.1f}"
    together = "" if own.correlation is None else f" They move together at {own.correlation:+.2f} (1 is fully)."
    if own.mean_difference:
        talk.say(f"On the whole you were {abs(own.mean_difference):.1f} {kinder} than the reading{sure}.{together}")
    else:
        talk.say(f"On the whole you and the reading agree{sure}.{together}")


def _phrases(talk: Talk, phrases: Sequence[Phrase], titles: Titles) -> None:
    if phrases:
        talk.heading("Your phrase book: your own words that worked, latest first")
    for phrase in phrases[:_PHRASES_AT_MOST]:
        title = titles.behaviours.get(phrase.behaviour, phrase.behaviour)
        talk.say(f"{title}: “{phrase.words}”")
        talk.item(f"to “{shown(phrase.heard.strip().splitlines()[-1], 70)}”")
