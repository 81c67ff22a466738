"""One difference between two versions, and the small ones that every kind of file has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from trainer.library.text import shown

L = TypeVar("L", bound=int)

_LONGEST = 70


@dataclass(frozen=True, slots=True)
class Change:
    """Something that is different now. `place` is where, `words` say what, for reading under the place."""

    place: str
    kind: Literal["added", "removed", "renamed", "changed"]
    words: str
    before: str | None = None
    after: str | None = None


Texts = str | Sequence[str] | None


def text_change(place: str, what: str, before: Texts, after: Texts) -> Iterator[Change]:
    """A change of somebody's words; nothing where they are the same but for spaces at the ends of lines."""
    old, new = _text(before), _text(after)
    if _as_read(old) == _as_read(new):
        return
    if not old or not new:
        yield Change(place, "added" if new else "removed", f"{what}: {_quoted(new or old)}", old or None, new or None)
    else:
        yield Change(place, "changed", f"{what}: {_quoted_parts(old, new)}", old, new)


def value_change(place: str, what: str, before: object, after: object) -> Iterator[Change]:
    """A change of a number or of a word from a closed set."""
    if before != after:
        yield Change(place, "changed", f"{what}: {before} became {after}", str(before), str(after))


def list_change(place: str, what: str, before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    """What a list of ids or lines gained and lost; its order is no change."""
    gained = [one for one in after if one not in before]
    lost = [one for one in before if one not in after]
    parts = [f"now also {_listed(gained)}"] if gained else []
    parts += [f"no longer {_listed(lost)}"] if lost else []
    if parts:
        yield Change(place, "changed", f"{what}: {'; '.join(parts)}", "\n".join(before), "\n".join(after))


def mapped_change(place: str, what: str, before: Mapping[L, str], after: Mapping[L, str]) -> Iterator[Change]:
    """Changes of texts by level."""
    for level in sorted({*before, *after}):
        yield from text_change(place, f"{what} at level {level}", before.get(level), after.get(level))


def _text(text: Texts) -> str:
    if text is None or isinstance(text, str):
        return text or ""
    return "\n".join(f"- {variant}" for variant in text)


def _as_read(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip().splitlines()]


def _quoted(text: str) -> str:
    return f"“{shown(text, _LONGEST)}”"


def _quoted_parts(old: str, new: str) -> str:
    """Both texts from shortly before the first letter that differs, so that the difference is seen."""
    old, new = " ".join(old.split()), " ".join(new.split())
    same = next((at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), None)
    start = min(len(old), len(new)) if same is None else same
    start = max(0, old.rfind(" ", 0, max(0, start - 20)) + 1) if start > _LONGEST // 2 else 0
    lead = "…" if start else ""
    return f"“{lead}{shown(old[start:], _LONGEST)}” became “{lead}{shown(new[start:], _LONGEST)}”"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(shown(name, _LONGEST) for name in names)
