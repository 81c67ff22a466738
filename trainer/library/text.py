"""Text from outside, made safe for a terminal: no control characters, no escape sequences, one normal form."""

from __future__ import annotations

import re
import unicodedata

_PAYLOAD = r"[^\x00-\x1f\x7f-\x9f]*"
_SEQUENCES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # CSI: colours, cursor movement
    rf"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f]){_PAYLOAD}(?:\x07|\x1b\\|\x9c)"  # OSC, DCS, SOS, PM, APC with their text
    r"|\x1b[ -/]*[0-~]"  # the rest, and what is never closed
)
_BREAKS = re.compile("\r\n?|[\u2028\u2029]")
FORBIDDEN = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 without tab and line feed, DEL, C1
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidirectional controls
    "\u2028\u2029\ufffe\uffff\ud800-\udfff"  # line separators, non-characters, lone surrogates
)
"""The inside of a regular expression's character class: what no text may contain."""
_FORBIDDEN = re.compile(f"[{FORBIDDEN}]")


def clean(text: str) -> str:
    """Return `text` without anything a terminal could obey, in Unicode normal form C.

    Escape sequences go as a whole, then every control character but the line feed, bidirectional controls and
    lone surrogates. Other line breaks become line feeds, tabs become spaces. Cleaning twice changes nothing.
    """
    if text.isascii() and text.isprintable():
        return text
    kept = _SEQUENCES.sub("", _BREAKS.sub("\n", text))
    return unicodedata.normalize("NFC", _FORBIDDEN.sub("", kept).replace("\t", " "))


def has_controls(text: str) -> bool:
    """Whether `text` holds a character that `clean` would strip. Tabs and line feeds are no such characters."""
    return _FORBIDDEN.search(text) is not None


def shown(text: str, limit: int = 60) -> str:
    """Return `text` as it may stand inside a message: clean, on one line, at most `limit` characters."""
    line = " ".join(clean(text[: 4 * limit]).split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"
