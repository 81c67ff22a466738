"""What can follow at a moment is what the machine does for some response, and exploring leaves nothing out."""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.encounter.small_scenario import moment, scenario
from trainer.encounter.branches import Branches
from trainer.encounter.conditions import Situation
from trainer.encounter.exploration import all_branches, explore, explore_along
from trainer.encounter.passages import all_passages
from trainer.encounter.responses import MAX_KINDS
from trainer.encounter.risk import towards_good
from trainer.encounter.step import take_step, within_gauge
from trainer.library.scenario import Scenario
from trainer.scoring.kinds import VALIDATING, is_shown
from trainer.scoring.reading import Finding, Reading, Verdict
from trainer.scoring.risk import QUESTION, SafetyAsked

_BEHAVIOURS = (QUESTION, "names-feeling", "minimises")
_FOUND: tuple[tuple[float, Verdict], ...] = ((0.1, "absent"), (0.4, "unsure"), (0.6, "unsure"), (0.9, "present"))

_some = st.lists(st.sampled_from(_BEHAVIOURS), min_size=1, max_size=2, unique=True).map(tuple)
_conditions = st.fixed_dictionaries(
    {},
    optional={
        "level_at_least": st.integers(0, 6),
        "level_at_most": st.integers(0, 6),
        "shows_all": _some,
        "shows_any": _some,
        "lacks": _some,
        "silent": st.booleans(),
        "trust_at_least": st.integers(2, 5),
        "distress_below": st.integers(4, 8),
        "visited": st.sampled_from([("a",), ("b",)]),
        "tries_at_least": st.integers(1, 3),
    },
)


def _reactions(targets: tuple[str, ...]) -> st.SearchStrategy[list[dict[str, Any]]]:
    changes = st.integers(-2, 2)
    reaction = st.fixed_dictionaries(
        {
            "when": _conditions,
            "says": st.just("Hm."),
            "trust": changes,
            "distress": changes,
            "then": st.sampled_from(targets),
        }
    )
    last = st.fixed_dictionaries({"says": st.just("Hm."), "trust": changes, "then": st.sampled_from(targets)})
    return st.builds(lambda some, end: [*some, end], st.lists(reaction, max_size=4), last)


@st.composite
def _scenarios(draw: st.DrawFn) -> Scenario:
    targets = ("a", "b", "c", "heard", "halfway", "gone")
    risks = st.sampled_from(["none", "possible", "clear", "disclosed"])
    return scenario(
        {name: moment("?", *draw(_reactions(targets)), risk=draw(risks)) for name in ("a", "b", "c")},
        starts={"trust": 4, "distress": 6},
    )


@cache
def _readings() -> tuple[Reading | None, ...]:
    made: list[Reading | None] = [None]
    for found in product(_FOUND, repeat=len(_BEHAVIOURS)):
        findings = {name: Finding(p, verdict) for name, (p, verdict) in zip(_BEHAVIOURS, found, strict=True)}
        made += [
            Reading(float(level), (0.0, float(high)), findings, "made")
            for level in range(7)
            for high in range(level, 7)
        ]
    return tuple(made)


@settings(max_examples=12, deadline=None, derandomize=True)
@given(_scenarios(), st.booleans())
def test_the_branches_are_what_the_machine_does_for_some_response(story: Scenario, asked_before: bool) -> None:
    situation = Situation(trust=3, distress=6, tries=2, visited=frozenset({"a"}))
    safety = SafetyAsked(of_a_cue=asked_before)
    done = set()
    for reading in _readings():
        step = take_step(story, "a", situation, reading, safety, worn=False, validating=VALIDATING)
        done.add((step.reaction, step.then, step.trust, step.distress, is_shown(reading, QUESTION)))
    branches = Branches(story, "a", VALIDATING, towards_good(story))
    found = {
        (one.reaction, one.then, within_gauge(3 + one.trust), within_gauge(6 + one.distress), one.asked)
        for one in branches.after(situation, unasked=not asked_before, asking=True)
    }
    assert found == done


@settings(max_examples=25, deadline=None, derandomize=True)
@given(_scenarios())
def test_exploring_leaves_out_nothing_that_responses_lead_to(story: Scenario) -> None:
    explored, walked = explore(story), all_passages(story)
    assert explored.complete and walked.complete
    assert walked.reactions <= explored.reactions
    assert walked.moments <= explored.moments
    assert walked.endings <= explored.endings
    assert explored.nodes[0].moment == story.opening
    assert len(set(explored.nodes)) == len(explored.nodes) == len(explored.out_of)
    for node, edges in zip(explored.nodes, explored.out_of, strict=True):
        assert edges
        for edge in edges:
            assert edge.then in story.endings if edge.node is None else explored.nodes[edge.node].moment == edge.then
            assert (node.moment, edge.reaction) in explored.reactions


def test_what_was_left_undone_about_risk_comes_with_the_ending() -> None:
    story = scenario(
        {
            "a": moment("?", {"says": "Yes.", "when": {"shows_any": (QUESTION,)}, "then": "b"}, _to("b"), risk="clear"),
            "b": moment("?", {"says": "Yes.", "when": {"shows_any": (QUESTION,)}, "then": "c"}, _to("heard")),
            "c": moment("?", _to("heard"), risk="disclosed"),
        }
    )
    pasts = {edge.past for edges in explore(story).out_of for edge in edges if edge.then == "heard"}
    assert {(past.unasked, past.help) for past in pasts} == {("clear", ""), ("", ""), ("", "owed"), ("", "given")}


def test_a_moment_that_tells_too_much_apart_is_left_out() -> None:
    many = [f"own-{letter}" for letter in "abcdefghijklmnop"]
    assert 28 * 2 ** len(many) > MAX_KINDS
    story = scenario({"a": moment("?", *(_to("halfway", shows_any=(one,)) for one in many), _to("gone"))})
    assert all_branches(story) == {}
    explored = explore_along(story, {})
    assert (explored.complete, explored.states) == (False, 0)


def _to(then: str, **when: Any) -> dict[str, Any]:
    return {"says": "Hm.", "then": then} | ({"when": when} if when else {})
