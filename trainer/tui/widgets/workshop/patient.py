"""The patient live: a response goes in, and what came of it is told with its reasons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Input

from trainer.library.text import clean, shown
from trainer.tui.desk import Desk, Trouble
from trainer.tui.widgets.words import Words, plain
from trainer.workshop.preview.telling import Tone, standing, told

if TYPE_CHECKING:
    from collections.abc import Callable

    from trainer.session.trial import Trial, Tried
    from trainer.session.workbench import CheckedText
    from trainer.workshop.preview.playing import Preview, Turn

NO_PATIENT = "No patient yet: open a scenario that has no errors."
FIRST_KEYS = "Type what a trainee might say; enter sends it."
_SIGNS: dict[Tone, tuple[str, str]] = {
    "level": ("", "bold"),
    "present": ("• ", "$accent"),
    "unsure": ("? ", "$secondary"),
    "passed": ("− ", "$quiet"),
    "reason": ("", "$quiet"),
    "happened": ("> ", "bold $primary"),
    "state": ("", "bold"),
    "note": ("! ", "$warning"),
}


class TryField(Input):
    """One response; whatever is typed or pasted is cleaned."""

    def validate_value(self, value: str) -> str:
        return " ".join(clean(value).split("\n"))


class LivePatient(Vertical):
    """One trial on the screen. Its steps are made on the desk, for they may read."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+b", "back", "Undo", id="patient-back", tooltip="Take the last response back"),
        Binding("ctrl+g", "silence", "Silence", id="patient-silence", tooltip="Hold the silence"),
        Binding("ctrl+r", "again", "Anew", id="patient-again", tooltip="Begin at the opening"),
        Binding("ctrl+o", "reply", "Reply", id="patient-reply", tooltip="Put the moment's next reply in the field"),
    ]
    talk = getters.query_one("#patient-talk", VerticalScroll)
    field = getters.query_one(TryField)

    @dataclass
    class Moved(Message):
        """The conversation has gone a step, back, elsewhere, or on to a new version."""

        tried: Tried

    @dataclass
    class Hindered(Message):
        """A step could not be done."""

        trouble: Trouble

    def __init__(self, desk: Desk, trial: Trial) -> None:
        super().__init__(id="patient")
        self.border_title = "Patient · F5"
        self._desk = desk
        self._trial = trial
        self._preview: Preview | None = None
        self._parts: list[_Part] = []
        self._next_reply = 0

    def compose(self) -> ComposeResult:
        yield Words(NO_PATIENT, id="patient-place")
        yield VerticalScroll(id="patient-talk")
        yield TryField(placeholder="What would a trainee say?", id="patient-field", disabled=True)

    # What is asked of the trial

    def take_up(self, checked: CheckedText) -> None:
        """Go on with the text as it stands now."""
        self._step(lambda: self._trial.take_up(checked))

    def leave(self) -> None:
        """Another file is opened."""
        self._step(self._trial.leave)

    def begin_at(self, moment: str) -> None:
        """Meet the patient at a moment."""
        self._step(lambda: self._trial.begin_at(moment))

    @work
    async def _step(self, step: Callable[[], Tried]) -> None:
        try:
            self.post_message(self.Moved(await self._desk.do(step)))
        except Trouble as trouble:
            self.post_message(self.Hindered(trouble))

    @on(Moved)
    def _show(self, event: Moved) -> None:
        event.stop()
        preview = event.tried.preview
        if event.tried.notice:
            self.notify(event.tried.notice, markup=False)
        before, self._preview = self._preview, preview
        self.query_one("#patient-place", Words).show(_place(preview, behind=event.tried.behind))
        self.field.disabled = preview is None or preview.now.moment is None
        name = "Patient" if preview is None else shown(preview.scenario.patient.name, 30)
        self.border_title = f"{name} · F5"
        parts = _parts(preview)
        if parts == self._parts:
            return
        self._parts = parts
        if preview is None or before is None or preview.now.moment != before.now.moment:
            self._next_reply = 0
        self.talk.remove_children()
        self.talk.mount_all(Words(_dressed(part), classes=part.classes) for part in parts)
        self.talk.scroll_end(animate=False)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        preview = self._preview
        match action:
            case "back":
                return preview is not None and bool(preview.turns)
            case "silence" | "reply":
                return preview is not None and preview.now.moment is not None
            case "again":
                return preview is not None
            case _:
                return True

    def action_back(self) -> None:
        self._step(self._trial.back)

    def action_again(self) -> None:
        self._step(self._trial.begin_at)

    def action_silence(self) -> None:
        if not self.field.value.strip():
            self._step(lambda: self._trial.respond(None))

    def action_reply(self) -> None:
        """One reply after the other, for an author to try whether each reads as it is labelled."""
        preview = self._preview
        here = preview.now.moment if preview is not None else None
        replies = preview.scenario.moments[here].replies if preview is not None and here is not None else ()
        if replies:
            reply = replies[self._next_reply % len(replies)]
            self._next_reply += 1
            self.field.value = reply.text
            self.field.border_subtitle = f"labelled level {reply.level}, {clean(reply.style)}"
            self.field.focus()

    @on(Input.Submitted)
    def _give(self, event: Input.Submitted) -> None:
        event.stop()
        if event.value.strip():
            self.field.value = ""
            self.field.border_subtitle = ""
            text = event.value
            self._step(lambda: self._trial.respond(text))


def _place(preview: Preview | None, *, behind: bool) -> Content:
    if preview is None:
        return plain(NO_PATIENT, "$quiet")
    here = plain(standing(preview.now), "$quiet")
    if not behind:
        return here
    return Content.assemble(("The text has errors; this is how it was before. ", "bold $warning"), here)


@dataclass(frozen=True, slots=True)
class _Part:
    """Words on the screen: who speaks, or what a line tells of."""

    words: str
    classes: str
    speaker: str = ""
    tone: Tone | None = None


def _parts(preview: Preview | None) -> list[_Part]:
    if preview is None:
        return []
    name = preview.scenario.patient.name
    parts = [_Part(preview.first.says, "patient-words", name)]
    for turn in preview.turns:
        parts += _turn(turn, name, whole=turn is preview.turns[-1])
    return parts if preview.turns else [*parts, _Part(FIRST_KEYS, "told")]


def _turn(turn: Turn, name: str, *, whole: bool) -> list[_Part]:
    """The last turn with all its reasons, an earlier one with what came of it."""
    text = turn.exchange.response.text
    lines = [line for line in told(turn) if whole or line.tone in _IN_SHORT]
    return [
        _Part("(silence)" if text is None else text, "trainee-words", "Trainee"),
        *(_Part(line.words, f"told -{line.tone}", tone=line.tone) for line in lines),
        _Part(turn.exchange.answer, "patient-words -answer", name),
        _Part(turn.after.closing or turn.after.says, "patient-words"),
    ]


def _dressed(part: _Part) -> Content:
    if part.tone is None:
        return (
            Content.assemble(plain(part.speaker, "bold"), "\n", plain(part.words))
            if part.speaker
            else plain(part.words)
        )
    sign, style = _SIGNS[part.tone]
    return Content.assemble((sign, style), plain(part.words, style if part.tone in _WHOLE else ""))


_IN_SHORT = frozenset({"level", "happened", "state"})
_WHOLE = frozenset({"level", "passed", "reason", "happened", "state"})
