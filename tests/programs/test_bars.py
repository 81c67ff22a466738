"""Formative until the bars are met; then pass, fail, or a person decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.library.rubric import Rubric
from trainer.programs.agreement import Agreed
from trainer.programs.bars import Heard, Judged, RubricBar, Verdict, criteria_bars, rubric_bar, verdict
from trainer.programs.consistency import consistency
from trainer.programs.rules import Cut, Rules, points_made_by
from trainer.scoring.evaluation.figures import Estimate

NAMES = ("a", "b", "c")


def _rubric() -> Rubric:
    criterion = {
        "title": "T",
        "principle": {"source": "s", "says": "S.", "standing": "own"},
        "descriptors": dict.fromkeys(range(4), "D"),
        "measure": {"shows": ("names-feeling",), "cuts": (0.2, 0.5, 0.9)},
        "practise": "P",
        "feedback": {0: "F"},
    }
    return Rubric.model_validate(
        {
            "id": "small",
            "version": 1,
            "title": "Small",
            "summary": "S",
            "sources": ({"key": "s", "cite": "C"},),
            "mastery": 0.8,
            "advisory_below": 0.4,
            "criteria": tuple({"id": name, **criterion} for name in NAMES),
        }
    )


RUBRIC = _rubric()
RULES = Rules(ratings=30, bar=0.6, cuts={"small": Cut(points=0.6, method="borderline-regression")})
CONSISTENT = consistency([n / 20 for n in range(21)] * 3, 0.93, 0.6)


def _agreed(kappa: float | None, rated: int = 40) -> Agreed:
    estimate = None if kappa is None else Estimate(kappa, kappa - 0.1, kappa + 0.1)
    return Agreed("x", rated, rated, 20, estimate, estimate)


def _bar(kappas: Mapping[str, float | None], rules: Rules = RULES, rated: int = 40) -> RubricBar:
    agreed = {name: _agreed(kappa, rated) for name, kappa in kappas.items()}
    return rubric_bar(RUBRIC, rules, rated, criteria_bars(RUBRIC, rules, agreed), CONSISTENT)


GOOD_BAR = _bar(dict.fromkeys(NAMES, 0.7))
GOOD = Judged(True, dict.fromkeys(NAMES, 3), {"safe": True}, 1.0, 1.0, 1.0)
LOW = Judged(True, dict.fromkeys(NAMES, 0), {"safe": True}, 0.0, 0.0, 0.0)


def _of(judged: Judged, *heard: Heard, bar: RubricBar = GOOD_BAR, rules: Rules = RULES) -> Verdict:
    return verdict(RUBRIC, bar, rules, judged, heard)


def test_a_program_that_has_declared_nothing_is_formative() -> None:
    bar = rubric_bar(RUBRIC, Rules(), 0, criteria_bars(RUBRIC, Rules(), {}), None)
    assert _of(GOOD, bar=bar, rules=Rules()).kind == "formative"
    assert "0 of 30 attempts are rated" in bar.missing
    assert "no cut has been set from rated attempts" in bar.missing


@pytest.mark.parametrize(
    ("bar", "why"),
    [
        (_bar(dict.fromkeys(NAMES, 0.7), rated=29), "29 of 30"),
        (
            _bar({"a": 0.7, "b": 0.7, "c": None}),
            "the criterion c cannot be measured here: the reading or the ratings of it never vary",
        ),
        (_bar({"a": 0.7, "b": None, "c": None}), "2 of its 3 criteria (b, c) cannot be measured here"),
        (_bar(dict.fromkeys(NAMES, None)), "none of its 3 criteria can be measured here"),
        (_bar({"a": 0.7, "b": 0.2, "c": 0.2}), "too little"),
        (_bar({"a": 0.7, "b": 0.7, "c": 0.2}, RULES.model_copy(update={"required": ("small/c",)})), "must decide"),
        (_bar(dict.fromkeys(NAMES, 0.7), RULES.model_copy(update={"cuts": {}})), "no cut"),
        (
            _bar(
                dict.fromkeys(NAMES, 0.7),
                RULES.model_copy(update={"cuts": {"small": Cut(points=0.6, method="declared")}}),
            ),
            "declared",
        ),
    ],
)
def test_what_keeps_a_program_formative(bar: RubricBar, why: str) -> None:
    assert any(why in each for each in bar.missing)
    assert _of(GOOD, bar=bar).kind == "formative"


def test_a_criterion_says_why_it_does_not_count() -> None:
    agreed = {"a": _agreed(0.7), "b": _agreed(0.09, rated=19), "c": _agreed(None)}
    bars = criteria_bars(RUBRIC, RULES, agreed)
    assert [(one.state, one.why) for one in bars[:2]] == [("meets", ""), ("unmeasured", "19 of 30 attempts rated")]
    assert "never vary" in bars[2].why
    bar = rubric_bar(RUBRIC, RULES, 40, bars, CONSISTENT)
    assert "the criterion b cannot be measured here: 19 of 30 attempts rated" in bar.missing
    assert any("the rule `advisory` can make it advice" in one for one in bar.missing)


def test_a_criterion_on_which_agreement_cannot_be_told_can_be_declared_advice() -> None:
    stuck = {"a": 0.7, "b": 0.7, "c": None}
    rules = RULES.model_copy(update={"advisory": ("small/c",)})
    assert not _bar(stuck).reports
    bar = _bar(stuck, rules)
    assert bar.reports and bar.deciding == {"a", "b"}
    assert bar.criteria[2].why == "the program's rules make it advice"
    needed = _bar(stuck, rules.model_copy(update={"required": ("small/c",)}))
    assert any("must decide, is advisory: the program's rules" in one for one in needed.missing)
    all_of_it = rules.model_copy(update={"advisory": tuple(f"small/{name}" for name in NAMES)})
    assert any("too little" in one for one in _bar(stuck, all_of_it).missing)


def _weighing(weight: int, title: str = "T") -> Rubric:
    first, *others = RUBRIC.criteria
    return RUBRIC.model_copy(
        update={"criteria": (first.model_copy(update={"weight": weight, "title": title}), *others)}
    )


def test_a_cut_holds_for_the_version_of_the_rubric_that_it_was_set_on() -> None:
    cut = Cut(points=0.6, method="borderline-regression", points_by=points_made_by(RUBRIC))
    rules = RULES.model_copy(update={"cuts": {"small": cut}})
    criteria = criteria_bars(RUBRIC, rules, dict.fromkeys(NAMES, _agreed(0.7)))
    reworded = rubric_bar(_weighing(1, "Other words"), rules, 40, criteria, CONSISTENT)
    assert reworded.reports
    changed = rubric_bar(_weighing(5), rules, 40, criteria, CONSISTENT)
    assert changed.missing == ("the cut was set on another version of the rubric: set it again",)
    assert verdict(_weighing(5), changed, rules, GOOD).kind == "formative"


def test_an_attempt_that_another_version_judged_is_not_held_against_the_cut() -> None:
    cut = Cut(points=0.6, method="borderline-regression", points_by=points_made_by(RUBRIC))
    rules = RULES.model_copy(update={"cuts": {"small": cut}})
    bar = rubric_bar(RUBRIC, rules, 40, criteria_bars(RUBRIC, rules, dict.fromkeys(NAMES, _agreed(0.7))), CONSISTENT)
    assert bar.reports and verdict(RUBRIC, bar, rules, GOOD).kind == "pass"
    found = verdict(_weighing(5), bar, rules, GOOD)
    assert found.kind == "formative" and "another version" in found.why[0]


def test_consistency_must_be_known() -> None:
    bar = rubric_bar(RUBRIC, RULES, 40, GOOD_BAR.criteria, None)
    assert _of(GOOD, bar=bar).kind == "formative"


def test_a_criterion_under_its_bar_decides_nothing() -> None:
    bar = _bar({"a": 0.7, "b": 0.7, "c": 0.2})
    assert bar.reports
    assert bar.deciding == {"a", "b"}
    assert [one.state for one in bar.criteria] == ["meets", "meets", "advisory"]
    judged = Judged(True, {"a": 3, "b": 3, "c": 0}, {"safe": True}, 0.667, 0.667, 0.667)
    assert _of(judged, bar=bar).points == 1.0


def test_then_pass_and_fail_are_reported_with_their_consistency() -> None:
    passed, failed = _of(GOOD), _of(LOW)
    assert (passed.kind, failed.kind) == ("pass", "fail")
    assert passed.same_decision is not None and passed.same_decision > 0.9
    assert _of(replace(GOOD, ended=False)).kind == "open"


def test_a_missed_gate_fails_whatever_the_points() -> None:
    assert _of(replace(GOOD, gates={"safe": False})).kind == "fail"


def test_what_is_not_sure_goes_to_a_person() -> None:
    undecided = _of(replace(GOOD, gates={"safe": None}))
    assert (undecided.kind, undecided.why) == ("grey", ("the gate safe is not decided until a person has read it",))
    swinging = _of(replace(GOOD, low=0.5))
    assert "unsure findings" in swinging.why[0]
    near = _of(Judged(True, {"a": 2, "b": 2, "c": 2}, {"safe": True}, 0.667, 0.667, 0.667))
    assert near.kind == "grey" and "parallel" in near.why[0]
    nothing = _of(Judged(True, {}, {}))
    assert nothing.kind == "grey"


def test_a_gate_that_is_not_decided_is_said_before_anything_is_reported_too() -> None:
    early = replace(GOOD_BAR, missing=("no cut has been set",))
    undecided = replace(GOOD, gates={"safe": None})
    unheard = _of(undecided, bar=early)
    assert (unheard.kind, unheard.why[0]) == ("formative", "the gate safe is not decided until a person has read it")
    heard = _of(undecided, _heard("anna", "pass", safe=True), bar=early)
    assert heard.why == ("a supervisor says that the gate safe held", "no cut has been set")


def test_a_gate_that_was_not_met_stands_in_nobodys_way() -> None:
    assert _of(replace(GOOD, gates={}, unmet=("safe",))).kind == "pass"


def _heard(member: str, standing: str, **gates: bool) -> Heard:
    return Heard(member, standing, gates)


def test_supervisors_decide_what_is_grey() -> None:
    undecided = replace(GOOD, gates={"safe": None})
    assert _of(undecided, _heard("anna", "pass", safe=True)).kind == "pass"
    assert _of(undecided, _heard("anna", "pass", safe=False)).kind == "fail"
    assert _of(undecided, _heard("anna", "pass")).kind == "grey"
    assert _of(GOOD, _heard("anna", "borderline")).kind == "grey"
    assert _of(GOOD, _heard("anna", "pass"), _heard("ben", "fail")).kind == "grey"
    assert _of(GOOD, _heard("anna", "fail")).by_person


def test_one_alone_cannot_lift_a_gate_that_was_read_as_missed() -> None:
    missed = replace(GOOD, gates={"safe": False})
    assert _of(missed, _heard("anna", "pass", safe=True)).kind == "grey"
    assert _of(missed, _heard("anna", "pass", safe=True), _heard("anna", "pass", safe=True)).kind == "grey"
    assert _of(missed, _heard("anna", "pass", safe=True), _heard("ben", "pass", safe=True)).kind == "pass"
    assert _of(missed, _heard("anna", "pass")).kind == "fail"


levels = st.dictionaries(st.sampled_from(NAMES), st.one_of(st.none(), st.integers(0, 3)))
gates = st.dictionaries(st.sampled_from(("safe", "no-harm")), st.sampled_from((True, False, None)))


@given(levels, gates, st.lists(st.sampled_from(("pass", "fail", "borderline")), max_size=1))
def test_nobody_passes_with_a_gate_that_did_not_hold(
    given: dict[str, int | None], held: dict[str, bool | None], said: list[str]
) -> None:
    found = _of(Judged(True, given, held), *[_heard("anna", standing) for standing in said])
    if found.kind == "pass":
        assert all(passed is True for passed in held.values())
