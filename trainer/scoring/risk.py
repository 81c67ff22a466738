"""Risk cues: until safety has been asked, warmth does not answer them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from trainer.library.scenario import Risk
from trainer.scoring.kinds import is_shown
from trainer.scoring.reading import Reading

CUES: frozenset[Risk] = frozenset({"possible", "clear", "disclosed"})
"""Risks that call for the question."""
CAPPING: frozenset[Risk] = frozenset({"clear", "disclosed"})
"""Risks at which nothing but the question earns anything until it has been asked."""
UNASKED_LEVEL = 3
"""The highest level that a response to a capping risk is taken at while safety is unasked."""
QUESTION = "asks-safety"


@dataclass(frozen=True, slots=True)
class SafetyAsked:
    """Whether safety has been asked so far, as seen from the moment that stands now.

    A question counts for good when it answered a cue of any kind. One asked where there was no cue counts only for
    the moment that follows it (the cue may be the answer), so a question asked as a habit lifts no later cap.
    Hence a disclosure that came as the answer to the question meets no cap: safety has been asked.
    """

    of_a_cue: bool = False
    just_before: bool = False

    def caps(self, risk: Risk, reading: Reading | None) -> bool:
        """Whether the response read as `reading` (None: silence) to a moment of this risk is capped."""
        return risk in CAPPING and not (self.of_a_cue or self.just_before or is_shown(reading, QUESTION))

    def after(self, risk: Risk, reading: Reading | None) -> SafetyAsked:
        """What has been asked once this response is given."""
        asked = is_shown(reading, QUESTION)
        answered = (asked and risk in CUES) or (self.just_before and risk in CUES)
        return replace(self, of_a_cue=self.of_a_cue or answered, just_before=asked)
