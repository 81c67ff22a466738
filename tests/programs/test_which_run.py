"""Which scoring run of an attempt counts."""

from __future__ import annotations

import pytest

from trainer.programs.which_run import Choice, Counting, KeptRun, WhichRun, counting

FIRST, AGAIN, NEW = KeptRun("a", False), KeptRun("b", False), KeptRun("c", True)


@pytest.mark.parametrize(
    ("rule", "counts"), [("latest", Counting("c", "the latest")), ("original", Counting("b", "the original"))]
)
def test_the_rule_counts_where_nobody_chose(rule: WhichRun, counts: Counting) -> None:
    assert counting([NEW, FIRST, AGAIN], [], rule) == counts


@pytest.mark.parametrize("rule", ["latest", "original"])
def test_the_last_choice_counts_whatever_the_rule(rule: WhichRun) -> None:
    choices = [Choice("c", "a better reader"), Choice("a", "contested")]
    assert counting([FIRST, AGAIN, NEW], choices, rule) == Counting("a", "chosen: contested")


def test_a_choice_of_a_run_that_is_not_here_is_passed_over() -> None:
    assert counting([FIRST], [Choice("a", "mine"), Choice("x", "theirs")], "latest") == Counting("a", "chosen: mine")


def test_what_is_brought_after_a_rescoring_does_not_count_as_the_latest() -> None:
    brought = KeptRun("z", False)
    assert counting([FIRST, NEW, brought], [], "latest") == Counting("c", "the latest")
    assert counting([FIRST, NEW, brought], [], "original") == Counting("z", "the original")


def test_a_rescored_run_stands_in_for_an_original_that_is_not_here() -> None:
    assert counting([NEW], [], "original") == Counting("c", "the latest")


def test_nothing_counts_where_there_is_nothing() -> None:
    assert counting([], [Choice("a", "mine")], "latest") is None
