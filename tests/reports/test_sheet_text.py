"""A report in words: what is hidden takes up no more room than it has to say."""

from __future__ import annotations

from trainer.programs.figures import HIDDEN, Course, Figure
from trainer.reports.sheet import Line, Lines, Panel, Panels, Part, Section, Sheet
from trainer.reports.sheet_text import sheet_text

SHOWN = Figure(7, 14, 0.5, 0.4, 0.6)


def _text(*parts: Part) -> str:
    section = Section("behaviours", "Behaviours", parts, "How to read it.")
    return sheet_text(Sheet("cohort", "2026", "", (), (), (section,), ""), 80)


def _shares(**figures: Figure) -> Lines:
    lines = tuple(Line(name, figure, "", "practice") for name, figure in figures.items())
    return Lines("Shown where it was called for", "share", "moments", lines)


def test_a_section_of_which_nothing_is_shown_is_one_sentence() -> None:
    panels = Panels("Small rubric", (Panel("Names the feeling", "practice", Course(HIDDEN, {"2026-04": HIDDEN}), ""),))
    text = _text(_shares(asks=HIDDEN, argues=HIDDEN), panels)
    assert text.splitlines()[5:] == ["Fewer than five people stand behind each figure here, so none is shown."]


def test_beside_figures_that_are_shown_the_hidden_ones_share_a_line() -> None:
    text = _text(_shares(asks=SHOWN, argues=HIDDEN, repairs=HIDDEN))
    assert "  asks, practice: 50% (40 to 60%); 14 moments of 7 people" in text.splitlines()
    assert text.splitlines()[-1] == "  Fewer than five people: argues, practice; repairs, practice"
