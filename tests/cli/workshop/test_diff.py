"""`trainer diff`."""

from __future__ import annotations

import json

from tests.cli.conftest import Place
from tests.cli.content import SCENARIO
from trainer.cli.exits import ExitCode


def test_the_same_exits_0(place: Place) -> None:
    file = place.write("draft.yaml", f"# a note\n{SCENARIO}")
    result = place.run("diff", "rainy-day", file)
    assert (result.exit_code, result.stdout) == (ExitCode.OK, "Nothing has changed for trainees.\n")
    assert json.loads(place.run("diff", file, file, "--json").stdout) == []


def test_a_difference_exits_1_and_is_told_under_its_place(place: Place) -> None:
    file = place.write("draft.yaml", SCENARIO.replace("kind: rupture", "kind: mixed"))
    result = place.run("diff", "rainy-day", file)
    assert result.exit_code == ExitCode.PROBLEMS
    assert result.stdout == "Ending left\n  kind: rupture became mixed\n"


def test_json_has_both_sides(place: Place) -> None:
    file = place.write("draft.yaml", SCENARIO.replace("minutes: 5", "minutes: 6"))
    (change,) = json.loads(place.run("diff", "rainy-day", file, "--json").stdout)
    expected = {"place": "briefing", "kind": "changed", "words": "minutes: 5 became 6", "before": "5", "after": "6"}
    assert change == expected


def test_two_kinds_cannot_be_compared(place: Place) -> None:
    assert place.run("diff", "rainy-day", "small").exit_code == ExitCode.USAGE


def test_a_broken_or_absent_side_is_told(place: Place) -> None:
    broken = place.write("draft.yaml", SCENARIO.replace("minutes: 5", "minutes: soon"))
    assert "S003" in place.run("diff", "rainy-day", broken).stderr
    assert place.run("diff", "rainy-day", "nowhere.yaml").exit_code == ExitCode.ABSENT
