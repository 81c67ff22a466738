"""Cells of a CSV file that no spreadsheet takes for a formula, and that are had back letter for letter.

A spreadsheet runs what begins with one of `= + - @`, a tab or a carriage return; some also look past spaces and quotes
before it, or take the full-width forms for the same. Where a file is opened with semicolons or tabs as separators, a
cell begins inside another one. So wherever a cell could be seen to begin (at its start, after a semicolon, a tab or a
line break) and what follows could be a formula, an apostrophe is put there. Taking away one apostrophe at each such
place gives the text back.
"""

from __future__ import annotations

import re

_PASSED_OVER = "\\s\"'‘’“”«»\x00\u00ad\u180e\u200b-\u200d\u2060\ufeff"
"""What may stand before a formula: blanks of every kind, quotes, characters that cannot be seen."""
_FORMULA = "=+\\-@\t\r＝＋－＠﹦﹢﹣﹫−"
_BEGINS = "(?:^|(?<=[;\t\r\n]))"
_BREAKS = re.compile("[;\t\r\n]")
_LIVE_START = re.compile(f"[{_PASSED_OVER}]*[{_FORMULA}]")
_LIVE = re.compile(f"{_BEGINS}(?=[{_PASSED_OVER}]*[{_FORMULA}])")
_MADE_INERT = re.compile(f"{_BEGINS}'(?=[{_PASSED_OVER}]*[{_FORMULA}])")


def inert(text: str) -> str:
    """The text as it may stand in a cell."""
    if _BREAKS.search(text) is None:  # most texts: quicker by far where they are long
        return f"'{text}" if _LIVE_START.match(text) else text
    return _LIVE.sub("'", text)


def restored(cell: str) -> str:
    """The text that `inert` was given."""
    return _MADE_INERT.sub("", cell)
