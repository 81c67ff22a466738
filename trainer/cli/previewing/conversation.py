"""A preview as lines: responses and commands in, what came of them out, the file looked at before each line counts."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto

from trainer.cli.plain.talk import Talk
from trainer.cli.previewing.saying import HELP, say_moments, say_place, say_problems, say_replies, say_turn
from trainer.cli.previewing.watching import WatchedFile
from trainer.library.checking import Checked
from trainer.library.nearest import or_nearest
from trainer.library.scenario import Scenario
from trainer.library.text import shown
from trainer.scoring.exchange import SILENCE, Response
from trainer.scoring.kinds import validating_among
from trainer.scoring.reading import Reader
from trainer.workshop.preview.playing import Preview, RememberingReader, resume
from trainer.workshop.preview.telling import resumed_words


class _Go(Enum):
    ON = auto()
    OUT = auto()


def scenario_in(checked: Checked) -> Scenario | None:
    """The scenario of a file that can be used; None for any other file."""
    item = checked.sound[0].item if checked.sound else None
    return item if isinstance(item, Scenario) else None


class PreviewTalk:
    """One preview in lines. `load_reader` is called once, when the first response is to be read."""

    def __init__(self, talk: Talk, file: WatchedFile, preview: Preview, load_reader: Callable[[], Reader]) -> None:
        self._talk = talk
        self._file = file
        self._preview = preview
        self._reader = RememberingReader(load_reader)

    def hold(self) -> None:
        """Go on until /quit or until no more input comes."""
        self._talk.say(f"Preview of {self._preview.scenario.id}: a line is a response, /help says more.")
        self._show_place()
        while (line := self._talk.read()) is not None:
            if self._take(line.strip()) is _Go.OUT:
                break

    def _take(self, line: str) -> _Go:
        if line == "/quit":
            return _Go.OUT
        self._look()
        if not line:
            self._show_place()
        elif line.startswith("/"):
            self._command(line)
        else:
            if not self._talk.by_hand:
                self._talk.speech("You", line)
            self._say(Response(line))
        return _Go.ON

    def _command(self, line: str) -> None:
        name, _, rest = line.partition(" ")
        commands: dict[str, Callable[[str], None]] = {
            "/back": lambda _: self._back(),
            "/from": self._from,
            "/moments": lambda _: say_moments(self._talk, self._preview),
            "/reply": self._reply,
            "/silence": lambda _: self._say(SILENCE),
            "/reload": lambda _: self._reload(),
            "/help": lambda _: self._help(),
        }
        if name in commands:
            commands[name](rest.strip())
        else:
            meant = or_nearest(name, (*commands, "/quit"))
            self._talk.say(f"There is no command '{shown(name)}'{meant}. /help lists them.")

    # What an author can do

    def _say(self, response: Response) -> None:
        if self._preview.now.moment is None:
            self._show_place()
            return
        self._preview = self._preview.respond(response, self._reader)
        say_turn(self._talk, self._preview.turns[-1])
        say_place(self._talk, self._preview.now, whole=False)

    def _back(self) -> None:
        if not self._preview.turns:
            self._talk.say("Nothing has been said yet.")
            return
        self._preview = self._preview.back()
        self._show_place()

    def _from(self, moment: str) -> None:
        start = moment or self._preview.scenario.opening
        moments = self._preview.scenario.moments
        if start not in moments:
            self._talk.say(f"There is no moment '{shown(start)}'{or_nearest(start, moments)}. /moments lists them.")
            return
        self._preview = self._preview.at(start)
        self._show_place()

    def _reply(self, number: str) -> None:
        here = self._preview.now.moment
        if here is None:
            self._show_place()
            return
        replies = self._preview.scenario.moments[here].replies
        if number.isdecimal() and 1 <= int(number) <= len(replies):
            reply = replies[int(number) - 1]
            shows = f", shows {', '.join(reply.shows)}" if reply.shows else ""
            self._talk.say(f"Reply {number}, labelled level {reply.level}{shows}: {reply.text}")
            self._say(Response(reply.text))
        else:
            if number:
                self._talk.say(f"There is no reply '{shown(number)}' here.")
            say_replies(self._talk, self._preview.scenario, here)

    def _reload(self) -> None:
        checked = self._file.look(again=True)
        if checked is not None:
            self._take_up(checked)
        self._show_place()

    def _help(self) -> None:
        for line in HELP:
            self._talk.say(line)

    # The file

    def _look(self) -> None:
        checked = self._file.look()
        if checked is not None:
            self._take_up(checked)

    def _take_up(self, checked: Checked) -> None:
        """Go on with what stands in the file now; with the last good version where that cannot be used."""
        scenario = scenario_in(checked)
        self._talk.gap()
        if scenario is None:
            self._talk.say("The file cannot be used as it stands; this goes on with how it was before:")
            say_problems(self._talk, checked.problems)
            if checked.sound:
                self._talk.item(f"{shown(str(self._file.path), 400)}: it is no scenario any more.")
            return
        resumed = resume(self._preview, scenario, validating_among(checked.behaviours), self._reader)
        self._preview = resumed.preview
        self._talk.say(resumed_words(resumed))

    def _show_place(self) -> None:
        say_place(self._talk, self._preview.now, whole=True)
