"""settings.toml: what is right counts, what is wrong is a problem."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.library.text import has_controls
from trainer.practice.rules import Rules
from trainer.programs.record_store import RecordStore
from trainer.records.settings import Settings, load_settings, settings_file

GOOD = """
theme = "paper"
crisis_lines = ["Samaritans: 116 123", "Emergency: 112"]
libraries = ["ward", "/srv/scenarios"]
[keys]
redo = "ctrl+r"
"""


def written(folder: Path, text: str | bytes) -> Path:
    file = folder / "settings.toml"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


def test_everything_set(tmp_path: Path) -> None:
    read, problems = load_settings(written(tmp_path, GOOD))
    assert problems == []
    assert read.theme == "paper"
    assert read.crisis_lines == ("Samaritans: 116 123", "Emergency: 112")
    assert dict(read.keys) == {"redo": "ctrl+r"}
    assert read.libraries == (tmp_path / "ward", Path("/srv/scenarios"))


def test_rules_of_practice(tmp_path: Path) -> None:
    read, problems = load_settings(written(tmp_path, "[practice]\nshown = 4\nof = 6\nprobe_after_days = 7"))
    assert problems == []
    assert read.practice == Rules(shown=4, of=6, minutes=10, probe_after_days=7)


def test_no_file_gives_the_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "settings.toml") == (Settings(), [])


@pytest.mark.parametrize(
    ("text", "code", "path"),
    [
        ("theme = 3", "S003", "$.theme"),
        ('theme = ""', "S008", "$.theme"),
        ('crisis_lines = "116 123"', "S003", "$.crisis_lines"),
        ('crisis_lines = ["116 123", 112]', "S003", "$.crisis_lines[1]"),
        (f'crisis_lines = ["{"1" * 400}"]', "S008", "$.crisis_lines[0]"),
        ('keys = ["ctrl+r"]', "S003", "$.keys"),
        ("[keys]\nredo = 1", "S003", "$.keys.redo"),
        ("libraries = [[]]", "S003", "$.libraries[0]"),
        ('colour = "red"', "S001", "$.colour"),
        ("practice = 12", "S003", "$.practice"),
        ("[practice]\nshown = true", "S003", "$.practice.shown"),
        ("[practice]\nminutes = 900", "S005", "$.practice.minutes"),
        ("[practice]\nshown = 12\nof = 5", "S005", "$.practice.shown"),
        ("[practice]\nstreak = 1", "S001", "$.practice.streak"),
    ],
)
def test_a_bad_value_is_a_problem_in_its_place(tmp_path: Path, text: str, code: str, path: str) -> None:
    _, problems = load_settings(written(tmp_path, text))
    assert [(problem.code, problem.path) for problem in problems] == [(code, path)]
    assert problems[0].remedy.endswith((".", "…"))


def test_all_problems_at_once_and_the_rest_counts(tmp_path: Path) -> None:
    read, problems = load_settings(written(tmp_path, 'theme = 1\nlibraries = 2\ncrisis_lines = ["116 123", 5]'))
    assert len(problems) == 3
    assert read == Settings(crisis_lines=("116 123",))


def test_what_is_no_toml_has_its_line(tmp_path: Path) -> None:
    read, (problem,) = load_settings(written(tmp_path, 'theme = "paper"\ncrisis lines = []'))
    assert read == Settings()
    assert (problem.code, problem.place.line) == ("F002", 2)
    assert "TOML" in problem.message


def test_not_utf8_too_large_a_folder(tmp_path: Path) -> None:
    assert load_settings(written(tmp_path, b'theme = "\xff"'))[1][0].code == "F004"
    assert load_settings(written(tmp_path, "#" * 200_000))[1][0].code == "F003"
    assert load_settings(tmp_path)[1][0].code == "F002"


def test_deep_nesting_is_a_problem(tmp_path: Path) -> None:
    assert load_settings(written(tmp_path, "theme = " + "[" * 40_000))[1][0].code == "F002"


def test_escapes_never_come_out(tmp_path: Path) -> None:
    text = 'crisis_lines = ["\\u001b[31m116 123\\u202e"]\n"\\u001b[2Jx" = 1\n[keys]\n"re\\u009bdo" = "\\u001b"'
    read, problems = load_settings(written(tmp_path, text))
    shown = [*read.crisis_lines, *read.keys, *read.keys.values(), *(p.message + p.path for p in problems)]
    assert read.crisis_lines == ("116 123",)
    assert not any(has_controls(text) for text in shown)


def test_trainer_config_places_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRAINER_CONFIG", str(tmp_path))
    assert settings_file() == tmp_path / "settings.toml"
    monkeypatch.setenv("TRAINER_CONFIG", str(tmp_path / "mine.toml"))
    assert settings_file() == tmp_path / "mine.toml"
    (tmp_path / "mine.toml").write_text('theme = "dark"')
    assert load_settings()[0].theme == "dark"
    monkeypatch.delenv("TRAINER_CONFIG")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert settings_file().name == "settings.toml"


@given(st.binary(max_size=200))
@settings(max_examples=80)
def test_no_file_gives_a_traceback(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    read, problems = load_settings(written(tmp_path_factory.getbasetemp(), data))
    assert isinstance(read, Settings)
    assert all(problem.remedy for problem in problems)


def test_a_record_store(tmp_path: Path) -> None:
    text = '[xapi]\nendpoint = "https://store.example/xapi/"\nkey = "k"\nsecret_env = "S"\naccount = "quiet-heron"'
    read, problems = load_settings(written(tmp_path, text))
    assert problems == []
    assert read.xapi == RecordStore("https://store.example/xapi", "k", secret_env="S", account="quiet-heron")


@pytest.mark.parametrize(
    ("text", "code", "path"),
    [
        ('xapi = "https://store.example"', "S003", "$.xapi"),
        ("[xapi]", "S002", "$.xapi"),
        ('[xapi]\nendpoint = "https://store.example"\nsecret = "x"', "S001", "$.xapi.secret"),
        ('[xapi]\nendpoint = "http://store.example"', "S007", "$.xapi.endpoint"),
        ('[xapi]\nendpoint = "https://who:secret@store.example"', "S007", "$.xapi.endpoint"),
        ('[xapi]\nendpoint = "https://store.example:port"', "S007", "$.xapi.endpoint"),
        ('[xapi]\nendpoint = "https://store.example"\naccount = "ada@example.org"', "S007", "$.xapi.account"),
        ('[xapi]\nendpoint = "https://store.example"\nbase = "our program"', "S007", "$.xapi.base"),
        ('[xapi]\nendpoint = "https://store.example"\nsecret_env = "a b"', "S007", "$.xapi.secret_env"),
        ('[xapi]\nendpoint = "https://store.example"\nkey = 3', "S003", "$.xapi.key"),
    ],
)
def test_a_record_store_that_is_not_sound_is_none(tmp_path: Path, text: str, code: str, path: str) -> None:
    read, problems = load_settings(written(tmp_path, text))
    assert [(problem.code, problem.path) for problem in problems] == [(code, path)]
    assert read.xapi is None
