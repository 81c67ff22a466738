"""The year from January to December, month by month."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.programs.year import content, plan
from tests.programs.year.supervising import NOTE, rate_all, settle
from tests.programs.year.year import OPERATOR, Year
from trainer.records.attempts import Content
from trainer.records.places import find_place
from trainer.records.rescored import Change, NewRescoring
from trainer.session.own_programs import OwnPrograms
from trainer.session.rescoring.running import Means, Tally, rescore

GOOD_FOR = timedelta(days=36_500)
"""A server looks at its own clock."""
RULES: dict[str, Any] = {"ratings": 15, "bar": 0.5, "random_share": 1.0, "modes": ["assessment"], "same_decision": 0.6}


def tell(year: Year) -> None:
    """All of it. What is seen on the way is kept in `reports`."""
    year.begin()
    february(year, january(year))
    march(year)
    year.clock.go_to(plan.APRIL, 1)
    year.practise(plan.APRIL)
    with year.session(plan.CONTESTS) as session:
        attempt = year.attempt_ids[plan.CONTESTS, plan.APRIL]
        session.practice().contest(attempt, 0, None, f"I am a {plan.secret(plan.CONTESTS)} and meant more.")
    may(year)
    june(year)
    july(year)
    august(year)
    september(year)
    october(year)
    year.clock.go_to(plan.NOVEMBER, 1)
    year.practise(plan.NOVEMBER)
    december(year)


def january(year: Year) -> dict[str, str]:
    """The program is made, people come in from a roster, are asked something and invited; gives everybody's code."""
    year.run(OPERATOR, "cohort", "new", "Spring", "--program", "Residency")
    for title in ("Autumn", "Night"):
        year.run(OPERATOR, "cohort", "new", title)
    year.run(
        OPERATOR, "cohort", "add", "Spring", plan.DIRECTOR, "--role", "admin", "--login", year.login(plan.DIRECTOR)
    )
    for who, titles in plan.SUPERVISORS.items():
        for title in titles:
            year.run(OPERATOR, "cohort", "add", title, who, "--role", "supervisor", "--login", year.login(who))
    roster = year.folder / "people.csv"
    rows = [f"{who},{title},{_language(who)}" for title, people in plan.COHORTS.items() for who in people]
    roster.write_text("\n".join(["pseudonym,cohort,language", *rows]))
    taken = year.facts(plan.DIRECTOR, "cohort", "roster", str(roster))
    assert (taken["added"], taken["errors"]) == (40, 0)
    for title in plan.COHORTS:
        assign = ("cohort", "assign", title, "first-visit", "--mode", "assessment", "--library")
        window = ("--opens", "2026-03-20", "--closes", "2026-12-18", "--attempts", "2", "--counts", "last")
        year.run(plan.DIRECTOR, *assign, str(year.folder / "library"), *window)
    with year.store(plan.DIRECTOR) as store:
        [program] = store.people.programs()
        people = store.people.members(program.program_id, role="trainee")
        invited = store.joining.invite(people, None, year.clock(), GOOD_FOR)
    return {one.member.pseudonym: one.code for one in invited}


def _language(who: str) -> str:
    return ("one", "another")[int(who[1:]) % 2]


def february(year: Year, codes: dict[str, str]) -> None:
    """All accept and practise; most share what they did, some of them without their words."""
    year.clock.go_to(plan.FEBRUARY, 1)
    for who, code in codes.items():
        with year.session(who) as session:
            assert session.programs().accept(code, year.address(who)).member.pseudonym == who
            planned = year.planned(who, plan.FEBRUARY)
            if planned is not None:
                year.attempt(session, planned)
            if who not in plan.NEVER_SHARE and who != plan.FROM_MARCH:
                _share(session.programs(), texts=who not in plan.WITHOUT_WORDS)


def _share(programs: OwnPrograms, *, texts: bool = True, from_now: bool = False) -> None:
    [joined] = programs.joined()
    programs.share(joined, programs.preview(joined, texts=texts, from_now=from_now).consent)


def march(year: Year) -> None:
    """Some drill, and somebody shares from now on."""
    year.clock.go_to(plan.MARCH, 1)
    with year.programs(plan.FROM_MARCH) as programs:
        _share(programs, from_now=True)
    for who in plan.DRILLS:
        with year.session(who) as session:
            drill = session.practice().drill("names-feeling", minutes=2)
            while (moment := drill.next_moment()) is not None:
                moment.respond(content.words(who, frozenset({"feeling"}), 0))


def may(year: Year) -> None:
    """Two pause; everybody practises."""
    year.clock.go_to(plan.MAY, 1)
    for who in (plan.PAUSES, plan.PAUSES_AND_RETURNS):
        with year.programs(who) as programs:
            [joined] = programs.joined()
            assert programs.pause(joined) is None
    year.practise(plan.MAY)


def june(year: Year) -> None:
    """Supervisors rate what waits for them; the contest goes to a second reader, who settles it."""
    year.clock.go_to(plan.JUNE, 1)
    _declare(year, RULES)
    year.reports["rated"] = {who: rate_all(year, who) for who in plan.SUPERVISORS}
    settle(year, "sue", "second")
    year.reports["rated again"] = rate_all(year, "sid")
    settle(year, "sid", "changed", NOTE)
    look(year, "before")


def july(year: Year) -> None:
    """The cut is set from what was rated; from now on passes are reported."""
    year.clock.go_to(plan.JULY, 1)
    year.reports["cut"] = year.facts(plan.DIRECTOR, "review", "cut", "stay-close", "--set")
    look(year, "declared")


def august(year: Year) -> None:
    """A new version of the rubric: stored attempts are scored again by it, and new ones begin with it."""
    year.clock.go_to(plan.AUGUST, 1)
    (year.folder / "library" / "stay-close.yaml").write_text(content.LATER_RUBRIC)
    year.library = content.year_library(year.folder / "library")
    entry = year.library.rubrics["stay-close"]
    kept = Content(entry.digest, "rubric", entry.source)
    with year.store(OPERATOR) as store:
        [program] = store.people.programs()
        change = Change({}, {"stay-close": kept.digest})
        new = NewRescoring(change, "the feeling weighs more", program.program_id, (kept,))
        means = Means(store, year.address(OPERATOR), content.WordReader, content.AGREEMENT, year.clock)
        _, tally = rescore(means, new)
    year.reports["tally"] = _tally(tally)
    look(year, "rescored")


def _tally(tally: Tally) -> dict[str, object]:
    return {"looked at": tally.attempts, "anew": tally.anew, "afresh": tally.afresh, "left out": dict(tally.left_out)}


def september(year: Year) -> None:
    """One withdraws, one deletes everything."""
    year.clock.go_to(plan.SEPTEMBER, 1)
    for who in (plan.WITHDRAWS, plan.DELETES):
        with year.programs(who) as programs:
            [joined] = programs.joined()
            assert programs.withdraw(joined).rows > 0
    with year.programs(plan.DELETES) as programs:
        assert programs.delete([]).rows > 0


def october(year: Year) -> None:
    """Who paused shares again, with what was done meanwhile."""
    year.clock.go_to(plan.OCTOBER, 1)
    with year.programs(plan.PAUSES_AND_RETURNS) as programs:
        _share(programs)


def december(year: Year) -> None:
    """Everybody looks, and the records are exported."""
    year.clock.go_to(plan.DECEMBER, 20)
    look(year, "end")
    look_at_all(year)
    for who, arguments in {"sue": (), "sid": ("--texts", "--reason", "for the year's review", "--yes")}.items():
        year.run(who, "export", str(exported(year, who)), "--cohort", "Spring", *arguments)
    year.reports["audit"] = year.facts(plan.DIRECTOR, "cohort", "audit")


def exported(year: Year, who: str) -> Path:
    return year.folder / f"export-{who}"


def look(year: Year, stage: str) -> None:
    """What the director and a supervisor see at this time."""
    year.reports[f"{stage}: rules"] = year.facts(plan.DIRECTOR, "review", "rules")
    year.reports[f"{stage}: verdicts"] = year.facts(plan.DIRECTOR, "review", "verdicts")
    year.reports[f"{stage}: Spring"] = year.facts(plan.DIRECTOR, "report", "cohort", "Spring")


def look_at_all(year: Year) -> None:
    """Everything there is to see at the end of the year, by who sees it."""
    for who, title in ((plan.DIRECTOR, "Autumn"), ("sol", "Autumn"), ("sue", "Spring"), (plan.DIRECTOR, "Night")):
        year.reports[f"cohort {title}, {who}"] = year.facts(who, "report", "cohort", title)
        year.reports[f"people of {title}, {who}"] = year.facts(who, "cohort", "show", title)
    for trainee in ("t03", "t04"):
        year.reports[f"trainee {trainee}"] = year.facts("sue", "report", "trainee", trainee)
    for scenario in ("month-nine", "first-visit"):
        year.reports[f"scenario {scenario}"] = year.facts(plan.DIRECTOR, "report", "scenario", scenario)
    year.reports["scorer"] = year.facts(plan.DIRECTOR, "report", "scorer")
    year.reports["page"] = page(year)


def page(year: Year) -> str:
    """The report on a cohort as a page."""
    file = year.folder / "spring.html"
    year.run(plan.DIRECTOR, "report", "cohort", "Spring", "--html", str(file))
    return file.read_text().replace(find_place(year.address(plan.DIRECTOR)).shown, "program")


def _declare(year: Year, rules: dict[str, Any]) -> None:
    file = year.folder / "rules.json"
    file.write_text(json.dumps(rules))
    year.run(plan.DIRECTOR, "review", "rules", "--set", str(file))
