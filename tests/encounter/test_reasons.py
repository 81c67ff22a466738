"""Why a reaction happened, and why those before it did not."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.encounter.small_scenario import found, goes, moment, reading, scenario, walk
from tests.encounter.test_properties import play, readings, steps, texts
from trainer.encounter.encounter import Encounter, Step, begin
from trainer.encounter.reasons import HELD_BACK, Account, account_of
from trainer.scoring.exchange import SILENCE, Response
from trainer.scoring.reading import Reading


def account(encounter: Encounter, read: Reading | None, text: str = "Hm, I see.") -> Account:
    return account_of(encounter, SILENCE if read is None else Response(text), read)


def why_not(account: Account) -> list[tuple[str, ...]]:
    return [weighed.why_not for weighed in account.passed_over]


def test_each_reaction_before_it_says_what_kept_it_and_the_one_that_happened_why() -> None:
    told = account(begin(walk(), 1), reading(3.2, "blames"))
    assert why_not(told) == [("level at least 4: read 3",)]
    assert [str(test) for test in told.happened.tests] == ["shows blames or minimises: blames is present (p 0.90)"]
    assert told.notes == ()


def test_only_the_keys_that_fail_are_named() -> None:
    story = scenario({
        "one": moment("Well?", goes("halfway", shows_all=("names-feeling", "minimises"), trust_at_least=7),
                      goes("gone"))
    })  # fmt: skip
    told = account(begin(story, 1), reading(4, "names-feeling", unsure={"minimises": 0.7}))
    assert why_not(told) == [
        ("shows names-feeling and minimises: minimises is unsure (p 0.70)", "trust at least 7: it is 5")
    ]
    assert told.happened.tests == ()


def test_what_costs_trust_has_to_be_sure() -> None:
    story = scenario({"one": moment("Well?", goes("gone", trust=-1, level_at_most=2), goes("halfway"))})
    told = account(begin(story, 1), reading(2, interval=(1, 4)))
    assert why_not(told) == [("level at most 2: read 2, and it may be 4: what costs trust has to be sure",)]
    assert why_not(account(begin(story, 1), reading(5)))[0] == ("level at most 2: read 5",)


def test_state_visits_and_silence_in_words() -> None:
    story = scenario({
        "one": moment("Well?", goes("two", silent=True), goes("gone", visited=("two",)), goes("gone", tries_at_least=2),
                      goes("gone", distress_below=3), goes("two")),
        "two": moment("And?", goes("one", lacks=("minimises",)), goes("gone")),
    })  # fmt: skip
    assert why_not(account(begin(story, 1), reading(3))) == [
        ("silence held: something was said",),
        ("after two: two not met before",),
        ("from visit 2: this is visit 1",),
        ("distress below 3: it is 5",),
    ]
    silent = account(begin(story, 1), None)
    assert [str(test) for test in silent.happened.tests] == ["silence held: yes"]
    second = begin(story, 1).respond(SILENCE, None)
    assert why_not(account(second, reading(1, "minimises"))) == [("without minimises: minimises is present (p 0.90)",)]
    assert [str(test) for test in account(second, reading(4)).happened.tests] == ["without minimises: none shown"]


def test_of_a_group_the_nearest_is_named() -> None:
    story = scenario(
        {
            "one": moment("Well?", goes("two", shows_any=("argues", "blames")), goes("gone")),
            "two": moment("?", goes("gone")),
        }
    )
    read = Reading(3, (3, 3), {"argues": found(0.2, "absent"), "blames": found(0.4, "unsure")}, "hand")
    assert why_not(account(begin(story, 1), read)) == [
        ("shows argues or blames: none found, nearest blames is unsure (p 0.40)",)
    ]


def test_a_risk_cue_caps_the_level_holds_back_ways_and_keeps_trust() -> None:
    cue = begin(walk(), 1).respond(Response("You sound worn out."), reading(5))
    told = account(cue, reading(6))
    assert why_not(told) == [("shows asks-safety: asks-safety is absent (p 0.00)",), (HELD_BACK,)]
    assert "the level read is 6, it counts as 3" in told.notes
    assert told.happened.why_not == ()


def test_a_worn_shape_is_told() -> None:
    here = begin(walk(), 1)
    for _ in range(2):
        here = here.respond(Response("You feel sad because it rains. I am here."), reading(3))
    told = account(here, reading(5), "You feel low because it snows. I am here.")
    assert told.notes[0].startswith("the same shape for the third time")
    assert why_not(told)[0] == ("level at least 4: counts as 2 (read 5)",)


@given(
    seed=st.integers(), wanted=steps, last=st.tuples(st.builds(Response, texts), readings()) | st.just((SILENCE, None))
)
@settings(max_examples=60, deadline=None)
def test_the_account_is_of_what_happens(seed: int, wanted: list[Step], last: tuple[Response, Reading | None]) -> None:
    here = play(seed, wanted)[0][-1]
    if here.moment is None:
        return
    told = account_of(here, *last)
    assert told.happened.index == here.respond(*last).exchanges[-1].reaction
    assert all(test.met for test in told.happened.tests)
    assert all(weighed.why_not for weighed in told.passed_over)
