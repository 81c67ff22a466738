"""What judges expect of somebody on the border, for an Angoff cut: JSON from a name to a level for each criterion."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated

from pydantic import Field, RootModel

from trainer.library.nearest import or_nearest
from trainer.library.shapes import Id
from trainer.library.text import shown
from trainer.problems import Place, Problem
from trainer.programs.json_shapes import read_shape

Expected = Annotated[float, Field(ge=0, le=3, allow_inf_nan=False)]


class _Judges(RootModel[Mapping[str, Mapping[Id, Expected]]]):
    """`{"judge one": {"failure-named": 1.5, …}, …}`: levels 0–3, halves and less allowed."""


def read_judges(
    text: str | bytes, file: str, criteria: Sequence[str]
) -> Mapping[str, Mapping[str, float]] | list[Problem]:
    """The judges' levels, or everything that is wrong with them. `criteria` are those that decide."""
    at = Place(file)
    read = read_shape(text, at, _Judges)
    if isinstance(read, list):
        return read
    problems = []
    for judge, given in read.root.items():
        path = f"$.{shown(judge)}"
        for name in given:
            if name not in criteria:
                message = f"'{shown(name)}' does not decide here{or_nearest(name, criteria)}"
                problems.append(Problem("V004", at, message, "Take it out.", f"{path}.{shown(name)}"))
        problems += [
            Problem("S002", at, f"The key '{name}' is missing", "Add its level, 0 to 3.", path)
            for name in criteria
            if name not in given
        ]
    return problems or read.root
