"""Grades, the criterion, the schedule, which moment comes next, contrasts, and what fits into a sitting."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.practice.making import BEGUN, LABELLED, PLAIN, body, kind, library, off, tried
from trainer.library.behaviour import Behaviour
from trainer.library.catalogue import load_library
from trainer.library.scenario import Scenario
from trainer.library.shipped import shipped_folders
from trainer.practice.contrasts import Contrast, Side, contrasts, next_contrasts, warm_up
from trainer.practice.grading import Grade, counts, grade
from trainer.practice.mastery import crossings, standing
from trainer.practice.opportunities import first_moment, next_opportunity, opportunities, to_be_drilled
from trainer.practice.rules import Rules
from trainer.practice.schedule import due, reviewed
from trainer.practice.single import single_encounter
from trainer.practice.sitting import sitting
from trainer.practice.tries import Aim, aims, met


def shipped_behaviours() -> list[Behaviour]:
    every = load_library(shipped_folders()[1:]).behaviours
    return [entry.item for entry in every.values()]


@pytest.fixture
def scenarios() -> list[Scenario]:
    return [entry.item for entry in library().scenarios.values()]


@pytest.mark.parametrize(
    ("text", "behaviour", "aim", "expected"),
    [
        ("Nothing much.", "names-feeling", "show", Grade.AGAIN),
        ("perhaps ashamed", "names-feeling", "show", Grade.HARD),
        ("ashamed, and wrong", "names-feeling", "show", Grade.HARD),
        ("ashamed", "names-feeling", "show", Grade.GOOD),
        ("deeply ashamed", "names-feeling", "show", Grade.EASY),
        ("wrong", "argues", "avoid", Grade.AGAIN),
        ("perhaps wrong", "argues", "avoid", Grade.HARD),
        ("Nothing much.", "argues", "avoid", Grade.HARD),
        ("ashamed", "argues", "avoid", Grade.GOOD),
    ],
)
def test_the_reading_gives_the_grade(text: str, behaviour: str, aim: Aim, expected: Grade) -> None:
    assert grade(tried(text, drilled=behaviour), behaviour, aim) is expected


def test_silence_is_graded_by_what_the_moment_says_of_it() -> None:
    helping, hurting = body("stays-present", silence="helps"), body("stays-present", silence="hurts")
    assert grade(tried(None, moment=helping, drilled="stays-present"), "stays-present", "show") is Grade.GOOD
    assert grade(tried(None, moment=hurting, drilled="stays-present"), "stays-present", "show") is Grade.AGAIN
    assert met(tried(None, moment=body(silence="neutral")), "names-feeling", "show") is None


def test_the_same_shape_a_third_time_earns_nothing() -> None:
    same = [tried("You feel ashamed.", at) for at in range(3)]
    assert [counts(one, "names-feeling", "show", same[:at]) for at, one in enumerate(same)] == [True, True, False]
    assert grade(same[2], "names-feeling", "show", same[:2]) is Grade.AGAIN


def test_a_drill_counts_for_nothing_but_what_it_is_about() -> None:
    assert met(tried("ashamed"), "asks-safety", "show") is None
    assert met(tried("ashamed", strand="practice"), "argues", "avoid") is True


def test_the_criterion_looks_at_the_last_first_tries() -> None:
    rules = Rules(shown=2, of=3)
    tries = [tried(kind(at) if good else off(at), at) for at, good in enumerate([True, True, False, False, True, True])]
    redo = tried(kind(9), 6, try_number=2)
    other = tried(kind(10), 7, strand="practice")
    now = standing([*tries, redo, other], "names-feeling", "show", rules)
    assert (now.shown, now.of, now.reached) == (2, 3, True)
    found = crossings(tries, "names-feeling", "show", rules)
    assert [one.at for one, _ in found] == [tries[1].at, tries[5].at]


@settings(max_examples=30)
@given(st.lists(st.booleans(), max_size=30), st.integers(1, 8), st.integers(0, 7))
def test_a_standing_never_exceeds_its_window(flags: list[bool], of: int, spare: int) -> None:
    rules = Rules(shown=max(1, of - spare), of=of)
    tries = [tried(kind(at % 20) if good else off(at % 20), at) for at, good in enumerate(flags)]
    now = standing(tries, "names-feeling", "show", rules)
    assert now.of == min(of, len(flags))
    assert 0 <= now.shown <= sum(flags[-of:])


def test_better_grades_come_back_later_and_equal_tries_on_equal_days() -> None:
    first = {worth: reviewed(None, "x", worth, BEGUN) for worth in Grade}
    days = [(card.due - BEGUN).days for card in first.values()]
    assert days == sorted(days)
    assert days[0] == 1
    assert reviewed(None, "x", Grade.GOOD, BEGUN) == first[Grade.GOOD]
    again = reviewed(first[Grade.GOOD], "x", Grade.GOOD, first[Grade.GOOD].due)
    assert again.due - again.last_review > timedelta(days=days[2])
    assert reviewed(again, "x", Grade.GOOD, BEGUN).last_review == again.last_review  # a clock that has gone back


def test_a_day_has_come_when_its_date_has() -> None:
    card = reviewed(None, "x", Grade.AGAIN, BEGUN)
    assert due([card], BEGUN + timedelta(hours=5)) == ()
    assert due([card], BEGUN + timedelta(hours=13)) == (card,)


def test_the_last_unseen_parallel_moments_are_kept_for_probes(scenarios: list[Scenario]) -> None:
    places = opportunities(scenarios, "names-feeling", "show")
    assert len(places) == PLAIN + LABELLED
    done: dict[tuple[str, str], datetime] = {}
    for day in range(PLAIN + LABELLED + 3):
        place = next_opportunity(to_be_drilled(places, frozenset(done)), done, [])
        assert place is not None
        done[place.place] = BEGUN + timedelta(days=day)
    assert len(done) == PLAIN + LABELLED - 2


@pytest.mark.parametrize("moments", [2, 3])
def test_few_moments_come_again_in_turn_and_never_twice_in_a_row(scenarios: list[Scenario], moments: int) -> None:
    labelled = [one for one in opportunities(scenarios, "names-feeling", "show") if one.body.parallel is not None]
    free = to_be_drilled(labelled[:moments], frozenset())
    assert len(free) == 2  # what is left to drill goes before what is kept for probes
    done: dict[tuple[str, str], datetime] = {}
    met: list[tuple[str, str]] = []
    for sitting_ in range(3):
        here: list[tuple[str, str]] = []
        for step in range(5):
            place = next_opportunity(free, done, here)
            assert place is not None
            done[place.place] = BEGUN + timedelta(days=sitting_, minutes=step)
            here.append(place.place)
        met += here
    assert all(one != other for one, other in pairwise(met))
    assert max(met.count(one.place) for one in free) - min(met.count(one.place) for one in free) <= 1


def test_where_there_is_one_moment_a_sitting_has_it_once(scenarios: list[Scenario]) -> None:
    (only,) = opportunities(scenarios, "names-feeling", "show")[:1]
    assert next_opportunity([only], {}, []) is only
    assert next_opportunity([only], {only.place: BEGUN}, [only.place]) is None
    assert next_opportunity([only], {only.place: BEGUN}, []) is only


def test_what_is_called_for_is_shown_and_what_tempts_is_avoided(scenarios: list[Scenario]) -> None:
    behaviours = {name: entry.item for name, entry in library().behaviours.items()}
    moments = [moment for scenario in scenarios for moment in scenario.moments.values()]
    assert aims(behaviours, moments) == {"names-feeling": "show", "asks-safety": "show", "argues": "avoid"}
    assert len(opportunities(scenarios, "argues", "avoid")) == PLAIN + LABELLED


def test_the_first_moment_opens_a_gentle_scenario_without_risk(scenarios: list[Scenario]) -> None:
    place = first_moment(scenarios)
    assert place is not None
    assert (place.moment, place.scenario.difficulty) == ("arrival", 1)
    risky = scenarios[0].moments["arrival"].model_copy(update={"risk": "clear"})
    assert first_moment([scenarios[0].model_copy(update={"moments": {"arrival": risky}})]) is None


def test_a_moment_by_itself_has_the_words_that_led_to_it() -> None:
    inner = {"says": "{{ patient.name }}: {{ trust }}.", "reactions": ({"says": "Hm.", "then": "end"},)}
    opening = {
        "says": "Hello.",
        "reactions": (
            {"when": {"level_at_most": 2}, "says": "Cold.", "trust": -1, "then": "inner"},
            {"when": {"level_at_most": 3}, "says": "Mild.", "then": "inner"},
            {"when": {"level_at_most": 4}, "says": "Hurt.", "trust": -1, "then": "repair"},
            {"says": "Warm.", "trust": 1, "then": "inner"},
        ),
    }
    repair = {"says": "You hurt me.", "reactions": ({"says": "Forgiven.", "trust": 3, "then": "inner"},)}
    model = Scenario.model_validate(
        {
            "id": "two",
            "version": 1,
            "title": "Two",
            "summary": "Two.",
            "difficulty": 1,
            "minutes": 5,
            "content_note": "None.",
            "rubric": "r",
            "role": "You.",
            "goals": ("One",),
            "patient": {"name": "Ana", "age": 40, "background": "Ana.", "starts": {"trust": 4, "distress": 5}},
            "opening": "opening",
            "moments": {"opening": opening, "repair": repair, "inner": inner},
            "endings": {"end": {"kind": "good", "says": "End."}},
        }
    )
    assert single_encounter(model, "opening").heard == "Hello."
    assert single_encounter(model, "inner").heard == "Warm.\nAna: 5."
    assert single_encounter(model, "repair").heard == "Hurt.\nYou hurt me."
    with pytest.raises(KeyError):
        single_encounter(model, "nowhere")


def test_contrasts_pair_an_example_with_the_near_miss_of_the_same_patient() -> None:
    behaviour = library().behaviours["names-feeling"].item
    (one,) = contrasts(behaviour, seed=1)
    assert one.one_patient
    assert one.sides[one.right].response == "You sound ashamed."
    assert (one.evidence, one.why) == ("ashamed", "it asks")
    assert {contrasts(behaviour, seed)[0].right for seed in range(20)} == {0, 1}
    assert {contrasts(behaviour, seed)[0].key for seed in range(20)} == {one.key}
    apart = behaviour.model_copy(update={"near_misses": behaviour.near_misses[1:]})
    (other,) = contrasts(apart, seed=1)
    assert not other.one_patient
    both = behaviour.model_copy(update={"examples": (*behaviour.examples, *behaviour.examples[:1])})
    assert next_contrasts(both, {one.key: 3}, 1, 1)[0].behaviour == "names-feeling"


def test_each_sitting_warms_up_with_others() -> None:
    behaviour = library().behaviours["names-feeling"].item
    first, second = warm_up(behaviour, 0), warm_up(behaviour, 1)
    assert first is not None
    assert second is not None
    assert len(first.examples) == 2
    assert first.near_miss != second.near_miss


@pytest.mark.parametrize("shipped", shipped_behaviours(), ids=lambda behaviour: behaviour.id)
def test_a_warm_up_gives_nothing_of_the_choice_away(shipped: Behaviour) -> None:
    chosen: dict[str, int] = {}
    for turn in range(30):
        (contrast,) = next_contrasts(shipped, chosen, turn, 1)
        chosen[contrast.key] = chosen.get(contrast.key, 0) + 1
        found = warm_up(shipped, turn, [contrast])
        assert found is not None
        assert len(found.examples) == 2
        shown = {text for one in (*found.examples, found.near_miss) for text in (one.patient, one.response)}
        assert shown.isdisjoint({text for side in contrast.sides for text in (side.patient, side.response)})


def test_only_words_that_one_side_has_tell_the_two_apart() -> None:
    sides = (Side("So?", "You did the work. It will pay."), Side("So?", "You did the work. It hasn't paid."))
    shared = Contrast("lifts-blame", "Which?", sides, 1, "You did the work.", "a defence")
    assert shared.telling == ""
    assert replace(shared, evidence="It hasn't paid.").telling == "It hasn't paid."


def test_where_too_little_is_left_the_choice_goes_before_the_warm_up() -> None:
    behaviour = library().behaviours["names-feeling"].item
    bare = behaviour.model_copy(update={"examples": behaviour.examples[:1], "near_misses": behaviour.near_misses[:1]})
    assert warm_up(bare, 0) is not None
    assert warm_up(bare, 0, contrasts(bare, seed=1)) is None


@given(st.integers(2, 60))
def test_a_sitting_fits_into_its_minutes(minutes: int) -> None:
    plan = sitting(minutes)
    assert plan.moments >= 1
    assert int(plan.warm_up) + plan.contrasts + 2 * plan.moments <= minutes
    assert (sitting(10).warm_up, sitting(10).contrasts, sitting(10).moments) == (True, 1, 4)
