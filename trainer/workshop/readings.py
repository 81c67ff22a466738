"""A scenario's replies as a reader reads them, against their labels. Where the two disagree, either may be right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from trainer.library.document import Document, Path
from trainer.library.scenario import Reply, Scenario
from trainer.library.text import shown
from trainer.problems import Problem, in_order
from trainer.scoring.reading import Reader, Reading
from trainer.workshop.craft.fault import Fault, placed
from trainer.workshop.preview.playing import begin_preview

NEAR = 1.0
"""A level read within this of its label is taken as read."""
_REMEDY = "Read the reply again and mend the label where it is wrong; the reading may be."

Said = tuple[str, int, Reply]
"""A moment, the number of one of its replies, and the reply."""
Watch = Callable[[list[Said]], Iterable[Said]]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far labels and readings agree in one scenario.

    `behaviours` are those that a reply is labelled with or clearly shows, summed over the replies; of these, `agreed`
    are labelled and found at least possible. Behaviours that the reader does not know are in neither.
    """

    scenario: str
    file: str
    replies: int = 0
    level_within_one: int = 0
    behaviours: int = 0
    behaviours_agreed: int = 0


@dataclass(frozen=True, slots=True)
class Compared:
    """What came of reading a scenario's replies."""

    agreement: Agreement
    problems: tuple[Problem, ...]


def compare(scenario: Scenario, document: Document, reader: Reader, watch: Watch = iter) -> Compared:
    """Read each reply in its moment: with the background and the patient's words, as if nothing had been said before.

    `watch` passes the replies on, and may tell how far it has come.
    """
    contexts = {moment: begin_preview(scenario, moment=moment).now.context() for moment in scenario.moments}
    said = [(name, at, reply) for name, moment in scenario.moments.items() for at, reply in enumerate(moment.replies)]
    near = named = agreed = 0
    faults: list[Fault] = []
    for moment, at, reply in watch(said):
        reading = reader.read(reply.text, contexts[moment])
        missed, unlabelled = _missed(reply, reading), _unlabelled(reply, reading)
        labelled = [behaviour for behaviour in reply.shows if behaviour in reading.findings]
        near += abs(reading.level - reply.level) <= NEAR
        named += len(labelled) + len(unlabelled)
        agreed += len(labelled) - len(missed)
        faults += _faults(("moments", moment, "replies", at), reply, reading, missed, unlabelled)
    agreement = Agreement(scenario.id, document.file, len(said), near, named, agreed)
    return Compared(agreement, tuple(in_order(placed(fault, document) for fault in faults)))


def _missed(reply: Reply, reading: Reading) -> list[str]:
    """Labelled behaviours of which the reader finds nothing; what it does not know is left out."""
    known = (behaviour for behaviour in reply.shows if behaviour in reading.findings)
    return [behaviour for behaviour in known if reading.finding(behaviour).verdict == "absent"]


def _unlabelled(reply: Reply, reading: Reading) -> list[str]:
    return [
        behaviour for behaviour in reading.findings if reading.is_present(behaviour) and behaviour not in reply.shows
    ]


def _faults(path: Path, reply: Reply, reading: Reading, missed: list[str], unlabelled: list[str]) -> Iterator[Fault]:
    """L001 to L003: one of each for a reply."""
    words, (low, high) = f"“{shown(reply.text, 40)}”", reading.interval
    shows: Path = (*path, "shows") if "shows" in reply.model_fields_set else path
    if abs(reading.level - reply.level) > NEAR and not low <= reply.level <= high:
        message = f"{words} is labelled level {reply.level} and read as {reading.level:.1f} ({low:.1f} to {high:.1f})"
        yield Fault("L001", (*path, "level"), message, _REMEDY)
    if missed:
        message = f"{words} is labelled {', '.join(missed)}, and nothing of it is read"
        yield Fault("L002", shows, message, _REMEDY)
    if unlabelled:
        message = f"{words} is read as {', '.join(unlabelled)}, which the label lacks"
        yield Fault("L003", shows, message, _REMEDY)
