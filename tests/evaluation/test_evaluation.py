"""The statistics on cases small enough to reckon by hand."""

from __future__ import annotations

import pytest

from tests.evaluation.making import KeywordReader, case, reading
from trainer.scoring.evaluation.evidence import overlap
from trainer.scoring.evaluation.figures import BehaviourAgreement, Evaluation, evaluate, read_all
from trainer.scoring.evaluation.worst import worst

# names-feeling: labelled in 1 2 3, found in 1 2 4 (2 and 4 unsure); minimises: labelled and found in 5; argues: never.
CASES = [
    case("c1-r01", ("names-feeling",), 4),
    case("c1-r02", ("names-feeling",), 5),
    case("c2-r01", ("names-feeling",), 4),
    case("c2-r02", (), 2),
    case("c3-r01", ("minimises",), 1),
    case("c3-r02", (), 2),
]
READINGS = {
    "c1-r01": reading({"names-feeling": 0.9}, 4.4),
    "c1-r02": reading({"names-feeling": 0.7}, 3.5),
    "c2-r01": reading({"names-feeling": 0.1}, 2.0),
    "c2-r02": reading({"names-feeling": 0.6}, 2.9),
    "c3-r01": reading({"minimises": 0.95}, 1.0),
    "c3-r02": reading({}, 2.0),
}


@pytest.fixture(scope="module")
def evaluation() -> Evaluation:
    return evaluate(CASES, READINGS)


def _behaviour(evaluation: Evaluation, name: str) -> BehaviourAgreement:
    return next(each for each in evaluation.behaviours if each.behaviour == name)


def test_a_behaviour_by_hand(evaluation: Evaluation) -> None:
    found = _behaviour(evaluation, "names-feeling")

    assert found.kappa is not None
    assert found.kappa.value == pytest.approx((4 / 6 - 1 / 2) / (1 - 1 / 2))
    assert found.kappa.low <= found.kappa.value <= found.kappa.high
    assert (found.hits.labelled, found.hits.found) == (3, 3)
    assert found.hits.precision == found.hits.recall == pytest.approx(2 / 3)
    assert found.unsure == pytest.approx(2 / 6)
    assert found.present_right == 1
    assert found.absent_right == pytest.approx(2 / 3)


def test_a_behaviour_that_is_never_labelled_has_no_kappa(evaluation: Evaluation) -> None:
    assert _behaviour(evaluation, "argues").kappa is None
    assert _behaviour(evaluation, "argues").present_right is None
    assert evaluation.mean_kappa is not None
    assert evaluation.mean_kappa.value == pytest.approx((1 / 3 + 1) / 2)


def test_the_level_by_hand(evaluation: Evaluation) -> None:
    level = evaluation.level

    assert level.mean_error == pytest.approx((0.4 + 1.5 + 2 + 0.9 + 0 + 0) / 6)
    assert level.within_one == pytest.approx(4 / 6)
    assert level.within_one_shown == pytest.approx(5 / 6)
    assert level.coverage == pytest.approx(4 / 6)
    assert level.counts[5][4] == 1
    assert sum(map(sum, level.counts)) == 6
    assert 0 < level.spearman.value < 1


def test_calibration_pools_all_findings(evaluation: Evaluation) -> None:
    assert sum(each.count for each in evaluation.calibration.bins) == 6 * 3
    assert sum(each.count for each in _behaviour(evaluation, "minimises").calibration.bins) == 6


def test_few_cases_make_no_weakest_behaviour(evaluation: Evaluation) -> None:
    assert evaluation.weakest is None

    many = [case(f"c{at}-r1", ("names-feeling",) if at < 10 else ()) for at in range(20)]
    found = evaluate(many, {each.id: reading({"names-feeling": 0.9}) for each in many}).weakest

    assert found is not None
    assert found.behaviour == "names-feeling"


def test_a_reader_that_agrees_in_all_gets_full_marks() -> None:
    right = {
        each.id: reading(dict.fromkeys(each.behaviours, 1.0), float(each.level), (each.level, each.level))
        for each in CASES
    }

    evaluation = evaluate(CASES, right)

    assert evaluation.mean_kappa is not None
    assert evaluation.mean_kappa.value == 1
    assert evaluation.level.spearman.value == pytest.approx(1)
    assert evaluation.level.quadratic_kappa == evaluation.level.coverage == 1
    assert evaluation.worst == ()


def test_what_the_reader_does_not_know_is_named_and_in_no_figure() -> None:
    evaluation = evaluate([*CASES, case("c4-r01", ("asks-weather",))], {**READINGS, "c4-r01": reading()})

    assert evaluation.unknown == ("asks-weather",)
    assert "asks-weather" not in {each.behaviour for each in evaluation.behaviours}


def test_one_response_is_enough_and_none_is_not() -> None:
    assert evaluate(CASES[:1], READINGS).mean_kappa is None
    with pytest.raises(ValueError, match="nothing to evaluate"):
        evaluate([], {})


def test_equal_runs_are_equal(evaluation: Evaluation) -> None:
    assert evaluate(CASES, READINGS) == evaluation


def test_every_case_gets_its_reading() -> None:
    readings = read_all([CASES[0], case("c9-r01", response="At least it's over.")], KeywordReader())

    assert {id_: read.level for id_, read in readings.items()} == {"c1-r01": 4.5, "c9-r01": 1.0}


def test_evidence_is_compared_by_character() -> None:
    """Quoted 0–10, marked 5–10 and 20–25: precision .5, recall .5. The quote 30–32 touches nothing."""
    marked = case("a-1", ("argues", "minimises"), marked=(("argues", ((5, 10), (20, 25))), ("minimises", ((0, 4),))))
    read = {"a-1": reading({"argues": 0.9}, evidence=((0, 10),))}

    found = overlap([marked], read)

    assert found is not None
    assert (found.count, found.f1, found.precision, found.recall) == (1, 0.5, 0.5, 0.5)
    assert found.touching == 1
    apart = overlap([marked], {"a-1": reading({"argues": 0.9}, evidence=((5, 10), (30, 32)))})
    assert apart is not None
    assert apart.touching == 0.5


def test_without_marked_clauses_there_is_no_evidence_to_compare(evaluation: Evaluation) -> None:
    assert evaluation.evidence is None


def test_the_worst_come_first_and_sureness_counts() -> None:
    near = {
        "c1-r01": reading({"names-feeling": 0.9}, 4.0),
        "c1-r02": reading({"names-feeling": 0.5, "minimises": 0.99}, 4.0),
        "c2-r02": reading({}, 3.0),
    }
    found = worst([CASES[0], CASES[1], CASES[3]], near, 20)

    assert [each.case.id for each in found] == ["c1-r02", "c2-r02"]
    assert [(wrong.behaviour, wrong.asserted) for wrong in found[0].wrong] == [("minimises", "present")]
    assert found[0].distance == pytest.approx(1 + 0.99)
    assert found[0].level_difference == -1
    assert len(worst(CASES, READINGS, 2)) == 2
