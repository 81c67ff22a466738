"""Pydantic's errors, each with its path in the document and without the noise of unions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from trainer.library.document import Path, Step, has_step
from trainer.library.shape_fields import measure_of


@dataclass(frozen=True, slots=True)
class ShapeError:
    """One way in which a document differs from its shape. `kind` is Pydantic's type of the error; `on_key`: the key
    itself is wrong, not its value."""

    kind: str
    path: Path
    context: Mapping[str, Any]
    found: object
    on_key: bool = False


@dataclass(frozen=True, slots=True)
class _Branch:
    """An error with the member of a union it came from: where that union stands and the member's name."""

    error: ShapeError
    union: Path | None = None
    value: object = None
    member: str = ""


def shape_errors(error: ValidationError, root: object) -> list[ShapeError]:
    """Return what is wrong with `root`, one error for each place: of a union only the member that was meant."""
    branches = [_branch(details, root) for details in error.errors(include_url=False)]
    chosen: dict[Path, str] = {}
    for branch in branches:
        if branch.union is not None and branch.union not in chosen:
            members = [other.member for other in branches if other.union == branch.union]
            chosen[branch.union] = _meant(branch.value, members)
    kept = [
        branch.error
        for branch in branches
        if (branch.union is None or branch.member == chosen[branch.union]) and not _is_consequence(branch.error)
    ]
    return _once(kept)


def _branch(details: ErrorDetails, root: object) -> _Branch:
    """Follow Pydantic's location through the data: a step that the data doesn't have names a union's member."""
    path: list[Step] = []
    value: object = root
    union: tuple[Path, object, str] | None = None
    location = details["loc"]
    on_key = False
    for index, step in enumerate(location):
        is_last = index == len(location) - 1
        if has_step(value, step):
            value = value[step]  # type: ignore[index]
        elif is_last and step == "[key]":
            on_key = True
            continue
        elif is_last and details["type"] == "missing":
            value = None
        else:
            union = union or (tuple(path), value, str(step))
            continue
        path.append(step)
    found = ShapeError(details["type"], tuple(path), details.get("ctx", {}), details["input"], on_key)
    return _Branch(found, *union) if union else _Branch(found)


def _meant(value: object, members: list[str]) -> str:
    """The member of a union that `value` was meant to be."""
    measure = measure_of(value)
    if measure is not None and measure.__name__ in members:
        return measure.__name__
    is_list = isinstance(value, tuple)
    return next((member for member in members if member.startswith("tuple") == is_list), members[0])


def _is_consequence(error: ShapeError) -> bool:
    """Whether a list is only called too short because its items are wrong."""
    return (
        error.kind == "too_short"
        and isinstance(error.found, (tuple, dict))
        and len(error.found) >= int(error.context.get("min_length", 0))
    )


def _once(errors: Iterable[ShapeError]) -> list[ShapeError]:
    seen: dict[tuple[Path, bool], ShapeError] = {}
    for error in errors:
        seen.setdefault((error.path, error.on_key), error)
    return list(seen.values())
