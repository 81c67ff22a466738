"""Sentences, syllables and the reading grade."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.scoring.readability import reading_grade, syllables
from trainer.scoring.sentences import sentence_spans, touched


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("hope", 1),
        ("table", 2),
        ("wanted", 2),
        ("moved", 1),
        ("because", 2),
        ("being", 2),
        ("idea", 3),
        ("radio", 3),
        ("people", 2),
        ("hopeless", 2),
        ("medication", 4),
        ("changes", 2),
        ("houses", 2),
        ("someone", 2),
        ("serious", 3),
        ("anxious", 2),
        ("patient", 2),
        ("stimulation", 4),
        ("psychiatrist", 4),
        ("don't", 1),
        ("the", 1),
        ("Ålesund", 3),
    ],
)
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_plain_words_are_easy_and_terms_are_hard() -> None:
    plain = reading_grade("It has not helped. We let you down, and I am sorry. What was the worst of it?")
    hard = reading_grade(
        "We will titrate the stimulation amplitude, considering neuropsychiatric comorbidities and tolerability."
    )
    assert plain is not None
    assert hard is not None
    assert plain < 5
    assert hard > 14


def test_the_formula() -> None:
    # 8 words, 2 sentences, 9 syllables
    assert reading_grade("You feel lost today. We see it too.") == round(max(0, 0.39 * 4 + 11.8 * 9 / 8 - 15.59), 3)


@pytest.mark.parametrize("text", ["", "...", "?!", "42 17", "\n"])
def test_no_words_no_grade(text: str) -> None:
    assert reading_grade(text) is None


@given(st.text(max_size=200))
def test_any_text_can_be_graded(text: str) -> None:
    grade = reading_grade(text)
    assert grade is None or grade >= 0


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two? Three!", ["One.", "Two?", "Three!"]),
        ('He said "no." Then he left', ['He said "no."', "Then he left"]),
        ("Dr. May is here. Good.", ["Dr. May is here.", "Good."]),
        ("one line\nanother", ["one line", "another"]),
        ("Well... yes", ["Well...", "yes"]),
        ("", []),
        (" . ", []),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert [text[start:end] for start, end in sentence_spans(text)] == sentences


@given(st.text(alphabet='ab .?!\n"', max_size=60))
def test_sentences_lie_in_order_inside_the_text(text: str) -> None:
    reached = 0
    for start, end in sentence_spans(text):
        assert reached <= start < end <= len(text)
        assert text[start:end].strip() == text[start:end]
        reached = end


def test_touched_sentences_share_a_character_with_the_evidence() -> None:
    spans = ((0, 4), (5, 9), (10, 14))
    assert touched(spans, [(4, 6)]) == ((5, 9),)
    assert touched(spans, []) == ()


def test_abbreviations_without_end_are_one_sentence() -> None:
    assert len(sentence_spans("dr. " * 5000)) == 1
