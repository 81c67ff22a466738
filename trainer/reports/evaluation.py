"""An evaluation as one page that needs nothing else: no script, no font, no network."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from trainer.library.text import clean
from trainer.reports.pages import page_environment
from trainer.reports.plots import confusion, kappa_plot, level_plot, reliability_plot
from trainer.scoring.evaluation.figures import Evaluation
from trainer.scoring.evaluation.worst import Disagreement, Wrong
from trainer.scoring.reading import Span


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a response; `behaviours` are those asserted against the label whose evidence it is."""

    text: str
    behaviours: tuple[str, ...]


def evaluation_page(evaluation: Evaluation, source: str) -> str:
    """The page as HTML. `source` names the labels; all texts are cleaned and escaped."""
    page = page_environment().get_template("evaluation.html")
    return page.render(
        source=source,
        evaluation=evaluation,
        kappas=kappa_plot(evaluation.behaviours),
        narrow_kappas=kappa_plot(evaluation.behaviours, narrow=True),
        levels=level_plot(evaluation.level),
        counts=confusion(evaluation.level),
        reliability=reliability_plot(evaluation.calibration),
        pieces=_pieces,
    )


def _pieces(each: Disagreement) -> list[Piece]:
    """The response cut where the evidence of a wrongly asserted behaviour begins or ends."""
    text = each.case.response
    marked = [(span, wrong) for wrong in each.wrong for span in each.reading.finding(wrong.behaviour).evidence]
    edges = sorted({0, len(text), *(edge for span, _ in marked for edge in span)})
    return list(_cut(text, edges, [pair for pair in marked if pair[1].asserted == "present"]))


def _cut(text: str, edges: list[int], marked: list[tuple[Span, Wrong]]) -> Iterator[Piece]:
    for start, end in pairwise(edges):
        behaviours = tuple(wrong.behaviour for span, wrong in marked if span[0] <= start and end <= span[1])
        yield Piece(clean(text[start:end]), behaviours)
