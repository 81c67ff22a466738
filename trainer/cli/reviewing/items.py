"""Items as they are given to whoever rates: in words, and as JSON. Nothing that was read or rated is in them."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.cli.plain.wrapping import wrapped
from trainer.programs.codebook import by_kind
from trainer.programs.items import ItemToRate, Turn
from trainer.programs.rating import STANDINGS
from trainer.programs.rating import WHOLE as WHOLES
from trainer.scoring.feedback import LEVEL_NAMES

SILENCE = "(silence)"


def item_facts(item: ItemToRate) -> dict[str, object]:
    """An item for programs, with a rating to be filled in."""
    return {
        "item": item.item_id,
        "kind": "attempt" if item.whole else "response",
        "scenario": item.scenario.id,
        "patient": {"name": item.scenario.patient.name, "background": item.scenario.patient.background},
        "role": item.scenario.role,
        "turns": [_turn_facts(turn) for turn in item.turns],
        "criteria": {one.id: one.title for one in item.rubric.criteria} if item.whole else {},
        "gates": {one.id: one.says for one in item.rubric.gates} if item.whole else {},
        "behaviours": {name: one.title for name, one in item.behaviours.items()},
        "rating": _blank(item),
    }


def _turn_facts(turn: Turn) -> dict[str, object]:
    return {"response": turn.number, "heard": turn.heard, "said": turn.said, "again": turn.again}


def _blank(item: ItemToRate) -> dict[str, object]:
    """What is to be filled in and handed back. What is null is not said: a criterion or gate may stay so."""
    responses: list[object] = [{"response": turn.number, "level": None, "behaviours": {}} for turn in item.asked]
    blank: dict[str, object] = {"item": item.item_id, "responses": responses}
    if item.whole:
        blank |= {"whole": None, "standing": None}
        blank["criteria"] = dict.fromkeys(one.id for one in item.rubric.criteria)
        blank["gates"] = dict.fromkeys(one.id for one in item.rubric.gates)
    return {**blank, "note": ""}


def item_lines(item: ItemToRate) -> Iterator[str]:
    """An item in words."""
    patient = item.scenario.patient
    yield wrapped(f"{item.scenario.title}: {patient.name}, {patient.age}. {item.scenario.role}")
    yield wrapped(patient.background, indent="  ")
    for turn in item.turns:
        yield ""
        yield wrapped(f"{patient.name}: {turn.heard.strip()}")
        said = SILENCE if turn.said is None else turn.said.strip()
        if turn.number is None:
            yield wrapped(f"They{', trying again' if turn.again else ''}: {said}")
        else:
            yield wrapped(f"{turn.number}. They say: {said}")


def question_lines(item: ItemToRate) -> Iterator[str]:
    """What is asked about an item."""
    yield wrapped(
        "For each numbered response: its validation level, "
        + "; ".join(f"{level} {name}" for level, name in enumerate(LEVEL_NAMES))
        + "; and which behaviours it shows."
    )
    for kind, behaviours in by_kind(item.behaviours):
        yield f"{kind.capitalize()} behaviours:"
        for one in behaviours:
            yield wrapped(f"{one.id}: {one.definition.strip()}", indent="  ")
    if item.whole:
        yield wrapped(
            "For the whole: "
            + "; ".join(f"{number} the trainee {words}" for number, words in enumerate(WHOLES))
            + f"; and whether it should pass: {', '.join(STANDINGS)}."
        )
        for criterion in item.rubric.criteria:
            levels = "; ".join(f"{level} {text.strip()}" for level, text in sorted(criterion.descriptors.items()))
            yield wrapped(f"Criterion {criterion.id}: {criterion.title}. {levels}", indent="  ")
        for gate in item.rubric.gates:
            yield wrapped(f"Gate {gate.id}: {gate.says.strip()}", indent="  ")
