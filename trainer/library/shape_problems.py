"""A document against its shape: the frozen model, or what differs, in words for a clinician."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from pydantic import BaseModel, ValidationError

from trainer.library.document import Document, Path, path_text
from trainer.library.nearest import nearest, or_nearest
from trainer.library.shape_errors import ShapeError, shape_errors
from trainer.library.shape_fields import MEASURES, fields_of, keys_of, shape_at
from trainer.library.shapes import ID_PATTERN
from trainer.library.text import shown
from trainer.library.wrong_types import wrong_type
from trainer.problems import Problem


def shape_problems(shape: type[BaseModel], document: Document, error: ValidationError) -> list[Problem]:
    """Say everything that Pydantic found, each with its place, code and remedy."""
    errors = shape_errors(error, document.root)
    meant = _misspelt(shape, document, errors)
    report = _Report(shape, document)
    return [report.problem(found) for found in errors if not (found.kind == "missing" and found.path in meant)]


def _misspelt(shape: type[BaseModel], document: Document, errors: list[ShapeError]) -> set[Path]:
    """Paths of missing keys that stand there misspelt: the unknown key says it already."""
    missing = {found.path for found in errors if found.kind == "missing"}
    meant = set()
    for found in errors:
        if found.kind == "extra_forbidden":
            near = nearest(str(found.path[-1]), _known_keys(shape, document, found.path[:-1]))
            if near and (*found.path[:-1], near) in missing:
                meant.add((*found.path[:-1], near))
    return meant


def _known_keys(shape: type[BaseModel], document: Document, path: Path) -> tuple[str, ...]:
    """The keys that the mapping at `path` may have; for a measure of no kind, the keys that give it one."""
    known = shape_at(shape, document.root, path)
    if known is not None:
        return keys_of(known)
    return (*MEASURES, "cuts", "direction") if path and path[-1] == "measure" else ()


class _Report:
    """Turns errors into problems: one method for each kind of error."""

    def __init__(self, shape: type[BaseModel], document: Document) -> None:
        self._shape = shape
        self._document = document
        self._by_kind: dict[str, Callable[[ShapeError], Problem]] = {
            "extra_forbidden": self._unknown_key,
            "missing": self._missing,
            "literal_error": self._not_allowed,
            "bad_id": self._bad_id,
            "string_too_short": self._length,
            "string_too_long": self._length,
            "too_short": self._length,
            "too_long": self._length,
            **dict.fromkeys(("greater_than", "greater_than_equal", "less_than", "less_than_equal"), self._out_of_range),
        }

    def problem(self, error: ShapeError) -> Problem:
        if error.on_key and error.kind != "literal_error":
            return self._bad_id(error)
        return self._by_kind.get(error.kind, self._wrong_type)(error)

    def _make(self, code: str, error: ShapeError, message: str, remedy: str, *, at_key: bool = False) -> Problem:
        document = self._document
        place = document.key_place(error.path) if at_key or error.on_key else document.place(error.path)
        return Problem(code, place, message, remedy, path_text(error.path))

    def _unknown_key(self, error: ShapeError) -> Problem:
        key, known = str(error.path[-1]), _known_keys(self._shape, self._document, error.path[:-1])
        near = nearest(key, known)
        remedy = f"Write '{near}', or take the key out." if near else f"Known here: {', '.join(known)}."
        return self._make("S001", error, f"unknown key '{shown(key)}'{or_nearest(key, known)}", remedy, at_key=True)

    def _missing(self, error: ShapeError) -> Problem:
        *around, key = error.path
        if isinstance(key, int):
            return self._make("S008", error, "this list is too short", f"Add item {key + 1}.")
        if around and around[-1] == "measure" and key in MEASURES and len(self._kind_keys(tuple(around))) == 0:
            kinds = ", ".join(f"'{kind}'" for kind in MEASURES)
            place = self._document.key_place(tuple(around))
            return Problem(
                "S002",
                place,
                "the measure does not say what it measures",
                f"Add one of {kinds}.",
                path_text(tuple(around)),
            )
        known = shape_at(self._shape, self._document.root, tuple(around))
        field = fields_of(known).get(key) if known else None
        about = f" {' '.join(field.description.split())}" if field and field.description else ""
        place = self._document.key_place(tuple(around))
        return Problem(
            "S002",
            place,
            f"the key '{key}' is missing here",
            f"Add `{key}: …`.{about}",
            path_text(error.path),
        )

    def _kind_keys(self, path: Path) -> list[str]:
        value = self._document.value.get(*path)
        keys = value.plain if value and isinstance(value.plain, dict) else {}
        return [key for key in keys if key in MEASURES]

    def _not_allowed(self, error: ShapeError) -> Problem:
        allowed = _allowed(str(error.context.get("expected", "")))
        written = self._document.written(error.path) if not error.on_key else str(error.path[-1])
        if error.on_key:
            message = f"the key '{shown(written)}' is not one of {', '.join(allowed)}"
            remedy = "Write one of them, a number without quotes."
        else:
            value = error.found if isinstance(error.found, str) else ""
            message = f"`{shown(written)}` is not one of {', '.join(allowed)}{or_nearest(value, allowed)}"
            remedy = f"Write {nearest(value, allowed) or 'one of them'}."
        return self._make("S004", error, message, remedy)

    def _out_of_range(self, error: ShapeError) -> Problem:
        limit = {
            "greater_than": "more than {gt}",
            "greater_than_equal": "{ge} or more",
            "less_than": "less than {lt}",
            "less_than_equal": "{le} or less",
        }[error.kind].format(**error.context)
        written = shown(self._document.written(error.path), 30)
        message = f"`{written}` is out of range: it must be {limit}"
        return self._make("S005", error, message, f"Write a number, {limit}.")

    def _bad_id(self, error: ShapeError) -> Problem:
        text = str(error.path[-1]) if error.on_key else str(error.found)
        if error.kind == "string_too_long":
            message, remedy = "this id is too long", "Write at most 80 characters."
        else:
            suggestion = _as_id(text)
            message = f"'{shown(text)}' is not a valid id: lower-case words and numbers joined by hyphens"
            remedy = f"Write {suggestion}." if suggestion else "Begin with a letter, such as opens-up."
        return self._make("S007", error, message, remedy)

    def _length(self, error: ShapeError) -> Problem:
        if error.kind.startswith("string"):
            what, unit = "this text", "characters"
        else:
            what, unit = ("this mapping" if isinstance(error.found, dict) else "this list"), "entries"
        if error.kind.endswith("short"):
            message = f"{what} is empty" if not error.found else f"{what} is too short"
            return self._make("S008", error, message, "Fill it in, or take the key out where it may be left out.")
        most = int(error.context.get("max_length", 0))
        return self._make("S008", error, f"{what} is too long: {most} {unit} are the most", "Shorten or split it.")

    def _wrong_type(self, error: ShapeError) -> Problem:
        written = self._document.written(error.path)
        message, remedy = wrong_type(error.kind, error.found, written, str(error.path[-1]) if error.path else "")
        return self._make("S003", error, message, remedy)


def _allowed(expected: str) -> list[str]:
    """The words in Pydantic's `'none', 'possible' or 'clear'`."""
    return re.findall(r"'([^']*)'", expected) or re.findall(r"\w+", expected.replace(" or ", " "))


def _as_id(text: str) -> str | None:
    ascii_only = unicodedata.normalize("NFKD", text[:200]).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", ascii_only)
    candidate = "-".join(words)[:80].rstrip("-")
    return candidate if re.match(ID_PATTERN, candidate) else None
