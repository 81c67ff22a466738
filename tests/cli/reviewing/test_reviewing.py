"""Reviews told as stories at the command line."""

from __future__ import annotations

import json
from datetime import timedelta

from tests.cli.reviewing.conftest import Desk
from tests.records.program import GOOD, NOON, POOR
from trainer.programs.people import Consent, NewMember
from trainer.records.practised import NewContest


def _line(item: dict[str, object], level: int, standing: str = "pass", criterion: int = 3) -> str:
    rating = item["rating"]
    assert isinstance(rating, dict)
    rated = [{"response": one["response"], "level": level, "behaviours": {}} for one in rating["responses"]]
    whole = {"whole": 2, "standing": standing, "criteria": {"feeling-named": criterion}}
    return json.dumps({"item": item["item"], "responses": rated, **(whole if item["kind"] == "attempt" else {})})


def test_a_file_of_ratings_is_kept_line_by_line(desk: Desk) -> None:
    desk.declare(random_share=1)
    for name in ("tess", "tom", "tara"):
        desk.small.trainee(name)
        desk.small.attempt(name, NOON + timedelta(days=1), GOOD)
    first, second, third = desk.items("anna")
    filled = dict(second, rating=json.loads(_line(second, 3)))
    lines = [_line(first, 4), "", json.dumps(filled), _line(third, 9), "nonsense", _line(first, 2)]
    done = desk.run("anna", "import", "-", "--json", typed="\n".join(lines))
    assert done.exit_code == 1
    found = json.loads(done.stdout)
    assert found["kept"] == [first["item"], second["item"]]
    assert [(one["line"], one["code"], one["path"]) for one in found["problems"]] == [
        (4, "S005", "$.responses[0].level"),
        (4, "S005", "$.responses[1].level"),
        (5, "V001", "$"),
        (6, "V005", "$.item"),
    ]
    assert [item["item"] for item in desk.items("anna")] == [third["item"]]


def test_an_exported_item_shows_the_form_of_its_rating(desk: Desk) -> None:
    desk.declare(random_share=1)
    desk.small.trainee("tess")
    desk.small.attempt("tess", NOON + timedelta(days=1), GOOD)
    (item,) = desk.items("anna")
    rating = item["rating"]
    assert isinstance(rating, dict)
    assert rating["criteria"] == {"feeling-named": None} and set(rating["gates"]) == set(item["gates"])  # type: ignore[call-overload]
    assert "names-feeling" in item["behaviours"]  # type: ignore[operator]
    assert '"behaviours": {"names-feeling": ["worn out"]}' in desk.ok("anna", "import", "--help")
    rating |= {"whole": 2, "standing": "pass"}
    for one in rating["responses"]:
        one |= {"level": 4, "behaviours": ["names-feeling"]}
    done = desk.run("anna", "import", "-", typed=json.dumps(item))
    assert done.exit_code == 1 and "should be" not in done.stderr
    assert done.stderr.count("S003") == 1 and "(and 1 more like it): Write an object in braces" in done.stderr
    for one in rating["responses"]:
        one["behaviours"] = {"names-feeling": []}
    assert "1 rating kept" in desk.run("anna", "import", "-", typed=json.dumps(item)).stderr, "null is not said"


def test_work_in_a_file_is_kept_though_somebody_else_was_first(desk: Desk) -> None:
    desk.declare(random_share=1, shared_share=0)
    desk.small.trainee("tess")
    desk.small.attempt("tess", NOON + timedelta(days=1), GOOD)
    (hers,), (his,) = desk.items("anna"), desk.items("ben")
    assert hers["item"] == his["item"]
    desk.ok("anna", "import", "-", typed=_line(hers, 4))
    assert desk.items("ben") == [], "nobody else is asked"
    assert "waits for your rating" in desk.program("ben", "report", "trainee", "tess"), "what was read is kept back"
    assert json.loads(desk.ok("ben", "import", "-", "--json", typed=_line(his, 2)))["kept"] == [his["item"]]
    assert "waits for your rating" not in desk.program("ben", "report", "trainee", "tess")
    assert "anna" in desk.ok("ben", "show", str(his["item"]))
    again = desk.run("ben", "import", "-", "--json", typed=_line(his, 2))
    assert [one["code"] for one in json.loads(again.stdout)["problems"]] == ["V005"]


def test_who_was_never_given_an_item_is_told_why_it_is_not_theirs(desk: Desk) -> None:
    desk.declare(random_share=1, shared_share=0)
    desk.small.trainee("tess")
    desk.small.attempt("tess", NOON + timedelta(days=1), GOOD)
    (item,) = desk.items("anna")
    desk.ok("anna", "import", "-", typed=_line(item, 4))
    late = desk.run("ben", "import", "-", typed=_line(item, 2))
    assert late.exit_code == 1 and "V002 Somebody else has rated this" in late.stderr
    assert "Somebody else has rated this" in desk.run("ben", "next", str(item["item"])).stderr


def test_a_contest_from_the_trainee_to_its_outcome(desk: Desk) -> None:
    desk.declare(random_share=0, doubt_share=0, contest_days=3)
    tess = desk.small.trainee("tess")
    attempt = desk.small.attempt("tess", NOON, GOOD)
    response = desk.small.store.load_attempt(attempt).steps[0].response_id
    assert tess.trainee_id is not None
    new = NewContest(tess.trainee_id, None, "level 5", "words-1", "It was more.", attempt, response)
    contest = desk.small.store.practice.add_contest(new, NOON)
    (before,) = json.loads(desk.ok("anna", "contests", "--json"))
    assert (before["state"], before["rated_by_you"], before["finding"]) == ("overdue", False, None)
    early = desk.run("anna", "settle", contest, "upheld")
    assert early.exit_code == 3
    assert "Rate the response first" in early.stderr
    (item,) = desk.items("anna")
    desk.ok("anna", "rate", "--from", "-", typed=_line(item, 4))
    desk.ok("anna", "settle", contest, "changed", "--note", "You stayed as well.")
    told = desk.ok("anna", "contests")
    assert "changed" in told
    assert "You stayed as well." in told
    assert desk.items("ben") == []


def test_only_supervisors_rate_and_only_admins_declare(desk: Desk) -> None:
    program = desk.small.program.program_id
    desk.small.store.people.add_member(program, NewMember("admin", "ada"), NOON)
    assert desk.run("ada", "queue").exit_code != 0
    refused = desk.run("anna", "rules", "--set", "-", typed='{"ratings": 50}')
    assert "may not declare" in refused.stderr
    told = json.loads(desk.ok("ada", "rules", "--set", "-", "--json", typed='{"ratings": 50}'))
    assert (told["rules"]["ratings"], told["rules"]["bar"]) == (50, 0.6)
    wrong = desk.run("ada", "rules", "--set", "-", typed='{"ratings": 1, "bra": 1}')
    assert wrong.exit_code == 1
    assert "S001" in wrong.stderr and "S005" in wrong.stderr
    assert json.loads(desk.ok("anna", "rules", "--json"))["rules"]["ratings"] == 50
    nobody = desk.run("", "queue")
    assert nobody.exit_code == 2
    assert "--as" in nobody.stderr


def _rate_everything(desk: Desk, standing_of: dict[int, str]) -> None:
    lines = []
    for item in desk.items("anna"):
        turns = len(item["rating"]["responses"])  # type: ignore[index]
        good = turns == 2
        lines.append(_line(item, 5 if good else 1, standing_of[turns], 3 if good else 0))
    done = desk.run("anna", "import", "-", typed="\n".join(lines))
    assert done.exit_code == 0, done.output


def test_a_cut_from_rated_attempts(desk: Desk) -> None:
    desk.small.store.people.add_member(desk.small.program.program_id, NewMember("admin", "ada"), NOON)
    desk.declare(random_share=1, doubt_share=0, shared_share=0)
    for number in range(12):
        name = f"trainee-{number}"
        desk.small.trainee(name)
        desk.small.attempt(name, NOON + timedelta(days=number), GOOD if number % 2 else POOR)
    none = desk.run("ada", "cut", "small-rubric")
    assert none.exit_code == 1
    assert "0 rated attempts; it takes 10" in none.stderr
    _rate_everything(desk, {1: "fail", 2: "pass"})
    found = json.loads(desk.ok("ada", "cut", "small-rubric", "--set", "--json"))
    assert found["cut"]["points"] == 0.5
    assert found["declared"]
    rubric = json.loads(desk.ok("ada", "rules", "--json"))["rubrics"][0]
    assert rubric["cut"]["method"] == "borderline-regression"
    assert not rubric["reports_passes"]
    assert "12 of 30 attempts are rated" in rubric["missing"]
    verdicts = json.loads(desk.ok("anna", "verdicts", "--json"))
    assert {one["verdict"] for one in verdicts} == {"formative"}
    told = desk.ok("anna", "verdicts")
    head, lines = told.split("\n\n")
    assert head.startswith("small-rubric is formative: no pass is reported. 12 of 30 attempts are rated; ")
    assert told.count("of 30 attempts") == 1, "what holds of all is said once"
    assert len(lines.splitlines()) == 12
    assert lines.splitlines()[0].endswith(
        f"{verdicts[0]['mode']}: formative, {verdicts[0]['points']:.0%} of the points."
    )
    rules = desk.ok("ada", "rules")
    assert "modes: practice, assessment\nrandom_share: " in rules
    assert "feeling-named: not measured here yet (bar 0.60, kappa 1.00): 12 of 30 attempts rated" in rules
    assert rubric["cut"]["points_by"] and "points_by" not in rules
    agreement = json.loads(desk.ok("anna", "agreement", "--json"))
    assert agreement["criteria"][0]["kappa"]["value"] == 1.0
    assert "small-rubric/feeling-named: kappa 1.00" in desk.ok("ada", "agreement")


def test_an_angoff_cut_from_judges(desk: Desk) -> None:
    desk.small.trainee("tess")
    desk.small.attempt("tess", NOON, GOOD)
    judges = {name: {"feeling-named": level} for name, level in (("one", 1.5), ("two", 2), ("three", 1))}
    cut = ("cut", "small-rubric", "--method", "angoff", "--judges", "-", "--json")
    found = json.loads(desk.ok("anna", *cut, typed=json.dumps(judges)))
    assert found["cut"]["points"] == 0.5
    wrong = desk.run("anna", *cut, typed='{"one": {"feeling-name": 1}, "two": {"feeling-named": 4}}')
    assert wrong.exit_code == 1
    assert "S005" in wrong.stderr


def test_small_programs_have_no_figures(desk: Desk) -> None:
    desk.declare(random_share=1)
    for name in ("tess", "tom"):
        desk.small.trainee(name, language="Turkish")
        desk.small.attempt(name, NOON, GOOD)
    _rate_everything(desk, {2: "pass"})
    told = desk.ok("anna", "agreement")
    assert "fewer than five" in told
    assert "kappa 1" not in told
    facts = json.loads(desk.ok("anna", "agreement", "--json"))
    assert facts["level"]["kappa"] is None
    assert facts["false_fails"]["together"] is None


def test_the_queue_says_what_waits_and_nothing_of_the_reading(desk: Desk) -> None:
    desk.declare(random_share=1, doubt_share=0, shared_share=1)
    desk.small.trainee("tess")
    quiet = desk.small.trainee("quiet")
    desk.small.attempt("tess", NOON, GOOD)
    desk.small.attempt("quiet", NOON, GOOD)
    first = desk.items("anna")[0]
    desk.ok("anna", "rate", "--from", "-", typed=_line(first, 4))
    told = desk.ok("ben", "queue")
    assert str(first["item"]) in told
    assert "Small talk: a whole attempt begun 2026-03-01" in " ".join(told.split())
    assert ("rated by anna" in told, "nobody has rated it yet" in told) == (True, True)
    known = {"item", "kind", "scenario", "begun", "why", "due", "rated_by"}
    assert all(set(one) == known and one["why"] == "drawn" for one in json.loads(desk.ok("ben", "queue", "--json")))
    program = desk.small.program.program_id
    assert quiet.trainee_id is not None
    no_words = Consent(quiet.trainee_id, program, "here", "share", False, None, NOON + timedelta(days=1))
    desk.small.store.consents.say(no_words)
    waiting = [one["item"] for one in json.loads(desk.ok("ben", "queue", "--json"))]
    assert len(waiting) == 1
    for item in waiting:
        desk.ok("ben", "next", item)


def test_a_contest_and_the_item_it_waits_as_answer_to_either_id(desk: Desk) -> None:
    desk.declare(random_share=0, doubt_share=0)
    tess = desk.small.trainee("tess")
    attempt = desk.small.attempt("tess", NOON, GOOD)
    response = desk.small.store.load_attempt(attempt).steps[0].response_id
    assert tess.trainee_id is not None
    new = NewContest(tess.trainee_id, None, "level 5", "words-1", "It was more.", attempt, response)
    contest = desk.small.store.practice.add_contest(new, NOON)
    (waiting,) = json.loads(desk.ok("anna", "queue", "--json"))
    assert (waiting["why"], waiting["kind"], waiting["item"] != contest) == ("contest", "response", True)
    early = desk.run("anna", "show", contest)
    assert "once you have rated the item" in early.stderr
    item = json.loads(desk.ok("anna", "next", contest, "--json"))
    assert item["item"] == waiting["item"]
    desk.ok("anna", "rate", "--from", "-", typed=_line(item, 4))
    assert "rated this already" in desk.run("anna", "next", contest).stderr
    desk.ok("anna", "settle", waiting["item"], "upheld")
    assert "Read as" in desk.ok("anna", "show", contest)


def test_an_item_that_is_no_contest_is_told(desk: Desk) -> None:
    desk.declare(random_share=1, doubt_share=0)
    desk.small.trainee("tess")
    attempt = desk.small.attempt("tess", NOON, GOOD)
    (item,) = desk.items("anna")
    assert json.loads(desk.ok("anna", "next", attempt, "--json"))["item"] == item["item"]
    assert "is no contest" in desk.run("anna", "settle", str(item["item"]), "upheld").stderr
    assert "no such contest" in desk.run("anna", "settle", "nothing", "upheld").stderr
