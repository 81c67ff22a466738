"""How the answers of simulated trainees are read."""

from __future__ import annotations

from collections.abc import Callable

from trainer.encounter.encounter import Encounter
from trainer.encounter.labelled import labelled_reading
from trainer.library.scenario import Reply
from trainer.scoring.reading import Context, Reader, Reading


class Answers:
    """Reads the scenario's own replies by their labels, and everything else by the reader, which is asked for when it
    is first needed and reads each text in one context once. `by_reader`: it reads the replies as well."""

    def __init__(self, reader: Callable[[], Reader], *, by_reader: bool = False) -> None:
        self._reader = reader
        self._by_reader = by_reader
        self._known: dict[tuple[str, Context], Reading] = {}

    def __call__(self, answer: Reply | str, encounter: Encounter) -> Reading:
        if isinstance(answer, Reply) and not self._by_reader:
            return labelled_reading(answer)
        words = answer.text if isinstance(answer, Reply) else answer
        key = words, encounter.context()
        if key not in self._known:
            self._known[key] = self._reader().read(*key)
        return self._known[key]
