"""The kinds of the codebook's behaviours, and the test by which one counts as shown."""

from __future__ import annotations

from trainer.scoring.reading import Reading

VALIDATING: frozenset[str] = frozenset(
    {
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
    }
)
"""The 14 validating behaviours of the codebook. Who adds behaviours passes a larger set."""

INVALIDATING: frozenset[str] = frozenset(
    {"minimises", "false-reassurance", "blames", "argues", "shuts-down", "self-focus", "jargon"}
)
"""The 7 invalidating behaviours of the codebook."""


def is_shown(reading: Reading | None, behaviour: str, validating: frozenset[str] = VALIDATING) -> bool:
    """The benefit of the doubt: a validating behaviour is shown from p = .5, any other only where it is *present*.

    Silence (`None`) shows nothing.
    """
    if reading is None:
        return False
    return reading.is_likely(behaviour) if behaviour in validating else reading.is_present(behaviour)
