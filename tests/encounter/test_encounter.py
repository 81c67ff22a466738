"""The conversation: what is said, heard, counted and taken again."""

from __future__ import annotations

import pytest

from tests.encounter.small_scenario import goes, moment, reading, say, scenario, walk
from trainer.encounter.encounter import REDO, Step, begin, replay
from trainer.scoring.exchange import SILENCE, Response
from trainer.scoring.reading import Context


def test_the_opening() -> None:
    encounter = begin(walk(), seed=1)
    assert (encounter.moment, encounter.trust, encounter.distress, encounter.visit) == ("arrival", 4, 7, 1)
    assert encounter.says == encounter.heard == "Nothing."
    assert encounter.context() == Context(patient="Nothing.", background="Nothing helped.")
    assert not encounter.can_redo
    assert encounter.closing == ""


def test_the_first_reaction_that_holds_answers_and_changes_come_before_the_words() -> None:
    asked = say(begin(walk(), 1), "You sound worn out.", reading(5, "names-feeling"))
    after = say(asked, "Are you thinking of ending your life?", reading(4, "asks-safety"))
    assert after.trust == 7
    assert after.says == "You won't ring anyone? (7)"
    exchange = after.exchanges[1]
    assert (exchange.trust, exchange.distress, exchange.reaction, exchange.then) == ((6, 7), (6, 6), 0, "yes")
    assert exchange.heard == asked.heard
    assert after.heard == "Yes. Some nights.\nYou won't ring anyone? (7)"


def test_the_reader_is_told_the_line_so_far() -> None:
    again = begin(walk(), 1).respond(SILENCE, None)
    assert again.context() == Context(
        patient="(He looks at the floor.)\nNothing. Again.",
        background="Nothing helped.",
        history=(("patient", "Nothing."), ("clinician", "(silence)")),
    )


def test_an_empty_text_is_not_silence() -> None:
    said = say(begin(walk(), 1), "", reading(2))
    assert said.context().history[-1] == ("clinician", "")
    assert not said.exchanges[0].response.silent


def test_the_ending_closes_the_encounter() -> None:
    ended = say(begin(walk(), 1), "You could have tried harder.", reading(0, "blames"))
    assert (ended.moment, ended.ending, ended.closing, ended.says, ended.visit) == (None, "gone", "Goodbye.", "", 0)
    assert (ended.trust, ended.distress) == (1, 9)
    with pytest.raises(ValueError, match="ended"):
        say(ended, "Wait.", reading(3))


@pytest.mark.parametrize(("response", "read"), [(SILENCE, reading(3)), (Response("Hello."), None)])
def test_only_silence_has_no_reading(response: Response, read: object) -> None:
    with pytest.raises(ValueError, match="silence has no reading"):
        begin(walk(), 1).respond(response, read)  # type: ignore[arg-type]


def test_visits_are_counted_and_lead_on_after_the_third() -> None:
    encounter = begin(walk(), 1)
    for _ in range(2):
        encounter = encounter.respond(SILENCE, None)
    assert (encounter.visit, encounter.moment) == (3, "arrival")
    assert encounter.respond(SILENCE, None).ending == "gone"


def test_visited_means_met_before() -> None:
    story = scenario(
        {
            "a": moment(
                "{% if 'a' in visited %}Back.{% else %}New.{% endif %}",
                goes("heard", visited=("a", "b")),
                goes("b", "{% if 'b' in visited %}seen{% else %}unseen{% endif %}"),
            ),
            "b": moment("{% if 'a' in visited %}From a.{% endif %}", goes("a")),
        }
    )
    at_b = begin(story, 1).respond(SILENCE, None)
    back = at_b.respond(SILENCE, None)
    assert (at_b.exchanges[0].answer, at_b.says, back.says) == ("unseen", "From a.", "Back.")
    assert back.respond(SILENCE, None).ending == "heard"


def test_gauges_stay_within_bounds() -> None:
    story = scenario({"a": moment("?", goes("b", trust=9, distress=-9)), "b": moment("?", goes("gone", trust=-10))})
    up = begin(story, 1).respond(SILENCE, None)
    assert (up.trust, up.distress) == (10, 0)
    assert up.respond(SILENCE, None).trust == 0


def test_redo_restores_the_state_keeps_the_try_and_is_no_visit() -> None:
    start = begin(walk(), 1)
    tried = say(start, "Did you take the tablets?", reading(2, "asks-closed"))
    back = tried.redo()
    assert back.state == start.state
    assert (back.visit, back.try_number, back.line) == (1, 2, ())
    assert back.exchanges == tried.exchanges
    assert back.context() == start.context()
    better = say(back, "You sound worn out.", reading(5, "names-feeling"))
    assert [(one.visit, one.try_number, one.then) for one in better.exchanges] == [(1, 1, "arrival"), (1, 2, "cue")]
    assert better.line == better.exchanges[1:]
    assert better.try_number == 1


def test_the_last_moment_can_be_taken_again_after_the_ending_but_only_once() -> None:
    back = say(begin(walk(), 1), "You could have tried harder.", reading(0, "blames")).redo()
    assert (back.moment, back.ending) == ("arrival", None)
    assert not back.can_redo
    with pytest.raises(ValueError, match="nothing to redo"):
        back.redo()


def test_the_seed_alone_chooses_the_wording() -> None:
    def words(seed: int) -> tuple[str, str]:
        at_cue = say(begin(walk(), seed), "You sound worn out.", reading(5))
        return at_cue.exchanges[0].answer, at_cue.says

    assert len({words(seed) for seed in range(20)}) == 4
    assert words(7) == words(7)


def test_replay_takes_redos_too() -> None:
    steps: list[Step] = [(SILENCE, None), REDO, (Response("You sound worn out."), reading(5))]
    played = say(begin(walk(), 3).respond(SILENCE, None).redo(), "You sound worn out.", reading(5))
    assert replay(walk(), 3, steps) == played
