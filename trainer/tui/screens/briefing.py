"""Before the encounter: who, where, in what role, and in which mode."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, Literal

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from trainer.library.text import clean, shown
from trainer.tui.phrases import DIFFICULTY, MAY_SPEAK_OF_DYING, NOT_YET_READ
from trainer.tui.widgets.key_line import KeyLine
from trainer.tui.widgets.words import Words, plain

if TYPE_CHECKING:
    from trainer.library.scenario import Scenario

Choice = Literal["practice", "assessment"]
MODES: dict[Choice, tuple[str, str]] = {
    "practice": ("Practice", "Feedback after each response, and you may take a moment again."),
    "assessment": ("Assessment", "One go. At the end your own view, then the debrief."),
}


class Modes(OptionList):
    """The two ways to meet the patient."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Begin", id="briefing-begin", tooltip="Begin in the marked mode"),
    ]


class BriefingScreen(Screen[Choice | None]):
    """Gives the chosen mode, or None where the trainee went back."""

    CSS_PATH = "briefing.tcss"
    ABOUT = (
        "What you know before you meet the patient, and who you are to them. Practice gives feedback after each "
        "response; assessment gives all of it at the end, after your own view. Nobody is timed."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "begin('practice')", "Practice", id="briefing-practice", tooltip=MODES["practice"][1]),
        Binding("a", "begin('assessment')", "Assessment", id="briefing-assessment", tooltip=MODES["assessment"][1]),
        Binding(
            "pageup", "scroll(-1)", "Scroll", id="briefing-up", key_display="pg↑↓", priority=True, tooltip="Read back"
        ),
        Binding("pagedown", "scroll(1)", "Scroll", id="briefing-down", show=False, priority=True, tooltip="Read on"),
        Binding("escape", "back", "Back", id="briefing-back", tooltip="Back to the library"),
    ]

    def __init__(
        self,
        scenario: Scenario,
        mode: Choice = "practice",
        met: str = "",
        uncounted: Mapping[Choice, str] = MappingProxyType({}),
    ) -> None:
        """`met` says what the trainee has met of it before, where that is something; `uncounted` by mode why an attempt
        would not count where it is asked for."""
        super().__init__()
        self._uncounted = uncounted
        self._met = met
        self._scenario = scenario
        self._mode = mode

    def compose(self) -> ComposeResult:
        scenario = self._scenario
        patient = scenario.patient
        with Vertical(id="page"):
            yield Words(plain(scenario.title, "bold"), id="title")
            facts = f"{patient.name}, {patient.age} · {DIFFICULTY[scenario.difficulty]} · about {scenario.minutes} min"
            yield Words(plain(facts, "$quiet"))
            yield Words(self._note(), id="note")
            with VerticalScroll(id="letter", can_focus=False):
                yield from self._letter()
            yield Modes(*[_mode(mode, self._uncounted.get(mode, "")) for mode in MODES], id="modes", markup=False)
        yield KeyLine()

    def _letter(self) -> ComposeResult:
        scenario = self._scenario
        if self._met:
            yield Words(plain(self._met, "$secondary"), id="met", classes="paragraph")
        yield Words("Your role", classes="heading")
        yield Words(scenario.role, classes="paragraph")
        yield Words("What to try for", classes="heading")
        yield Words(
            Content("\n").join(Content.assemble("· ", plain(goal)) for goal in scenario.goals), classes="paragraph"
        )
        yield Words(shown(f"About {scenario.patient.name}"), classes="heading")
        yield Words(
            "\n\n".join(line for line in clean(scenario.patient.background).split("\n") if line.strip()),
            classes="paragraph",
        )

    def _note(self) -> Content:
        scenario = self._scenario
        readers = f"Read by {', '.join(scenario.read_by)}." if scenario.read_by else NOT_YET_READ
        note = plain(scenario.content_note, "bold")
        return Content.assemble(note, f" {MAY_SPEAK_OF_DYING} ", plain(readers, "$quiet"))

    def on_mount(self) -> None:
        modes = self.query_one(Modes)
        modes.highlighted = list(MODES).index(self._mode)
        modes.focus()

    @on(OptionList.OptionSelected)
    def _begin_marked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss("assessment" if event.option.id == "assessment" else "practice")

    def action_begin(self, mode: Choice) -> None:
        self.dismiss(mode)

    def action_scroll(self, pages: int) -> None:
        letter = self.query_one("#letter", VerticalScroll)
        letter.scroll_relative(y=pages * max(1, letter.size.height - 2), animate=False)

    def action_back(self) -> None:
        self.dismiss(None)


def _mode(mode: Choice, uncounted: str) -> Option:
    title, sentence = MODES[mode]
    told = f" {uncounted}" if uncounted else ""
    return Option(Content.assemble((f" {title}  ", "bold"), sentence, plain(told)), id=mode)
