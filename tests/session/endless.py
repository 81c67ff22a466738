"""A trainee who never ends the conversation, in a process of its own, telling of each thing that is on disk."""

from __future__ import annotations

from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

from tests.session.small import WordReader, open_session
from trainer.scoring.reading import Context, Reading

Told = tuple[str, str | None]
"""What happened (`sending`, `kept`, `answered`, `redone`) and the words of the response, None for silence."""


class TellingReader(WordReader):
    """Is asked to read only once the response is committed: so this is where that is told."""

    def __init__(self, telling: Connection) -> None:
        super().__init__()
        self._telling = telling

    def read(self, response: str, context: Context) -> Reading:
        self._telling.send(("kept", response))
        return super().read(response, context)


def talk(folder: Path, seed: int, telling: Connection) -> None:
    """Resume the one attempt in `folder`, or start it, and go on until killed."""
    chance = Random(seed)
    session = open_session(folder, TellingReader(telling))
    unfinished = session.unfinished()
    run = session.resume(unfinished[0].attempt_id) if unfinished else session.start("small-talk", "practice", seed)
    for number in count():
        words = None if chance.random() < 0.2 else f"Well, {seed}.{number}."
        run.save_draft(f"draft {number}")
        telling.send(("sending", words))
        if words is None:
            run.hold_silence()
        else:
            run.respond(words)
        telling.send(("answered", words))
        if chance.random() < 0.2:
            run.redo()
            telling.send(("redone", words))
