"""Progress in words, each share with where it likely lies. Nothing is drawn: it is made to be heard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from trainer.cli.plain.talk import Talk
from trainer.cli.plain.words import WRITTEN_PRACTICE, counted, day, in_short, percent
from trainer.practice.figures import Share
from trainer.practice.outcome import Progress, Titles
from trainer.practice.own_view import OwnView
from trainer.practice.phrases import Phrase
from trainer.practice.probes import Retention
from trainer.practice.progress import BehaviourProgress, CriterionProgress, Line, Point
from trainer.practice.tries import Strand
from trainer.programs.contests import told
from trainer.records.practised import StoredContest
from trainer.reports.progress_text import own_view_text, together_text

_LINES: Mapping[Line, str] = {
    "first tries": "First tries in practice",
    "redos": "Redos",
    "assessment": "Assessment",
    "drill": "Drills",
    "probe": "Probes, without help",
}
_STRANDS: Mapping[Strand, str] = {"practice": "in practice", "assessment": "in assessment", "probe": "in a probe"}
_PHRASES_AT_MOST = 12
_POINTS_AT_MOST = 6
FEWEST = 3
"""From so many responses on it is said where a share likely lies."""


def say_progress(talk: Talk, found: Progress, contested: Sequence[StoredContest], titles: Titles) -> None:
    """Say it all. Where nothing has been done yet, say so."""
    if not found.tries:
        talk.say("Nothing has been practised yet. `trainer drill` begins with one moment of three minutes.")
        return
    talk.heading("Your progress")
    talk.say(
        f"From {counted(found.tries, 'response')}. Shares come with where they likely lie: "
        "the fewer the responses, the wider the range."
    )
    for behaviour in found.behaviours:
        _behaviour(talk, behaviour, found, titles)
    _criteria(talk, found.criteria, titles)
    _retention(talk, found.retention, titles)
    _own_view(talk, found.own_view)
    _phrases(talk, found.phrases, titles)
    _contested(talk, contested, titles)
    talk.gap()
    talk.say(WRITTEN_PRACTICE)


def _behaviour(talk: Talk, one: BehaviourProgress, found: Progress, titles: Titles) -> None:
    title = titles.behaviour(one.behaviour)
    talk.heading(title if one.aim == "show" else f"Doing without “{title}”")
    for line, share in one.shares.items():
        talk.say(f"{_LINES[line]}: {in_words(share)}.{_course(one.courses[line])}")
    standing, due = found.standings.get(one.behaviour), found.next_due.get(one.behaviour)
    if standing is not None:
        reached = "that is reached" if standing.reached else "that is not reached yet"
        again = f" Due again on {day(due)}." if due is not None else ""
        talk.say(
            f"Drill: {standing.shown} of the last {standing.of}. The aim is {standing.needed} of {standing.window}; "
            f"{reached}.{again}"
        )


def in_words(share: Share) -> str:
    """`7 of 10, likely between 40 and 89 percent`; of one or two nothing more can be said."""
    if share.of < FEWEST:
        return f"{share.shown} of {share.of}, too few to say more"
    return f"{share.shown} of {share.of}, likely between {percent(share.low)} and {percent(share.high)} percent"


def _course(points: Sequence[Point]) -> str:
    """How it went from attempt to attempt, where there were several: the last six."""
    if len(points) < 2:
        return ""
    lately = [f"{point.shown} of {point.of}" for point in points[-_POINTS_AT_MOST:]]
    return f" One after another: {', then '.join(lately)}."


def _criteria(talk: Talk, criteria: Sequence[CriterionProgress], titles: Titles) -> None:
    if criteria:
        talk.heading("Criteria: levels from 0 to 3 by first tries, oldest attempt first")
    for one in criteria:
        parts = []
        for strand, words in _STRANDS.items():
            levels = [point.level for point in one.points if point.strand == strand]
            if levels:
                mean = f", {one.mean(strand):.1f} on average" if len(levels) > 1 else ""
                parts.append(f"{words} {', then '.join(str(level) for level in levels[-8:])}{mean}")
        talk.say(f"{titles.criterion(one.criterion)}: {'; '.join(parts)}.")


def _retention(talk: Talk, retention: Sequence[Retention], titles: Titles) -> None:
    if retention:
        talk.heading("What stayed")
    for one in retention:
        change = ""
        if one.level_change is not None and round(abs(one.level_change), 1):
            direction = "higher" if one.level_change > 0 else "lower"
            change = f" The level was {abs(one.level_change):.1f} {direction} alone than with help."
        talk.say(f"{titles.behaviour(one.behaviour)}.")
        talk.item(f"With help: {in_words(one.helped)}.")
        days = counted(round(one.longest_days), "day")
        talk.item(f"Alone, after up to {days}: {in_words(one.alone)}.{change}")


def _own_view(talk: Talk, own: OwnView) -> None:
    if own.mean_difference is None:
        return
    talk.heading("Your own rating beside the reading, both from 0 to 3")
    pairs = [f"yours {one.own}, the reading {one.read:.1f}" for one in own.rated[-_POINTS_AT_MOST:]]
    talk.say(f"Oldest first: {'; '.join(pairs)}.")
    talk.say(own_view_text(own))
    talk.say(together_text(own))


def _phrases(talk: Talk, phrases: Sequence[Phrase], titles: Titles) -> None:
    if phrases:
        talk.heading("Your phrase book: your own words that worked, latest first")
    for phrase in phrases[:_PHRASES_AT_MOST]:
        title = titles.behaviour(phrase.behaviour)
        talk.say(f"{title}: “{phrase.words}”")
        talk.item(f"Said to: “{in_short(phrase.heard.strip().splitlines()[-1])}”")


def _contested(talk: Talk, contested: Sequence[StoredContest], titles: Titles) -> None:
    if contested:
        talk.heading("What you see otherwise")
    for stored in contested:
        one = stored.contest
        said = f"You say: “{in_short(one.reason, 200)}” {told(stored.said)}"
        talk.say(f"{day(stored.made)}: “{one.called(titles)}”, read as {one.finding}. {said}")
