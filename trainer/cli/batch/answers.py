"""One line of output: a reading, or the error in its place."""

from __future__ import annotations

import json

from trainer.cli.batch.lines import Refusal, parse
from trainer.scoring.reading import Reader, Reading


def answer(number: int, line: bytes | None, reader: Reader) -> tuple[str, bool]:
    """The line of output (without line feed) for line `number`, and whether it could be read.

    A fault of the reader is that line's error and does not stop the rest.
    """
    task = parse(line)
    if isinstance(task, Refusal):
        return _refused(number, task), False
    try:
        reading = reader.read(task.response, task.context)
    except Exception as error:
        fault = Refusal(task.id, "not-read", f"The reader failed on this response ({type(error).__name__}).")
        return _refused(number, fault), False
    return _read(task.id, reading), True


def _read(task_id: str, reading: Reading) -> str:
    return _line(
        {
            "id": task_id,
            "level": reading.level,
            "level_interval": list(reading.interval),
            "behaviours": {
                behaviour: {
                    "p": finding.p,
                    "finding": finding.verdict,
                    "evidence": [list(span) for span in finding.evidence],
                }
                for behaviour, finding in reading.findings.items()
            },
            "scorer": reading.scorer,
        }
    )


def _refused(number: int, refusal: Refusal) -> str:
    return _line({"id": refusal.id, "line": number, "error": {"code": refusal.code, "message": refusal.message}})


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=True, allow_nan=False)
