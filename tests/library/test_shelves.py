"""A text checked while it is written, against everything in reach."""

from __future__ import annotations

from pathlib import Path

from trainer.library.checking import check
from trainer.library.shelves import check_file, check_text, read_shelves

GOOD = Path(__file__).parents[1] / "examples" / "good"
WALK = GOOD / "short-walk.yaml"


def test_a_text_is_checked_as_its_file_would_be(tmp_path: Path) -> None:
    shelves = read_shelves([GOOD])
    for change in (
        ("", ""),
        ("rubric:", "rubrik:"),
        ("then: ", "then: no-"),
        ("moments:", "moments"),
        ("id: ", "id: {{"),
    ):
        text = WALK.read_text(encoding="utf-8").replace(*change)
        file = tmp_path / "draft.yaml"
        file.write_text(text, encoding="utf-8")
        assert check_text(file, text, shelves) == check([file], [GOOD]) == check_file(file, shelves)


def test_it_takes_the_place_of_its_file() -> None:
    shelves = read_shelves([GOOD])
    rubric = GOOD / "small-rubric.yaml"
    assert not check_text(rubric, rubric.read_text(encoding="utf-8"), shelves).problems
    renamed = rubric.read_text(encoding="utf-8").replace("title: ", "title: Other ", 1)
    assert check_text(rubric, renamed, shelves).rubrics["small-rubric"].title.startswith("Other")


def test_a_later_folder_wins_an_id(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(WALK.read_text(encoding="utf-8"), encoding="utf-8")
    name = next(iter(read_shelves([tmp_path]).ids("scenario")))
    assert read_shelves([GOOD, tmp_path]).file_of("scenario", name) == tmp_path / "mine.yaml"
    assert read_shelves([GOOD]).file_of("scenario", name) == WALK
    assert read_shelves([GOOD]).file_of("rubric", name) is None
