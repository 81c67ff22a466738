"""The user's settings: `settings.toml` in the config folder, or where TRAINER_CONFIG places it.

What is wrong in it becomes problems; the rest counts, and what is missing has its default.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

import platformdirs

from trainer.library.text import clean, shown
from trainer.practice.rules import BOUNDS, DEFAULT_RULES, Rules
from trainer.problems import Place, Problem, in_order
from trainer.programs.record_store import RecordStore
from trainer.records.store_settings import read_record_store

FILE_NAME = "settings.toml"
_MOST_BYTES = 100_000
_LONGEST = 300
_KNOWN = ("crisis_lines", "theme", "keys", "libraries", "practice", "measured", "xapi")
_PLACE_IN_TOML = re.compile(r"\(at line (\d+), column (\d+)\)")


@dataclass(frozen=True, slots=True)
class Measured:
    """How well a behaviour of one's own was read on labelled responses. `of` is the fingerprint of what read them: the
    figure holds for nothing else."""

    kappa: float
    responses: int
    of: str


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user may set.

    `crisis_lines` are shown as written, one line each; `theme` is the name of a theme, None for the default; `keys`
    maps the id of a binding to the keys that take its place (`redo = "ctrl+r"`); `libraries` are folders searched after
    the shipped ones; `practice` are the rules of drills and probes; `measured` are figures for behaviours of one's
    own, by id; `xapi` is the record store that statements may be sent to.
    """

    crisis_lines: tuple[str, ...] = ()
    theme: str | None = None
    keys: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    libraries: tuple[Path, ...] = ()
    practice: Rules = DEFAULT_RULES
    measured: Mapping[str, Measured] = field(default_factory=lambda: MappingProxyType({}))
    xapi: RecordStore | None = None


def settings_file() -> Path:
    """Where the settings are: TRAINER_CONFIG (the file or its folder), else the user's config folder."""
    placed = os.environ.get("TRAINER_CONFIG")
    if not placed:
        return Path(platformdirs.user_config_dir("trainer", appauthor=False)) / FILE_NAME
    path = Path(placed)
    return path / FILE_NAME if path.is_dir() else path


def load_settings(file: Path | None = None) -> tuple[Settings, list[Problem]]:
    """Read the settings at `file` (None: `settings_file()`). A file that does not exist gives the defaults."""
    path = settings_file() if file is None else file
    reading = _Reading(path)
    table = reading.table()
    reading.unknown(table)
    settings = Settings(
        crisis_lines=reading.lines(table, "crisis_lines"),
        theme=reading.line(table, "theme"),
        keys=reading.mapping(table, "keys"),
        libraries=tuple(_folder(path.parent, line) for line in reading.lines(table, "libraries")),
        practice=reading.rules(table, "practice"),
        measured=reading.figures(table, "measured"),
        xapi=reading.record_store(table),
    )
    return settings, in_order(reading.problems)


def _folder(beside: Path, line: str) -> Path:
    """Relative folders are relative to the settings file; `~` is the user's home, where that is known."""
    try:
        return beside / Path(line).expanduser()
    except RuntimeError:
        return beside / line


class _Reading:
    """One reading of a file, collecting its problems."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.problems: list[Problem] = []

    def _problem(self, code: str, message: str, remedy: str, path: str = "", line: int = 0, column: int = 0) -> None:
        self.problems.append(Problem(code, Place(str(self._file), line, column), message, remedy, path))

    def table(self) -> dict[str, object]:
        """The whole file; empty where it is missing or cannot be read."""
        try:
            with self._file.open("rb") as stream:
                data = stream.read(_MOST_BYTES + 1)
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or "not a path"
            self._problem("F002", f"The settings cannot be read: {why.lower()}", "Check the file and its rights.")
            return {}
        if len(data) > _MOST_BYTES:
            self._problem("F003", f"Settings of more than {_MOST_BYTES} bytes", "Shorten the file.")
            return {}
        try:
            return tomllib.loads(data.decode("utf-8"))
        except UnicodeDecodeError:
            self._problem("F004", "The settings are not UTF-8", "Save the file as UTF-8.")
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            self._not_toml(str(error))
        return {}

    def _not_toml(self, why: str) -> None:
        place = _PLACE_IN_TOML.search(why)
        line, column = (int(place[1]), int(place[2])) if place else (0, 0)
        message = f"The settings are not TOML: {shown(_PLACE_IN_TOML.sub('', why).strip())}"
        self._problem("F002", message, "Correct the line; until then the defaults count.", line=line, column=column)

    def unknown(self, table: Mapping[str, object]) -> None:
        for key in table:
            if key not in _KNOWN:
                remedy = f"Known settings: {', '.join(_KNOWN)}."
                self._problem("S001", f"Unknown setting '{shown(key)}'", remedy, f"$.{shown(key)}")

    def line(self, table: Mapping[str, object], key: str) -> str | None:
        value = table.get(key)
        return None if value is None else self._line(value, f"$.{key}")

    def lines(self, table: Mapping[str, object], key: str) -> tuple[str, ...]:
        value = table.get(key, [])
        if not isinstance(value, list):
            self._problem("S003", f"'{key}' must be a list of texts", f'Write {key} = ["…"].', f"$.{key}")
            return ()
        read = [self._line(item, f"$.{key}[{place}]") for place, item in enumerate(value)]
        return tuple(line for line in read if line is not None)

    def mapping(self, table: Mapping[str, object], key: str) -> Mapping[str, str]:
        value = table.get(key, {})
        if not isinstance(value, dict):
            self._problem("S003", f"'{key}' must be a table of texts", f'Write [{key}], then name = "…".', f"$.{key}")
            return MappingProxyType({})
        read = {clean(name): self._line(item, f"$.{key}.{shown(name)}") for name, item in value.items()}
        return MappingProxyType({name: line for name, line in read.items() if line is not None})

    def rules(self, table: Mapping[str, object], key: str) -> Rules:
        value = table.get(key, {})
        if not isinstance(value, dict):
            self._problem("S003", f"'{key}' must be a table of numbers", f"Write [{key}], then name = 12.", f"$.{key}")
            return DEFAULT_RULES
        given = {clean(name): item for name, item in value.items()}
        for name in sorted(given.keys() - BOUNDS.keys()):
            remedy = f"Known rules: {', '.join(BOUNDS)}."
            self._problem("S001", f"Unknown rule '{shown(name)}'", remedy, f"$.{key}.{shown(name)}")
        sound = {name: given[name] for name in BOUNDS if name in given and self._is_within(key, name, given[name])}
        rules = replace(DEFAULT_RULES, **sound)
        if rules.shown > rules.of:
            message = f"{rules.shown} of the last {rules.of} tries can never be shown"
            self._problem(
                "S005", message, "Make `shown` at most `of`; until then the defaults count.", f"$.{key}.shown"
            )
            return replace(rules, shown=DEFAULT_RULES.shown, of=DEFAULT_RULES.of)
        return rules

    def _is_within(self, key: str, name: str, value: object) -> bool:
        low, high = BOUNDS[name]
        path = f"$.{key}.{name}"
        if isinstance(value, bool) or not isinstance(value, int):
            self._problem("S003", "Must be a whole number", f"Write {name} = {getattr(DEFAULT_RULES, name)}.", path)
            return False
        if not low <= value <= high:
            self._problem(
                "S005", f"Must be from {low} to {high}", f"Write {name} = {getattr(DEFAULT_RULES, name)}.", path
            )
            return False
        return True

    def figures(self, table: Mapping[str, object], key: str) -> Mapping[str, Measured]:
        value = table.get(key, {})
        if not isinstance(value, dict):
            self._problem("S003", f"'{key}' must hold tables", f"Write [{key}.id], one a behaviour.", f"$.{key}")
            return MappingProxyType({})
        read = {clean(name): self._figure(item, f"$.{key}.{shown(name)}") for name, item in value.items()}
        return MappingProxyType({name: figure for name, figure in read.items() if figure is not None})

    def _figure(self, value: object, path: str) -> Measured | None:
        """One measured behaviour; None, and a problem, for anything else."""
        match value:
            case {"kappa": float() | int() as kappa, "responses": int() as responses, "of": str() as of} if (
                -1 <= kappa <= 1 and responses > 0
            ):
                return Measured(float(kappa), responses, of)
        remedy = "Let `trainer evaluate FILE --keep` write it, or leave it out."
        self._problem("S003", "A figure has kappa (-1 to 1), responses and of", remedy, path)
        return None

    def record_store(self, table: Mapping[str, object]) -> RecordStore | None:
        return read_record_store(table, self._line, self._problem)

    def _line(self, value: object, path: str) -> str | None:
        """One line of text, clean; None, and a problem, for anything else."""
        if not isinstance(value, str):
            self._problem("S003", "Must be a text", "Put it in quotation marks.", path)
            return None
        line = " ".join(clean(value).split())
        if not 1 <= len(line) <= _LONGEST:
            self._problem("S008", f"Must have 1 to {_LONGEST} characters", "Shorten it or leave it out.", path)
            return None
        return line
