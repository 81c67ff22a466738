"""Contrast pairs: which responses are taken for them, and what counts as read right."""

from __future__ import annotations

import pytest

from tests.evaluation.making import case, reading
from trainer.scoring.evaluation.pairs import contrast, pairs, shared_words

ONE = "You tried seven tablets and none of them helped you, and that was our failure."
OTHER = "You tried seven tablets and none of them helped you, and that was your failure."
APART = "When did you last sleep through the night without waking?"


def test_shared_words_count_repeats() -> None:
    assert shared_words("no no no", "No yes") == pytest.approx(2 / 5)
    assert shared_words("", "") == 0


def test_neighbours_that_share_their_words_are_pairs() -> None:
    rows = [case(f"w-c1-r{at:02}", response=text) for at, text in enumerate([ONE, OTHER, OTHER, ONE], start=1)]

    assert [(one.id, two.id) for one, two in pairs(rows)] == [("w-c1-r01", "w-c1-r02"), ("w-c1-r03", "w-c1-r04")]


def test_neighbours_that_share_no_words_are_none() -> None:
    assert pairs([case("w-c1-r01", response=ONE), case("w-c1-r02", response=APART)]) == []
    assert contrast([case("w-c1-r01", response=ONE)], {}) is None


@pytest.mark.parametrize("ids", [("w-c1-r02", "w-c1-r03"), ("a", "b"), ("w-c1-r01", "w-c2-r02")])
def test_only_odd_and_next_even_of_one_context_are_pairs(ids: tuple[str, str]) -> None:
    assert pairs([case(each, response=ONE) for each in ids]) == []


def test_a_flip_is_right_where_both_halves_are() -> None:
    rows = [
        case("c-r01", ("names-feeling", "minimises"), response=ONE),
        case("c-r02", ("argues",), response=OTHER),
        case("c-r03", ("names-feeling",), response=ONE),
        case("c-r04", (), response=OTHER),
    ]
    read = {
        "c-r01": reading({"names-feeling": 0.9, "minimises": 0.6}),
        "c-r02": reading({"argues": 0.3}),
        "c-r03": reading({"names-feeling": 0.9}),
        "c-r04": reading({"names-feeling": 0.9}),
    }

    found = contrast(rows, read)

    assert found is not None
    assert {(flip.first, flip.behaviour): flip.right for flip in found.flips} == {
        ("c-r01", "argues"): False,
        ("c-r01", "minimises"): True,
        ("c-r01", "names-feeling"): True,
        ("c-r03", "names-feeling"): False,
    }
    assert found.flips_right == 0.5
    assert found.pairs_right == 0.5


def test_pairs_in_which_nothing_flips_say_nothing() -> None:
    rows = [case("c-r01", response=ONE), case("c-r02", response=OTHER)]

    found = contrast(rows, {each.id: reading() for each in rows})

    assert found is not None
    assert (found.pairs, found.flips_right, found.pairs_right) == (1, None, None)
