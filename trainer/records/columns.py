"""Column types that hold a row to what the program may take from it, whoever wrote it.

SQLite stores any kind of value in any column, and a row may have been changed by hand: so each type checks what comes
out, and text is cleaned of terminal escapes on the way in and again on the way out.
"""

from __future__ import annotations

import math
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, Dialect, Float, SmallInteger, Text
from sqlalchemy.types import TypeDecorator

from trainer.library.text import clean


class DamagedValueError(ValueError):
    """A stored value is not of its column's kind."""


class Words(TypeDecorator[str]):
    """Text, cleaned in both directions."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else clean(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        if value is None:
            return None
        if not isinstance(value, str):
            raise DamagedValueError("not a text")
        return clean(value)


class Source(TypeDecorator[str]):
    """YAML letter for letter, so that its hash can be verified; whoever reads it cleans it after that."""

    impl = Text
    cache_ok = True

    def process_result_value(self, value: Any | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        if value is not None and not isinstance(value, str):
            raise DamagedValueError("not a text")
        return value


class Instant(TypeDecorator[datetime]):
    """An aware time, kept as UTC in ISO text of fixed width: it sorts by time and is the same in every database."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone cannot be stored")
        return value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        try:
            instant = datetime.fromisoformat(value)
        except (TypeError, ValueError) as error:
            raise DamagedValueError("not a time") from error
        if instant.tzinfo is None:
            raise DamagedValueError("a time without a zone")
        return instant.astimezone(UTC)


class Whole(TypeDecorator[int]):
    """A whole number."""

    impl = BigInteger
    cache_ok = True

    def process_result_value(self, value: Any | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        if value is not None and not isinstance(value, int):
            raise DamagedValueError("not a whole number")
        return value


class Number(TypeDecorator[float]):
    """A finite number."""

    impl = Float(53)
    cache_ok = True

    def process_result_value(self, value: Any | None, dialect: Dialect) -> float | None:  # noqa: ARG002
        if value is None:
            return None
        if not isinstance(value, int | float) or not math.isfinite(value):
            raise DamagedValueError("not a number")
        return float(value)


class Flag(TypeDecorator[bool]):
    """Yes, no, or not decided (None). Kept as 1 and 0: a Boolean column takes any text for a yes."""

    impl = SmallInteger
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        return None if value is None else int(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> bool | None:  # noqa: ARG002
        if value not in (None, 0, 1):
            raise DamagedValueError("neither yes nor no")
        return None if value is None else bool(value)
