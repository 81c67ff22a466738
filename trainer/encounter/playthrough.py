"""Playthroughs: responses as a file, and the encounter that they make.

Blocks parted by lines that are exactly `---`; a file without such a line has one response a line. `<silence>` holds
silence, `<redo>` takes the last moment again. Blank blocks and lines are nothing, not silence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from trainer.encounter.encounter import REDO, Encounter, Redo, begin
from trainer.library.scenario import Scenario
from trainer.scoring.exchange import SILENCE, Response
from trainer.scoring.kinds import VALIDATING
from trainer.scoring.reading import Reader

Said = Response | Literal[Redo.REDO]

_PARTING = "---"
_SILENCE = "<silence>"
_REDO = "<redo>"


@dataclass(frozen=True, slots=True)
class Playthrough:
    """An encounter as far as the responses led, and how many of them were left over."""

    encounter: Encounter
    left_over: int


def parse_playthrough(text: str) -> tuple[Said, ...]:
    """The responses and redos in a responses file, in order."""
    lines = text.replace("\r\n", "\n").split("\n")
    parts = _blocks(lines) if _PARTING in lines else lines
    return tuple(_said(part.strip()) for part in parts if part.strip())


def written(said: Sequence[Said]) -> str:
    """The responses and redos as a responses file: `parse_playthrough` gives the same again, but for white space
    around a response.

    Raises ValueError for a response that such a file cannot hold: a blank one, or one with a parting line in it.
    """
    blocks = [f"{_block(part)}\n{_PARTING}\n" for part in said]
    if any(len(parse_playthrough(block)) != 1 for block in blocks):
        raise ValueError(f"a response that is blank, or has a line '{_PARTING}', cannot stand in a responses file")
    return "".join(blocks)


def play_through(
    scenario: Scenario,
    seed: int,
    said: Sequence[Said],
    reader: Reader,
    validating: frozenset[str] = VALIDATING,
) -> Playthrough:
    """Give the responses to the patient until they or the encounter end.

    A redo with nothing to redo is passed over. A redo after the ending takes the last moment again.
    """
    encounter = begin(scenario, seed, validating)
    for done, part in enumerate(said):
        if isinstance(part, Redo):
            encounter = encounter.redo() if encounter.can_redo else encounter
        elif encounter.moment is None:
            return Playthrough(encounter, left_over=len(said) - done)
        else:
            reading = None if part.text is None else reader.read(part.text, encounter.context())
            encounter = encounter.respond(part, reading)
    return Playthrough(encounter, left_over=0)


def _block(part: Said) -> str:
    if isinstance(part, Redo):
        return _REDO
    return _SILENCE if part.text is None else part.text.strip()


def _blocks(lines: Sequence[str]) -> list[str]:
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line == _PARTING:
            blocks.append([])
        else:
            blocks[-1].append(line)
    return ["\n".join(block) for block in blocks]


def _said(part: str) -> Said:
    if part == _REDO:
        return REDO
    return SILENCE if part == _SILENCE else Response(part)
