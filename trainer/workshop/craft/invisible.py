"""Characters that nobody sees: they change what a text is to a program and not what it is to a reader."""

from __future__ import annotations

import re
from collections.abc import Iterator

from trainer.library.document import Document
from trainer.library.text import shown
from trainer.workshop.craft.fault import Fault

_NAMES = {
    "\u00ad": "a soft hyphen",
    "\u180e": "a Mongolian vowel separator",
    "\u200b": "a zero-width space",
    "\u200c": "a zero-width non-joiner",
    "\u200d": "a zero-width joiner",
    "\u2060": "a word joiner",
    "\ufeff": "a byte order mark",
}
_ALWAYS = "\u00ad\u180e\u200b\u2060-\u2064\ufeff\U000e0000-\U000e007f"
_JOINERS = "\u200c\u200d"
"""They have a work to do between the letters of some scripts and in emoji, and none beside these."""
_BESIDE = r"\s!-~\u00a0-\u024f"
_ESCAPE = re.compile(r"\\[uUxN_]")
_INVISIBLE = re.compile(f"[{_ALWAYS}]|[{_JOINERS}](?=[{_BESIDE}]|\\Z)|(?:(?<=[{_BESIDE}])|\\A)[{_JOINERS}]")


def may_hide(source: str) -> bool:
    """Whether a file may hold such a character, written out or as an escape."""
    return _ESCAPE.search(source) is not None or (not source.isascii() and _INVISIBLE.search(source) is not None)


def invisible_faults(document: Document) -> Iterator[Fault]:
    """C405: the first such character of each text."""
    for path, text in document.value.texts():
        found = _INVISIBLE.search(text)
        if found:
            name = _NAMES.get(found[0], f"an invisible character (U+{ord(found[0]):04X})")
            before = shown(text[: found.start()][-20:])
            message = f"{name} hides in this text{f' behind “{before}”' if before else ''}"
            remedy = "Delete it with the letters beside it, and type these again."
            yield Fault("C405", path, message, remedy, words=found[0])
