"""Paths in a pack: only such as stay below a folder, on every computer, and mean one file everywhere."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath

from trainer.library.files import SUFFIXES
from trainer.library.text import has_controls

_LONGEST_PATH, _LONGEST_NAME, _DEEPEST = 400, 120, 8
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?\Z", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[<>:"|?*\\]')


@dataclass(frozen=True, slots=True)
class Objection:
    """Why a path is refused."""

    code: str
    message: str
    remedy: str


def objection_to(path: str) -> Objection | None:
    """What keeps a path from being used in a pack; None where nothing does."""
    parts = path.split("/")
    if path.startswith(("/", "\\", "~")) or re.match(r"[A-Za-z]:", path) or ".." in re.split(r"[/\\]", path):
        return Objection("K002", "leads out of the folder", "Do not trust this pack: ask whom you have it from.")
    if not path.endswith(SUFFIXES):
        return Objection("K010", "is no YAML file", "A pack holds scenarios, rubrics and behaviours: .yaml or .yml.")
    if any(not _is_portable(part) for part in parts) or len(path) > _LONGEST_PATH or len(parts) > _DEEPEST:
        return Objection(
            "K003",
            "is a name that not every computer can keep",
            "Use letters, numbers, hyphens and dots; no hidden files, and no more than 120 characters a name.",
        )
    return None


def folded(path: str) -> str:
    """The path as a computer sees it that takes capital and small letters, and all ways of writing ü, as one."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", path).casefold())


def parents(path: str) -> list[str]:
    """The folders that a path lies in, from the top."""
    return [str(parent) for parent in reversed(PurePosixPath(path).parents) if str(parent) != "."]


def _is_portable(name: str) -> bool:
    return (
        0 < len(name) <= _LONGEST_NAME
        and len(name.encode("utf-8", "replace")) <= 2 * _LONGEST_NAME
        and not name.startswith((".", " "))
        and not name.endswith((".", " "))
        and not has_controls(name)
        and not any(character in name for character in "\t\n")
        and _FORBIDDEN.search(name) is None
        and _RESERVED.match(name) is None
    )
