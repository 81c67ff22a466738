"""What a report says of passes, once a program may report them."""

from __future__ import annotations

import pytest

from tests.session.small import RUBRIC, write_library
from trainer.library.catalogue import load_library
from trainer.library.rubric import Rubric
from trainer.programs.bars import Kind, RubricBar, Verdict
from trainer.programs.consistency import consistency
from trainer.programs.rules import Cut
from trainer.reports.passes import Decided, passes_section
from trainer.reports.sheet import Grid, Words


@pytest.fixture(scope="module")
def rubric(tmp_path_factory: pytest.TempPathFactory) -> Rubric:
    assert "small-rubric" in RUBRIC
    return load_library([write_library(tmp_path_factory.mktemp("library"))]).rubrics["small-rubric"].item


def bar(missing: tuple[str, ...] = ()) -> RubricBar:
    cut = Cut(points=0.6, method="borderline-group")
    found = consistency([0.2, 0.4, 0.5, 0.6, 0.7, 0.3, 0.8, 0.9, 0.5, 0.6], 0.8, 0.6)
    return RubricBar("small-rubric", 30, 30, (), frozenset(), cut, found, missing)


def decided(*kinds: tuple[Kind, int]) -> list[Decided]:
    """So many people with each verdict, one attempt each."""
    every = [kind for kind, many in kinds for _ in range(many)]
    return [Decided(f"trainee {at}", "small-rubric", Verdict(kind, 0.7, ())) for at, kind in enumerate(every)]


def test_a_pass_comes_with_how_sure_it_is_and_what_goes_to_a_person(rubric: Rubric) -> None:
    found = passes_section({rubric.id: rubric}, {rubric.id: bar()}, decided(("pass", 9), ("grey", 6), ("fail", 7)))
    (grid,) = found.parts
    assert isinstance(grid, Grid)
    assert grid.rows == (("pass", "9"), ("goes to a person", "6"), ("no pass", "7"))
    assert "60% of the points" in grid.words and "by chance" in grid.words


def test_verdicts_of_few_are_hidden_and_what_would_give_them_away(rubric: Rubric) -> None:
    every = decided(("pass", 9), ("grey", 2), ("fail", 7))
    (grid,) = passes_section({rubric.id: rubric}, {rubric.id: bar()}, every).parts
    assert isinstance(grid, Grid)
    assert grid.rows == (("pass", "9"), ("goes to a person", "fewer than five"), ("no pass", "fewer than five"))
    (own,) = passes_section({rubric.id: rubric}, {rubric.id: bar()}, every[:1], of_one=True).parts
    assert isinstance(own, Grid) and own.rows == (("pass", "1"),)


def test_before_that_it_says_what_is_missing(rubric: Rubric) -> None:
    (words,) = passes_section({rubric.id: rubric}, {rubric.id: bar(("3 of 30 attempts are rated",))}, ()).parts
    assert isinstance(words, Words)
    assert words.listed == ("Small rubric: 3 of 30 attempts are rated.",)
