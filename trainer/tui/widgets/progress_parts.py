"""Progress in parts: behaviours, criteria, what stayed, own ratings, the phrase book, what is contested."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from trainer.library.text import shown
from trainer.programs.contests import told
from trainer.tui.agenda import aimed
from trainer.tui.phrases import WHAT_THIS_IS, coming_day, counted, day
from trainer.tui.widgets.drill_words import in_words
from trainer.tui.widgets.fold import Fold
from trainer.tui.widgets.plots import pair_plot, share_plot, share_words
from trainer.tui.widgets.words import Words, plain

if TYPE_CHECKING:
    from trainer.practice.outcome import Titles
    from trainer.practice.own_view import OwnView
    from trainer.practice.phrases import Phrase
    from trainer.practice.probes import Retention
    from trainer.practice.progress import BehaviourProgress, CriterionProgress, Line
    from trainer.practice.tries import Strand
    from trainer.records.practised import StoredContest
    from trainer.session.practice import Practice, Progress

NOTHING_YET = "Nothing has been practised yet. The first screen begins with one moment of three minutes."
HOW_TO_READ = "In a plot, left is never and right is always; ● is what was seen, and the line is where it likely lies."
LINES: Mapping[Line, str] = {
    "first tries": "First tries",
    "redos": "Redos",
    "assessment": "Assessment",
    "drill": "Drills",
    "probe": "Without help",
}
STRANDS: tuple[Strand, ...] = ("practice", "assessment", "probe")
LABEL = 15
AT_ONCE = 6
"""So many behaviours and phrases are open at once; the rest is folded."""


@dataclass(frozen=True, slots=True)
class Look:
    """Everything that the progress screen shows."""

    progress: Progress
    contested: tuple[StoredContest, ...]
    titles: Titles


def read_look(practice: Practice) -> Look:
    """Raises SessionError; for the desk."""
    return Look(practice.progress(), practice.contested(), practice.titles)


def progress_parts(look: Look, now: datetime) -> list[Widget]:
    """All parts, in the order in which they are read."""
    found = look.progress
    if not found.tries:
        return [Words(NOTHING_YET, classes="paragraph")]
    summary = f"From {counted(found.tries, 'response', 'responses')}. {HOW_TO_READ}"
    return [
        Words(Content.styled(summary, "$quiet"), classes="paragraph"),
        *_behaviours(look, now),
        *_retention(found.retention, look.titles.behaviours),
        *_criteria(found.criteria, look.titles.criteria),
        *_own_view(found.own_view, now),
        *_phrases(found.phrases, look.titles.behaviours),
        *_contested(look.contested, look.titles, now),
        Words(Content.styled(WHAT_THIS_IS, "$quiet"), classes="paragraph"),
    ]


def _heading(words: str) -> Words:
    return Words(words, classes="heading")


def _behaviours(look: Look, now: datetime) -> Iterator[Widget]:
    found = look.progress
    parts = [Words(_behaviour(one, look, now), classes="paragraph") for one in found.behaviours]
    if parts:
        yield _heading("What you show, by kind of practice")
    yield from parts[:AT_ONCE]
    if len(parts) > AT_ONCE:
        yield Fold("The others", *parts[AT_ONCE:])


def _behaviour(one: BehaviourProgress, look: Look, now: datetime) -> Content:
    title = look.titles.behaviours.get(one.behaviour, one.behaviour)
    lines = [plain(aimed(title, one.aim), "bold")]
    for line, share in one.shares.items():
        lines.append(_row(LINES[line], share_plot(share), share_words(share)))
        course = one.courses[line]
        if len(course) > 1:
            steps = "  ".join(f"{point.shown}/{point.of}" for point in course[-8:])
            lines.append(_row("", Content.styled(f"oldest first: {steps}", "$quiet")))
    standing, due = look.progress.standings.get(one.behaviour), look.progress.next_due.get(one.behaviour)
    if standing is not None:
        again = f" Due {coming_day(due, now)}." if due is not None else ""
        lines.append(Content.styled(f"{in_words(standing)}{again}", "$quiet"))
    return Content("\n").join(lines)


def _row(label: str, plot: Content, words: str = "") -> Content:
    return Content.assemble(f"  {label:<{LABEL}}", plot, f"  {words}" if words else "")


def _retention(found: Sequence[Retention], titles: Mapping[str, str]) -> Iterator[Widget]:
    if found:
        yield _heading("What has stayed")
    for one in found:
        title = plain(titles.get(one.behaviour, one.behaviour), "bold")
        lines = [Content.assemble(title, (f"  after up to {one.longest_days:.0f} days", "$quiet"))]
        lines.append(_row("With help", share_plot(one.helped), share_words(one.helped)))
        lines.append(_row("Without help", share_plot(one.alone), share_words(one.alone)))
        if one.level_change:
            way = "higher" if one.level_change > 0 else "lower"
            lines.append(Content.styled(f"  The level was {abs(one.level_change):.1f} {way} without help.", "$quiet"))
        yield Words(Content("\n").join(lines), classes="paragraph")


def _criteria(found: Sequence[CriterionProgress], titles: Mapping[str, str]) -> Iterator[Widget]:
    if found:
        yield _heading("Criteria, levels 0 to 3 by first tries, oldest attempt first")
    for one in found:
        lines = [plain(titles.get(one.criterion, one.criterion), "bold")]
        for strand in STRANDS:
            levels = [point.level for point in one.points if point.strand == strand]
            if levels:
                course = "  ".join(str(level) for level in levels[-10:])
                mean = f"(mean {one.mean(strand):.1f})" if len(levels) > 1 else ""
                lines.append(_row(strand.capitalize(), Content(course), mean))
        yield Words(Content("\n").join(lines), classes="paragraph")


def _own_view(own: OwnView, now: datetime) -> Iterator[Widget]:
    if own.mean_difference is None:
        return
    yield _heading("Your own rating beside the reading")
    lines = [Content.styled("Both from 0 to 3: ○ is yours, ● the reading's, ◉ both.", "$quiet")]
    lines += [
        _row(day(one.at, now), pair_plot(one.own, one.read, 3), f"{one.own} and {one.read:.1f}")
        for one in own.rated[-8:]
    ]
    if round(own.mean_difference, 1):
        kinder = "kinder to yourself" if own.mean_difference > 0 else "harder on yourself"
        words = f"On the whole you were {abs(own.mean_difference):.1f} {kinder} than the reading"
    else:
        words = "On the whole you and the reading agree"
    likely = "" if own.interval is None else f" (likely {own.interval[0]:+.1f} to {own.interval[1]:+.1f})"
    yield Words(Content("\n").join([*lines, Content(f"{words}{likely}.")]), classes="paragraph")


def _phrases(found: Sequence[Phrase], titles: Mapping[str, str]) -> Iterator[Widget]:
    parts = [Words(_phrase(one, titles), classes="paragraph") for one in found]
    if parts:
        yield _heading("Your phrase book: your own words that worked, latest first")
    yield from parts[:AT_ONCE]
    if len(parts) > AT_ONCE:
        yield Fold("Earlier ones", *parts[AT_ONCE:])


def _phrase(one: Phrase, titles: Mapping[str, str]) -> Content:
    heard = one.heard.strip().split("\n")[-1]
    return Content.assemble(
        plain(f"“{one.words}”", "italic"),
        "\n",
        plain(f"  {titles.get(one.behaviour, one.behaviour)}, to “{shown(heard, 60)}”", "$quiet"),
    )


def _contested(found: Sequence[StoredContest], titles: Titles, now: datetime) -> Iterator[Widget]:
    if found:
        yield _heading("What you see otherwise")
    for one in found:
        contest = one.contest
        what, read = contest.called(titles), contest.finding.removeprefix("level ")
        title = Content.assemble(plain(what, "bold"), plain(f", read as {read}, {day(one.made, now)}", "$quiet"))
        why = plain(f"“{shown(contest.reason, 200)}”", "italic")
        yield Words(Content.assemble(title, "\n  ", why, "\n  ", plain(told(one.said), "$quiet")), classes="paragraph")
