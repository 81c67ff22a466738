"""The card: what landed, what hurt, what is asked, and the one thing to change."""

from __future__ import annotations

import pytest

from tests.scoring_attempt.attempts import ALL_BEHAVIOURS, SCENARIO, said, silent
from trainer.scoring.exchange import Exchange
from trainer.scoring.feedback import LEVEL_NAMES, FeedbackCard, Quoted, card


def made(exchange: Exchange) -> FeedbackCard:
    return card(SCENARIO, ALL_BEHAVIOURS, exchange)


@pytest.mark.parametrize(("level", "name"), [(0.4, "hostile"), (3.5, "accurate"), (6.0, "outstanding")])
def test_the_level_has_its_name_and_interval(level: float, name: str) -> None:
    shown = made(said("other", "", level, interval=(max(0, level - 1), level)))
    assert shown.level_name == name
    assert shown.level is not None
    assert LEVEL_NAMES[shown.level] == name
    assert shown.level_interval == (max(0, level - 1), level)


def test_what_landed_and_what_hurt_are_quoted_with_the_librarys_words() -> None:
    text = "You sound lost. But you missed three visits."
    shown = made(said("plain", text, 2, ("names-feeling", "You sound lost."), ("blames", "you missed three visits")))
    assert shown.landed == (Quoted("names-feeling", "Names-Feeling", "You sound lost.", "landed names-feeling"),)
    assert shown.hurt == (Quoted("blames", "Blames", "you missed three visits", "hurt blames"),)


def test_what_the_moment_called_for_comes_first() -> None:
    assert [one.behaviour for one in made(said("plain", "", 4, "invites-more", "makes-sense")).landed] == [
        "makes-sense",
        "invites-more",
    ]


def test_unsure_findings_are_asked_never_asserted() -> None:
    shown = made(said("plain", "", 3, unsure={"names-feeling": 0.7, "argues": 0.3, "connects-story": 0.6}))
    assert shown.landed == shown.hurt == ()
    assert [(one.behaviour, one.says) for one in shown.asked] == [
        ("argues", "ask argues"),
        ("names-feeling", "ask names-feeling"),
    ]


def test_a_neutral_behaviour_hurts_only_as_the_moments_trap() -> None:
    assert [one.behaviour for one in made(said("plain", "", 2, "gives-advice", "asks-closed")).hurt] == ["gives-advice"]
    assert made(said("other", "", 2, "gives-advice")).hurt == ()


@pytest.mark.parametrize(
    ("exchange", "change"),
    [
        (said("plain", "", 3), "names-feeling"),
        (said("plain", "", 4, "names-feeling"), "makes-sense"),
        (said("plain", "", 4, unsure={"names-feeling": 0.5}), "makes-sense"),
        (said("plain", "", 5, "names-feeling", "makes-sense"), None),
        (said("plain", "", 1, "argues"), "argues"),
        (said("clear", "", 1, "argues"), "asks-safety"),
        (said("clear", "", 4, "asks-safety"), None),
        (said("disclosed", "", 3), None),
        (silent("clear"), "asks-safety"),
        (silent("tense"), "names-feeling"),
        (silent("quiet"), None),
    ],
    ids=[
        "called for",
        "the next called for",
        "perhaps shown is not missing",
        "nothing missing",
        "what hurt before what was missing",
        "the safety question before all",
        "asked",
        "a yes was said: the question would come too late",
        "silence at a cue",
        "silence that hurts",
        "silence that helps",
    ],
)
def test_one_thing_to_change(exchange: Exchange, change: str | None) -> None:
    found = made(exchange).change
    assert (found.behaviour if found else None) == change
    assert found is None or found.says == f"try {change}"


def test_what_is_missed_most_is_chosen_among_what_was_called_for() -> None:
    def change(missed: dict[str, float], exchange: Exchange) -> str | None:
        found = card(SCENARIO, ALL_BEHAVIOURS, exchange, missed).change
        return found.behaviour if found else None

    assert change({"makes-sense": 0.55}, said("plain", "", 3)) == "names-feeling"
    assert change({"makes-sense": 0.9}, said("plain", "", 3)) == "makes-sense"
    assert change({"makes-sense": 0.9}, said("plain", "", 4, "makes-sense")) == "names-feeling"
    assert change({"makes-sense": 1.0}, said("clear", "", 1, "argues")) == "asks-safety"
    assert change({"makes-sense": 1.0}, said("plain", "", 1, "argues")) == "argues"


def test_silence_has_no_level_and_lands_where_it_helps() -> None:
    shown = made(silent("quiet"))
    assert (shown.level, shown.level_name, shown.level_interval) == (None, "silence held", None)
    assert [(one.behaviour, one.quote) for one in shown.landed] == [("stays-present", "(silence)")]
    assert made(silent("tense")).landed == ()
