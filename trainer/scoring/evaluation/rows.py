"""Labelled responses from JSON lines: the cases a reader is measured on, and what is wrong with the other lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from trainer.scoring.reading import Context, Span
from trainer.scoring.training.examples import Labelled

LONGEST_TEXT = 100_000
"""Characters of any one text."""
Text = Annotated[str, Field(max_length=LONGEST_TEXT)]


@dataclass(frozen=True, slots=True)
class Case:
    """One labelled response. `level` is 0–6, whole or halved between readers; `marked` holds, for each behaviour, the
    clauses that carry it, and is None where no reader marked them."""

    id: str
    context_id: str
    context: Context
    response: str
    level: float
    behaviours: frozenset[str]
    marked: tuple[tuple[str, tuple[Span, ...]], ...] | None = None

    def spans(self, behaviour: str) -> tuple[Span, ...]:
        """The marked clauses that carry `behaviour`."""
        return dict(self.marked or ()).get(behaviour, ())


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong with one line (counted from 1). `path` is the place inside it (`spans.2.quote`), empty for all."""

    line: int
    path: str
    message: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.path}: {self.message}" if self.path else f"line {self.line}: {self.message}"


class Row(BaseModel):
    """What every line has, labelled by the codebook or by a corpus."""

    model_config = ConfigDict(strict=True, frozen=True)

    id: Annotated[str, Field(min_length=1, max_length=200)]
    patient: Text
    response: Text
    context: Text | None = None
    background: Text = ""
    history: Annotated[tuple[tuple[str, Text], ...], Field(max_length=2000)] = ()

    @property
    def before(self) -> Context:
        return Context(patient=self.patient, background=self.background, history=self.history)


R = TypeVar("R", bound=Row)


class _Quote(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True)

    quote: Annotated[str, Field(min_length=1)]
    shows: tuple[str, ...]


class _LabelledRow(Row):
    behaviours: tuple[str, ...]
    level: Annotated[float, Field(ge=0, le=6, allow_inf_nan=False)]
    spans: tuple[_Quote, ...] | None = None


def parse_cases(lines: Iterable[bytes | None]) -> tuple[list[Case], list[RowProblem]]:
    """Read labelled lines; each is a case or gives its problems. Empty lines are passed over; None stands for a line
    that was too long to be held."""
    cases: list[Case] = []
    problems: list[RowProblem] = []
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        if line is not None and not line.strip():
            continue
        row = parse_row(line, number, _LabelledRow)
        if not isinstance(row, _LabelledRow):
            problems += row
            continue
        faults = [*_repeated(row.id, number, seen), *_misquoted(row, number)]
        problems += faults
        if not faults:
            cases.append(_case(row))
    return cases, problems


def parse_row(line: bytes | None, number: int, shape: type[R]) -> R | list[RowProblem]:
    """One line as a row of `shape`, or everything that is wrong with it."""
    if line is None:
        return [RowProblem(number, "", "The line is too long.")]
    try:
        text = line.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        return [RowProblem(number, "", f"The line is not UTF-8 at byte {error.start + 1}.")]
    try:
        return shape.model_validate_json(text)
    except ValidationError as error:
        return [RowProblem(number, _path(fault), _message(fault)) for fault in error.errors(include_url=False)]


def case_of(example: Labelled) -> Case:
    """One of the project's own examples as a case."""
    marked: dict[str, tuple[Span, ...]] = {}
    for span, shows in example.spans or ():
        for behaviour in shows:
            marked[behaviour] = (*marked.get(behaviour, ()), span)
    return Case(
        id=example.id,
        context_id=example.context_id,
        context=example.context,
        response=example.response,
        level=float(example.level),
        behaviours=example.behaviours,
        marked=None if example.spans is None else tuple(marked.items()),
    )


def _case(row: _LabelledRow) -> Case:
    marked: dict[str, tuple[Span, ...]] = {}
    for quoted in row.spans or ():
        start = row.response.index(quoted.quote)
        for behaviour in quoted.shows:
            marked[behaviour] = (*marked.get(behaviour, ()), (start, start + len(quoted.quote)))
    return Case(
        id=row.id,
        context_id=row.context or row.patient,
        context=row.before,
        response=row.response,
        level=row.level,
        behaviours=frozenset(row.behaviours),
        marked=None if row.spans is None else tuple(marked.items()),
    )


def _repeated(case_id: str, number: int, seen: dict[str, int]) -> list[RowProblem]:
    first = seen.setdefault(case_id, number)
    return [] if first == number else [RowProblem(number, "id", f"The same id stands in line {first}.")]


def _misquoted(row: _LabelledRow, number: int) -> list[RowProblem]:
    faults = []
    for at, quoted in enumerate(row.spans or ()):
        if quoted.quote not in row.response:
            faults.append(RowProblem(number, f"spans.{at}.quote", "The quote is not part of the response."))
        faults += [
            RowProblem(number, f"spans.{at}.shows", f"'{behaviour}' is not among the row's behaviours.")
            for behaviour in quoted.shows
            if behaviour not in row.behaviours
        ]
    return faults


def _path(fault: ErrorDetails) -> str:
    return ".".join(str(part) for part in fault["loc"])


def _message(fault: ErrorDetails) -> str:
    if fault["type"] == "missing":
        return "The key is missing."
    return f"{fault['msg'].rstrip('.')}."
