"""Rating responses one by one, without what was read: level, behaviours, and the words that carry them."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from trainer.programs.codebook import by_kind
from trainer.scoring.feedback import LEVEL_NAMES
from trainer.tui.rating_draft import RatingDraft
from trainer.tui.widgets.key_line import KeyLine
from trainer.tui.widgets.marking import Marking
from trainer.tui.widgets.words import Words, plain

LEVEL_WANTED = "First its level: a number from 0 to 6."
SILENCE = "(silence)"


class Behaviours(OptionList):
    """What a response may show, by kind; a mark says that it does."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,enter", "select", "Shows it", id="rate-toggle", tooltip="It shows what is marked, or not"),
        Binding("left", "screen.level_by(-1)", "Level", id="rate-lower", key_display="←→", tooltip="A level lower"),
        Binding("right", "screen.level_by(1)", "Higher", id="rate-higher", show=False, tooltip="A level higher"),
        Binding("pageup", "screen.read(-1)", "Read back", id="rate-up", show=False, tooltip="Read back"),
        Binding("pagedown", "screen.read(1)", "Read on", id="rate-down", show=False, tooltip="Read on"),
    ]


class Behaviour(Option):
    """A behaviour that the response of this number may show: keys may have gone on before its message comes."""

    def __init__(self, words: Content, name: str, number: int) -> None:
        super().__init__(words, id=name)
        self.number = number


class RateScreen(Screen[bool]):
    """Fills the draft and gives True once every response has its level, False where the rater left before that."""

    CSS_PATH = "rate.tcss"
    ABOUT = (
        "Give the response at the end of the conversation its level, and mark what it shows. Below the list stands "
        "what the codebook means by the marked line. Go by what the words do to this patient. Nobody is timed. "
        "Leave when you like, or close the app: what you said is kept on this computer until you take it up again."
    )
    AUTO_FOCUS = "#behaviours"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(str(level), f"level({level})", name, id=f"rate-level-{level}", show=False, tooltip=f"Level {level}")
            for level, name in enumerate(LEVEL_NAMES)
        ),
        Binding("e", "mark", "Words", id="rate-mark", tooltip="Mark the words that carry this behaviour"),
        Binding("ctrl+s,f5", "go_on", "Next", id="rate-next", tooltip="To the next response, or on to the whole"),
        Binding("b", "go_back", "Before", id="rate-before", tooltip="To the response before"),
        Binding("escape", "leave", "Leave", id="rate-leave", tooltip="Leave it; what you said so far stays"),
    ]
    behaviours = getters.query_one("#behaviours", Behaviours)
    conversation = getters.query_one("#conversation", VerticalScroll)

    def __init__(self, draft: RatingDraft, keep: Callable[[], None]) -> None:
        """`keep` is called whenever the draft has changed."""
        super().__init__()
        self._draft = draft
        self._keep = keep
        self._groups = by_kind(draft.item.behaviours)

    def compose(self) -> ComposeResult:
        with Container(id="rate"):
            yield VerticalScroll(id="conversation", can_focus=False)
            with Vertical(id="rating"):
                yield Words(id="level")
                yield Behaviours(id="behaviours", markup=False)
                yield Words(id="meaning")
        yield KeyLine()

    async def on_mount(self) -> None:
        await self._show()

    async def _show(self) -> None:
        """The response that is being rated, and what was said of it so far."""
        await self.conversation.remove_children()
        await self.conversation.mount_all(self._turns())
        self.call_after_refresh(self.conversation.scroll_end, animate=False)
        self._show_level()
        self._show_behaviours()
        self.behaviours.action_first()
        self.call_after_refresh(self.behaviours.scroll_home, animate=False)
        self.behaviours.focus()
        self.refresh_bindings()

    def _turns(self) -> list[Words]:
        """The background, and the conversation up to the response: what came after it is not shown."""
        item, draft = self._draft.item, self._draft
        patient = item.scenario.patient
        asked = item.asked[draft.at]
        parts = [Words(plain(f"{patient.name}, {patient.age}. {patient.background}", "$quiet"), classes="paragraph")]
        for turn in item.turns:
            heard = Content.assemble(plain(patient.name, "bold"), "\n", plain(turn.heard))
            parts.append(Words(heard, classes="paragraph"))
            if turn is asked:
                break
            said = SILENCE if turn.said is None else turn.said
            again = ", trying again" if turn.again else ""
            parts.append(Words(plain(f"They said{again}: {said}", "$quiet"), classes="paragraph"))
        title = f"They said (response {draft.at + 1} of {len(item.asked)})"
        return [*parts, Words(plain(title, "bold $primary")), Marking(asked.said or "")]

    def _show_level(self) -> None:
        level = self._draft.level
        steps = [
            (f"[{step}]", "bold reverse") if step == level else (f" {step} ", "") for step in range(len(LEVEL_NAMES))
        ]
        name = "" if level is None else LEVEL_NAMES[level]
        self.query_one("#level", Words).show(Content.assemble(("Level ", "bold"), *steps, "  ", (name, "$quiet")))

    def _show_behaviours(self) -> None:
        marked = self.behaviours.highlighted
        self.behaviours.clear_options()
        for kind, group in self._groups:
            self.behaviours.add_option(Option(plain(kind.capitalize(), "$quiet"), disabled=True))
            here = [Behaviour(self._behaviour(one.id), one.id, self._draft.number) for one in group]
            self.behaviours.add_options(here)
        self.behaviours.highlighted = marked

    @on(OptionList.OptionHighlighted)
    def _show_meaning(self, event: OptionList.OptionHighlighted) -> None:
        """What the marked behaviour is, as the codebook says it, with one example."""
        event.stop()
        marked = self._draft.item.behaviours[event.option.id or ""]
        example = plain(f" Counts: {marked.counts[0].strip()}", "$quiet")
        self.query_one("#meaning", Words).show(Content.assemble(plain(marked.definition.strip()), example))

    def _behaviour(self, name: str) -> Content:
        words = self._draft.quoted(name)
        title = plain(self._draft.item.behaviours[name].title)
        if words is None:
            return Content.assemble("( ) ", title)
        quoted = plain(f"  “{words}”", "italic") if words else Content()
        return Content.assemble("(●) ", title.stylize("bold"), quoted)

    @on(OptionList.OptionSelected)
    def _toggle(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        assert isinstance(event.option, Behaviour)
        self._draft.toggle(event.option.id or "", event.option.number)
        self._keep()
        self._show_behaviours()

    def action_level(self, level: int) -> None:
        self._draft.set_level(level)
        self._keep()
        self._show_level()

    def action_level_by(self, by: int) -> None:
        level = self._draft.level
        self.action_level(3 if level is None else min(len(LEVEL_NAMES) - 1, max(0, level + by)))

    def action_mark(self) -> None:
        self.set_focus(self.query_one(Marking))

    @on(Marking.Marked)
    def _marked(self, event: Marking.Marked) -> None:
        marked = self.behaviours.highlighted_option
        if event.words and marked is not None:
            self._draft.mark(marked.id or "", event.words)
            self._keep()
        self._show_behaviours()
        self.set_focus(self.behaviours)

    def action_read(self, by: int) -> None:
        self.conversation.scroll_relative(y=by * max(1, self.conversation.size.height - 2), animate=False)

    async def action_go_on(self) -> None:
        if self._draft.level is None:
            self.notify(LEVEL_WANTED, markup=False)
        elif self._draft.last:
            self.dismiss(True)
        else:
            self._draft.at += 1
            self._keep()
            await self._show()

    async def action_go_back(self) -> None:
        self._draft.at -= 1
        self._keep()
        await self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        if action == "mark":
            return not (self.is_mounted and isinstance(self.focused, Marking))
        return self._draft.at > 0 if action == "go_back" else True

    def action_leave(self) -> None:
        self.dismiss(False)
