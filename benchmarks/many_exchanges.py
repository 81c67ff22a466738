"""Records of many exchanges: `python benchmarks/many_exchanges.py FILE [EXCHANGES] [TRAINEES] [MONTHS]`.

Some attempts at every shipped scenario are played through a session and read by the shipped reader; their rows,
as they then stand in the file, are multiplied under other keys, times and trainees, who are members of one cohort. FILE
must not exist yet. By default 100,000 exchanges of 40 trainees over 12 months.
"""

from __future__ import annotations

import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from trainer.library.catalogue import Library, load_library
from trainer.library.scenario import Reply
from trainer.library.shipped import shipped_folders
from trainer.programs.people import Consent, NewMember
from trainer.records.identity import uuid7
from trainer.records.store import open_store
from trainer.scoring.reader import load_reader
from trainer.session.once import Once
from trainer.session.run import Run
from trainer.session.session import Session

EXCHANGES, TRAINEES, MONTHS = 100_000, 40, 12
BEGAN = datetime(2025, 9, 1, 8, 0, tzinfo=UTC)
PLAYED_OF_EACH = 3
"""Attempts of each scenario that are played; the rest are made of their rows."""
MOST_EXCHANGES = 30
WELL = 4
"""The level from which a reply is a good one."""
OF_ATTEMPT = ("responses", "readings", "exchanges", "scoring_runs", "run_measures")
KEYS = {"attempt_id", "response_id", "reading_id", "exchange_id", "scoring_run_id"}
TIMES = {"started", "ended", "sent", "made", "redone"}
AT_ONCE = 2_000
"""Attempts in one transaction."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Played:
    """The rows of one attempt, by table."""

    rows: dict[str, list[Row]]
    began: datetime
    exchanges: int
    points: float


def make(file: Path, exchanges: int = EXCHANGES, trainees: int = TRAINEES, months: int = MONTHS) -> int:
    """Write at least so many exchanges into a new file; gives how many attempts there are."""
    return make_of(*played_once(), file, exchanges, trainees, months)


def played_once() -> tuple[list[Played], list[tuple[str, str, str]]]:
    """Attempts that were played, and the texts they were made with."""
    with tempfile.TemporaryDirectory() as folder:
        played = play_all(Path(folder) / "played.sqlite3")
        with closing(sqlite3.connect(Path(folder) / "played.sqlite3")) as source:
            return played, source.execute("SELECT digest, kind, source FROM contents").fetchall()


def make_of(
    played: Sequence[Played],
    kept: Sequence[tuple[str, str, str]],
    file: Path,
    exchanges: int,
    trainees: int,
    months: int = MONTHS,
) -> int:
    """Multiply what was played into a new file."""
    ids = enrol(file, trainees)
    with closing(sqlite3.connect(file, isolation_level=None)) as target:
        target.execute("PRAGMA synchronous=OFF")
        target.executemany("INSERT OR IGNORE INTO contents VALUES (?, ?, ?)", kept)
        count = multiply(target, played, ids, exchanges, timedelta(days=30 * months))
        target.execute("ANALYZE")
        target.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return count


def play_all(file: Path) -> list[Played]:
    """Play every shipped scenario some times, from clumsy to skilled, and give the rows."""
    library, chance, reader, clock = load_library(shipped_folders()), random.Random(1), Once(load_reader), Clock()
    for scenario_id in library.scenarios:
        for number in range(PLAYED_OF_EACH):
            trainee = f"{scenario_id} {number}"  # everybody has one attempt: with many, more is looked at each time
            with closing(Session(library, open_store(file), reader, clock, trainee)) as session:
                run = session.start(scenario_id, "assessment", number)
                play(run, library, (number + 1) / PLAYED_OF_EACH, chance)
    with closing(sqlite3.connect(file)) as source:
        source.row_factory = lambda cursor, row: dict(zip([one[0] for one in cursor.description], row, strict=True))
        attempts = source.execute("SELECT * FROM attempts WHERE ended IS NOT NULL").fetchall()
        return [_rows(source, attempt) for attempt in attempts]


def play(run: Run, library: Library, skill: float, chance: random.Random) -> None:
    """Answer with the scenario's own replies; the more skill, the better they are."""
    moments = library.scenarios[run.scenario.id].item.moments
    for _ in range(MOST_EXCHANGES):
        if run.encounter.moment is None:
            return
        run.respond(_chosen(moments[run.encounter.moment].replies, skill, chance))


def _chosen(replies: Sequence[Reply], skill: float, chance: random.Random) -> str:
    good = [reply.text for reply in replies if reply.level >= WELL]
    poor = [reply.text for reply in replies if reply.level < WELL]
    return chance.choice((good if chance.random() < skill else poor) or good or poor or ["I see."])


def _rows(source: sqlite3.Connection, attempt: Row) -> Played:
    query = "SELECT * FROM {} WHERE attempt_id = ?"
    rows = {table: source.execute(query.format(table), (attempt["attempt_id"],)).fetchall() for table in OF_ATTEMPT}
    points = rows["scoring_runs"][0]["points"] or 0.0
    began = datetime.fromisoformat(attempt["started"])
    return Played({"attempts": [attempt], **rows}, began, len(rows["exchanges"]), points)


def enrol(file: Path, count: int) -> list[str]:
    """A program with one cohort of so many trainees who share; gives the ids of their records."""
    with closing(open_store(file)) as store:
        program = store.people.add_program("Many exchanges", BEGAN)
        cohort = store.people.add_cohort(program.program_id, "The cohort", BEGAN)
        ids = [store.trainee(f"trainee-{number:05}", BEGAN) for number in range(count)]
        for trainee in ids:
            store.consents.say(Consent(trainee, program.program_id, "here", "share", True, None, BEGAN))
        people = [store.people.add_member(program.program_id, NewMember(), BEGAN, cohort.cohort_id) for _ in ids]
    with closing(sqlite3.connect(file)) as target, target:
        pairs = [(trainee, member.member_id) for trainee, member in zip(ids, people, strict=True)]
        target.executemany("UPDATE members SET trainee_id = ? WHERE member_id = ?", pairs)
    return ids


def multiply(
    target: sqlite3.Connection, played: Sequence[Played], trainees: Sequence[str], exchanges: int, span: timedelta
) -> int:
    """Insert attempts in the order of time until there are so many exchanges; gives how many attempts."""
    chance = random.Random(2)
    by_points = sorted(played, key=lambda one: one.points)
    skills = {trainee: chance.random() for trainee in trainees}
    total = exchanges / (sum(one.exchanges for one in played) / len(played))
    done = attempts = 0
    batch: dict[str, list[Row]] = {}
    while done < exchanges:
        trainee, at = chance.choice(trainees), BEGAN + span * min(1.0, attempts / total)
        place = min(1.0, max(0.0, chance.gauss(skills[trainee], 0.25) + 0.2 * attempts / total))
        one = by_points[int(place * (len(by_points) - 1))]
        for table, row in anew(one, trainee, at):
            batch.setdefault(table, []).append(row)
        done, attempts = done + one.exchanges, attempts + 1
        if attempts % AT_ONCE == 0:
            write(target, batch)
            batch = {}
    write(target, batch)
    return attempts


def anew(played: Played, trainee: str, at: datetime) -> Iterator[tuple[str, Row]]:
    """The rows of an attempt under other keys, times and another trainee."""
    keys: dict[str, str] = {}
    shift = at - played.began
    for table in ("attempts", *OF_ATTEMPT):
        for row in played.rows[table]:
            fresh = {**row, "trainee_id": trainee}
            for name in KEYS & row.keys():
                if row[name] is not None:
                    if row[name] not in keys:
                        keys[row[name]] = uuid7(at)
                    fresh[name] = keys[row[name]]
            for name in TIMES & row.keys():
                if row[name] is not None:
                    fresh[name] = _text(datetime.fromisoformat(row[name]) + shift)
            yield table, fresh


def write(target: sqlite3.Connection, batch: dict[str, list[Row]]) -> None:
    target.execute("BEGIN")
    for table in ("attempts", *OF_ATTEMPT):
        rows = batch.get(table, [])
        if rows:
            names = list(rows[0])
            marks = ", ".join("?" * len(names))
            statement = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})"
            target.executemany(statement, [tuple(row[name] for name in names) for row in rows])
    target.execute("COMMIT")


def _text(at: datetime) -> str:
    return at.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


class Clock:
    """Half a minute goes by whenever it is looked at."""

    def __init__(self) -> None:
        self._now = BEGAN

    def __call__(self) -> datetime:
        self._now += timedelta(seconds=30)
        return self._now


def main() -> None:
    file = Path(sys.argv[1])
    if file.exists():
        sys.exit(f"{file} exists already")
    began = time.perf_counter()
    attempts = make(file, *map(int, sys.argv[2:5]))
    with closing(sqlite3.connect(file)) as made:
        ((exchanges,),) = made.execute("SELECT count(*) FROM exchanges").fetchall()
    size = file.stat().st_size / 1e6
    print(f"{exchanges:,} exchanges, {attempts:,} attempts, {size:,.0f} MB, {time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
