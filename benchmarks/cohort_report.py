"""How long reports take, and how much memory: `python benchmarks/cohort_report.py [FOLDER] [EXCHANGES]…`.

For 10,000, 100,000 and 1,000,000 exchanges of 40, 400 and 4,000 trainees over twelve months (see `many_exchanges.py`):
the report on the cohort, on a scenario and on the scorer, each in a process of its own, as `trainer report … --json`
would run: imports, opening and printing are in it. The best of three is told, in seconds by the clock and of the
processor, with the most memory held (on Linux). What FOLDER holds from an earlier run is used again; without FOLDER
everything is made anew, which takes minutes.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from many_exchanges import make_of, played_once

SIZES = (10_000, 100_000, 1_000_000)
EACH = 250
"""Exchanges of one trainee in a year."""
TIMES = 3
REPORTS = (("cohort", "The cohort"), ("scenario", "dbs-month-nine"), ("scorer",))
_MEASURED = """
import json, re, resource, sys, time
began = time.perf_counter()
from trainer.cli.main import cli
try:
    cli(["report", *sys.argv[2:], "--db", sys.argv[1], "--json"])
except SystemExit:
    pass
use = resource.getrusage(resource.RUSAGE_SELF)
most = int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1])  # ru_maxrss has the parent's too
told = {"wall": time.perf_counter() - began, "cpu": use.ru_utime + use.ru_stime, "memory": most / 1024}
print(json.dumps(told), file=sys.stderr)
"""


def measure(file: Path, report: tuple[str, ...]) -> dict[str, float]:
    """The best of some runs; the first warms what the system keeps of the file."""
    runs = []
    for _ in range(TIMES):
        command = [sys.executable, "-c", _MEASURED, str(file), *report]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        found: dict[str, float] = json.loads(done.stderr.splitlines()[-1])
        assert json.loads(done.stdout)["figures"]
        runs.append(found)
    return {name: min(run[name] for run in runs) for name in runs[0]}


def main() -> None:
    sizes = [int(size) for size in sys.argv[2:]] or list(SIZES)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        missing = [size for size in sizes if not (folder / f"{size}.sqlite3").exists()]
        if missing:
            played, kept = played_once()
            for size in missing:
                make_of(played, kept, folder / f"{size}.sqlite3", size, size // EACH)
        print(f"{'exchanges':>12}  {'report':<8}  {'seconds':>8}  {'processor':>9}  {'memory':>8}")
        for size, report in ((size, report) for report in REPORTS for size in sizes):
            found = measure(folder / f"{size}.sqlite3", report)
            figures = f"{found['wall']:>8.2f}  {found['cpu']:>9.2f}  {found['memory']:>5.0f} MB"
            print(f"{size:>12,}  {report[0]:<8}  {figures}", flush=True)


if __name__ == "__main__":
    main()
