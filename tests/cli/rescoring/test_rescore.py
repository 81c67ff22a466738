"""`trainer rescore` on one's own records and a program's; `trainer diff --db`."""

from __future__ import annotations

import json
from contextlib import nullcontext
from html.parser import HTMLParser
from typing import Any

import pytest
from click.testing import Result

from tests.cli.conftest import Place
from tests.cli.content import RUBRIC, SCENARIO
from tests.cli.people.conftest import Director, director  # noqa: F401
from trainer.cli.exits import ExitCode

STRICTER = RUBRIC.replace("[0.2, 0.5, 0.9]", "[0.6, 0.8, 1.0]").replace("mastery: 0.8", "mastery: 0.5")
KINDER = RUBRIC.replace("mastery: 0.8", "mastery: 0.3")
ONCE, WELL = "You sound worn out.\n---\nThat is early.\n", "You sound worn out.\n---\nYou must be worn out.\n"


def db_of(place: Place) -> str:
    return str(place.folder / "records.sqlite3")


def played(place: Place, words: str = ONCE) -> str:
    """A whole attempt; gives its key."""
    before = stored(place)
    assert place.run("play", "rainy-day", "--mode", "assessment", "--responses", "-", typed=words).exit_code == 0
    [made] = stored(place) - before
    return made


def stored(place: Place) -> set[str]:
    """The keys of all attempts at the scenario: a change of the background touches them all."""
    other = place.write("other.yaml", SCENARIO.replace("Ana is a baker.", "Ana was a baker."))
    done = place.run("diff", "rainy-day", other, "--db", db_of(place), "--json")
    return set(json.loads(done.stdout)["otherwise"]["attempts"])


def facts(done: Result) -> Any:
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


def test_a_kinder_rubric_shows_who_passes_now_and_why(place: Place) -> None:
    attempt = played(place)
    rubric = place.write("kinder.yaml", KINDER)
    data = facts(place.run("rescore", "apply", rubric, "--reason", "kinder", "--json"))
    [changed] = data["changed"]
    assert changed["attempt"] == attempt
    assert changed["passed"] == {"before": False, "now": True}
    assert changed["why"] == ["0.3 of the points are needed, and 0.8 were"]
    assert data["passed"] == [{"before": False, "now": True, "attempts": 1}]

    told = place.run("rescore", "report")
    assert "passes now, and did not" in told.stdout and attempt in told.stdout
    assert "0.3 of the points are needed" in told.stdout
    runs = facts(place.run("rescore", "runs", attempt, "--json"))
    assert [(run["passed"], run["counts"]) for run in runs] == [(False, "the original"), (True, None)]


def test_a_stricter_rubric_tells_the_cuts(place: Place) -> None:
    played(place, WELL), played(place)
    data = facts(place.run("rescore", "apply", place.write("r.yaml", STRICTER), "--reason", "stricter", "--json"))
    [feeling] = data["criteria"]
    assert feeling["levels"] == [
        {"before": 2, "now": 0, "attempts": 1},
        {"before": 3, "now": 3, "attempts": 1},
    ]
    assert feeling["why"] == [{"why": "its cuts are 0.6, 0.8, 1, and were 0.2, 0.5, 0.9", "attempts": 1}]


def test_points_that_move_alone_are_told(place: Place) -> None:
    """A weight changes no level: without this, nothing would seem to have changed."""
    played(place, ONCE)
    second = """  - id: safety-sought
    title: Seeks safety
    principle: {source: someone, says: Ask., standing: adapted}
    descriptors: {0: never, 1: seldom, 2: often, 3: always}
    measure: {shows: [names-feeling], cuts: [0.6, 0.8, 1.0]}
    practise: Ask.
    feedback: {0: Not asked., 3: Asked.}
    weight: WEIGHT
gates:"""
    page = place.folder / "page.html"
    for weight in ("1", "3"):
        rubric = place.write("r.yaml", RUBRIC.replace("gates:", second.replace("WEIGHT", weight), 1))
        done = place.run("rescore", "apply", rubric, "--reason", weight, "--json", "--html", str(page))
        data = facts(done)
    assert (data["otherwise"], data["changed"]) == (0, [])
    points = data["points"]
    assert (points["attempts"], points["lower"], points["higher"]) == (1, 1, 0)
    assert points["mean_change"] == -points["largest_change"] < 0
    words = f"Points: lower in 1, higher in 0, of 100 by {100 * points['mean_change']:+.1f} on average"
    assert words in " ".join(place.run("rescore", "report").stdout.split())
    assert words in " ".join(" ".join(Page(page.read_text("utf-8")).words).split())
    assert data["weights"] == [{"why": "safety-sought weighs 3, and weighed 1", "attempts": 1}]
    words = "Weights: safety-sought weighs 3, and weighed 1 (points moved in 1 attempt)."
    assert words in " ".join(place.run("rescore", "report").stdout.split())
    assert words in " ".join(" ".join(Page(page.read_text("utf-8")).words).split())


def test_done_a_second_time_it_says_so_and_the_report_is_of_the_first(place: Place) -> None:
    played(place, WELL), played(place)
    apply = ("rescore", "apply", place.write("r.yaml", STRICTER), "--reason")
    assert place.run(*apply, "stricter").exit_code == ExitCode.OK
    first = place.run("rescore", "report").stdout
    again = place.run(*apply, "once more")
    assert again.exit_code == ExitCode.OK and not again.stdout
    assert "2 attempts had been judged by just this" in again.stderr and "Nothing was scored again" in again.stderr
    assert place.run("rescore", "report").stdout == first
    assert "2 attempts of 1 person" in first


def test_gates_come_out_as_in_the_reports(place: Place) -> None:
    """A gate that nothing called for has not held; once something does, it is broken."""
    played(place)
    asks = RUBRIC.replace("id: no-harm\n", "id: safety\n").replace("no-harm-left", "asks")
    data = facts(place.run("rescore", "apply", place.write("asks.yaml", asks), "--reason", "gate", "--json"))
    gates = {one["gate"]: one["outcomes"] for one in data["gates"]}
    assert gates == {
        "no-harm": [{"before": "held", "now": None, "attempts": 1}],
        "safety": [{"before": None, "now": "not met", "attempts": 1}],
    }
    risky = place.write("risky.yaml", SCENARIO.replace("nobody comes.", "nobody comes.\n    risk: clear"))
    page = place.folder / "page.html"
    data = facts(place.run("rescore", "apply", risky, "--reason", "cue", "--json", "--html", str(page)))
    [gate] = data["gates"]
    assert gate["outcomes"] == [{"before": "not met", "now": "broken", "attempts": 1}]
    told = [line.split() for line in place.run("rescore", "report").stdout.splitlines()]
    assert ["held", "broken", "not", "decided", "not", "met"] in told
    assert ["safety", "was", "0", "0", "0", "1"] in told and ["is", "0", "1", "0", "0"] in told
    words = " ".join(" ".join(Page(page.read_text("utf-8")).words).split())
    assert "held broken not decided not met" in words and "safety was 0 0 0 1" in words and "is 0 1 0 0" in words


def test_a_run_is_chosen_with_a_reason(place: Place) -> None:
    attempt = played(place)
    facts(place.run("rescore", "apply", place.write("r.yaml", KINDER), "--reason", "kinder", "--json"))
    new = facts(place.run("rescore", "runs", attempt, "--json"))[1]["run"]
    assert place.run("rescore", "choose", attempt, new).exit_code == ExitCode.USAGE
    assert place.run("rescore", "choose", attempt, "another", "--reason", "why").exit_code == ExitCode.ABSENT
    assert place.run("rescore", "choose", attempt, new, "--reason", "announced").exit_code == 0
    assert "counts: chosen: announced" in place.run("rescore", "runs", attempt).stdout
    assert "unknown" not in place.run("rescore", "runs", "unknown").stdout


def test_a_dry_run_counts_and_changes_nothing(place: Place) -> None:
    played(place)
    done = place.run("rescore", "apply", place.write("r.yaml", KINDER), "--dry-run")
    assert "1 attempt would be scored again" in done.stdout
    assert place.run("rescore", "list").stdout == ""
    data = facts(place.run("rescore", "apply", "rainy-day", "small", "--dry-run", "--json"))
    assert (data["attempts"], data["same"]) == (0, 1)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Nothing is to be applied"),
        (("small",), "needs a reason"),
        (("smal", "--reason", "why"), "no file 'smal'"),
        (("names-feeling", "--reason", "why"), "no scenario and no rubric"),
    ],
)
def test_what_cannot_be_applied_is_told(place: Place, arguments: tuple[str, ...], said: str) -> None:
    done = place.run("rescore", "apply", *arguments)
    assert done.exit_code in (ExitCode.USAGE, ExitCode.ABSENT)
    assert said in done.stderr and len(done.stderr.splitlines()) == 1


def test_a_file_with_errors_is_not_applied(place: Place) -> None:
    broken = place.write("broken.yaml", RUBRIC.replace("mastery: 0.8", "mastery: 8"))
    done = place.run("rescore", "apply", broken, "--reason", "why")
    assert done.exit_code == ExitCode.ABSENT and "trainer check" in done.stderr


def test_nothing_has_been_rescored_yet(place: Place) -> None:
    done = place.run("rescore", "report")
    assert done.exit_code == ExitCode.ABSENT and "Nothing has been re-scored here" in done.stderr


def test_an_attempt_whose_moment_is_gone_is_left_out_with_the_reason(place: Place) -> None:
    attempt = played(place)
    mended = place.write("mended.yaml", SCENARIO.replace("more", "later"))
    done = place.run("rescore", "apply", mended, "--reason", "renamed")
    assert done.exit_code == 0 and "1 attempt left out: a moment that was met is gone" in done.stderr
    told = place.run("diff", "rainy-day", mended, "--db", db_of(place))
    assert told.exit_code == ExitCode.PROBLEMS
    assert "1 attempt met a moment that is gone, and would be left out: more" in told.stdout
    assert attempt in told.stdout


def test_diff_names_the_attempts_that_would_be_judged_by_other_things(place: Place) -> None:
    first, second = played(place), played(place, "Well, at least you tried.\n")
    db = db_of(place)
    mended = place.write("mended.yaml", SCENARIO.replace("nobody comes.", "nobody comes.\n    risk: possible"))
    data = json.loads(place.run("diff", "rainy-day", mended, "--db", db, "--json").stdout)
    assert data["otherwise"] == {"all": [], "moments": {"more": ["risk"]}, "attempts": [first]}
    assert (data["attempts"], data["gone"]["attempts"]) == (2, [])
    words = place.write("words.yaml", SCENARIO.replace("I bake at four", "I bake at five"))
    told = place.run("diff", "rainy-day", words, "--db", db).stdout
    assert "2 attempts would come out the same" in told and second not in told
    assert place.run("diff", "small", place.write("r.yaml", KINDER), "--db", db).exit_code == ExitCode.USAGE


class Page(HTMLParser):
    """Collects what a page would fetch, and its words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.fetched += [f"{tag} {value}" for name, value in attrs if name in ("src", "href") and value]
        self.fetched += [tag] if tag == "script" else []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_the_page_needs_nothing_else_and_shows_no_markup_of_others(place: Place) -> None:
    attempt = played(place)
    file = place.folder / "page.html"
    reason = "<script>alert(1)</script>"
    done = place.run("rescore", "apply", place.write("r.yaml", KINDER), "--reason", reason, "--html", str(file))
    assert done.exit_code == 0
    page = Page(file.read_text("utf-8"))
    assert page.fetched == []
    words = " ".join(" ".join(page.words).split())
    assert reason in words and attempt in words and "Passes now, and did not" in words
    again = place.run("rescore", "report", "--html", str(place.folder / "absent" / "page.html"))
    assert again.exit_code == ExitCode.ABSENT and "cannot be written" in again.stderr


def test_in_a_program_people_are_pseudonyms_and_only_those_who_may_do_it(director: Director) -> None:  # noqa: F811
    where = director.place
    director.begin()
    director.join()
    director.practise("You sound worn out.")
    assert where.run("share", "--yes").exit_code == 0
    drawn(director, 0)
    command = ("--db", director.db, "rescore", "apply", never_passed(where), "--reason", "stricter", "--json")
    refused = where.run(*command, "--as", "mild-cricket")
    assert refused.exit_code != 0 and "may not do this" in refused.stderr
    [changed] = facts(where.run(*command, "--as", "sue"))["changed"]
    assert changed["trainee"] == "amber-otter"
    assert changed["passed"] == {"before": True, "now": False}
    runs = facts(where.run("--db", director.db, "rescore", "runs", changed["attempt"], "--json", "--as", "sue"))
    assert [run["counts"] for run in runs] == [None, "the latest"]


def never_passed(place: Place) -> str:
    """The file of a rubric that nobody passes."""
    never = RUBRIC.replace("mastery: 0.8", "mastery: 1.0").replace("[0.2, 0.5, 0.9]", "[0.2, 0.5, 2]")
    return place.write("never.yaml", never)


def drawn(director: Director, share: int) -> None:  # noqa: F811
    """Chance draws all attempts for review, or none."""
    rules = director.place.write("rules.json", json.dumps({"random_share": share, "doubt_share": 0}))
    declared = director.place.run("--db", director.db, "review", "rules", "--set", rules, "--as", "ann")
    assert declared.exit_code == 0, declared.stderr


def test_what_waits_for_a_rating_is_in_no_difference_before(director: Director) -> None:  # noqa: F811
    where = director.place
    director.begin()
    director.join()
    director.practise("You sound worn out.")
    assert where.run("share", "--yes").exit_code == 0
    drawn(director, 1)
    applied = where.run(
        "--db", director.db, "rescore", "apply", never_passed(where), "--reason", "why", "--json", "--as", "sue"
    )
    assert "1 attempt waits for your rating" in applied.stderr
    report = ("--db", director.db, "rescore", "report", "--json", "--as")
    for found in (facts(applied), facts(where.run(*report, "sue"))):
        assert (found["attempts"], found["people"], found["criteria"], found["changed"]) == (0, 0, [], [])
    [changed] = facts(where.run(*report, "ann"))["changed"]
    runs = ("--db", director.db, "rescore", "runs", changed["attempt"], "--as")
    refused = where.run(*runs, "sue")
    assert refused.exit_code != 0 and not refused.stdout and "waits for your rating" in refused.stderr
    assert "points" in where.run(*runs, "ann").stdout


def test_interrupted_it_says_how_far_it_came_and_goes_on(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    played(place)
    rubric = place.write("kinder.yaml", KINDER)

    def stop(_: int) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as here:
        here.setattr("trainer.cli.rescoring.applying.bar", lambda *_: nullcontext(stop))
        done = place.run("rescore", "apply", rubric, "--reason", "kinder")
    assert done.exit_code == ExitCode.INTERRUPTED and done.stdout == ""
    assert "Interrupted with 1 of 1 scored again. The same command goes on where it was." in done.stderr
    assert "not finished" in place.run("rescore", "list").stdout
    again = place.run("rescore", "apply", rubric, "--reason", "kinder")
    assert again.exit_code == 0 and "it goes on after 1 attempt" in again.stderr
    assert "passes now, and did not" in again.stdout
    assert "not finished" not in place.run("rescore", "list").stdout
