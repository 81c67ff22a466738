"""Saving a text: whole or not at all, and never over what somebody else wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

from trainer.library.saving import (
    ChangedOnDiskError,
    NotSavedError,
    OpenedText,
    backup_of,
    digest_of,
    open_text,
    save_text,
)
from trainer.problems import Problem


def opened(path: Path) -> OpenedText:
    found = open_text(path)
    assert isinstance(found, OpenedText)
    return found


def test_a_text_comes_back_as_it_was_saved(tmp_path: Path) -> None:
    file = tmp_path / "new" / "text.yaml"
    digest = save_text(file, "says: Ü\n", None)
    assert opened(file) == OpenedText(file, "says: Ü\n", digest)
    assert save_text(file, "says: more\n", digest) == digest_of(b"says: more\n")
    assert [one.name for one in file.parent.iterdir()] == ["text.yaml"]


@pytest.mark.parametrize("theirs", ["theirs", None])
def test_what_somebody_else_did_is_not_undone(tmp_path: Path, theirs: str | None) -> None:
    file = tmp_path / "text.yaml"
    digest = save_text(file, "mine", None)
    file.write_text(theirs) if theirs else file.unlink()
    with pytest.raises(ChangedOnDiskError):
        save_text(file, "mine again", digest)
    assert (file.read_text() if theirs else file.exists()) == (theirs or False)
    save_text(file, "mine again", digest, over=True)
    assert file.read_text() == "mine again"
    assert (backup_of(file).read_text() if theirs else backup_of(file).exists()) == (theirs or False)


def test_a_file_that_should_not_be_there_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "text.yaml").write_text("theirs")
    with pytest.raises(ChangedOnDiskError):
        save_text(tmp_path / "text.yaml", "mine", None)


def test_the_mode_and_a_link_stay(tmp_path: Path) -> None:
    file, link = tmp_path / "text.yaml", tmp_path / "link.yaml"
    file.write_text("old")
    file.chmod(0o640)
    link.symlink_to(file)
    save_text(link, "new", digest_of(b"old"))
    assert link.is_symlink() and file.read_text() == "new"
    assert file.stat().st_mode & 0o777 == 0o640


def test_a_failure_leaves_the_file_and_nothing_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "text.yaml"
    digest = save_text(file, "old", None)

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(NotSavedError, match="no space left"):
        save_text(file, "new", digest)
    assert [one.name for one in tmp_path.iterdir()] == ["text.yaml"]
    assert file.read_text() == "old"


def test_what_cannot_be_opened_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "latin.yaml").write_bytes(b"a: \xe9\n")
    for name, code in {"latin.yaml": "F004", "absent.yaml": "F001", ".": "F002"}.items():
        found = open_text(tmp_path / name)
        assert isinstance(found, Problem) and found.code == code


def test_too_large_a_text_is_not_saved(tmp_path: Path) -> None:
    with pytest.raises(NotSavedError, match="MB"):
        save_text(tmp_path / "text.yaml", "x" * 3_000_000, None)
    assert not (tmp_path / "text.yaml").exists()
