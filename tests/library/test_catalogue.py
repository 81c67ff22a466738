"""Libraries: later folders win, broken files are left out, and everything is told."""

from __future__ import annotations

import hashlib
from pathlib import Path

from tests.library.places import BEHAVIOUR, GOOD, RUBRIC, SCENARIO, changed, codes
from trainer.library.catalogue import load_library
from trainer.library.checking import check_paths
from trainer.library.shipped import shipped_folders


def _write(folder: Path, **files: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text)
    return folder


def test_an_entry_holds_file_digest_and_source() -> None:
    entry = load_library([GOOD]).scenarios["short-walk"]
    assert entry.file == GOOD / "short-walk.yaml"
    assert entry.source == SCENARIO
    assert entry.digest == hashlib.sha256(entry.file.read_bytes()).hexdigest()


def test_a_later_folder_wins_an_id(tmp_path: Path) -> None:
    own = _write(tmp_path, mine=changed(SCENARIO, ("title: A short walk", "title: My walk")))
    library = load_library([GOOD, own])
    assert library.problems == ()
    assert library.scenarios["short-walk"].item.title == "My walk"
    assert [entry.file for entry in library.shadowed] == [GOOD / "short-walk.yaml"]


def test_a_broken_file_wins_nothing_and_the_rest_loads(tmp_path: Path) -> None:
    own = _write(
        tmp_path,
        broken=changed(SCENARIO, ("difficulty: 1", "difficulty: 9")),
        fine=changed(SCENARIO, ("id: short-walk", "id: other-walk")),
    )
    library = load_library([GOOD, own])
    assert codes(library.problems) == ["S005"]
    assert library.scenarios["short-walk"].file == GOOD / "short-walk.yaml"
    assert set(library.scenarios) == {"short-walk", "other-walk"}
    assert library.shadowed == ()


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    library = load_library([GOOD, tmp_path / "absent"])
    assert codes(library.problems) == ["F001"]
    assert library.scenarios


def test_folders_below_are_read_and_references_reach_them(tmp_path: Path) -> None:
    _write(tmp_path / "rubrics" / "behaviours", b=changed(BEHAVIOUR, ("id: names-feeling", "id: sings-along")))
    _write(tmp_path, s=changed(SCENARIO, ("calls_for: [asks-safety]", "calls_for: [asks-safety, sings-along]")))
    library = load_library([GOOD, tmp_path])
    assert library.problems == ()
    assert "sings-along" in library.behaviours


def test_two_files_with_one_id_in_a_folder(tmp_path: Path) -> None:
    _write(tmp_path, a=SCENARIO, b=changed(SCENARIO, ("title: A short walk", "title: Another")))
    library = load_library([GOOD, tmp_path])
    (problem,) = library.problems
    assert (problem.code, problem.place.file, problem.path) == ("R008", str(tmp_path / "b.yaml"), "$.id")
    assert library.scenarios["short-walk"].file == tmp_path / "a.yaml"
    assert codes(check_paths([tmp_path], [GOOD])) == ["R008"]


def test_a_reference_into_a_broken_file_is_told_once_and_names_it(tmp_path: Path) -> None:
    broken = changed(BEHAVIOUR, ("id: names-feeling", "id: sings-along"), ("kind: validating", "kind: loud"))
    both = changed(
        SCENARIO,
        ("calls_for: [names-feeling]", "calls_for: [sings-along]"),
        ("shows: [names-feeling]", "shows: [sings-along]"),
    )
    _write(tmp_path, b=broken, s=both)
    problems = check_paths([tmp_path / "s.yaml"], [GOOD, tmp_path])
    assert codes(problems) == ["R002"]
    assert "b.yaml" in problems[0].message
    library = load_library([GOOD, tmp_path])
    assert sorted(codes(library.problems)) == ["R002", "S004"]
    assert library.scenarios["short-walk"].file == GOOD / "short-walk.yaml"


def test_a_file_that_is_named_may_refer_to_another_that_is_named(tmp_path: Path) -> None:
    own = _write(
        tmp_path,
        r=changed(RUBRIC, ("id: small-rubric", "id: my-rubric")),
        s=changed(SCENARIO, ("rubric: small-rubric", "rubric: my-rubric")),
    )
    assert check_paths([own], [GOOD]) == []
    assert check_paths([own / "s.yaml", own / "r.yaml"], [GOOD]) == []
    assert codes(check_paths([own / "s.yaml"], [GOOD])) == ["R003"]


def test_naming_a_file_twice_tells_its_problems_once(tmp_path: Path) -> None:
    own = _write(tmp_path, s=changed(SCENARIO, ("risk: clear", "risk: clera")))
    assert codes(check_paths([own / "s.yaml", own, own / "s.yaml"], [GOOD])) == ["S004"]


def test_what_is_shipped_loads_without_a_problem() -> None:
    folders = shipped_folders()
    assert [folder.name for folder in folders] == ["scenarios", "rubrics"]
    library = load_library(folders)
    assert library.problems == ()
    assert len(library.behaviours) == 24
    assert "when-nothing-works" in library.rubrics
    assert check_paths(folders, folders) == []
