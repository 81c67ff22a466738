"""A new scenario on disk: never over another one, and with the schema that its first line points to."""

from __future__ import annotations

import os
import re
from pathlib import Path

import click

from trainer.cli.exits import ExitCode
from trainer.cli.failing import CommandError
from trainer.library.catalogue import Library
from trainer.library.schema import schema_text
from trainer.library.shapes import ID_PATTERN
from trainer.library.starter.starting import Answers, starter_text
from trainer.library.text import shown

SCHEMA = Path(".schema") / "scenario.json"
"""Beside the scenarios, in a folder that no search for YAML files enters."""
_LONGEST_ID = 80


def require_new_id(scenario_id: str, library: Library, file: Path) -> None:
    """Raise where the id is none, or where a scenario or file has it already."""
    if not re.match(ID_PATTERN, scenario_id) or len(scenario_id) > _LONGEST_ID or scenario_id.endswith("\n"):
        near = re.sub(r"[^a-z0-9]+", "-", scenario_id.lower()).strip("-0123456789")[:_LONGEST_ID]
        remedy = f" Try '{near}'." if re.match(ID_PATTERN, near) else ""
        raise click.BadParameter(
            f"'{shown(scenario_id)}' is no id: an id is small letters and numbers joined by hyphens.{remedy}"
        )
    taken = library.scenarios.get(scenario_id)
    if taken is not None or os.path.lexists(file):
        place = file if taken is None else taken.file
        raise CommandError(
            f"There is a scenario '{scenario_id}' already", str(place), "Choose another id.", ExitCode.ABSENT
        )


def write_starter(scenario_id: str, answers: Answers, file: Path) -> None:
    """Write the scenario and, where it is not there as it should be, the schema. Never writes over a scenario."""
    text = starter_text(scenario_id, answers, SCHEMA.as_posix())
    folder = file.parent
    folder.mkdir(parents=True, exist_ok=True)
    _write_schema(folder / SCHEMA)
    with file.open("x", encoding="utf-8", newline="\n") as stream:
        try:
            stream.write(text)
            stream.flush()
        except BaseException:
            file.unlink()
            raise


def _write_schema(file: Path) -> None:
    text = schema_text("scenario").encode()
    if file.is_file() and file.read_bytes() == text:
        return
    file.parent.mkdir(exist_ok=True)
    fresh = file.with_suffix(".new")
    fresh.write_bytes(text)
    fresh.replace(file)
