"""Open an app without a terminal, end at its first frame: `python benchmarks/first_frame.py ours|empty`."""
# ruff: noqa: PLC0415 — the empty app must not pay for our imports

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import App
from textual.pilot import Pilot

if TYPE_CHECKING:
    from trainer.session.session import Session


async def leave(pilot: Pilot[object]) -> None:  # noqa: ARG001 — called with it once the first frame stands
    """End the process at once: closing in good order would count the library, which is opened behind the frame."""
    os._exit(0)


def ours() -> App[None]:
    from trainer.cli.reach import Reach
    from trainer.tui.app import TrainerApp

    def session() -> Session:
        from trainer.cli.opening import load, open_session
        from trainer.records.settings import Settings

        reach = Reach(db=str(Path(tempfile.mkdtemp()) / "records.sqlite3"))
        return open_session(load(reach, Settings()), reach)

    return TrainerApp(session)


if __name__ == "__main__":
    (ours() if sys.argv[1] == "ours" else App[None]()).run(headless=True, auto_pilot=leave)
