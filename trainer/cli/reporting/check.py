"""What a check prints: problems, and how far labels and readings agree, in each form."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict

from trainer.cli.reporting.problems import REPORTS, as_github, as_sarif, as_text, github_notice, problem_rows
from trainer.library.text import clean
from trainer.problems import Problem, in_order
from trainer.workshop.readings import Agreement

_SHOWN = 5
"""Of several scenarios, so many disagreements each are shown to people."""
_EITHER = (
    "Where label and reading disagree, either may be right: read the reply again, and mend the label if it is wrong."
)


def reported(form: str, problems: Sequence[Problem], agreements: Sequence[Agreement] | None) -> str:
    """The report in one of the forms. `agreements` is None where no reply was read."""
    if agreements is None:
        return REPORTS[form](problems)
    if form == "json":
        rows = [asdict(agreement) for agreement in agreements]
        return json.dumps({"problems": problem_rows(problems), "readings": rows}, indent=2)
    if form == "sarif":
        return as_sarif(problems, {"readings": [asdict(agreement) for agreement in agreements]})
    if form == "github":
        notices = (github_notice(each.file, "Labels and readings", _agreement_text(each)) for each in agreements)
        return "\n".join(filter(None, [as_github(problems), *notices]))
    return _text(problems, agreements)


def _text(problems: Sequence[Problem], agreements: Sequence[Agreement]) -> str:
    read = [problem for problem in problems if problem.code.startswith("L")]
    blocks = [as_text([problem for problem in problems if not problem.code.startswith("L")])]
    for agreement in agreements:
        apart = [problem for problem in read if problem.place.file == agreement.file]
        blocks.append("\n".join([f"{agreement.file}: {_agreement_text(agreement)}", *_apart(apart, len(agreements))]))
    if read:
        blocks.append(_EITHER)
    return "\n\n".join(filter(None, blocks))


def _agreement_text(agreement: Agreement) -> str:
    replies = "1 reply" if agreement.replies == 1 else f"{agreement.replies} replies"
    return (
        f"{replies} read; the level within one of its label in {agreement.level_within_one}; "
        f"{agreement.behaviours_agreed} of {agreement.behaviours} behaviours agree"
    )


def _apart(problems: Sequence[Problem], files: int) -> Iterable[str]:
    """The disagreements in one scenario, a line each; of several scenarios only the first, levels before."""
    most = len(problems) if files == 1 else _SHOWN
    first = sorted(problems, key=lambda problem: (problem.code, problem.place))[:most]
    for problem in in_order(first):
        yield clean(f"  {problem.place}: {problem.severity} {problem.code}: {problem.message}")
    if len(problems) > most:
        yield f"  and {len(problems) - most} more: name this file alone to see them"
