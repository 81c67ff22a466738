"""The reading, the trainee's own view and the ratings, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from trainer.cli.plain.wrapping import wrapped
from trainer.library.behaviour import Behaviour
from trainer.programs.rating import WHOLE
from trainer.records.reviewed import Beside, BesideResponse
from trainer.scoring.reading import Reading


def beside_facts(beside: Beside) -> dict[str, object]:
    """For programs."""
    judged = beside.judged
    return {
        "item": beside.item.item_id,
        "responses": [_response_facts(one) for one in beside.responses],
        "reading": {
            "criteria": dict(judged.levels),
            "gates": dict(judged.gates),
            "not_met": list(judged.unmet),
            "points": judged.points,
        },
        "own": beside.own,
        "supervisors": [
            {
                "who": one.rater,
                "whole": one.whole,
                "standing": one.standing,
                "criteria": dict(one.criteria),
                "gates": dict(one.gates),
                "note": one.note,
            }
            for one in beside.said
        ],
    }


def _response_facts(one: BesideResponse) -> dict[str, object]:
    return {
        "response": one.number,
        "said": one.words,
        "reading": None if one.reading is None else _reading_facts(one.reading),
        "supervisors": [
            {
                "who": said.rater,
                "level": said.level,
                "behaviours": {name: list(said.quotes.get(name, ())) for name in sorted(said.behaviours)},
                "note": said.note,
            }
            for said in one.said
        ],
    }


def _reading_facts(reading: Reading) -> dict[str, object]:
    likely = {name: finding for name, finding in reading.findings.items() if finding.verdict != "absent"}
    return {
        "level": reading.shown_level,
        "interval": list(reading.interval),
        "behaviours": {name: finding.verdict for name, finding in sorted(likely.items())},
    }


def beside_lines(beside: Beside) -> Iterator[str]:
    """In words."""
    behaviours = beside.item.behaviours
    for one in beside.responses:
        yield wrapped(f"{one.number}. “{one.words}”")
        yield wrapped(f"Read as: {_read(one.reading, behaviours)}.", indent="   ")
        for said in one.said:
            names = "; ".join(_title(name, behaviours) for name in sorted(said.behaviours)) or "no behaviour"
            note = f" “{said.note}”" if said.note else ""
            yield wrapped(f"{said.rater}: level {said.level}, {names}.{note}", indent="   ")
    if not beside.item.whole:
        return
    yield ""
    yield wrapped("The whole")
    rubric = beside.item.rubric
    titles = {one.id: one.title for one in rubric.criteria} | {one.id: one.title for one in rubric.gates}
    read = beside.judged.levels.items()
    levels = [f"{titles.get(name, name)} {'–' if level is None else level}" for name, level in read]
    points = "" if beside.judged.points is None else f"; {beside.judged.points:.0%} of the points"
    gates = _gates(beside.judged.gates, titles)
    gates += [f"{titles.get(name, name)}: nothing called for it" for name in beside.judged.unmet]
    yield wrapped(f"Read as: {'; '.join([*levels, *gates])}{points}.", indent="   ")
    own = "gave no view of their own" if beside.own is None else f"said: {beside.own}, “I {WHOLE[beside.own]}”"
    yield wrapped(f"The trainee {own}.", indent="   ")
    for whole in beside.said:
        parts = [f"{titles.get(name, name)} {level}" for name, level in whole.criteria.items()]
        parts += _gates(whole.gates, titles)
        note = f" “{whole.note}”" if whole.note else ""
        more = f"; {'; '.join(parts)}" if parts else ""
        yield wrapped(f"{whole.rater}: {whole.standing}, {whole.whole} of 3{more}.{note}", indent="   ")


def _read(reading: Reading | None, behaviours: Mapping[str, Behaviour]) -> str:
    if reading is None:
        return "not read"
    found = [
        f"{_title(name, behaviours)}{' (unsure)' if finding.verdict == 'unsure' else ''}"
        for name, finding in sorted(reading.findings.items())
        if finding.verdict != "absent"
    ]
    return f"level {reading.shown_level}, {'; '.join(found) or 'no behaviour'}"


def _title(name: str, behaviours: Mapping[str, Behaviour]) -> str:
    return behaviours[name].title if name in behaviours else name


def _gates(gates: Mapping[str, bool | None], titles: Mapping[str, str]) -> list[str]:
    words = {True: "held", False: "missed", None: "not decided"}
    return [f"{titles.get(name, name)}: {words[held]}" for name, held in gates.items()]
