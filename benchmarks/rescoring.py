"""Score stored attempts again: `python benchmarks/rescoring.py FILE [--afresh] [--processes N]`.

FILE is made by `benchmarks/many_exchanges.py`; the runs that are made stay in it. Every rubric is applied with another
share needed to pass. With `--afresh` every response is read again, else stored readings are used. Printed are, as it
goes, attempts and exchanges a second on the clock and the most memory of any process so far.
"""

from __future__ import annotations

import argparse
import hashlib
import multiprocessing
import re
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from trainer.library.shipped import shipped_folders
from trainer.records.attempts import Content
from trainer.records.rescored import Change, NewRescoring
from trainer.records.store import open_store
from trainer.scoring.reader import load_agreement, load_reader
from trainer.scoring.reading import Context, Reader, Reading
from trainer.session.processes import cores
from trainer.session.rescoring.running import Means, rescore

STEPS = 20
"""Lines printed on the way."""


class Another:
    """The shipped reader under another version, so that nothing it has read counts as read."""

    def __init__(self, reader: Reader, version: str) -> None:
        self._reader = reader
        self.version = version

    def read(self, response: str, context: Context) -> Reading:
        return replace(self._reader.read(response, context), scorer=self.version)


@dataclass(frozen=True)
class Loaded:
    """Loads the reader in whatever process."""

    version: str

    def __call__(self) -> Another:
        return Another(load_reader(), self.version)


def changed_rubrics(mark: str) -> list[tuple[str, Content]]:
    """The shipped rubrics, each with another share needed to pass."""
    texts = [file.read_text() for folder in shipped_folders() for file in sorted(folder.glob("*.yaml"))]
    found = []
    for text in texts:
        named = re.search(r"^id: (\S+)", text, re.MULTILINE)
        if named and re.search(r"^criteria:", text, re.MULTILINE):
            changed = re.sub(r"^mastery: .*", "mastery: 0.61", text, count=1, flags=re.MULTILINE) + f"# {mark}\n"
            digest = hashlib.sha256(changed.encode()).hexdigest()
            found.append((named[1], Content(digest, "rubric", changed)))
    return found


def memory() -> float:
    """Megabytes: the most that this process or any at work for it has had."""
    pids = ["self", *(str(child.pid) for child in multiprocessing.active_children())]
    most = 0
    for pid in pids:
        status = Path(f"/proc/{pid}/status")
        lines = status.read_text().splitlines() if status.exists() else []
        most = max([most, *(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))])
    return most / 1000


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("file", type=Path)
    parser.add_argument("--afresh", action="store_true")
    parser.add_argument("--processes", type=int, default=cores())
    asked = parser.parse_args()
    now = datetime.now(UTC)
    rubrics, version = changed_rubrics(now.isoformat()), f"another+{now:%H%M%S}"
    change = Change({}, {name: one.digest for name, one in rubrics}, None, version, asked.afresh)
    new = NewRescoring(change, "a benchmark", None, tuple(one for _, one in rubrics))
    with closing(sqlite3.connect(asked.file)) as made:
        ((attempts,),) = made.execute("SELECT count(*) FROM attempts WHERE ended IS NOT NULL").fetchall()
        ((exchanges,),) = made.execute("SELECT count(*) FROM exchanges").fetchall()
    done, told, began = 0, 0, time.perf_counter()

    def say(count: int) -> None:
        nonlocal done, told
        done += count
        if done * STEPS // attempts > told:
            told = done * STEPS // attempts
            rate = done / (time.perf_counter() - began)
            speed = f"{rate:6.1f}/s, {rate * exchanges / attempts:7.0f} exchanges/s"
            print(f"{done:8,} attempts, {speed}, {memory():5.0f} MB", flush=True)

    with closing(open_store(asked.file, patience=60)) as store:
        means = Means(
            store, str(asked.file), Loaded(version), load_agreement(), lambda: datetime.now(UTC), asked.processes
        )
        _, tally = rescore(means, new, say)
    seconds = time.perf_counter() - began
    print(f"{tally.anew:,} of {attempts:,} attempts, {exchanges:,} exchanges, {tally.afresh:,} read: {seconds:,.0f} s")


if __name__ == "__main__":
    main()
