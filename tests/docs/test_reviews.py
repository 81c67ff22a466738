"""The example in docs/reviews.md, computed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from trainer.library.rubric import Rubric
from trainer.problems import Place
from trainer.programs.agreement import RatedAttempt, criteria_agreed
from trainer.programs.bars import Judged, criteria_bars, deciding_weights, points_of, rubric_bar, verdict
from trainer.programs.consistency import consistency, reliability
from trainer.programs.cuts import Placed, borderline_regression
from trainer.programs.json_shapes import read_shape
from trainer.programs.rating import Rating, ResponseRating
from trainer.programs.rules import Rules

DOCUMENT = (Path(__file__).parents[2] / "docs" / "reviews.md").read_text(encoding="utf-8")
NAMES = ("first", "second", "third")
WEIGHTS = (2, 2, 1)


def _rubric() -> Rubric:
    shared = {
        "title": "T",
        "principle": {"source": "s", "says": "S.", "standing": "own"},
        "descriptors": dict.fromkeys(range(4), "D"),
        "measure": {"shows": ("names-feeling",), "cuts": (0.2, 0.5, 0.9)},
        "practise": "P",
        "feedback": {0: "F"},
    }
    criteria = tuple({"id": name, "weight": weight, **shared} for name, weight in zip(NAMES, WEIGHTS, strict=True))
    head = {"id": "example", "version": 1, "title": "T", "summary": "S", "mastery": 0.8, "advisory_below": 0.4}
    return Rubric.model_validate({**head, "sources": ({"key": "s", "cite": "C"},), "criteria": criteria})


def _attempts() -> Iterator[RatedAttempt]:
    lines = re.findall(r"^(\d) (\d) (\d) {3}(\d) (\d) (\d) {3}(\w+)$", DOCUMENT, re.MULTILINE)
    for number, (*levels, standing) in enumerate(lines):
        read, rated = [int(level) for level in levels[:3]], [int(level) for level in levels[3:]]
        yield RatedAttempt(
            attempt_id=f"attempt-{number}",
            trainee_id=f"trainee-{number}",
            rater="anna",
            made=datetime(2026, 3, 1, tzinfo=UTC),
            rubric="example",
            whole=2,
            standing=standing,
            criteria=dict(zip(NAMES, rated, strict=True)),
            read_criteria=dict(zip(NAMES, read, strict=True)),
        )


def _example() -> str:
    (declared,) = re.findall(r"```json\n(\{.*?\})\n```", DOCUMENT, re.DOTALL)
    rules = read_shape(declared, Place("docs/reviews.md"), Rules)
    assert isinstance(rules, Rules)
    rubric, rated = _rubric(), list(_attempts())
    bars = criteria_bars(rubric, rules, {name: found for (_, name), found in criteria_agreed(rated).items()})
    weights = deciding_weights(rubric, bars)
    points = {one.attempt_id: points_of(one.read_criteria, weights) or 0.0 for one in rated}
    found = borderline_regression([Placed(one.attempt_id, points[one.attempt_id], one.standing) for one in rated])
    assert found.cut is not None
    rules = rules.model_copy(update={"cuts": {"example": found.cut}})
    reliable = reliability([one.read_criteria for one in rated], weights)
    assert reliable is not None
    alike = consistency(list(points.values()), reliable, found.cut.points)
    bar = rubric_bar(rubric, rules, len(rated), bars, alike)
    assert alike is not None and bar.reports
    lines = [
        f"{one.criterion}: kappa {one.agreed.kappa.value:.2f}, "
        + ("meets its bar" if one.state == "meets" else "under its bar: advisory")
        for one in bars
        if one.agreed is not None and one.agreed.kappa is not None
    ]
    lines.append(f"cut: {found.cut.points:.1%} of the points (95%: {found.cut.low:.1%} to {found.cut.high:.1%})")
    lines.append(f"decided alike in a parallel attempt: {alike.same_decision:.0%} ({alike.by_chance:.0%} by chance)")
    for levels in ((3, 3, 0), (2, 2, 3), (0, 1, 3)):
        judged = Judged(True, dict(zip(NAMES, levels, strict=True)), {"safety-asked": True})
        made = verdict(rubric, bar, rules, judged)
        said = " ".join(str(level) for level in levels)
        lines.append(
            f"an attempt read as {said}: {made.points:.1%}, {made.kind} (decided alike {made.same_decision:.0%})"
        )
    missed = verdict(rubric, bar, rules, Judged(True, dict.fromkeys(NAMES, 3), {"safety-asked": False}))
    lines.append(f"an attempt read as 3 3 3 that missed a gate: {missed.kind}")
    return "\n".join(lines)


def test_the_example_is_as_it_is_computed() -> None:
    (told,) = re.findall(r"computes it from the lines above\):\n\n```text\n(.*?)\n```", DOCUMENT, re.DOTALL)
    assert _example() == told


def test_the_form_of_a_rating_is_told_whole() -> None:
    (form,) = re.findall(r"```json rating\n(\{.*?\})\n```", DOCUMENT, re.DOTALL)
    assert isinstance(read_shape(form, Place("docs/reviews.md"), Rating), Rating)
    section = DOCUMENT.split("## A rating as JSON")[1].split("## What is declared")[0]
    assert set(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)) == {
        *Rating.model_fields,
        *ResponseRating.model_fields,
    }


def test_every_rule_is_in_the_table_with_its_default() -> None:
    section = DOCUMENT.split("## What is declared")[1].split("## What follows")[0]
    named = {
        name for cell in re.findall(r"^\| (`[^|]*) \|", section, re.MULTILINE) for name in re.findall(r"`(\w+)`", cell)
    }
    assert named == set(Rules.model_fields)
    defaults = json.loads(Rules().model_dump_json())
    for row in re.findall(r"^\| (`[^|]*) \| ([^|]*) \|", section, re.MULTILINE):
        names, shown = re.findall(r"`(\w+)`", row[0]), row[1].strip()
        if shown != "none" and "bars" not in names and "modes" not in names:
            assert [str(defaults[name]) for name in names] == shown.split(", ")
