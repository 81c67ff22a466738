"""One file of a library: its bytes read, its kind told, it checked. What it names in other files comes later."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import ValidationError

from trainer.library.document import Document, path_text
from trainer.library.files import file_name, read_file
from trainer.library.graph import graph_problems, reaction_problems
from trainer.library.kinds import SHAPES, Item, Kind, kind_of
from trainer.library.parsing import Parsed, parse
from trainer.library.references import Known, Outward, dangling, inward_problems, outward_references
from trainer.library.rubric_checks import rubric_problems
from trainer.library.shape_problems import shape_problems
from trainer.library.template_problems import template_problems
from trainer.library.truth_words import truth_word_problems
from trainer.problems import Place, Problem, Severity, in_order

MAX_PROBLEMS = 200
_OFF_THE_GRAPH = re.compile(
    r"\$\.moments\.[^.\[]+(\.reactions\[\d+\])?"
    r"\.(says|trust|distress|feels|asks|silence|calls_for|traps|parallel|replies)\b|\$\.endings\.[^.\[]+\.says\b"
)
_BROKEN_EDGES = frozenset({"R001", "R004", "R006"})


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as far as it could be read: what has to be kept of it, which is little, for there may be many.

    `item` is None where its shape is wrong; `id` is what it calls itself, at `id_place`, or the file's name where it
    calls itself nothing. `problems` are those that stand without a look at other files; `outward` is what it names in
    these.
    """

    path: Path
    digest: str = ""
    source: str = ""
    kind: Kind | None = None
    id: str = ""
    id_place: Place | None = None
    item: Item | None = None
    problems: tuple[Problem, ...] = ()
    outward: tuple[Outward, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether the file can be used, what it names in other files apart."""
        return self.item is not None and not has_errors(self.problems)


def read(path: Path) -> Reading:
    """Read one file. Never raises: whatever is wrong with it is among the problems."""
    data = read_file(path)
    if isinstance(data, Problem):
        return Reading(path, id=path.stem, problems=(data,))
    return read_bytes(path, data)


def read_bytes(path: Path, data: bytes) -> Reading:
    """Read what stands in a file, given its bytes."""
    name = file_name(path)
    unread = Reading(path, hashlib.sha256(data).hexdigest(), id=path.stem)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return replace(unread, problems=(_not_utf8(name, data, error.start),))
    parsed = parse(name, text)
    document = parsed.document
    if document is None:
        return replace(unread, source=text, problems=tuple(in_order(parsed.problems)))
    kind = kind_of(document)
    if isinstance(kind, Problem):
        found = parsed.problems if parsed.problems and not document.root else (*parsed.problems, kind)
        return replace(unread, source=text, problems=tuple(in_order(found)))
    item, problems = _checked(kind, document, parsed)
    named = document.value.text("id")
    return replace(
        unread,
        source=text,
        kind=kind,
        id=named or path.stem,
        id_place=document.place(("id",)) if named else None,
        item=item,
        problems=tuple(in_order(set(problems))),
        outward=outward_references(kind, document),
    )


def problems_with(reading: Reading, known: Known) -> list[Problem]:
    """Everything that is wrong with a file, its references to others included."""
    return _at_most(in_order({*reading.problems, *dangling(reading.outward, known)}))


def has_errors(problems: list[Problem] | tuple[Problem, ...]) -> bool:
    """Whether any of the problems keeps a file from being used."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def _checked(kind: Kind, document: Document, parsed: Parsed) -> tuple[Item | None, list[Problem]]:
    problems = list(parsed.problems)
    item: Item | None = None
    unread = {path_text(path) for path in parsed.unread}
    try:
        item = SHAPES[kind].model_validate(document.root)
    except ValidationError as error:
        problems += [found for found in shape_problems(SHAPES[kind], document, error) if found.path not in unread]
    if kind == "rubric":
        problems += rubric_problems(document)
    foreign = tuple(found.path for found in problems if found.code == "S001")
    problems += [found for found in template_problems(kind, document) if not _below(found.path, foreign)]
    problems += truth_word_problems(document)
    problems += inward_problems(kind, document)
    if kind == "scenario":
        problems += reaction_problems(document)
        if document.value.text("opening") and not any(_breaks_graph(problem) for problem in problems):
            problems += graph_problems(document)
    return item, problems


def _below(path: str, parents: tuple[str, ...]) -> bool:
    """Whether a path leads below one of the others: what stands under an unknown key is not judged."""
    return any(path == parent or path.startswith((f"{parent}.", f"{parent}[")) for parent in parents)


def _breaks_graph(problem: Problem) -> bool:
    """Whether a problem leaves it open where reactions lead, so that the graph would only repeat it."""
    if problem.code in _BROKEN_EDGES:
        return True
    if problem.code[0] not in "SY" or problem.code in ("S006", "Y007"):
        return False
    in_graph = problem.path == "$" or problem.path.startswith(("$.moments", "$.endings", "$.opening"))
    return in_graph and not _OFF_THE_GRAPH.match(problem.path)


def _at_most(problems: list[Problem]) -> list[Problem]:
    if len(problems) <= MAX_PROBLEMS:
        return problems
    last = problems[MAX_PROBLEMS - 1].place
    message = f"{len(problems) - MAX_PROBLEMS} more problems below are not shown"
    return [*problems[:MAX_PROBLEMS], Problem("F007", last, message, "Mend these first and check again.")]


def _not_utf8(name: str, data: bytes, offset: int) -> Problem:
    line = data.count(b"\n", 0, offset) + 1
    column = len(data[data.rfind(b"\n", 0, offset) + 1 : offset].decode("utf-8", "replace")) + 1
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        message = "the file is UTF-16, UTF-8 is needed"
    else:
        message = f"the byte {data[offset]:#04x} is not UTF-8"
    return Problem("F004", Place(name, line, column), message, "Save the file as UTF-8 in your editor.")
