"""How often behaviours were called for, and shown."""

from __future__ import annotations

from tests.scoring_attempt.attempts import SCENARIO, said, silent
from trainer.scoring.behaviours_met import BehaviourMet, behaviours_met


def test_shown_for_sure_perhaps_and_not_at_all() -> None:
    exchanges = [
        said("plain", "", 4.0, "names-feeling"),
        said("quiet", "", 4.0, unsure={"names-feeling": 0.6}),
        said("tense", "", 4.0),
    ]
    assert behaviours_met(SCENARIO, exchanges) == (
        BehaviourMet("makes-sense", 1, 0, 0.0),
        BehaviourMet("names-feeling", 3, 1, 0.333),
        BehaviourMet("owns-limits", 1, 0, 0.0),
        BehaviourMet("stays-present", 1, 0, 0.0),
    )


def test_silence_that_helps_is_presence_and_one_that_hurts_a_miss() -> None:
    assert behaviours_met(SCENARIO, [silent("quiet"), silent("tense"), silent("plain")]) == (
        BehaviourMet("names-feeling", 1, 0, 0.0),
        BehaviourMet("owns-limits", 1, 0, 0.0),
        BehaviourMet("stays-present", 1, 1, 0.0),
    )


def test_who_asked_just_before_a_cue_has_asked_about_safety() -> None:
    asked = said("plain", "Do you think about killing yourself?", 4.0, "asks-safety")
    cue = said("possible", "I see.", 4.0)
    assert BehaviourMet("asks-safety", 1, 1, 0.0) in behaviours_met(SCENARIO, [asked, cue])
    assert BehaviourMet("asks-safety", 1, 0, 0.0) in behaviours_met(SCENARIO, [asked, said("plain", "", 4.0), cue])
    again = said("plain", "You are tired.", 4.0, "names-feeling", attempt=2)
    assert BehaviourMet("asks-safety", 1, 0, 0.0) in behaviours_met(SCENARIO, [asked, again, cue])


def test_the_first_try_counts() -> None:
    exchanges = [said("other", "No.", 2.0), said("other", "Not your fault.", 5.0, "lifts-blame", attempt=2)]
    assert behaviours_met(SCENARIO, exchanges) == (BehaviourMet("lifts-blame", 1, 0, 0.0),)


def test_a_shape_used_up_earns_nothing() -> None:
    same = [said("other", "You feel low because of it. I am staying.", 5.0, "lifts-blame") for _ in range(3)]
    assert behaviours_met(SCENARIO, same) == (BehaviourMet("lifts-blame", 3, 2, 0.0),)


def test_what_no_moment_calls_for_has_no_place() -> None:
    assert behaviours_met(SCENARIO, [said("clear", "", 4.0, "asks-safety", "gives-advice")]) == ()
