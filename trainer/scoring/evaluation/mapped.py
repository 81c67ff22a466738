"""A reader against other people's labels: how well its probabilities order the rows of a corpus.

Labels of similar name are different things from corpus to corpus: these figures say whether a reading carries over,
not whether it is right.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pydantic import ConfigDict

from trainer.scoring.agreement import bootstrap, spearman
from trainer.scoring.evaluation.corpora import Corpus, Field
from trainer.scoring.evaluation.figures import Estimate
from trainer.scoring.evaluation.rows import Row, RowProblem, parse_row
from trainer.scoring.reading import Context, Reading


class _CorpusRow(Row):
    model_config = ConfigDict(strict=True, frozen=True, extra="allow")


@dataclass(frozen=True, slots=True)
class CorpusCase:
    """One row of a corpus: its text and the figure of each field that it has."""

    id: str
    group: str
    context: Context
    response: str
    figures: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class FieldAgreement:
    """How well the readings order the rows of one field. `auc` is None where every row shows it, or none does."""

    field: Field
    rows: int
    shown: int
    auc: Estimate | None
    spearman: Estimate


@dataclass(frozen=True, slots=True)
class MappedEvaluation:
    """Readings against one corpus."""

    corpus: Corpus
    scorer: str
    rows: int
    fields: tuple[FieldAgreement, ...]


def parse_corpus(lines: Iterable[bytes | None], corpus: Corpus) -> tuple[list[CorpusCase], list[RowProblem]]:
    """Read a corpus' lines, as `parse_cases` reads labelled ones."""
    cases: list[CorpusCase] = []
    problems: list[RowProblem] = []
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        if line is not None and not line.strip():
            continue
        row = parse_row(line, number, _CorpusRow)
        if isinstance(row, list):
            problems += row
            continue
        case = _case(row, number, corpus)
        first = seen.setdefault(row.id, number)
        if first != number:
            problems.append(RowProblem(number, "id", f"The same id stands in line {first}."))
        elif isinstance(case, RowProblem):
            problems.append(case)
        else:
            cases.append(case)
    return cases, problems


def evaluate_mapped(cases: Sequence[CorpusCase], readings: Mapping[str, Reading], corpus: Corpus) -> MappedEvaluation:
    """Compare `readings` (by case id) with a corpus' figures. Raises ValueError where there are no cases."""
    if not cases:
        raise ValueError("nothing to evaluate: no labelled responses")
    return MappedEvaluation(
        corpus=corpus,
        scorer=readings[cases[0].id].scorer,
        rows=len(cases),
        fields=tuple(
            _field(field, having, readings, corpus.shown_from)
            for field in corpus.fields
            if (having := [case for case in cases if field.name in case.figures])
        ),
    )


def auc(scores: Sequence[float], shown: Sequence[bool]) -> float | None:
    """The chance that a row which shows something scores above one which does not, ties counting half (Mann and
    Whitney 1947). None where one of the two kinds is missing."""
    values, truth = np.asarray(scores, dtype=np.float64), np.asarray(shown, dtype=bool)
    with_it, without = int(truth.sum()), int((~truth).sum())
    if not with_it or not without:
        return None
    ordered = np.sort(values[~truth])
    below = np.searchsorted(ordered, values[truth], side="left")
    not_above = np.searchsorted(ordered, values[truth], side="right")
    return float((below + not_above).sum() / 2 / (with_it * without))


def _field(
    field: Field, cases: Sequence[CorpusCase], readings: Mapping[str, Reading], shown_from: float
) -> FieldAgreement:
    scores = np.array([field.score(readings[case.id]) for case in cases])
    figures = np.array([case.figures[field.name] for case in cases])
    shown, groups = figures >= shown_from, [case.group for case in cases]
    area = auc(scores.tolist(), shown.tolist())
    rho = spearman(figures.tolist(), scores.tolist())

    def area_at(at: NDArray[np.intp]) -> float:
        found = auc(scores[at].tolist(), shown[at].tolist())
        return 0.5 if found is None else found

    rho_range = bootstrap(lambda at: spearman(figures[at].tolist(), scores[at].tolist()), groups)
    return FieldAgreement(
        field=field,
        rows=len(cases),
        shown=int(shown.sum()),
        auc=None if area is None else Estimate(area, *bootstrap(area_at, groups)),
        spearman=Estimate(rho, *rho_range),
    )


def _case(row: _CorpusRow, number: int, corpus: Corpus) -> CorpusCase | RowProblem:
    extra = row.model_extra or {}
    figures: dict[str, float] = {}
    for field in corpus.fields:
        value = extra.get(field.name)
        if value is None:
            continue
        if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
            return RowProblem(number, field.name, "A number is needed.")
        figures[field.name] = float(value)
    if not figures:
        names = ", ".join(field.name for field in corpus.fields)
        return RowProblem(number, "", f"None of the fields of '{corpus.name}' is there: {names}.")
    group = extra.get(corpus.group) if corpus.group else None
    return CorpusCase(row.id, row.id if group is None else str(group), row.before, row.response, figures)
