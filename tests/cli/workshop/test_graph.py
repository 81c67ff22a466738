"""`trainer graph`."""

from __future__ import annotations

from xml.etree.ElementTree import fromstring

import pytest

from tests.cli.conftest import Place
from tests.cli.content import SCENARIO
from trainer.cli.exits import ExitCode


def test_it_prints_mermaid(place: Place) -> None:
    result = place.run("graph", "rainy-day")
    assert result.exit_code == ExitCode.OK
    assert "flowchart TD" in result.stdout and "rupture" in result.stdout


def test_it_draws_a_file(place: Place) -> None:
    file = place.write("draft.yaml", SCENARIO.replace("id: rainy-day", "id: draft"))
    result = place.run("graph", file, "--format", "svg", "--coverage")
    assert result.exit_code == ExitCode.OK
    assert fromstring(result.stdout).tag.endswith("svg")
    assert "×" in result.stdout


@pytest.mark.parametrize("form", ["mermaid", "svg"])
def test_a_hostile_title_stays_text(place: Place, form: str) -> None:
    file = place.write("draft.yaml", SCENARIO.replace("A rainy day", '"</svg><script>x</script>\\n--- \\"] --> n9"'))
    result = place.run("graph", file, "--format", form)
    assert result.exit_code == ExitCode.OK
    if form == "svg":
        assert "<script" not in result.stdout
    else:
        assert len([line for line in result.stdout.splitlines() if line == "---"]) == 2


def test_what_is_not_there_or_broken_is_told(place: Place) -> None:
    assert place.run("graph", "rainy-dy").exit_code == ExitCode.ABSENT
    assert place.run("graph", "small").exit_code == ExitCode.ABSENT
    broken = place.run("graph", place.write("bad.yaml", SCENARIO.replace("then: heard", "then: herd")))
    assert broken.exit_code == ExitCode.ABSENT
    assert "R001" in broken.stderr
