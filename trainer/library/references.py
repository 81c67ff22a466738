"""Whether everything a file names exists: moments, endings, behaviours, rubrics, sources.

The checks walk the document itself and not the model, so that they run whatever else is wrong with the file.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from trainer.library.document import Document, Path, Value, path_text
from trainer.library.kinds import Kind
from trainer.library.nearest import nearest, or_nearest
from trainer.library.text import shown
from trainer.problems import Place, Problem


@dataclass(frozen=True, slots=True)
class Known:
    """Ids that a file may refer to, and those that stand in a broken file, with its name."""

    behaviours: Collection[str] = frozenset()
    rubrics: Collection[str] = frozenset()
    broken: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outward:
    """A name in one file that stands for something in another."""

    what: Literal["behaviour", "rubric"]
    name: str
    place: Place
    steps: Path

    @property
    def path(self) -> str:
        """Where it stands in the document. Written out only for a problem: a file has hundreds of these."""
        return path_text(self.steps)


def inward_problems(kind: Kind, document: Document) -> list[Problem]:
    """Return what a file names that ought to stand in the file itself and does not."""
    checks = {"scenario": _scenario, "rubric": _rubric, "behaviour": _behaviour}
    return list(checks[kind](document.value))


def outward_references(kind: Kind, document: Document) -> tuple[Outward, ...]:
    """Return what a file names that stands in other files."""
    root = document.value
    found = [_outward("rubric", root.get("rubric"))] if kind == "scenario" else []
    found += [_outward("behaviour", item) for item in _behaviours_named(kind, root)]
    return tuple(reference for reference in found if reference is not None)


def dangling(references: Iterable[Outward], known: Known) -> Iterator[Problem]:
    """A problem for each reference that leads nowhere. A broken file is named once, and not at each of its uses."""
    said: set[str] = set()
    for reference in references:
        what, name = reference.what, reference.name
        code, ids = ("R002", known.behaviours) if what == "behaviour" else ("R003", known.rubrics)
        if name in ids or name in said:
            continue
        if name in known.broken:
            said.add(name)
            message = f"the {what} '{shown(name)}' stands in {known.broken[name]}, which has problems"
            yield Problem(code, reference.place, message, "Mend that file first.", reference.path)
        else:
            yield Problem(code, reference.place, *_unknown(what, name, ids), reference.path)


def _outward(what: Literal["behaviour", "rubric"], value: Value | None) -> Outward | None:
    if value is None or not isinstance(value.plain, str) or not value.plain:
        return None
    return Outward(what, value.plain, value.document.place(value.path), value.path)


def _behaviours_named(kind: Kind, root: Value) -> Iterator[Value]:
    if kind == "rubric":
        for criterion in root.items("criteria"):
            for key in ("shows", "avoids"):
                yield from criterion.items("measure", key)
    for _, moment in root.entries("moments") if kind == "scenario" else ():
        for key in ("calls_for", "traps"):
            yield from moment.items(key)
        for reply in moment.items("replies"):
            yield from reply.items("shows")
        for reaction in moment.items("reactions"):
            for key in ("shows_all", "shows_any", "lacks"):
                yield from reaction.items("when", key)


def _scenario(root: Value) -> Iterator[Problem]:
    moments = [str(name) for name, _ in root.entries("moments")]
    endings = [str(name) for name, _ in root.entries("endings")]
    yield from _opening(root, moments)
    for name, ending in root.entries("endings"):
        if name in moments:
            message = f"'{shown(str(name))}' is a moment and an ending"
            yield ending.problem("R006", message, "Rename one of the two.", at_key=True)
    for _, moment in root.entries("moments"):
        for reaction in moment.items("reactions"):
            for visited in reaction.items("when", "visited"):
                yield from _named(visited, moments, "R004", "moment")
            if moments and endings:
                yield from _named(reaction.get("then"), [*moments, *endings], "R001", "moment or ending")
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


def _rubric(root: Value) -> Iterator[Problem]:
    sources = [text for source in root.items("sources") if (text := source.text("key"))]
    for criterion in root.items("criteria"):
        for key in ("source", "beside"):
            yield from _named(criterion.get("principle", key), sources, "R005", "source")
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


def _named(value: Value | None, ids: Collection[str], code: str, what: str) -> Iterator[Problem]:
    """The problem of a text that names nothing; anything but text is a matter of the shape."""
    if value is not None and isinstance(value.plain, str) and value.plain and value.plain not in ids:
        yield value.problem(code, *_unknown(what, value.plain, ids))


def _unknown(what: str, name: str, ids: Collection[str]) -> tuple[str, str]:
    """Message and remedy for a name that stands for nothing."""
    near = nearest(name, ids)
    remedy = f"Write {near}, or add the {what}." if near else f"Name a {what} that exists, or add it."
    return f"unknown {what} '{shown(name)}'{or_nearest(name, ids)}", remedy


def _unique(values: Iterator[Value], key: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for value in values:
        found, name = value.get(key), value.text(key)
        if found is None or name is None:
            continue
        if name in seen:
            yield found.problem("R009", f"'{shown(name)}' stands twice in this list", "Rename one of the two.")
        seen.add(name)
