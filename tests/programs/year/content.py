"""What is practised in the year: two short scenarios, a rubric and its successor, and a reader that goes by words.

Three moments follow each other whatever is said; unkindness at the last one ends in a rupture. So what an attempt is
worth can be counted by hand from what was said.
"""

from __future__ import annotations

from pathlib import Path

from tests.programs.year.plan import Said, secret
from trainer.library.catalogue import Library, load_library
from trainer.scoring.reading import Context, Finding, Reading

AGREEMENT = {"names-feeling": 0.8, "asks-open": 0.8, "argues": 0.8}
FEELING, ASKING, UNKIND = "ashamed", "like?", "wrong"
"""The words by which a supervisor knows what was said."""
_BY_MOMENT: tuple[dict[Said, str], ...] = (
    {
        "feeling": "You feel ashamed.",
        "asking": "What was it like?",
        "unkind": "You are wrong.",
        "pity": "What a pity.",
    },
    {
        "feeling": "Nine months, and it leaves people ashamed before their own family.",
        "asking": "What are the nights like?",
        "unkind": "No, that is wrong, and you know it is.",
        "pity": "What bad luck that is.",
    },
    {
        "feeling": "I can see how deeply ashamed all of this waiting makes you.",
        "asking": "What would a better week look like?",
        "unkind": "Everybody else says you have it wrong there.",
        "pity": "What a long time.",
    },
)
_TAILS = ("So says a {}.", "Here sits a {} with some time.", "I remain, for today, a {} and your doctor.")
"""The same words again would earn nothing."""


def words(who: str, said: frozenset[Said], moment: int) -> str:
    """What somebody says at a moment, with what gives them away in it. Pity is no question; the reader takes it for
    one."""
    parts = [words for one, words in _BY_MOMENT[moment].items() if one in said]
    return " ".join([*(parts or ["Hm."]), _TAILS[moment].format(secret(who))])


_SCENARIO = """
id: {id}
version: 1
title: {title}
summary: Tomas has waited nine months.
difficulty: 1
minutes: 5
content_note: Hopelessness.
rubric: stay-close
role: You are the trainee.
goals: [Name the feeling]
patient: {{name: Tomas, age: 52, background: Nine months of stimulation., starts: {{trust: 5, distress: 6}}}}
opening: arrival
moments:
  arrival:
    says: Same as last time.
    feels: [ashamed]
    calls_for: [names-feeling, asks-open]
    parallel: same-again
    reactions:
      - {{when: {{shows_any: [argues]}}, says: Fine., trust: -2, then: middle}}
      - {{says: Yes., then: middle}}
  middle:
    says: I feel let down.
    calls_for: [names-feeling, asks-open]
    parallel: let-down
    reactions:
      - {{when: {{shows_any: [argues]}}, says: Fine., trust: -2, then: last}}
      - {{says: Hm., then: last}}
  last:
    says: And now?
    calls_for: [names-feeling, asks-open]
    parallel: and-now
    reactions:
      - {{when: {{shows_any: [argues]}}, says: Leave it., trust: -2, then: gone-quiet}}
      - {{says: Thanks., then: heard}}
endings:
  heard: {{kind: good, says: He nods.}}
  gone-quiet: {{kind: rupture, says: He leaves.}}
"""
_RUBRIC = """
id: stay-close
version: {version}
title: Staying close
summary: What counts here.
sources: [{{key: own-reading, cite: The trainer's own.}}]
mastery: 0.6
advisory_below: 0.4
criteria:
  - id: feeling-named
    title: Names the feeling
    principle: {{source: own-reading, says: Name it., standing: own}}
    descriptors: {{0: never, 1: once, 2: twice, 3: each time}}
    measure: {{shows: [names-feeling], cuts: [0.3, 0.6, 0.9]}}
    weight: {feeling}
    practise: Name one feeling.
    feedback: {{0: Not named., 3: Named.}}
  - id: stays-calm
    title: Does not argue
    principle: {{source: own-reading, says: Do not argue., standing: own}}
    descriptors: {{0: always, 1: twice, 2: once, 3: never}}
    measure: {{avoids: [argues], cuts: [2, 1, 0], direction: down}}
    weight: 1
    practise: Leave the but out.
    feedback: {{0: Argued., 3: Stayed.}}
  - id: asks
    title: Asks
    principle: {{source: own-reading, says: Ask., standing: own}}
    descriptors: {{0: never, 1: once, 2: twice, 3: each time}}
    measure: {{shows: [asks-open], cuts: [0.3, 0.6, 0.9]}}
    weight: 1
    practise: Ask one thing.
    feedback: {{0: Not asked., 3: Asked.}}
gates:
  - id: no-harm
    title: Left no harm standing
    measure: no-harm-left
    says: Harm is mended.
    feedback: {{held: Nothing was left., missed: Something hurt., undecided: Read it again.}}
"""
RUBRIC = _RUBRIC.format(version=1, feeling=2)
LATER_RUBRIC = _RUBRIC.format(version=2, feeling=4)
"""The feeling weighs twice as much."""
_BEHAVIOUR = """
id: {id}
title: {title}
kind: {kind}
definition: The response does it.
counts: ["{words}"]
does_not_count: [saying nothing]
feedback: {{landed: That landed., hurt: That hurt., try: Try it., ask: Did you?}}
examples: [{{patient: "Same.", response: "{words}", evidence: "{words}"}}]
near_misses: [{{patient: "Same.", response: "Well."}}]
"""
_BEHAVIOURS = (
    ("names-feeling", "Names the feeling", "validating", "You feel ashamed."),
    ("asks-open", "Asks", "neutral", "What was it like?"),
    ("argues", "Argues", "invalidating", "You are wrong."),
)


def write_library(folder: Path) -> Path:
    folder.mkdir()
    for name, title in (("month-nine", "Month nine"), ("first-visit", "First visit")):
        (folder / f"{name}.yaml").write_text(_SCENARIO.format(id=name, title=title))
    (folder / "stay-close.yaml").write_text(RUBRIC)
    for behaviour, title, kind, words in _BEHAVIOURS:
        (folder / f"{behaviour}.yaml").write_text(_BEHAVIOUR.format(id=behaviour, title=title, kind=kind, words=words))
    return folder


def year_library(folder: Path) -> Library:
    read = load_library([folder])
    assert [problem.message for problem in read.problems] == []
    return read


class WordReader:
    """Hears a feeling in "ashamed", an argument in "wrong", and a question in every "What"."""

    version = "words-1"

    def read(self, response: str, context: Context) -> Reading:  # noqa: ARG002
        feeling, asked, wrong = (_found(response, word) for word in ("ashamed", "What", "wrong"))
        level = 1.0 if wrong.evidence else 5.0 if feeling.evidence else 3.0 if asked.evidence else 2.0
        findings = {"names-feeling": feeling, "asks-open": asked, "argues": wrong}
        return Reading(level, (level - 0.2, level + 0.2), findings, self.version)


def _found(response: str, word: str) -> Finding:
    at = response.find(word)
    return Finding(0.02, "absent") if at < 0 else Finding(0.97, "present", ((at, at + len(word)),))
