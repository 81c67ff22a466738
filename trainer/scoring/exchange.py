"""An exchange: moment, response, reading and reaction, with try number."""

from __future__ import annotations

from dataclasses import dataclass

from trainer.scoring.reading import Reading


@dataclass(frozen=True, slots=True)
class Response:
    """What the trainee typed, or silence held on purpose (`text` is None)."""

    text: str | None

    @property
    def silent(self) -> bool:
        return self.text is None


SILENCE = Response(None)


@dataclass(frozen=True, slots=True)
class Exchange:
    """One turn of an attempt.

    `heard` is what the patient said before the response (the previous reaction, if any, and this moment's words);
    `answer` is the reaction as rendered. `visit` counts the visits to the moment and `try_number` the tries at this
    visit, both from 1: a redo is a new try and no new visit. `trust` and `distress` are (before, after).
    `reading` is None for silence.
    """

    moment: str
    visit: int
    try_number: int
    heard: str
    response: Response
    reading: Reading | None
    reaction: int
    answer: str
    trust: tuple[int, int]
    distress: tuple[int, int]
    then: str
