"""A conversation tried out, taken back, and played over on a changed scenario."""

from __future__ import annotations

import pytest

from tests.encounter.small_scenario import goes, moment, scenario, walk
from trainer.encounter.labelled import LabelledReader
from trainer.library.scenario import Scenario
from trainer.scoring.exchange import SILENCE, Response
from trainer.scoring.kinds import VALIDATING
from trainer.scoring.reading import Context, Reading
from trainer.workshop.preview.playing import Preview, RememberingReader, begin_preview, responses_of, resume
from trainer.workshop.preview.telling import resumed_words, standing, told

STORY = walk()
READER = LabelledReader(STORY)
GOOD = Response("You sound worn out by it.")


def changed(**moments: object) -> Scenario:
    plain = STORY.model_dump()
    return Scenario.model_validate({**plain, "moments": {**plain["moments"], **moments}})


def at_the_cue() -> Preview:
    return begin_preview(STORY).respond(GOOD, READER)


def test_a_step_forward_and_back() -> None:
    preview = at_the_cue()
    assert preview.now.moment == "cue"
    assert (preview.now.trust, preview.back().now.trust) == (6, 4)
    assert preview.back().now == begin_preview(STORY).now
    assert preview.back().back().turns == ()


def test_it_begins_at_any_moment_as_the_scenario_begins() -> None:
    preview = begin_preview(STORY, moment="yes")
    assert standing(preview.now) == "moment yes, risk disclosed, trust 4, distress 7"
    assert preview.respond(SILENCE, READER).now.ending is not None
    with pytest.raises(KeyError):
        at_the_cue().at("nowhere")


def test_a_change_keeps_the_place() -> None:
    story = changed(cue=moment("They would sleep better.", goes("halfway")))
    resumed = resume(at_the_cue(), story, VALIDATING, READER)
    assert (resumed.preview.now.moment, resumed.left_out, resumed.start_is_gone) == ("cue", 0, False)
    assert resumed.preview.now.says == "They would sleep better."
    assert responses_of(resumed.preview) == [GOOD]


def test_what_finds_no_place_is_told() -> None:
    ended = resume(
        at_the_cue().respond(SILENCE, READER), changed(arrival=moment("?", goes("gone"))), VALIDATING, READER
    )
    assert (ended.preview.now.ending, ended.left_out) == ("gone", 1)
    assert "1 left out" in resumed_words(ended)
    began_late = begin_preview(changed(late=moment("?", goes("gone"))), moment="late")
    moved = resume(began_late, STORY, VALIDATING, READER)
    assert moved.start_is_gone and moved.preview.now.moment == "arrival"
    assert "begins at the opening" in resumed_words(moved)


def test_the_opening_stays_the_opening_when_it_moves() -> None:
    elsewhere = STORY.model_copy(update={"opening": "cue"})
    assert resume(begin_preview(STORY), elsewhere, VALIDATING, READER).preview.now.moment == "cue"


def test_the_same_response_in_the_same_context_is_read_once() -> None:
    read: list[str] = []

    class Counting:
        version = "counting"

        def read(self, response: str, context: Context) -> Reading:
            read.append(response)
            return READER.read(response, context)

    reader = RememberingReader(Counting)
    preview = begin_preview(STORY).respond(GOOD, reader)
    resume(preview, changed(yes=moment("?", goes("gone"))), VALIDATING, reader)
    assert read == [GOOD.text]


def test_a_turn_in_words() -> None:
    preview = at_the_cue().respond(Response("That is so sad to hear."), READER)
    lines = [(line.tone, line.words) for line in told(preview.turns[-1])]
    assert lines == [
        ("level", "Level 3 of 6, attentive (3.0; likely 3.0 to 3.0)."),
        ("present", "present: acknowledges-difficulty (p 1.00) “That is so sad to hear.”"),
        ("passed", "Not reaction 1, to yes (reactions[0])"),
        ("reason", "shows asks-safety: asks-safety is absent (p 0.00)"),
        ("passed", "Not reaction 2, to heard (reactions[1])"),
        ("reason", "its condition holds, but it leads towards a good ending and safety has not been asked"),
        ("happened", "Reaction 3 of 3, to halfway (reactions[2])"),
        ("reason", "it has no condition: it happens where no other does"),
        ("note", "a risk cue stands and safety has not been asked: the level counts as 3 at most"),
        ("state", "Trust stays 6, distress stays 6."),
    ]
    assert standing(preview.now) == "ended in halfway (mixed), trust 6, distress 6"


def test_a_gauge_at_its_bound_says_what_the_reaction_asked() -> None:
    story = scenario({"one": moment("Well?", goes("gone", trust=3, distress=-1))}, starts={"trust": 9, "distress": 5})
    (state,) = [
        line.words for line in told(begin_preview(story).respond(SILENCE, READER).turns[-1]) if line.tone == "state"
    ]
    assert state == "Trust 9 to 10, distress 5 to 4 (the reaction says trust +3, distress -1)."
