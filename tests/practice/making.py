"""A small library of single-moment scenarios, a reader that goes by words, a clock that is set, and responses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from trainer.library.catalogue import Library, load_library
from trainer.library.scenario import Moment
from trainer.practice.rules import DEFAULT_RULES, Rules
from trainer.practice.tries import Strand, Try
from trainer.records.store import open_store
from trainer.scoring.exchange import SILENCE, Response
from trainer.scoring.reading import Context, Finding, Reading
from trainer.session.session import Session

BEGUN = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
SCENARIO = """
id: {id}
version: 1
title: Visit {id}
summary: Tomas has waited nine months.
difficulty: {difficulty}
minutes: 5
content_note: Hopelessness.
rubric: small-rubric
role: You are the trainee.
goals: [Name the feeling]
patient: {{name: Tomas, age: 52, background: Nine months., starts: {{trust: 4, distress: 7}}}}
opening: arrival
moments:
  arrival:
    says: Same as last time.
    calls_for: [names-feeling, asks-safety]
    traps: [argues]
    {parallel}
    reactions:
      - {{when: {{shows_any: [argues]}}, says: Fine., trust: -2, then: left}}
      - {{when: {{shows_any: [names-feeling]}}, says: Yes., trust: 2, then: heard}}
      - {{says: (Nothing.), then: heard}}
    replies:
      - {{text: You feel ashamed., style: plain, level: 4, shows: [names-feeling]}}
      - {{text: "Ashamed, I would say.", style: warm, level: 5, shows: [names-feeling]}}
endings:
  heard: {{kind: good, says: He stays.}}
  left: {{kind: rupture, says: He leaves.}}
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
"""
BEHAVIOUR = """
id: {id}
title: Title of {id}
kind: {kind}
definition: The response does it.
counts: ["{word}"]
does_not_count: [asking]
feedback: {{landed: That landed., hurt: That hurt., try: Try {id}., ask: Did you?}}
examples:
  - {{patient: "Same.", response: "You sound {word}.", evidence: "{word}"}}
  - {{patient: "Again.", response: "So {word}.", evidence: "{word}"}}
near_misses:
  - {{patient: "Same.", response: "Are you {word}?", why: it asks}}
  - {{patient: "Else.", response: "Well."}}
"""
WORDS = {
    "names-feeling": ("validating", "ashamed"),
    "argues": ("invalidating", "wrong"),
    "asks-safety": ("validating", "die"),
}
PLAIN, LABELLED = 6, 3
"""How many scenarios without and with a parallel label the library has."""


class WordReader:
    """Finds a behaviour in its word; `perhaps` makes it unsure, `deeply` raises the level, `broken` cannot be read."""

    version = "words-2"

    def read(self, response: str, context: Context) -> Reading:  # noqa: ARG002
        if "broken" in response:
            raise OSError("no weights")
        findings = {name: _found(response, word) for name, (_, word) in WORDS.items()}
        kind, unkind = findings["names-feeling"].verdict == "present", findings["argues"].verdict == "present"
        level = 1.0 if unkind else 5.0 if kind and "deeply" in response else 4.0 if kind else 2.0
        return Reading(level, (max(0.0, level - 1), min(6.0, level + 1)), findings, self.version)


def _found(response: str, word: str) -> Finding:
    at = response.find(word)
    if at < 0:
        return Finding(0.02, "absent")
    unsure = "perhaps" in response
    return Finding(0.6 if unsure else 0.97, "unsure" if unsure else "present", ((at, at + len(word)),))


class Clock:
    """A clock that is set, and gains a second each time it is looked at."""

    def __init__(self) -> None:
        self._now = BEGUN

    def set_day(self, day: int) -> None:
        self._now = max(self._now, BEGUN + timedelta(days=day))

    def __call__(self) -> datetime:
        self._now += timedelta(seconds=1)
        return self._now


def write_library(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(PLAIN + LABELLED):
        name = f"visit-{number}"
        label = "parallel: feeling-named" if number >= PLAIN else ""
        difficulty = 1 if number < PLAIN else 2
        (folder / f"{name}.yaml").write_text(SCENARIO.format(id=name, parallel=label, difficulty=difficulty))
    (folder / "rubric.yaml").write_text(RUBRIC)
    for name, (kind, word) in WORDS.items():
        (folder / f"{name}.yaml").write_text(BEHAVIOUR.format(id=name, kind=kind, word=word))
    return folder


@cache
def library() -> Library:
    """The library, read once."""
    with TemporaryDirectory() as folder:
        read = load_library([write_library(Path(folder))])
    assert [problem.message for problem in read.problems] == []
    return read


def open_session(
    folder: Path, clock: Callable[[], datetime], trainee: str = "Ada", rules: Rules = DEFAULT_RULES
) -> Session:
    """A session on `folder`; records are made if they are missing."""
    store = open_store(folder / "records.sqlite3", patience=0.05)
    return Session(library(), store, WordReader, clock, trainee, lambda: {"names-feeling": 0.8}, rules)


_NOUNS = (
    *("garden", "bicycle", "thunder", "kitchen", "window", "lantern", "harvest", "marble", "pigeon", "orchard"),
    *("saddle", "timber", "violin", "walnut", "compass", "feather", "glacier", "hammer", "island", "jacket"),
    *("kettle", "ladder", "meadow", "needle"),
)


def kind(number: int) -> str:
    """A response that names the feeling, in a shape of its own for every number below 20."""
    chosen = [_NOUNS[(number * step + step) % len(_NOUNS)] for step in (1, 5, 7)]
    return f"{chosen[0].title()} {chosen[1]} ashamed {chosen[2]} {_NOUNS[number]}."


def off(number: int) -> str:
    """A response that shows nothing."""
    return f"{_NOUNS[number].title()} then {_NOUNS[-number - 1]}."


def body(calls_for: str = "names-feeling", traps: str = "argues", silence: str = "neutral") -> Moment:
    return Moment.model_validate(
        {
            "says": "Same.",
            "calls_for": (calls_for,),
            "traps": (traps,),
            "silence": silence,
            "reactions": ({"says": "Hm.", "then": "heard"},),
        }
    )


def tried(
    text: str | None,
    at: int = 0,
    strand: Strand = "drill",
    *,
    try_number: int = 1,
    moment: Moment | None = None,
    place: str = "arrival",
    drilled: str | None = None,
) -> Try:
    """A try on day `at`, read by words; in a drill it is about `names-feeling` unless told otherwise."""
    about = drilled or ("names-feeling" if strand in ("drill", "probe") else None)
    return Try(
        at=BEGUN + timedelta(days=at),
        strand=strand,
        source=f"{strand}-{at}",
        scenario="visit-0",
        moment=place,
        body=moment or body(),
        try_number=try_number,
        heard="Same.",
        response=SILENCE if text is None else Response(text),
        reading=None if text is None else WordReader().read(text, Context("Same.")),
        drilled=about,
    )
