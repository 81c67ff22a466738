"""Behaviours and criteria tried on responses of which it is known how they should be read."""

from __future__ import annotations

from typing import Any

import pytest

from tests.scoring.own.watching import NO_THANKS, PATIENT, THANKS, WatchedReader, behaviour
from tests.scoring_attempt.attempts import criterion, rubric
from trainer.scoring.own.reader import fit_reader
from trainer.workshop.trying.behaviours import try_behaviour
from trainer.workshop.trying.criteria import CriterionTrial, try_rubric
from trainer.workshop.trying.telling import behaviour_facts, behaviour_lines, rubric_lines

FEELING = behaviour("names-feeling", ("You sound worn out.", "I hear you."), ("It is late.", "The shoe is worn down."))
MINIMISES = behaviour("minimises", ("At least it is dry.",), ("Not the least bit.",), kind="invalidating")
OWN = behaviour()
BEHAVIOURS = {one.id: one for one in (FEELING, MINIMISES, OWN)}
READER = fit_reader(WatchedReader(), BEHAVIOURS)
MEASURED = {"names-feeling": 0.7, "minimises": 0.6}


def tried(measure: dict[str, Any], **tests: Any) -> CriterionTrial:
    replies = {side: tuple({"patient": PATIENT, "response": text} for text in texts) for side, texts in tests.items()}
    made = rubric(criterion("one", measure) | ({"tests": replies} if tests else {}))
    (trial,) = try_rubric(made, BEHAVIOURS, READER, MEASURED)
    return trial


def outcomes(trial: CriterionTrial) -> list[tuple[str, str, str]]:
    return [(one.case.side, one.case.response, one.outcome) for one in trial.tried]


def test_a_behaviour_of_the_codebook_is_read_as_it_is() -> None:
    trial = try_behaviour(FEELING, READER)
    assert (trial.found, trial.examples, trial.taken, trial.near_misses) == (1, 2, 1, 2)
    assert (trial.recall, trial.precision, trial.bounds) == (0.5, 0.5, None)
    assert [one.wanted.response for one in trial.misread] == ["I hear you.", "The shoe is worn down."]


def test_an_example_of_ones_own_is_read_by_a_fit_that_has_not_seen_it() -> None:
    odd = "Purple umbrellas everywhere."
    own = behaviour(examples=(*THANKS, odd))
    reader = fit_reader(WatchedReader(), {"thanks-them": own})
    trial = try_behaviour(own, reader)
    assert odd in [one.wanted.response for one in trial.misread]
    assert (trial.examples, trial.near_misses) == (13, 12)
    assert trial.bounds is not None


def test_the_words_name_what_was_misread() -> None:
    lines = "\n".join(behaviour_lines(try_behaviour(FEELING, READER), 0.7))
    assert "Of 2 examples it finds 1; of 2 near misses it takes 1 for it." in lines
    assert 'example 2, p = 0.02: "I hear you."' in lines
    assert 'near miss 2, p = 0.98: "The shoe is worn down."' in lines
    assert "[It only looks like it.]" in lines
    assert "kappa 0.70" in lines
    own = "\n".join(behaviour_lines(try_behaviour(behaviour(near_misses=NO_THANKS[:3]), READER), None))
    assert "advisory" in own
    assert "These are few" in own
    facts = behaviour_facts(try_behaviour(OWN, READER), None)
    assert facts["own"] is True
    assert facts["measured_kappa"] is None


def test_shows_is_tried_on_the_examples_of_what_it_names() -> None:
    trial = tried({"shows": ("names-feeling",), "cuts": (0.2, 0.4, 0.6)})
    assert outcomes(trial) == [
        ("good", "You sound worn out.", "right"),
        ("good", "I hear you.", "wrong"),
        ("near miss", "It is late.", "right"),
        ("near miss", "The shoe is worn down.", "wrong"),
    ]
    assert not trial.advisory


def test_avoids_looks_for_what_it_should_find_too() -> None:
    trial = tried({"avoids": ("minimises",), "cuts": (2, 1, 0)}, good=["It is hard."], bad=["At least you slept."])
    assert outcomes(trial) == [
        ("good", "It is hard.", "right"),
        ("bad", "At least you slept.", "right"),
        ("bad", "At least it is dry.", "right"),
        ("near miss", "Not the least bit.", "wrong"),
    ]


def test_a_criterions_own_tests_may_show_any_of_what_it_names() -> None:
    measure = {"shows": ("names-feeling", "minimises"), "cuts": (0.2, 0.4, 0.6)}
    trial = tried(measure, good=["At least.", "Hm."], near_misses=["So worn."])
    assert outcomes(trial)[:3] == [
        ("good", "At least.", "right"),
        ("good", "Hm.", "wrong"),
        ("near miss", "So worn.", "wrong"),
    ]


def test_a_criterion_on_ones_own_is_advisory_and_tried_on_what_it_has_not_seen() -> None:
    trial = tried({"shows": ("thanks-them",), "cuts": (0.2, 0.4, 0.6)})
    held = {one.response: one.p for one in READER.detectors["thanks-them"].held}  # type: ignore[attr-defined]
    assert trial.advisory
    assert len(trial.tried) == 24
    assert all(f"p = {held[one.case.response]:.2f}" in one.saw for one in trial.tried)
    assert "nothing is left that an attempt could pass by" in list(rubric_lines([trial]))[-1]


@pytest.mark.parametrize(
    ("cuts", "if_good", "if_bad"),
    [
        ((1, 2, 3), "right", "wrong"),
        ((1.5, 2.5, 3.5), "right", "unsure"),
        ((2, 3.5, 5), "unsure", "right"),
        ((4.5, 5, 5.5), "wrong", "right"),
    ],
)
def test_a_level_is_right_unsure_or_wrong(cuts: tuple[float, ...], if_good: str, if_bad: str) -> None:
    """The response is read at level 3, between 2 and 4."""
    trial = tried({"level": "mean", "cuts": cuts}, good=["You are heard."], bad=["You are heard."])
    assert [one.outcome for one in trial.tried] == [if_good, if_bad]


def test_plain_words_are_measured_in_one_response() -> None:
    hard = "The unanticipated implementation necessitates considerable multidisciplinary reconsideration."
    trial = tried({"plain": "grade", "cuts": (12, 10, 8)}, good=["I do not know yet. I am here."], bad=[hard])
    assert [one.outcome for one in trial.tried] == ["right", "right"]


def test_what_cannot_be_tried_is_said() -> None:
    assert "no single response shows" in tried({"repairs": "ruptures", "cuts": (0.2, 0.4, 0.6)}).cannot
    assert "`tests`" in tried({"level": "mean", "cuts": (2, 3, 4)}).cannot
