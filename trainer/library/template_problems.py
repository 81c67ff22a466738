"""Every template in a file, checked, with the place of each fault in the YAML."""

from __future__ import annotations

import re
from collections.abc import Iterator

from trainer.library.document import Document, Path, Value, path_text
from trainer.library.kinds import Kind
from trainer.library.nearest import or_nearest
from trainer.library.template_names import names_for
from trainer.library.template_rules import Fault
from trainer.library.templates import review
from trainer.problems import Place, Problem

_TAG = re.compile(r"\{[{%#].*?(?:[}%#]\}|\Z)", re.DOTALL)


def template_problems(kind: Kind, document: Document) -> list[Problem]:
    """Return what is wrong with the templates of a scenario, rubric or behaviour."""
    moments = [str(name) for name, _ in document.value.entries("moments")]
    return [
        problem
        for path, text in document.value.texts()
        if "{{" in text or "{%" in text or "{#" in text
        for problem in _problems(kind, Value(document, path, text), moments)
    ]


def _problems(kind: Kind, value: Value, moments: list[str]) -> Iterator[Problem]:
    text = str(value.plain)
    names = names_for(kind, value.path)
    if names is None:
        if "{#" not in text or "{{" in text or "{%" in text:
            yield value.problem(
                "T004",
                "this text is no template: its braces would be shown as they stand",
                "Take the braces out; templates belong to what the patient says and to a criterion's feedback.",
            )
        return
    reviewed = review(text, names)
    for fault in reviewed.faults:
        yield _located(value, fault)
    for mention in reviewed.mentions:
        if moments and mention.moment not in moments:
            message = f"unknown moment '{mention.moment}'{or_nearest(mention.moment, moments)}"
            yield _located(
                value, Fault("R004", message, "Name a moment of this scenario.", mention.line, mention.moment)
            )


def _located(value: Value, fault: Fault) -> Problem:
    place = _place(value.document, value.path, fault)
    return Problem(fault.code, place, fault.message, fault.remedy, path_text(value.path))


def _place(document: Document, path: Path, fault: Fault) -> Place:
    """Where a fault stands: at its needle in the first tag that holds it, from the fault's line on where the text is a
    literal block, whose lines are the template's; else at the first such tag, else where the text begins."""
    mark = document.values[path]
    written = document.text[mark.start : mark.end]
    begin = 0
    if written.startswith("|"):
        for _ in range(fault.line):
            begin = max(written.find("\n", begin) + 1, begin)
    places = [
        tag.start() + tag.group().find(fault.needle)
        for tag in _TAG.finditer(written, begin)
        if fault.needle in tag.group()
    ]
    offset = places[0] if places else begin
    line = written.count("\n", 0, offset)
    column = offset - written.rfind("\n", 0, offset) if line else mark.column + offset
    return Place(document.file, mark.line + line, column)
