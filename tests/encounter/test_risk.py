"""A risk cue: warmth does not answer it."""

from __future__ import annotations

import pytest

from tests.encounter.small_scenario import goes, moment, reading, say, scenario, walk
from trainer.encounter.encounter import begin
from trainer.encounter.risk import towards_good
from trainer.library.scenario import Scenario
from trainer.scoring.exchange import SILENCE


def cue(*reactions: dict[str, object], risk: str = "clear") -> Scenario:
    later = moment("Later.", goes("heard", level_at_least=4, trust=1), goes("gone"))
    return scenario({"cue": moment("Without me.", *reactions, risk=risk), "later": later})


def test_unasked_the_level_is_at_most_three_trust_does_not_rise_and_no_good_ending_follows() -> None:
    at_cue = say(begin(walk(), 1), "You sound worn out.", reading(5))
    warm = say(at_cue, "That is so much to carry, and I am staying.", reading(6, "stays-present"))
    assert warm.ending == "halfway"
    assert warm.trust == at_cue.trust


def test_the_question_lifts_the_cap_at_once_and_from_half() -> None:
    at_cue = say(begin(walk(), 1), "You sound worn out.", reading(5))
    asked = say(at_cue, "Do you mean dying?", reading(4, unsure={"asks-safety": 0.5}))
    assert (asked.moment, asked.trust) == ("yes", at_cue.trust + 1)


def test_after_a_yes_there_is_no_cap_because_safety_has_been_asked() -> None:
    at_cue = say(begin(walk(), 1), "You sound worn out.", reading(5))
    told = say(at_cue, "Do you mean dying?", reading(4, "asks-safety"))
    followed = say(told, "I am glad you said it. We could ring her together.", reading(5, "shares-next-step"))
    assert (followed.ending, followed.trust) == ("heard", told.trust + 1)


def test_a_disclosure_that_comes_unasked_is_capped_until_asked() -> None:
    story = cue(goes("later", level_at_least=4), goes("cue", trust=2), risk="disclosed")
    warm = say(begin(story, 1), "I am so sorry.", reading(5))
    assert (warm.moment, warm.trust) == ("cue", 5)
    assert say(warm, "How near is it?", reading(5, "asks-safety")).moment == "later"


def test_a_possible_cue_is_not_capped() -> None:
    story = cue(goes("heard", level_at_least=5, trust=1), goes("gone"), risk="possible")
    assert say(begin(story, 1), "You must be so tired.", reading(5)).ending == "heard"


def test_a_question_asked_just_before_counts_for_the_cue_but_a_habit_does_not() -> None:
    story = scenario(
        {
            "talk": moment("Hm.", goes("talk-more", silent=True), goes("cue")),
            "talk-more": moment("Hm.", goes("cue")),
            "cue": moment("Without me.", goes("heard", level_at_least=4, trust=1), goes("gone"), risk="clear"),
        }
    )
    just_before = say(begin(story, 1), "Any thoughts of suicide?", reading(2, "asks-safety"))
    assert say(just_before, "I am here.", reading(5)).ending == "heard"

    habit = scenario(
        {
            "talk": moment("Hm.", goes("talk-more")),
            "talk-more": moment("Hm.", goes("cue")),
            "cue": moment("Without me.", goes("heard", level_at_least=4, trust=1), goes("gone"), risk="clear"),
        }
    )
    long_before = say(begin(habit, 1), "Any thoughts of suicide?", reading(2, "asks-safety"))
    at_cue = say(long_before, "Go on.", reading(3))
    assert say(at_cue, "I am here.", reading(5)).ending == "gone"


def test_silence_does_not_answer_a_cue() -> None:
    story = cue(goes("heard", silent=True, trust=2), goes("halfway"))
    after = begin(story, 1).respond(SILENCE, None)
    assert (after.ending, after.trust) == ("halfway", 5)


def test_towards_a_good_ending_is_any_way_to_one_that_meets_no_further_risk() -> None:
    story = scenario(
        {
            "start": moment("?", goes("cue")),
            "cue": moment("?", goes("free"), risk="clear"),
            "free": moment("?", goes("heard", level_at_least=4), goes("gone")),
            "second": moment("?", goes("told"), risk="possible"),
            "told": moment("?", goes("free"), risk="disclosed"),
            "lost": moment("?", goes("gone")),
        }
    )
    assert towards_good(story) == {"heard", "free"}


def test_a_moment_that_leads_round_the_cue_is_passed_over_and_a_second_chance_is_not() -> None:
    story = scenario(
        {
            "cue": moment(
                "?", goes("free", level_at_least=3), goes("again", level_at_least=2), goes("gone"), risk="clear"
            ),
            "free": moment("?", goes("heard")),
            "again": moment("?", goes("free", shows_any=("asks-safety",)), goes("gone"), risk="clear"),
        }
    )
    assert say(begin(story, 1), "I am so sorry.", reading(5)).moment == "again"


@pytest.mark.parametrize(
    ("reactions", "moment_after"),
    [
        ((goes("later", level_at_least=3), goes("heard")), "later"),
        ((goes("heard", level_at_least=3), goes("heard")), "cue"),
    ],
)
def test_even_a_badly_built_moment_never_ends_well_unasked(
    reactions: tuple[dict[str, object], ...], moment_after: str
) -> None:
    after = say(begin(cue(*reactions), 1), "I am so sorry.", reading(5))
    assert (after.moment, after.ending) == (moment_after, None)


@pytest.mark.parametrize(
    ("unsure", "trust"), [({}, 3), ({"asks-safety": 0.3}, 5)], ids=["surely unasked", "perhaps asked"]
)
def test_trust_falls_by_the_capped_level_only_where_the_question_is_surely_absent(
    unsure: dict[str, float], trust: int
) -> None:
    story = cue(goes("gone", level_at_most=3, trust=-2), goes("halfway"))
    after = say(begin(story, 1), "I am so sorry.", reading(5, interval=(4, 6), unsure=unsure))
    assert after.trust == trust
