"""A preview: a conversation that an author tries out, step by step, back again, and over on a changed scenario."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from trainer.encounter.encounter import Encounter, begin
from trainer.encounter.reasons import Account, account_of
from trainer.library.scenario import Scenario
from trainer.scoring.exchange import Exchange, Response
from trainer.scoring.kinds import VALIDATING
from trainer.scoring.reading import Context, Reader, Reading

_READINGS_KEPT = 500


class RememberingReader:
    """Reads each response once in each context: a conversation played over after an edit costs nothing new.

    `load_reader` is called once, when the first response is to be read.
    """

    def __init__(self, load_reader: Callable[[], Reader]) -> None:
        self._load_reader = load_reader
        self._loaded: Reader | None = None
        self._kept: dict[tuple[str, Context], Reading] = {}

    @property
    def _reader(self) -> Reader:
        if self._loaded is None:
            self._loaded = self._load_reader()
        return self._loaded

    @property
    def version(self) -> str:
        return self._reader.version

    def read(self, response: str, context: Context) -> Reading:
        key = response, context
        if key not in self._kept:
            if len(self._kept) >= _READINGS_KEPT:
                self._kept.pop(next(iter(self._kept)))
            self._kept[key] = self._reader.read(response, context)
        return self._kept[key]


@dataclass(frozen=True, slots=True)
class Turn:
    """One response with all that came of it."""

    before: Encounter
    account: Account
    after: Encounter

    @property
    def exchange(self) -> Exchange:
        return self.after.exchanges[-1]


@dataclass(frozen=True, slots=True)
class Preview:
    """Where an author stands. Immutable: each step gives the next one.

    `start` is the moment it began at, with trust and distress as the scenario begins.
    """

    scenario: Scenario
    seed: int
    validating: frozenset[str]
    start: str
    first: Encounter
    turns: tuple[Turn, ...] = ()

    @property
    def now(self) -> Encounter:
        return self.turns[-1].after if self.turns else self.first

    def respond(self, response: Response, reader: Reader) -> Preview:
        """Give a response. Raises ValueError once ended."""
        here = self.now
        reading = None if response.text is None else reader.read(response.text, here.context())
        account = account_of(here, response, reading)
        return replace(self, turns=(*self.turns, Turn(here, account, here.respond(response, reading))))

    def back(self) -> Preview:
        """The last response taken back; the same where there is none."""
        return replace(self, turns=self.turns[:-1])

    def at(self, moment: str) -> Preview:
        """Begun anew at another moment. Raises KeyError for one that is not there."""
        return begin_preview(self.scenario, self.seed, self.validating, moment)


@dataclass(frozen=True, slots=True)
class Resumed:
    """A conversation played over on a changed scenario, and what has become of its place."""

    preview: Preview
    left_out: int = 0
    """Responses that found no place any more: the conversation ends before them."""
    start_is_gone: bool = False
    """The moment that it began at is not there any more: it begins at the opening."""


def begin_preview(
    scenario: Scenario, seed: int = 1, validating: frozenset[str] = VALIDATING, moment: str | None = None
) -> Preview:
    """A preview at a moment (None: the opening). Raises KeyError for a moment that is not there."""
    start = scenario.opening if moment is None else moment
    if start not in scenario.moments:
        raise KeyError(start)
    placed = scenario if start == scenario.opening else scenario.model_copy(update={"opening": start})
    return Preview(scenario, seed, validating, start, begin(placed, seed, validating))


def resume(before: Preview, scenario: Scenario, validating: frozenset[str], reader: Reader) -> Resumed:
    """Give the responses of a preview again, to the scenario as it is now; they are read afresh."""
    began_at_opening = before.start == before.scenario.opening
    gone = not began_at_opening and before.start not in scenario.moments
    start = None if began_at_opening or gone else before.start
    preview = begin_preview(scenario, before.seed, validating, start)
    given = responses_of(before)
    for done, response in enumerate(given):
        if preview.now.moment is None:
            return Resumed(preview, len(given) - done, gone)
        preview = preview.respond(response, reader)
    return Resumed(preview, 0, gone)


def responses_of(preview: Preview) -> Sequence[Response]:
    """What has been said so far."""
    return [turn.exchange.response for turn in preview.turns]
