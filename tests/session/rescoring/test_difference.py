"""What came out otherwise, and why: cuts, findings, opportunities, weights."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.session.rescoring.making import (
    BADLY,
    CALLS_LESS,
    GENTLER,
    HALF,
    STRICTER,
    WELL,
    applying,
    means,
    play,
)
from tests.session.small import RUBRIC, SCENARIO
from trainer.records.rescored import NewRescoring
from trainer.records.store import Store, open_store
from trainer.reports.rescoring_outcome import Outcome
from trainer.reports.rescoring_text import rescoring_text
from trainer.session.rescoring.difference import outcome_of
from trainer.session.rescoring.running import rescore

GATE = """
gates:
  - id: no-harm
    title: No harm
    measure: no-harm-left
    says: Harm is mended.
    feedback: {held: Held., missed: Missed., undecided: Open.}
"""
ASKS = GATE.replace("no-harm-left", "asks").replace("no-harm", "safety")
WITH_ASKS = RUBRIC.replace("gates: []", ASKS.strip())
RISKY = SCENARIO.replace("    says: Same as last time.", "    says: Same as last time.\n    risk: clear")
WITH_GATE = RUBRIC.replace("gates: []", GATE.strip())
LET_DOWN = ("You feel ashamed.", "So let down.", "You feel ashamed.")


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    opened = open_store(database)
    yield opened
    opened.close()


def outcome(store: Store, database: str, new: NewRescoring) -> Outcome:
    rescoring, _ = rescore(means(store, database), new)
    return outcome_of(store, rescoring)


def moved(found: Outcome) -> list[tuple[str, str, object, object, list[str]]]:
    return [
        (one.kind, one.item, one.old, one.new, [why.words for why in one.why])
        for changed in found.changed
        for one in changed.difference.moved
    ]


def test_cuts_are_the_reason(store: Store, database: str, tmp_path: Path) -> None:
    half, _ = play(database, tmp_path, HALF, "Ada"), play(database, tmp_path, WELL, "Grace")
    found = outcome(store, database, applying(STRICTER))
    assert [one.pair.attempt_id for one in found.no_longer] == [half]
    assert moved(found) == [("criterion", "feeling-named", 2, 1, ["its cuts are 0.5, 0.8, 1, and were 0.2, 0.5, 0.9"])]
    assert (found.totals.attempts, found.totals.other, found.people) == (2, 1, 2)
    assert found.totals.passed == {(True, False): 1, (True, True): 1}
    assert found.totals.criteria == {"feeling-named": {(2, 1): 1, (3, 3): 1}}


def test_what_was_read_otherwise_is_the_reason(store: Store, database: str, tmp_path: Path) -> None:
    play(database, tmp_path, LET_DOWN)
    stricter = RUBRIC.replace("mastery: 0.6", "mastery: 0.9")
    outcome(store, database, applying(stricter))
    found = outcome(store, database, applying(stricter, reader="words-2", afresh=True))
    why = ["names-feeling is present, and was absent: in 1 response"]
    assert moved(found) == [("criterion", "feeling-named", 2, 3, why)]
    assert [one.difference.passes_now for one in found.changed] == [True]
    assert found.totals.read == {("names-feeling", "absent", "present"): 1}


def test_other_opportunities_are_the_reason(store: Store, database: str, tmp_path: Path) -> None:
    play(database, tmp_path, HALF)
    outcome(store, database, applying(RUBRIC.replace("mastery: 0.6", "mastery: 0.9")))
    found = outcome(store, database, applying(CALLS_LESS))
    assert moved(found) == [
        ("criterion", "feeling-named", 2, 3, ["the scenario gives other opportunities: 1, and gave 3"])
    ]


def test_the_share_needed_is_the_reason_where_no_criterion_moved(store: Store, database: str, tmp_path: Path) -> None:
    play(database, tmp_path, ("Go on.", *HALF[:1], "Go on.", *HALF[:1]))
    outcome(store, database, applying(RUBRIC.replace("mastery: 0.6", "mastery: 0.9")))
    found = outcome(store, database, applying(GENTLER))
    assert moved(found) == []
    whys = [why.words for one in found.changed for why in one.difference.why]
    assert whys == ["0.3 of the points are needed, and 0.9 were"]


def test_a_new_gate_is_told(store: Store, database: str, tmp_path: Path) -> None:
    play(database, tmp_path, BADLY)
    play(database, tmp_path, WELL)
    found = outcome(store, database, applying(WITH_GATE))
    assert found.changed == []
    assert found.totals.gates == {"no-harm": {(None, "not decided"): 1, (None, "held"): 1}}
    assert found.totals.why == {("gate", "no-harm"): {"the gate is new": 2}}


def test_a_gate_that_nothing_called_for_is_not_met_and_no_gate_that_held(
    store: Store, database: str, tmp_path: Path
) -> None:
    play(database, tmp_path, WELL)
    found = outcome(store, database, applying(WITH_ASKS))
    assert found.totals.gates == {"safety": {(None, "not met"): 1}}
    found = outcome(store, database, applying(RISKY))
    assert found.totals.gates == {"safety": {("not met", "not decided"): 1}}
    assert found.totals.why == {("gate", "safety"): {"the scenario is another": 1}}
    assert moved(found) == [("gate", "safety", "not met", "not decided", ["the scenario is another"])]
    assert "safety: not decided, was not met (the scenario is another)" in rescoring_text(found, {}, 80)
    found = outcome(store, database, applying(RISKY, RUBRIC))
    assert found.totals.gates == {"safety": {("not decided", None): 1}}
    assert "safety: not in the rubric, was not decided" in rescoring_text(found, {}, 80)


def test_nothing_came_out_otherwise(store: Store, database: str, tmp_path: Path) -> None:
    play(database, tmp_path, WELL)
    found = outcome(store, database, applying(RUBRIC.replace("title: Small rubric", "title: The rubric")))
    assert (found.totals.attempts, found.totals.other, found.changed) == (1, 0, [])
