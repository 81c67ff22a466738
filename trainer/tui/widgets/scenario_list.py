"""The list on the library screen: what can be resumed, then every scenario."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from trainer.library.text import shown
from trainer.tui.agenda import Todo
from trainer.tui.phrases import DIFFICULTY, counted
from trainer.tui.widgets.search import holds

Mode = Literal["practice", "assessment"]


@dataclass(frozen=True, slots=True)
class ScenarioRow:
    """One scenario in the list. `last` tells of the last attempt in words, empty where there is none."""

    scenario_id: str
    title: str
    summary: str
    difficulty: int
    minutes: int
    last: str = ""
    ended_attempt: str | None = None
    """The last attempt that came to an end, to look back at."""

    def holds(self, words: tuple[str, ...]) -> bool:
        """Whether it is found by these words."""
        return holds(f"{self.title} {self.summary} {DIFFICULTY.get(self.difficulty, '')} {self.last}", words)


@dataclass(frozen=True, slots=True)
class UnfinishedRow:
    """One attempt that can go on. `when` is a day in words."""

    attempt_id: str
    title: str
    mode: str
    when: str
    exchanges: int


@dataclass(frozen=True, slots=True)
class PracticeRow:
    """What there is to practise now. `begin`: what it begins at once; None: it leads to the list of all that is due."""

    heading: str
    title: str
    told: str
    begin: Todo | None = None


@dataclass(frozen=True, slots=True)
class AskedRow:
    """Something that a program asks. `scenario_id` is None where no single patient that is here answers it."""

    assignment_id: str
    title: str
    told: str
    scenario_id: str | None
    mode: Mode = "practice"


class ScenarioList(OptionList):
    """Unfinished attempts, what programs ask, what is due, then the scenarios. Enter opens what is marked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Open", id="library-open", tooltip="Open what is marked"),
    ]

    @dataclass
    class ScenarioChosen(Message):
        """A scenario was chosen, in a mode where that is what is asked."""

        scenario_id: str
        mode: Mode | None = None

    @dataclass
    class AttemptChosen(Message):
        """An attempt was chosen: to go on with it, or to look back at one that has ended."""

        attempt_id: str

    @dataclass
    class PracticeChosen(Message):
        """Practice was chosen: something to begin at once, or (None) the list of what is due."""

        todo: Todo | None

    practice: PracticeRow | None = None
    asked: Sequence[AskedRow] = ()
    scenarios: Sequence[ScenarioRow] = ()
    """The rows of the scenarios, for the command palette."""

    @property
    def ended_attempt(self) -> str | None:
        """The last attempt that ended, of the scenario that is marked."""
        marked = self.highlighted_option.id if self.highlighted_option else None
        return next((row.ended_attempt for row in self.scenarios if f"scenario:{row.scenario_id}" == marked), None)

    def fill(
        self,
        unfinished: Sequence[UnfinishedRow],
        scenarios: Sequence[ScenarioRow],
        practice: PracticeRow | None = None,
        asked: Sequence[AskedRow] = (),
    ) -> None:
        """Replace the rows, keeping the mark on the same row where it still exists."""
        self.scenarios = scenarios
        self.practice = practice
        self.asked = asked
        marked = self.highlighted_option.id if self.highlighted_option else None
        options: list[Option | None] = []
        if unfinished:
            options.append(_heading("Go on where you stopped"))
            for row in unfinished:
                options += [_unfinished_option(row), None]
        if asked:
            options.append(_heading("Asked of you"))
            for one in asked:
                options += [_asked_option(one), None]
        if practice is not None:
            words = Content.assemble((practice.title, "bold"), "\n", (practice.told, "$quiet"))
            options += [_heading(practice.heading), Option(words, id="practice"), None]
        if scenarios:
            options.append(_heading("Patients"))
        for scenario in scenarios:
            options += [_scenario_option(scenario), None]
        self.clear_options()
        self.add_options(options)
        ids = [option.id for option in self.options]
        first = next((index for index, option in enumerate(self.options) if not option.disabled), None)
        self.highlighted = ids.index(marked) if marked is not None and marked in ids else first
        if self.highlighted == first:
            self.scroll_home(animate=False)

    @on(OptionList.OptionSelected)
    def _announce(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        kind, _, identity = (event.option.id or "").partition(":")
        if kind == "scenario":
            self.post_message(self.ScenarioChosen(identity))
        elif kind == "asked":
            row = next(one for one in self.asked if one.assignment_id == identity)
            if row.scenario_id is not None:
                self.post_message(self.ScenarioChosen(row.scenario_id, row.mode))
        elif kind == "attempt":
            self.post_message(self.AttemptChosen(identity))
        elif kind == "practice" and self.practice is not None:
            self.post_message(self.PracticeChosen(self.practice.begin))


def _heading(words: str) -> Option:
    return Option(Content.styled(words, "bold $primary"), disabled=True)


def _unfinished_option(row: UnfinishedRow) -> Option:
    said = f"{counted(row.exchanges, 'response', 'responses')} so far" if row.exchanges else "nothing sent yet"
    told = f"{row.mode}, {said}, begun {row.when}"
    return Option(
        Content.assemble((shown(row.title, 70), "bold"), "\n", (told, "$quiet")),
        id=f"attempt:{row.attempt_id}",
    )


def _asked_option(row: AskedRow) -> Option:
    """A line that only tells is passed over by the keys; it must not look like a heading for that."""
    title = shown(row.title, 70)
    words = Content.assemble((title, "bold $foreground"), "\n", (shown(row.told, 160), "not bold $quiet"))
    return Option(words, id=f"asked:{row.assignment_id}", disabled=row.scenario_id is None)


def _scenario_option(row: ScenarioRow) -> Option:
    facts = [DIFFICULTY.get(row.difficulty, "?"), f"{row.minutes} min"]
    if row.last:
        facts.append(row.last)
    return Option(
        Content.assemble(
            (shown(row.title, 70), "bold"),
            "\n",
            shown(row.summary, 160),
            "\n",
            (" · ".join(facts), "$quiet"),
        ),
        id=f"scenario:{row.scenario_id}",
    )
