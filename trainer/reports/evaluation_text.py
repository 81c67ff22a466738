"""An evaluation as text for a terminal or a log."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import fill

from trainer.library.text import clean
from trainer.reports.rounding import level, percent, two_digits, with_range
from trainer.scoring.evaluation.figures import BehaviourAgreement, Evaluation
from trainer.scoring.evaluation.mapped import MappedEvaluation
from trainer.scoring.evaluation.worst import Disagreement

LONGEST = 600
"""Characters of one text that are shown."""
_HEAD = (
    "behaviour",
    "labelled",
    "found",
    "kappa",
    "95% interval",
    "precision",
    "recall",
    "unsure",
    "present",
    "absent",
)
_WIDTHS = (24, 8, 5, 5, 12, 9, 6, 6, 7, 6)


def evaluation_text(evaluation: Evaluation, width: int) -> str:
    """Everything but the plots, in lines of about `width` columns; the table needs 97."""
    blocks = [
        f"{evaluation.responses} responses in {evaluation.contexts} contexts, read by {evaluation.scorer}",
        "\n".join(_behaviours(evaluation)),
        "\n".join(_level(evaluation)),
        "\n".join(_rest(evaluation)),
    ]
    if evaluation.worst:
        blocks.append("The worst disagreements, level and asserted findings together")
        blocks += ["\n".join(_disagreement(at, each, width)) for at, each in enumerate(evaluation.worst, start=1)]
    return "\n\n".join(blocks)


def mapped_text(evaluation: MappedEvaluation) -> str:
    """One line for each field of the corpus."""
    lines = [
        f"{evaluation.rows} rows of {evaluation.corpus.source}, read by {evaluation.scorer}",
        "",
        f"{'field':<20}  {'rows':>5}  {'shown':>5}  {'AUC':<17}  {'Spearman':<17}  stands for",
    ]
    for each in evaluation.fields:
        behaviours = ", ".join(each.field.behaviours)
        rule = f"{each.field.rule} of {behaviours}" if len(each.field.behaviours) > 1 else behaviours
        lines.append(
            f"{each.field.name:<20}  {each.rows:>5}  {each.shown:>5}  {with_range(each.auc):<17}  "
            f"{with_range(each.spearman):<17}  {rule}"
        )
    return "\n".join(lines)


def _behaviours(evaluation: Evaluation) -> Iterator[str]:
    yield _columns(_HEAD)
    for each in evaluation.behaviours:
        yield _columns(_row(each))
    yield f"Mean kappa {with_range(evaluation.mean_kappa)}"
    weakest = evaluation.weakest
    if weakest is not None and weakest.kappa is not None:
        yield f"Weakest of those with 10 or more cases: {weakest.behaviour} {with_range(weakest.kappa)}"
    yield "present, absent: how often an asserted finding is right; unsure: the share of responses left open"


def _row(each: BehaviourAgreement) -> Sequence[str]:
    kappa = each.kappa
    return (
        each.behaviour,
        str(each.hits.labelled),
        str(each.hits.found),
        two_digits(kappa.value if kappa else None),
        f"{two_digits(kappa.low)} to {two_digits(kappa.high)}" if kappa else "",
        two_digits(each.hits.precision),
        two_digits(each.hits.recall),
        percent(each.unsure),
        percent(each.present_right),
        percent(each.absent_right),
    )


def _columns(cells: Sequence[str]) -> str:
    first, *rest = (
        cell.rjust(width) if at else cell.ljust(width)
        for at, (cell, width) in enumerate(zip(cells, _WIDTHS, strict=True))
    )
    return "  ".join([first, *rest]).rstrip()


def _level(evaluation: Evaluation) -> Iterator[str]:
    found = evaluation.level
    yield "Level"
    yield f"  Spearman           {with_range(found.spearman)}"
    yield f"  quadratic kappa    {two_digits(found.quadratic_kappa)}"
    yield f"  within one level   {percent(found.within_one)} as given, {percent(found.within_one_shown)} as shown"
    yield f"  mean error         {two_digits(found.mean_error)}"
    yield f"  in its interval    {percent(found.coverage)} of the labels (80% is promised)"


def _rest(evaluation: Evaluation) -> Iterator[str]:
    yield f"Calibration: expected error {evaluation.calibration.error:.3f} over all findings"
    evidence, pairs = evaluation.evidence, evaluation.contrast
    if evidence is not None:
        yield (
            f"Evidence: F1 {two_digits(evidence.f1)} by character over {evidence.count} findings; "
            f"{percent(evidence.touching)} of {evidence.spans} quotes touch a marked one"
        )
    if pairs is not None:
        yield (
            f"Contrast pairs: {percent(pairs.flips_right)} of {len(pairs.flips)} flips read right in both halves; "
            f"most flips right in {percent(pairs.pairs_right)} of {pairs.pairs} pairs"
        )


def _disagreement(at: int, each: Disagreement, width: int) -> Iterator[str]:
    low, high = each.reading.interval
    yield (
        f"{at:>2}. {clean(each.case.id)}: labelled {level(each.case.level)}, "
        f"read {level(each.reading.level)} ({level(low)} to {level(high)})"
    )
    wrong = ", ".join(f"{wrong.behaviour} {wrong.asserted} (p {two_digits(wrong.p)})" for wrong in each.wrong)
    if wrong:
        yield _wrapped(f"asserted and wrong: {wrong}", width)
    yield _wrapped(f"patient: {each.case.context.patient}", width)
    yield _wrapped(f"response: {each.case.response}", width)


def _wrapped(text: str, width: int) -> str:
    line = " ".join(clean(text).split())
    shown = line if len(line) <= LONGEST else f"{line[:LONGEST].rstrip()}…"
    return fill(shown, width, initial_indent="    ", subsequent_indent="      ")
