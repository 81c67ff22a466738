"""Words in quotation marks that stand in the text itself: YAML needs none, or straight ones, and takes these away."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from trainer.workshop.craft.fault import Fault
from trainer.workshop.craft.texts import Passage

_CLOSING = {
    '"': '"',
    "'": "'",
    "“": "”",
    "‘": "’",
    "„": "“”",
    "‚": "‘’",
    "«": "»",
    "»": "«",
    "”": "”",
    "’": "’",
}
"""For each mark that opens, those that close it: as they are written here and elsewhere, or by a hasty editor."""
_DOUBLE = '"“”„«»'
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")


def quotation_faults(passages: Iterable[Passage]) -> Iterator[Fault]:
    """C406: a text that is in quotation marks as a whole, or that begins or ends with one that has no other."""
    for passage in passages:
        words = passage.text.strip()
        if not words or not (words[0] in _CLOSING or words[-1] in _DOUBLE):
            continue
        if _is_quoted_whole(words):
            message = f"the whole text is in quotation marks ({words[0]} {words[-1]}), and they would be shown"
            remedy = "Take them out; where YAML needs quotes, straight ones outermost: turn off “smart quotes”."
            yield Fault("C406", passage.path, message, remedy, words=words[0])
        elif mark := _alone(words):
            message = f"a quotation mark without its other half stands in this text ({mark})"
            yield Fault(
                "C406", passage.path, message, "Take it out, or put the other one where it belongs.", words=mark
            )


def _is_quoted_whole(words: str) -> bool:
    """Whether one pair of marks goes round everything: of these marks, none stands between."""
    closing = _CLOSING.get(words[0], "")
    if len(words) < 2 or words[-1] not in closing:
        return False
    inside = _APOSTROPHE.sub("", words[1:-1])
    return not any(mark in inside for mark in (words[0], words[-1]))


def _alone(words: str) -> str:
    """The double mark at the beginning or end of a text that holds no other one; empty where there is none."""
    found = [mark for mark in words if mark in _DOUBLE]
    return found[0] if len(found) == 1 and found[0] in (words[0], words[-1]) else ""
