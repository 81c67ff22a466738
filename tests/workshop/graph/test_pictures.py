"""What the pictures tell: conditions in words, risk, kinds of ending, visits."""

from __future__ import annotations

from xml.etree.ElementTree import fromstring

import pytest

from tests.workshop.graph.small import small_scenario
from trainer.library.scenario import Condition
from trainer.workshop.graph.course import Stop, Visits, course_of
from trainer.workshop.graph.layers import rows_of
from trainer.workshop.graph.mermaid import as_mermaid
from trainer.workshop.graph.played import played
from trainer.workshop.graph.svg import as_svg
from trainer.workshop.wording import condition_words

VISITS = Visits(7, {"start": 9, "deep": 0}, {("start", 0): 3})


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (None, "otherwise"),
        (Condition(), "otherwise"),
        (Condition(level_at_least=4), "level 4 or more"),
        (Condition(level_at_least=2, level_at_most=3), "level 2 to 3"),
        (Condition(trust_below=5), "trust 4 or less"),
        (Condition(distress_at_least=5, distress_below=6), "distress 5"),
        (Condition(shows_any=("blames", "argues", "minimises")), "blames, argues or minimises"),
        (Condition(shows_all=("blames", "argues"), lacks=("jargon",)), "blames and argues, without jargon"),
        (Condition(silent=True), "silence"),
        (Condition(silent=False, tries_at_least=3), "something said, visit 3 or later"),
        (Condition(tries_at_least=1), "otherwise"),
        (Condition(visited=("start", "deep")), "after start and deep"),
    ],
)
def test_conditions_in_words(when: Condition | None, words: str) -> None:
    assert condition_words(when) == words


def test_the_opening_stands_on_top_and_the_endings_at_the_foot() -> None:
    rows = rows_of(course_of(small_scenario()))
    assert rows.level == {"start": 0, "deep": 1, "heard": 2, "left": 2}
    assert rows.upward == {("deep", "start"), ("start", "start")}


def test_mermaid_has_every_stop_and_arrow() -> None:
    lines = [line.strip() for line in as_mermaid("A title", course_of(small_scenario())).splitlines()]
    assert lines[:4] == ["---", 'title: "A title"', "---", "flowchart TD"]
    assert 'n0["start<br/>opening"]' in lines
    assert 'n1["deep<br/>risk: clear"]' in lines
    assert 'n2(["heard<br/>ending: good"])' in lines
    assert 'n0 -->|"(1) level 4 or more, names-feeling or makes-sense · trust +1"| n1' in lines
    assert 'n1 -->|"(2) visit 2 or later, after start"| n3' in lines
    assert 'n0 -->|"(3) otherwise"| n0' in lines
    assert {"class n1 risk", "class n2 good", "class n3 rupture"} <= set(lines)


def test_mermaid_with_visits() -> None:
    text = as_mermaid("A title", course_of(small_scenario()), VISITS)
    assert 'n0["start<br/>opening<br/>9 visits"]' in text
    assert "· trust +1 [3]" in text and "(3) otherwise [0]" in text
    assert "class n1 risk\n" in text and "class n1,n2,n3 never\n" in text


def _texts(svg: str) -> list[str]:
    return [element.text or "" for element in fromstring(svg).iter() if element.text and element.text.strip()]


def test_the_svg_is_well_formed_and_tells_it_all() -> None:
    scenario = small_scenario()
    texts = _texts(as_svg(scenario.title, course_of(scenario)))
    assert scenario.title in texts
    for words in (
        "start",
        "opening",
        "risk: clear",
        "good ending",
        "rupture ending",
        "trust -2",
        "stays",
        "asks-safety",
    ):
        assert words in texts
    assert "I am Ana. No." in texts


def test_the_svg_with_visits() -> None:
    scenario = small_scenario()
    texts = _texts(as_svg(scenario.title, course_of(scenario), VISITS))
    assert {"opening · 9×", "risk: clear · never", "3×"} <= set(texts)
    assert any("7 attempts" in words for words in texts)


def test_a_long_name_stays_within_its_box() -> None:
    name = "-".join(["very"] * 16)
    course = (Stop(name, "", opening=True), Stop("e", "", kind="good"))
    assert not any(len(words) > 40 and words.startswith("very") for words in _texts(as_svg("T", course)))


def test_play_is_counted_and_always_the_same() -> None:
    visits = played(small_scenario())
    assert visits == played(small_scenario())
    assert visits.stops["start"] >= visits.runs
    assert sum(visits.stops.get(ending, 0) for ending in ("heard", "left")) <= visits.runs
    assert visits.stops["start"] == sum(visits.reactions.get(("start", index), 0) for index in range(3))
    assert visits.stops["heard"] and visits.stops["left"]
