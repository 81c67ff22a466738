"""One scenario, rubric or behaviour, as text and as JSON."""

from __future__ import annotations

from trainer.cli.failing import CommandError
from trainer.cli.plain.wrapping import wrapped
from trainer.cli.reporting.scenarios import DIFFICULTY, instead_of
from trainer.library.behaviour import Behaviour
from trainer.library.catalogue import Entry, Library
from trainer.library.nearest import or_nearest
from trainer.library.rubric import Rubric
from trainer.library.scenario import Scenario
from trainer.library.text import shown

Item = Scenario | Rubric | Behaviour


def found(library: Library, item_id: str) -> Entry[Item]:
    """The item of this id: scenarios before rubrics before behaviours. Raises CommandError, with the nearest id."""
    for shelf in (library.scenarios, library.rubrics, library.behaviours):
        if item_id in shelf:
            return shelf[item_id]
    meant = or_nearest(item_id, [*library.scenarios, *library.rubrics, *library.behaviours])
    raise CommandError(
        f"There is no scenario, rubric or behaviour '{shown(item_id)}'{meant}", remedy="See `trainer list`."
    )


def item_facts(library: Library, item_id: str) -> dict[str, object]:
    """What `show --json` prints: of a scenario only what a trainee may know beforehand."""
    entry = found(library, item_id)
    if not isinstance(entry.item, Scenario):
        kind = "rubric" if isinstance(entry.item, Rubric) else "behaviour"
        return {"kind": kind, "file": str(entry.file), **entry.item.model_dump(mode="json", by_alias=True)}
    scenario = entry.item
    known = scenario.model_dump(mode="json", exclude={"moments", "endings", "opening", "patient", "sources"})
    return {
        "kind": "scenario",
        "file": str(entry.file),
        "instead_of": instead_of(library, scenario.id),
        **known,
        "patient": scenario.patient.model_dump(mode="json", include={"name", "age", "background"}),
        "moments": len(scenario.moments),
        "endings": len(scenario.endings),
    }


def described(library: Library, item_id: str) -> str:
    """What `show` prints."""
    entry = found(library, item_id)
    if isinstance(entry.item, Scenario):
        lines = _scenario(entry.item)
    elif isinstance(entry.item, Rubric):
        lines = _rubric(entry.item)
    else:
        lines = _behaviour(entry.item)
    return "\n".join(wrapped(line) for line in [*lines, "", f"File: {entry.file}"])


def _scenario(scenario: Scenario) -> list[str]:
    read_by = ", ".join(scenario.read_by) or "not yet read by a clinician or a person with lived experience"
    return [
        f"{scenario.title} ({scenario.id}, version {scenario.version})",
        f"{DIFFICULTY[scenario.difficulty]}, about {scenario.minutes} minutes; "
        f"{len(scenario.moments)} moments, {len(scenario.endings)} endings; rubric {scenario.rubric}",
        "",
        scenario.summary,
        "",
        f"Who: {scenario.patient.name}, {scenario.patient.age}.",
        scenario.patient.background,
        "",
        f"Your role: {scenario.role}",
        "Goals:",
        *(f"{number}. {goal}" for number, goal in enumerate(scenario.goals, start=1)),
        "",
        f"Content: {scenario.content_note.strip()} Any patient here may speak of wanting to die.",
        f"Read by: {read_by}.",
    ]


def _rubric(rubric: Rubric) -> list[str]:
    lines = [f"{rubric.title} ({rubric.id}, version {rubric.version})", "", rubric.summary, ""]
    lines.append(f"To pass: {round(rubric.mastery * 100)} of 100 points, and every gate held.")
    for criterion in rubric.criteria:
        lines += ["", f"{criterion.title} ({criterion.id}, weight {criterion.weight})", criterion.principle.says]
        lines += [f"{level}: {words}" for level, words in sorted(criterion.descriptors.items())]
    for gate in rubric.gates:
        lines += ["", f"Gate: {gate.title} ({gate.id})", gate.says]
    return [*lines, "", "Sources:", *(source.cite for source in rubric.sources)]


def _behaviour(behaviour: Behaviour) -> list[str]:
    return [
        f"{behaviour.title} ({behaviour.id}, {behaviour.kind})",
        "",
        behaviour.definition,
        "",
        "Counts:",
        *behaviour.counts,
        "",
        "Does not count:",
        *behaviour.does_not_count,
        "",
        "Try:",
        behaviour.feedback.try_,
    ]
