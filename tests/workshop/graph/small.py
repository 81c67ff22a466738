"""A small scenario with a way through, a way back, a stay and a risk."""

from __future__ import annotations

from trainer.library.scenario import Scenario

REACTIONS: dict[str, list[dict[str, object]]] = {
    "start": [
        {"when": {"level_at_least": 4, "shows_any": ("names-feeling", "makes-sense")}, "then": "deep", "trust": 1},
        {"when": {"level_at_most": 1}, "then": "left", "trust": -2, "distress": 1},
        {"then": "start"},
    ],
    "deep": [
        {"when": {"shows_any": ("asks-safety",)}, "then": "heard"},
        {"when": {"tries_at_least": 2, "visited": ("start",)}, "then": "left"},
        {"then": "start"},
    ],
}


def small_scenario() -> Scenario:
    moments = {
        name: {
            "says": "{% if trust > 5 %}I am {{ patient.name }}.{% endif %} No.",
            "risk": "clear" if name == "deep" else "none",
            "reactions": tuple({"says": "Hm.", **reaction} for reaction in reactions),
            "replies": (
                {
                    "text": "You sound worn out. Do you think of dying?",
                    "style": "warm",
                    "level": 5,
                    "shows": ("names-feeling", "asks-safety"),
                },
                {"text": "At least it is dry.", "style": "cheerful", "level": 1, "shows": ("minimises",)},
            ),
        }
        for name, reactions in REACTIONS.items()
    }
    return Scenario.model_validate(
        {
            "id": "small",
            "version": 1,
            "title": 'A "small" <walk> & more',
            "summary": "Small.",
            "difficulty": 1,
            "minutes": 5,
            "content_note": "Loss.",
            "rubric": "some-rubric",
            "role": "You are there.",
            "goals": ("Hear her",),
            "patient": {"name": "Ana", "age": 40, "background": "A baker."},
            "opening": "start",
            "moments": moments,
            "endings": {"heard": {"kind": "good", "says": "Yes."}, "left": {"kind": "rupture", "says": "No."}},
        }
    )
