"""A fault found in a model, and the problem that it becomes once its place in the file is looked up."""

from __future__ import annotations

import re
from dataclasses import dataclass

from trainer.library.document import Document, Path, path_text
from trainer.problems import Place, Problem


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, by its path in the document. `words` are those within the text at `path`, if any."""

    code: str
    path: Path
    message: str
    remedy: str
    at_key: bool = False
    words: str = ""


def placed(fault: Fault, document: Document) -> Problem:
    """The fault as a problem with file, line and column."""
    place = document.key_place(fault.path) if fault.at_key else document.place(fault.path)
    if fault.words:
        place = _place_of(fault.words, fault.path, document) or place
    return Problem(fault.code, place, fault.message, fault.remedy, path_text(fault.path))


def _place_of(words: str, path: Path, document: Document) -> Place | None:
    """Where the words stand in the text as it is written; None where they are written otherwise, as by an escape."""
    mark = document.values.get(path)
    if mark is None:
        return None
    pattern = r"\s+".join(re.escape(word) for word in words.split()) or re.escape(words)
    found = re.compile(pattern).search(document.text, mark.start, mark.end)
    if found is None:
        return None
    line = document.text.count("\n", 0, found.start()) + 1
    return Place(document.file, line, found.start() - document.text.rfind("\n", 0, found.start()))
