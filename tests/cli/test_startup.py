"""What is imported when, and that the core knows no screen, database or command line."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("textual", "pydantic", "sqlalchemy", "numpy", "yaml", "rapidfuzz", "platformdirs")


def _loaded_after(code: str, names: tuple[str, ...]) -> str:
    script = f"{code}\nimport sys\nprint(*[name for name in {names!r} if name in sys.modules], file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return done.stderr.strip()


def test_the_version_is_shown_without_importing_anything_heavy() -> None:
    code = "from trainer.cli.main import cli\ntry:\n    cli(['--version'])\nexcept SystemExit: pass"
    assert _loaded_after(code, HEAVY) == ""


def test_help_lists_every_command_without_importing_anything_heavy() -> None:
    code = "from trainer.cli.main import cli\ntry:\n    cli(['--help'])\nexcept SystemExit: pass"
    assert _loaded_after(code, HEAVY) == ""


def test_the_core_imports_no_screen_database_or_command_line() -> None:
    code = (
        "import importlib, pkgutil\n"
        "import trainer.encounter, trainer.scoring, trainer.library\n"
        "for package in (trainer.encounter, trainer.scoring, trainer.library):\n"
        "    for module in pkgutil.walk_packages(package.__path__, package.__name__ + '.'):\n"
        "        if '.training' not in module.name:\n"
        "            importlib.import_module(module.name)\n"
    )
    assert _loaded_after(code, ("textual", "sqlalchemy", "alembic", "click", "platformdirs")) == ""


def test_the_list_of_scenarios_needs_neither_screen_nor_database() -> None:
    code = "from trainer.cli.main import cli\ntry:\n    cli(['list'])\nexcept SystemExit: pass"
    assert _loaded_after(code, ("textual", "sqlalchemy", "numpy")) == ""


def test_the_first_frame_waits_for_no_database_and_no_reader() -> None:
    assert _loaded_after("import trainer.tui.app", ("pydantic", "sqlalchemy", "numpy", "onnxruntime", "yaml")) == ""
