"""docs/export.md: its commands do what it says; docs/formats.md has every key of the record store."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest

from tests.cli.conftest import Place, place  # noqa: F401
from tests.cli.people.conftest import Director, director  # noqa: F401
from tests.sending.unruly_store import unruly_store
from trainer.cli.main import COMMANDS
from trainer.records.settings import load_settings
from trainer.records.store_settings import KNOWN

DOCS = Path(__file__).parents[2] / "docs"
DOCUMENT = (DOCS / "export.md").read_text(encoding="utf-8")
OWN, COHORT, SENDING, STATEMENTS = re.findall(r"^```sh\n(.*?)^```", DOCUMENT, re.MULTILINE | re.DOTALL)
(SETTINGS,) = re.findall(r"^```toml\n(.*?)^```", DOCUMENT, re.MULTILINE | re.DOTALL)


def _typed(where: Place, block: str, *before: str) -> None:
    for line in block.strip().splitlines():
        done = where.run(*before, *shlex.split(line)[1:])
        assert done.exit_code == 0, f"{line}: {done.stderr}"


def test_every_command_works_as_written(director: Director, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    where = director.place
    monkeypatch.chdir(where.folder)
    monkeypatch.setenv("TRAINER_XAPI_SECRET", "x")
    assert director.cohort("new", "Autumn 2026", "--as", "ann").exit_code == 0
    assert director.cohort("add", "Autumn 2026", "amber-otter").exit_code == 0
    director.practise("You sound worn out.")
    [invited] = director.facts("invite", "Autumn 2026", "amber-otter")
    assert where.run("cohort", "accept", invited["code"], director.db).exit_code == 0
    assert where.run("share", "--yes").exit_code == 0

    _typed(where, OWN)
    _typed(where, COHORT, "--db", director.db)
    with unruly_store() as store:
        where.write("settings.toml", SETTINGS.replace("https://store.example/xapi", store.address))
        _typed(where, SENDING)
        _typed(where, STATEMENTS)
        written = (where.folder / "statements" / "statements.jsonl").read_text("utf-8").splitlines()
        assert len(store.stored) == len(written) > 0
        said = {json.loads(line)["verb"]["display"]["en"] for line in written}
    assert said == set(re.findall(r"^\| [^|]+ \| `(\w+)` \|", DOCUMENT, re.MULTILINE))


def test_the_settings_shown_are_sound(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text(SETTINGS)
    read, problems = load_settings(tmp_path / "settings.toml")
    assert problems == [] and read.xapi is not None and read.xapi.base == "https://program.example/trainer"


def test_every_key_of_the_record_store_is_documented() -> None:
    section = (DOCS / "formats.md").read_text("utf-8").split("## Settings: the record store")[1]
    rows = [line for line in section.splitlines() if line.startswith("| `")]
    assert {name for row in rows for name in re.findall(r"`(\w+)`", row.split("|")[1])} == set(KNOWN)


def test_commands_in_the_text_exist() -> None:
    assert set(re.findall(r"`trainer ([a-z]+)", DOCUMENT)) <= set(COMMANDS)
