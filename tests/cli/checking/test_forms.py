"""The same problems in every form: text, JSON, GitHub annotations and SARIF 2.1.0."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Place
from tests.library.places import BAD, CRAFT, GOOD
from trainer.problems import CODES

_ANNOTATION = re.compile(r"::(error|warning) file=[^,:]+,title=(\w{4})%3A [^:]+,line=(\d+),col=(\d+)::\S.*")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Bad examples, a planted warning, and a file whose name needs to be written otherwise in addresses."""
    folder = tmp_path_factory.mktemp("forms")
    for file in (*sorted(BAD.iterdir())[::4], *CRAFT.iterdir()):
        (folder / file.name).write_bytes(file.read_bytes())
    late = (CRAFT / "late-bus.yaml").read_text(encoding="utf-8").replace("id: late-bus", "id: later-bus")
    (folder / "später, 50% #1.yaml").write_text(late.replace("distress: 6", "distress: 60"), encoding="utf-8")
    return folder


def _reported(place: Place, library: Path, form: str) -> str:
    return place.run("check", str(library), "--library", str(GOOD), "--format", form).stdout


def _rows(place: Place, library: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(_reported(place, library, "json"))
    return rows


def test_text_gives_each_problem_its_line_with_a_caret(place: Place, library: Path) -> None:
    text = _reported(place, library, "text")
    for row in _rows(place, library):
        head = f"{row['file']}:{row['line']}:{row['column']}: {row['severity']} {row['code']}: {row['message']}"
        assert head in text
    assert len(re.findall(r"^ +\| +\^$", text, re.MULTILINE)) > 10


def test_github_has_one_line_for_each(place: Place, library: Path) -> None:
    found = [_ANNOTATION.fullmatch(line) for line in _reported(place, library, "github").splitlines()]
    told = [(one[1], one[2], int(one[3]), int(one[4])) for one in found if one]
    assert len(found) == len(told)
    assert told == [(row["severity"], row["code"], row["line"], row["column"]) for row in _rows(place, library)]


def test_sarif_has_what_its_schema_asks_for(place: Place, library: Path) -> None:
    log = json.loads(_reported(place, library, "sarif"))
    assert log["version"] == "2.1.0" and log["$schema"].endswith("sarif-2.1.0.json")
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "trainer" and re.fullmatch(r"\d+\.\d+\.\d+\S*", driver["version"])
    assert run["columnKind"] == "unicodeCodePoints"
    assert [rule["id"] for rule in driver["rules"]] == sorted({rule["id"] for rule in driver["rules"]})
    for rule in driver["rules"]:
        assert rule["shortDescription"] == {"text": CODES[rule["id"]].title}
        assert rule["defaultConfiguration"]["level"] in ("warning", "error")
    for result, row in zip(run["results"], _rows(place, library), strict=True):
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == row["code"]
        assert result["level"] == row["severity"]
        assert result["message"]["text"].startswith(row["message"])
        (location,) = result["locations"]
        region = location["physicalLocation"]["region"]
        assert region == {"startLine": row["line"], "startColumn": row["column"]}
        assert re.fullmatch(r"[\w/.%~-]+", location["physicalLocation"]["artifactLocation"]["uri"])
        assert location["logicalLocations"] == [{"fullyQualifiedName": row["path"]}]
