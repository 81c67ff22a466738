"""A real Chromium for tests of pages. Where there is none, they are skipped and say so; TRAINER_CHROMIUM=required makes
that a failure, and TRAINER_CHROMIUM may name the program."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

_QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--enable-logging=stderr",
    "--hide-scrollbars",
)


def chromium() -> str:
    """The program. Skips the test, or fails it, where there is none."""
    named = os.environ.get("TRAINER_CHROMIUM", "")
    for name in (named, "chromium", "chromium-browser", "google-chrome"):
        if name not in ("", "required") and (found := shutil.which(name)):
            return found
    if named == "required":
        pytest.fail("Chromium is required, and not to be found")
    pytest.skip("Chromium is not installed here: a page is not looked at in a browser")


def look_at(page: Path, folder: Path, *options: str) -> tuple[str, str]:
    """Open a page in a browser of its own; gives what it prints and what its console says."""
    command = [chromium(), *_QUIET, f"--user-data-dir={folder}", *options, page.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    console = [line for line in done.stderr.splitlines() if ":CONSOLE" in line]
    return done.stdout, "\n".join(console)
