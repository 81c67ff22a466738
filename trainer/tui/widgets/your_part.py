"""Role and goals beside the conversation, where there is room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from trainer.tui.widgets.words import Words, plain

if TYPE_CHECKING:
    from trainer.library.scenario import Scenario


class YourPart(VerticalScroll, can_focus=False):
    """What the briefing said about the trainee's part."""

    def __init__(self, scenario: Scenario) -> None:
        super().__init__(id="part")
        self._scenario = scenario

    def compose(self) -> ComposeResult:
        yield Words("Your role", classes="heading")
        yield Words(self._scenario.role, classes="paragraph")
        yield Words("What to try for", classes="heading")
        for goal in self._scenario.goals:
            yield Words(Content.assemble("· ", plain(goal)), classes="paragraph")
