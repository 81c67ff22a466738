"""`trainer evaluate`: streams, forms and exit codes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.evaluation.making import lines, load_keyword_reader, row
from trainer.cli.commands.evaluate import MAPPINGS
from trainer.cli.exits import ExitCode
from trainer.cli.main import cli
from trainer.scoring.evaluation.corpora import CORPORA
from trainer.scoring.probes.suite import Attack, Pair, Suite
from trainer.scoring.reading import Context

ROWS = [
    row(id="c1-r01", response="You sound worn out."),
    row(id="c1-r02", response="You sound worn out, at least.", behaviours=["minimises"], level=1),
    row(id="c2-r01", context="c2", response="When did it start?", behaviours=[], level=2),
    row(id="c2-r02", context="c2", response="So weary.", behaviours=["names-feeling"], level=5),
]


@pytest.fixture(autouse=True)
def keyword_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trainer.scoring.reader.load_reader", load_keyword_reader)
    monkeypatch.setenv("COLUMNS", "80")


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["evaluate", *arguments])


def _file(folder: Path, *rows: dict[str, Any] | bytes) -> str:
    file = folder / "labels.jsonl"
    file.write_bytes(b"\n".join(lines(*rows)) + b"\n")
    return str(file)


def test_the_text_has_the_figures_and_the_worst(tmp_path: Path) -> None:
    result = _run(_file(tmp_path, *ROWS))

    assert result.exit_code == ExitCode.OK
    assert result.stderr == ""
    assert "4 responses in 2 contexts, read by fake+0" in result.stdout
    assert "Mean kappa" in result.stdout
    assert "1. c2-r02: labelled 5, read 2" in result.stdout
    assert "names-feeling absent" in result.stdout


def test_json_is_one_object_and_the_same_each_time(tmp_path: Path) -> None:
    file = _file(tmp_path, *ROWS)
    found = json.loads(_run(file, "--json", "--worst", "1").stdout)

    assert _run(file, "--json", "--worst", "1").stdout == _run(file, "--json", "--worst", "1").stdout
    assert set(found) == {
        *("file", "scorer", "responses", "contexts", "mean_kappa", "weakest", "unknown", "behaviours", "level"),
        *("calibration", "evidence", "contrast", "worst", "lines_not_read"),
    }
    assert set(found["behaviours"]["names-feeling"]) == {
        *("kappa", "precision", "recall", "labelled", "found", "unsure", "present_right", "absent_right"),
        *("calibration", "evidence"),
    }
    assert set(found["behaviours"]["names-feeling"]["kappa"]) == {"value", "low", "high"}
    assert found["behaviours"]["argues"]["kappa"] is None
    assert found["level"]["within_one"] == 0.75
    assert [each["id"] for each in found["worst"]] == ["c2-r02"]
    assert found["contrast"]["pairs"] == 1


def test_bad_lines_are_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    result = _run(_file(tmp_path, *ROWS, b"{", row(id="x", level=9)), "--json")

    assert result.exit_code == ExitCode.PROBLEMS
    assert json.loads(result.stdout)["responses"] == 4
    assert json.loads(result.stdout)["lines_not_read"] == 2
    assert "line 5: Invalid JSON" in result.stderr
    assert "line 6: level: Input should be less than or equal to 6" in result.stderr


def test_of_many_bad_lines_only_some_are_told(tmp_path: Path) -> None:
    result = _run(_file(tmp_path, ROWS[0], *[b"{"] * 30))

    assert len(result.stderr.splitlines()) == 11
    assert "20 more problems like these" in result.stderr


def test_nothing_to_evaluate_is_said(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["evaluate", _file(tmp_path, b"")])

    assert result.exit_code == ExitCode.PROBLEMS
    assert "No labelled response can be read" in result.stderr


def test_labels_the_reader_does_not_know_are_told(tmp_path: Path) -> None:
    assert "does not know asks-weather" in _run(_file(tmp_path, *ROWS, row(id="z", behaviours=["asks-weather"]))).stderr


def test_the_page_is_written_beside_the_text(tmp_path: Path) -> None:
    result = _run(_file(tmp_path, *ROWS), "--html", str(tmp_path / "page.html"))

    assert result.exit_code == ExitCode.OK
    assert "Mean kappa" in result.stdout
    assert (tmp_path / "page.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(
    "place", ["absent.jsonl", "", "absent/page.html"], ids=["no file", "a folder", "nowhere to write"]
)
def test_what_is_absent_or_unreadable_gives_3(tmp_path: Path, place: str) -> None:
    file = _file(tmp_path, *ROWS)
    arguments = [file, "--html", str(tmp_path / place)] if "html" in place else [str(tmp_path / place)]

    result = _run(*arguments)

    assert result.exit_code == ExitCode.ABSENT
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--probes", "labels.jsonl"],
        ["--probes", "--html", "page.html"],
        ["labels.jsonl", "--mapping", "annomi", "--html", "page.html"],
        ["labels.jsonl", "--mapping", "unheard-of"],
        ["labels.jsonl", "--worst", "-1"],
    ],
)
def test_what_does_not_go_together_gives_2(arguments: list[str]) -> None:
    assert _run(*arguments).exit_code == ExitCode.USAGE


def test_every_corpus_can_be_named() -> None:
    assert set(MAPPINGS) == set(CORPORA)


def test_a_corpus_is_read_by_its_fields(tmp_path: Path) -> None:
    rows = [
        {"id": "1", "patient": "Hm.", "response": "You sound worn out.", "reflection": 1.0},
        {"id": "2", "patient": "Hm.", "response": "Any pain?", "reflection": 0.0},
    ]
    file = _file(tmp_path, *rows)

    found = json.loads(_run(file, "--mapping", "annomi", "--json").stdout)

    assert found["mapping"] == "annomi"
    assert found["fields"]["reflection"]["auc"]["value"] == 1
    assert found["fields"]["reflection"]["rows"] == 2
    assert "reflection" in _run(file, "--mapping", "annomi").stdout


def test_held_out_examples_are_absent_from_an_installed_trainer(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(_split: str) -> None:
        raise FileNotFoundError(2, "No such file or directory", "contexts.jsonl")

    monkeypatch.setattr("trainer.cli.evaluating.load_examples", absent)

    result = _run("held-out")

    assert result.exit_code == ExitCode.ABSENT
    assert "not part of an installed trainer" in result.stderr


def test_held_out_examples_are_read_in_a_checkout() -> None:
    found = json.loads(_run("held-out", "--json").stdout)

    assert found["responses"] > 100
    assert found["evidence"] is not None


def test_probes_are_read_and_their_failures_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    context = Context("Nothing helps.")
    suite = Suite(
        (Pair("p", "short", context, "You sound worn out by it all.", "Weary."),),
        (Attack("a", "irony", context, "Worn out, are we."), Attack("b", "emoji", context, "🙂")),
    )
    monkeypatch.setattr("trainer.cli.evaluating.load_suite", lambda: suite)

    result, data = _run("--probes"), _run("--probes", "--json")

    assert result.exit_code == data.exit_code == ExitCode.PROBLEMS
    assert "response: Worn out, are we." in result.stdout
    assert "changed: Weary." in result.stdout
    found = json.loads(data.stdout)
    assert found["attacks_earning"] == 0.5
    assert found["attacks"]["irony"]["failures"][0]["level"] == 4.5
    assert found["invariances"]["short"]["largest_shift"] == 2.5
