"""Measuring behaviours of one's own: on responses that they were not fitted on, and enough of them."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.cli.failing import CommandError, tell
from trainer.records.figure_keeping import FiguresNotKeptError, keep_figures
from trainer.records.settings import Measured
from trainer.scoring.evaluation.figures import BehaviourAgreement, Evaluation
from trainer.scoring.evaluation.rows import Case
from trainer.scoring.own.reader import OwnReader
from trainer.scoring.reading import Reader

RESPONSES = 30
"""Labelled responses that a figure needs before it is kept."""
EACH = 8
"""Of them, responses that show the behaviour, and responses that do not."""


def unseen(cases: Sequence[Case], reader: Reader, file: str) -> list[Case]:
    """The cases that no behaviour of one's own was fitted on. What is left out is told."""
    if not isinstance(reader, OwnReader):
        return list(cases)
    fitted_on = {one.response.strip() for detector in reader.detectors.values() for one in detector.held}
    left = [case for case in cases if case.response.strip() not in fitted_on]
    if len(left) < len(cases):
        count = len(cases) - len(left)
        tell(f"{count} responses are examples or near misses of your own behaviours: left out", file)
    return left


def keep_own_figures(evaluation: Evaluation, reader: Reader) -> bool:
    """Keep the figures of behaviours of one's own, where there is enough to go by; whether all could be kept.

    Raises CommandError where the settings cannot be changed.
    """
    if not isinstance(reader, OwnReader):
        tell("There is no behaviour of your own in reach: nothing is kept", remedy="Name its folder with --library.")
        return False
    found = [one for one in evaluation.behaviours if one.behaviour in reader.detectors]
    figures = {one.behaviour: _measured(one, evaluation, reader) for one in found if _enough(one, evaluation)}
    for one in found:
        if one.behaviour not in figures:
            tell(
                f"Too few to go by: {one.hits.labelled} of {evaluation.responses} responses show '{one.behaviour}'",
                remedy=f"Label {RESPONSES} or more, {EACH} that show it and {EACH} that do not.",
            )
    if not figures:
        return False
    try:
        where = keep_figures(figures)
    except FiguresNotKeptError as error:
        raise CommandError(error.message, str(error.where), "Mend the settings, then try again.") from error
    for name, figure in figures.items():
        tell(f"Kept: '{name}' is read with a kappa of {figure.kappa:.2f} on {figure.responses} responses", str(where))
    return len(figures) == len(found)


def _enough(one: BehaviourAgreement, evaluation: Evaluation) -> bool:
    shown = one.hits.labelled
    return one.kappa is not None and evaluation.responses >= RESPONSES and EACH <= shown <= evaluation.responses - EACH


def _measured(one: BehaviourAgreement, evaluation: Evaluation, reader: OwnReader) -> Measured:
    assert one.kappa is not None, "only what is enough to go by is kept"
    fingerprint = reader.detectors[one.behaviour].fingerprint
    return Measured(round(one.kappa.value, 3), evaluation.responses, fingerprint)
