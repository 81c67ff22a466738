"""Played by one rubric, scored again by another that counts: reports stand under the one that counts, never mixed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.records.program import GOOD, NOON, SmallProgram, small_program
from tests.session.rescoring.making import applying, content, means
from tests.session.small import RUBRIC, SCENARIO
from trainer.programs.which_run import WhichRun
from trainer.records.figures_store import Scope
from trainer.records.rescored import Change, NewRescoring
from trainer.reports.cohort import cohort_sheet
from trainer.reports.passes import passes_section
from trainer.reports.scenario import scenario_sheet
from trainer.reports.sheet import Sheet
from trainer.reports.sheet_data import sheet_data
from trainer.session.rescoring.running import rescore

SECOND = RUBRIC[RUBRIC.index("  - id: feeling-named") : RUBRIC.index("gates:")]
OTHER = RUBRIC.replace("id: small-rubric", "id: other-rubric").replace("mastery: 0.6", "mastery: 0.9")
OTHER = OTHER.replace("title: Small rubric", "title: Other rubric").replace(
    "Names the feeling", "Says what it feels like"
)
OTHER = OTHER.replace(
    "gates:", SECOND.replace("feeling-named", "no-arguing").replace("Names the", "Stays with the") + "gates:"
)
OF_OTHER = SCENARIO.replace("rubric: small-rubric", "rubric: other-rubric")
PEOPLE = ("ada", "bea", "cyd", "dan", "eve")
LATE = NOON + timedelta(days=20)


@pytest.fixture
def small(database: str, tmp_path: Path) -> Iterator[SmallProgram]:
    """Everybody's first attempt is scored again by the other rubric; their second is not."""
    made = small_program(database, tmp_path)
    for number, name in enumerate(PEOPLE):
        made.trainee(name)
        made.attempt(name, NOON + timedelta(minutes=number), GOOD if number else ("Go on.", *GOOD))
    scenario, rubric = content(OF_OTHER), content(OTHER)
    change = Change({"small-talk": scenario.digest}, {"other-rubric": rubric.digest}, None, None, False)
    new = NewRescoring(change, "another rubric", made.program.program_id, (scenario, rubric))
    _, tally = rescore(means(made.store, database), new)
    assert tally.anew == len(PEOPLE)
    for number, name in enumerate(PEOPLE):
        made.attempt(name, LATE + timedelta(minutes=number), GOOD)
    yield made
    made.store.close()


def scope(small: SmallProgram, runs: WhichRun = "latest") -> Scope:
    who = small.store.figures.cohort_trainees(small.program.program_id, small.cohort.cohort_id, small.supervisors[0])
    return Scope(who, runs=runs)


def figures(sheet: Sheet) -> dict[str, dict[str, object]]:
    """By the key of each figure."""
    found = sheet_data(sheet)["figures"]
    assert isinstance(found, list)
    return {str(one["trace"]): one for one in found}


def of_cohort(small: SmallProgram, wanted: Scope) -> dict[str, dict[str, object]]:
    summary = small.store.figures.summary(wanted)
    passes = passes_section(summary.rubrics, {}, ())
    return figures(cohort_sheet("2026", "", summary, members=5, sharing=5, passes=passes, command=""))


def of_scenario(small: SmallProgram, wanted: Scope) -> tuple[Sheet, dict[str, dict[str, object]]]:
    found = small.store.figures.scenario(wanted, "small-talk", LATE + timedelta(days=9))
    assert found is not None
    sheet = scenario_sheet("", found, "")
    return sheet, figures(sheet)


def test_a_cohort_stands_under_the_rubric_that_counts(small: SmallProgram) -> None:
    found = of_cohort(small, scope(small))
    criteria = {key: (one["label"], one["of"]) for key, one in found.items() if key.startswith("criterion/")}
    assert criteria["criterion/other-rubric/feeling-named/assessment"] == ("Says what it feels like", 5)
    assert criteria["criterion/other-rubric/no-arguing/assessment"] == ("Stays with the feeling", 5)
    assert criteria["criterion/small-rubric/feeling-named/assessment"] == ("Names the feeling", 5)
    for key, (_, many) in criteria.items():
        behind = list(small.store.figures.traced(scope(small), key))
        assert sum(part.n for part in behind) == many
    before = of_cohort(small, scope(small, "original"))
    assert not [key for key in before if "other-rubric" in key]
    assert before["criterion/small-rubric/feeling-named/assessment"]["of"] == 2 * len(PEOPLE)


def test_a_scenario_tells_the_rubrics_apart(small: SmallProgram) -> None:
    sheet, found = of_scenario(small, scope(small))
    assert {key: one["label"] for key, one in found.items() if key.startswith("among/")} == {
        "among/other-rubric/feeling-named": "Says what it feels like",
        "among/other-rubric/no-arguing": "Stays with the feeling",
    }
    assert [one.n for one in small.store.figures.traced(scope(small), "among/other-rubric/no-arguing")] == [1] * 5
    reached = next(one for one in sheet.headlines if one.label == "Points of mastery, assessment")
    assert reached.small == (
        "of attempts reach the 60 or 90 points that their rubric asks for; by points alone, gates are not looked at"
    )
    assert reached.value.startswith("90%")  # ada's first answer came late: two thirds of the points, of 90 asked for
    before, _ = of_scenario(small, scope(small, "original"))
    reached = next(one for one in before.headlines if one.label == "Points of mastery, assessment")
    assert reached.small.startswith("of attempts reach 60 points;") and reached.value.startswith("100%")


def test_criteria_of_two_rubrics_say_whose_they_are(small: SmallProgram, database: str) -> None:
    grown = RUBRIC.replace("gates:", SECOND.replace("feeling-named", "second") + "gates:")
    _, tally = rescore(means(small.store, database), replace(applying(grown), program_id=small.program.program_id))
    assert tally.anew == len(PEOPLE)
    _, found = of_scenario(small, scope(small))
    assert {key: one["label"] for key, one in found.items() if "/feeling-named" in key} == {
        "among/other-rubric/feeling-named": "Says what it feels like (Other rubric)",
        "among/small-rubric/feeling-named": "Names the feeling (Small rubric)",
    }


def test_of_a_trainee_the_rubric_that_counts_and_contests_as_they_were_met(small: SmallProgram) -> None:
    [ada] = [one for one in scope(small).trainee_ids if one == small.store.trainee("ada", NOON)]
    mine = replace(scope(small), trainee_ids=(ada,), of_one=True)
    attempts = [run for _, run in small.store.figures.runs(mine)]
    assert [(run.rubric, run.mastery) for run in sorted(attempts)] == [("other-rubric", 0.9), ("small-rubric", 0.6)]
    summary = small.store.figures.summary(mine)
    assert set(summary.rubrics) == {"small-rubric", "other-rubric"}
    assert summary.criteria == {"feeling-named": "Names the feeling"}
