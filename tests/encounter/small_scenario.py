"""A small scenario for tests, and readings made by hand."""

from __future__ import annotations

from typing import Any

from trainer.encounter.encounter import Encounter
from trainer.library.scenario import Scenario
from trainer.scoring.exchange import Response
from trainer.scoring.reading import Finding, Reading, Verdict


def reading(
    level: float,
    *present: str,
    interval: tuple[float, float] | None = None,
    unsure: dict[str, float] | None = None,
) -> Reading:
    """A reading with these behaviours present at p = .9, and unsure ones at the given p."""
    findings = {behaviour: Finding(0.9, "present") for behaviour in present}
    findings |= {behaviour: Finding(p, "unsure") for behaviour, p in (unsure or {}).items()}
    return Reading(level, interval or (level, level), findings, "hand")


def found(p: float, verdict: Verdict) -> Finding:
    return Finding(p, verdict)


def reply(text: str, level: int, *shows: str) -> dict[str, Any]:
    return {"text": text, "style": "plain", "level": level, "shows": shows}


def moment(says: Any = "Well?", *reactions: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"says": says, "reactions": reactions, **more}


def goes(then: str, says: Any = "Hm.", trust: int = 0, distress: int = 0, **when: Any) -> dict[str, Any]:
    """A reaction; without keywords it always holds."""
    made: dict[str, Any] = {"says": says, "trust": trust, "distress": distress, "then": then}
    return made | ({"when": when} if when else {})


def scenario(moments: dict[str, Any], opening: str | None = None, **patient: Any) -> Scenario:
    return Scenario.model_validate(
        {
            "id": "small",
            "version": 1,
            "title": "Small",
            "summary": "A test.",
            "difficulty": 1,
            "minutes": 5,
            "content_note": "None.",
            "rubric": "small",
            "role": "You are the trainee.",
            "goals": ("Listen.",),
            "patient": {"name": "Ada", "age": 40, "background": "Nothing helped.", **patient},
            "opening": opening or next(iter(moments)),
            "moments": moments,
            "endings": {
                "heard": {"kind": "good", "says": "Thank you."},
                "halfway": {"kind": "mixed", "says": "Well."},
                "gone": {"kind": "rupture", "says": "Goodbye."},
            },
        }
    )


def walk() -> Scenario:
    """Three moments with a loop, a risk cue and what follows a 'yes', and replies of all sorts."""
    return scenario(
        {
            "arrival": moment(
                "Nothing. {% if tries > 1 %}Again.{% endif %}",
                goes("cue", ("You see it.", "Yes."), 2, -1, level_at_least=4),
                goes("gone", "Fine.", -3, 2, shows_any=("blames", "minimises")),
                goes("gone", "I am going.", -1, 1, tries_at_least=3),
                goes("arrival", "(He looks at the floor.)", 0, 1),
                calls_for=("names-feeling",),
                silence="helps",
                replies=(
                    reply("You sound worn out by it.", 5, "names-feeling", "reflects-meaning"),
                    reply("Did you take the tablets?", 2, "asks-closed"),
                    reply("You could have tried harder.", 0, "blames"),
                ),
            ),
            "cue": moment(
                ("They would be better off.", "It would be easier without me."),
                goes("yes", "Yes. Some nights.", 1, 0, shows_any=("asks-safety",)),
                goes("heard", "You are kind.", 2, -2, level_at_least=3),
                goes("halfway", "Never mind.", 0, 0),
                risk="clear",
                replies=(
                    reply("Are you thinking of ending your life?", 4, "asks-safety"),
                    reply("That is so sad to hear.", 3, "acknowledges-difficulty"),
                    reply("Surely not.", 1, "argues"),
                ),
            ),
            "yes": moment(
                "You won't ring anyone? ({{ trust }})",
                goes("heard", "All right.", 1, -2, level_at_least=4),
                goes("halfway", "Hm.", -1, 1, visited=("cue",)),
                goes("gone"),
                risk="disclosed",
                replies=(
                    reply(
                        "Thank you. How near is it? We could ring her together.", 6, "asks-safety", "shares-next-step"
                    ),
                    reply("Let us look at your tablets.", 1, "shuts-down"),
                ),
            ),
        },
        starts={"trust": 4, "distress": 7},
    )


def say(encounter: Encounter, text: str, read: Reading) -> Encounter:
    return encounter.respond(Response(text), read)
