from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.scoring.clauses import clauses, clauses_showing


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("One clause", ["One clause"]),
        ("First. Second!  Third?", ["First.", "Second!", "Third?"]),
        ("You tried, but it failed", ["You tried,", "but it failed"]),
        ("“It hurts.” He said so\n\nand left", ["“It hurts.”", "He said so", "and left"]),
        ("Seven years; nothing moved", ["Seven years;", "nothing moved"]),
    ],
)
def test_a_text_falls_into_clauses(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in clauses(text)] == expected


@given(st.text())
def test_clauses_are_in_order_and_leave_out_only_white_space(text: str) -> None:
    spans = clauses(text)

    assert list(spans) == sorted(spans)
    kept = "".join(text[start:end] for start, end in spans)
    assert "".join(kept.split()) == "".join(text.split())


def test_the_best_clause_is_taken_with_what_is_about_as_good_and_neighbours_joined() -> None:
    text = "Hello. It failed. It failed you. Bye."
    spans = clauses(text)
    scores = np.array([-3.0, 2.0, 1.5, -3.0], dtype=np.float32)

    assert [text[start:end] for start, end in clauses_showing(text, spans, scores)] == ["It failed. It failed you."]


def test_where_no_clause_reaches_the_bar_the_best_is_taken() -> None:
    text = "Hello. It failed."
    scores = np.array([-3.0, -1.0], dtype=np.float32)

    assert [text[start:end] for start, end in clauses_showing(text, clauses(text), scores)] == ["It failed."]


def test_a_clause_far_below_the_best_is_left_out() -> None:
    text = "I am sorry. It failed."
    scores = np.array([0.5, 3.0], dtype=np.float32)

    assert [text[start:end] for start, end in clauses_showing(text, clauses(text), scores)] == ["It failed."]
