"""Whatever is done to a good file, a check in any form ends with problems or none, never with a fault of its own.

`pytest -n0 tests/cli/checking/test_mutated.py --hypothesis-profile=thorough` tries 10,000 new files.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from tests.cli.content import BEHAVIOUR as ONE_BEHAVIOUR
from tests.library.places import BEHAVIOUR, CRAFT, GOOD, RUBRIC, SCENARIO
from trainer.cli.exits import ExitCode
from trainer.cli.main import cli

_SOURCES = [SCENARIO, RUBRIC, BEHAVIOUR, (CRAFT / "late-bus.yaml").read_text(encoding="utf-8")]
_FORMS = ["text", "json", "github", "sarif"]
_KEY = re.compile(rb"(?<![\w-])[a-z_]+(?=:)")
_VALUE = re.compile(rb"(?<=: )[^,{}\[\]\n]+")
_MARKS = [b"{{", b"{%", b"- ", b": ", b"\t", b"*a", b"&a ", b"!!x ", b"'", b'"', b"|", b"[" * 40, b"#", b"\n"]
_ODDITIES = [b"\xff\xfe", b"\x1b[2J", b"\xe2\x80\xae", b"\0", b"\r", b"1e999", b"0x", b"null", b"-1"]
_COMMENTS = [b" # trainer: ignore[C101, C401] why\n", b" # trainer: ignore[", b" # trainer: ignore[C4]"]
_PIECES = st.binary(max_size=4) | st.sampled_from([*_MARKS, *_ODDITIES, *_COMMENTS])
_NAMED = ("acknowledges-failure", "owns-limits", "shuts-down", "shares-next-step", "argues")
"""Behaviours that the sources name and that are not among the good examples."""


def _flip_bytes(draw: st.DrawFn, data: bytes) -> bytes:
    at = draw(st.integers(0, len(data)))
    return data[:at] + draw(_PIECES) + data[at + draw(st.integers(0, 6)) :]


def _move_lines(draw: st.DrawFn, data: bytes) -> bytes:
    lines = data.splitlines(keepends=True) or [b""]
    start, length = draw(st.integers(0, len(lines))), draw(st.integers(1, 5))
    taken = lines[start : start + length]
    kept = lines if draw(st.booleans()) else lines[:start] + lines[start + length :]
    to = draw(st.integers(0, len(kept)))
    put = taken if draw(st.booleans()) else []
    return b"".join([*kept[:to], *put, *kept[to:]])


def _rename_key(draw: st.DrawFn, data: bytes) -> bytes:
    return _exchanged(draw, data, _KEY)


def _swap_values(draw: st.DrawFn, data: bytes) -> bytes:
    return _exchanged(draw, data, _VALUE)


def _exchanged(draw: st.DrawFn, data: bytes, pattern: re.Pattern[bytes]) -> bytes:
    """One that the pattern finds in the place of another."""
    found = list(pattern.finditer(data))
    if not found:
        return data
    one, other = draw(st.sampled_from(found)), draw(st.sampled_from(found))
    return data[: one.start()] + other[0] + data[one.end() :]


_CHANGES = st.sampled_from([_flip_bytes, _move_lines, _rename_key, _swap_values])


@st.composite
def _mutated(draw: st.DrawFn) -> bytes:
    data = draw(st.sampled_from(_SOURCES)).encode()
    for change in draw(st.lists(_CHANGES, min_size=1, max_size=4)):
        data = change(draw, data)
    return data


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mutated")
    (folder / "named").mkdir()
    for name in _NAMED:
        behaviour = ONE_BEHAVIOUR.format(id=name, kind="validating")
        (folder / "named" / f"{name}.yaml").write_text(behaviour, encoding="utf-8")
    return folder


def _check(folder: Path, form: str) -> Result:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("trainer.cli.opening.shipped_folders", lambda: (GOOD, CRAFT, folder / "named"))
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        patch.delenv("TRAINER_NO_CACHE")
        return CliRunner().invoke(cli, ["check", str(folder / "mutated.yaml"), "--format", form])


def test_the_sources_are_sound(folder: Path) -> None:
    for source in _SOURCES:
        (folder / "mutated.yaml").write_text(source, encoding="utf-8")
        assert _check(folder, "text").exit_code == ExitCode.OK


@given(data=_mutated(), form=st.sampled_from(_FORMS))
def test_a_mutated_file_is_checked_like_any_other(folder: Path, data: bytes, form: str) -> None:
    (folder / "mutated.yaml").write_bytes(data)
    result = _check(folder, form)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert result.exit_code in (ExitCode.OK, ExitCode.PROBLEMS), result.stderr
    assert "fault in the trainer" not in result.stderr
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", result.stdout)
    if form in ("json", "sarif"):
        json.loads(result.stdout)
