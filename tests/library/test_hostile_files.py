"""Files that are absent, unreadable, huge, hostile or no library files at all: problems, never anything else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.library.places import GOOD, SCENARIO, changed, codes, problems_in
from trainer.library.checking import check_paths
from trainer.library.files import MAX_BYTES, read_file
from trainer.problems import Problem


def _codes_of(path: Path) -> list[str]:
    return codes(check_paths([path], [GOOD]))


def test_an_absent_file(tmp_path: Path) -> None:
    assert _codes_of(tmp_path / "absent.yaml") == ["F001"]
    assert _codes_of(tmp_path / "absent" / "folder") == ["F001"]


def test_names_that_no_file_can_have() -> None:
    assert _codes_of(Path("nul\0byte.yaml")) == ["F002"]
    assert _codes_of(Path("x" * 5000)) == ["F002"]
    (problem,) = check_paths([Path("esc\x1b]52;c;x\x07ape.yaml")], [])
    assert problem.place.file == "escape.yaml"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    problem = read_file(tmp_path)
    assert isinstance(problem, Problem) and problem.code == "F002"


def test_an_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "locked.yaml"
    file.write_text(SCENARIO)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    (problem,) = check_paths([file], [])
    assert problem.code == "F002" and "Permission denied" in problem.message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no FIFOs on this system")
def test_a_pipe_is_not_opened(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.yaml"
    os.mkfifo(pipe)
    assert _codes_of(pipe) == ["F002"]
    assert _codes_of(tmp_path) == ["F002"]


def test_a_link_to_nothing_and_links_in_a_ring(tmp_path: Path) -> None:
    (tmp_path / "dangling.yaml").symlink_to(tmp_path / "nowhere")
    (tmp_path / "ring.yaml").symlink_to(tmp_path / "ring.yaml")
    assert sorted(_codes_of(tmp_path)) == ["F001", "F002"]


def test_a_huge_file_is_refused_by_its_size(tmp_path: Path) -> None:
    file = tmp_path / "huge.yaml"
    with file.open("wb") as stream:
        stream.truncate(50_000_000)
    (problem,) = check_paths([file], [])
    assert problem.code == "F003" and "50.0 MB" in problem.message
    file.write_bytes(b"#" * (MAX_BYTES + 1))
    assert _codes_of(file) == ["F003"]


def test_an_empty_folder_is_said_to_be_one(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("hello")
    (tmp_path / ".hidden.yaml").write_text("hello")
    assert _codes_of(tmp_path) == ["F008"]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "F005"),
        (b"\n\n# only this\n", "F005"),
        (b"\xff\xfea\x00:\x00", "F004"),
        (bytes(range(256)), "F004"),
        (b"\0" * 100_000, "S006"),
        (b"just words", "F006"),
        (b"- a\n- b", "F006"),
        (b"moments: " + b"[" * 50_000, "Y005"),
        (b"{a: " * 50_000, "Y005"),
        (b"- " * 50_000, "Y005"),
        (b"? " * 50_000, "Y005"),
        (b"moments:\n" + b"".join(b" k%d: 1\n" % index for index in range(50_000)), "Y006"),
        (b"".join(b"%%TAG !a%d! x\n" % index for index in range(100_000)), "Y009"),
        (b"a: " + b"&" * 1000, "Y001"),
        (b"---\na: 1\n---\nb: 2\n", "Y008"),
    ],
    ids=lambda value: value if isinstance(value, str) else "of",
)
def test_hostile_bytes(data: bytes, expected: str) -> None:
    assert expected in codes(problems_in(data))


def test_aliases_are_not_followed() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    assert "Y004" in codes(problems_in("\n".join([*lines, "moments: *a11"])))


def test_merge_keys_are_not_followed() -> None:
    lines = ["a0: &a0 {x: 1}"] + [f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}" for n in range(1, 12)]
    assert "Y004" in codes(problems_in("\n".join([*lines, "moments: {<<: *a11}"])))


def test_many_problems_are_cut_short() -> None:
    behaviours = ", ".join(f"nothing-{index}" for index in range(500))
    found = codes(problems_in(changed(SCENARIO, ("calls_for: [asks-safety]", f"calls_for: [{behaviours}]"))))
    assert len(found) == 201
    assert found.count("F007") == 1


def test_windows_lines_and_a_byte_order_mark_are_fine() -> None:
    assert problems_in(b"\xef\xbb\xbf" + SCENARIO.replace("\n", "\r\n").encode()) == []


def test_places_are_right_behind_a_byte_order_mark_and_windows_lines() -> None:
    text = changed(SCENARIO, ("risk: clear", "risk: claer"))
    (plain,) = problems_in(text)
    (other,) = problems_in(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert plain == other
