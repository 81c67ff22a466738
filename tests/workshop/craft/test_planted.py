"""Faults planted in a sound scenario, each found with its code and place; and sound ones, in which nothing is found."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.library.places import BEHAVIOUR, RUBRIC, changed
from tests.library.snippets import laid_over
from tests.workshop.craft.looking import SOUND, craft_of
from trainer.problems import CODES

PLANTED: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("planted.yaml").read_text(encoding="utf-8"))

INTO = {"scenario": SOUND, "rubric": RUBRIC, "behaviour": BEHAVIOUR}


@pytest.mark.parametrize("planted", PLANTED, ids=lambda planted: f"{planted['expect'][0]}-{planted['fault']}")
def test_a_planted_fault_is_found_at_its_place(planted: dict[str, Any]) -> None:
    text = _planted(planted)
    (problem,) = craft_of(text)
    code, path, words = planted["expect"]
    assert (problem.code, problem.path) == (code, path)
    line = text.splitlines()[problem.place.line - 1]
    assert line[problem.place.column - 1 :].lower().startswith(words.lower())
    assert problem.message and problem.remedy.endswith((".", "`")) and problem.message[-1] != "."


def _planted(planted: dict[str, Any]) -> str:
    sound = INTO[planted.get("into", "scenario")]
    if "part" in planted:
        return laid_over(sound, planted["part"])
    return changed(sound, planted["change"], *([planted["and"]] if "and" in planted else []))


def test_every_code_is_planted() -> None:
    planted = {planted["expect"][0] for planted in PLANTED}
    assert {code for code in CODES if code.startswith("C")} - planted == {"C111"}
