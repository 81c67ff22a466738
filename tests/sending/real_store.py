"""A real learning record store for tests: Ralph, with the file system as its memory, started on loopback.

It has an environment of its own, because what it needs does not go with what the trainer needs. TRAINER_RECORD_STORE
names the Python of that environment; by default it is the one that `.ci/run` makes. Where there is none, its tests are
skipped and say why; TRAINER_RECORD_STORE=required makes that a failure.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

KEY, SECRET = "trainer", "a secret of the test"
_DEFAULT = Path(__file__).parents[2] / ".record-store" / "bin" / "python"
_HASH = "import bcrypt, sys; print(bcrypt.hashpw(sys.argv[1].encode(), bcrypt.gensalt(4)).decode())"
_RUN = """
import sys
import uvicorn
from ralph.backends.data.base import BaseOperationType
from ralph.backends.lrs.fs import FSLRSBackend
FSLRSBackend.default_operation_type = BaseOperationType.APPEND
uvicorn.run("ralph.api:app", host="127.0.0.1", port=int(sys.argv[1]))
"""
"""The file system's memory would else take a first list of statements and no second one."""
_SECONDS = 90


def store_python() -> Path:
    """The Python that has the store, or a skipped test."""
    named = os.environ.get("TRAINER_RECORD_STORE", "")
    python = Path(named) if named not in ("", "required") else _DEFAULT
    if python.exists():
        return python
    why = f"no record store is installed: {python} is not there; .ci/run makes it"
    if named == "required":
        pytest.fail(why)
    pytest.skip(why)


@dataclass(frozen=True)
class RealStore:
    """`endpoint` takes statements; `folder` is where the store keeps them."""

    endpoint: str
    folder: Path

    def kept(self) -> list[dict[str, Any]]:
        """What is on the store's disk, in the order in which it was written."""
        return [
            json.loads(line) for file in sorted(self.folder.iterdir()) for line in file.read_text("utf-8").splitlines()
        ]

    def asked(self, query: str) -> list[dict[str, Any]]:
        """What the store gives back over HTTP."""
        request = urllib.request.Request(f"{self.endpoint}/statements{query}")
        request.add_header("X-Experience-API-Version", "1.0.3")
        manager = urllib.request.HTTPPasswordMgrWithPriorAuth()
        manager.add_password(None, self.endpoint, KEY, SECRET, is_authenticated=True)
        opener = urllib.request.build_opener(urllib.request.HTTPBasicAuthHandler(manager))
        with opener.open(request, timeout=_SECONDS) as answer:
            found: list[dict[str, Any]] = json.load(answer)["statements"]
        return found


@contextmanager
def real_store(python: Path, folder: Path) -> Iterator[RealStore]:
    """The store, for as long as the block runs."""
    kept = folder / "kept"
    kept.mkdir(parents=True)
    hashed = subprocess.run([python, "-c", _HASH, SECRET], capture_output=True, text=True, check=True).stdout.strip()
    agent = {"objectType": "Agent", "account": {"homePage": "https://store.invalid", "name": KEY}}
    user = {"agent": agent, "scopes": ["all"], "hash": hashed, "username": KEY}
    (folder / "auth.json").write_text(json.dumps([user]))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "PYTHONUTF8": "1",
        "RALPH_APP_DIR": str(folder),
        "RALPH_RUNSERVER_BACKEND": "fs",
        "RALPH_BACKENDS__LRS__FS__DEFAULT_DIRECTORY_PATH": str(kept),
    }
    command = [str(python), "-c", _RUN, str(port)]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(command, env=environment, cwd=folder, stdout=log, stderr=log)
        try:
            _wait_for(server, f"http://127.0.0.1:{port}/__heartbeat__", folder / "log")
            yield RealStore(f"http://127.0.0.1:{port}/xAPI", kept)
        finally:
            server.kill()
            server.wait()


def _wait_for(server: subprocess.Popen[bytes], address: str, log: Path) -> None:
    end = time.monotonic() + _SECONDS
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    pytest.fail(f"the record store did not start: {log.read_text('utf-8')[-500:]}")


_VALIDATE = """
import json, sys
from pydantic import ValidationError
from ralph.models.xapi.base.statements import BaseXapiStatement
for number, line in enumerate(sys.stdin, start=1):
    try:
        BaseXapiStatement(**json.loads(line))
    except ValidationError as error:
        print(number, json.dumps([[".".join(map(str, one["loc"])), one["msg"]] for one in error.errors()]))
"""


def strict_faults(python: Path, statements: Sequence[str]) -> list[str]:
    """What the store's strict model finds wrong: a line for each statement that does not fit the specification."""
    done = subprocess.run(
        [python, "-c", _VALIDATE], input="\n".join(statements), capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()
