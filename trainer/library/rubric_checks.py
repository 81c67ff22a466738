"""What the shape of a rubric cannot say: levels described in full, cuts that rise or fall."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.library.document import Document, Value
from trainer.library.shape_fields import measure_of
from trainer.problems import Problem

_LEVELS = (0, 1, 2, 3)


def rubric_problems(document: Document) -> list[Problem]:
    """Return the criteria of a rubric whose descriptors or cuts cannot be used."""
    return [problem for criterion in document.value.items("criteria") for problem in _criterion(criterion)]


def _criterion(criterion: Value) -> Iterator[Problem]:
    descriptors = criterion.get("descriptors")
    if descriptors is not None and isinstance(descriptors.plain, dict):
        lacking = [str(level) for level in _LEVELS if level not in descriptors.plain]
        if lacking and all(key in _LEVELS for key in descriptors.plain):
            message = f"no descriptor for level {' and '.join(lacking)}"
            yield descriptors.problem("S002", message, f"Add `{lacking[0]}: …`.", at_key=True)
    measure = criterion.get("measure")
    if measure is None:
        return
    cuts = [item.plain for item in measure.items("cuts")]
    numbers = [cut for cut in cuts if isinstance(cut, (int, float)) and not isinstance(cut, bool)]
    if len(cuts) != 3 or len(numbers) != 3:
        return
    direction = measure.text("direction") or _usual_direction(measure)
    if direction in ("up", "down") and numbers != sorted(numbers, reverse=direction == "down"):
        course = "rise" if direction == "up" else "fall"
        message = f"the cuts must {course} from level 1 to level 3, because the direction is {direction}"
        ordered = ", ".join(str(cut) for cut in sorted(numbers, reverse=direction == "down"))
        yield measure.problem("S009", message, f"Write [{ordered}].")


def _usual_direction(measure: Value) -> str | None:
    shape = measure_of(measure.plain)
    return str(shape.model_fields["direction"].default) if shape else None
