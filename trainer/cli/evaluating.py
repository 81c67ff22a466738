"""Evaluating the reader: what is read, what is told on the way, which form and which exit code."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import click

from trainer.cli.batch.incoming import Incoming
from trainer.cli.exits import ExitCode
from trainer.cli.failing import CommandError, tell
from trainer.cli.measuring import keep_own_figures, unseen
from trainer.cli.reporting.printing import print_json
from trainer.cli.terminal import is_terminal, text_width
from trainer.reports.evaluation import evaluation_page
from trainer.reports.evaluation_data import evaluation_data, mapped_data
from trainer.reports.evaluation_text import evaluation_text, mapped_text
from trainer.reports.probes import probes_data, probes_text
from trainer.scoring.evaluation.corpora import CORPORA
from trainer.scoring.evaluation.figures import evaluate, read_all
from trainer.scoring.evaluation.mapped import evaluate_mapped, parse_corpus
from trainer.scoring.evaluation.rows import Case, RowProblem, case_of, parse_cases
from trainer.scoring.probes.running import run_probes
from trainer.scoring.probes.suite import load_suite
from trainer.scoring.reading import Reader
from trainer.scoring.training.examples import load_examples

HELD_OUT = "held-out"
MOST_TOLD = 10
"""Problems told one by one; of more, only how many."""
T = TypeVar("T")


def evaluate_labelled(
    file: str,
    load: Callable[[], Reader],
    as_json: bool,
    page: Path | None,
    worst: int,
    *,
    only: str = "",
    keep: bool = False,
) -> ExitCode:
    """Evaluate the reader on labels by the codebook: those whose ids begin with `only`. `keep` its figures for
    behaviours of one's own."""
    cases, problems = _held_out() if file == HELD_OUT else parse_cases(_lines(file))
    reader = load()
    cases = [case for case in unseen(cases, reader, file) if case.id.startswith(only)]
    _need(cases, problems, file)
    evaluation = evaluate(cases, read_all(_watched(cases), reader), worst)
    if evaluation.unknown:
        tell(f"The reader does not know {', '.join(evaluation.unknown)}: in no figure", file)
    if page is not None:
        page.write_text(evaluation_page(evaluation, file), encoding="utf-8")
    if as_json:
        print_json({"file": file, **evaluation_data(evaluation), "lines_not_read": len(problems)})
    else:
        click.echo(evaluation_text(evaluation, text_width()))
    if keep and not keep_own_figures(evaluation, reader):
        return ExitCode.PROBLEMS
    return ExitCode.PROBLEMS if problems else ExitCode.OK


def evaluate_corpus(file: str, mapping: str, load: Callable[[], Reader], as_json: bool) -> ExitCode:
    """Evaluate the reader on the fields of a corpus."""
    corpus = CORPORA[mapping]
    cases, problems = parse_corpus(_lines(file), corpus)
    _need(cases, problems, file)
    reader = load()
    readings = {case.id: reader.read(case.response, case.context) for case in _watched(cases)}
    evaluation = evaluate_mapped(cases, readings, corpus)
    if as_json:
        print_json({"file": file, **mapped_data(evaluation), "lines_not_read": len(problems)})
    else:
        click.echo(mapped_text(evaluation))
    return ExitCode.PROBLEMS if problems else ExitCode.OK


def evaluate_probes(load: Callable[[], Reader], as_json: bool) -> ExitCode:
    """Read the robustness suite. The exit code says whether the stated rates hold."""
    results = run_probes(load_suite(), load(), _watched)
    if as_json:
        print_json(probes_data(results))
    else:
        click.echo(probes_text(results, text_width()))
    return ExitCode.OK if results.as_stated else ExitCode.PROBLEMS


def _held_out() -> tuple[list[Case], list[RowProblem]]:
    try:
        return [case_of(example) for example in load_examples("held-out")], []
    except FileNotFoundError as error:
        raise CommandError(
            "The held-out examples are not part of an installed trainer",
            remedy="Run it in a checkout of the project, or name a file of labelled responses.",
        ) from error


def _lines(file: str) -> Iterator[bytes | None]:
    with Path(file).open("rb") as stream:
        for _, line in Incoming(stream):
            yield line


def _need(cases: Sequence[object], problems: Sequence[RowProblem], file: str) -> None:
    """Tell what cannot be read. Raises CommandError where nothing can."""
    for problem in problems[:MOST_TOLD]:
        tell(str(problem), file)
    if len(problems) > MOST_TOLD:
        tell(f"{len(problems) - MOST_TOLD} more problems like these", file)
    if not cases:
        raise CommandError(
            "No labelled response can be read",
            file,
            "A line is an object with id, context, patient, response, behaviours and level; see docs/commands.md.",
            ExitCode.PROBLEMS,
        )


def _watched(items: Sequence[T]) -> Iterator[T]:
    """The items, with their progress on stderr where somebody watches."""
    if not is_terminal(sys.stderr):
        yield from items
        return
    with click.progressbar(items, label="Reading", file=sys.stderr) as bar:
        yield from bar
