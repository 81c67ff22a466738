"""The log: one JSON object a line, of what the program did and how long it took, never of what anybody typed.

A field is a number, yes or no, or a short word without a space, such as an id; whatever else finds its way into one is
left out. Written with `--log FILE`; nothing is logged otherwise.
"""

from __future__ import annotations

import json
import logging
import os
import re
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from trainer import __version__
from trainer.cli.exits import ExitCode
from trainer.cli.failing import CommandError

_WORD = re.compile(r"[A-Za-z0-9_.:/@+-]{1,80}")
_USUAL = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
_LEFT_OUT = "(left out)"
_log = logging.getLogger("trainer.cli")
EVENTS = frozenset(
    {"begun", "ended", "migrated", "backed up", "restored", "copied", "scrubbed", "sent", "not sent", "out of reach"}
)
"""Every event there is; anything else that is logged is not written out."""


class JsonLines(logging.Formatter):
    """An event and its fields. The text of a message is its event's name; nothing is put into it."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.msg if record.msg in EVENTS else _LEFT_OUT,
        }
        fields = {name: _allowed(value) for name, value in vars(record).items() if name not in _USUAL}
        if record.exc_info and record.exc_info[0] is not None:
            fields["error"] = record.exc_info[0].__name__
        return json.dumps({**line, **fields}, ensure_ascii=True)


def _allowed(value: object) -> object:
    if value is None or isinstance(value, bool | int | float):
        return value
    return value if isinstance(value, str) and _WORD.fullmatch(value) else _LEFT_OUT


@contextmanager
def logged(file: str, commands: Sequence[str]) -> Iterator[list[ExitCode]]:
    """Log to `file`, or to stderr for `-`, while a command runs; its exit code is put into the list.

    `commands` are the words of the command line that may name one. Raises CommandError where it cannot be written.
    """
    stream = _opened(file)
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    root = logging.getLogger("trainer")
    root.setLevel(logging.INFO)
    root.propagate = False
    root.addHandler(handler)
    begun, ended = time.perf_counter(), list[ExitCode]()
    _log.info("begun", extra={"command": next(iter(commands), "app"), "version": __version__, "pid": os.getpid()})
    try:
        yield ended
    finally:
        code = int(ended[0]) if ended else None
        _log.info("ended", extra={"exit": code, "seconds": round(time.perf_counter() - begun, 3)})
        root.removeHandler(handler)
        if stream is not sys.stderr:
            stream.close()


def _opened(file: str) -> TextIO:
    if file == "-":
        return sys.stderr
    try:
        return os.fdopen(os.open(Path(file), os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600), "a", encoding="utf-8")
    except OSError as error:
        reason = (error.strerror or "no access").lower()
        raise CommandError(f"The log cannot be written: {reason}", file, "Name another file with --log.") from error
