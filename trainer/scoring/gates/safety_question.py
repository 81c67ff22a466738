"""Whether a response puts the question about safety, in a form that can hold a gate."""

from __future__ import annotations

from dataclasses import dataclass

from trainer.scoring.exchange import Exchange
from trainer.scoring.risk import QUESTION
from trainer.scoring.safety_form import FORM_LABELS, safety_form


@dataclass(frozen=True, slots=True)
class Asked:
    """`yes` None: the reader is unsure. `why` says what was found, as a short label."""

    yes: bool | None
    why: str


def asked_in(exchange: Exchange) -> Asked:
    """Held silence asks nothing. An unsure finding in a form that cannot hold is no question either."""
    text, reading = exchange.response.text, exchange.reading
    if text is None or reading is None:
        return Asked(False, "silence was held")
    finding = reading.finding(QUESTION)
    if finding.verdict == "absent":
        return Asked(False, "safety was not asked")
    form = safety_form(text, finding.evidence)
    if form != "plain":
        return Asked(False, FORM_LABELS[form])
    return Asked(True, FORM_LABELS[form]) if finding.verdict == "present" else Asked(None, "the reading is not sure")
