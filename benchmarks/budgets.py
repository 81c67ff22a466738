"""Print the project's budgets as ratios of one run on one machine: `python benchmarks/budgets.py [NAME…]`.

Nothing here passes or fails: figures of speed belong to a machine, and tests must not depend on one.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

PYTHON = sys.executable
RUNS = 7


def seconds(run: Callable[[], object], runs: int = RUNS) -> float:
    """Median seconds of a call, after one that is not counted."""
    run()
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        run()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def process(*arguments: str) -> Callable[[], object]:
    return lambda: subprocess.run([PYTHON, *arguments], check=True, capture_output=True)


def version() -> None:
    ours, click = seconds(process("-m", "trainer.cli.main", "--version")), seconds(process("-c", "import click"))
    print(f"trainer --version      {ours * 1000:6.0f} ms   {ours / click:.2f} x `import click` (budget 2)")


def first_frame() -> None:
    ours = seconds(process("benchmarks/first_frame.py", "ours"))
    empty = seconds(process("benchmarks/first_frame.py", "empty"))
    print(f"app to first frame     {ours * 1000:6.0f} ms   {ours / empty:.2f} x an empty Textual app (budget 1.3)")


def screen() -> None:
    print("500 exchanges and keys (budget 50 ms each)")
    for name in ("transcript", "keys"):
        printed = subprocess.run([PYTHON, "benchmarks/screen.py", name], check=True, capture_output=True, text=True)
        print("  " + printed.stdout.strip().replace("\n", "\n  "))


def reading() -> None:
    script = (
        "import time; began = time.perf_counter()\n"
        "from trainer.scoring.reader import load_reader\nfrom trainer.scoring.reading import Context\n"
        "reader = load_reader(); context = Context('Same as last time. Nothing. ' * 6, 'A man of 52. ' * 6)\n"
        "text = 'You sound worn out, and nine months is a long time to wait for nothing. ' * 4\n"
        "reader.read(text, context); first = time.perf_counter() - began; times = []\n"
        "for _ in range(41):\n"
        "    began = time.perf_counter(); reader.read(text, context); times.append(time.perf_counter() - began)\n"
        "print(f'{first:.3f} {sorted(times)[20]:.5f}')"
    )
    printed = subprocess.run([PYTHON, "-c", script], check=True, capture_output=True, text=True).stdout
    first, median = map(float, printed.split())
    print(f"one response, 60 words {median * 1000:6.1f} ms   (budget 50), the first after {first:.2f} s (budget 1.5)")


def batch() -> None:
    row = '{"id": "%d", "patient": "Nothing helps.", "response": "You sound worn out, and no wonder: two years."}\n'
    for count in (500, 2000):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "rows.jsonl"
            file.write_text("".join(row % at for at in range(count)), encoding="utf-8")
            taken = seconds(process("-m", "trainer.cli.main", "score", str(file)), runs=1)
        print(f"{count:5} responses        {taken:6.1f} s    {count / taken:.0f} a second with start-up (budget 100)")


MEASURES: dict[str, Callable[[], None]] = {
    "version": version,
    "frame": first_frame,
    "screen": screen,
    "reading": reading,
    "batch": batch,
}


def main() -> None:
    for name in sys.argv[1:] or MEASURES:
        MEASURES[name]()


if __name__ == "__main__":
    main()
