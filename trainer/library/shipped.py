"""Where the scenarios and rubrics that come with the program stand."""

from __future__ import annotations

from pathlib import Path

_NAMES = ("scenarios", "rubrics")


def shipped_folders() -> tuple[Path, ...]:
    """The folders of an installed package, or those of the checkout it runs from; only those that exist."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "shipped"
    root = installed if installed.is_dir() else package.parent
    return tuple(folder for name in _NAMES if (folder := root / name).is_dir())
