"""Which keys a shape knows, and which shape stands at a path."""

from __future__ import annotations

import types
from collections.abc import Iterable
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from trainer.library.document import Path
from trainer.library.rubric import Measure

_MEASURES: tuple[type[BaseModel], ...] = get_args(Measure)
MEASURES: dict[str, type[BaseModel]] = {next(iter(member.model_fields)): member for member in _MEASURES}
"""The shape of a measure by the key that tells its kind."""


def fields_of(shape: type[BaseModel]) -> dict[str, FieldInfo]:
    """The fields of a shape by the key that is written for them."""
    return {field.alias or name: field for name, field in shape.model_fields.items()}


def keys_of(shape: type[BaseModel]) -> tuple[str, ...]:
    """The keys that a shape knows."""
    return tuple(fields_of(shape))


def measure_of(value: object) -> type[BaseModel] | None:
    """The shape of a measure, by the first key in it that tells a kind; None where there is none."""
    keys: Iterable[object] = value if isinstance(value, dict) else ()
    return next((MEASURES[key] for key in keys if isinstance(key, str) and key in MEASURES), None)


def shape_at(shape: type[BaseModel], root: object, path: Path) -> type[BaseModel] | None:
    """The shape that the mapping at `path` has to have; None where none is known."""
    annotation: Any = shape
    value = root
    for step in path:
        annotation = _model(annotation, value) or annotation
        value = value[step] if isinstance(value, (dict, tuple)) else None  # type: ignore[index]
        annotation = _inside(annotation, step)
    return _model(annotation, value)


def _inside(annotation: Any, step: object) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        field = fields_of(annotation).get(str(step))
        return field.annotation if field else None
    arguments = get_args(annotation)
    if get_origin(annotation) is dict:
        return arguments[1]
    if get_origin(annotation) is tuple:
        return arguments[0]
    if _is_union(annotation) or hasattr(annotation, "__metadata__"):
        found = (_inside(argument, step) for argument in arguments)
        return next((inside for inside in found if inside is not None), None)
    return None


def _model(annotation: Any, value: object) -> type[BaseModel] | None:
    """The shape that `annotation` asks of `value`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    arguments = get_args(annotation)
    if any(argument in _MEASURES for argument in arguments):
        return measure_of(value)
    if _is_union(annotation) or hasattr(annotation, "__metadata__"):
        return next((shape for argument in arguments if (shape := _model(argument, value))), None)
    return None


def _is_union(annotation: Any) -> bool:
    return get_origin(annotation) in (Union, types.UnionType)
