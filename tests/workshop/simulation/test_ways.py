"""Ways through a scenario, and how long they are."""

from __future__ import annotations

from itertools import pairwise

from tests.encounter.small_scenario import goes, moment, reply, scenario, walk
from trainer.encounter.encounter import replay
from trainer.encounter.passages import all_passages
from trainer.library.scenario import Scenario
from trainer.scoring.exchange import SILENCE, Response
from trainer.scoring.kinds import VALIDATING
from trainer.workshop.simulation.lengths import lengths
from trainer.workshop.simulation.ways import Way, Ways


def _ways(story: Scenario) -> Ways:
    return Ways(story, all_passages(story), VALIDATING)


def _said(way: Way) -> list[str | None]:
    return [None if turn.reply is None else turn.reply.text for turn in way.turns]


def test_the_shortest_way_to_each_ending_is_replies_that_lead_there() -> None:
    story = walk()
    found = _ways(story).shortest()
    assert list(found) == ["heard", "halfway", "gone"]
    assert {ending: len(way.turns) for ending, way in found.items()} == {"heard": 3, "halfway": 2, "gone": 1}
    for ending, way in found.items():
        steps = [(SILENCE if turn.reply is None else Response(turn.reply.text), turn.reading) for turn in way.turns]
        assert way.replays
        assert replay(story, 3, steps).ending == ending


def test_an_ending_that_no_reply_leads_to_is_shown_with_a_made_up_response() -> None:
    story = scenario({"a": moment("?", goes("heard", shows_all=("names-feeling",), level_at_least=5), goes("gone"))})
    way = _ways(story).shortest()["heard"]
    (turn,) = way.turns
    assert (turn.made_up, way.replays) == (True, False)
    assert turn.reading is not None
    assert (turn.reading.shown_level, list(turn.reading.findings)) == (5, ["names-feeling"])


def test_a_longer_way_by_replies_is_preferred_to_a_shorter_one_that_is_made_up() -> None:
    story = scenario(
        {
            "a": moment(
                "?",
                goes("heard", level_at_least=6),
                goes("b", level_at_least=4),
                goes("gone"),
                replies=(reply("One.", 4),),
            ),
            "b": moment("?", goes("heard", level_at_least=5), goes("gone"), replies=(reply("Two.", 5),)),
        }
    )
    found = _ways(story).shortest()
    assert _said(found["heard"]) == ["One.", "Two."]
    assert _said(found["gone"]) == [None]
    assert lengths(all_passages(story)).least == 1


def test_other_replies_are_taken_where_one_would_be_worn() -> None:
    texts = ("You sound tired of it all.", "So much work.", "I see how hard it is.")
    replies = tuple(reply(text, 4) for text in texts)
    story = scenario(
        {"a": moment("?", goes("heard", tries_at_least=5), goes("a", level_at_least=4), goes("gone"), replies=replies)}
    )
    way = _ways(story).shortest()["heard"]
    said = _said(way)
    assert (len(said), way.replays) == (5, True)
    assert max(said.count(text) for text in said) <= 2


def test_there_is_a_way_through_every_reaction_that_can_happen_and_on_to_an_ending() -> None:
    story = walk()
    known = all_passages(story)
    met = set()
    for steps in Ways(story, known, VALIDATING).through_every_reaction():
        assert steps[0][0] == 0
        assert all(before[1].to == after[0] for before, after in pairwise(steps))
        assert steps[-1][1].to is None
        met |= {(known.moment_of[state], passage.step.reaction) for state, passage in steps}
    assert met == known.reactions


def test_lengths_where_every_way_ends() -> None:
    found = lengths(
        all_passages(
            scenario({"a": moment("?", goes("b", level_at_least=4), goes("gone")), "b": moment("?", goes("heard"))})
        )
    )
    assert (found.least, found.median, found.most, found.circling) == (1, 1, 2, ())


def test_what_can_come_round_without_end_is_named() -> None:
    story = scenario(
        {
            "a": moment("?", goes("b")),
            "b": moment("?", goes("c", level_at_least=4), goes("d")),
            "c": moment("?", goes("b", silent=True), goes("d")),
            "d": moment("?", goes("heard")),
        }
    )
    found = lengths(all_passages(story))
    assert (found.least, found.most, found.circling) == (3, None, ("b", "c"))


def test_a_gauge_that_fills_up_ends_a_circle() -> None:
    story = scenario(
        {"a": moment("?", goes("gone", distress_at_least=10), goes("a", distress=1))},
        starts={"trust": 5, "distress": 7},
    )
    assert lengths(all_passages(story)).most == 4


def test_no_way_to_an_ending_has_no_length() -> None:
    found = lengths(all_passages(scenario({"a": moment("?", goes("a"))})))
    assert (found.least, found.median, found.most, found.circling) == (None, None, None, ("a",))
