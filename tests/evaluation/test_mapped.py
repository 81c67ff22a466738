"""Other people's corpora: areas under the curve by hand, and rows that do not fit."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.evaluation.making import lines, reading
from trainer.scoring.evaluation.corpora import ANNOMI, CORPORA, EPITOME
from trainer.scoring.evaluation.mapped import auc, evaluate_mapped, parse_corpus
from trainer.scoring.kinds import INVALIDATING, VALIDATING

NEUTRAL = {"gives-information", "asks-closed", "gives-advice"}


def _row(**fields: Any) -> dict[str, Any]:
    return {"id": "1", "patient": "", "response": "Tell me.", "transcript": "t1", **fields}


def test_auc_by_hand() -> None:
    """Of the six couples four are in order and one is tied."""
    assert auc([0.9, 0.5, 0.5, 0.2, 0.6], [True, True, False, False, False]) == pytest.approx(4.5 / 6)
    assert auc([0.1, 0.9], [True, True]) is None


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=2, max_size=30))
def test_turning_the_scores_round_turns_the_auc_round(rows: list[tuple[float, bool]]) -> None:
    scores, shown = [score for score, _ in rows], [label for _, label in rows]
    area = auc(scores, shown)

    if area is not None:
        assert auc([-score for score in scores], shown) == pytest.approx(1 - area)


@pytest.mark.parametrize("corpus", CORPORA.values(), ids=CORPORA)
def test_fields_stand_on_behaviours_of_the_codebook(corpus: Any) -> None:
    named = {behaviour for field in corpus.fields for behaviour in field.behaviours}

    assert named <= VALIDATING | INVALIDATING | NEUTRAL


def test_a_corpus_is_compared_field_by_field() -> None:
    rows = [_row(id=str(at), advice=value) for at, value in enumerate([1.0, 0.5, 0.4, 0.0])]
    cases, problems = parse_corpus(lines(*rows), ANNOMI)
    read = {str(at): reading({"gives-advice": p}) for at, p in enumerate([0.9, 0.3, 0.5, 0.1])}

    (advice,) = evaluate_mapped(cases, read, ANNOMI).fields

    assert not problems
    assert (advice.rows, advice.shown) == (4, 2)
    assert advice.auc is not None
    assert advice.auc.value == pytest.approx(3 / 4)
    assert advice.spearman.value == pytest.approx(0.8)


def test_a_field_is_the_highest_or_the_sum_of_its_behaviours() -> None:
    read = reading({"reflects-meaning": 0.5, "names-feeling": 0.25, "self-focus": 0.5})

    assert ANNOMI.fields[0].score(read) == 0.5
    assert EPITOME.fields[1].score(read) == 1.25


@pytest.mark.parametrize(
    ("bad", "expected"),
    [
        (_row(), "line 1: None of the fields of 'annomi' is there: reflection,"),
        (_row(advice="much"), "line 1: advice: A number is needed."),
        (_row(advice=True), "line 1: advice: A number is needed."),
        (_row(advice=float("nan")), "line 1: advice: A number is needed."),
        ({"id": "1", "advice": 1}, "line 1: patient: The key is missing."),
    ],
)
def test_a_row_that_does_not_fit_is_a_problem(bad: dict[str, Any], expected: str) -> None:
    cases, problems = parse_corpus(lines(bad), ANNOMI)

    assert not cases
    assert str(problems[0]).startswith(expected)


def test_rows_of_one_transcript_are_resampled_together() -> None:
    cases, _ = parse_corpus(lines(_row(advice=1), _row(id="2", advice=0), _row(id="3", advice=0, transcript=2)), ANNOMI)

    assert [case.group for case in cases] == ["t1", "t1", "2"]
    with pytest.raises(ValueError, match="nothing to evaluate"):
        evaluate_mapped([], {}, ANNOMI)
