"""Sums over people: the interval, small groups hidden, and runs summed in arrays as they would be one by one."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.programs.correlation import PairSums
from trainer.programs.figures import HIDDEN, Figure, Sums, course, student
from trainer.programs.packed_figures import pack, unpack
from trainer.programs.run_figures import PackedRun, RunSummary
from trainer.programs.run_sums import RunSums
from trainer.programs.small_groups import LEAST
from trainer.programs.traces import part_of, trace_key

MODES, MONTHS = ("practice", "assessment"), ("2026-01", "2026-02")
LEVEL = st.one_of(st.none(), st.integers(0, 3))


@st.composite
def kept_runs(draw: st.DrawFn) -> PackedRun:
    """A run with some of three criteria, two gates and three behaviours."""
    criteria = draw(st.lists(st.sampled_from("abc"), unique=True, max_size=3))
    gates = draw(st.lists(st.sampled_from(("safe", "harm")), unique=True))
    behaviours = draw(st.lists(st.sampled_from(("asks", "names", "stays")), unique=True))
    counted = []
    for name in behaviours:
        of = draw(st.integers(1, 300))
        met = draw(st.integers(0, of))
        counted.append((name, of, met, draw(st.integers(0, of - met)) / of))
    kept = pack(
        [(name, draw(LEVEL), 1, 2, 0.5, draw(st.booleans()), draw(LEVEL)) for name in criteria],
        [(name, *draw(st.sampled_from(((True, True), (False, True), (None, True), (True, False))))) for name in gates],
        counted,
        None,
    )
    points = draw(st.one_of(st.none(), st.floats(0, 1)))
    own = draw(st.one_of(st.none(), st.integers(0, 3)))
    rubric = draw(st.sampled_from(("r1", "r2")))
    return PackedRun("id", "s", rubric, draw(st.sampled_from(MODES)), draw(st.sampled_from(MONTHS)), points, own, kept)


def figures_of(found: RunSummary) -> dict[str, Figure]:
    """Every figure by its key."""
    named = {trace_key("points", one.mode): one.points.whole for one in found.attempts}
    named |= {
        trace_key("points", one.mode, month): figure
        for one in found.attempts
        for month, figure in one.points.months.items()
    }
    for one in found.criteria:
        key = (one.rubric, one.criterion, one.mode)
        named[trace_key("criterion", *key)] = one.levels.whole
        named[trace_key("redone", *key)] = one.redone
        named |= {trace_key("criterion", *key, month): figure for month, figure in one.levels.months.items()}
    for gate in found.gates:
        named[trace_key("gate", gate.gate, gate.mode)] = gate.held
        named[trace_key("broken", gate.gate, gate.mode)] = gate.broken
        named[trace_key("undecided", gate.gate, gate.mode)] = gate.undecided
        if not gate.held.hidden:  # hidden with it, whoever stands behind it
            named[trace_key("unmet", gate.gate, gate.mode)] = gate.unmet
    for behaviour in found.behaviours:
        named[trace_key("behaviour", behaviour.behaviour, behaviour.mode)] = behaviour.shown
        named[trace_key("unsure", behaviour.behaviour, behaviour.mode)] = behaviour.unsure
    return {**named, "own": found.own}


@given(st.lists(st.lists(kept_runs(), max_size=3), max_size=8), st.booleans())
def test_every_figure_is_what_its_trace_adds_up_to_or_hidden(people: list[list[PackedRun]], of_one: bool) -> None:
    sums = RunSums()
    for runs in people:
        sums.add(runs)
    for key, figure in figures_of(sums.summary(of_one=of_one)).items():
        behind = [[part for run in runs if (part := part_of(run.unpacked(), key))] for runs in people]
        parts = [part for mine in behind for part in mine]
        many = sum(bool(mine) for mine in behind)
        if figure.hidden:
            assert not of_one and figure == HIDDEN
            continue
        assert of_one or many == 0 or many >= LEAST
        assert figure.people == many
        assert figure.of == sum(n for n, _ in parts)
        if parts:
            assert figure.mean == pytest.approx(sum(y for _, y in parts) / figure.of, abs=1e-4)
            assert (figure.low or figure.mean or 0) <= (figure.mean or 0) + 1e-4


def test_the_interval_is_that_of_the_mean_where_everybody_has_one() -> None:
    values = (0.2, 0.4, 0.5, 0.9, 0.6, 0.7)
    sums = Sums()
    for value in values:
        sums.add(1, value)
    mean = fmean(values)
    error = math.sqrt(sum((value - mean) ** 2 for value in values) / (len(values) - 1) / len(values))
    found = sums.figure(-9, 9)
    assert found.mean == pytest.approx(mean, abs=1e-4)
    assert found.high == pytest.approx(mean + 2.571 * error, abs=1e-3)  # t with 5 degrees of freedom
    assert found.low == pytest.approx(mean - 2.571 * error, abs=1e-3)


def test_many_attempts_of_few_people_say_no_more_than_the_people_do() -> None:
    few, many = Sums(), Sums()
    for at in range(8):
        few.add(2, 2 * (at % 2))
        many.add(200, 200 * (at % 2))
    assert few.figure(0, 1).low == many.figure(0, 1).low


@pytest.mark.parametrize(("freedom", "expected"), [(4, 2.776), (9, 2.262), (39, 2.023), (3999, 1.961)])
def test_the_points_of_students_t(freedom: int, expected: float) -> None:
    assert student(freedom) == pytest.approx(expected, abs=0.01)


def test_where_all_are_alike_a_share_has_wilsons_interval_and_a_mean_none() -> None:
    alike = Sums()
    for _ in range(10):
        alike.add(3, 0)
    assert alike.figure(0, 1).high == pytest.approx(0.2775, abs=1e-3)
    assert alike.figure(0, 3).high is None


def month(people: int) -> Sums:
    sums = Sums()
    for at in range(people):
        sums.add(1, at % 2)
    return sums


def hidden(found: Sequence[int]) -> list[bool]:
    months = {f"2026-{at + 1:02}": month(people) for at, people in enumerate(found)}
    return [figure.hidden for figure in course(month(9), months, 0, 1).months.values()]


def test_a_month_of_few_is_hidden_and_so_is_what_would_give_it_away() -> None:
    assert hidden((9, 9, 9)) == [False, False, False]
    assert hidden((9, 2, 7)) == [False, True, True]
    assert hidden((3, 2, 9)) == [True, True, False]


def test_a_correlation_needs_pairs_people_and_something_that_varies() -> None:
    sums = PairSums(people=12)
    for at in range(12):
        sums.add(at % 4, at % 4 + (at % 3) / 10)
    found = sums.correlation()
    assert found.r is not None and found.r > 0.99
    assert found.low is not None and found.low < found.r
    flat = PairSums(people=12)
    for _ in range(12):
        flat.add(3, 1)
    assert flat.correlation().r is None
    assert PairSums(people=4, n=40).correlation().hidden


def test_a_gate_that_nothing_called_for_is_in_no_share_of_those_that_met_it() -> None:
    sums = RunSums()
    for outcome in ((True, True), (False, True), (None, True), (True, True), (True, True), (True, False)):
        kept = pack([], [("safe", *outcome)], [], None)
        sums.add([PackedRun("id", "s", "r", "practice", "2026-01", 0.5, None, kept)])
    (gate,) = sums.summary().gates
    assert (gate.held.of, gate.held.mean) == (5, 0.6)
    assert (gate.broken.mean, gate.undecided.mean) == (0.2, 0.2)
    assert gate.unmet.of == 6
    assert gate.unmet.mean == pytest.approx(1 / 6, abs=1e-4)


def test_figures_of_a_run_that_are_spoiled_are_refused() -> None:
    kept = pack([("a", 3, 1, 2, 0.0, False, 3)], [("safe", True, True)], [("asks", 1, 1, 0.0)], [0.5, 1.0])
    assert unpack(kept)["room"] == [0.5, 1.0]
    names, signs, rest = kept.split("\n")
    for spoiled in (f"{names}\n{signs[1:]}\n{rest}", names, f"a b|safe|asks\n{signs}\n{rest}"):
        with pytest.raises(ValueError):  # whatever it says
            unpack(spoiled)
        sums = RunSums()
        with pytest.raises(ValueError):  # what is short is found when it is added or summed
            sums.add([PackedRun("id", "s", "r", "practice", "2026-01", 0.5, None, spoiled)])
            sums.summary()
