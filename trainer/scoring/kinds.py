"""The kinds of the codebook's behaviours, and the test by which one counts as shown."""

from __future__ import annotations

from collections.abc import Mapping

from trainer.library.behaviour import Behaviour
from trainer.scoring.reading import Reading

ORDER: tuple[str, ...] = (
    "names-feeling",
    "reflects-meaning",
    "makes-sense",
    "acknowledges-failure",
    "acknowledges-difficulty",
    "lifts-blame",
    "stays-present",
    "permits-pause",
    "invites-more",
    "asks-permission",
    "owns-limits",
    "shares-next-step",
    "asks-safety",
    "connects-story",
    "gives-information",
    "asks-closed",
    "gives-advice",
    "minimises",
    "false-reassurance",
    "blames",
    "argues",
    "shuts-down",
    "self-focus",
    "jargon",
)
"""The codebook's behaviours as it lists them: validating, neutral, invalidating."""

VALIDATING: frozenset[str] = frozenset(ORDER[:14])
"""The 14 validating behaviours of the codebook. Who adds behaviours passes a larger set."""

NEUTRAL: frozenset[str] = frozenset(ORDER[14:17])
"""The 3 neutral behaviours of the codebook."""

INVALIDATING: frozenset[str] = frozenset(ORDER[17:])
"""The 7 invalidating behaviours of the codebook."""

CODEBOOK: frozenset[str] = frozenset(ORDER)
"""The 24 behaviours that the shipped reader knows. Any other is somebody's own."""


def validating_among(behaviours: Mapping[str, Behaviour]) -> frozenset[str]:
    """The ids of the validating behaviours: these, and those of the codebook that are not among them."""
    own = {name for name, behaviour in behaviours.items() if behaviour.kind == "validating"}
    return frozenset(own | (VALIDATING - behaviours.keys()))


def is_shown(reading: Reading | None, behaviour: str, validating: frozenset[str] = VALIDATING) -> bool:
    """The benefit of the doubt: a validating behaviour is shown from p = .5, any other only where it is *present*.

    Silence (`None`) shows nothing.
    """
    if reading is None:
        return False
    return reading.is_likely(behaviour) if behaviour in validating else reading.is_present(behaviour)
