"""docs/scoring.md says of the shipped reader what measuring it gives."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from trainer.scoring.evaluation.figures import Evaluation, evaluate, read_all
from trainer.scoring.evaluation.rows import Case, case_of
from trainer.scoring.reader import load_agreement, load_reader
from trainer.scoring.reading import Reading
from trainer.scoring.training.examples import load_examples

CARD = Path(__file__).parents[2] / "docs" / "scoring.md"
TOLERANCE = 0.0151
""".01, and what rounding to two decimals can add."""


ORDINARY = "w"


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return [case_of(example) for example in load_examples("held-out")]


@pytest.fixture(scope="module")
def readings(cases: list[Case]) -> Mapping[str, Reading]:
    return read_all(cases, load_reader())


@pytest.fixture(scope="module")
def measured(cases: list[Case], readings: Mapping[str, Reading]) -> Evaluation:
    return evaluate(cases, readings)


def _rows(title: str) -> dict[str, list[str]]:
    """The rows of the first table after a heading, by their first cell."""
    section = CARD.read_text(encoding="utf-8").split(f"## {title}\n", 1)[1].split("\n## ", 1)[0]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in section.split("\n") if line[:1] == "|"]
    return {row[0].strip("`"): row[1:] for row in cells[2:]}


@pytest.mark.parametrize(("column", "prefix"), [(0, ""), (1, ORDINARY)], ids=["all", "ordinary"])
def test_the_figures_of_the_whole_are_those_measured(
    cases: list[Case], readings: Mapping[str, Reading], column: int, prefix: str
) -> None:
    told = {name: cells[column] for name, cells in _rows("How well").items()}
    measured = evaluate([case for case in cases if case.id.startswith(prefix)], readings)
    level, contrast, evidence = measured.level, measured.contrast, measured.evidence
    assert measured.mean_kappa is not None
    assert evidence is not None
    expected = {
        "responses": measured.responses,
        "contexts": measured.contexts,
        "mean kappa": measured.mean_kappa.value,
        "level, rank correlation": level.spearman.value,
        "level, quadratic kappa": level.quadratic_kappa,
        "level, within one": level.within_one,
        "level, label inside the interval": level.coverage,
        "calibration error": measured.calibration.error,
        "evidence, overlap by character": evidence.f1,
        "contrast pairs, flips read right in both": contrast and contrast.flips_right,
        "contrast pairs, most of what flips read right in both": contrast and contrast.pairs_right,
    }

    assert {name: None if cell == "–" else float(cell) for name, cell in told.items()} == {
        name: None if value is None else pytest.approx(value, abs=TOLERANCE) for name, value in expected.items()
    }


def test_the_figures_of_each_behaviour_are_those_measured(measured: Evaluation) -> None:
    rows = _rows("Behaviour by behaviour")

    assert rows.keys() == _kappas(measured).keys()
    for figures in measured.behaviours:
        labelled, kappa, *_ = rows[figures.behaviour]
        assert int(labelled) == figures.hits.labelled
        assert float(kappa) == pytest.approx(_kappas(measured)[figures.behaviour], abs=TOLERANCE), figures.behaviour


def test_the_agreement_that_travels_is_the_one_measured(measured: Evaluation) -> None:
    assert dict(load_agreement()) == pytest.approx(_kappas(measured), abs=TOLERANCE)


def _kappas(measured: Evaluation) -> dict[str, float]:
    return {each.behaviour: each.kappa.value for each in measured.behaviours if each.kappa is not None}


def test_every_command_the_card_names_exists() -> None:
    commands = set(re.findall(r"`trainer (\w+)", CARD.read_text(encoding="utf-8")))

    assert commands <= {"evaluate", "score", "play", "doctor"}
