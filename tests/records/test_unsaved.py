"""Texts that were not saved are there again."""

from __future__ import annotations

from pathlib import Path

import pytest

from trainer.records.unsaved import Unsaved, UnsavedTexts


def test_the_last_text_of_each_file_is_kept(tmp_path: Path) -> None:
    texts = UnsavedTexts(tmp_path / "unsaved")
    one, other = Path("/somewhere/one.yaml"), Path("/elsewhere/one.yaml")
    texts.keep(Unsaved(one, "first", "a"))
    texts.keep(Unsaved(one, "then \ud83d ü\n", None))
    texts.keep(Unsaved(other, "another", "b"))
    again = UnsavedTexts(tmp_path / "unsaved")
    assert again.of(one) == Unsaved(one, "then \ud83d ü\n", None)
    again.drop(one)
    assert again.of(one) is None
    assert again.of(other) == Unsaved(other, "another", "b")
    again.drop(one)


def test_only_their_owner_can_read_them(tmp_path: Path) -> None:
    UnsavedTexts(tmp_path / "unsaved").keep(Unsaved(Path("/a.yaml"), "text", None))
    (file,) = (tmp_path / "unsaved").iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "unsaved").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("damage", [b"", b"{", b"[1]", b'{"text": 3}', b"\xff\xfe", b'{"text": "t", "base": 1}'])
def test_a_damaged_one_is_none(tmp_path: Path, damage: bytes) -> None:
    texts = UnsavedTexts(tmp_path)
    texts.keep(Unsaved(Path("/a.yaml"), "text", None))
    (file,) = tmp_path.iterdir()
    file.write_bytes(damage)
    assert texts.of(Path("/a.yaml")) is None
