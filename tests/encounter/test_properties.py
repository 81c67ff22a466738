"""What holds for every run, whatever is said."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.encounter.small_scenario import walk
from trainer.encounter.encounter import REDO, Encounter, Redo, Step, begin, replay
from trainer.encounter.exploration import explore
from trainer.scoring.exchange import SILENCE, Response
from trainer.scoring.reading import Finding, Reading

STORY = walk()
EXPLORED = explore(STORY)

findings = st.dictionaries(
    st.sampled_from(["names-feeling", "asks-safety", "blames", "minimises", "shares-next-step"]),
    st.sampled_from([Finding(0.9, "present"), Finding(0.6, "unsure"), Finding(0.4, "unsure"), Finding(0.1, "absent")]),
)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    low, level, high = sorted(draw(st.lists(st.floats(0, 6), min_size=3, max_size=3)))
    return Reading(round(level, 3), (round(low, 3), round(high, 3)), draw(findings), "drawn")


texts = st.sampled_from(["You sound worn out.", "At least it is dry.", "Do you mean dying?", ""]) | st.text(max_size=30)
spoken = st.tuples(st.builds(Response, texts), readings())
steps = st.lists(spoken | st.just((SILENCE, None)) | st.just(REDO), max_size=12)


def play(seed: int, wanted: list[Step]) -> tuple[list[Encounter], list[Step]]:
    """Every encounter on the way, and the steps that could be taken."""
    way, taken = [begin(STORY, seed)], list[Step]()
    for step in wanted:
        here = way[-1]
        if isinstance(step, Redo):
            if not here.can_redo:
                continue
            way.append(here.redo())
        elif here.moment is None:
            continue
        else:
            way.append(here.respond(*step))
        taken.append(step)
    return way, taken


@given(seed=st.integers(), wanted=steps)
@settings(max_examples=60, deadline=None)
def test_replay_equals_play(seed: int, wanted: list[Step]) -> None:
    way, taken = play(seed, wanted)
    assert replay(STORY, seed, taken) == way[-1]


@given(seed=st.integers(), wanted=steps)
@settings(max_examples=60, deadline=None)
def test_trust_and_distress_stay_within_bounds_and_join_up(seed: int, wanted: list[Step]) -> None:
    way, _ = play(seed, wanted)
    for encounter in way:
        assert 0 <= encounter.trust <= 10
        assert 0 <= encounter.distress <= 10
        starts = STORY.patient.starts
        ends = [(starts.trust, starts.distress), *((one.trust[1], one.distress[1]) for one in encounter.line)]
        begins = [(one.trust[0], one.distress[0]) for one in encounter.line]
        assert begins == ends[:-1]
        assert (encounter.trust, encounter.distress) == ends[-1]


@given(seed=st.integers(), wanted=steps, extra=spoken)
@settings(max_examples=60, deadline=None)
def test_redo_restores_the_state_and_keeps_every_try(
    seed: int, wanted: list[Step], extra: tuple[Response, Reading]
) -> None:
    here = play(seed, wanted)[0][-1]
    if here.moment is None:
        return
    tried = here.respond(*extra)
    back = tried.redo()
    assert (back.state, back.line, back.context()) == (here.state, here.line, here.context())
    assert back.exchanges == tried.exchanges
    assert back.respond(*extra).state == tried.state


@given(wanted=steps)
@settings(max_examples=60, deadline=None)
def test_the_words_depend_on_the_seed_and_nothing_else_does(wanted: list[Step]) -> None:
    runs = [play(seed, wanted)[0][-1] for seed in (1, 2)]
    assert runs[0].ending == runs[1].ending
    assert [(one.moment, one.reaction, one.trust) for one in runs[0].exchanges] == [
        (one.moment, one.reaction, one.trust) for one in runs[1].exchanges
    ]


@given(seed=st.integers(), wanted=steps)
@settings(max_examples=60, deadline=None)
def test_no_run_meets_a_reaction_or_an_ending_that_exploration_missed(seed: int, wanted: list[Step]) -> None:
    last = play(seed, wanted)[0][-1]
    assert {(one.moment, one.reaction) for one in last.exchanges} <= EXPLORED.reactions
    assert last.ending is None or last.ending in EXPLORED.endings


@given(seed=st.integers(), wanted=st.lists(spoken, max_size=12))
@settings(max_examples=60, deadline=None)
def test_nobody_who_never_asks_reaches_a_good_ending(seed: int, wanted: list[Step]) -> None:
    last = play(seed, wanted)[0][-1]
    asked = any(one.reading is not None and one.reading.is_likely("asks-safety") for one in last.exchanges)
    assert asked or last.ending != "heard"
