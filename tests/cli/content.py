"""A small library on disk: one scenario, one rubric, the behaviours they name."""

from __future__ import annotations

from pathlib import Path

SCENARIO = """\
id: rainy-day
version: 1
title: A rainy day
summary: Ana has tried three tablets.
difficulty: 1
minutes: 5
content_note: Hopelessness.
rubric: small
role: You are her doctor.
goals: [Hear her]
patient:
  name: Ana
  age: 40
  background: Ana is a baker.
  starts: {trust: 4, distress: 6}
  asked_safety: No. I am tired, that is all.
opening: start
moments:
  start:
    says: [Three tablets and nothing., Nothing helped. Three times.]
    feels: [tired]
    silence: helps
    calls_for: [names-feeling]
    reactions:
      - when: {shows_any: [minimises]}
        says: Fine.
        distress: +2
        then: left
      - when: {level_at_least: 4}
        says: "Yes. That is it."
        trust: +1
        then: more
      - says: (She looks away.)
        then: more
    replies:
      - {text: You sound worn out., style: plain, level: 4, shows: [names-feeling]}
      - {text: That is a lot of tablets., style: polite, level: 3}
      - {text: At least you tried., style: cheerful, level: 1, shows: [minimises]}
  more:
    says: I bake at four and nobody comes.
    calls_for: [names-feeling]
    reactions:
      - when: {level_at_least: 4}
        says: You see it.
        trust: +1
        then: heard
      - says: Hm.
        then: halfway
    replies:
      - {text: You must be worn out., style: warm, level: 5, shows: [names-feeling]}
      - {text: That is early., style: polite, level: 3}
      - {text: What do you bake?, style: formal, level: 2}
endings:
  heard: {kind: good, says: She stays a while.}
  halfway: {kind: mixed, says: She goes home.}
  left: {kind: rupture, says: She has gone.}
"""
RUBRIC = """\
id: small
version: 1
title: Small
summary: What counts here.
sources: [{key: someone, cite: Someone}]
mastery: 0.8
advisory_below: 0.4
criteria:
  - id: feeling
    title: Names the feeling
    principle: {source: someone, says: Name it., standing: adapted}
    descriptors: {0: Never named., 1: Named once., 2: Named often., 3: Always named.}
    measure: {shows: [names-feeling], cuts: [0.2, 0.5, 0.9]}
    practise: Find one word for the feeling.
    feedback: {0: "Try one word.", 3: "You named it."}
gates:
  - id: no-harm
    title: Left no harm standing
    measure: no-harm-left
    says: Harm is mended.
    feedback: {held: Nothing was left., missed: Something hurt., undecided: Read it again.}
"""
KINDS = {
    "names-feeling": "validating",
    "asks-safety": "validating",
    "minimises": "invalidating",
    "gives-information": "neutral",
}
BEHAVIOUR = """\
id: {id}
title: "Title of {id}"
kind: {kind}
definition: Definition of {id}.
counts: [This]
does_not_count: [That]
feedback: {{landed: It landed., hurt: It hurt., try: Try {id}., ask: "Did you mean {id}?"}}
examples:
  - {{patient: Hm., response: Yes., evidence: "Yes."}}
  - {{patient: Ah., response: Quite., evidence: "Quite."}}
near_misses: [{{patient: Hm., response: No.}}, {{patient: Oh., response: Never.}}]
"""


def write_library(folder: Path) -> Path:
    """Write the library below `folder`, which is returned."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "rainy-day.yaml").write_text(SCENARIO, encoding="utf-8")
    (folder / "small.yaml").write_text(RUBRIC, encoding="utf-8")
    for behaviour, kind in KINDS.items():
        (folder / f"{behaviour}.yaml").write_text(BEHAVIOUR.format(id=behaviour, kind=kind), encoding="utf-8")
    return folder
