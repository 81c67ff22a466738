"""A behaviour of one's own from the command line: read, tried, measured, kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from tests.cli.conftest import Place
from tests.scoring.own.watching import NO_THANKS, THANKS, behaviour
from trainer.cli.exits import ExitCode
from trainer.records.settings import load_settings

RUBRIC = """\
id: thankful
version: 1
title: Thankful
summary: What counts here.
sources: [{key: someone, cite: Someone}]
mastery: 0.8
advisory_below: 0.4
criteria:
  - id: thanks
    title: Thanks them
    principle: {source: someone, says: Thank them., standing: own}
    descriptors: {0: Never., 1: Once., 2: Often., 3: Always.}
    measure: {shows: [thanks-them], cuts: [0.2, 0.5, 0.9]}
    practise: Say what you are glad of.
    feedback: {0: "Try it."}
    tests:
      good: [{patient: Hm., response: "Fine, thank you for telling me."}]
      bad: [{patient: Hm., response: The bus was late.}]
"""


@pytest.fixture
def own(watched: Place) -> str:
    """A folder with a behaviour of one's own and a rubric that rests on it."""
    text = yaml.safe_dump(behaviour().model_dump(mode="json", by_alias=True, exclude_none=True))
    watched.write("own/thanks-them.yaml", text)
    watched.write("own/thankful.yaml", RUBRIC)
    return str(watched.folder / "own")


def _labelled(*rows: tuple[str, bool]) -> str:
    return "".join(
        json.dumps(
            {
                "id": f"r{at}",
                "context": f"c{at % 7}",
                "patient": "Hm.",
                "response": response,
                "behaviours": ["thanks-them"] if shown else [],
                "level": 3,
            }
        )
        + "\n"
        for at, (response, shown) in enumerate(rows)
    )


LABELLED = _labelled(
    *(
        (f"{word}, thank you for telling me.", True)
        for word in ("Anna", "Tom", "Kim", "Joe", "Sam", "Lea", "Max", "Ben", "Ida")
    ),
    *((f"{word} the bus was late again.", False) for word in "abcdefghijklmnopqrstuvwxyz"),
)


def test_score_reads_it_only_where_it_is_in_reach(watched: Place, own: str) -> None:
    line = json.dumps({"id": "a", "patient": "Hm.", "response": "Well, thank you for telling me."}) + "\n"
    plain = json.loads(watched.run("score", typed=line).stdout)
    with_own = json.loads(watched.run("score", "--library", own, typed=line).stdout)
    assert set(with_own["behaviours"]) - set(plain["behaviours"]) == {"thanks-them"}
    assert with_own["behaviours"]["thanks-them"]["p"] > 0.5
    assert plain["scorer"] == "watched+0"
    assert with_own["scorer"].startswith("watched+0+own.")
    assert {name: with_own["behaviours"][name] for name in plain["behaviours"]} == plain["behaviours"]


def test_a_folder_without_behaviours_of_ones_own_changes_no_byte(watched: Place, own: str) -> None:
    (Path(own) / "thanks-them.yaml").unlink()
    line = json.dumps({"id": "a", "patient": "Hm.", "response": "You sound worn out."}) + "\n"
    assert watched.run("score", "--library", own, typed=line).stdout == watched.run("score", typed=line).stdout


def test_a_broken_behaviour_is_left_out_and_check_says_why(watched: Place, own: str) -> None:
    broken = watched.write("own/thanks-them.yaml", "id: thanks-them\nexamples: 3\n")
    line = json.dumps({"id": "a", "patient": "Hm.", "response": "Yes."}) + "\n"
    assert "thanks-them" not in json.loads(watched.run("score", "--library", own, typed=line).stdout)["behaviours"]
    assert watched.run("check", broken, "--library", own).exit_code == ExitCode.PROBLEMS
    gone = watched.run("behaviour", "test", "thanks-them", "--library", own)
    assert gone.exit_code == ExitCode.ABSENT
    assert "no behaviour 'thanks-them'" in gone.stderr


def test_behaviour_test_tells_in_words_and_for_programs(watched: Place, own: str) -> None:
    told = watched.run("behaviour", "test", "thanks-them", "--library", own)
    assert told.exit_code == ExitCode.OK
    assert "Of 12 examples it finds" in told.stdout
    assert "advisory" in told.stdout
    facts = json.loads(watched.run("behaviour", "test", "thanks-them", "--library", own, "--json").stdout)
    assert (facts["own"], facts["examples"], len(facts["tried"])) == (True, 12, 24)
    wrong = watched.run("behaviour", "test", "thanks-then", "--library", own)
    assert wrong.exit_code == ExitCode.ABSENT
    assert "did you mean 'thanks-them'" in wrong.stderr


def test_rubric_test_tells_by_its_exit_code_whether_something_is_read_wrong(watched: Place, own: str) -> None:
    facts = json.loads(watched.run("rubric", "test", "thankful", "--library", own, "--json").stdout)
    (criterion,) = facts["criteria"]
    assert criterion["advisory"] is True
    assert len(criterion["tried"]) == 26
    assert criterion["right"] + criterion["unsure"] + criterion["wrong"] == 26
    upside_down = RUBRIC.replace("{patient: Hm., response: The bus was late.}", "{patient: Hm., response: x}").replace(
        "Fine, thank you for telling me.", "The form is here."
    )
    watched.write("own/thankful.yaml", upside_down)
    told = watched.run("rubric", "test", "thankful", "--library", own)
    assert told.exit_code == ExitCode.PROBLEMS
    assert "wrong, good (thanks-them absent" in " ".join(told.stdout.split())
    assert watched.run("rubric", "test", "nothing", "--library", own).exit_code == ExitCode.ABSENT


def test_a_measured_figure_is_kept_and_holds_until_the_examples_change(watched: Place, own: str) -> None:
    kept = watched.run("evaluate", watched.write("labelled.jsonl", LABELLED), "--library", own, "--keep")
    assert kept.exit_code == ExitCode.OK
    assert "Kept: 'thanks-them' is read with a kappa of" in kept.stderr
    (figure,) = load_settings()[0].measured.values()
    assert (figure.responses, load_settings()[1]) == (35, [])

    def measured() -> object:
        found = watched.run("behaviour", "test", "thanks-them", "--library", own, "--json")
        return json.loads(found.stdout)["measured_kappa"]

    assert measured() == figure.kappa
    assert json.loads(watched.run("rubric", "test", "thankful", "--library", own, "--json").stdout)["criteria"][0][
        "advisory"
    ] is (figure.kappa < 0.4)
    text = yaml.safe_dump(behaviour(examples=THANKS[:-1]).model_dump(mode="json", by_alias=True, exclude_none=True))
    watched.write("own/thanks-them.yaml", text)
    assert measured() is None


def test_too_few_responses_and_its_own_examples_measure_nothing(watched: Place, own: str) -> None:
    seen = _labelled(*((text, True) for text in THANKS), *((text, False) for text in NO_THANKS), ("Hm.", False))
    told = watched.run("evaluate", watched.write("seen.jsonl", seen), "--library", own, "--keep")
    assert told.exit_code == ExitCode.PROBLEMS
    assert "24 responses are examples or near misses" in told.stderr
    assert "Too few to go by" in told.stderr
    assert load_settings()[0].measured == {}
    without = watched.run("evaluate", watched.write("labelled.jsonl", LABELLED), "--keep")
    assert without.exit_code == ExitCode.PROBLEMS
    assert "no behaviour of your own" in without.stderr
    assert watched.run("evaluate", "--probes", "--keep").exit_code == ExitCode.USAGE
