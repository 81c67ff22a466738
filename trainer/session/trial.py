"""Trying out the scenario that is being written: one preview, taken along from version to version."""

from __future__ import annotations

from dataclasses import dataclass

from trainer.scoring.exchange import Response
from trainer.scoring.reading import Reader
from trainer.session.workbench import CheckedText
from trainer.workshop.preview.playing import Preview, begin_preview, resume
from trainer.workshop.preview.telling import resumed_words


@dataclass(frozen=True, slots=True)
class Tried:
    """Where the trial stands. `behind`: the text has been changed since and cannot be used; `notice`: what a change
    has done to the place, where that is worth telling."""

    preview: Preview | None
    behind: bool = False
    notice: str = ""


class Trial:
    """One conversation with the patient of the text on the bench. Its steps may read, so they take their time."""

    def __init__(self, reader: Reader, seed: int = 1) -> None:
        self._reader = reader
        self._seed = seed
        self._preview: Preview | None = None
        self._behind = False

    def leave(self) -> Tried:
        """Another file is on the bench."""
        self._preview, self._behind = None, False
        return self._stands()

    def take_up(self, checked: CheckedText) -> Tried:
        """Go on with the scenario as it is written now; with the last good version where it is none."""
        scenario = checked.scenario
        self._behind = scenario is None and self._preview is not None
        if scenario is None:
            return self._stands()
        if self._preview is None:
            self._preview = begin_preview(scenario, self._seed, checked.validating)
            return self._stands()
        if scenario == self._preview.scenario:
            return self._stands()
        resumed = resume(self._preview, scenario, checked.validating, self._reader)
        self._preview = resumed.preview
        return Tried(self._preview, notice=resumed_words(resumed) if resumed.left_out or resumed.start_is_gone else "")

    def respond(self, text: str | None) -> Tried:
        """Give a response, None for silence. Once ended, nothing happens."""
        if self._preview is not None and self._preview.now.moment is not None:
            self._preview = self._preview.respond(Response(text), self._reader)
        return self._stands()

    def back(self) -> Tried:
        """Take the last response back."""
        if self._preview is not None:
            self._preview = self._preview.back()
        return self._stands()

    def begin_at(self, moment: str | None = None) -> Tried:
        """Begin anew at a moment, by default the opening; where the usable version has no such moment, stay."""
        preview = self._preview
        if preview is not None:
            start = preview.scenario.opening if moment is None else moment
            if start not in preview.scenario.moments:
                return Tried(
                    preview, self._behind, f"The patient cannot be met at '{start}' before the errors are mended."
                )
            self._preview = preview.at(start)
        return self._stands()

    def _stands(self) -> Tried:
        return Tried(self._preview, self._behind)
