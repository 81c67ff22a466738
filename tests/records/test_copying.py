"""Rows copied from one database to another: once, whole or without words, and on from where it stopped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, func, insert, select

from tests.records.making import NOON, answered, later, scoring_run, start
from trainer.records import copying
from trainer.records.attempts import Review
from trainer.records.columns import Words
from trainer.records.copied_rows import CHANGING, JUDGEMENTS, NEWEST, TEXTS
from trainer.records.copying import copy_rows
from trainer.records.engine import make_engine
from trainer.records.errors import RecordsError
from trainer.records.every_table import all_tables
from trainer.records.places import find_place
from trainer.records.practised import NewContest
from trainer.records.program_tables import members, programs
from trainer.records.schema import bring_up_to_date
from trainer.records.store import Store, open_store
from trainer.records.tables import drafts, responses, trainees
from trainer.records.withheld import WITHHELD, withheld_judgement, without_words

SECRET = "my brother said the same"


@pytest.fixture(params=["sqlite to sqlite", "sqlite to postgresql", "postgresql to sqlite"])
def ends(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, str]:
    """The addresses that are copied from and to."""
    files = (str(tmp_path / "source.db"), str(tmp_path / "target.db"))
    if request.param == "sqlite to sqlite":
        return files
    server = str(request.getfixturevalue("postgres_address"))
    return (files[0], server) if request.param == "sqlite to postgresql" else (server, files[1])


@pytest.fixture
def store(ends: tuple[str, str]) -> Iterator[Store]:
    opened = open_store(ends[0])
    yield opened
    opened.close()


@pytest.fixture
def source(ends: tuple[str, str], store: Store) -> Iterator[Engine]:  # noqa: ARG001
    """The same records, underneath."""
    engine = make_engine(find_place(ends[0]), 1.0)
    yield engine
    engine.dispose()


@pytest.fixture
def target(ends: tuple[str, str]) -> Iterator[Engine]:
    engine = make_engine(find_place(ends[1]), 1.0)
    bring_up_to_date(engine, "target")
    yield engine
    engine.dispose()


def dump(engine: Engine) -> dict[str, list[tuple[object, ...]]]:
    with engine.begin() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
            for table in all_tables.sorted_tables
        }


def practised(store: Store, trainee: str = "Ada") -> str:
    """An ended attempt with everything free text may stand in; gives its id."""
    attempt = start(store, trainee)
    answered(store, attempt, 1, SECRET)
    response = answered(store, attempt, 2, f"Yes, {SECRET}")
    judgement = {"criteria": [{"id": "one", "level": 2, "evidence": [{"exchange": 0, "quotes": [SECRET]}]}]}
    run = replace(scoring_run(0.5, False, later(9)), judgement=judgement)
    store.finish_attempt(attempt, "heard", run, later(9))
    store.add_review(attempt, Review("me", "self", {"rating": 2, "note": SECRET}, later(10)))
    owner = store.load_attempt(attempt).facts.trainee_id
    store.practice.add_contest(NewContest(owner, "argues", "present", "r", SECRET, attempt, response), later(11))
    return attempt


def test_a_whole_database_is_copied_and_copying_again_changes_nothing(
    store: Store, source: Engine, target: Engine
) -> None:
    practised(store)
    store.save_draft(start(store, "Grace"), "not sent", NOON)
    first = copy_rows(source, target)
    assert dump(target) == dump(source)
    assert first.inserted["responses"] == 2 and not first.updated
    assert copy_rows(source, target).rows == 0


def test_what_changed_since_is_brought_up_to_date(
    store: Store, source: Engine, target: Engine, ends: tuple[str, str]
) -> None:
    attempt = start(store)
    response = answered(store, attempt, 1)
    store.save_draft(attempt, "and then", later(2))
    copy_rows(source, target)
    store.mark_redo(attempt, response, later(3))
    answered(store, attempt, 2)  # the draft is gone with it
    store.finish_attempt(attempt, "heard", scoring_run(1.0, True, later(5)), later(5))
    done = copy_rows(source, target)
    assert done.updated == {"attempts": 1, "exchanges": 1}
    assert dump(target) == dump(source)
    other = open_store(ends[1])
    assert other.load_attempt(attempt) == store.load_attempt(attempt)
    other.close()


def test_a_later_draft_in_the_target_is_kept(store: Store, source: Engine, target: Engine) -> None:
    attempt = start(store)
    store.save_draft(attempt, "older", later(1))
    copy_rows(source, target)
    with target.begin() as connection:
        connection.execute(drafts.update().values(text="newer", saved=later(2)))
    copy_rows(source, target)
    assert dump(target)["drafts"][0][2] == "newer"


def test_one_trainee_is_copied_without_anybody_else(store: Store, source: Engine, target: Engine) -> None:
    practised(store, "Ada")
    grace = practised(store, "Grace")
    owner = store.load_attempt(grace).facts.trainee_id
    store.save_draft(start(store, "Grace"), "unsent", NOON)
    copy_rows(source, target, trainee_id=owner, rename={owner: "p-17"})
    copied = dump(target)
    assert {row[1] for row in copied["trainees"]} == {"p-17"}
    assert len(copied["attempts"]) == 2 and len(copied["contest_reasons"]) == 1
    assert copied["drafts"] == []
    assert "Grace" not in str(copied) and SECRET in str(copied)
    copy_rows(source, target, trainee_id=owner)
    assert {row[1] for row in dump(target)["trainees"]} == {"p-17"}, "a name given by the program is not undone"


def test_one_attempt_is_copied_with_what_it_was_made_of(store: Store, source: Engine, target: Engine) -> None:
    wanted, other = practised(store), practised(store)
    copy_rows(source, target, attempt_id=wanted)
    copied = dump(target)
    assert [row[0] for row in copied["attempts"]] == [wanted]
    assert len(copied["contents"]) == 3 and len(copied["responses"]) == 2 and len(copied["contest_reasons"]) == 1
    assert other not in str(copied)


def test_without_texts_no_word_leaves_and_the_attempt_can_still_be_read(
    store: Store, source: Engine, target: Engine, ends: tuple[str, str]
) -> None:
    attempt = practised(store)
    store.save_draft(start(store), SECRET, NOON)
    copy_rows(source, target, texts=False)
    assert SECRET not in str(dump(target))
    target.dispose()
    if target.dialect.name == "sqlite":
        file = Path(ends[1])
        assert not any(SECRET.encode() in part.read_bytes() for part in file.parent.glob(f"{file.name}*"))
    other = open_store(ends[1])
    read = other.load_attempt(attempt)
    assert [step.response.text for step in read.steps] == [WITHHELD, WITHHELD]
    assert [step.exchange.reading.level for step in read.steps if step.exchange and step.exchange.reading] == [4.25] * 2
    assert read.runs[0].judgement["criteria"] == [
        {"id": "one", "level": 2, "evidence": [{"exchange": 0, "quotes": []}]}
    ]
    assert read.reviews[0].judgement == {"rating": 2, "note": "", "withheld": True}
    other.close()


def test_words_given_later_are_put_in_and_words_once_given_stay(store: Store, source: Engine, target: Engine) -> None:
    practised(store)
    copy_rows(source, target, texts=False)
    assert set(copy_rows(source, target).updated) == {"responses", "contest_reasons", "scoring_runs", "reviews"}
    assert dump(target) == dump(source)
    copy_rows(source, target, texts=False)
    assert dump(target) == dump(source)


def test_a_silence_stays_a_silence(store: Store, source: Engine, target: Engine) -> None:
    attempt = start(store)
    with source.begin() as connection:
        owner = store.load_attempt(attempt).facts.trainee_id
        row = {"response_id": "r", "step": 1, "text": None, "sent": NOON, "attempt_id": attempt, "trainee_id": owner}
        connection.execute(insert(responses).values(**row))
    copy_rows(source, target, texts=False)
    assert [row[4] for row in dump(target)["responses"]] == [None]


def test_a_copy_that_was_interrupted_is_finished_by_the_next(
    store: Store, source: Engine, target: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "_BATCH", 3)
    for _ in range(4):
        practised(store)

    def stop(rows: int) -> None:
        if rows > 15:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        copy_rows(source, target, progress=stop)
    assert 0 < sum(map(len, dump(target).values())) < sum(map(len, dump(source).values()))
    copy_rows(source, target)
    assert dump(target) == dump(source)


def test_into_a_connection_it_is_all_or_nothing(store: Store, source: Engine, target: Engine) -> None:
    practised(store)
    with pytest.raises(KeyboardInterrupt), target.begin() as connection:
        copy_rows(source, connection)
        raise KeyboardInterrupt
    assert not any(dump(target).values())


def test_rows_are_read_as_they_stood_when_the_copy_began(store: Store, source: Engine, target: Engine) -> None:
    practised(store)
    written: list[int] = []

    def write_meanwhile(rows: int) -> None:
        written.append(rows)
        if len(written) == 1:
            practised(store)

    copy_rows(source, target, progress=write_meanwhile)
    assert len(dump(target)["attempts"]) == 1 and len(dump(source)["attempts"]) == 2


def test_an_attempt_that_went_on_elsewhere_is_told_and_nothing_of_it_taken(
    store: Store, source: Engine, target: Engine
) -> None:
    attempt = start(store)
    copy_rows(source, target)
    with target.begin() as connection:
        owner = connection.execute(select(trainees.c.trainee_id)).scalar_one()
        row = {"response_id": "x", "step": 1, "text": "other", "sent": NOON, "attempt_id": attempt}
        connection.execute(insert(responses).values(**row, trainee_id=owner))
    answered(store, attempt, 1)
    with pytest.raises(RecordsError, match="another window"):
        copy_rows(source, target)
    with target.begin() as connection:
        assert connection.execute(select(func.count()).select_from(responses)).scalar_one() == 1


def test_people_of_a_program_are_copied_only_with_everything(store: Store, source: Engine, target: Engine) -> None:
    attempt = practised(store)
    owner = store.load_attempt(attempt).facts.trainee_id
    with source.begin() as connection:
        connection.execute(insert(programs).values(program_id="p", title="Residency", since=NOON))
        member = {"member_id": "m", "program_id": "p", "role": "trainee", "pseudonym": "p-1", "joined": NOON}
        connection.execute(insert(members).values(**member, trainee_id=owner))
    copy_rows(source, target, trainee_id=owner)
    assert dump(target)["members"] == []
    copy_rows(source, target)
    # An own rating that went alone is signed with a key, not with a name.
    signed: dict[str, list[tuple[object, ...]]] = {"reviews": []}
    assert dump(target) | signed == dump(source) | signed


def test_many_rows_are_written_in_few_statements(store: Store, source: Engine, target: Engine) -> None:
    attempt = start(store)
    for step in range(1, 101):
        answered(store, attempt, step)
    statements: list[str] = []
    event.listen(target, "before_cursor_execute", lambda *call: statements.append(call[2]))
    copy_rows(source, target)
    assert sum("INSERT INTO responses" in one for one in statements) == 1


@pytest.mark.parametrize("named", [CHANGING, TEXTS, JUDGEMENTS, {name: (column,) for name, column in NEWEST.items()}])
def test_every_column_named_exists(named: dict[str, tuple[str, ...]]) -> None:
    for table, columns in named.items():
        assert set(columns) <= set(all_tables.tables[table].c.keys()), table


def test_every_column_called_text_counts_as_words() -> None:
    called = {(table.name, "text") for table in all_tables.tables.values() if "text" in table.c}
    words = {(table, column) for table, columns in {**TEXTS, "drafts": ("text",)}.items() for column in columns}
    assert called == words | {("moment_drafts", "text")}
    assert all(isinstance(all_tables.tables[table].c[column].type, Words) for table, column in called)


def test_holding_words_back_twice_is_holding_them_back_once() -> None:
    judgement = {"text": "a", "quotes": ["b"], "deep": [{"note": "c", "level": 2}], "reason": None, "quote": {"x": "y"}}
    once = without_words(judgement)
    assert once == {
        "text": "",
        "quotes": [],
        "deep": [{"note": "", "level": 2}],
        "reason": None,
        "quote": None,
        "withheld": True,
    }
    assert without_words(once) == once
    assert withheld_judgement('{"text":"a"}') == '{"text":"","withheld":true}'
