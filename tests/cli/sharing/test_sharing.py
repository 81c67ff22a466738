"""`trainer pack` and `trainer unpack`."""

from __future__ import annotations

import os
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cli.conftest import Place
from tests.cli.content import SCENARIO
from tests.library.pack.making import Item, handmade
from trainer.cli.exits import ExitCode
from trainer.cli.sharing import placing

OTHER = SCENARIO.replace("id: rainy-day", "id: dry-day").replace("A rainy day", "A dry day")


@pytest.fixture
def packed(place: Place) -> str:
    """A pack of two scenarios, one of them in a folder."""
    place.write("mine/dry.yaml", OTHER)
    place.write("mine/deep/windy.yaml", OTHER.replace("dry-day", "windy-day"))
    pack = str(place.folder / "mine.trainer")
    assert place.run("pack", str(place.folder / "mine"), "-o", pack).exit_code == ExitCode.OK
    return pack


def _tree(folder: Path) -> dict[str, bytes | str]:
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else "folder"
        for path in sorted(folder.rglob("*"))
    }


def test_a_folder_comes_out_as_it_went_in(place: Place, packed: str) -> None:
    target = place.folder / "in"
    result = place.run("unpack", packed, "--to", str(target), "--yes")
    assert result.exit_code == ExitCode.OK
    assert "add: deep/windy.yaml, the scenario 'windy-day': A dry day" in result.stdout
    assert _tree(target) == _tree(place.folder / "mine")
    assert place.run("check", str(target)).exit_code == ExitCode.OK


def test_the_same_folder_makes_the_same_bytes(place: Place, packed: str) -> None:
    os.utime(place.folder / "mine" / "dry.yaml", (0, 0))
    again = place.folder / "again.trainer"
    place.run("pack", str(place.folder / "mine"), "-o", str(again))
    assert again.read_bytes() == Path(packed).read_bytes()


def test_a_scenario_is_packed_with_what_it_needs(place: Place) -> None:
    pack = place.folder / "rain.trainer"
    result = place.run("pack", "rainy-day", "--output", str(pack))
    assert result.exit_code == ExitCode.OK
    names = ZipFile(pack).namelist()
    assert names[0] == "trainer-pack.json"
    assert {"rainy-day.yaml", "rubrics/small.yaml", "rubrics/behaviours/minimises.yaml"} <= set(names)


def test_what_is_shipped_stays_out_of_a_scenarios_pack(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trainer.library.shipped.shipped_folders", lambda: (place.folder / "library",))
    result = place.run("pack", "rainy-day", "-o", str(place.folder / "rain.trainer"))
    assert result.stdout.splitlines() == ["rainy-day.yaml"]


def test_a_pack_is_not_written_over(place: Place, packed: str) -> None:
    before = Path(packed).read_bytes()
    place.write("mine/third.yaml", OTHER.replace("dry-day", "third-day"))
    assert place.run("pack", str(place.folder / "mine"), "-o", packed).exit_code == ExitCode.ABSENT
    assert Path(packed).read_bytes() == before
    assert place.run("pack", str(place.folder / "mine"), "-o", packed, "--replace").exit_code == ExitCode.OK
    assert Path(packed).read_bytes() != before


@pytest.mark.parametrize(
    ("name", "text", "code"), [("bad.yaml", SCENARIO.replace("heard", "herd", 1), "R001"), ("nul.yaml", OTHER, "K003")]
)
def test_what_could_not_be_unpacked_is_not_packed(place: Place, name: str, text: str, code: str) -> None:
    place.write(f"mine/{name}", text)
    result = place.run("pack", str(place.folder / "mine"), "-o", str(place.folder / "p"))
    assert result.exit_code == ExitCode.PROBLEMS
    assert code in result.stdout
    assert not (place.folder / "p").exists()


def test_other_files_are_left_out_and_counted(place: Place) -> None:
    place.write("mine/dry.yaml", OTHER)
    place.write("mine/notes.txt", "private")
    place.write("mine/.schema/scenario.json", "{}")
    result = place.run("pack", str(place.folder / "mine"), "-o", str(place.folder / "p"))
    assert result.stdout.splitlines() == ["dry.yaml"]
    assert "1 other files" in result.stderr


def test_nothing_to_pack_is_told(place: Place) -> None:
    (place.folder / "empty").mkdir()
    for what in ("nowhere", str(place.folder / "empty")):
        assert place.run("pack", what, "-o", str(place.folder / "p")).exit_code == ExitCode.ABSENT


def test_a_dry_run_writes_nothing(place: Place, packed: str) -> None:
    result = place.run("unpack", packed, "--to", str(place.folder / "in"), "--dry-run", "--yes")
    assert result.exit_code == ExitCode.OK
    assert "add: dry.yaml" in result.stdout
    assert not (place.folder / "in").exists()


@pytest.mark.parametrize(("answer", "written"), [("y\n", True), ("n\n", False), ("\n", False)])
def test_it_asks_first(place: Place, packed: str, monkeypatch: pytest.MonkeyPatch, answer: str, written: bool) -> None:
    monkeypatch.setattr("trainer.cli.sharing.unpacking.is_terminal", lambda _: True)
    result = place.run("unpack", packed, "--to", str(place.folder / "in"), typed=answer)
    assert result.exit_code == ExitCode.OK
    assert (place.folder / "in").exists() is written


def test_where_nobody_can_be_asked_nothing_is_written(place: Place, packed: str) -> None:
    result = place.run("unpack", packed, "--to", str(place.folder / "in"))
    assert result.exit_code == ExitCode.USAGE
    assert not (place.folder / "in").exists()


def test_the_users_own_folder_is_the_default(place: Place, packed: str) -> None:
    assert place.run("unpack", packed, "--yes").exit_code == ExitCode.OK
    assert (place.folder / "data" / "trainer" / "library" / "dry.yaml").is_file()
    assert "dry-day" in place.run("list").stdout


def test_what_is_there_already_is_no_collision(place: Place, packed: str) -> None:
    target = str(place.folder / "in")
    place.run("unpack", packed, "--to", target, "--yes")
    result = place.run("unpack", packed, "--to", target)
    assert result.exit_code == ExitCode.OK
    assert "same: dry.yaml" in result.stdout


def test_another_file_of_that_name_is_kept_unless_replaced(place: Place, packed: str) -> None:
    file = Path(place.write("in/dry.yaml", OTHER.replace("minutes: 5", "minutes: 6")))
    before = _tree(file.parent)
    result = place.run("unpack", packed, "--to", str(file.parent), "--yes")
    assert result.exit_code == ExitCode.PROBLEMS
    assert "K011" in result.stdout
    assert _tree(file.parent) == before
    assert place.run("unpack", packed, "--to", str(file.parent), "--yes", "--replace").exit_code == ExitCode.OK
    assert file.read_text() == OTHER
    assert sorted(_tree(file.parent)) == ["deep", "deep/windy.yaml", "dry.yaml"]


@pytest.mark.parametrize(
    ("there", "text", "code"),
    [
        ("in/other.yaml", OTHER, "K012"),
        ("in/DRY.yaml", SCENARIO, "K009"),
        ("in/Deep/x.yaml", SCENARIO, "K009"),
        ("in/deep", "a file", "K004"),
    ],
)
@pytest.mark.parametrize("options", [(), ("--replace",)])
def test_what_stands_in_the_way_stops_all(
    place: Place, packed: str, there: str, text: str, code: str, options: tuple[str, ...]
) -> None:
    place.write(there, text)
    before = _tree(place.folder / "in")
    result = place.run("unpack", packed, "--to", str(place.folder / "in"), "--yes", *options)
    assert result.exit_code == ExitCode.PROBLEMS
    assert code in result.stdout
    assert _tree(place.folder / "in") == before


@pytest.mark.parametrize("name", ["deep", "dry.yaml"])
def test_a_link_is_not_followed(place: Place, packed: str, name: str) -> None:
    (place.folder / "outside").mkdir()
    (place.folder / "in").mkdir()
    (place.folder / "in" / name).symlink_to(place.folder / "outside" if name == "deep" else place.folder / "x.yaml")
    result = place.run("unpack", packed, "--to", str(place.folder / "in"), "--yes", "--replace")
    assert result.exit_code == ExitCode.PROBLEMS
    assert "K004" in result.stdout
    assert list((place.folder / "outside").iterdir()) == []
    assert not (place.folder / "x.yaml").exists()


def test_content_that_cannot_be_used_is_refused(place: Place) -> None:
    for text, code in (
        (b"x: 1\n", "F006"),
        (OTHER.replace("herd", "heard").replace("then: heard", "then: herd").encode(), "R001"),
    ):
        pack = place.write("p.trainer", handmade(Item("a.yaml", text)))
        result = place.run("unpack", pack, "--to", str(place.folder / "in"), "--yes")
        assert (result.exit_code, code in result.stdout) == (ExitCode.PROBLEMS, True)
    assert not (place.folder / "in").exists()


def test_one_id_twice_in_a_pack_is_refused(place: Place) -> None:
    pack = place.write("p.trainer", handmade(Item("a.yaml", OTHER.encode()), Item("b.yaml", OTHER.encode())))
    result = place.run("unpack", pack, "--to", str(place.folder / "in"), "--yes")
    assert result.exit_code == ExitCode.PROBLEMS
    assert "R008" in result.stdout


def test_an_id_of_another_folder_is_shown(place: Place) -> None:
    pack = place.write("p.trainer", handmade(Item("a.yaml", SCENARIO.encode())))
    result = place.run("unpack", pack, "--to", str(place.folder / "in"), "--dry-run")
    assert "the same id as" in result.stdout


def test_no_pack_and_no_file_have_their_exit_codes(place: Place) -> None:
    assert place.run("unpack", place.write("p", b"no pack")).exit_code == ExitCode.PROBLEMS
    assert place.run("unpack", str(place.folder / "nowhere")).exit_code == ExitCode.ABSENT


@pytest.mark.parametrize("new_folder", [True, False])
@pytest.mark.parametrize("fault", [OSError("disk full"), KeyboardInterrupt()])
def test_a_failure_on_the_way_leaves_everything_as_it_was(
    place: Place, packed: str, monkeypatch: pytest.MonkeyPatch, new_folder: bool, fault: BaseException
) -> None:
    if not new_folder:
        place.write("in/dry.yaml", OTHER.replace("minutes: 5", "minutes: 6"))
    before = _tree(place.folder)
    moves = []

    def fail_late(*arguments: object, **_: object) -> None:
        moves.append(arguments)
        if new_folder or len(moves) == 2:
            raise fault
        original(*arguments, **_)  # type: ignore[arg-type]

    original = placing._write if new_folder else placing._move
    monkeypatch.setattr(placing, "_write" if new_folder else "_move", fail_late)
    result = place.run("unpack", packed, "--to", str(place.folder / "in"), "--yes", "--replace")
    assert moves
    assert result.exit_code in (ExitCode.ABSENT, ExitCode.INTERRUPTED)
    assert _tree(place.folder) == before


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["..", ".", "a", "A", "b.yaml", "/", "~", "C:", "\\", "nul", ""]), max_size=5))
def test_nothing_is_ever_written_outside(place: Place, parts: list[str]) -> None:
    name = "/".join(parts) + "/x.yaml"
    pack = place.write("p.trainer", handmade(Item(name, OTHER.encode())))
    (place.folder / "in").mkdir(exist_ok=True)
    outside = {path: body for path, body in _tree(place.folder).items() if not path.startswith("in")}
    place.run("unpack", pack, "--to", str(place.folder / "in"), "--yes")
    assert {path: body for path, body in _tree(place.folder).items() if not path.startswith("in")} == outside
