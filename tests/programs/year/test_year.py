"""Forty trainees and three supervisors for a year: the same on both kinds of database, and what the story says.

On the server everybody signs in as themselves and is kept to their own rows.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine
from sqlalchemy.engine import make_url

from tests.programs.year import counting, plan, story
from tests.programs.year.counting import LATER_WEIGHTS, WEIGHTS
from tests.programs.year.supervising import NOTE, standing_of
from tests.programs.year.year import OPERATOR, Year, in_the_year
from tests.records.postgres import Cluster, drop
from trainer.programs.people import FIGURES_READ
from trainer.records.row_rules import ADMIN, SUPERVISOR, TRAINEE
from trainer.records.row_security import secure_rows
from trainer.records.store import open_store

PLANNED = list(plan.attempts())


def told(year: Year) -> Year:
    with in_the_year(year.clock, year.folder / "settings.toml"):
        story.tell(year)
    return year


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Year:
    """The year in a file."""
    folder = tmp_path_factory.mktemp("year")
    return told(Year(folder, lambda _: str(folder / "program.db")))


@pytest.fixture(scope="module")
def year_on_server(tmp_path_factory: pytest.TempPathFactory, postgres: Cluster) -> Iterator[Year]:
    """The year on a server with row-level security."""
    address = postgres.with_tables()
    engine = create_engine(make_url(address))
    with engine.begin() as connection:
        secure_rows(connection)
    engine.dispose()
    groups = {
        plan.DIRECTOR: ADMIN,
        **dict.fromkeys(plan.SUPERVISORS, SUPERVISOR),
        **dict.fromkeys(plan.TRAINEES, TRAINEE),
    }
    postgres.run(*(f"CREATE ROLE year_{who} LOGIN IN ROLE {group}" for who, group in groups.items()))
    database = str(make_url(address).database)
    year = Year(
        tmp_path_factory.mktemp("year-on-server"),
        lambda who: address if who == OPERATOR else postgres.address(database, f"year_{who}"),
        login=lambda who: f"year_{who}",
    )
    yield told(year)
    drop(postgres, address)
    postgres.run(*(f"DROP ROLE year_{who}" for who in groups))


def test_both_kinds_of_database_tell_the_same(year: Year, year_on_server: Year) -> None:
    assert year.reports.keys() == year_on_server.reports.keys()
    for what, seen in year.reports.items():
        assert year_on_server.reports[what] == seen, what
    for who in ("sue", "sid"):
        assert files(story.exported(year_on_server, who)) == files(story.exported(year, who))


def files(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def weights(one: plan.Planned) -> dict[str, int]:
    """Those of the run that counts: what was there with its words in August was judged again."""
    late = one.who == plan.PAUSES_AND_RETURNS and one.month == plan.MAY
    old = one.month < plan.AUGUST and (one.who in plan.WITHOUT_WORDS or late)
    return WEIGHTS if old else LATER_WEIGHTS


@pytest.mark.parametrize(
    ("title", "report"), [("Spring", "end: Spring"), ("Autumn", f"cohort Autumn, {plan.DIRECTOR}")]
)
@pytest.mark.parametrize("mode", ["practice", "assessment"])
def test_the_figures_of_a_cohort_are_those_counted_by_hand(year: Year, title: str, report: str, mode: str) -> None:
    mine = counting.of_cohort(title, counting.in_program(PLANNED))
    wanted = counting.expected(mine, mode, weights)
    found = figures(year.reports[report])
    points = found["points", mode]
    assert (points["people"], points["of"]) == (wanted.people, wanted.attempts)
    assert points["mean"] == pytest.approx(wanted.points, abs=6e-4)
    for month, attempts in wanted.months.items():
        assert found["points", mode, month]["of"] == attempts
    for criterion, counts in wanted.criteria.items():
        assert tuple(found[f"criterion/stay-close/{criterion}", mode]["counts"]) == counts
    assert found["gate/no-harm", mode]["mean"] == pytest.approx(wanted.gate_held, abs=1e-4)
    assert headline(year.reports[report], "Attempts begun") == str(len(mine))
    assert headline(year.reports[report], "In the cohort") == str(len(set(plan.COHORTS[title]) - plan.GONE))


def figures(report: Any) -> dict[tuple[str, ...], Any]:
    """By what they are of, as their traces name it: mode last, and the month after it."""
    found = {}
    for figure in report["figures"]:
        if figure.get("trace"):
            parts = figure["trace"].split("/")
            at = next((index for index, part in enumerate(parts) if part in ("practice", "assessment")), len(parts))
            found["/".join(parts[:at]), *parts[at:]] = figure
    return found


def headline(report: Any, label: str) -> str:
    return str(next(one["value"] for one in report["headlines"] if one["label"] == label))


def test_nothing_is_shown_of_four(year: Year) -> None:
    night = year.reports[f"cohort Night, {plan.DIRECTOR}"]
    assert (headline(night, "In the cohort"), headline(night, "Share their records")) == ("4", "1")
    assert night["figures"] == []
    assert night["tables"] == []


def test_supervisors_see_their_own_cohorts(year: Year) -> None:
    mine = counting.of_cohort("Autumn", counting.in_program(PLANNED))
    assert headline(year.reports["cohort Autumn, sol"], "Attempts begun") == str(len(mine))
    assert year.reports["cohort Autumn, sol"]["figures"] == year.reports[f"cohort Autumn, {plan.DIRECTOR}"]["figures"]


def test_no_pass_before_the_bars_are_met_and_then_what_supervisors_and_points_say(year: Year) -> None:
    april = {one.who: one for one in PLANNED if one.month == plan.APRIL and one.who not in plan.NEVER_SHARE}
    before, declared = year.reports["before: verdicts"], year.reports["declared: verdicts"]
    assert {one["trainee"] for one in before} == {one["trainee"] for one in declared} == set(april)
    assert {one["verdict"] for one in before} == {"formative"}
    [bar] = year.reports["declared: rules"]["rubrics"]
    assert bar["reports_passes"]
    assert [(one["criterion"], one["state"]) for one in bar["criteria"]] == [
        ("feeling-named", "meets"),
        ("stays-calm", "meets"),
        ("asks", "advisory"),
    ]
    rated = {one["trainee"] for one in declared if one["by_person"]}
    assert len(rated) >= story.RULES["ratings"]
    for one in declared:
        planned = april[one["trainee"]]
        deciding = {name: weight for name, weight in WEIGHTS.items() if name != "asks"}
        assert one["points"] == pytest.approx(counting.points(planned, deciding), abs=1e-3)
        if one["by_person"]:
            strict = one["verdict"] == "fail" and int(planned.who[1:]) % 7 == 0
            named = counting.levels(planned)["feeling-named"]
            assert strict or one["verdict"] == standing_of(named, counting.harm(planned))
        elif one["trainee"] in plan.WITHOUT_WORDS and counting.harm(planned):
            assert one["verdict"] == "fail"
    assert {"pass", "fail", "grey"} == {one["verdict"] for one in declared}


def test_what_was_there_with_its_words_was_scored_again(year: Year) -> None:
    there = [one for one in PLANNED if one.month < plan.AUGUST and one.ends and shared_by_august(one)]
    silent = [one for one in there if one.who in plan.WITHOUT_WORDS]
    assert year.reports["tally"] == {
        "looked at": len(there),
        "anew": len(there) - len(silent),
        "afresh": 0,
        "left out": {"words-not-here": len(silent)},
    }


def shared_by_august(one: plan.Planned) -> bool:
    if one.who in plan.NEVER_SHARE or (one.who == plan.FROM_MARCH and one.month < plan.MARCH):
        return False
    return not (one.month == plan.MAY and one.who in (plan.PAUSES, plan.PAUSES_AND_RETURNS))


@pytest.mark.parametrize("which", ["year", "year_on_server"])
def test_of_who_has_gone_nothing_is_left(which: str, request: pytest.FixtureRequest) -> None:
    year: Year = request.getfixturevalue(which)
    held = json.dumps({what: seen for what, seen in year.reports.items() if what.split(":")[0] in ("end", "page")})
    held += json.dumps(
        [seen for what, seen in year.reports.items() if what.startswith(("cohort", "people", "scen", "scorer"))]
    )
    out = b"".join(b"".join(files(story.exported(year, who)).values()) for who in ("sue", "sid"))
    for who in plan.GONE:
        assert plan.secret(who) not in held
        assert who not in [*(one["trainee"] for one in year.reports["end: verdicts"])]
        assert plan.secret(who).encode() not in out
        assert who.encode() not in out.replace(b"-", b"")
    assert plan.secret("t01").encode() in out
    assert plan.secret(plan.DELETES).encode() not in year.own_file(plan.DELETES).read_bytes()
    assert plan.secret(plan.WITHDRAWS).encode() in year.own_file(plan.WITHDRAWS).read_bytes()


def test_in_the_bytes_of_the_program_are_words_of_those_alone_who_share_them(year: Year) -> None:
    held = b"".join(file.read_bytes() for file in sorted(year.folder.glob("program.db*")))
    silent = plan.GONE | plan.NEVER_SHARE | plan.WITHOUT_WORDS
    assert {who for who in plan.TRAINEES if plan.secret(who).encode() in held} == set(plan.TRAINEES) - silent
    assert b"Own Name" not in held
    assert not [file for file in year.own_file(plan.DELETES).parent.glob(f"{plan.DELETES}.db*") if held_in(file)]


def held_in(file: Path) -> bool:
    return plan.secret(plan.DELETES).encode() in file.read_bytes() or b"Own Name" in file.read_bytes()


@pytest.mark.parametrize("which", ["year", "year_on_server"])
def test_a_contest_comes_home_settled_by_the_second_reader_and_whoever_read_is_written_down(
    which: str, request: pytest.FixtureRequest
) -> None:
    year: Year = request.getfixturevalue(which)
    with closing(open_store(year.own_file(plan.CONTESTS))) as own:
        trainee_id = own.trainee(plan.name(plan.CONTESTS), year.clock())
        [said] = own.reviewing.outcomes(trainee_id).values()
    assert [(one.outcome, one.note) for one in said] == [("second", ""), ("changed", NOTE)]
    read = [(one["trainee"], one["reader"]) for one in year.reports["audit"] if one["read"] != FIGURES_READ]
    assert {("t03", "sue"), ("t03", "sid")} <= set(read)
    assert not {who for who, _ in read} & (plan.WITHOUT_WORDS | plan.NEVER_SHARE)
    assert sum(year.reports["rated"].values()) + year.reports["rated again"] <= len(read)
