"""Words that somebody has shared and takes back, and people taken out, on a server, as those who sign in to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, text

from tests.records.making import NOON, later, scoring_run
from tests.records.signed_in import SECRET, World, texts
from trainer.programs.people import Consent, Member
from trainer.records.attempts import Review
from trainer.records.copying import copy_rows
from trainer.records.encoded import write_json
from trainer.records.every_table import all_tables
from trainer.records.store import Store, open_engine, open_store
from trainer.records.withheld import WITHHELD, WORDS, withheld_judgement


def _at_home(world: World, name: str, file: Path) -> Store:
    """Somebody's own records: what they have shared, on their own computer."""
    open_store(file).close()
    engine, _ = open_engine(file, 5.0)
    copy_rows(world.operator, engine, trainee_id=world.trainee_id(name))
    engine.dispose()
    return open_store(file)


def _consent(world: World, name: str, *, words: bool) -> Consent:
    return Consent(world.trainee_id(name), "p", "there", "share", words, None, later(200))


def _member(world: World, name: str) -> Member:
    return Member(name, "p", "trainee", name, world.trainee_id(name), name, NOON, None)


def _share(world: World, name: str, at_home: Store, *, words: bool) -> None:
    there = open_store(world.as_address(name))
    at_home.sharing.send(there.sharing, _member(world, name), _consent(world, name, words=words))
    there.close()


def test_a_trainee_takes_their_words_back_and_gives_them_again(own_world: World, tmp_path: Path) -> None:
    quoting = {"criteria": [{"criterion": "c", "level": 2, "evidence": [{"quotes": [f"{SECRET} ada"]}]}]}
    operator = open_store(own_world.address)
    run = scoring_run(0.5, False, later(20))
    operator.add_scoring_run(own_world.attempts["ada"], replace(run, judgement=quoting))
    said = {"of": "words", "item": "i", "evidence": [{"behaviour": "b", "quotes": [f"{SECRET} ada"]}], "note": "n"}
    operator.add_review(own_world.attempts["ada"], Review("sue", "supervisor", said, later(21)))
    operator.close()
    at_home = _at_home(own_world, "ada", tmp_path / "own.sqlite3")
    with own_world.operator.begin() as connection:
        before = _rows(connection, own_world, "ada")
    _share(own_world, "ada", at_home, words=False)
    with own_world.operator.begin() as connection:
        assert texts(connection) == {WITHHELD, f"{SECRET} grace", f"{SECRET} hugo"}
        assert texts(connection, "contest_reasons") == {WITHHELD, f"{SECRET} grace", f"{SECRET} hugo"}
        told = " ".join(connection.exec_driver_sql("SELECT judgement FROM scoring_runs UNION ALL "
                                                   "SELECT judgement FROM reviews").scalars())  # fmt: skip
        assert f"{SECRET} ada" not in told and '"level":2' in told
        held = _rows(connection, own_world, "ada")
    assert {key: withheld_judgement(value) for key, value in before.items()} == held, "in the same letters"
    _share(own_world, "ada", at_home, words=True)
    at_home.close()
    with own_world.operator.begin() as connection:
        assert f"{SECRET} ada" in texts(connection)
        given = _rows(connection, own_world, "ada")
    quoted = {key for key, value in before.items() if '"of":"words"' in value}
    assert len(quoted) == 1, "what a supervisor quoted does not come back"
    assert {key for key in before if given[key] != before[key]} == quoted


def _rows(connection: Connection, world: World, name: str) -> dict[str, str]:
    query = "SELECT {0}, judgement FROM {1} WHERE trainee_id = :of"
    found: dict[str, str] = {}
    for key, table in (("scoring_run_id", "scoring_runs"), ("review_id", "reviews")):
        rows = connection.execute(text(query.format(key, table)), {"of": world.trainee_id(name)})
        found |= {row[0]: row[1] for row in rows}
    return found


def test_a_trainee_does_not_rewrite_what_a_supervisor_rated(own_world: World) -> None:
    operator = open_store(own_world.address)
    rated = {"of": "rating", "item": "i", "level": 2, "behaviours": [], "withheld": True}
    operator.add_review(own_world.attempts["ada"], Review("sue", "supervisor", rated, later(21)))
    operator.close()
    with own_world.signed_in("ada") as connection:
        better = "UPDATE reviews SET judgement = replace(judgement, '2', '6') WHERE kind = 'supervisor'"
        assert connection.exec_driver_sql(better).rowcount == 0


def test_nobody_takes_back_somebody_elses_words(world: World) -> None:
    withhold = f"SELECT trainer_access.withhold('{world.trainee_id('ada')}')"
    for name in ("grace", "stranger"):
        with world.signed_in(name) as connection:
            assert connection.exec_driver_sql(withhold).scalar_one() is False
    for name in ("sue", "ann"):
        world.refused(name, withhold)


_KEYS = st.sampled_from([*sorted(WORDS), "withheld", "criteria", "level", 'a "b"\n', "ü"])
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text('aä"\\\n€', max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(judgement=st.dictionaries(_KEYS, _VALUES, max_size=4))
def test_the_server_takes_words_out_of_a_judgement_as_the_program_does(
    world: World, judgement: dict[str, object]
) -> None:
    written = write_json(judgement)
    with world.operator.begin() as connection:
        query = text("SELECT trainer_access.wordless(CAST(:value AS json), true)")
        assert connection.execute(query, {"value": written}).scalar_one() == withheld_judgement(written)


def test_an_admin_takes_somebody_out_of_the_program(own_world: World) -> None:
    store = open_store(own_world.as_address("ann"))
    assert store.forgetting.forget_shared(_member(own_world, "ada"), later(300)) > 5
    [gone] = store.people.marks_of_withdrawn("p")
    assert gone.startswith("withdrawn-")
    store.close()
    with own_world.operator.begin() as connection:
        assert texts(connection) == {f"{SECRET} grace", f"{SECRET} hugo"}
        for table in all_tables.sorted_tables:
            if "trainee_id" in table.c:
                found = connection.execute(table.select().with_only_columns(table.c.trainee_id)).scalars()
                known = {own_world.trainee_id(name) for name in ("grace", "hugo")} | {None}
                assert set(found) <= known, table.name
        assert "Ada" not in set(connection.exec_driver_sql("SELECT name FROM member_names").scalars())


def test_an_admin_takes_somebody_out_who_has_not_joined(own_world: World) -> None:
    with own_world.operator.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO members VALUES ('new', 'p', 'trainee', 'the new', NULL, NULL, '2026-03-01T12:00:00.000000Z')"
        )
    store = open_store(own_world.as_address("ann"))
    new = store.people.member("p", "the new")
    assert new is not None and store.forgetting.forget_shared(new, later(300)) == 1
    assert store.people.member("p", "the new") is None
    store.close()


def test_nobody_else_takes_anybody_out(world: World) -> None:
    for name in ("ada", "grace", "sue", "stranger"):
        world.refused(name, "SELECT trainer_access.forget('ada')")
    with world.signed_in("ann") as connection:
        assert connection.exec_driver_sql("SELECT trainer_access.forget('sue')").scalar_one() is None


def test_an_entry_that_opens_words_stands_where_their_writer_sees_it(own_world: World) -> None:
    """Words are opened to an admin by an entry in the program that both are in, by none about a name."""
    entry = "INSERT INTO access_log (access_id, trainee_id, program_id, member_id, read, reason, made) VALUES "
    now = "trainer_access.instant('0')"
    opening = ("q", "responses"), ("p", "name"), ("p", "own ratings"), ("p", "responses")
    for number, (program, read) in enumerate(opening):
        values = f"('{number}', '{own_world.trainee_id('ada')}', '{program}', 'ann', '{read}', 'why', {now})"
        with own_world.operator.begin() as connection:
            connection.exec_driver_sql(entry + values)
        with own_world.signed_in("ann") as connection:
            seen = {f"{SECRET} ada"} if (program, read) == opening[-1] else set()
            assert texts(connection) == seen, (program, read)


def test_the_queue_and_rescorings_of_another_program_are_out_of_reach(world: World) -> None:
    at = (NOON + timedelta(0)).isoformat()
    own, attempt = world.trainee_id("ada"), world.attempts["ada"]
    item = "INSERT INTO review_items (item_id, trainee_id, program_id, attempt_id, reason, made) VALUES"
    for name in ("sue", "ann"):
        world.refused(name, f"{item} ('i', '{own}', 'q', '{attempt}', 'random', '{at}')")
