"""A pack is believed in nothing: each thing that may be wrong with it has its code."""

from __future__ import annotations

import json
import stat
import warnings
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.library.pack.making import GOOD, Item, handmade
from trainer.library.pack import opening
from trainer.library.pack.manifest import MANIFEST
from trainer.library.pack.names import objection_to
from trainer.library.pack.opening import Opened, open_bytes, open_pack
from trainer.library.pack.packing import pack_bytes

NAMES = st.text(max_size=30) | st.text("aA/.\\:éÉ\x00~ -", max_size=12).map(lambda name: name + ".yaml")


def _codes(opened: Opened) -> set[str]:
    assert not (opened.problems and opened.files)
    return {problem.code for problem in opened.problems}


def _opened(*items: Item, manifest: bytes | None = None) -> set[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the same name twice
        return _codes(open_bytes("p.trainer", handmade(*items, manifest=manifest)))


def test_what_was_packed_comes_out_again() -> None:
    opened = open_bytes("p.trainer", pack_bytes(GOOD))
    assert (opened.files, opened.problems) == (GOOD, ())


def test_the_same_files_make_the_same_bytes_in_any_order() -> None:
    assert pack_bytes(GOOD) == pack_bytes(dict(reversed(list(GOOD.items()))))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("../out.yaml", "K002"),
        ("deep/../../out.yaml", "K002"),
        ("/etc/out.yaml", "K002"),
        ("\\\\host\\out.yaml", "K002"),
        ("..\\out.yaml", "K002"),
        ("C:out.yaml", "K002"),
        ("~/out.yaml", "K002"),
        (".hidden.yaml", "K003"),
        (".git/config.yaml", "K003"),
        ("a//b.yaml", "K003"),
        ("./a.yaml", "K003"),
        ("a\\b.yaml", "K003"),
        ("a\x1b[2Jb.yaml", "K003"),
        ("a\u202eb.yaml", "K003"),
        ("nul.yaml", "K003"),
        ("con/a.yaml", "K003"),
        ("a./b.yaml", "K003"),
        ("x" * 130 + ".yaml", "K003"),
        ("a/" * 9 + "b.yaml", "K003"),
        ("run.sh", "K010"),
        ("a.yaml.exe", "K010"),
    ],
)
def test_a_path_that_cannot_be_used_is_refused(name: str, code: str) -> None:
    assert _opened(Item(name)) == {code}


@pytest.mark.parametrize(
    "mode",
    [stat.S_IFLNK | 0o777, stat.S_IFCHR | 0o644, stat.S_IFBLK | 0o644, stat.S_IFIFO | 0o644, stat.S_IFDIR | 0o755],
)
def test_only_ordinary_files_are_taken(mode: int) -> None:
    assert _opened(Item("a.yaml", b"/etc/passwd", mode=mode)) == {"K004"}


def test_folders_are_no_entries() -> None:
    assert "K004" in _opened(Item("folder/", b"", mode=0), Item("folder/a.yaml"))


def test_a_file_beside_the_manifest_is_refused() -> None:
    assert _opened(Item("a.yaml"), Item("b.yaml", listed=False)) == {"K006"}


def test_a_file_of_the_manifest_has_to_be_there() -> None:
    files = [{"path": name, "sha256": sha256(b"x: 1\n").hexdigest()} for name in ("a.yaml", "b.yaml")]
    assert _opened(Item("a.yaml"), manifest=_manifest(files)) == {"K007"}


def test_a_changed_file_is_refused() -> None:
    assert _opened(Item("a.yaml"), manifest=_manifest([{"path": "a.yaml", "sha256": "0" * 64}])) == {"K008"}


@pytest.mark.parametrize(
    "names",
    [
        ("a.yaml", "A.yaml"),
        ("é.yaml", "e\u0301.yaml"),
        ("a.yaml", "a.yaml"),
        ("ﬁ.yaml", "fi.yaml"),
        ("x/a.yaml", "X/A.yaml"),
    ],
)
def test_names_that_are_one_are_refused(names: tuple[str, str]) -> None:
    assert _opened(*(Item(name) for name in names)) == {"K009"}


def test_a_file_cannot_be_a_folder_too() -> None:
    assert _opened(Item("a.yaml"), Item("a.yaml/b.yaml")) == {"K009"}


@pytest.mark.parametrize(
    "manifest",
    [
        b"",
        b"not json",
        b"[]",
        b"{}",
        b'{"format": "trainer-pack/2", "files": []}',
        b'{"format": "trainer-pack/1", "files": []}',
        b'{"format": "trainer-pack/1", "files": [{"path": "a.yaml", "sha256": "short"}]}',
        b'{"format": "trainer-pack/1", "files": [], "more": 1}',
        b"[" * 100_000,
        b"\xff\xfe",
    ],
)
def test_a_manifest_that_cannot_be_used_is_told(manifest: bytes) -> None:
    assert _opened(Item("a.yaml"), manifest=manifest) == {"K001"}


def test_a_manifest_twice_or_never_is_told() -> None:
    assert _opened(Item("a.yaml"), Item(MANIFEST, b"{}", listed=False)) == {"K009"}
    data = pack_bytes(GOOD).replace(MANIFEST.encode(), b"trainer-pick.json")
    assert _codes(open_bytes("p.trainer", data)) == {"K001"}


def test_a_bomb_is_stopped_while_it_grows() -> None:
    assert _opened(Item("a.yaml", b"\n" * 1_900_000, compressed=True)) == {"K005"}
    assert _opened(Item("a.yaml", bytes(3_000_000))) == {"K005"}


def test_all_files_together_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MAX_TOTAL", 1000)
    assert _opened(*(Item(f"{letter}.yaml", b"x" * 300) for letter in "abcd")) == {"K005"}


def test_so_have_their_number_and_the_list_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MAX_FILES", 3)
    assert _opened(*(Item(f"{letter}.yaml") for letter in "abcd")) == {"K005"}
    monkeypatch.setattr(opening, "_MAX_DIRECTORY", 100)
    assert _opened(Item("a.yaml"), Item("b.yaml")) == {"K001"}


def test_a_pack_on_disk_is_an_ordinary_file_of_a_sensible_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _codes(open_pack(tmp_path / "nowhere")) == {"F001"}
    assert _codes(open_pack(tmp_path)) == {"F002"}
    (tmp_path / "p").write_bytes(pack_bytes(GOOD))
    assert open_pack(tmp_path / "p").files == GOOD
    monkeypatch.setattr(opening, "MAX_PACK", 10)
    assert _codes(open_pack(tmp_path / "p")) == {"F003"}


def _manifest(files: list[dict[str, str]]) -> bytes:
    return json.dumps({"format": "trainer-pack/1", "files": files}).encode()


@settings(max_examples=50)
@given(st.dictionaries(NAMES, st.binary(max_size=50), min_size=1, max_size=5))
def test_any_files_come_out_as_they_were_or_are_refused(files: dict[str, bytes]) -> None:
    named = {name: content for name, content in files.items() if "\x00" not in name and _is_text(name)}
    opened = open_bytes("p.trainer", pack_bytes(named) if named else b"")
    if opened.problems:
        assert opened.files == {}
    else:
        assert opened.files == named
        assert all(objection_to(name) is None for name in named)


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


@given(st.binary(max_size=300))
def test_any_bytes_are_no_pack(data: bytes) -> None:
    assert _codes(open_bytes("p.trainer", data)) == {"K001"}


@settings(max_examples=80)
@given(
    st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 255)), min_size=1, max_size=6),
    st.integers(0, 5000),
)
def test_a_damaged_pack_never_yields_other_files(changes: list[tuple[int, int]], cut: int) -> None:
    data = bytearray(pack_bytes(GOOD))
    for place, value in changes:
        data[place % len(data)] = value
    for damaged in (bytes(data), bytes(data[: cut % len(data)]), bytes(data[cut % len(data) :])):
        opened = open_bytes("p.trainer", damaged)
        assert opened.problems or opened.files == GOOD


@settings(max_examples=60)
@given(NAMES)
def test_what_is_accepted_stays_below_its_folder(name: str) -> None:
    if objection_to(name) is None:
        resolved = (Path("/folder") / name).resolve()
        assert resolved.is_relative_to("/folder") and resolved != Path("/folder")
        assert str(resolved) == f"/folder/{name}"
