"""The report on a cohort: no figure of fewer than five people, and nobody's name."""

from __future__ import annotations

from trainer.programs.small_groups import LEAST
from trainer.records.figures_store import Summary
from trainer.reports.figure_words import TRANSFER
from trainer.reports.run_sections import mode_headlines, nothing_yet, run_sections
from trainer.reports.sheet import Headline, Section, Sheet

SMALL = (
    "No figure is shown of fewer than five people; where a hidden one could be had by subtraction, the next smallest "
    "is hidden with it."
)


def cohort_sheet(
    title: str, about: str, summary: Summary, *, members: int, sharing: int, passes: Section, command: str
) -> Sheet:
    """`members` are the cohort's trainees, `sharing` those who share their records."""
    people = summary.runs.people
    sections = (passes, *run_sections(summary)) if people >= LEAST else ()
    few = "Fewer than five people share attempts that have ended, so no figure is shown."
    return Sheet(
        kind="cohort",
        title=title,
        subtitle=about,
        notices=(f"Formative unless it says otherwise below. {TRANSFER}", SMALL),
        headlines=(
            Headline("In the cohort", f"{members:,}", "trainees"),
            Headline("Share their records", f"{sharing:,}"),
            *(_attempts(summary) if people >= LEAST else ()),
        ),
        sections=sections or (nothing_yet(few),),
        command=command,
        foot=(FIRST_TRIES, INTERVALS),
    )


def _attempts(summary: Summary) -> tuple[Headline, ...]:
    begun = Headline("Attempts begun", f"{summary.begun:,}", f"{summary.runs.people:,} people have ended one")
    return (begun, *mode_headlines(summary.runs))


FIRST_TRIES = (
    "First tries are what comes by itself; redos had the card beside them. Of each attempt one scoring counts: the one "
    "that was chosen, else the latest."
)
INTERVALS = (
    "Intervals are 95%. They come from how people differ, for the attempts of one person resemble one another; months "
    "are by UTC, and by when an attempt began."
)
