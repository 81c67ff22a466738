"""Each measure, with its edges."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.scoring_attempt.attempts import level_of, measured, said, silent
from trainer.library.rubric import (
    AvoidsMeasure,
    BalanceMeasure,
    LevelMeasure,
    Measure,
    OrderMeasure,
    PlainMeasure,
    RepairsMeasure,
    ShowsMeasure,
)
from trainer.scoring.exchange import Exchange
from trainer.scoring.measures.measuring import criterion_level
from trainer.scoring.quoting import Evidence
from trainer.scoring.views import View

CUTS = (0.25, 0.5, 0.8)
FEELING = ShowsMeasure(shows=("names-feeling",), cuts=CUTS)
PRESENCE = ShowsMeasure(shows=("stays-present",), cuts=CUTS)
EITHER = ShowsMeasure(shows=("names-feeling", "lifts-blame"), cuts=CUTS)
HARM = AvoidsMeasure(avoids=("blames", "argues"), cuts=(2, 1, 0))
ORDER = OrderMeasure(order="understanding-first", cuts=CUTS)
LEVEL = LevelMeasure(level="mean", cuts=(2.5, 3.5, 4.3))
BALANCE = BalanceMeasure(balance="reflections-to-questions", cuts=(0.3, 0.6, 1.0))
PLAIN = PlainMeasure(plain="grade", cuts=(12, 10, 8))
REPAIRS = RepairsMeasure(repairs="ruptures", cuts=(0.3, 0.6, 0.9))

HURT = said("plain", "", 1, trust=(5, 3))
OWNED = said("plain", "I went too fast just then.", 4, "owns-limits")
MISSED = said("plain", "What did I miss?", 4, "invites-more")
NIGHT = said("plain", "Tell me about the night.", 4, "invites-more")
FEELS = said("plain", "", 4, "names-feeling")
BARE = said("plain", "", 3)


def check(what: Measure, exchanges: Sequence[Exchange], expected: tuple[float | None, int, int]) -> None:
    found = measured(what, exchanges)
    assert (found.value, found.met, found.opportunities) == expected


@pytest.mark.parametrize(
    ("what", "value", "level"),
    [
        (FEELING, 0.249, 0),
        (FEELING, 0.25, 1),
        (FEELING, 0.5, 2),
        (FEELING, 0.8, 3),
        (FEELING, None, None),
        (HARM, 3.0, 0),
        (HARM, 2.0, 1),
        (HARM, 1.0, 2),
        (HARM, 0.0, 3),
        (PLAIN, 12.001, 0),
        (PLAIN, 12.0, 1),
        (PLAIN, 8.0, 3),
        (ShowsMeasure(shows=("blames",), cuts=(0.5, 0.2, 0.0), direction="down"), 0.2, 2),
    ],
)
def test_cuts(what: Measure, value: float | None, level: int | None) -> None:
    assert criterion_level(what, value) == level


@pytest.mark.parametrize(
    ("what", "exchanges", "expected"),
    [
        (FEELING, [FEELS, BARE], (0.5, 1, 2)),
        (FEELING, [FEELS, said("other", "", 4, "names-feeling")], (1.0, 1, 1)),
        (FEELING, [said("other")], (None, 0, 0)),
        (FEELING, [], (None, 0, 0)),
        (EITHER, [FEELS, said("other", "", 4, "lifts-blame")], (1.0, 2, 2)),
        (FEELING, [said("plain", "", 4, unsure={"names-feeling": 0.5})], (1.0, 1, 1)),
        (FEELING, [said("plain", "", 4, unsure={"names-feeling": 0.49})], (0.0, 0, 1)),
        (FEELING, [BARE, said("plain", "", 4, "names-feeling", attempt=2)], (0.0, 0, 1)),
    ],
    ids=[
        "share",
        "only where called for",
        "no opportunity",
        "nothing said",
        "any of them",
        "from half",
        "below half",
        "first try",
    ],
)
def test_shows(what: Measure, exchanges: list[Exchange], expected: tuple[float | None, int, int]) -> None:
    check(what, exchanges, expected)


@pytest.mark.parametrize(
    ("what", "moment", "expected"),
    [
        (PRESENCE, "quiet", (1.0, 1, 1)),
        (FEELING, "quiet", (None, 0, 0)),
        (PRESENCE, "plain", (None, 0, 0)),
        (FEELING, "plain", (None, 0, 0)),
        (FEELING, "tense", (0.0, 0, 1)),
        (PRESENCE, "tense", (None, 0, 0)),
    ],
)
def test_silence_counts_as_presence_where_it_helps_and_as_missed_where_it_hurts(
    what: Measure, moment: str, expected: tuple[float | None, int, int]
) -> None:
    check(what, [silent(moment)], expected)


@pytest.mark.parametrize(
    ("exchanges", "expected"),
    [
        ([BARE, FEELS], (0.0, 2, 2)),
        ([said("plain", "", 1, "blames", "argues"), BARE], (1.0, 1, 2)),
        ([said("plain", "", 1, "blames"), said("other", "", 1, "argues")], (2.0, 0, 2)),
        ([said("plain", "", 3, unsure={"blames": 0.8})], (0.0, 1, 1)),
        ([silent("tense")], (None, 0, 0)),
    ],
)
def test_avoids(exchanges: list[Exchange], expected: tuple[float | None, int, int]) -> None:
    check(HARM, exchanges, expected)


UNDERSTOOD_FIRST = "You sound lost. It can take a year."
TOLD_FIRST = "It can take a year. You sound lost."
FEELING_PART, FACT_PART = ("names-feeling", "You sound lost."), ("gives-information", "It can take a year.")


@pytest.mark.parametrize(
    ("exchanges", "expected"),
    [
        ([said("plain", UNDERSTOOD_FIRST, 4, FEELING_PART, FACT_PART)], (1.0, 1, 1)),
        ([said("plain", TOLD_FIRST, 3, FEELING_PART, FACT_PART)], (0.0, 0, 1)),
        ([FEELS, said("plain", TOLD_FIRST, 3, FACT_PART)], (1.0, 1, 1)),
        ([FEELS, BARE, said("plain", TOLD_FIRST, 3, FACT_PART)], (0.0, 0, 1)),
        ([said("direct", TOLD_FIRST, 3, FACT_PART)], (None, 0, 0)),
        ([FEELS], (None, 0, 0)),
        ([said("plain", "", 3, "gives-advice", "acknowledges-failure")], (1.0, 1, 1)),
        ([said("plain", "", 3, "shares-next-step", "invites-more")], (0.0, 0, 1)),
        ([FEELS, said("plain", "", 4, attempt=2), said("other", "", 2, "gives-advice")], (0.0, 0, 1)),
    ],
    ids=[
        "earlier in it",
        "later in it",
        "since the last moment",
        "too long ago",
        "asked directly",
        "nothing practical",
        "order unknown",
        "an invitation is no understanding",
        "a redone try lends nothing",
    ],
)
def test_order(exchanges: list[Exchange], expected: tuple[float | None, int, int]) -> None:
    check(ORDER, exchanges, expected)


def test_level_is_the_mean_without_silence() -> None:
    check(LEVEL, [said("plain", "", 5), said("other", "", 2), silent("quiet")], (3.5, 1, 2))
    check(LEVEL, [silent("quiet")], (None, 0, 0))
    assert level_of(LEVEL, [said("plain", "", 4.3)]) == 3


def test_the_level_is_capped_where_a_risk_stands_unasked_and_a_shape_is_used_up() -> None:
    check(LEVEL, [said("clear", "", 6)], (3.0, 0, 1))
    check(LEVEL, [said("possible", "", 6)], (6.0, 1, 1))
    check(LEVEL, [said("clear", "", 5, "asks-safety"), said("disclosed", "", 5)], (5.0, 2, 2))
    worn = [said("plain", f"You feel {word} because it failed. I'm staying.", 5) for word in ("lost", "sad", "cross")]
    check(LEVEL, worn, (4.0, 2, 3))


def test_a_shape_used_up_earns_nothing() -> None:
    same = [
        said("plain", f"You feel {word} because it failed. I'm staying.", 5, "names-feeling")
        for word in ("lost", "sad", "cross", "worn")
    ]
    check(FEELING, same, (0.5, 2, 4))


@pytest.mark.parametrize(
    ("exchanges", "expected"),
    [
        ([FEELS, said("other", "", 3, "asks-closed")], (1.0, 1, 2)),
        ([said("other", "How long? Since when?", 2, ("asks-closed", "How long?")), BARE], (0.0, 0, 1)),
        ([FEELS, said("plain", "", 4, "reflects-meaning")], (2.0, 2, 2)),
        ([said("plain", "", 4, "reflects-meaning", "names-feeling", "invites-more")], (1.0, 1, 2)),
        ([said("clear", "", 4, "asks-safety", "asks-permission", "reflects-meaning")], (1.0, 1, 1)),
        ([BARE, silent("quiet")], (None, 0, 0)),
    ],
    ids=["one each", "only asks", "asks nothing", "same words once", "safety and leave are free", "neither"],
)
def test_balance(exchanges: list[Exchange], expected: tuple[float | None, int, int]) -> None:
    check(BALANCE, exchanges, expected)


def test_balance_counts_stretches_of_words() -> None:
    text = "Lost? You sound lost. Since when? And alone."
    turn = said("plain", text, 4, ("names-feeling", "You sound lost."), ("reflects-meaning", "sound lost."))
    both = said("other", text, 4, ("asks-closed", "Since when?"), ("invites-more", "Lost?"))
    check(BALANCE, [turn, both], (0.5, 1, 3))


def test_plain_is_the_grade_and_one_more_for_each_response_with_jargon() -> None:
    words = "We will sit with you. It is hard."
    easy = measured(PLAIN, [said("plain", words)])
    with_term = measured(PLAIN, [said("plain", words, 3, ("jargon", "sit"))])
    assert easy.value is not None
    assert with_term.value == easy.value + 1
    assert with_term.evidence[0] == Evidence(0, "jargon", ("sit",))
    assert easy.evidence == (Evidence(0, "", ("We will sit with you.",)),)
    check(PLAIN, [silent("quiet")], (None, 0, 0))


@pytest.mark.parametrize(
    ("exchanges", "expected"),
    [
        ([HURT, OWNED], (1.0, 1, 1)),
        ([HURT, BARE, OWNED], (1.0, 1, 1)),
        ([HURT, BARE, FEELS, OWNED], (0.0, 0, 1)),
        ([HURT, MISSED], (1.0, 1, 1)),
        ([HURT, NIGHT], (0.0, 0, 1)),
        ([HURT, silent("quiet"), OWNED], (1.0, 1, 1)),
        ([BARE, HURT], (None, 0, 0)),
        ([BARE, OWNED], (None, 0, 0)),
        ([HURT, said("plain", "", 1, "owns-limits", trust=(3, 1)), MISSED], (1.0, 2, 2)),
        ([HURT, said("plain", "", 4, attempt=2), OWNED], (None, 0, 0)),
    ],
    ids=[
        "in the next",
        "in the one after",
        "too late",
        "asks what was missed",
        "invites something else",
        "silence takes a turn",
        "no response followed",
        "no drop",
        "two drops, two repairs",
        "a drop taken back",
    ],
)
def test_repairs(exchanges: list[Exchange], expected: tuple[float | None, int, int]) -> None:
    check(REPAIRS, exchanges, expected)


def test_an_open_attempt_still_has_time_to_repair() -> None:
    assert measured(REPAIRS, [HURT, BARE], ended=False).value is None
    assert measured(REPAIRS, [HURT, BARE, FEELS], ended=False).value == 0.0
    assert measured(REPAIRS, [HURT, OWNED], ended=False).value == 1.0


def test_evidence_quotes_the_trainee() -> None:
    no_fault = said("other", "No fault.", 4, "lifts-blame")
    found = measured(EITHER, [said("plain", UNDERSTOOD_FIRST, 4, FEELING_PART), no_fault])
    assert found.evidence == (
        Evidence(0, "names-feeling", ("You sound lost.",)),
        Evidence(1, "lifts-blame", ("No fault.",)),
    )


@pytest.mark.parametrize(
    ("what", "finding", "values"),
    [
        (FEELING, {"names-feeling": 0.6}, (0.0, 1.0, 1.0)),
        (FEELING, {"names-feeling": 0.4}, (0.0, 0.0, 1.0)),
        (HARM, {"blames": 0.6}, (1.0, 0.0, 0.0)),
        (BALANCE, {"reflects-meaning": 0.6, "invites-more": 0.4}, (0.0, 1.0, 1.0)),
    ],
)
def test_unsure_findings_count_against_or_for(
    what: Measure, finding: dict[str, float], values: tuple[float, float, float]
) -> None:
    turn = [said("plain", "", 4, unsure=finding)]
    assert tuple(measured(what, turn, view).value for view in (View.LOW, View.BEST, View.HIGH)) == values
