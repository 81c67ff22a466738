"""A small library, a reader that goes by two words, and a clock that ticks: enough for whole attempts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from trainer.library.catalogue import Library, load_library
from trainer.records.store import open_store
from trainer.scoring.reading import Context, Finding, Reading
from trainer.session.session import Session

SCENARIO = """
id: small-talk
version: 1
title: Small talk
summary: Tomas has waited nine months.
difficulty: 1
minutes: 5
content_note: Hopelessness.
rubric: small-rubric
role: You are the trainee.
goals: [Name the feeling]
patient:
  name: Tomas
  age: 52
  background: Nine months of stimulation.
  starts: {trust: 4, distress: 7}
opening: arrival
moments:
  arrival:
    says: Same as last time.
    feels: [ashamed]
    calls_for: [names-feeling]
    reactions:
      - when: {shows_any: [names-feeling]}
        says: Nobody has said that.
        trust: 2
        then: opens-up
      - when: {shows_any: [argues]}
        says: Fine.
        trust: -2
        then: gone-quiet
      - says: (He looks at the floor.)
        then: arrival
  opens-up:
    says: I feel let down.
    calls_for: [names-feeling]
    silence: helps
    reactions:
      - when: {silent: true}
        says: (He breathes out.)
        then: heard
      - when: {shows_any: [names-feeling]}
        says: Yes.
        trust: 1
        then: heard
      - says: Hm.
        then: opens-up
endings:
  heard: {kind: good, says: Thank you.}
  gone-quiet: {kind: rupture, says: He leaves.}
"""

RUBRIC = """
id: small-rubric
version: 1
title: Small rubric
summary: One criterion.
sources: [{key: own-reading, cite: The trainer's own.}]
mastery: 0.6
advisory_below: 0.4
criteria:
  - id: feeling-named
    title: Names the feeling
    principle: {source: own-reading, says: Name it., standing: own}
    descriptors: {0: never, 1: seldom, 2: often, 3: always}
    measure: {shows: [names-feeling], cuts: [0.2, 0.5, 0.9]}
    practise: Name one feeling.
    feedback: {0: Not named., 3: Named.}
gates: []
"""

BEHAVIOUR = """
id: {id}
title: {title}
kind: {kind}
definition: The response does it.
counts: ["{word}"]
does_not_count: [asking]
feedback: {{landed: That landed., hurt: That hurt., try: Try it., ask: Did you?}}
examples: [{{patient: "Same.", response: "{word}.", evidence: "{word}"}}]
near_misses: [{{patient: "Same.", response: "Well."}}]
"""

KIND, UNKIND = "You feel ashamed.", "You are wrong."


def write_library(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "scenario.yaml").write_text(SCENARIO)
    (folder / "rubric.yaml").write_text(RUBRIC)
    for name, kind, word in (("names-feeling", "validating", "ashamed"), ("argues", "invalidating", "wrong")):
        text = BEHAVIOUR.format(id=name, title=name, kind=kind, word=word)
        (folder / f"{name}.yaml").write_text(text)
    return folder


def library(folder: Path) -> Library:
    read = load_library([folder])
    assert [problem.message for problem in read.problems] == []
    return read


class WordReader:
    """Finds `names-feeling` in "ashamed" and `argues` in "wrong"."""

    version = "words-1"

    def __init__(self) -> None:
        self.read_texts: list[str] = []

    def read(self, response: str, context: Context) -> Reading:
        self.read_texts.append(response)
        kind, unkind = _found(response, "ashamed"), _found(response, "wrong")
        level = 5.0 if kind.evidence else 1.0 if unkind.evidence else 2.0 + 0.001 * len(context.history)
        return Reading(level, (level - 0.5, level + 0.5), {"names-feeling": kind, "argues": unkind}, self.version)


def _found(response: str, word: str) -> Finding:
    at = response.find(word)
    return Finding(0.02, "absent") if at < 0 else Finding(0.97, "present", ((at, at + len(word)),))


def ticking() -> Callable[[], datetime]:
    """A clock that gains a second each time it is looked at."""
    now = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)

    def look() -> datetime:
        nonlocal now
        now += timedelta(seconds=1)
        return now

    return look


def open_session(folder: Path, reader: WordReader | None = None, trainee: str = "Ada") -> Session:
    """A session on `folder`, which holds the library and the records; they are made if they are missing."""
    shelf = folder / "library"
    if not shelf.exists():
        write_library(shelf)
    return Session(
        library(shelf),
        open_store(folder / "records.sqlite3", patience=0.05),
        lambda: reader or WordReader(),
        ticking(),
        trainee,
        lambda: {"names-feeling": 0.8, "argues": 0.7},
    )
