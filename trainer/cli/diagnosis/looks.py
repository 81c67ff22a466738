"""One function a subject: facts, and in words what is wrong (empty where nothing is)."""

from __future__ import annotations

import os
import platform
import shutil
import sys
import time
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version

from trainer import __version__
from trainer.cli.opening import all_folders, user_folder
from trainer.cli.reach import Reach
from trainer.cli.terminal import app_fits, is_terminal
from trainer.library.catalogue import load_library
from trainer.problems import Severity
from trainer.records.settings import load_settings, settings_file

_NEEDED = (
    "alembic",
    "click",
    "fsrs",
    "jinja2",
    "numpy",
    "onnxruntime",
    "platformdirs",
    "pydantic",
    "pyyaml",
    "rapidfuzz",
    "sqlalchemy",
    "textual",
    "tokenizers",
)
_OPTIONAL = ("psycopg", "textual-serve")

Look = tuple[Mapping[str, object], str]


def program(_reach: Reach) -> Look:
    """Versions of the trainer, of Python and of what it needs."""
    installed = {name: _version(name) for name in (*_NEEDED, *_OPTIONAL)}
    missing = [name for name in _NEEDED if installed[name] is None]
    trouble = f"Not installed: {', '.join(missing)}. Install the trainer again." if missing else ""
    facts = {"trainer": __version__, "python": platform.python_version(), "system": platform.platform()}
    return {**facts, "packages": {name: found or "not installed" for name, found in installed.items()}}, trouble


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def settings(_reach: Reach) -> Look:
    """Where the settings are, and what is wrong in them."""
    file = settings_file()
    found, problems = load_settings()
    if found.keys:
        from trainer.tui.keymap import sound_keys

        problems = [*problems, *sound_keys(found.keys, str(file))[1]]
    facts = {"file": str(file), "exists": file.exists(), "crisis_lines": list(found.crisis_lines), "theme": found.theme}
    facts = {**facts, "keys": dict(found.keys)}
    return facts, " ".join(f"{problem.place}: {problem.message}. {problem.remedy}" for problem in problems)


def reader(_reach: Reach) -> Look:
    """The reader's version, and how long its weights take to load."""
    from trainer.scoring.reader import load_reader

    begun = time.perf_counter()
    loaded = load_reader()
    seconds = round(time.perf_counter() - begun, 3)
    return {"version": loaded.version, "load_seconds": seconds}, ""


def terminal(_reach: Reach) -> Look:
    """What the terminal can do, and so whether the app opens or plain mode answers."""
    size = shutil.get_terminal_size((80, 24))
    return {
        "stdin_is_terminal": is_terminal(sys.stdin),
        "stdout_is_terminal": is_terminal(sys.stdout),
        "term": os.environ.get("TERM"),
        "colorterm": os.environ.get("COLORTERM"),
        "no_color": "NO_COLOR" in os.environ,
        "encoding": getattr(sys.stdout, "encoding", None),
        "columns": size.columns,
        "lines": size.lines,
        "opens": "the app" if app_fits() else "plain mode",
    }, ""


def content(reach: Reach) -> Look:
    """The library: folders, counts, problems."""
    folders = all_folders(reach, load_settings()[0])
    library = load_library(folders)
    errors = [problem for problem in library.problems if problem.severity is Severity.ERROR]
    facts = {
        "folders": [str(folder) for folder in folders],
        "user_folder": str(user_folder()),
        "scenarios": len(library.scenarios),
        "rubrics": len(library.rubrics),
        "behaviours": len(library.behaviours),
        "replaced": len(library.shadowed),
        "errors": len(errors),
        "warnings": len(library.problems) - len(errors),
    }
    if errors:
        return facts, f"{errors[0].place}: {errors[0].message}. `trainer check` shows all that is wrong."
    return facts, "" if library.scenarios else "There are no scenarios in reach. Name a folder with --library."
