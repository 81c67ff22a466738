"""Small groups, identifiers, pseudonyms, codes."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.programs.identifiers import identifiers
from trainer.programs.invitations import CODE_BITS, code_from, digest
from trainer.programs.pseudonyms import pseudonym
from trainer.programs.small_groups import LEAST, TOO_FEW, counted_people, hidden_groups, hidden_ways, may_be_shown

groups = st.dictionaries(st.text("abcdef", min_size=1, max_size=3), st.integers(0, 30), max_size=6)


@given(groups)
def test_no_group_under_five_is_shown(people: dict[str, int]) -> None:
    hidden = hidden_groups(people)
    assert all(group in hidden for group, count in people.items() if 0 < count < LEAST)


@given(groups)
def test_what_is_hidden_cannot_be_had_by_subtraction(people: dict[str, int]) -> None:
    hidden = hidden_groups(people)
    shown = [group for group, count in people.items() if count and group not in hidden]
    if hidden and shown:
        assert len(hidden) > 1
        assert sum(people[group] for group in hidden) >= LEAST


def test_a_second_group_goes_with_a_single_small_one() -> None:
    assert hidden_groups({"en": 20, "de": 6, "pl": 2}) == {"pl", "de"}
    assert hidden_groups({"en": 20, "de": 6, "pl": 2}, whole_shown=False) == {"pl"}
    assert hidden_groups({"en": 20, "de": 6}) == set()
    assert hidden_groups({"en": 20, "de": 0}) == set()


ways = st.dictionaries(st.tuples(st.sampled_from("abcd"), st.sampled_from("abcdxy")), st.integers(0, 30), max_size=12)


@given(ways, st.sets(st.sampled_from("xy")))
def test_no_way_of_few_is_shown_nor_had_from_the_others_at_the_same_place(
    people: dict[tuple[str, str], int], closed: set[str]
) -> None:
    hidden = hidden_ways(people, frozenset(closed))
    assert all(way in hidden for way, count in people.items() if 0 < count < LEAST or (count and way[1] in closed))
    for side in (0, 1):
        for place in "abcdxy":
            here = [way for way, count in people.items() if way[side] == place and count]
            gone = [way for way in here if way in hidden]
            if gone and gone != here:
                assert len(gone) > 1 and sum(people[way] for way in gone) >= LEAST


def test_of_ways_the_next_smallest_goes_along() -> None:
    people = {("a", "b"): 9, ("a", "c"): 7, ("a", "d"): 2, ("b", "c"): 8, ("b", "d"): 6}
    assert hidden_ways(people) == {("a", "d"), ("a", "c"), ("b", "d"), ("b", "c")}
    assert hidden_ways({("a", "b"): 9, ("a", "c"): 7}) == set()


def test_how_many_in_words() -> None:
    assert [counted_people(count) for count in (0, 1, 4, 5)] == ["0", TOO_FEW, TOO_FEW, "5"]
    assert [may_be_shown(count) for count in (0, 4, 5)] == [True, False, True]


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        ("I spoke to John Smith about it.", "name", "John Smith"),
        ("Mr Jones told me.", "name", "Mr Jones"),
        ("My name is Anna.", "name", "Anna"),
        ("Ring 07700 900123 tonight", "phone", "07700 900123"),
        ("or +44 20 7946 0958", "phone", "+44 20 7946 0958"),
        ("or (555) 123-4567", "phone", "(555) 123-4567"),
        ("mail a.b@example.org please", "email", "a.b@example.org"),
        ("born 12/03/1964", "birth", "12/03/1964"),
        ("on 12 March 1964", "birth", "12 March 1964"),
        ("DOB: 1964", "birth", "DOB: 1964"),
        ("NHS number 943 476 5919", "number", "943 476 5919"),
        ("MRN 00482913", "number", "00482913"),
        ("she lives at 14 Rosewood Avenue", "address", "14 Rosewood Avenue"),
        ("in SW1A 1AA", "address", "SW1A 1AA"),
    ],
)
def test_what_gives_somebody_away_is_found_with_its_place(text: str, kind: str, said: str) -> None:
    [found] = identifiers(text)
    assert (found.kind, found.said, text[found.start : found.end]) == (kind, said, said)


@pytest.mark.parametrize(
    "text",
    [
        "You sound worn out, Tomas. Three tablets, 40 mg, and nothing.",
        "In 2019 you tried six of them; on Monday we begin again. God knows.",
        "I'm Sorry. You are not a burden, and I am staying.",
        "",
    ],
)
def test_ordinary_words_are_left_alone(text: str) -> None:
    assert identifiers(text, {"Tomas"}) == ()


@given(st.text(max_size=300) | st.text("0123456789 -+()./@aA", max_size=300))
def test_places_are_in_the_text_and_do_not_overlap(text: str) -> None:
    found = identifiers(text)
    assert all(text[one.start : one.end] == one.said for one in found)
    assert all(one.end <= later.start for one, later in pairwise(found))


def test_pseudonyms_are_two_words_until_many_are_taken() -> None:
    chance = Random(1)
    assert all(len(pseudonym(chance).split("-")) == 2 for _ in range(50))
    assert len(pseudonym(chance, 1_000_000).split("-")) == 3


@given(st.integers(0, 2**CODE_BITS - 1))
def test_a_code_is_the_same_however_it_is_typed(bits: int) -> None:
    code = code_from(bits)
    assert digest(code) == digest(code.upper().replace("-", " ")) == digest(f" {code.replace('-', '')} ")
    assert len(code) == 14
