"""Figures from attempts that were made, on both kinds of database: which run counts, moments, what stays hidden."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, update

from tests.records.making import content
from tests.records.program import GOOD, NOON, SmallProgram
from tests.reports.program import MONTH, NAMES, reported_program
from tests.session.small import WordReader, library
from trainer.practice.agenda import Offer
from trainer.programs.small_groups import LEAST
from trainer.programs.which_run import WhichRun
from trainer.records import figures_queries
from trainer.records.attempts import ScoringRun
from trainer.records.errors import RecordsError
from trainer.records.figures_queries import Span
from trainer.records.figures_store import Scope
from trainer.records.identity import uuid7
from trainer.records.practised import NewTry
from trainer.records.program_tables import rescored_runs, rescorings, run_choices, run_measures
from trainer.reports.cohort import cohort_sheet
from trainer.reports.passes import passes_section
from trainer.reports.scenario import scenario_sheet
from trainer.reports.sheet import Sheet
from trainer.reports.sheet_data import sheet_data
from trainer.reports.sheet_page import sheet_page
from trainer.reports.sheet_text import sheet_text
from trainer.scoring.exchange import Response
from trainer.scoring.reading import Context
from trainer.session.session import Session

LATE = NOON + 4 * MONTH


@pytest.fixture
def small(database: str, tmp_path: Path) -> Iterator[SmallProgram]:
    made = reported_program(database, tmp_path)
    yield made
    made.store.close()


@pytest.fixture
def scope(small: SmallProgram) -> Scope:
    program, cohort = small.program.program_id, small.cohort.cohort_id
    return Scope(small.store.figures.cohort_trainees(program, cohort, small.supervisors[0]))


def figures(sheet: Sheet) -> list[dict[str, object]]:
    found = sheet_data(sheet)["figures"]
    assert isinstance(found, list)
    return found


def cohort_figures(small: SmallProgram, scope: Scope) -> list[dict[str, object]]:
    summary = small.store.figures.summary(scope)
    passes = passes_section(summary.rubrics, {}, ())
    return figures(cohort_sheet("2026", "", summary, members=8, sharing=7, passes=passes, command=""))


def scenario_figures(small: SmallProgram, scope: Scope) -> list[dict[str, object]]:
    found = small.store.figures.scenario(scope, "small-talk", LATE)
    assert found is not None
    return figures(scenario_sheet("", found, ""))


def test_a_cohort_is_who_is_in_it_and_shares(small: SmallProgram, scope: Scope) -> None:
    assert len(scope.trainee_ids) == len(NAMES)  # hal shares nothing
    summary = small.store.figures.summary(scope)
    assert summary.runs.people == len(NAMES)
    assert summary.begun == 2 * len(NAMES) + 2
    (assessed,) = summary.runs.attempts
    assert [figure.hidden for figure in assessed.points.months.values()] == [True, False, True]
    assert assessed.points.months["2026-04"].people == len(NAMES)


def test_every_figure_is_what_the_attempts_behind_it_add_up_to(small: SmallProgram, scope: Scope) -> None:
    shown = [one for one in cohort_figures(small, scope) if one["trace"]]
    assert {str(one["trace"]).split("/")[0] for one in shown} >= {"points", "criterion", "behaviour", "own"}
    for one in shown:
        behind = list(small.store.figures.traced(scope, str(one["trace"])))
        assert sum(part.n for part in behind) == one["of"]
        assert len({part.trainee_id for part in behind}) == one["people"]
        assert sum(part.y for part in behind) / sum(part.n for part in behind) == pytest.approx(one["mean"], abs=1e-4)


def test_a_figure_leads_to_attempts_that_can_be_opened(small: SmallProgram, scope: Scope) -> None:
    behind = list(small.store.figures.traced(scope, "points/assessment/2026-05"))
    opened = [small.store.load_attempt(one.attempt_id) for one in behind]
    assert len(opened) == 2
    assert [one.runs[-1].points for one in opened] == [one.y for one in behind]
    assert {one.facts.started.month for one in opened} == {5}


def test_of_a_time_only_what_was_begun_in_it(small: SmallProgram, scope: Scope) -> None:
    april = Span(NOON + MONTH, NOON + 2 * MONTH)
    found = small.store.figures.summary(replace(scope, span=april))
    assert found.begun == len(NAMES)
    assert list(found.runs.attempts[0].points.months) == ["2026-04"]


def test_what_waits_is_left_out_however_much_it_is(
    small: SmallProgram, scope: Scope, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Attempts that wait are named in a statement only with their trainees: as many as a database takes are too few."""
    whose = {run.attempt_id: trainee_id for trainee_id, run in small.store.figures.runs(scope)}
    ada = small.store.trainee("ada", NOON)
    waits = {attempt_id: trainee_id for attempt_id, trainee_id in whose.items() if trainee_id == ada}
    elsewhere = {f"attempt-{number}": f"trainee-{number % 900}" for number in range(70_000)}
    waiting = replace(scope, span=Span(without={**elsewhere, **waits}))
    monkeypatch.setattr(figures_queries, "_MOST_TRAINEES", 2)

    shown = {run.attempt_id for _, run in small.store.figures.runs(waiting)}
    assert shown == whose.keys() - waits.keys() and waits
    assert small.store.figures.summary(waiting).begun == len(shown)
    for key in ("points/assessment", "moment/arrival"):
        behind = small.store.figures.traced(replace(waiting, scenario_id="small-talk"), key)
        assert {one.trainee_id for one in behind} == set(scope.trainee_ids) - {ada}


def test_moments_where_people_are_lost(small: SmallProgram, scope: Scope) -> None:
    mine = library(small.folder / "library")
    unended = Session(mine, small.store, WordReader, lambda: NOON, "ada").start("small-talk", "assessment", seed=1)
    assert not unended.ended
    found = {(one["section"], one["label"]): one for one in scenario_figures(small, scope)}
    arrival = next(one for key, one in found.items() if key == ("lost", "arrival"))
    assert arrival["of"] == 16
    assert arrival["mean"] == pytest.approx(9 / 16, abs=1e-4)
    for one in found.values():
        if str(one["trace"]).startswith("moment/"):
            behind = list(small.store.figures.traced(replace(scope, scenario_id="small-talk"), str(one["trace"])))
            assert {part.attempt_id for part in behind}


def test_a_way_that_few_went_is_not_told(small: SmallProgram, scope: Scope) -> None:
    small.attempt("ada", LATE, ("Well.", *GOOD))
    small.attempt("bea", LATE, ("Well.", *GOOD))
    found = small.store.figures.scenario(scope, "small-talk", LATE + MONTH)
    assert found is not None
    arrival, opens_up = found.figures.moments
    assert (dict(arrival.led), dict(opens_up.led)) == ({"opens-up": 9}, {"heard": 9})
    text = sheet_text(scenario_sheet("", found, ""), 80)
    assert "arrival: to opens-up 9×; elsewhere few or none" in text
    assert "arrival 2×" not in text and "to arrival: 2×" not in sheet_page(scenario_sheet("", found, ""))


@pytest.mark.parametrize(
    ("which", "choose", "points"), [("latest", False, 0.123), ("original", False, 1.0), ("latest", True, 1.0)]
)
def test_of_each_attempt_the_run_that_counts(
    small: SmallProgram, scope: Scope, which: WhichRun, choose: bool, points: float
) -> None:
    attempt_id = small.attempt("gus", LATE, GOOD)
    first = small.store.load_attempt(attempt_id)
    run = first.runs[-1]
    later = ScoringRun(
        run.rubric_hash, run.behaviours_hash, "other-1", 0.123, None, run.judgement, LATE + timedelta(days=1)
    )
    small.store.add_scoring_run(attempt_id, later)
    gus = first.facts.trainee_id
    with small.store._writing() as connection:
        runs = run_measures.c.scoring_run_id
        ids = sorted(
            connection.execute(
                runs.table.select().with_only_columns(runs).where(run_measures.c.attempt_id == attempt_id).distinct()
            ).scalars()
        )
        owner = {"attempt_id": attempt_id, "trainee_id": gus}
        rescoring = uuid7(LATE)
        connection.execute(
            insert(rescorings).values(rescoring_id=rescoring, change="{}", reason="a test", started=LATE)
        )
        connection.execute(
            insert(rescored_runs).values(
                scoring_run_id=ids[-1], rescoring_id=rescoring, scenario_hash=first.facts.scenario_hash, **owner
            )
        )
        if choose:
            choice = {"choice_id": uuid7(LATE), "scoring_run_id": ids[0], "reason": "a test", "made": LATE}
            connection.execute(insert(run_choices).values(**choice, **owner))
    found = {run.attempt_id: run for _, run in small.store.figures.runs(replace(scope, runs=which))}
    assert found[attempt_id].points == pytest.approx(points)


def test_damaged_figures_are_told_as_such(small: SmallProgram, scope: Scope) -> None:
    with small.store._writing() as connection:
        connection.execute(update(run_measures).where(run_measures.c.kind == "whole").values(figures="a|b|c\n\n{}"))
    with pytest.raises(RecordsError, match="damaged"):
        small.store.figures.summary(scope)


def test_a_report_as_data_says_the_same_again(small: SmallProgram, scope: Scope) -> None:
    assert json.dumps(cohort_figures(small, scope)) == json.dumps(cohort_figures(small, scope))
    for one in (*cohort_figures(small, scope), *scenario_figures(small, scope)):
        assert "hidden" in one or not one["of"] or int(str(one["people"])) >= LEAST


def probed(small: SmallProgram, name: str, words: str) -> None:
    """A probe a week after help, in which the behaviour was shown four times of five."""
    store, practice = small.store, small.store.practice
    trainee_id = store.trainee(name, NOON)
    source = (small.folder / "library" / "scenario.yaml").read_text(encoding="utf-8")
    due = NOON + timedelta(days=7)
    offer = Offer("names-feeling", "criterion", "a drill", None, due, 4, 5, 4.0, NOON)
    practice.add_offers(trainee_id, [offer], NOON)
    (kept,) = (one for one in practice.offers(trainee_id) if one.offer.source == "a drill")
    response = Response(words)
    new = NewTry(
        trainee_id=trainee_id,
        purpose="probe",
        behaviour="names-feeling",
        scenario_id="small-talk",
        content=content(source),
        moment="arrival",
        try_number=1,
        heard="Same as last time.",
        response=response,
        offer_id=kept.offer_id,
    )
    try_id = practice.append_try(new, due)
    reading = WordReader().read(words, Context("Same as last time."))
    practice.settle_try(trainee_id, try_id, reading, None, due)


def test_what_stayed_is_summed_over_people(small: SmallProgram, scope: Scope) -> None:
    for at, name in enumerate(NAMES):
        probed(small, name, "You feel ashamed." if at < 3 else "You are wrong.")
    (stayed,) = small.store.figures.summary(scope).retention
    assert (stayed.alone.people, stayed.alone.of) == (7, 7)
    assert stayed.alone.mean == pytest.approx(3 / 7, abs=1e-4)
    assert stayed.helped.mean == pytest.approx(0.8)
    assert stayed.days.mean == pytest.approx(7)
    behind = list(small.store.figures.traced(scope, "probe/names-feeling"))
    assert sum(one.y for one in behind) == 3
    few = replace(scope, trainee_ids=scope.trainee_ids[:4])
    assert small.store.figures.summary(few).retention[0].alone.hidden
