"""A simulation as text, data and page: everything named, nothing run."""

from __future__ import annotations

import json
import re
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.encounter.small_scenario import goes, moment, reply, scenario, walk
from tests.workshop.simulation.playing import ROLES, simulated
from trainer.problems import Place, Problem
from trainer.reports.simulation import simulation_page
from trainer.reports.simulation_data import simulation_data
from trainer.reports.simulation_figures import coverage, rows
from trainer.reports.simulation_graph import HEIGHT, WIDTH, moment_graph
from trainer.reports.simulation_text import simulation_text
from trainer.workshop.simulation.simulation import Simulation

HOSTILE = "</p><script>alert(1)</script> & {{ 7*7 }} \x1b]52;c;eA==\x07 \x9b31m \u202egnp"


@pytest.fixture(scope="module")
def found() -> Simulation:
    """Something is never reached, one ending needs a made-up response, and texts are hostile."""
    return simulated(
        scenario(
            {
                "a": moment(
                    "?",
                    goes("b", level_at_least=4),
                    goes("heard", shows_all=("makes-sense",)),
                    goes("lonely", trust_at_least=9),
                    goes("gone"),
                    replies=(reply(HOSTILE, 4, "names-feeling"), reply("Hm.", 1)),
                ),
                "b": moment("?", goes("a", level_at_most=2), goes("gone"), goes("gone"), risk="possible"),
                "lonely": moment("?", goes("halfway")),
            }
        )
    )


def _page(found: Simulation) -> str:
    problem = Problem("P001", Place("x.yaml"), f"no way {HOSTILE}", HOSTILE)
    return simulation_page([(found, [problem]), (simulated(walk()), [])])


def test_coverage_names_what_is_never_met_and_what_only_the_runs_missed(found: Simulation) -> None:
    parts = {part.kind: part for part in coverage(found)}
    assert parts["moments"].never == ("lonely",)
    assert parts["reactions"].never == ("a 3", "b 3", "lonely 1")
    assert parts["reactions"].not_in_runs == ("a 2",)
    assert parts["endings"].never == ("halfway",)
    assert (parts["moments"].by_all_ways, parts["moments"].by_runs, parts["moments"].total) == (2, 2, 3)


def test_rows_count_the_runs_of_each_trainee() -> None:
    by_name = {row.role.name: row for row in rows(simulated(walk(), runs=3))}
    assert list(by_name) == [role.name for role in ROLES]
    assert all(row.passed + row.undecided + row.failed == row.runs == 3 for row in by_name.values())
    assert by_name["good"].endings == (("heard", 3),)
    assert by_name["silent"].endings == (("gone", 3),)


@pytest.mark.parametrize("width", [80, 100])
def test_the_text_fits_its_width_and_names_everything(found: Simulation, width: int) -> None:
    text = simulation_text(found, width)
    assert max(len(line) for line in text.splitlines()) <= width
    assert "moments never met: lonely" in text
    assert "reactions never met: a 3, b 3, lonely 1" in text
    assert "heard (good): 1 exchange, not by replies alone" in text
    assert "[no reply does this: level 0, showing makes-sense]" in text
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", text)


def test_without_ways_the_rest_stays(found: Simulation) -> None:
    text = simulation_text(found, 80, with_ways=False)
    assert "The shortest way" not in text
    assert "Trainees, 2 runs each, seeds 1 to 2" in text


def test_the_data_is_the_same_each_time_and_holds_the_ways() -> None:
    first, second = (json.dumps(simulation_data(simulated(walk()))) for _ in range(2))
    assert first == second
    data: Any = json.loads(first)
    way = data["exhaustive"]["ways"]["heard"]
    assert way["replays"] is True
    assert [turn["response"] for turn in way["turns"]] == [
        "You sound worn out by it.",
        "Are you thinking of ending your life?",
        "Thank you. How near is it? We could ring her together.",
    ]
    assert data["trainees"]["good"]["runs"][0]["ending"] == "heard"
    assert data["moments"]["yes"]["reactions"][2]["reached"] is False


def test_the_page_is_well_formed_with_a_section_for_each_scenario(found: Simulation) -> None:
    root = ElementTree.fromstring(_page(found).replace("<!DOCTYPE html>", "").strip())
    assert root.get("lang") == "en"
    sections = list(root.iter("section"))
    assert len(sections) == 2
    for section in sections:
        labelled = section.get("aria-labelledby")
        assert labelled in {one.get("id") for one in section.iter()}


def test_the_page_needs_nothing_else_and_runs_nothing(found: Simulation) -> None:
    page = _page(found)
    assert not re.search(r"<script|<link|<img|@import|url\((?!#)|https?://|\son\w+=", page, flags=re.IGNORECASE)
    assert "prefers-color-scheme: dark" in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", page)
    assert "never reached" in page


def test_every_moment_and_ending_has_a_box_of_its_own_inside_the_drawing(found: Simulation) -> None:
    for simulation in (found, simulated(walk())):
        graph = moment_graph(simulation)
        story = simulation.setting.scenario
        assert sorted(box.name for box in graph.boxes) == sorted([*story.moments, *story.endings])
        assert len({(box.x, box.y) for box in graph.boxes}) == len(graph.boxes)
        assert all(0 <= box.x <= graph.width - WIDTH and 0 <= box.y <= graph.height - HEIGHT for box in graph.boxes)


def test_curves_tell_taken_open_and_never_apart(found: Simulation) -> None:
    kinds = {curve.text.split(":")[0]: curve.kind for curve in moment_graph(found).curves}
    assert kinds == {
        "a to b": "taken",
        "a to heard": "open",
        "a to lonely": "never",
        "a to gone": "taken",
        "b to a": "taken",
        "b to gone": "taken",
        "lonely to halfway": "never",
    }
