"""Whoever rates sees what was said, and nothing of what was read or rated before their rating is kept."""

from __future__ import annotations

import json
from datetime import timedelta

from tests.cli.reviewing.conftest import Desk
from tests.records.program import GOOD, NOON
from trainer.records.practised import NewContest

GIVEN_AWAY = (
    "words-1",  # the reader
    "0.97",
    "interval",
    "finding",
    "present",
    "points",
    "trust",
    "random",
    "doubt",
    "grey",
    "contest",
    "shared",
    '"own"',
    "ben",
    "I meant more",
    "heard what mattered",  # the trainee's own view
)
"""None of these may stand where somebody is about to rate."""


def _everything_before(desk: Desk, acting: str) -> str:
    commands = (("queue",), ("queue", "--json"), ("next", "--json"), ("export-items",), ("contests", "--json"))
    said = [desk.run(acting, *command) for command in commands]
    assert all(done.exit_code == 0 for done in said)
    return "\n".join(done.stdout for done in said)


def _prepared(desk: Desk) -> None:
    desk.declare(random_share=1, shared_share=1, raters=2)
    tess = desk.small.trainee("tess")
    attempt = desk.small.attempt("tess", NOON + timedelta(days=1), GOOD, own=2)
    response = desk.small.store.load_attempt(attempt).steps[0].response_id
    assert tess.trainee_id is not None
    new = NewContest(tess.trainee_id, "names-feeling", "present", "words-1", "I meant more.", attempt, response)
    desk.small.store.practice.add_contest(new, NOON + timedelta(days=2))
    for item in desk.items("ben"):
        rated = [{"response": one["response"], "level": 6} for one in item["rating"]["responses"]]  # type: ignore[index]
        whole = {"whole": 0, "standing": "fail"} if item["kind"] == "attempt" else {}
        line = {"item": item["item"], "responses": rated, "note": "ben saw it", **whole}
        desk.ok("ben", "rate", "--from", "-", "--json", typed=json.dumps(line))


def _without(text: str, *allowed: str) -> str:
    for words in allowed:
        text = text.replace(words, "")
    return text


def test_nothing_is_given_away_before_the_rating_is_kept(desk: Desk) -> None:
    _prepared(desk)
    told = ('"why": "contest"', "contests what was read", "rated by ben", '"ben"')  # that, and who else has rated
    seen = _without(_everything_before(desk, "anna"), '"contest":', '"finding": null', '"rated_by_you"', *told)
    assert GOOD[0] in seen
    assert [words for words in GIVEN_AWAY if words in seen] == []
    in_words = _without(desk.ok("anna", "next"), "heard what mattered")  # the scale names it for every item
    assert [words for words in GIVEN_AWAY if words in in_words] == []
    for item in desk.items("anna"):
        refused = desk.run("anna", "show", str(item["item"]))
        assert refused.exit_code == 3
        assert "once you have rated" in refused.stderr
        assert refused.stdout == ""


def test_what_was_given_away_stands_there_after_the_rating(desk: Desk) -> None:
    _prepared(desk)
    (item,) = (one for one in desk.items("anna") if one["kind"] == "attempt")
    rated = [{"response": 1, "level": 4, "behaviours": {"names-feeling": ["ashamed"]}}, {"response": 2, "level": 3}]
    line = {"item": item["item"], "responses": rated, "whole": 2, "standing": "borderline"}
    after = json.loads(desk.ok("anna", "rate", "--from", "-", "--json", typed=json.dumps(line)))
    first = after["responses"][0]
    assert first["reading"]["level"] == 5
    assert first["reading"]["behaviours"] == {"names-feeling": "present"}
    assert {one["who"]: one["level"] for one in first["supervisors"]} == {"ben": 6, "anna": 4}
    assert after["own"] == 2
    assert {one["who"]: one["standing"] for one in after["supervisors"]} == {"ben": "fail", "anna": "borderline"}
    in_words = desk.ok("anna", "show", str(item["item"]))
    assert "Read as: level 5, names-feeling." in in_words
    assert "ben: fail, 0 of 3" in in_words


def test_a_gate_that_nothing_called_for_is_told_as_that(desk: Desk) -> None:
    rubric = desk.small.folder / "library" / "rubric.yaml"
    words = {"held": "Held.", "missed": "Missed.", "undecided": "Undecided."}
    gate = {"id": "asks", "title": "Asked about it", "measure": "asks", "says": "Ask.", "feedback": words}
    rubric.write_text(rubric.read_text().replace("gates: []", f"gates: [{json.dumps(gate)}]"))
    desk.declare(random_share=1)
    desk.small.trainee("tess")
    desk.small.attempt("tess", NOON + timedelta(days=1), GOOD)
    (item,) = desk.items("anna")
    rated = [{"response": number, "level": 4} for number in (1, 2)]
    line = {"item": item["item"], "responses": rated, "whole": 2, "standing": "pass", "gates": {"asks": True}}
    desk.ok("anna", "rate", "--from", "-", typed=json.dumps(line))
    told = " ".join(desk.ok("anna", "show", str(item["item"])).split())
    assert "Asked about it: nothing called for it; " in told
    assert "anna: pass, 2 of 3; Asked about it: held." in told


def test_a_contested_gate_is_called_by_its_title(desk: Desk) -> None:
    rubric = desk.small.folder / "library" / "rubric.yaml"
    words = {"held": "Held.", "missed": "Missed.", "undecided": "Undecided."}
    gate = {"id": "asks", "title": "Asked about it", "measure": "asks", "says": "Ask.", "feedback": words}
    rubric.write_text(rubric.read_text().replace("gates: []", f"gates: [{json.dumps(gate)}]"))
    desk.declare(random_share=1)
    tess = desk.small.trainee("tess")
    attempt = desk.small.attempt("tess", NOON + timedelta(days=1), GOOD)
    assert tess.trainee_id is not None
    for of in ({"gate": "asks"}, {"criterion": "feeling-named"}):
        new = NewContest(tess.trainee_id, None, "missed", "words-1", "I asked.", attempt, **of)
        desk.small.store.practice.add_contest(new, NOON + timedelta(days=1, hours=1))
    item = next(one for one in desk.items("anna") if one["kind"] == "attempt")
    rated = [{"response": number, "level": 4} for number in (1, 2)]
    line = {"item": item["item"], "responses": rated, "whole": 2, "standing": "pass", "gates": {"asks": True}}
    desk.ok("anna", "rate", "--from", "-", typed=json.dumps(line))
    told = " ".join(desk.ok("anna", "contests").split())
    assert "the gate “Asked about it” read as missed" in told
    assert "the criterion “Names the feeling” read as missed" in told
    assert {one["gate"] for one in json.loads(desk.ok("anna", "contests", "--json"))} == {"asks", None}


def test_behaviours_are_called_by_their_titles_and_by_ids_only_for_programs(desk: Desk) -> None:
    behaviour = desk.small.folder / "library" / "names-feeling.yaml"
    behaviour.write_text(behaviour.read_text().replace("title: names-feeling", "title: Gives it a name"))
    _prepared(desk)
    (item,) = (one for one in desk.items("anna") if one["kind"] == "attempt")
    rated = [{"response": 1, "level": 4, "behaviours": {"names-feeling": ["ashamed"]}}, {"response": 2, "level": 3}]
    line = {"item": item["item"], "responses": rated, "whole": 2, "standing": "borderline"}
    desk.ok("anna", "rate", "--from", "-", typed=json.dumps(line))
    shown = desk.ok("anna", "show", str(item["item"]))
    assert "Read as: level 5, Gives it a name." in shown
    assert "anna: level 4, Gives it a name." in shown
    contested = desk.ok("anna", "contests")
    assert "“Gives it a name” read as present" in contested
    assert "names-feeling" not in shown + contested
    assert "names-feeling" in desk.ok("anna", "show", str(item["item"]), "--json")
    assert "names-feeling" in desk.ok("anna", "contests", "--json")


def test_who_read_whose_words_is_written_down(desk: Desk) -> None:
    desk.declare(random_share=1)
    tess = desk.small.trainee("tess")
    desk.small.attempt("tess", NOON + timedelta(days=1), GOOD)
    desk.ok("anna", "queue")
    program = desk.small.program.program_id
    assert list(desk.small.store.consents.readings(program)) == []
    desk.ok("anna", "next")
    (read,) = desk.small.store.consents.readings(program)
    assert (read.member_id, read.trainee_id) == (desk.small.supervisors[0].member_id, tess.trainee_id)
    assert (read.read, read.reason) == ("an attempt", "to rate it")


def test_the_audit_says_it_in_a_sentence_that_fits(desk: Desk) -> None:
    desk.declare(random_share=1)
    desk.small.trainee("tess")
    attempt = desk.small.attempt("tess", NOON, GOOD)
    desk.items("anna")
    told = desk.program("ben", "cohort", "audit")
    assert f"anna read tess's attempt: to rate it, in a file (attempt {attempt})" in " ".join(told.split())
    assert all(len(line) <= 100 for line in told.splitlines())
