"""Check a library of 1,000 scenarios: `python benchmarks/check_library.py [COUNT] [FOLDER]`.

The scenarios are made of the shipped ones, with other ids, names, ages, numbers and words. Printed are the seconds on
the clock and of the processors: everything afresh, once more with nothing changed, and after a change to one.
"""

from __future__ import annotations

import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from trainer.library.shipped import shipped_folders

COUNT = 1000
NAMES = ("Ada", "Bram", "Cato", "Dina", "Emil", "Fenna", "Guus", "Hanna", "Ivo", "Jet", "Koen", "Lena", "Mats", "Nora")
WORDS = {
    "tablets": ("tablets", "pills", "boxes"),
    "months": ("months", "weeks", "terms"),
    "kitchen": ("kitchen", "garden", "hall"),
    "tired": ("tired", "worn", "spent"),
    "sister": ("sister", "cousin", "niece"),
    "morning": ("morning", "evening", "night"),
}
_WORD = re.compile(rf"(?<![\w-])(?:{'|'.join(WORDS)})(?![\w-])")
_NAME = re.compile(r"^  name: (\S+)", re.MULTILINE)


def varied(text: str, scenario_id: str, chance: random.Random) -> str:
    """A scenario with another id, name and age, and here and there another word."""
    text = re.sub(r"^id: .*", f"id: {scenario_id}", text, count=1, flags=re.MULTILINE)
    text = re.sub(r"^  age: .*", f"  age: {chance.randint(19, 88)}", text, count=1, flags=re.MULTILINE)
    text = re.sub(r"^minutes: .*", f"minutes: {chance.randint(5, 20)}", text, count=1, flags=re.MULTILINE)
    named = _NAME.search(text)
    if named:
        text = re.sub(rf"\b{re.escape(named[1])}\b", chance.choice(NAMES), text)
    chosen = {word: chance.choice(others) for word, others in WORDS.items()}
    return _WORD.sub(lambda word: chosen[word[0]], text)


def make(folder: Path, count: int) -> list[Path]:
    """Write `count` scenarios into the folder."""
    chance = random.Random(1)
    (shipped,) = (one for one in shipped_folders() if one.name == "scenarios")
    texts = [file.read_text(encoding="utf-8") for file in sorted(shipped.glob("*.yaml"))]
    files = []
    for number in range(count):
        scenario_id = f"patient-{number:04}"
        file = folder / f"{scenario_id}.yaml"
        file.write_text(varied(texts[number % len(texts)], scenario_id, chance), encoding="utf-8")
        files.append(file)
    return files


def timed(what: str, folder: Path, environment: dict[str, str], budget: str) -> None:
    """Run the command as a user does, and print what it took."""
    command = [sys.executable, "-m", "trainer.cli.main", "check", "--format", "json", str(folder)]
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    clock = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    problems = done.stdout.count('"code":')
    seconds = f"{clock:6.1f} s, {processor:6.1f} s of the processors"
    print(f"{what:18} {seconds}   ({problems} problems; {budget})", flush=True)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(scratch) / "library"
        folder.mkdir(parents=True, exist_ok=True)
        files = make(folder, count)
        lines = sum(file.read_text(encoding="utf-8").count("\n") for file in files)
        print(f"{count} scenarios of {lines / count:.0f} lines on {os.cpu_count()} processors")
        environment = {**os.environ, "XDG_CACHE_HOME": str(Path(scratch) / "cache")}
        environment.pop("TRAINER_NO_CACHE", None)
        timed("everything afresh", folder, environment, "budget 20 s")
        timed("nothing changed", folder, environment, "no budget")
        one = files[count // 2]
        one.write_text(one.read_text(encoding="utf-8").replace("version: 1", "version: 2", 1), encoding="utf-8")
        timed("one changed", folder, environment, "budget 2 s")


if __name__ == "__main__":
    main()
