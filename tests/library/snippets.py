"""The examples in docs/problems.md, and how a part of a file is laid over a whole one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tests.library.places import BEHAVIOUR, CRAFT, ROOT, RUBRIC, SCENARIO

_SECTION = re.compile(r"^### (\w{4}) · (.+)$", re.MULTILINE)
_FENCE = re.compile(r"^```yaml (\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_KEY = re.compile(r"( *)([\w-]+):")
_WHOLE = {
    "scenario": SCENARIO,
    "rubric": RUBRIC,
    "behaviour": BEHAVIOUR,
    "craft": (CRAFT / "late-bus.yaml").read_text(),
}


@dataclass(frozen=True, slots=True)
class Section:
    """One code in the docs: its title, and its examples as whole files, the failing one first."""

    code: str
    title: str
    files: tuple[str, ...]


def sections() -> Iterator[Section]:
    """The codes as the docs tell them, in their order."""
    text = (ROOT / "docs" / "problems.md").read_text(encoding="utf-8")
    headings = list(_SECTION.finditer(text))
    ends = [heading.start() for heading in headings[1:]] + [len(text)]
    for heading, end in zip(headings, ends, strict=True):
        fences = _FENCE.findall(text[heading.end() : end])
        yield Section(heading[1], heading[2], tuple(_file(kind, part) for kind, part in fences))


def _file(kind: str, part: str) -> str:
    if kind == "file":
        return part
    return laid_over(_WHOLE[kind], part)


def laid_over(whole: str, part: str) -> str:
    """The whole file with the keys that the part holds in the place of its own."""
    return "".join(_laid_over(whole.splitlines(True), part.splitlines(True), 0))


def _laid_over(whole: list[str], part: list[str], indent: int) -> list[str]:
    """Replace in a block mapping the keys that `part` holds, mapping by mapping; new keys come last."""
    blocks = _blocks(whole, indent)
    laid: set[str] = set()
    for key, lines in _blocks(part, indent):
        place = next((index for index, (known, _) in enumerate(blocks) if known == key), None)
        if place is None or key in laid:
            blocks.append((key, lines))
        elif _is_mapping(lines, indent) and _is_mapping(blocks[place][1], indent):
            inner = _laid_over(blocks[place][1][1:], lines[1:], indent + 2)
            blocks[place] = (key, [lines[0], *inner])
        else:
            blocks[place] = (key, lines)
        laid.add(key)
    return [line for _, lines in blocks for line in lines]


def _blocks(lines: list[str], indent: int) -> list[tuple[str, list[str]]]:
    blocks: list[tuple[str, list[str]]] = []
    for line in lines:
        found = _KEY.match(line)
        if found and len(found[1]) == indent:
            blocks.append((found[2], [line]))
        elif blocks:
            blocks[-1][1].append(line)
    return blocks


def _is_mapping(lines: list[str], indent: int) -> bool:
    inner = _KEY.match(lines[1]) if len(lines) > 1 else None
    opening = lines[0].partition("#")[0].rstrip()
    return opening.endswith(":") and inner is not None and len(inner[1]) == indent + 2
