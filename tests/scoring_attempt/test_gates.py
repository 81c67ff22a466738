"""The gates: held, missed, or not decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from tests.scoring_attempt.attempts import SCENARIO, SURE, rubric, said, silent
from tests.scoring_attempt.attempts import criterion as made
from trainer.scoring.attempt import GateScore, score_attempt
from trainer.scoring.exchange import Exchange

ASK = said("plain", "Are you thinking of ending your life?", 4, "asks-safety")
ASK_AT_CUE = said("clear", "Do you mean dying?", 4, "asks-safety")
WARM = said("plain", "", 4)
CUE = said("clear", "", 3)
SAFE = said("plain", "Are you safe?", 3, "asks-safety")
NEGATIVE = said("plain", "You're not suicidal, are you?", 3, "asks-safety")
VOLLEY = said("plain", "Suicidal? Any plan? Sleep? Appetite?", 2, "asks-safety")
PERHAPS = said("plain", "Is it as dark as that?", 4, unsure={"asks-safety": 0.7})
PERHAPS_NEGATIVE = said("plain", "You're not suicidal, are you?", 3, unsure={"asks-safety": 0.7})


def judge(
    measure: str,
    exchanges: Sequence[Exchange],
    ending: str | None = "gone",
    agreement: Mapping[str, float] = SURE,
) -> GateScore:
    level = made("level", {"level": "mean", "cuts": (1, 2, 3)})
    return score_attempt(SCENARIO, rubric(level, gates=(measure,)), exchanges, ending, agreement).gates[0]


@pytest.mark.parametrize(
    ("exchanges", "passed"),
    [
        ([WARM], True),
        ([ASK_AT_CUE], True),
        ([CUE, ASK], True),
        ([CUE, WARM, ASK], False),
        ([ASK, CUE, WARM], True),
        ([ASK, WARM, CUE, WARM], False),
        ([silent("clear"), ASK], True),
        ([silent("clear"), silent("plain"), ASK], False),
        ([CUE], False),
        ([CUE, SAFE], False),
        ([CUE, NEGATIVE], False),
        ([CUE, VOLLEY], False),
        ([CUE, PERHAPS], None),
        ([CUE, PERHAPS_NEGATIVE], False),
        ([said("possible", "", 4), WARM], False),
        ([said("possible", "", 4), ASK], True),
        ([said("disclosed", "", 4), WARM], False),
        ([ASK_AT_CUE, said("disclosed", "", 4), WARM], True),
        ([CUE, ASK, WARM, said("possible", "", 4), WARM], False),
        ([CUE, PERHAPS, WARM, CUE, WARM], False),
        ([CUE, said("clear", "Do you mean dying?", 4, "asks-safety", attempt=2), WARM], False),
        ([CUE, said("clear", "", 4, attempt=2), ASK], False),
        ([WARM, said("plain", "Do you mean dying?", 4, "asks-safety", attempt=2), CUE, WARM], False),
    ],
    ids=[
        "no cue",
        "asked at once",
        "asked next",
        "asked too late",
        "asked just before",
        "asked long before",
        "silence uses one",
        "silence uses both",
        "an ending closes it",
        "safe alone",
        "negatively framed",
        "volley",
        "unsure",
        "unsure and negatively framed",
        "possible cues too",
        "possible, asked",
        "a disclosure too",
        "the question that brought the yes",
        "each cue",
        "a miss outweighs a doubt",
        "a redo is not the first try",
        "what follows a redo",
        "a redone try lends nothing",
    ],
)
def test_asks(exchanges: list[Exchange], passed: bool | None) -> None:
    assert judge("asks", exchanges).passed is passed


def test_asks_says_why_and_where() -> None:
    assert judge("asks", [WARM, CUE, NEGATIVE]) == GateScore("asks", False, "framed for a 'no' or a promise", (1, 2))
    assert judge("asks", [WARM, CUE, ASK]) == GateScore("asks", True, "asked plainly", (1, 2))
    assert judge("asks", [CUE, PERHAPS]).why == "the reading is not sure"


def test_an_open_attempt_may_still_ask() -> None:
    assert judge("asks", [CUE], ending=None).passed is None
    assert judge("asks", [CUE, WARM], ending=None).passed is False
    assert judge("asks", [silent("clear")], ending=None).passed is None


def test_a_gate_on_an_unmeasured_reader_is_not_decided_but_a_poor_reader_decides() -> None:
    assert judge("asks", [CUE, ASK], agreement={}).passed is None
    assert judge("asks", [WARM], agreement={}).passed is True
    assert judge("asks", [CUE, ASK], agreement=SURE | {"asks-safety": 0.1}).passed is True


TAKEN = said("disclosed", "Thank you for telling me.", 3)
FURTHER = said("plain", "How often does it come?", 4, "asks-safety")
HELP = said("plain", "Could we ring your sister together, now?", 5, "shares-next-step")
AT_ONCE = said(
    "disclosed",
    "I am with you. How near is it? Could we ring her together?",
    6,
    "stays-present",
    "asks-safety",
    "shares-next-step",
)
TELL_MORE = said("plain", "Tell me more.", 3, "invites-more")


@pytest.mark.parametrize(
    ("exchanges", "passed"),
    [
        ([WARM], True),
        ([TAKEN, FURTHER, HELP], True),
        ([AT_ONCE], True),
        ([TAKEN, FURTHER], False),
        ([TAKEN, HELP], False),
        ([TAKEN, TELL_MORE, HELP], False),
        ([said("disclosed", "", 2), FURTHER, HELP], False),
        ([said("disclosed", "", 2), said("plain", "", 4, "names-feeling"), FURTHER, HELP], True),
        ([TAKEN, NEGATIVE, HELP], False),
        ([FURTHER, HELP, TAKEN], False),
        ([TAKEN, FURTHER, said("plain", "", 4, unsure={"shares-next-step": 0.7})], None),
        ([TAKEN, said("plain", "", 4, unsure={"shares-next-step": 0.7})], False),
        ([TAKEN, PERHAPS, HELP], None),
        ([silent("disclosed"), FURTHER, HELP], False),
        ([said("disclosed", "", 4, "names-feeling"), silent("plain"), FURTHER, HELP], True),
    ],
    ids=[
        "nothing disclosed",
        "all three",
        "all three at once",
        "no help",
        "not asked further",
        "tell me more is not asking further",
        "not taken in",
        "taken in later",
        "asked for a no",
        "before the yes",
        "unsure help",
        "a miss outweighs a doubt",
        "unsure question",
        "silence takes nothing in",
        "silence between",
    ],
)
@pytest.mark.parametrize("ending", ["done", "gone"])
def test_follows_disclosure(exchanges: list[Exchange], passed: bool | None, ending: str) -> None:
    assert judge("follows-disclosure", exchanges, ending).passed is passed


def test_follows_disclosure_says_what_is_missing_and_waits_while_open() -> None:
    found = judge("follows-disclosure", [WARM, TAKEN, FURTHER])
    assert found == GateScore("follows-disclosure", False, "missing: help involved, with what happens next", (1, 2))
    assert judge("follows-disclosure", [TAKEN], ending=None).passed is None
    assert judge("follows-disclosure", [TAKEN, FURTHER, HELP], agreement={"asks-safety": 0.8}).passed is None


OWNED = said("plain", "That was my doing.", 4, "owns-limits")
PERHAPS_OWNED = said("plain", "", 4, unsure={"owns-limits": 0.6})


def harm(level: float, low: float, high: float, *present: str, **unsure: float) -> Exchange:
    return said("plain", "", level, *present, interval=(low, high), unsure=unsure)


@pytest.mark.parametrize(
    ("exchanges", "passed"),
    [
        ([WARM], True),
        ([silent("tense")], True),
        ([harm(0, 0, 0)], False),
        ([harm(0, 0, 0.4), OWNED], False),
        ([harm(0, 0, 1), WARM], False),
        ([harm(0, 0, 1), OWNED], None),
        ([harm(0, 0, 2), WARM], None),
        ([harm(1, 1, 1), WARM], False),
        ([harm(1, 1, 1), OWNED], True),
        ([harm(1, 1, 1), WARM, WARM, WARM, OWNED], True),
        ([OWNED, harm(1, 1, 1)], False),
        ([harm(1, 1, 1), PERHAPS_OWNED], None),
        ([harm(1, 0.5, 2), WARM], None),
        ([harm(1, 0.5, 2), OWNED], True),
        ([harm(1.4, 0.6, 1.49), WARM], False),
        ([harm(3, 1, 4), WARM], True),
        ([harm(3, 1, 4, "argues"), WARM], None),
        ([harm(3, 1, 4, blames=0.3), WARM], None),
        ([harm(3, 1, 4, "argues"), OWNED], True),
        ([harm(3, 2, 4, "argues"), WARM], True),
        ([harm(1, 1, 1), said("plain", "", 5, attempt=2), WARM], False),
    ],
    ids=[
        "none",
        "silence",
        "level 0",
        "level 0 cannot be mended",
        "0 or 1, not repaired",
        "0 or 1, repaired",
        "perhaps 0",
        "1 not repaired",
        "1 repaired",
        "1 repaired before the end",
        "repaired beforehand",
        "perhaps repaired",
        "perhaps 1",
        "perhaps 1, repaired",
        "rounded half up",
        "a wide interval alone",
        "a wide interval with an argument",
        "a wide interval with perhaps blame",
        "the same, repaired",
        "an argument at 3",
        "a redo mends nothing",
    ],
)
def test_no_harm_left(exchanges: list[Exchange], passed: bool | None) -> None:
    assert judge("no-harm-left", exchanges).passed is passed


def test_no_harm_left_waits_while_open_and_for_a_measured_reader() -> None:
    assert judge("no-harm-left", [harm(1, 1, 1)], ending=None).passed is None
    assert judge("no-harm-left", [harm(0, 0, 0)], ending=None).passed is False
    assert judge("no-harm-left", [WARM], agreement={}).passed is None
