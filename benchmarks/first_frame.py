"""Open an app without a terminal, leave at its first frame: `python benchmarks/first_frame.py ours|empty`."""
# ruff: noqa: PLC0415 — the empty app must not pay for our imports

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from textual.app import App
from textual.pilot import Pilot


async def leave(pilot: Pilot[object]) -> None:
    pilot.app.exit()


def ours() -> App[None]:
    from trainer.cli.opening import load, open_session
    from trainer.cli.reach import Reach
    from trainer.records.settings import Settings
    from trainer.tui.app import TrainerApp

    reach = Reach(db=str(Path(tempfile.mkdtemp()) / "records.sqlite3"))
    return TrainerApp(lambda: open_session(load(reach, Settings()), reach))


if __name__ == "__main__":
    (ours() if sys.argv[1] == "ours" else App[None]()).run(headless=True, auto_pilot=leave)
