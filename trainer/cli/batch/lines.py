"""One line of input: what it asks to be read, or what is wrong with it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from trainer.cli.batch.incoming import LONGEST_LINE
from trainer.scoring.reading import Context

LONGEST_TEXT = 100_000
"""Characters of any one text."""
MOST_TURNS = 2_000
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Task:
    """A response to be read, and what stood before it."""

    id: str
    response: str
    context: Context


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a line cannot be read. `code` is one of those documented in docs/commands.md."""

    id: str | None
    code: str
    message: str


class _BadLineError(Exception):
    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def parse(line: bytes | None) -> Task | Refusal:
    """Read one line of input."""
    known_id: str | None = None
    try:
        found = _object(line)
        if isinstance(found.get("id"), str):
            known_id = found["id"]
        return Task(
            id=_text(found, "id"),
            response=_text(found, "response"),
            context=Context(
                patient=_text(found, "patient"),
                background=_text(found, "background") if "background" in found else "",
                history=_history(found.get("history", [])),
            ),
        )
    except _BadLineError as error:
        return Refusal(known_id, error.code, error.message)


def _object(line: bytes | None) -> dict[str, Any]:
    if line is None:
        raise _BadLineError("line-too-long", f"The line has more than {LONGEST_LINE} bytes.")
    try:
        text = line.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        raise _BadLineError("not-utf-8", f"The line is not UTF-8 at byte {error.start + 1}.") from None
    if not text.strip():
        raise _BadLineError("empty-line", "The line is empty.")
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        raise _BadLineError("not-json", f"The line is not JSON: {error.msg} at character {error.pos + 1}.") from None
    except (ValueError, RecursionError):
        raise _BadLineError("not-json", "The line is too deep, or holds too long a number.") from None
    if not isinstance(found, dict):
        raise _BadLineError("not-an-object", "The line is JSON, but no object.")
    return found


def _text(found: dict[str, Any], key: str) -> str:
    if key not in found:
        raise _BadLineError(f"missing-{key}", f"The key '{key}' is missing.")
    value = found[key]
    if not isinstance(value, str):
        raise _BadLineError(f"bad-{key}", f"'{key}' must be a text.")
    if _SURROGATE.search(value):
        raise _BadLineError(f"bad-{key}", f"'{key}' holds half a character (a lone surrogate).")
    if len(value) > LONGEST_TEXT:
        raise _BadLineError(f"{key}-too-long", f"'{key}' has more than {LONGEST_TEXT} characters.")
    return value


def _history(value: Any) -> tuple[tuple[str, str], ...]:
    bad = _BadLineError("bad-history", "'history' must be a list of [speaker, text] pairs, both texts.")
    if not isinstance(value, list):
        raise bad
    if len(value) > MOST_TURNS:
        raise _BadLineError("history-too-long", f"'history' has more than {MOST_TURNS} turns.")
    turns: list[tuple[str, str]] = []
    for turn in value:
        if not isinstance(turn, list) or len(turn) != 2 or not all(isinstance(part, str) for part in turn):
            raise bad
        if any(_SURROGATE.search(part) for part in turn):
            raise _BadLineError("bad-history", "'history' holds half a character (a lone surrogate).")
        turns.append((turn[0], turn[1]))
    return tuple(turns)
