"""A reader that knows a scenario's replies by their labels: for simulation and tests, free of a model's errors."""

from __future__ import annotations

from collections.abc import Mapping

from trainer.library.scenario import Reply, Scenario
from trainer.scoring.reading import Context, Finding, Reading

UNKNOWN_LEVEL = 2.0
"""The level of a text that is no reply of the scenario: off the feeling, showing nothing."""
_VERSION = "labels"


def labelled_reading(reply: Reply) -> Reading:
    """The reading that a reply's labels amount to: certain, with the whole reply as evidence."""
    whole = ((0, len(reply.text)),)
    return Reading(
        level=float(reply.level),
        interval=(float(reply.level), float(reply.level)),
        findings={behaviour: Finding(p=1.0, verdict="present", evidence=whole) for behaviour in reply.shows},
        scorer=_VERSION,
    )


class LabelledReader:
    """Reads the replies of one scenario by their labels. Where two replies have one text, the first counts."""

    def __init__(self, scenario: Scenario) -> None:
        readings: dict[str, Reading] = {}
        for moment in scenario.moments.values():
            for reply in moment.replies:
                readings.setdefault(reply.text.strip(), labelled_reading(reply))
        self._readings: Mapping[str, Reading] = readings

    @property
    def version(self) -> str:
        return _VERSION

    def read(self, response: str, context: Context) -> Reading:  # noqa: ARG002 - labels need no context
        unknown = Reading(UNKNOWN_LEVEL, (UNKNOWN_LEVEL, UNKNOWN_LEVEL), {}, _VERSION)
        return self._readings.get(response.strip(), unknown)
