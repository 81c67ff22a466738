"""Runs in numbers: written with every run, made afterwards for the runs of older programs, once, without a word."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, delete, select, text, update

from tests.records.making import answered, later, scoring_run, start
from tests.records.older import fill_as_released
from tests.records.postgres import Cluster, drop
from trainer.records import measures_store
from trainer.records.copying import copy_rows
from trainer.records.engine import make_engine
from trainer.records.figures_packing import read_packed
from trainer.records.migrations import judged_by
from trainer.records.places import find_place
from trainer.records.program_tables import run_measures
from trainer.records.schema import bring_up_to_date
from trainer.records.store import Store, open_store
from trainer.records.tables import contents, responses, scoring_runs
from trainer.records.withheld import WITHHELD
from trainer.scoring.attempt import AttemptScore, GateScore, GreyZone
from trainer.scoring.behaviours_met import BehaviourMet
from trainer.scoring.criteria import CriterionScore
from trainer.scoring.quoting import Evidence

OLDER = sorted((Path(__file__).parent / "older_runs").glob("*.sql"))
"""Two ended attempts each, written by the program of that time: a redo and a silence, then an argument."""
_OTHERS = ("figures", "rubric_hash")
FIGURES = [column for column in run_measures.c if not column.name.endswith("_id") and column.name not in _OTHERS]
Rows = list[tuple[object, ...]]

WHOLE_OF_OLDER: Rows = [
    # kind, item, level, value, met, opportunities, unsure, advisory, passed
    ("behaviour", "names-feeling", None, None, 0, 1, 0.0, None, None),
    ("behaviour", "names-feeling", None, None, 0, 1, 0.0, None, None),
    ("criterion", "feeling-named", 0, 0.0, 0, 1, 0.0, False, None),
    ("criterion", "feeling-named", 0, 0.0, 0, 1, 0.0, False, None),
    ("whole", "", None, 0.0, None, None, None, None, False),
    ("whole", "", None, 0.0, None, None, None, None, False),
]


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    opened = open_store(database)
    yield opened
    opened.close()


@pytest.fixture
def engine(database: str, store: Store) -> Iterator[Engine]:  # noqa: ARG001
    """The same records, underneath."""
    opened = make_engine(find_place(database), 1.0)
    yield opened
    opened.dispose()


@pytest.fixture
def older(engine: Engine, tmp_path: Path) -> Engine:
    """Records of an older program, migrated and copied here."""
    with closing(sqlite3.connect(tmp_path / "older.db")) as made:
        made.executescript(OLDER[-1].read_text())
    before = make_engine(find_place(tmp_path / "older.db"), 1.0)
    bring_up_to_date(before, "older")
    copy_rows(before, engine)
    before.dispose()
    return engine


def rows(engine: Engine) -> Rows:
    """Every row without the ids, in order."""
    with engine.begin() as connection:
        return [tuple(row) for row in connection.execute(select(*FIGURES).order_by(*FIGURES))]


def judgement() -> dict[str, object]:
    named = CriterionScore("named", 2, 0.5, 1, 2, (Evidence(0, "names-feeling", ("my words",)),), 0.25, False, 3)
    unmet = CriterionScore("unmet", None, None, 0, 0, (), 0.0, True, None)
    never = GateScore("followed", True, "none", (), met=False)
    gates = (GateScore("asked", None, "my words", (0,)), never, GateScore("harm", True, "none", ()))
    return asdict(AttemptScore(0.667, None, (named, unmet), gates, GreyZone(0.3, 1.0, True)))


def test_a_run_is_kept_with_its_figures_and_without_a_word(store: Store, engine: Engine) -> None:
    attempt = start(store)
    answered(store, attempt, 1, "my words")
    run = replace(scoring_run(0.667, None, later(3)), judgement=judgement())
    called = (BehaviourMet("names-feeling", 2, 1, 0.5),)
    store.finish_attempt(attempt, "heard", replace(run, behaviours=called), later(3))
    assert rows(engine) == [
        ("behaviour", "names-feeling", None, None, 1, 2, 0.5, None, None),
        ("criterion", "named", 2, 0.5, 1, 2, 0.25, False, None),
        ("criterion", "unmet", None, None, 0, 0, 0.0, True, None),
        ("gate", "asked", None, None, 1, None, None, None, None),
        ("gate", "followed", None, None, 0, None, None, None, True),
        ("gate", "harm", None, None, 1, None, None, None, True),
        ("whole", "", None, 0.667, None, None, None, None, None),
    ]
    assert store.measures.fill() == 0


def test_the_row_of_the_whole_has_all_figures_in_one_text(store: Store, engine: Engine) -> None:
    attempt = start(store)
    run = replace(scoring_run(0.667, None, later(3)), judgement=judgement())
    store.finish_attempt(attempt, "heard", replace(run, behaviours=(BehaviourMet("asks", 2, 1, 0.5),)), later(3))
    with engine.begin() as connection:
        texts = connection.execute(select(run_measures.c.kind, run_measures.c.figures)).all()
    assert read_packed(str(dict(texts).pop("whole"))) == {
        "criterion": {"named": [2, 1, 2, 0.25, 0, 3], "unmet": [None, 0, 0, 0.0, 1, None]},
        "gate": {"asked": None, "harm": True},
        "unmet": ["followed"],
        "behaviour": {"asks": [2, 1, 1]},
        "room": [0.3, 1.0],
    }
    assert [text for kind, text in texts if kind != "whole"] == [None] * 6


def test_a_judgement_that_tells_it_only_in_words_has_gates_that_were_not_met(store: Store, engine: Engine) -> None:
    told = [("asked", "no risk cue was met"), ("followed", "nothing was disclosed"), ("harm", "no response did harm")]
    gates = [{"gate": name, "passed": True, "why": why, "exchanges": []} for name, why in told]
    run = replace(scoring_run(0.667, None, later(3)), judgement={"criteria": [], "gates": gates})
    store.finish_attempt(start(store), "heard", run, later(3))
    with engine.begin() as connection:
        whole = run_measures.c.kind == "whole"
        found = read_packed(connection.execute(select(run_measures.c.figures).where(whole)).scalar_one())
    assert (found["gate"], found["unmet"]) == ({"harm": True}, ["asked", "followed"])


@pytest.fixture(params=["sqlite", "postgresql"])
def released(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """Records as 0003 was released, of each kind in turn."""
    cluster: Cluster | None = request.getfixturevalue("postgres") if request.param == "postgresql" else None
    address = str(tmp_path / "r.db") if cluster is None else cluster.new_database()
    opened = make_engine(find_place(address), 5.0)
    fill_as_released(opened, "0003")
    yield opened
    opened.dispose()
    if cluster is not None:
        drop(cluster, address)


def keep_run(connection: Connection, run: str, judgement: str) -> None:
    """A run of the first attempt as the program of 0003 kept it: two gates that held, for all it said."""
    connection.execute(
        text(
            "INSERT INTO scoring_runs (scoring_run_id, attempt_id, trainee_id, rubric_hash, behaviours_hash, reader, "
            "points, passed, judgement, made) SELECT :run, attempt_id, trainee_id, rubric_hash, behaviours_hash, 'r', "
            "0.5, 1, :judgement, started FROM attempts ORDER BY attempt_id LIMIT 1"
        ),
        {"run": run, "judgement": judgement},
    )
    whole = 'a|asked harm|\n31.yy\n{"met":[1],"of":[2],"unsure":[0.0],"room":null}'
    for kind, item, figures in (("gate", "asked", None), ("gate", "harm", None), ("whole", "", whole)):
        connection.execute(
            text(
                "INSERT INTO run_measures (scoring_run_id, kind, item, trainee_id, attempt_id, passed, figures) "
                "SELECT scoring_run_id, :kind, :item, trainee_id, attempt_id, passed, :figures FROM scoring_runs "
                "WHERE scoring_run_id = :run"
            ),
            {"run": run, "kind": kind, "item": item, "figures": figures},
        )


def test_figures_kept_before_gates_could_be_not_met_are_told_by_the_migration(
    released: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judged_by, "_AT_ONCE", 1)
    never, harm = "no risk cue was met", {"gate": "harm", "passed": True, "why": "no response did harm"}
    judged = json.dumps({"criteria": [], "gates": [{"gate": "asked", "passed": True, "why": never}, harm]})
    with released.begin() as connection:
        for run, judgement in (("one", judged), ("two", f'["{never}"]'), ("three", judged)):
            keep_run(connection, run, judgement)
    bring_up_to_date(released, "records")
    with released.begin() as connection:
        of_whole = run_measures.c.kind == "whole"
        rows = connection.execute(select(run_measures).where(of_whole)).all()
        wholes = {row.scoring_run_id: read_packed(row.figures) for row in rows}
        of_gate = run_measures.c.kind == "gate"
        met = {
            (row.scoring_run_id, row.item): row.met for row in connection.execute(select(run_measures).where(of_gate))
        }
        judging = dict(connection.execute(select(scoring_runs.c.scoring_run_id, scoring_runs.c.rubric_hash)).all())
    assert {row.scoring_run_id: row.rubric_hash for row in rows} == judging
    for run in ("one", "three"):
        assert (wholes[run]["gate"], wholes[run]["unmet"]) == ({"harm": True}, ["asked"])
        assert wholes[run]["criterion"] == {"a": [3, 1, 2, 0.0, None, 1]}
        assert (met[run, "asked"], met[run, "harm"]) == (0, 1)
    assert (wholes["two"]["gate"], wholes["two"]["unmet"]) == ({"asked": True, "harm": True}, [])  # damaged: left
    assert (met["two", "asked"], met["two", "harm"]) == (1, 1)


@pytest.mark.parametrize("older_file", OLDER, ids=lambda file: file.stem)
def test_runs_of_every_released_program_get_their_figures(older_file: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "r.db")) as made:
        made.executescript(older_file.read_text())
    with closing(open_store(tmp_path / "r.db")) as store:
        assert store.measures.missing() == 2
        assert store.measures.fill() == 2
        assert store.measures.missing() == 0
    engine = make_engine(find_place(tmp_path / "r.db"), 1.0)
    assert rows(engine) == WHOLE_OF_OLDER
    engine.dispose()


def test_figures_are_made_a_batch_at_a_time_and_once(
    store: Store, older: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measures_store, "_BATCH", 1)
    heard: list[int] = []

    def stop(done: int) -> None:
        heard.append(done)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.measures.fill(stop)
    assert (heard, store.measures.missing()) == ([1], 1)
    assert store.measures.fill() == 1
    assert store.measures.fill() == 0
    assert rows(older) == WHOLE_OF_OLDER


def test_figures_go_along_where_rows_are_copied(store: Store, older: Engine, tmp_path: Path) -> None:
    store.measures.fill()
    target = make_engine(find_place(tmp_path / "target.db"), 1.0)
    bring_up_to_date(target, "target")
    with older.begin() as connection:
        [trainee] = set(connection.execute(select(scoring_runs.c.trainee_id)).scalars())
    copy_rows(older, target, trainee_id=trainee, texts=False)
    assert rows(target) == WHOLE_OF_OLDER
    target.dispose()


def test_what_cannot_be_counted_any_more_leaves_the_rest(store: Store, older: Engine) -> None:
    """One attempt without its words, one without its scenario, a judgement that is none."""
    with older.begin() as connection:
        runs = connection.execute(select(scoring_runs.c.attempt_id).order_by(scoring_runs.c.scoring_run_id)).scalars()
        first, second = runs.all()
        connection.execute(update(responses).where(responses.c.attempt_id == first).values(text=WITHHELD))
        connection.execute(update(contents).where(contents.c.kind == "scenario").values(source="id: other"))
        damaged = update(scoring_runs).where(scoring_runs.c.attempt_id == second).values(judgement="[]")
        connection.execute(damaged)
    assert store.measures.fill() == 2
    assert rows(older) == [WHOLE_OF_OLDER[2], *WHOLE_OF_OLDER[4:]]
    assert store.measures.fill() == 0


def test_one_run_without_figures_is_found_among_many(store: Store, older: Engine) -> None:
    store.measures.fill()
    with older.begin() as connection:
        last = connection.execute(select(scoring_runs.c.scoring_run_id).order_by(scoring_runs.c.made.desc())).first()
        assert last is not None
        connection.execute(delete(run_measures).where(run_measures.c.scoring_run_id == last[0]))
    assert store.measures.fill() == 1
    assert rows(older) == WHOLE_OF_OLDER
