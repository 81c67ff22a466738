"""The shipped reader through its one door: a response and its context in, a reading out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.scoring.reader import load_reader
from trainer.scoring.reading import Context, Reader, Reading

TOMAS = Context(
    patient="Same as last time. Nothing. Nine months and I'm still on the sofa.",
    background="Man, 52, depression. Deep brain stimulation nine months ago without benefit so far.",
    history=(("clinician", "How have you been since the last visit?"),),
)


def test_a_validating_response_is_read_with_evidence_in_its_own_words(reader: Reader) -> None:
    failure = "Nine months, and it hasn't done what any of us hoped."
    response = failure + " You sound worn out. I'm not going anywhere."

    reading = reader.read(response, TOMAS)

    assert reading.shown_level >= 4
    assert _quotes(reading, response, "acknowledges-failure") == [failure]
    assert _quotes(reading, response, "names-feeling") == ["You sound worn out."]
    assert _quotes(reading, response, "stays-present") == ["I'm not going anywhere."]


def test_harm_is_read_as_harm(reader: Reader) -> None:
    response = "At least the operation went well. Plenty of people have it worse."

    reading = reader.read(response, TOMAS)

    assert reading.is_present("minimises")
    assert reading.shown_level <= 1


@pytest.mark.parametrize(
    ("response", "behaviour"),
    [
        ("It sounds like you're making excuses.", "reflects-meaning"),
        ("I validate your feeling of failure.", "names-feeling"),
        ("When did you last sleep through?", "asks-safety"),
        ("I won't tell you to look on the bright side.", "minimises"),
    ],
)
def test_form_alone_is_not_asserted(reader: Reader, response: str, behaviour: str) -> None:
    assert not reader.read(response, TOMAS).is_present(behaviour)


def test_a_plain_safety_question_is_present(reader: Reader) -> None:
    assert reader.read("Are you having thoughts of killing yourself?", TOMAS).is_present("asks-safety")


@pytest.mark.parametrize("nothing", ["", "   \n", "…", "🙂🙂", "?!"])
def test_nothing_said_shows_nothing(reader: Reader, nothing: str) -> None:
    reading = reader.read(nothing, TOMAS)

    assert reading.shown_level == 2
    assert all(finding.verdict == "absent" for finding in reading.findings.values())


def test_equal_texts_give_equal_readings(reader: Reader) -> None:
    again = load_reader()

    assert again.version == reader.version
    assert again.read("That must have been awful.", TOMAS) == reader.read("That must have been awful.", TOMAS)


def test_a_very_long_response_is_read_whole(reader: Reader) -> None:
    filler = "The appointment desk is open from eight to four and the letter will follow by post. " * 60
    response = filler + "Are you thinking of ending your life?"

    reading = reader.read(response, TOMAS)

    assert reading.is_present("asks-safety")
    assert _quotes(reading, response, "asks-safety")[-1].endswith("ending your life?")


@settings(max_examples=40, deadline=None)
@given(response=st.text(max_size=400), patient=st.text(max_size=200))
def test_any_text_is_read_within_the_contract(reader: Reader, response: str, patient: str) -> None:
    reading = reader.read(response, Context(patient=patient))

    assert len(reading.findings) == 24
    assert 0 <= reading.interval[0] <= reading.level <= reading.interval[1] <= 6
    for finding in reading.findings.values():
        assert 0 <= finding.p <= 1
        assert finding.verdict != "present" or finding.p >= 0.5
        assert finding.verdict != "absent" or finding.p < 0.5
        assert all(0 <= start < end <= len(response) for start, end in finding.evidence)


def _quotes(reading: Reading, response: str, behaviour: str) -> list[str]:
    return [response[start:end] for start, end in reading.finding(behaviour).evidence]


def test_the_same_words_over_and_over_earn_nothing(reader: Reader) -> None:
    waited = Context("Two years I have waited for this thing to work, and nothing.")
    once = "It makes sense that you are worn out, because you have waited so long. "
    told, droned = reader.read(once, waited), reader.read(once * 30, waited)
    assert told.level > 3
    assert droned.level <= 2
    assert droned.interval[1] <= 2
