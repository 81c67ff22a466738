"""The list of scenarios."""

from __future__ import annotations

from trainer.cli.plain.wrapping import wrapped
from trainer.library.catalogue import Library
from trainer.library.scenario import Scenario

DIFFICULTY = {1: "gentle", 2: "demanding", 3: "hard"}


def in_reading_order(library: Library) -> list[Scenario]:
    """Easiest first, then by title."""
    scenarios = [entry.item for entry in library.scenarios.values()]
    return sorted(scenarios, key=lambda scenario: (scenario.difficulty, scenario.title, scenario.id))


def scenario_rows(library: Library) -> list[dict[str, object]]:
    """What `list --json` prints."""
    return [
        {
            "id": scenario.id,
            "title": scenario.title,
            "summary": scenario.summary.strip(),
            "difficulty": scenario.difficulty,
            "minutes": scenario.minutes,
            "content_note": scenario.content_note.strip(),
            "rubric": scenario.rubric,
            "version": scenario.version,
            "read_by": list(scenario.read_by),
            "file": str(library.scenarios[scenario.id].file),
            "instead_of": instead_of(library, scenario.id),
        }
        for scenario in in_reading_order(library)
    ]


def instead_of(library: Library, scenario_id: str) -> list[str]:
    """The files whose scenario of the same id this one replaces."""
    return [
        str(entry.file)
        for entry in library.shadowed
        if isinstance(entry.item, Scenario) and entry.item.id == scenario_id
    ]


def listed(library: Library) -> str:
    """What `list` prints: a few lines a scenario."""
    return "\n\n".join(_scenario_lines(library, scenario) for scenario in in_reading_order(library))


def _scenario_lines(library: Library, scenario: Scenario) -> str:
    lines = [
        scenario.id,
        f"{scenario.title}: {DIFFICULTY[scenario.difficulty]}, about {scenario.minutes} minutes.",
        scenario.summary,
        f"Content: {scenario.content_note}",
    ]
    replaced = instead_of(library, scenario.id)
    if replaced:
        lines.append(f"From {library.scenarios[scenario.id].file}, instead of {', '.join(replaced)}.")
    return "\n".join([wrapped(lines[0]), *(wrapped(line, indent="  ") for line in lines[1:])])
