"""A real PostgreSQL for tests: one cluster for the session, a fresh database with the program's tables for each test.

`database` runs a test on both kinds of database; `postgres_address` on PostgreSQL alone. Where no server can be run,
those tests are skipped and say why. TRAINER_POSTGRES names a folder with `initdb` and `pg_ctl` that is not found
otherwise; TRAINER_POSTGRES=required makes it a failure that there is none.
"""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from functools import cache
from itertools import count
from pathlib import Path

import pytest

from trainer.records.engine import make_engine
from trainer.records.places import find_place
from trainer.records.schema import bring_up_to_date

OWNER = "records_owner"
"""The role that made the tables; row-level security does not bind it, because it is a superuser."""
_TEMPLATE = "template_records"
_PROGRAMS = ("initdb", "pg_ctl")
_ROOT = 0
_numbers = count(1)


class NoServerError(Exception):
    """Why no server can be run here."""


class Cluster:
    """A server of its own in a folder of its own, reached through a socket there."""

    def __init__(self, programs: Path, account: str | None) -> None:
        self._programs = programs
        self._account = account
        self.folder = Path(tempfile.mkdtemp(prefix="trainer-pg-"))
        if account is not None:
            shutil.chown(self.folder, account)
        self._run("initdb", "-D", self._data, "-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        with (self.folder / "data" / "postgresql.conf").open("a") as settings:
            settings.write(
                f"listen_addresses = ''\nunix_socket_directories = '{self.folder}'\n"
                "fsync = off\nmax_connections = 120\nautovacuum = off\nlog_min_messages = fatal\n"
            )

    @property
    def _data(self) -> str:
        return str(self.folder / "data")

    def start(self) -> None:
        self._run("pg_ctl", "start", "-w", "-D", self._data, "-l", str(self.folder / "log"))

    def stop(self) -> None:
        """As when the machine loses power: nobody is waited for."""
        self._run("pg_ctl", "stop", "-m", "immediate", "-D", self._data)

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.folder)

    def address(self, database: str, role: str = OWNER) -> str:
        return f"postgresql://{role}@/{database}?host={self.folder}"

    def run(self, *statements: str, database: str = "postgres") -> None:
        """Each statement outside a transaction, as the owner."""
        engine = make_engine(find_place(self.address(database)), 5.0)
        try:
            with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                for statement in statements:
                    connection.exec_driver_sql(statement)
        finally:
            engine.dispose()

    def new_database(self, template: str = "template1") -> str:
        """The address of a database of its own."""
        name = f"records_{next(_numbers)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")  # quicker without fsync
        return self.address(name)

    def make_template(self) -> None:
        """A database with the tables, which is quicker to copy than to make."""
        self.run(f"CREATE DATABASE {_TEMPLATE}")
        engine = make_engine(find_place(self.address(_TEMPLATE)), 5.0)
        bring_up_to_date(engine, _TEMPLATE)
        engine.dispose()

    def with_tables(self) -> str:
        """The address of a database with the program's tables in it."""
        return self.new_database(_TEMPLATE)

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._programs / program), *arguments]
        done = subprocess.run(  # a file, not a pipe: the server keeps what it is given
            command,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            user=self._account,
            group=None if self._account is None else pwd.getpwnam(self._account).pw_gid,
            extra_groups=None if self._account is None else [],
            cwd=self.folder,
            env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C"},
            check=False,
        )
        if done.returncode != 0:
            raise RuntimeError(f"{program} ended with {done.returncode}; see {self.folder / 'log'}")


@cache
def why_no_server() -> str | None:
    """Why no PostgreSQL can be run here; None where one can."""
    try:
        _means()
    except NoServerError as error:
        return str(error)
    return None


def _means() -> tuple[Path, str | None]:
    """The folder of the server's programs, and the account to run it as (None: our own)."""
    if importlib.util.find_spec("psycopg") is None:
        raise NoServerError("psycopg is not installed")
    programs = _programs()
    if programs is None:
        raise NoServerError("PostgreSQL is not installed here: initdb and pg_ctl were not found")
    if os.geteuid() != _ROOT:
        return programs, None
    for account in ("postgres", "nobody"):  # the server refuses to run as root
        try:
            pwd.getpwnam(account)
        except KeyError:
            continue
        return programs, account
    raise NoServerError("PostgreSQL does not run as root, and there is no other account here")


def _programs() -> Path | None:
    named = os.environ.get("TRAINER_POSTGRES", "")
    on_path = shutil.which("pg_ctl")
    folders = [
        *([Path(named)] if named not in ("", "required") else []),
        *([Path(on_path).resolve().parent] if on_path else []),
        *sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True),  # where Debian keeps them, newest first
    ]
    return next((folder for folder in folders if all((folder / name).exists() for name in _PROGRAMS)), None)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """The session's server."""
    if why_no_server() is not None and os.environ.get("TRAINER_POSTGRES") != "required":
        pytest.skip(str(why_no_server()))
    cluster = Cluster(*_means())
    cluster.start()
    cluster.make_template()
    yield cluster
    cluster.remove()


@pytest.fixture
def postgres_address(postgres: Cluster) -> Iterator[str]:
    """A database on the server with the program's tables and nothing in them."""
    address = postgres.with_tables()
    yield address
    drop(postgres, address)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a fresh database, of each kind in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'records.sqlite3'}"
    return str(request.getfixturevalue("postgres_address"))


def drop(cluster: Cluster, address: str) -> None:
    """Remove a database, whoever is still connected to it."""
    cluster.run(f"DROP DATABASE IF EXISTS {find_place(address).url.database} WITH (FORCE)")
