"""A roster of a million people: `python benchmarks/roster.py [COUNT]`.

Printed are the seconds on the clock and the most memory that the command held: for the same roster with an error in its
last line, after which nobody is in the program, and for the good one. The memory should be that of a short roster.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

COUNT = 1_000_000
SHORT = 1_000


def write(file: Path, count: int, last: str) -> Path:
    """Every other person brings a pseudonym."""
    with file.open("w", encoding="utf-8") as stream:
        stream.write("pseudonym,name,role\n")
        for number in range(count):
            stream.write(f"person-{number},,trainee\n" if number % 2 else f",Person Number {number},\n")
        stream.write(last)
    return file


def trainer(db: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "trainer.cli.main", "--db", str(db), "cohort", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def timed(what: str, db: Path, roster: Path) -> None:
    """Take the roster as a director does. The peak is the highest of all commands run so far."""
    began = time.perf_counter()
    done = trainer(db, "roster", str(roster), "Autumn")
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(f"{what:28} {seconds:7.1f} s, {peak:5} MB   ({done.stderr.strip().splitlines()[-1]})", flush=True)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        db = folder / "program.db"
        trainer(db, "new", "Autumn")
        timed(f"{SHORT:,} people", db, write(folder / "short.csv", SHORT, ""))
        for file in folder.glob("program.db*"):
            file.unlink()
        trainer(db, "new", "Autumn")
        timed(f"{count:,} and a faulty line", db, write(folder / "faulty.csv", count, "=1+1,,\n"))
        timed(f"{count:,} people", db, write(folder / "good.csv", count, ""))
        print(trainer(db, "list").stdout.strip(), f"\n{db.stat().st_size // 2**20} MB on disk")


if __name__ == "__main__":
    main()
