"""Passages between states: all that can happen, each with a response that makes it happen."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.encounter.small_scenario import goes, moment, reading, reply, scenario, walk
from trainer.encounter.encounter import Encounter, begin
from trainer.encounter.passages import all_passages
from trainer.library.scenario import Scenario
from trainer.scoring.exchange import SILENCE, Response
from trainer.scoring.reading import Reading

WALK = walk()
LOOP = scenario(
    {
        "a": moment(
            "?",
            goes("heard", trust_at_least=9),
            goes("b", trust=-1, level_at_most=1),
            goes("halfway", tries_at_least=4, distress_at_least=8, lacks=("names-feeling",)),
            goes("a", trust=2, shows_all=("names-feeling", "makes-sense")),
            goes("a", distress=2, level_at_most=3),
            goes("b"),
            replies=(reply("You sound sad.", 4, "names-feeling", "makes-sense"),),
        ),
        "b": moment(
            "?", goes("a", silent=True), goes("heard", visited=("b",)), goes("b", level_at_least=5), goes("gone")
        ),
    }
)
BEHAVIOURS = ("names-feeling", "makes-sense", "asks-safety", "blames", "minimises", "shares-next-step")


@st.composite
def readings(draw: st.DrawFn) -> Reading | None:
    if draw(st.integers(0, 6)) == 0:
        return None
    low, high = sorted((draw(st.integers(0, 6)), draw(st.integers(0, 6))))
    present = draw(st.lists(st.sampled_from(BEHAVIOURS), max_size=3))
    unsure = dict.fromkeys(draw(st.lists(st.sampled_from(BEHAVIOURS), max_size=2)), draw(st.sampled_from((0.4, 0.6))))
    return reading(
        low, *present, interval=(low, high), unsure={one: p for one, p in unsure.items() if one not in present}
    )


def _run(story: Scenario, said: list[Reading | None]) -> Encounter:
    encounter = begin(story, 1)
    for number, one in enumerate(said):
        if encounter.moment is None:
            break
        words = " ".join(chr(97 + (number * 7 + at) % 26) * 5 for at in range(3))
        encounter = encounter.respond(SILENCE if one is None else Response(words), one)
    return encounter


STORIES = {"walk": (WALK, all_passages(WALK)), "loop": (LOOP, all_passages(LOOP))}


@settings(max_examples=40)
@given(st.sampled_from(sorted(STORIES)), st.lists(readings(), max_size=8))
def test_whatever_is_said_only_known_reactions_follow(name: str, said: list[Reading | None]) -> None:
    story, known = STORIES[name]
    run = _run(story, said)
    assert {(one.moment, one.reaction) for one in run.exchanges} <= known.reactions
    assert {one.moment for one in run.exchanges} <= known.moments
    assert run.ending is None or run.ending in known.endings


def test_a_witness_makes_its_passage_happen() -> None:
    """From the opening: the same response in the encounter takes the same step."""
    for story, known in STORIES.values():
        for passage in known.out_of[0]:
            run = _run(story, [passage.witness.reading])
            (exchange,) = run.exchanges
            step = passage.step
            assert (exchange.reaction, exchange.then, run.trust) == (step.reaction, step.then, step.trust)
            assert run.distress == step.distress


def test_the_scenarios_own_replies_stand_witness_first() -> None:
    out = STORIES["walk"][1].out_of[0]
    first = {then: next(one.witness.replies for one in out if one.step.then == then) for then in ("cue", "gone")}
    assert [one.text for one in first["cue"]] == ["You sound worn out by it."]
    assert [one.text for one in first["gone"]] == ["You could have tried harder."]


def test_states_are_numbered_by_how_few_exchanges_lead_to_them() -> None:
    for _, known in STORIES.values():
        depth = {0: 0}
        for state, passages in enumerate(known.out_of):
            for passage in passages:
                if passage.to is not None:
                    depth.setdefault(passage.to, depth[state] + 1)
        assert [depth[state] for state in range(known.states)] == sorted(depth.values())


def test_a_reaction_only_for_doubtful_readings_is_found() -> None:
    """At level 1 with a wide interval trust does not fall by `level_at_most`: the next reaction may be for that."""
    story = scenario(
        {"a": moment("?", goes("gone", trust=-1, level_at_most=1), goes("halfway", level_at_most=1), goes("heard"))}
    )
    assert ("a", 1) in all_passages(story).reactions


def test_the_limit_is_said() -> None:
    found = all_passages(WALK, limit=2)
    assert (found.states, found.complete) == (2, False)
