"""Exhaustive exploration over reactions."""

from __future__ import annotations

from tests.encounter.small_scenario import goes, moment, scenario, walk
from trainer.encounter.exploration import explore


def test_all_that_can_happen_is_found() -> None:
    story = walk()
    found = explore(story)
    every = {(one, index) for one, body in story.moments.items() for index in range(len(body.reactions))}
    # The last reaction to the disclosure needs its cue never met, and there is no other way there. The good ending
    # straight from the cue is open to who asked just before it.
    assert every - found.reactions == {("yes", 2)}
    assert found.endings == {"heard", "halfway", "gone"}
    assert found.moments == set(story.moments)
    assert found.complete


def test_a_shadowed_reaction_and_what_lies_behind_it_are_not_reached() -> None:
    story = scenario(
        {
            "a": moment(
                "?", goes("gone", lacks=("names-feeling",)), goes("b", shows_any=("names-feeling",)), goes("c")
            ),
            "b": moment("?", goes("heard", level_at_least=3), goes("halfway", level_at_least=4), goes("gone")),
            "c": moment("?", goes("gone")),
        }
    )
    found = explore(story)
    assert found.reactions == {("a", 0), ("a", 1), ("b", 0), ("b", 2)}
    assert found.moments == {"a", "b"}
    assert found.endings == {"gone", "heard"}


def test_visits_and_gauges_open_ways() -> None:
    story = scenario(
        {
            "a": moment(
                "?",
                goes("heard", trust_at_least=9),
                goes("halfway", tries_at_least=4, distress_at_least=8),
                goes("a", trust=2, level_at_least=4),
                goes("a", distress=2),
            )
        }
    )
    found = explore(story)
    assert found.endings == {"heard", "halfway"}
    assert found.complete


def test_the_limit_is_said() -> None:
    found = explore(walk(), limit=2)
    assert (found.states, found.complete) == (2, False)
