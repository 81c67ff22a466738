"""A cohort in words and bars: what is asked of it, who is in it. Pseudonyms and counts, nobody's figure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from shlex import quote

from textual.content import Content

from trainer.library.catalogue import Library
from trainer.library.text import shown
from trainer.programs.people import ROLES, Role, TargetKind, Task
from trainer.programs.rights import Deed, who_may
from trainer.programs.small_groups import LEAST
from trainer.session.cohort_look import SHARING, CohortLook
from trainer.session.directing import CohortSize
from trainer.tui.phrases import counted, day_of, last_day
from trainer.tui.widgets.plots import filled_plot
from trainer.tui.widgets.words import plain

Titles = Mapping[tuple[TargetKind, str], str]
"""What scenarios and rubrics are called."""


@dataclass(frozen=True, slots=True)
class CohortView:
    """A cohort that was looked at, and what stands in the library under what is asked of it."""

    look: CohortLook
    titles: Titles


def titles_of(library: Library) -> Titles:
    """The titles of everything that may be asked."""
    titles: dict[tuple[TargetKind, str], str] = {
        ("scenario", name): entry.item.title for name, entry in library.scenarios.items()
    }
    titles |= {("rubric", name): entry.item.title for name, entry in library.rubrics.items()}
    return titles


def cohort_row(size: CohortSize) -> Content:
    """A cohort in the list."""
    closed = "  closed" if size.cohort.closed is not None else ""
    people = plain(f"  {_people_in(size.people)}{closed}", "$quiet")
    return Content.assemble(plain(shown(size.cohort.title, 60), "bold"), people)


def cohort_words(view: CohortView, now: datetime, may: Callable[[Deed], bool]) -> Content:
    """Everything about a cohort, or the command to run next where there is nothing yet. `may`: what the reader may."""
    parts = [plain("What is asked", "bold $primary"), *_asked(view, now), plain("People", "bold $primary")]
    return Content("\n\n").join([*parts, *_people(view.look, may)])


def _people_in(people: Mapping[Role, int]) -> str:
    told = [counted(people[role], role, f"{role}s") for role in ROLES if people.get(role)]
    return ", ".join(told) or "nobody yet"


def _asked(view: CohortView, now: datetime) -> Iterator[Content]:
    look = view.look
    closed = look.cohort.closed is not None
    if not look.assignments:
        command = f"trainer cohort assign {quote(look.cohort.title)} SCENARIO"
        yield plain(
            "Nothing was asked of it."
            if closed
            else f"Nothing is asked yet. `{command}` asks for something; `trainer list` names the patients."
        )
    for number, one in enumerate(look.assignments):
        lines = [plain(_what(one.task, view.titles), "bold"), plain(_how(one.task, now), "$quiet")]
        done, shared = look.done(number)
        told = plain(look.told_done(number))
        if shared >= LEAST:
            told = Content.assemble(filled_plot(done / shared), "  ", told)
        yield Content("\n").join([*lines, told])


def _what(task: Task, titles: Titles) -> str:
    title = titles.get((task.kind, task.target), task.target)
    return title if task.kind == "scenario" else f"Any patient of '{title}'"


def _how(task: Task, now: datetime) -> str:
    """`assessment · 1 Dec 2026 to 18 Dec 2026 · 2 attempts, the best counts`."""
    attempts = "any number of attempts" if task.attempts is None else counted(task.attempts, "attempt", "attempts")
    counts = "" if task.attempts == 1 else f", {'their mean' if task.counts == 'mean' else f'the {task.counts}'} counts"
    return f"{task.mode} · {_window(task, now)} · {attempts}{counts}"


def _window(task: Task, now: datetime) -> str:
    opens = day_of(task.opens, now)
    if task.closes is None:
        return f"from {opens} on"
    over = ", over" if task.closes <= now else ""
    return f"{opens} to {day_of(last_day(task.closes, now), now)}{over}"


def _people(look: CohortLook, may: Callable[[Deed], bool]) -> Iterator[Content]:
    title = quote(look.cohort.title)
    closed = look.cohort.closed is not None
    trainees = [person for person in look.people if person.member.role == "trainee"]
    if not trainees and closed:
        yield plain("No trainee is in it.")
    elif not trainees:
        yield plain("No trainee is in it yet.")
        yield _next(f"trainer cohort roster people.csv {title}", "adds those in a list", may)
    for kind, words in SHARING.items():
        called = [person.member.pseudonym for person in trainees if person.sharing == kind]
        if called and kind is None and not closed:
            invite = _next(f"trainer cohort invite {title}", "gives each a code", may)
            yield Content.assemble(_group(words, called), "\n", invite)
        elif called:
            yield _group(words, called)
    if trainees and all(person.sharing in (None, "join") for person in trainees):
        yield plain("Nobody shares yet. Each trainee decides that, with `trainer share`.", "$quiet")
    for role in ROLES[1:]:
        called = [person.member.pseudonym for person in look.people if person.member.role == role]
        if called:
            yield _group(f"{role}s" if len(called) > 1 else role, called)


def _group(words: str, called: list[str]) -> Content:
    """`Shares (7)`, and who."""
    heading = f"{words[:1].upper()}{words[1:]} ({len(called)})"
    return Content.assemble(plain(heading, "bold"), "\n", plain(", ".join(called)))


def _next(command: str, does: str, may: Callable[[Deed], bool]) -> Content:
    """The command to run next, and who may where the reader may not."""
    who = "" if may("manage") else f"; {who_may('manage')} of the program may"
    return plain(f"`{command}` {does}{who}.", "$quiet")
