"""A program on a server with row-level security: two cohorts, people who sign in as themselves, an attempt each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Connection, Engine, create_engine, insert
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from tests.records.making import NOON, answered, later, scoring_run, start
from tests.records.postgres import Cluster
from trainer.records.attempts import Review
from trainer.records.identity import uuid7
from trainer.records.practised import NewContest
from trainer.records.program_tables import (
    cohort_members,
    cohorts,
    consents,
    member_names,
    members,
    programs,
)
from trainer.records.row_rules import ADMIN, SUPERVISOR, TRAINEE
from trainer.records.row_security import secure_rows
from trainer.records.store import Store, open_store

SECRET = "said by"
"""Before a trainee's name: what that trainee typed."""
COHORTS = {"first": ("sue", "ada", "grace"), "second": ("sid", "hugo")}
LOGINS = {"ada": TRAINEE, "grace": TRAINEE, "hugo": TRAINEE, "sue": SUPERVISOR, "sid": SUPERVISOR, "ann": ADMIN}
_ROLES = {TRAINEE: "trainee", SUPERVISOR: "supervisor", ADMIN: "admin"}


def make_logins(cluster: Cluster) -> None:
    """A login for each person; the groups they belong to are there."""
    for name, group in {**LOGINS, "stranger": TRAINEE}.items():
        cluster.run(
            f"DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{name}') "
            f"THEN CREATE ROLE {name} LOGIN IN ROLE {group}; END IF; END $$"
        )


class World:
    """The program, as its operator made it. Ids of people and trainees are their names in small letters."""

    def __init__(self, cluster: Cluster, address: str) -> None:
        self._cluster = cluster
        self.address = address
        self.operator = create_engine(make_url(address))
        with self.operator.begin() as connection:
            secure_rows(connection)
        make_logins(cluster)
        self.attempts: dict[str, str] = {}
        self._fill()

    def close(self) -> None:
        self.operator.dispose()

    def as_address(self, name: str) -> str:
        return self._cluster.address(str(make_url(self.address).database), name)

    @contextmanager
    def signed_in(self, name: str) -> Iterator[Connection]:
        """A connection of somebody's own; what is done on it is taken back."""
        engine = self.engine(name)
        try:
            with engine.connect() as connection, connection.begin() as transaction:
                yield connection
                transaction.rollback()
        finally:
            engine.dispose()

    def engine(self, name: str) -> Engine:
        return create_engine(make_url(self.as_address(name)))

    def refused(self, name: str, statement: str) -> str:
        """The server's words where it refuses a statement; fails where it does not."""
        with self.signed_in(name) as connection:
            try:
                connection.exec_driver_sql(statement)
            except DBAPIError as error:
                assert getattr(error.orig, "sqlstate", "") == "42501", error
                return str(error.orig)
        raise AssertionError(f"{name} may: {statement}")

    def _fill(self) -> None:
        with self.operator.begin() as connection:
            connection.execute(insert(programs).values(program_id="p", title="Residency", since=NOON))
            connection.execute(insert(programs).values(program_id="q", title="Elsewhere", since=NOON))
            for name, group in LOGINS.items():
                member = {"member_id": name, "program_id": "p", "role": _ROLES[group], "pseudonym": f"the {name}"}
                connection.execute(insert(members).values(**member, db_role=name, joined=NOON))
                connection.execute(insert(member_names).values(member_id=name, program_id="p", name=name.title()))
            for title, people in COHORTS.items():
                connection.execute(insert(cohorts).values(cohort_id=title, program_id="p", title=title, opened=NOON))
                for name in people:
                    enrolment = {"cohort_member_id": name, "program_id": "p", "cohort_id": title, "member_id": name}
                    connection.execute(insert(cohort_members).values(**enrolment, since=NOON))
        store = open_store(self.address)
        for name in (name for name, group in LOGINS.items() if group == TRAINEE):
            self._practise(store, name)
        store.close()

    def _practise(self, store: Store, name: str) -> None:
        attempt = start(store, name)
        self.attempts[name] = attempt
        trainee_id = store.load_attempt(attempt).facts.trainee_id
        with self.operator.begin() as connection:
            connection.execute(members.update().where(members.c.member_id == name).values(trainee_id=trainee_id))
        response = answered(store, attempt, 1, f"{SECRET} {name}")
        store.finish_attempt(attempt, "heard", scoring_run(0.5, False, later(9)), later(9))
        store.add_review(attempt, Review(name, "self", {"rating": 2}, later(10)))
        store.practice.add_contest(
            NewContest(trainee_id, "argues", "present", "r", f"{SECRET} {name}", attempt, response), later(11)
        )
        store.save_draft(start(store, name), f"{SECRET} {name}", NOON)
        self.consent(name, trainee_id, "share", NOON)

    def consent(self, name: str, trainee_id: str, kind: str, made: datetime, texts: bool = True) -> None:
        said = {"program_id": "p", "destination": "here", "kind": kind, "texts": texts, "made": made}
        with self.operator.begin() as connection:
            connection.execute(
                insert(consents).values(consent_id=f"{name} {uuid7(made)}", trainee_id=trainee_id, **said)
            )

    def trainee_id(self, name: str) -> str:
        with self.operator.begin() as connection:
            found = members.select().with_only_columns(members.c.trainee_id).where(members.c.member_id == name)
            return str(connection.execute(found).scalar_one())

    def log(self, connection: Connection, name: str, of: str, made: str, reason: str = "a contest") -> None:
        """Somebody says whose words they are about to read; `made` is SQL."""
        connection.exec_driver_sql(
            "INSERT INTO access_log (access_id, trainee_id, program_id, member_id, attempt_id, read, reason, made) "
            f"VALUES ('{uuid7(NOON)}', '{self.trainee_id(of)}', 'p', '{name}', NULL, 'responses', '{reason}', {made})"
        )


def texts(connection: Connection, table: str = "responses") -> set[str]:
    return set(connection.exec_driver_sql(f"SELECT text FROM {table}").scalars())
