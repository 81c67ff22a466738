"""Simulated trainees: who says what, and how it is read."""

from __future__ import annotations

import re

import pytest

from tests.encounter.small_scenario import goes, moment, reply, scenario, walk
from tests.workshop.simulation.playing import ROLES, ByWords, setting
from trainer.library.scenario import Scenario
from trainer.scoring.reading import Reader
from trainer.workshop.simulation.answers import Answers
from trainer.workshop.simulation.custom import CustomTrainee, custom_role, parse_custom, unknown_moments
from trainer.workshop.simulation.phrases import PHRASES, in_turn, parse_phrases
from trainer.workshop.simulation.playing import Run, goes_against, play
from trainer.workshop.simulation.roster import Role

SHIPPED = parse_phrases(PHRASES.read_text(encoding="utf-8"))
BY_NAME = {role.name: role for role in ROLES}
LONG = scenario({"a": moment("?", goes("heard", tries_at_least=9), goes("a"), replies=(reply("Yes.", 4),))})


def _said(name: str, seed: int, story: Scenario = LONG) -> list[str | None]:
    return [one.response.text for one in play(setting(story), BY_NAME[name], seed).encounter.exchanges]


def test_the_roster_has_one_who_should_pass_and_many_who_must_not() -> None:
    assert [role.name for role in ROLES if role.expected == "passes"] == ["good"]
    assert {role.name for role in ROLES if role.expected == "fails"} == {
        "flawed", "silent", "minimiser", "adviser", "interrogator", "reciter", "skeleton", "asks-only", "never-asks"
    }  # fmt: skip


@pytest.mark.parametrize("name", ["minimiser", "adviser", "interrogator", "reciter", "asks-only"])
def test_own_words_vary_with_the_seed_and_are_never_worn(name: str) -> None:
    said = [words for words in _said(name, 1) if words is not None]
    assert len(set(said)) == len(said) == 9
    assert _said(name, 1) == said
    assert _said(name, 2) != said


def test_a_skeleton_keeps_its_shape_and_changes_its_words() -> None:
    patterns = [re.sub(r"\{\w+\}", ".+", skeleton) for skeleton in SHIPPED.skeletons]
    used = set()
    for seed in range(1, 6):
        said = [words for words in _said("skeleton", seed) if words is not None]
        assert len(set(said)) == 9
        fitting = [at for at, pattern in enumerate(patterns) if all(re.fullmatch(pattern, words) for words in said)]
        used |= set(fitting)
        assert len(fitting) == 1
    assert len(used) > 1


def test_only_the_one_who_always_asks_asks() -> None:
    asking = {
        name
        for name in BY_NAME
        if any("suicide" in (words or "") or "kill" in (words or "") for words in _said(name, 1))
    }
    assert asking == {"asks-only"}


def test_who_never_asks_comforts_where_every_model_reply_asks() -> None:
    run = play(setting(walk()), BY_NAME["never-asks"], 1)
    texts = [one.response.text for one in run.encounter.exchanges]
    assert texts[0] == "You sound worn out by it."
    assert texts[1] in SHIPPED.comforts
    assert run.unasked


def test_replies_are_read_by_their_labels_and_other_words_by_the_reader_once_each() -> None:
    reader, loaded = ByWords(), []

    def load() -> Reader:
        loaded.append(1)
        return reader

    read = Answers(load)
    play_with = setting(walk())
    by_label = play(type(play_with)(walk(), play_with.rubric, play_with.validating, read, {}), BY_NAME["good"], 1)
    assert by_label.ending == "heard"
    assert loaded == []
    cheerful = type(play_with)(LONG, play_with.rubric, play_with.validating, Answers(load), {})
    assert play(cheerful, BY_NAME["minimiser"], 1) == play(cheerful, BY_NAME["minimiser"], 1)
    assert len(reader.read_texts) == 9
    own = type(play_with)(walk(), play_with.rubric, play_with.validating, Answers(load, by_reader=True), {})
    play(own, BY_NAME["good"], 1)
    assert "You sound worn out by it." in reader.read_texts


def test_all_phrases_have_their_turn_before_one_comes_again() -> None:
    words = ("a", "b", "c", "d")
    for seed in range(5):
        laps = [[in_turn(words, seed, 4 * lap + at, "x") for at in range(4)] for lap in range(3)]
        assert all(sorted(lap) == list(words) for lap in laps)


def _custom(text: str) -> CustomTrainee:
    found = parse_custom("c.yaml", text)
    assert isinstance(found, CustomTrainee), found
    return found


def _run(custom: CustomTrainee, story: Scenario = LONG, seed: int = 1) -> Run:
    return play(setting(story), custom_role(custom), seed)


def test_a_custom_trainee_says_its_responses_in_turn() -> None:
    run = _run(_custom("responses: [One., <silence>, Three.]"))
    assert [one.response.text for one in run.encounter.exchanges][:5] == ["One.", None, "Three.", "One.", None]


def test_at_a_moment_of_its_own_it_goes_by_visits_and_elsewhere_it_is_silent() -> None:
    run = _run(_custom("moments: {arrival: [Hm., You sound worn out by it.]}"), walk())
    exchanges = run.encounter.exchanges
    assert [(one.moment, one.response.text) for one in exchanges[:3]] == [
        ("arrival", "Hm."), ("arrival", "You sound worn out by it."), ("cue", None)
    ]  # fmt: skip
    assert exchanges[1].reading is not None
    assert exchanges[1].reading.scorer == "labels"


def test_by_seed_the_order_changes() -> None:
    custom = _custom("responses: [a, b, c, d, e, f]\norder: by-seed")
    orders = {tuple(one.response.text for one in _run(custom, seed=seed).encounter.exchanges[:6]) for seed in range(4)}
    assert len(orders) > 1
    assert all(sorted(order, key=str) == list("abcdef") for order in orders)


@pytest.mark.parametrize(
    ("text", "code", "path"),
    [
        ("responses: []", "S008", "$.responses"),
        ("says: [Hm.]", "S001", "$.says"),
        ("order: random", "S004", "$.order"),
        ("responses: Hm.", "S003", "$.responses"),
        ("responses: [a", "Y001", "$.responses"),
        ("- a", "S003", "$"),
    ],
)
def test_what_is_wrong_with_a_custom_file_is_told_with_its_place(text: str, code: str, path: str) -> None:
    found = parse_custom("c.yaml", text)
    assert isinstance(found, list)
    assert [(one.code, one.path, one.place.file) for one in found] == [(code, path, "c.yaml")]


def test_moments_that_the_scenario_lacks_are_told() -> None:
    text = "moments: {arrival: [a], arival: [b]}"
    assert [(one.code, one.path) for one in unknown_moments("c.yaml", text, walk())] == [("R004", "$.moments.arival")]


def test_nothing_is_expected_of_a_custom_trainee() -> None:
    role: Role = custom_role(_custom("responses: [Hm.]"))
    assert not goes_against(role, play(setting(LONG), role, 1))
