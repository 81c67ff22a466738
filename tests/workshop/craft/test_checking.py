"""The doors: what is checked, in which order, and what needs no second look at the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.library.places import CRAFT, changed
from tests.workshop.craft.looking import RUBRICS, SOUND, craft_of
from trainer.library.catalogue import Entry, load_library
from trainer.library.reading import read_bytes
from trainer.library.scenario import Scenario
from trainer.library.shipped import shipped_folders
from trainer.library.wording import Term, load_wording, shipped_wording
from trainer.problems import Severity, in_order
from trainer.workshop.craft.checking import craft_problems, part_problems

_WORDING = shipped_wording()
_TERMS = [*_WORDING.clinical, *_WORDING.stigmatising, *_WORDING.cues]


def test_problems_come_in_the_order_of_the_file() -> None:
    text = changed(
        SOUND,
        ("rubric: late-bus-rubric", "rubric: ungated-rubric"),
        ("title: The late bus", "title: The late bus and his suicidal thoughts"),
        ("kind: good", "kind: mixed"),
    )
    problems = craft_of(text)
    assert [problem.code for problem in problems] == ["C404", "C205", "C106"]
    assert problems == in_order(problems)


def test_nobody_would_be_harmed_or_stuck_in_what_is_shipped() -> None:
    library = load_library(shipped_folders())
    for entry in library.scenarios.values():
        problems = craft_problems(entry, library.rubrics[entry.item.rubric].item)
        assert [problem for problem in problems if problem.severity is Severity.ERROR] == []


def test_a_behaviour_of_ones_own_that_validates_has_the_benefit_of_the_doubt() -> None:
    """Where it validates, a doubtful reading meets the second reaction, which does not cost trust."""
    part = (
        "{when: {level_at_most: 1}, says: I see., trust: -2, then: left}",
        "{when: {shows_any: [hums-along]}, says: I see., trust: -2, then: left}\n"
        "      - {when: {shows_any: [hums-along]}, says: Hm., then: night}",
    )
    reading = read_bytes(Path("text.yaml"), changed(SOUND, part).encode())
    assert isinstance(reading.item, Scenario)
    entry = Entry(reading.item, reading.path, reading.digest, reading.source)
    rubric = RUBRICS["late-bus-rubric"]
    told = {
        name: [problem.code for problem in craft_problems(entry, rubric, validating)]
        for name, validating in (("validating", frozenset({"hums-along"})), ("neutral", frozenset[str]()))
    }
    assert "C102" not in told["validating"] and "C102" in told["neutral"]


def test_a_rubric_is_looked_at_for_characters_that_hide() -> None:
    rubric = RUBRICS["late-bus-rubric"]
    source = (CRAFT / "late-bus-rubric.yaml").read_text(encoding="utf-8")
    assert part_problems(Entry(rubric, Path("rubric.yaml"), "", source), {}) == []
    hiding = changed(source, ("title: ", "title: a\u200b"))
    (problem,) = part_problems(Entry(rubric, Path("rubric.yaml"), "", hiding), {})
    assert (problem.code, problem.path, problem.place.line, problem.place.column) == ("C405", "$.title", 3, 9)


@pytest.mark.parametrize("term", _TERMS, ids=lambda one: one.term)
def test_each_term_is_found_in_its_own_words(term: Term) -> None:
    written = " ".join("any" if word == "*" else word.replace("*", "s") for word in term.term.split())
    text = f"Well. {written.capitalize()}, he said."
    found = term.pattern.search(text)
    assert found is not None and found[0].casefold() == written.casefold()
    assert all(stem in text.casefold() for stem in term.stems)


def test_lists_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="does not exist"):
        load_wording(tmp_path / "absent.yaml")
    broken = tmp_path / "broken.yaml"
    broken.write_text("clinical: [")
    with pytest.raises(ValueError, match=r"broken\.yaml"):
        load_wording(broken)
