"""Problems in four forms: text for people, JSON, GitHub annotations, SARIF for code scanning."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import quote

from trainer import __version__
from trainer.cli.reporting.snippet import Snippets
from trainer.library.text import clean
from trainer.problems import CODES, Problem, Severity

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_text(problems: Sequence[Problem]) -> str:
    """Place, severity, code and message; the line with a caret under it; what to do."""
    snippets = Snippets()
    return "\n".join(_text_block(problem, snippets) for problem in problems)


def _text_block(problem: Problem, snippets: Snippets) -> str:
    lines = [f"{problem.place}: {problem.severity} {problem.code}: {_one_line(problem.message)}"]
    if problem.path != "$":
        lines.append(f"  at {_one_line(problem.path)}")
    lines += snippets.around(problem.place)
    lines.append(f"  {_one_line(problem.remedy)}")
    return clean("\n".join(lines))


def as_json(problems: Sequence[Problem]) -> str:
    """A JSON array with one object a problem."""
    return json.dumps(problem_rows(problems), indent=2)


def problem_rows(problems: Sequence[Problem]) -> list[dict[str, object]]:
    """The problems as plain data."""
    return [
        {
            "code": problem.code,
            "severity": str(problem.severity),
            "file": problem.place.file,
            "line": problem.place.line,
            "column": problem.place.column,
            "path": problem.path,
            "message": problem.message,
            "remedy": problem.remedy,
        }
        for problem in problems
    ]


def as_github(problems: Sequence[Problem]) -> str:
    """Workflow commands that GitHub shows beside the lines."""
    return "\n".join(_annotation(problem) for problem in problems)


def _annotation(problem: Problem) -> str:
    facts = {"file": problem.place.file, "title": f"{problem.code}: {CODES[problem.code].title}"}
    facts |= {"line": str(problem.place.line), "col": str(problem.place.column)}
    named = ",".join(f"{key}={_property(value)}" for key, value in facts.items())
    at = f" ({problem.path})" if problem.path != "$" else ""
    return f"::{problem.severity} {named}::{_escaped(_sentences(problem.message, at, problem.remedy))}"


def github_notice(file: str, title: str, text: str) -> str:
    """A workflow command for what is no problem."""
    return f"::notice file={_property(file)},title={_property(title)}::{_escaped(text)}"


def _sentences(message: str, at: str, remedy: str) -> str:
    """Message and remedy in one line: a message that ends in a question mark needs no full stop."""
    stop = "" if message.endswith("?") and not at else "."
    return f"{message}{at}{stop} {remedy}"


def _escaped(text: str) -> str:
    return clean(text).replace("%", "%25").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def as_sarif(problems: Sequence[Problem], properties: Mapping[str, object] | None = None) -> str:
    """A SARIF 2.1.0 log with one run, which may have properties of ours."""
    used = sorted({problem.code for problem in problems})
    rules = [
        {
            "id": code,
            "shortDescription": {"text": CODES[code].title},
            "defaultConfiguration": {"level": _sarif_level(CODES[code].severity)},
        }
        for code in used
    ]
    run: dict[str, object] = {
        "tool": {"driver": {"name": "trainer", "version": __version__, "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(problem, used.index(problem.code)) for problem in problems],
    }
    if properties:
        run["properties"] = dict(properties)
    return json.dumps({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def _sarif_result(problem: Problem, rule: int) -> dict[str, object]:
    place: dict[str, object] = {
        "artifactLocation": {"uri": quote(problem.place.file.replace("\\", "/"))},
        "region": {"startLine": problem.place.line, "startColumn": problem.place.column},
    }
    return {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": _sarif_level(problem.severity),
        "message": {"text": _sentences(problem.message, "", problem.remedy)},
        "locations": [{"physicalLocation": place, "logicalLocations": [{"fullyQualifiedName": problem.path}]}],
    }


def _sarif_level(severity: Severity) -> str:
    return "error" if severity is Severity.ERROR else "warning"


def _one_line(text: str) -> str:
    return " ".join(clean(text).split())


REPORTS: Mapping[str, Callable[[Sequence[Problem]], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
}
