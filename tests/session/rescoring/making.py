"""Attempts at the small scenario, and what may be applied to them: another rubric, scenario or reader."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.session.small import RUBRIC, SCENARIO, WordReader, library, write_library
from trainer.records.attempts import Content
from trainer.records.rescored import Change, NewRescoring
from trainer.records.store import Store, open_store
from trainer.scoring.reading import Context, Finding, Reading
from trainer.session.rescoring.running import Means
from trainer.session.session import Session

AGREEMENT = {"names-feeling": 0.8, "argues": 0.7}
STRICTER = RUBRIC.replace("cuts: [0.2, 0.5, 0.9]", "cuts: [0.5, 0.8, 1.0]")
GENTLER = RUBRIC.replace("mastery: 0.6", "mastery: 0.3")
CALLS_LESS = SCENARIO.replace(
    "    says: I feel let down.\n    calls_for: [names-feeling]", "    says: I feel let down."
)
OTHER_PAST = SCENARIO.replace("Nine months of stimulation.", "Nine months of waiting.")
WITHOUT_OPENS_UP = SCENARIO.replace("opens-up", "opens-later")
HALF = ("You feel ashamed.", "Go on.", "You feel ashamed.")
"""Named once of two: the second answer at `opens-up` came too late."""
WELL = ("You feel ashamed.", "You feel ashamed of it, I think.")
BADLY = ("You are wrong.",)


def content(text: str) -> Content:
    kind = "rubric" if "criteria:" in text else "scenario"
    return Content(hashlib.sha256(text.encode()).hexdigest(), kind, text)  # type: ignore[arg-type]  # one of the two


def of_kind(kind: str, made: Sequence[Content]) -> Content | None:
    return next((one for one in made if one.kind == kind), None)


def applying(*texts: str, reader: str | None = None, afresh: bool = False, reason: str = "mended") -> NewRescoring:
    """A re-scoring by these scenarios and rubrics."""
    made = [content(text) for text in texts]
    scenarios = {"small-talk": one.digest} if (one := of_kind("scenario", made)) else {}
    rubrics = {"small-rubric": one.digest} if (one := of_kind("rubric", made)) else {}
    return NewRescoring(Change(scenarios, rubrics, None, reader, afresh), reason, None, tuple(made))


@dataclass
class Clock:
    """Gains a second each time it is looked at."""

    now: datetime = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


_later = Clock(datetime(2026, 4, 1, tzinfo=UTC))
"""Re-scorings follow each other."""


class LaterReader(WordReader):
    """Another version, which finds the feeling in "let down" too, and hears more where the past was waiting."""

    version = "words-2"

    def read(self, response: str, context: Context) -> Reading:
        reading = super().read(response, context)
        named = "let down" in response or ("waiting" in context.background and "Go on" in response)
        findings = dict(reading.findings) | ({"names-feeling": Finding(0.9, "present", ((0, 2),))} if named else {})
        return replace(reading, findings=findings, scorer=self.version)


def play(
    address: str | Path, folder: Path, answers: Sequence[str], trainee: str = "Ada", clock: Clock | None = None
) -> str:
    """Play an attempt to its end; gives its id."""
    shelf = folder / "library"
    if not shelf.exists():
        write_library(shelf)
    timer = clock or Clock()
    with closing(
        Session(library(shelf), open_store(address), WordReader, timer, trainee, lambda: AGREEMENT)
    ) as session:
        run = session.start("small-talk", "assessment", 1)
        for answer in answers:
            run.respond(answer)
        assert run.ended
        return run.attempt_id


def means(
    store: Store,
    address: str | Path,
    load: Callable[[], WordReader] = LaterReader,
    agreement: Mapping[str, float] = AGREEMENT,
    workers: int = 1,
) -> Means:
    return Means(store, str(address), load, agreement, _later, workers)
