"""How trust and distress went, as a small plot with the numbers and the words."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from trainer.tui.phrases import ordinal
from trainer.tui.widgets.words import Words

_BARS = "▁▁▂▃▃▄▅▅▆▇█"
POINTS_IN_A_ROW = 16


class Course(Words):
    """One gauge, 0–10, at the start and after each response."""

    def __init__(self, title: str, values: Sequence[int]) -> None:
        super().__init__(course(title, values), classes="course")


def course(title: str, values: Sequence[int]) -> Content:
    """The gauge in words, then bars over their numbers, in rows of at most sixteen."""
    parts: list[Content | str | tuple[str, str]] = [(f"{title} ", "bold"), in_words(values)]
    for start in range(0, len(values), POINTS_IN_A_ROW):
        row = values[start : start + POINTS_IN_A_ROW]
        parts += ["\n  ", ("".join(f" {_bar(value) * 2} " for value in row), "$primary")]
        parts += ["\n  ", ("".join(f"{value:>3} " for value in row), "$quiet")]
    return Content.assemble(*parts)


def in_words(values: Sequence[int]) -> str:
    """`rose from 4 to 7, lowest (3) after your second response`."""
    if len(values) < 2:
        return f"stood at {values[0]}" if values else "was not followed"
    first, last = values[0], values[-1]
    went = "ended where it began, at" if first == last else "rose from" if last > first else "fell from"
    words = f"{went} {first}" if first == last else f"{went} {first} to {last}"
    after = values[1:]
    for name, extreme in (("lowest", min(values)), ("highest", max(values))):
        if extreme not in (first, last):
            words += f"; {name}, {extreme}, after your {ordinal(after.index(extreme) + 1)} response"
    return words


def _bar(value: int) -> str:
    return _BARS[max(0, min(10, value))]
