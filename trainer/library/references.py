"""Whether everything a file names exists: moments, endings, behaviours, rubrics, sources.

The checks walk the document itself and not the model, so that they run whatever else is wrong with the file.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from trainer.library.document import Document, Step, Value
from trainer.library.kinds import Kind
from trainer.library.nearest import nearest, or_nearest
from trainer.library.text import shown
from trainer.problems import Problem

_CONDITIONS_ON_BEHAVIOURS = ("shows_all", "shows_any", "lacks")


@dataclass(frozen=True, slots=True)
class Known:
    """Ids that a file may refer to, and those that stand in a broken file, with its name."""

    behaviours: Collection[str] = frozenset()
    rubrics: Collection[str] = frozenset()
    broken: Mapping[str, str] = field(default_factory=dict)


def reference_problems(kind: Kind, document: Document, known: Known) -> list[Problem]:
    """Return every reference of a scenario, rubric or behaviour that leads nowhere."""
    if kind == "behaviour":
        return list(_behaviour(document.value))
    check = _scenario if kind == "scenario" else _rubric
    return list(_once_for_each_broken(check(document.value, known)))


def _scenario(root: Value, known: Known) -> Iterator[Problem]:
    moments = [str(name) for name, _ in root.entries("moments")]
    endings = [str(name) for name, _ in root.entries("endings")]
    yield from _opening(root, moments)
    yield from _named(root.get("rubric"), known.rubrics, "R003", "rubric", known)
    for name, ending in root.entries("endings"):
        if name in moments:
            message = f"'{shown(str(name))}' is a moment and an ending"
            yield ending.problem("R006", message, "Rename one of the two.", at_key=True)
    for _, moment in root.entries("moments"):
        for key in ("calls_for", "traps"):
            yield from _behaviours(moment, known, key)
        for reply in moment.items("replies"):
            yield from _behaviours(reply, known, "shows")
        for reaction in moment.items("reactions"):
            for key in _CONDITIONS_ON_BEHAVIOURS:
                yield from _behaviours(reaction, known, "when", key)
            for visited in reaction.items("when", "visited"):
                yield from _named(visited, moments, "R004", "moment", known)
            if moments and endings:
                yield from _named(reaction.get("then"), [*moments, *endings], "R001", "moment or ending", known)
    yield from _unique(root.items("sources"), "key")


def _opening(root: Value, moments: list[str]) -> Iterator[Problem]:
    opening = root.get("opening")
    name = root.text("opening")
    if opening is None or name is None or not moments or name in moments:
        return
    is_ending = root.get("endings", name) is not None
    message = f"'{shown(name)}' is an ending" if is_ending else f"unknown moment '{shown(name)}'"
    remedy = "Name the moment that the conversation begins with."
    yield opening.problem("R004", f"{message}{or_nearest(name, moments)}", remedy)


def _rubric(root: Value, known: Known) -> Iterator[Problem]:
    sources = [text for source in root.items("sources") if (text := source.text("key"))]
    for criterion in root.items("criteria"):
        for key in ("source", "beside"):
            yield from _named(criterion.get("principle", key), sources, "R005", "source", known)
        for key in ("shows", "avoids"):
            yield from _behaviours(criterion, known, "measure", key)
    yield from _unique(root.items("sources"), "key")
    yield from _unique(root.items("criteria"), "id")
    yield from _unique(root.items("gates"), "id")


def _behaviour(root: Value) -> Iterator[Problem]:
    for example in root.items("examples"):
        evidence, response = example.get("evidence"), example.text("response")
        if evidence is None or not isinstance(evidence.plain, str) or response is None:
            continue
        if evidence.plain not in response:
            near = " (it differs in case only)" if evidence.plain.lower() in response.lower() else ""
            yield evidence.problem(
                "R007",
                f"this is not part of the response, letter for letter{near}",
                "Copy the words out of the response.",
            )


def _behaviours(value: Value, known: Known, *steps: Step) -> Iterator[Problem]:
    for item in value.items(*steps):
        yield from _named(item, known.behaviours, "R002", "behaviour", known)


def _named(value: Value | None, ids: Collection[str], code: str, what: str, known: Known) -> Iterator[Problem]:
    """The problem of a text that names nothing; anything but text is a matter of the shape."""
    if value is None or not isinstance(value.plain, str) or not value.plain or value.plain in ids:
        return
    name = value.plain
    if code in ("R002", "R003") and name in known.broken:
        message = f"the {what} '{shown(name)}' stands in {known.broken[name]}, which has problems"
        yield value.problem(code, message, "Mend that file first.")
        return
    near = nearest(name, ids)
    remedy = f"Write {near}, or add the {what}." if near else f"Name a {what} that exists, or add it."
    yield value.problem(code, f"unknown {what} '{shown(name)}'{or_nearest(name, ids)}", remedy)


def _unique(values: Iterator[Value], key: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for value in values:
        found, name = value.get(key), value.text(key)
        if found is None or name is None:
            continue
        if name in seen:
            yield found.problem("R009", f"'{shown(name)}' stands twice in this list", "Rename one of the two.")
        seen.add(name)


def _once_for_each_broken(problems: Iterator[Problem]) -> Iterator[Problem]:
    """A broken file is named once, not at each of its uses."""
    said: set[str] = set()
    for problem in problems:
        if problem.code in ("R002", "R003") and problem.message.endswith("which has problems"):
            if problem.message in said:
                continue
            said.add(problem.message)
        yield problem
