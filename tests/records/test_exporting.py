"""Everything that is a trainee's comes out, once, in an order that stays; nothing half is left behind."""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from tests.records.making import NOON, answered, exchange, later, reading, scoring_run, start
from tests.records.postgres import database, postgres, postgres_address  # noqa: F401
from trainer.programs.csv_safety import restored
from trainer.programs.export_sheets import SHEETS
from trainer.programs.record_store import RecordStore
from trainer.programs.which_run import WhichRun
from trainer.records.attempts import Review, ScoringRun
from trainer.records.errors import RecordsError
from trainer.records.every_table import all_tables
from trainer.records.export_files import UNFINISHED
from trainer.records.export_making import Way, make_export
from trainer.records.export_queries import LEFT_OUT, QUERIES
from trainer.records.exporting import Wanted
from trainer.records.program_tables import rescored_runs, rescorings, run_choices
from trainer.records.store import Store, open_store
from trainer.records.tables import attempts, scoring_runs
from trainer.scoring.exchange import SILENCE, Response

FORMULA = '=HYPERLINK("http://x.invalid")\n"and so on"; -1'
BOTH = Way(("csv", "jsonl"))
JUDGEMENT = {
    "points": 0.5,
    "passed": True,
    "criteria": [
        {
            "criterion": "feeling-named",
            "level": 2,
            "value": 0.5,
            "met": 1,
            "opportunities": 2,
            "evidence": [{"exchange": 0, "behaviour": "names-feeling", "quotes": ["That is hard."]}],
            "unsure_share": 0.0,
            "advisory": False,
            "last_level": 3,
        }
    ],
    "gates": [{"gate": "no-harm-left", "passed": None, "why": "unsure", "exchanges": [0]}],
    "grey": {"low": 0.4, "high": 0.6, "could_change": False},
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "records.sqlite3")
    yield opened
    opened.close()


@pytest.fixture
def either(database: str) -> Iterator[Store]:  # noqa: F811
    opened = open_store(database)
    yield opened
    opened.close()


def _fill(store: Store) -> str:
    attempt_id = start(store)
    answered(store, attempt_id, 1, FORMULA)
    silent = store.append_response(attempt_id, 2, SILENCE, later(2))
    store.append_exchange(attempt_id, silent, exchange(SILENCE), later(2))
    store.append_response(attempt_id, 3, Response("Not answered yet."), later(3))
    run = scoring_run(0.5, True, later(9))
    judged = ScoringRun(run.rubric_hash, run.behaviours_hash, run.reader, 0.5, True, JUDGEMENT, later(9))
    store.finish_attempt(attempt_id, "heard", judged, later(9))
    store.add_review(attempt_id, Review("Ada", "self", {"rating": 2, "best": 0, "redo": None}, later(10)))
    start(store, "Ben", later(20))
    return store.trainee("Ada", NOON)


def _own(trainee_id: str) -> Wanted:
    return Wanted({trainee_id: trainee_id}, frozenset({trainee_id}))


def _rows(folder: Path, name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / f"{name}.jsonl").read_text("utf-8").splitlines()]


def test_every_table_with_rows_of_a_trainee_is_exported_or_left_out_for_a_reason() -> None:
    tables = {table.name for table in all_tables.sorted_tables if "trainee_id" in table.c}
    stand_in = {
        "trainees": "trainee",
        "responses": "exchanges",
        "scoring_runs": "runs",
        "moment_tries": "moments",
        "moment_texts": "moments",
        "probe_offers": "probes",
        "schedule_cards": "schedule",
        "contrast_choices": "choices",
        "choice_reasons": "choices",
        "contest_reasons": "contests",
        "contest_outcomes": "outcomes",
        "outcome_notes": "outcomes",
        "access_log": "accesses",
        "moment_drafts": "drafts",
    }
    files = {stand_in.get(name, name) for name in tables - LEFT_OUT.keys()}
    assert files <= {sheet.name for sheet in SHEETS} == QUERIES.keys()


def test_both_kinds_of_files_say_the_same(either: Store, tmp_path: Path) -> None:
    trainee_id = _fill(either)
    counted = make_export(either.exporting, _own(trainee_id), BOTH, tmp_path / "out")

    assert {name: counted[name] for name in ("attempts", "exchanges", "readings", "runs", "criteria", "gates")} == {
        "attempts": 1,
        "exchanges": 3,
        "readings": 1,
        "runs": 1,
        "criteria": 1,
        "gates": 1,
    }
    for sheet in SHEETS:
        with (tmp_path / "out" / f"{sheet.name}.csv").open(encoding="utf-8", newline="") as stream:
            table = list(csv.DictReader(stream))
        rows = _rows(tmp_path / "out", sheet.name)
        assert len(rows) == len(table) == counted[sheet.name]
        for row, cells in zip(rows, table, strict=True):
            assert list(row) == list(cells) == [column.name for column in sheet.columns]
            for name, value in row.items():
                if isinstance(value, str):
                    assert restored(cells[name]) == value


def test_what_was_typed_is_whole_in_one_and_inert_in_the_other(store: Store, tmp_path: Path) -> None:
    trainee_id = _fill(store)
    make_export(store.exporting, _own(trainee_id), BOTH, tmp_path / "out")

    first, silence, open_one = _rows(tmp_path / "out", "exchanges")
    assert first["text"] == FORMULA and first["silent"] is False
    assert silence["text"] is None and silence["silent"] is True
    assert open_one["text"] == "Not answered yet." and open_one["answered"] is None
    text = (tmp_path / "out" / "exchanges.csv").read_bytes()
    assert b"\r\n" in text and b',"=HYPER' not in text and b"'=HYPER" in text
    (criterion,) = _rows(tmp_path / "out", "criteria")
    assert criterion["level"] == 2 and criterion["evidence"] == JUDGEMENT["criteria"][0]["evidence"]  # type: ignore[index]
    (found,) = _rows(tmp_path / "out", "readings")
    assert found["present"] == "names-feeling" and found["findings"]["names-feeling"]["p"] == 0.913  # type: ignore[index]
    assert _rows(tmp_path / "out", "self_ratings")[0]["rating"] == 2


def test_nobody_else_is_in_it_and_the_readme_explains_every_column(store: Store, tmp_path: Path) -> None:
    trainee_id = _fill(store)
    make_export(store.exporting, _own(trainee_id), BOTH, tmp_path / "out")

    assert all("Ben" not in path.read_text("utf-8") for path in (tmp_path / "out").iterdir())
    text = (tmp_path / "out" / "README.md").read_text("utf-8")
    for sheet in SHEETS:
        section = text.split(f"\n## {sheet.name}\n")[1].split("\n## ")[0]
        assert all(f"| {column.name} | " in section for column in sheet.columns)
    assert (tmp_path / "out").stat().st_mode & 0o077 == 0
    assert (tmp_path / "out" / "exchanges.csv").stat().st_mode & 0o077 == 0


def test_equal_records_make_equal_bytes(store: Store, tmp_path: Path) -> None:
    trainee_id = _fill(store)
    make_export(store.exporting, _own(trainee_id), BOTH, tmp_path / "one.zip")
    make_export(store.exporting, _own(trainee_id), BOTH, tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()

    make_export(store.exporting, _own(trainee_id), BOTH, tmp_path / "folder")
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            assert archive.read(name) == (tmp_path / "folder" / name).read_bytes()


def _rescore(store: Store, trainee_id: str, *, choose: bool) -> None:
    """A second run that a re-scoring made; with `choose` somebody decides for the first."""
    judged = {**JUDGEMENT, "points": 0.25}
    run = scoring_run(0.25, False, later(30))
    with store._reading() as connection:
        (attempt,) = connection.execute(select(attempts).where(attempts.c.trainee_id == trainee_id)).all()
    store.add_scoring_run(attempt.attempt_id, replace(run, judgement=judged))
    mine = {"attempt_id": attempt.attempt_id, "trainee_id": trainee_id}
    with store._writing() as connection:
        keys = select(scoring_runs.c.scoring_run_id).order_by(scoring_runs.c.points)
        second, first = connection.execute(keys).scalars()
        made = {"rescoring_id": "r", "change": "{}", "reason": "a test", "started": later(30)}
        connection.execute(insert(rescorings).values(**made))
        told = {"scoring_run_id": second, "rescoring_id": "r", "scenario_hash": attempt.scenario_hash}
        connection.execute(insert(rescored_runs).values(**told, **mine))
        if choose:
            chosen = {"choice_id": "c", "scoring_run_id": first, "reason": "a test", "made": later(31)}
            connection.execute(insert(run_choices).values(**chosen, **mine))


@pytest.mark.parametrize(
    ("rule", "choose", "counting"),
    [("latest", False, 0.25), ("original", False, 0.5), ("latest", True, 0.5)],
)
def test_of_each_attempt_it_says_which_run_counts(
    either: Store, tmp_path: Path, rule: WhichRun, choose: bool, counting: float
) -> None:
    trainee_id = _fill(either)
    _rescore(either, trainee_id, choose=choose)
    for figures in (False, True):
        wanted = replace(_own(trainee_id), rule=rule, figures=figures)
        make_export(either.exporting, wanted, BOTH, tmp_path / f"out-{figures}")
        rows = _rows(tmp_path / f"out-{figures}", "runs")
        assert [(row["points"], row["counts"]) for row in rows] == [(one, one == counting) for one in (0.5, 0.25)]


def test_since_leaves_out_what_was_done_before(either: Store, tmp_path: Path) -> None:
    trainee_id = _fill(either)
    wanted = Wanted({trainee_id: trainee_id}, frozenset({trainee_id}), since=later(3))
    counted = make_export(either.exporting, wanted, BOTH, tmp_path / "out")
    assert counted["attempts"] == 1  # it ended after that
    assert (counted["exchanges"], counted["readings"], counted["runs"]) == (1, 0, 1)


def test_without_consent_no_word_is_in_it(either: Store, tmp_path: Path) -> None:
    trainee_id = _fill(either)
    wanted = Wanted({trainee_id: "quiet-heron"}, frozenset())
    make_export(either.exporting, wanted, BOTH, tmp_path / "out")

    for path in (tmp_path / "out").iterdir():
        text = path.read_text("utf-8")
        assert not any(words in text for words in ("HYPERLINK", "That is hard", "Not answered yet", "Ada", trainee_id))
    (criterion,) = _rows(tmp_path / "out", "criteria")
    assert criterion["evidence"][0]["behaviour"] == "names-feeling"  # type: ignore[index]
    assert _rows(tmp_path / "out", "exchanges")[0]["trainee"] == "quiet-heron"


def test_what_is_there_is_not_touched_and_what_was_left_half_is_cleared(store: Store, tmp_path: Path) -> None:
    trainee_id = _fill(store)
    (tmp_path / f"out{UNFINISHED}").mkdir()
    (tmp_path / f"out{UNFINISHED}" / "exchanges.csv").write_text("half")
    make_export(store.exporting, _own(trainee_id), BOTH, tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("out")] == ["out"]

    with pytest.raises(RecordsError, match="already"):
        make_export(store.exporting, _own(trainee_id), BOTH, tmp_path / "out")
    with pytest.raises(RecordsError, match="no such folder"):
        make_export(store.exporting, _own(trainee_id), BOTH, tmp_path / "nowhere" / "out")


def test_a_stop_in_the_middle_leaves_nothing(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trainee_id = _fill(store)

    def interrupt(*_: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("trainer.records.export_making.line", interrupt)
    for name in ("out", "out.zip"):
        with pytest.raises(KeyboardInterrupt):
            make_export(store.exporting, _own(trainee_id), BOTH, tmp_path / name)
    assert not [path for path in tmp_path.iterdir() if path.name.startswith("out")]


def test_a_mark_is_written_only_where_it_is_asked_for(store: Store, tmp_path: Path) -> None:
    trainee_id = _fill(store)
    make_export(store.exporting, _own(trainee_id), Way(("csv",), mark=True), tmp_path / "marked")
    assert (tmp_path / "marked" / "attempts.csv").read_bytes().startswith("\ufefftrainee,".encode())
    assert not (tmp_path / "marked" / "attempts.jsonl").exists()
    make_export(store.exporting, _own(trainee_id), BOTH, tmp_path / "plain")
    assert (tmp_path / "plain" / "attempts.csv").read_bytes().startswith(b"trainee,")


def test_a_reading_is_the_one_of_the_text(store: Store) -> None:
    trainee_id = _fill(store)
    with store.exporting.rows(_own(trainee_id)) as rows:
        sheet = next(one for one in SHEETS if one.name == "readings")
        (row,) = rows(sheet)
    assert (row["level"], row["low"], row["high"]) == (reading().level, *reading().interval)


def test_success_is_said_only_where_a_program_reports_a_verdict(store: Store) -> None:
    trainee_id = _fill(store)
    (attempt_id,) = (one.attempt_id for one in store.history(trainee_id))
    for verdict, success in {"pass": True, "fail": False, "grey": None, "formative": None}.items():
        wanted = Wanted({trainee_id: "quiet-heron"}, frozenset(), verdicts={attempt_id: verdict})
        told = [json.loads(line) for line in store.exporting.statements(wanted, RecordStore(""))]
        (completed,) = (one for one in told if one["verb"]["id"].endswith("completed"))
        assert completed["result"].get("success") is success
