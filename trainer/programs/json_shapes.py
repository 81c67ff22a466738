"""JSON from outside against a shape: the model, or everything that is wrong with it, each with its place."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from trainer.library.nearest import nearest, or_nearest
from trainer.library.text import shown
from trainer.problems import Place, Problem

M = TypeVar("M", bound=BaseModel)
_LENGTH = frozenset({"string_too_short", "string_too_long", "too_short", "too_long"})
_RANGE = {
    "greater_than": "more than {gt}",
    "greater_than_equal": "{ge} or more",
    "less_than": "less than {lt}",
    "less_than_equal": "{le} or less",
}
_WANTED = {
    "int": "Write a whole number, without quotation marks.",
    "float": "Write a number, without quotation marks.",
    "bool": "Write true or false, without quotation marks.",
    "string": "Write a text in quotation marks.",
    "tuple": "Write a list in square brackets.",
    "list": "Write a list in square brackets.",
    "dict": 'Write an object in braces, such as {"id": value}.',
    "model": 'Write an object in braces, such as {"key": value}.',
}
"""What to write instead, by how the error's kind begins."""
_NOT_JSON = frozenset({"json_invalid", "model_type", "model_attributes_type"})
_ID = "An id is lower-case words joined by hyphens."


def read_shape(text: str | bytes, at: Place, shape: type[M]) -> M | list[Problem]:
    """Read one JSON object that stands at `at`."""
    try:
        return shape.model_validate_json(text)
    except ValidationError as error:
        errors = error.errors(include_url=False)
        return [_problem(details, at, shape) for details in errors if not _is_consequence(details)]


def _is_consequence(error: ErrorDetails) -> bool:
    """Whether a list is only called too short because its items are wrong."""
    return error["type"] == "too_short" and bool(error["input"])


def _problem(error: ErrorDetails, at: Place, shape: type[BaseModel]) -> Problem:
    kind, path = error["type"], _path(error["loc"])
    context = error.get("ctx", {})
    if kind in _NOT_JSON and path == "$":
        return Problem("V001", at, "Not a JSON object", "Write one object on the line, as `--help` shows it.")
    if kind == "extra_forbidden":
        key = str(error["loc"][-1])
        known = tuple(shape.model_fields) if len(error["loc"]) == 1 else ()
        meant = nearest(key, known)
        remedy = f"Write '{meant}', or take it out." if meant else "Take it out."
        return Problem("S001", at, f"Unknown key '{shown(key)}'{or_nearest(key, known)}", remedy, path)
    if kind == "missing":
        return Problem("S002", at, f"The key '{error['loc'][-1]}' is missing", "Add it.", path)
    if kind == "literal_error":
        allowed = re.findall(r"'([^']*)'", str(context.get("expected", "")))
        meant_word = or_nearest(str(error["input"]), allowed)
        return Problem(
            "S004",
            at,
            f"'{shown(str(error['input']))}' is not allowed{meant_word}",
            f"One of {', '.join(allowed)}.",
            path,
        )
    if kind in _RANGE:
        limit = _RANGE[kind].format(**context)
        return Problem("S005", at, f"{shown(str(error['input']))} is out of range", f"It must be {limit}.", path)
    if kind == "bad_id":
        return Problem("S007", at, f"'{shown(str(error['input']))}' is not an id", _ID, path)
    if kind in _LENGTH:
        return Problem("S008", at, "Too short or too long", _length_wanted(context), path)
    given = shown(json.dumps(error["input"], ensure_ascii=False, default=str), 30)
    remedy = _WANTED.get(kind.split("_")[0], f"{error['msg']}.")
    return Problem("S003", at, f"Not the right kind of value: {given}", remedy, path)


def _length_wanted(context: Mapping[str, object]) -> str:
    if "min_length" in context:
        return "It may not be empty." if context["min_length"] == 1 else f"At least {context['min_length']}."
    return f"At most {context['max_length']}."


def _path(location: tuple[int | str, ...]) -> str:
    """`$.responses[0].level`."""
    return "$" + "".join(f"[{step}]" if isinstance(step, int) else f".{shown(step)}" for step in location)
