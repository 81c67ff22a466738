"""docs/operations.md: the set-up and the drill are done on a real server, as they are written."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import create_engine, event
from sqlalchemy.engine import Engine

from tests.records.making import answered, later, scoring_run, start
from tests.records.postgres import OWNER, Cluster
from trainer.cli.main import COMMANDS, cli
from trainer.programs.people import Member
from trainer.records.backup import back_up, copy_database
from trainer.records.store import open_store

DOCUMENT = (Path(__file__).parents[2] / "docs" / "operations.md").read_text(encoding="utf-8")
SQL, SHELL = (re.findall(rf"^```{kind}\n(.*?)^```", DOCUMENT, re.MULTILINE | re.DOTALL) for kind in ("sql", "sh"))
FORMS = re.compile(
    r"SELECT .*|INSERT INTO \w+ \([^)]*\) VALUES \((?:(?! ON CONFLICT| RETURNING).)*\)"
    r"( ON CONFLICT \(\w+(, \w+)*\) DO NOTHING)?"
    r"|(UPDATE|DELETE FROM) .* WHERE .*",
    re.DOTALL,
)
KEPT_TO_ONE_SERVER = re.compile(
    r"\b(nextval|currval|SERIAL|LOCK TABLE|FOR UPDATE|pg_advisory\w*|LISTEN|NOTIFY|TEMP|SAVEPOINT|jsonb?|CURSOR)\b",
    re.IGNORECASE,
)


@pytest.fixture
def server(postgres: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cluster]:
    monkeypatch.chdir(tmp_path)
    yield postgres
    postgres.run("DROP DATABASE IF EXISTS trainer WITH (FORCE)")
    postgres.run(*(f"DROP ROLE IF EXISTS {role}" for role in ("p017", "dr_sommer", "office", "trainer_operator")))


def typed(server: Cluster, block: str) -> list[Result]:
    address = f"@/trainer?host={server.folder}"
    lines = [line.replace("@HOST/trainer", address) for line in block.strip().splitlines()]
    done = [CliRunner().invoke(cli, shlex.split(line)[1:]) for line in lines]
    assert [one.exit_code for one in done] == [0] * len(done), [one.output for one in done]
    return done


def people(where: str) -> tuple[Member, ...]:
    store = open_store(where)
    [program] = store.people.programs()
    found = store.people.members(program.program_id)
    store.close()
    return found


def rows(said: str) -> str:
    return next(line.strip() for line in said.splitlines() if line.strip().startswith("rows:"))


def test_set_up_drill_and_upgrade_work_as_written(server: Cluster) -> None:
    server.run(*filter(None, (line.strip() for line in SQL[0].split(";"))))
    for block in SHELL[:1]:
        typed(server, block)
    as_operator = server.address("trainer", "trainer_operator")
    engine = create_engine(as_operator)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for line in filter(None, (line.strip() for line in SQL[1].split(";"))):
            connection.exec_driver_sql(line)
    engine.dispose()
    typed(server, SHELL[1])
    assert "dr_sommer" in {one.db_role for one in people(as_operator)} and all(
        one.db_role for one in people(as_operator)
    )
    store = open_store(as_operator)
    answered(store, start(store), 1)
    store.close()
    before = rows(typed(server, SHELL[0])[-1].stdout)
    assert "responses 1" in before
    assert rows(typed(server, SHELL[2])[-1].stdout) == before
    store = open_store(as_operator)
    start(store, "Grace")
    store.close()
    *_, status = typed(server, SHELL[3])
    assert rows(status.stdout) == before and "row-level security: on" in status.stdout
    assert len(list(Path.cwd().glob("trainer-backup-before-*.sqlite3"))) == 1
    assert "Written anew" in typed(server, SHELL[4])[0].stdout
    assert "up to date" in typed(server, SHELL[5])[0].stdout
    dump = [shutil.which("pg_dump") or "", "--enable-row-security", as_operator]
    if dump[0]:
        dumped = subprocess.run(dump, capture_output=True, text=True, check=True).stdout
        assert "Autumn 2026" in dumped and "That is hard." in dumped, "the owner may dump, as the text says"


def test_the_operator_needs_not_be_a_superuser_and_strangers_see_nothing(server: Cluster) -> None:
    server.run(*filter(None, (line.strip() for line in SQL[0].split(";"))))
    typed(server, SHELL[0])
    status = CliRunner().invoke(cli, ["db", "status", "--json", "--db", server.address("trainer", "trainer_operator")])
    seen = json.loads(status.stdout)
    assert seen["sound"] and seen["row_security"] == "on" and OWNER not in seen["where"]


def test_statements_are_of_the_forms_that_are_listed(postgres_address: str, tmp_path: Path) -> None:
    open_store(postgres_address).close()
    seen: list[str] = []

    def keep(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if "pg_catalog" not in statement:  # what the library asks about the tables
            seen.append(" ".join(statement.split()))

    event.listen(Engine, "before_cursor_execute", keep)
    try:
        store = open_store(postgres_address)
        attempt = start(store)
        response = answered(store, attempt, 1)
        store.mark_redo(attempt, response, later(2))
        store.save_draft(attempt, "x", later(2))
        store.finish_attempt(attempt, "heard", scoring_run(1.0, True, later(3)), later(3))
        owner = store.trainee("Ada", later(4))
        store.history(owner)
        store.unfinished(owner)
        store.load_attempt(attempt)
        store.close()
        back_up(postgres_address, tmp_path / "b.db")
        copy_database(tmp_path / "b.db", postgres_address)
    finally:
        event.remove(Engine, "before_cursor_execute", keep)
    statements = {one for one in seen if not one.startswith(("PRAGMA", "CREATE", "BEGIN", "SELECT 1 FROM pragma"))}
    assert [one for one in statements if not FORMS.fullmatch(one)] == []
    assert [found[0] for one in statements if (found := KEPT_TO_ONE_SERVER.search(one))] == []
    assert any("ON CONFLICT" in one for one in statements)


def test_commands_in_the_text_exist() -> None:
    named = set(re.findall(r"`trainer ([a-z]+)", DOCUMENT))
    assert named and named <= set(COMMANDS)
