"""The year, told through the doors that people use: sessions and programs of trainees, commands of who runs it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import Dialect, Engine

from tests.programs.year import content, plan
from tests.programs.year.plan import Planned
from trainer.cli.main import cli
from trainer.records import identity
from trainer.records import store as records_store
from trainer.records.engine import make_engine
from trainer.records.places import Place, find_place
from trainer.records.store import Store, open_store
from trainer.session.own_programs import OwnPrograms
from trainer.session.session import Session

OPERATOR = "office"
"""Who made the database, and the program in it."""


class Clock:
    """Is set to a day, and gains a second each time it is looked at."""

    def __init__(self) -> None:
        self.now = datetime(2026, 1, 10, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    def go_to(self, month: int, day: int) -> None:
        at = datetime(2026, month, day, 9, tzinfo=UTC)
        assert at > self.now
        self.now = at


class Chance:
    """In place of the system's: what it gives follows from the time and from how much was drawn at that time."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._drawn = (clock.now, 0)

    def randbits(self, bits: int) -> int:
        now, drawn = self._drawn
        self._drawn = (now, drawn + 1) if now == self._clock.now else (self._clock.now, 0)
        return int.from_bytes(hashlib.sha256(str(self._drawn).encode()).digest(), "big") % (1 << bits)


class Engines:
    """One for each address, all of a kind with one memory for statements: many short sittings would spend most of their
    time on writing the same SQL again."""

    def __init__(self) -> None:
        self._made: dict[str, Engine] = {}
        self._dialects: dict[str, Dialect] = {}
        self._statements: dict[Any, Any] = {}

    def make(self, place: Place, patience: float) -> Engine:
        key = place.url.render_as_string(hide_password=False)
        if key not in self._made:
            engine = make_engine(place, patience)
            engine.dialect = self._dialects.setdefault(engine.dialect.name, engine.dialect)
            engine.update_execution_options(compiled_cache=self._statements)
            self._made[key] = engine
        return self._made[key]


@contextmanager
def in_the_year(clock: Clock, settings: Path) -> Iterator[None]:
    """Commands go by this clock, and keys follow from it, so that a story told again has the same ones."""
    with pytest.MonkeyPatch.context() as patch:
        for name in _WITH_CLOCK:
            patch.setattr(f"trainer.cli.{name}.now", clock)
        patch.setattr(identity, "secrets", Chance(clock))
        patch.setattr(records_store, "make_engine", Engines().make)
        patch.setenv("TRAINER_CONFIG", str(settings))
        patch.setenv("XDG_DATA_HOME", str(settings.parent / "data"))
        patch.setenv("COLUMNS", "100")
        patch.delenv("TRAINER_DB", raising=False)
        yield


_WITH_CLOCK = (
    *(f"people.{name}" for name in ("roster", "forgetting", "showing", "own", "cohorts")),
    *("reviewing.sitting", "reviewing.judging", "reports.summing", "exporting.making", "people.desk"),
)
"""The commands' modules that look at the clock; the last to change is the one that the others have it from."""


@dataclass
class Year:
    """`address` says where somebody reaches the program's database; `folder` holds everybody's own records."""

    folder: Path
    address: Callable[[str], str]
    login: Callable[[str], str] = str
    """The name under which somebody signs in."""
    clock: Clock = field(default_factory=Clock)
    reports: dict[str, Any] = field(default_factory=dict)
    """What was seen of the program, by when and what."""
    attempt_ids: dict[tuple[str, int], str] = field(default_factory=dict)
    """By person and month."""

    def run(self, who: str, *arguments: str) -> str:
        """A command of somebody in the program; gives what it prints, wherever the database is."""
        address = self.address(who)
        acting = {} if who == OPERATOR else {"TRAINER_AS": who}
        done = CliRunner().invoke(cli, ["--db", address, *arguments], env=acting)
        assert done.exit_code == 0, (arguments, done.output, done.exception)
        return done.stdout.replace(find_place(address).shown, "program")

    def facts(self, who: str, *arguments: str) -> Any:
        return json.loads(self.run(who, *arguments, "--json"))

    @contextmanager
    def store(self, who: str) -> Iterator[Store]:
        with closing(open_store(self.address(who))) as store:
            yield store

    def own_file(self, who: str) -> Path:
        return self.folder / "own" / f"{who}.db"

    @contextmanager
    def session(self, who: str) -> Iterator[Session]:
        """A sitting of a trainee; what is new goes to the program at its end."""
        session = Session(
            self.library,
            open_store(self.own_file(who)),
            content.WordReader,
            self.clock,
            plan.name(who),
            lambda: content.AGREEMENT,
        )
        with closing(session):
            yield session
        assert session.notice == "", session.notice

    @contextmanager
    def programs(self, who: str) -> Iterator[OwnPrograms]:
        with self.session(who) as session:
            yield session.programs()

    def begin(self) -> None:
        """The library is installed everywhere, and there is a place for everybody's records."""
        (self.folder / "own").mkdir()
        self.library = content.year_library(content.write_library(self.folder / "library"))
        self._planned = list(plan.attempts())

    def practise(self, month: int) -> None:
        """What everybody does in a month."""
        for one in self._planned:
            if one.month == month and not (one.who == plan.DELETES and month > plan.SEPTEMBER):
                with self.session(one.who) as session:
                    self.attempt(session, one)

    def planned(self, who: str, month: int) -> Planned | None:
        return next((one for one in self._planned if (one.who, one.month) == (who, month)), None)

    def attempt(self, session: Session, one: Planned) -> None:
        run = session.start(one.scenario, one.mode, seed=1)
        for moment, said in enumerate(one.said if one.ends else one.said[:1]):
            run.respond(content.words(one.who, said, moment))
        if one.redo is not None:
            run.redo()
            run.respond(content.words(one.who, one.redo, 2))
        if one.own is not None:
            run.rate_self(one.own, None, None)
        assert run.ended == one.ends
        self.attempt_ids[one.who, one.month] = run.attempt_id
