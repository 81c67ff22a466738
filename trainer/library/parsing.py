"""YAML text in, a document with places out, and everything that is wrong with it as YAML."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

import yaml

from trainer.library.document import Document, Path, path_text
from trainer.library.events import CONTROLS_REMEDY, Builder, StoppedError, UnquotedBracesError
from trainer.library.text import FORBIDDEN
from trainer.library.yaml_errors import Explained, explain
from trainer.problems import Place, Problem

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_RAW_CONTROLS = re.compile(f"[{FORBIDDEN}]+")
_CARRIAGE_RETURNS = re.compile(r"\r\n?")
_DIRECTIVE = re.compile(r"^%(?:YAML|TAG)\b", re.MULTILINE)
_TAB_INDENT = re.compile(r"^ *\t\s*[^\s#]", re.MULTILINE)
_SHOWN_CONTROLS = 20
_SHOWN_TABS = 20
_REPAIRS = 20
_REPAIRED_SIZE = 200_000
_BRACES = ("{{", "{%", "{#")


@dataclass(frozen=True, slots=True)
class Parsed:
    """What came of a text. `document` is None where reading could not go on to the end; nothing can be said about
    what stands below the `unread` paths."""

    document: Document | None
    problems: tuple[Problem, ...]
    unread: frozenset[Path] = frozenset()


@dataclass(frozen=True, slots=True)
class _Controls:
    """Where runs of control characters begin: the first ones, and how many more there are."""

    offsets: tuple[int, ...]
    more: int


@lru_cache(maxsize=1)
def parse(file: str, text: str) -> Parsed:
    """Read one YAML document. `text` may hold anything; the result holds no control characters.

    The last one is remembered: one check after another looks at the same text.
    """
    text = _CARRIAGE_RETURNS.sub("\n", text.removeprefix("\ufeff"))
    directive = _DIRECTIVE.search(text)
    if directive:
        place = _place(file, text, directive.start())
        return Parsed(
            None, (Problem("Y009", place, "YAML directives (`%YAML`, `%TAG`) are not allowed", "Take the line out."),)
        )
    controls = _controls(text)
    text = _RAW_CONTROLS.sub(lambda found: " " * len(found.group()), text) if controls.offsets else text
    parsed = _parse_repairing(file, text)
    return Parsed(
        parsed.document, (*_control_problems(file, text, controls, parsed.document), *parsed.problems), parsed.unread
    )


def _controls(text: str) -> _Controls:
    runs = _RAW_CONTROLS.finditer(text)
    offsets = tuple(run.start() for run in islice(runs, _SHOWN_CONTROLS))
    return _Controls(offsets, sum(1 for _ in runs))


def _parse_repairing(file: str, text: str) -> Parsed:
    """Read the text; where a value begins with `{{`, say so, put it in quotes and read again."""
    unquoted: list[Problem] = []
    while True:
        builder = Builder(file, text)
        try:
            for event in yaml.parse(text, Loader=_LOADER):
                builder.take(event)
        except StoppedError:
            whole = all(problem.code != "Y005" and problem.code != "Y006" for problem in builder.problems)
            second_document = whole and any(problem.code == "Y008" for problem in builder.problems)
            document = builder.document() if second_document else None
            return Parsed(document, (*unquoted, *builder.problems), frozenset(builder.unread))
        except UnquotedBracesError as braces:
            offset, path = braces.offset, braces.path
        except yaml.YAMLError as error:
            explained = explain(error, text)
            found = _braces_at(text, explained)
            if found is None:
                ending = [] if unquoted else _ending(text, explained, builder)
                return Parsed(None, (*unquoted, *builder.problems, *ending))
            offset, path = found, builder.path
        else:
            return Parsed(builder.document(), (*unquoted, *builder.problems), frozenset(builder.unread))
        unquoted.append(_unquoted(file, text, offset, path))
        if len(unquoted) > _REPAIRS or len(text) > _REPAIRED_SIZE or _repeated(unquoted):
            return Parsed(None, (*unquoted, *builder.problems))
        text = _quoted(text, offset)


def _braces_at(text: str, explained: Explained) -> int | None:
    """The offset of the `{{` or `{%` that upset the parser, or None where something else did."""
    offset = explained.offset
    if text[max(offset - 1, 0) : offset + 1] in _BRACES:
        return offset - 1
    if explained.message.startswith(("a bracket", "this line", "a colon", "a value is missing")):
        start, line = _line_at(text, offset)
        places = [line.find(opening) for opening in _BRACES[:2] if opening in line]
        if places and not re.search("[\"'|>]", line[: min(places)]):
            return start + min(places)
    return None


def _quoted(text: str, offset: int) -> str:
    end = text.find("\n", offset)
    end = len(text) if end < 0 else end
    return f"{text[:offset]}'{text[offset:end].replace(chr(39), '’')}'{text[end:]}"


def _repeated(problems: list[Problem]) -> bool:
    return len({problem.place.line for problem in problems}) < len(problems)


def _unquoted(file: str, text: str, offset: int, path: Path) -> Problem:
    return Problem(
        "Y007",
        _place(file, text, offset),
        f"text that holds `{text[offset : offset + 2]}` must be in quotes: YAML takes the brace for a mapping",
        'Put the whole text in double quotes, `says: "{{ patient.name }} …"`, or write it as a block under `says: |`.',
        path_text(path),
    )


def _ending(text: str, explained: Explained, builder: Builder) -> list[Problem]:
    """The problems to report where the parser gave up: tabs where they are the cause, else its error."""
    file, offset = builder.file, explained.offset
    start, line = _line_at(text, offset)
    if "\t" in line:
        places = [_place(file, text, found.start() + found.group().index("\t")) for found in _TAB_INDENT.finditer(text)]
        places = places[:_SHOWN_TABS] or [_place(file, text, start + line.index("\t"))]
        return [
            Problem("Y002", place, "a tab stands where spaces belong", "Indent with spaces, two for each level.")
            for place in places
        ]
    message, remedy = explained.message, explained.remedy
    quoted = builder.last_quoted
    if quoted and quoted.start < start <= quoted.end <= start + len(line):
        message = f"the quotation that is opened here ends in line {_line_of(text, offset)}, where more text follows"
        remedy = "Close it where the text ends; a quotation mark inside it is written twice ('') or as \\\"."
        offset = quoted.start
    return [Problem("Y001", _place(file, text, offset), message, remedy, path_text(builder.path))]


def _line_of(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def _line_at(text: str, offset: int) -> tuple[int, str]:
    """The line around an offset, and where it begins."""
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    return start, text[start : end if end >= 0 else len(text)]


def _control_problems(file: str, text: str, controls: _Controls, document: Document | None) -> list[Problem]:
    if not controls.offsets:
        return []
    values = sorted(document.values.items(), key=lambda entry: entry[1].start) if document else []
    problems = []
    for offset in controls.offsets:
        index = bisect_right(values, offset, key=lambda entry: entry[1].start) - 1
        inside = index >= 0 and offset < values[index][1].end
        path = path_text(values[index][0] if inside else ())
        is_last = offset == controls.offsets[-1] and controls.more
        message = f"a control character stands here{f' (and {controls.more} more in this file)' if is_last else ''}"
        problems.append(Problem("S006", _place(file, text, offset), message, CONTROLS_REMEDY, path))
    return problems


def _place(file: str, text: str, offset: int) -> Place:
    start = text.rfind("\n", 0, offset) + 1
    return Place(file, _line_of(text, offset), offset - start + 1)
