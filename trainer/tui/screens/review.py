"""What waits for a supervisor: items to rate, without a word about why they wait."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from trainer.problems import Place
from trainer.tui.around import Around
from trainer.tui.desk import Trouble
from trainer.tui.phrases import coming_day, counted, day
from trainer.tui.rating_draft import RatingDraft, WholeSaid
from trainer.tui.screens.beside import BesideScreen
from trainer.tui.screens.rate import RateScreen
from trainer.tui.screens.whole import WholeScreen
from trainer.tui.widgets.key_line import KeyLine
from trainer.tui.widgets.words import Words, plain

if TYPE_CHECKING:
    from trainer.programs.queue import Waiting
    from trainer.programs.rating import Rating
    from trainer.records.reviewed import Beside
    from trainer.session.reviewing import Reviewer

WHAT_FOLLOWS = (
    "You see what was said, not what was read: that stands beside your rating once it is kept. "
    "That you have read somebody's words is written down."
)
STAYS_BEGUN = "What you have begun to rate is kept on this computer; Reviews takes it up again."
NOTHING_WAITS = "Nothing waits for you to rate it."


class Items(OptionList):
    """What waits, the most pressing first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Rate", id="review-rate", tooltip="Rate what is marked"),
    ]


class ReviewScreen(Screen[None]):
    """Draws itself at once; what waits arrives from the desk. A rating that was begun is taken up again."""

    CSS_PATH = "review.tcss"
    ABOUT = (
        "What trainees have shared waits here to be rated: whole attempts, and single responses. Take the first, or "
        "any other. You rate without what was read; once your rating is kept, both stand side by side, and it stays as "
        "you gave it. Nobody is timed."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Library", id="review-leave", tooltip="Back to the library"),
    ]
    items = getters.query_one("#items", Items)

    @dataclass
    class Found(Message):
        """What waits is known."""

        waiting: Sequence[Waiting]
        why_nothing: str
        begun: Mapping[str, Mapping[str, object]]
        """What was said before of some of it, by item."""

    @dataclass
    class Fetched(Message):
        """An item is there to be rated."""

        draft: RatingDraft

    @dataclass
    class Kept(Message):
        """A rating is on disk."""

        beside: Beside

    @dataclass
    class Hindered(Message):
        """Something could not be read or kept."""

        trouble: Trouble

    def __init__(self, around: Around, reviewer: Callable[[], Reviewer]) -> None:
        """`reviewer` is called on the desk."""
        super().__init__()
        self._around = around
        self._reviewer = reviewer
        self._begun: dict[str, RatingDraft] = {}
        self._waiting: frozenset[str] = frozenset()
        self._said: dict[str, Mapping[str, object]] = {}
        """What was said before this screen was opened, of items that have not been taken up again yet."""

    @property
    def farewell(self) -> str:
        """What to say when this screen, or the app, is left; empty where nothing that waits was begun."""
        begun = (self._begun.keys() | self._said.keys()) & self._waiting
        return STAYS_BEGUN if begun else ""

    def compose(self) -> ComposeResult:
        with Vertical(id="page"):
            yield Words(Content.styled("Reviews", "bold"), id="title")
            yield Words(plain(WHAT_FOLLOWS, "$quiet"), classes="paragraph")
            yield Items(id="items", classes="rows", markup=False)
            yield Words("Looking what waits …", id="state")
        yield KeyLine()

    def on_mount(self) -> None:
        self._look()

    @work(exclusive=True)
    async def _look(self) -> None:
        try:
            self.post_message(await self._around.desk.do(self._what_waits))
        except Trouble as trouble:
            self.post_message(self.Hindered(trouble))

    def _what_waits(self) -> Found:
        """For the desk: what waits, and where nothing does, why."""
        reviewer = self._reviewer()
        waiting = reviewer.waiting()
        return self.Found(waiting, "" if waiting else reviewer.why_nothing_waits(), reviewer.begun(waiting))

    @on(Found)
    def _show(self, event: Found) -> None:
        self._waiting = frozenset(one.item_id for one in event.waiting)
        self._said = {name: said for name, said in event.begun.items() if name not in self._begun}
        self.items.clear_options()
        self.items.add_options([Option(self._row(one), id=one.item_id) for one in event.waiting])
        if event.waiting:
            self.items.highlighted = 0
        self.items.focus()
        many = counted(len(event.waiting), "item", "items")
        self.query_one("#state", Words).show(
            f"{many} to rate." if event.waiting else f"{NOTHING_WAITS} {event.why_nothing}"
        )

    def _row(self, one: Waiting) -> Content:
        """Whether chance or doubt drew it is not said: it would tell how sure the reading is."""
        kind = "A whole attempt" if one.response_id is None else "A single response"
        now = self._around.now()
        facts = [one.scenario]
        facts += [] if one.begun is None else [f"begun {_when(one.begun, now)}"]
        facts += ["contested"] if one.reason == "contest" else []
        facts += [] if one.due is None else [f"due {coming_day(one.due, now)}"]
        yours = ", your rating begun" if one.item_id in self._begun or one.item_id in self._said else ""
        return Content.assemble(plain(f"{kind}{yours}"), "\n", plain(" · ".join(facts), "$quiet"))

    @on(Hindered)
    def _say_trouble(self, event: Hindered) -> None:
        self.query_one("#state", Words).show(f"{event.trouble.message} {event.trouble.remedy}")

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        item_id = event.option.id or ""
        if item_id in self._begun:
            self._go_through(self._begun[item_id])
        else:
            self._fetch(item_id)

    @work(exclusive=True, group="rating")
    async def _fetch(self, item_id: str) -> None:
        try:
            item = await self._around.desk.do(lambda: self._reviewer().item(item_id))
        except Trouble as trouble:
            self.post_message(self.Hindered(trouble))
        else:
            self.post_message(self.Fetched(RatingDraft(item)))

    @on(Fetched)
    def _begin(self, event: Fetched) -> None:
        name = event.draft.item.item_id
        event.draft.take_up(self._said.pop(name, {}))
        self._begun[name] = event.draft
        self._go_through(event.draft)

    def _go_through(self, draft: RatingDraft) -> None:
        """The responses, then the whole, then it is kept; who leaves finds what they said when they come back."""

        def keep() -> None:
            self._keep_begun(draft.item.item_id, draft.said)

        def responses_done(done: bool | None) -> None:
            if not done:
                self._look()
            elif draft.item.whole:
                self.app.push_screen(WholeScreen(draft, keep), whole_done)
            else:
                self._keep(draft.rating())

        def whole_done(said: WholeSaid | None) -> None:
            if said is None:
                self._go_through(draft)
            else:
                self._keep(draft.rating(said))

        self.app.push_screen(RateScreen(draft, keep), responses_done)

    @work(group="begun")
    async def _keep_begun(self, item_id: str, said: Mapping[str, object]) -> None:
        try:
            await self._around.desk.do(lambda: self._reviewer().keep_begun(item_id, said))
        except Trouble as trouble:
            self.notify(f"{trouble.message} {trouble.remedy}", severity="warning", timeout=12, markup=False)

    @work(exclusive=True, group="rating")
    async def _keep(self, rating: Rating) -> None:
        try:
            beside = await self._around.desk.do(lambda: self._kept(rating))
        except Trouble as trouble:
            self.post_message(self.Hindered(trouble))
        else:
            self.post_message(self.Kept(beside))

    @on(Kept)
    def _show_beside(self, event: Kept) -> None:
        self._begun.pop(event.beside.item.item_id, None)

        def back(_: None) -> None:
            self._look()

        self.app.push_screen(BesideScreen(event.beside), back)

    def _kept(self, rating: Rating) -> Beside:
        """Keep it; for the desk. Raises Trouble where it does not fit."""
        reviewer = self._reviewer()
        problems = reviewer.rate(rating, Place("your rating"))
        if problems:
            raise Trouble(f"{problems[0].message}.", problems[0].remedy)
        return reviewer.beside(rating.item)

    def action_leave(self) -> None:
        if self.farewell:
            self.notify(self.farewell, markup=False)
        self.dismiss(None)


def _when(moment: datetime, now: datetime) -> str:
    return f"{day(moment, now)} at {moment.astimezone(now.tzinfo):%H:%M}"
