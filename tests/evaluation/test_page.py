"""The page: well formed, self-contained, and safe with any text."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from tests.evaluation.making import case, reading
from trainer.reports.evaluation import evaluation_page
from trainer.reports.evaluation_text import evaluation_text
from trainer.reports.plots import kappa_plot, level_plot, reliability_plot
from trainer.scoring.evaluation.figures import Evaluation, evaluate

HOSTILE = '</p><script>alert(1)</script> & "quotes" {{ 7*7 }} \x1b]52;c;eA==\x07 \x9b31m \u202egnp [/x]'


@pytest.fixture(scope="module")
def evaluation() -> Evaluation:
    marked = (("names-feeling", ((0, 19),)),)
    cases = [
        case("c1-r01", ("names-feeling",), 4, marked=marked),
        case("c1-r02", (), 2, response="You sound worn out, do you."),
        case(f"c2-{HOSTILE}", ("minimises", HOSTILE), 1, response=HOSTILE, context=HOSTILE),
        case("c3-r01", ("minimises",), 0.5),
    ]
    readings = [
        reading({"names-feeling": 0.9}, 4.2),
        reading({"names-feeling": 0.9}, 4.1, evidence=((0, 18),)),
        reading({"argues": 0.9, "names-feeling": 0.95}, 5.9, evidence=((4, 30), (10, 40))),
        reading({}, 2.0),
    ]
    return evaluate(cases, {each.id: read for each, read in zip(cases, readings, strict=True)})


@pytest.fixture(scope="module")
def page(evaluation: Evaluation) -> str:
    return evaluation_page(evaluation, f"labels {HOSTILE}")


def test_the_page_is_well_formed(page: str) -> None:
    root = ElementTree.fromstring(page.replace("<!DOCTYPE html>", "").strip())

    assert root.get("lang") == "en"
    assert [heading.text for heading in root.iter("h1")] == ["How well the reader agrees"]


def test_the_page_needs_nothing_else(page: str) -> None:
    assert not re.search(r"<script|<link|<img|@import|url\(|https?://|\son\w+=", page, flags=re.IGNORECASE)
    assert "prefers-color-scheme: dark" in page
    assert "@media print" in page


def test_texts_are_shown_and_do_nothing(page: str) -> None:
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "{{ 7*7 }}" in page
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", page)


def test_every_plot_says_in_words_what_it_shows(page: str) -> None:
    root = ElementTree.fromstring(page.replace("<!DOCTYPE html>", "").strip())
    plots = list(root.iter("svg"))
    ids = {each.get("id") for each in root.iter()}

    assert len(plots) == 4  # one of them twice, for a small screen
    for plot in plots:
        assert plot.get("role") == "img"
        assert set((plot.get("aria-labelledby") or "").split()) <= ids
    assert all(cell.get("scope") for cell in root.iter("th"))


def test_what_was_wrongly_taken_for_a_behaviour_is_marked(page: str) -> None:
    root = ElementTree.fromstring(page.replace("<!DOCTYPE html>", "").strip())
    marks = {mark.text: mark.get("title") for mark in root.iter("mark")}

    assert marks["You sound worn out"] == "names-feeling"


def test_dots_stand_inside_their_plots(evaluation: Evaluation) -> None:
    for plot in (level_plot(evaluation.level), reliability_plot(evaluation.calibration)):
        assert plot.dots
        for dot in plot.dots:
            assert plot.start <= dot.x <= plot.end
            assert 8 <= dot.y <= plot.side - plot.start
    for narrow in (False, True):
        kappas = kappa_plot(evaluation.behaviours, narrow=narrow)
        for row in kappas.rows:
            assert kappas.left <= row.low <= row.x <= row.high <= kappas.right
        assert kappas.rows[0].x >= kappas.rows[-1].x


def test_the_text_form_is_clean_and_keeps_to_its_width(evaluation: Evaluation) -> None:
    text = evaluation_text(evaluation, 80)

    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", text)
    worst = text.split("The worst disagreements")[1]
    assert all(len(line) <= 80 for line in worst.splitlines() if line.startswith("    "))
