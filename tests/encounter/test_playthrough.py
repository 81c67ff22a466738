"""Responses files and what they play."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.encounter.small_scenario import walk
from trainer.encounter.encounter import REDO
from trainer.encounter.labelled import LabelledReader
from trainer.encounter.playthrough import Said, parse_playthrough, play_through, written
from trainer.scoring.exchange import SILENCE, Response
from trainer.scoring.reading import Context


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("One.\nTwo.\n", [Response("One."), Response("Two.")]),
        ("One.\r\n\r\n  Two.  ", [Response("One."), Response("Two.")]),
        ("One,\nstill one.\n---\nTwo.\n", [Response("One,\nstill one."), Response("Two.")]),
        ("---\nOne\n\npiece.\n---\n\n---\n", [Response("One\n\npiece.")]),
        ("One. ---\n ---\nTwo.", [Response("One. ---"), Response("---"), Response("Two.")]),
        ("<silence>\n<redo>\n <silence> ", [SILENCE, REDO, SILENCE]),
        ("<silence>\n---\nHold <silence>.", [SILENCE, Response("Hold <silence>.")]),
        ("", []),
        ("\n \n", []),
    ],
)
def test_the_file(text: str, said: list[Said]) -> None:
    assert list(parse_playthrough(text)) == said


def played(text: str) -> tuple[str | None, int, list[int]]:
    story = walk()
    done = play_through(story, 1, parse_playthrough(text), LabelledReader(story))
    return done.encounter.ending, done.left_over, [one.try_number for one in done.encounter.exchanges]


def test_a_run_to_its_end_with_a_redo() -> None:
    text = """Did you take the tablets?
<redo>
You sound worn out by it.
Are you thinking of ending your life?
Thank you. How near is it? We could ring her together.
"""
    assert played(text) == ("heard", 0, [1, 2, 1, 1])


def test_too_few_leave_it_open_and_left_over_ones_are_counted() -> None:
    assert played("You sound worn out by it.") == (None, 0, [1])
    assert played("You could have tried harder.\nSorry.\nAre you there?") == ("gone", 2, [1])


def test_a_redo_may_follow_the_ending_and_means_nothing_at_the_opening() -> None:
    assert played("<redo>\nYou could have tried harder.\n<redo>\n<silence>") == (None, 0, [1, 2])


def test_the_labelled_reader_knows_replies_and_calls_the_rest_off_the_feeling() -> None:
    reader = LabelledReader(walk())
    known = reader.read(" You sound worn out by it.\n", Context("Nothing."))
    assert (known.level, known.interval) == (5.0, (5.0, 5.0))
    assert known.is_present("names-feeling")
    assert not known.is_likely("blames")
    unknown = reader.read("Mmm.", Context("Nothing."))
    assert (unknown.shown_level, dict(unknown.findings)) == (2, {})


_TEXTS = (
    st.text(min_size=1)
    .map(lambda text: text.replace("\r", ""))
    .filter(
        lambda text: (
            text.strip() and "---" not in text.strip().split("\n") and text.strip() not in ("<silence>", "<redo>")
        )
    )
)


@settings(max_examples=40)
@given(st.lists(st.one_of(_TEXTS.map(Response), st.just(SILENCE), st.just(REDO)), max_size=6))
def test_what_is_written_is_parsed_again(said: list[Said]) -> None:
    stripped = [Response(one.text.strip()) if isinstance(one, Response) and one.text else one for one in said]
    assert list(parse_playthrough(written(said))) == stripped


@pytest.mark.parametrize("text", [" \n", "one\n---\ntwo"])
def test_a_response_that_no_file_can_hold_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="---"):
        written([Response(text)])
