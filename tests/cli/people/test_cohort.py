"""`trainer cohort`: from nothing to a cohort with assignments, and what is refused."""

from __future__ import annotations

import json

import pytest

from tests.cli.people.conftest import Director


def test_from_nothing_to_a_cohort(director: Director) -> None:
    director.begin()
    [cohort] = director.facts("list")["cohorts"]
    assert (cohort["title"], cohort["trainees"], cohort["supervisors"], cohort["assignments"]) == ("Autumn", 2, 1, 1)
    shown = director.cohort("show", "Autumn").stdout
    assert "rainy-day, practice, any number of attempts, the last counts" in shown
    assert "amber-otter: not joined" in shown


def test_the_list_counts_an_admin_for_the_program_and_not_in_its_cohorts(director: Director) -> None:
    director.begin()
    director.cohort("new", "Spring")
    facts = director.facts("list")
    assert facts["admins"] == 1
    assert [one for one in facts["cohorts"] if "admins" in one] == []
    told = director.cohort("list").stdout
    assert "Residency: 1 admin\n" in told
    assert "0 admins" not in told
    assert "Autumn: 2 trainees, 1 supervisor; 1 assignment" in told


def test_without_a_database_nothing_is_taken_for_one(director: Director, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TRAINER_DB")
    done = director.place.run("cohort", "new", "Autumn")
    assert (done.exit_code, "Name a file" in done.stderr) == (2, True)
    for command in (("list",), ("show", "Autumn"), ("close", "Autumn")):
        done = director.cohort(*command)
        assert (done.exit_code, "no such database" in done.stderr) == (3, True)


def test_unknown_things_are_told_with_the_nearest(director: Director) -> None:
    director.begin()
    assert "did you mean 'Autumn'?" in director.cohort("show", "Autum").stderr
    assert "did you mean 'rainy-day'?" in director.cohort("assign", "Autumn", "rainy-dy").stderr
    assert "did you mean 'amber-otter'?" in director.cohort("invite", "Autumn", "amber-oter").stderr
    assert "did you mean 'Residency'?" in director.cohort("list", "--program", "Residncy").stderr
    assert "did you mean 'rainy-day'?" in director.cohort("assign", "Autumn", "rainy").stderr
    assert "did you mean 'amber-otter'?" in director.cohort("list", "--as", "amber-oter").stderr
    assert "did you mean 'amber-otter'?" in director.cohort("audit", "--trainee", "amber").stderr


def test_who_may_not_does_not(director: Director) -> None:
    director.begin()
    assert director.cohort("close", "Autumn", "--as", "sue").exit_code == 3
    assert director.cohort("new", "Spring", "--as", "sue").exit_code == 3
    assert director.cohort("show", "Autumn", "--as", "amber-otter").exit_code == 3
    assert director.cohort("assign", "Autumn", "small", "--as", "sue").exit_code == 0
    assert "nobody called 'ghost'" in director.cohort("list", "--as", "ghost").stderr


def test_a_misspelt_program_makes_no_second_one(director: Director) -> None:
    director.begin()
    done = director.cohort("new", "Spring", "--program", "Residncy")
    assert (done.exit_code, "did you mean 'Residency'?" in done.stderr, "--new-program" in done.stderr) == (
        3,
        True,
        True,
    )
    assert [one["title"] for one in director.facts("list")["cohorts"]] == ["Autumn"]
    assert director.cohort("new", "Spring", "--program", "Residency", "--new-program").exit_code == 3
    assert director.cohort("new", "Spring", "--new-program").exit_code == 2
    assert director.cohort("new", "Spring", "--program", " ", "--new-program").exit_code == 2


def test_several_programs_in_one_database(director: Director) -> None:
    director.begin()
    assert director.cohort("new", "Autumn", "--program", "Elsewhere", "--new-program").exit_code == 0
    assert "--program" in director.cohort("list").stderr
    assert director.facts("list", "--program", "Elsewhere")["program"] == "Elsewhere"


def test_the_same_cohort_or_person_twice(director: Director) -> None:
    director.begin()
    assert "already" in director.cohort("new", "Autumn").stderr
    director.cohort("new", "Spring")
    assert director.cohort("add", "Spring", "amber-otter").exit_code == 0
    assert director.cohort("add", "Spring", "sue").exit_code == 3
    assert [cohort["trainees"] for cohort in director.facts("list")["cohorts"]] == [2, 1]


def test_made_pseudonyms_are_readable_and_differ(director: Director) -> None:
    director.begin()
    made = director.cohort("add", "Autumn", "--count", "20").stdout.split()
    assert len(set(made)) == 20
    assert all(len(name.split("-")) == 2 for name in made)


def test_assignments_stop_and_cohorts_close(director: Director) -> None:
    director.begin()
    assert director.cohort("assign", "Autumn", "rainy-day", "--stop").exit_code == 0
    assert director.facts("show", "Autumn")["assignments"] == []
    assert director.cohort("assign", "Autumn", "rainy-day", "--stop").exit_code == 3
    director.cohort("close", "Autumn")
    assert "closed" in director.cohort("assign", "Autumn", "rainy-day").stderr
    assert "(closed)" in director.cohort("list").stdout


def test_the_same_asked_twice_is_asked_once_and_said(director: Director) -> None:
    director.begin()
    line = ("assign", "Autumn", "rainy-day", "--mode", "assessment", "--closes", "2099-12-18")
    assert "Asked of" in director.cohort(*line).stderr
    again = director.cohort(*line)
    assert again.exit_code == 0 and "asked of 'Autumn' already" in again.stderr
    assert "Asked of" in director.cohort(*line, "--attempts", "2").stderr, "something else is asked"
    later = (*line, "--opens", "2099-12-01")
    assert "Asked of" in director.cohort(*later).stderr and "already" in director.cohort(*later).stderr
    assert len(director.facts("show", "Autumn")["assignments"]) == 4


def test_stopping_needs_no_mode_where_there_is_one(director: Director) -> None:
    director.begin()
    director.cohort("assign", "Autumn", "rainy-day", "--mode", "assessment")
    both = director.cohort("assign", "Autumn", "rainy-day", "--stop")
    assert both.exit_code == 2 and "several modes: assessment, practice" in both.stderr
    assert director.cohort("assign", "Autumn", "rainy-day", "--stop", "--mode", "practice").exit_code == 0
    assert "rainy-day, assessment" in director.cohort("assign", "Autumn", "rainy-day", "--stop").stderr
    assert director.facts("show", "Autumn")["assignments"] == []


@pytest.mark.parametrize(
    "days",
    [("--opens", "soon"), ("--closes", "2026-13-01"), ("--opens", "2026-12-02", "--closes", "2026-12-01")],
)
def test_days_that_are_none(director: Director, days: tuple[str, ...]) -> None:
    director.begin()
    assert director.cohort("assign", "Autumn", "rainy-day", *days).exit_code == 2


def test_the_day_of_closing_is_included(director: Director) -> None:
    director.begin()
    director.cohort("assign", "Autumn", "small", "--opens", "2026-12-01", "--closes", "2026-12-01", "--attempts", "1")
    shown = " ".join(director.cohort("show", "Autumn").stdout.split())
    assert "1 attempt, from 2026-12-01 00:00 until the end of 2026-12-01" in shown


def test_a_roster_is_taken_whole_or_not_at_all(director: Director) -> None:
    director.begin()
    bad = director.place.write("bad.csv", "pseudonym,role\nhazel-fox,trainee\n=1+1,trainee\nquiet-elk,boss\n")
    done = director.cohort("roster", bad, "Autumn")
    assert done.exit_code == 1
    assert "bad.csv:3:1: error M007" in done.stdout
    assert "bad.csv:4:1: error M009" in done.stdout
    assert "Nobody was added: 2 errors" in done.stderr
    assert director.facts("list")["cohorts"][0]["trainees"] == 2


def test_a_roster_with_names_prints_the_key_once(director: Director) -> None:
    director.begin()
    file = director.place.write("people.csv", "\ufeffName;Role\r\nAda Example;\r\nBo Example;supervisor\r\n")
    done = director.cohort("roster", file, "Autumn", "--all-new")
    assert done.exit_code == 0, done.stderr
    head, *rows = done.stdout.splitlines()
    assert head == "line,pseudonym,name"
    assert [row.split(",")[::2] for row in rows] == [["2", "Ada Example"], ["3", "Bo Example"]]
    assert b"Ada Example" not in (director.place.folder / "program.db").read_bytes()


def test_what_a_roster_keeps_is_told_as_it_is(director: Director) -> None:
    director.begin()
    keys = director.place.write("keys.csv", "name,key\nAda Example,17\n")
    kept = director.cohort("roster", keys, "Autumn", "--all-new", "--names")
    assert "The keys in this list are not kept" in kept.stderr and "behind" not in kept.stderr
    shown = director.cohort("show", "Autumn", "--names", "--as", "ann", "--reason", "call")
    assert "Ada Example" in shown.stdout
    other = director.place.write("other.csv", "name,key\nBo Example,18\n")
    without = director.cohort("roster", other, "Autumn", "--all-new")
    assert "Who is behind these pseudonyms is not kept" in without.stderr


def test_nobody_is_added_twice_by_a_roster_without_pseudonyms(director: Director) -> None:
    assert director.cohort("new", "Autumn", "--program", "Residency", "--as", "ann").exit_code == 0
    file = director.place.write("people.csv", "key,name,role\n17,Ada Example,\n18,Ada Example,\n19,Bo Example,\n")
    first = director.cohort("roster", file, "Autumn")
    assert first.stdout.splitlines()[0] == "line,pseudonym,name,key"
    known = director.place.write("list.csv", first.stdout)
    again = director.cohort("roster", file, "Autumn")
    assert (again.exit_code, "of 3 lines" in again.stderr, "--known" in again.stderr) == (1, True, True)
    director.place.write("people.csv", "key,name,role\n19,Bo Example-Wed,\n18,Ada Example,\n20,Cy Example,\n")
    more = director.cohort("roster", file, "Autumn", "--known", known)
    assert [row.split(",")[2] for row in more.stdout.splitlines()] == ["name", "Cy Example"]
    assert "1 was added to the program, 2 were in it already, 1 was put into a cohort" in more.stderr
    assert director.facts("list")["cohorts"][0]["trainees"] == 4
    twice = director.place.write("two.csv", "name\nAda Example\n")
    assert "M012" in director.cohort("roster", twice, "Autumn", "--known", known).stdout
    assert "no pseudonym" in director.cohort("roster", twice, "Autumn", "--known", twice).stderr
    assert b"Example" not in (director.place.folder / "program.db").read_bytes()


def test_who_is_kept_by_name_is_recognised_by_it(director: Director) -> None:
    assert director.cohort("new", "Autumn", "--program", "Residency", "--as", "ann").exit_code == 0
    file = director.place.write("people.csv", "name\nAda Example\n")
    assert director.cohort("roster", file, "Autumn", "--names").exit_code == 0
    director.place.write("people.csv", "name\nBo Example\nAda Example\n")
    again = director.facts("roster", file, "Autumn", "--names")
    assert (again["added"], again["known"], again["enrolled"], again["problems"]) == (1, 1, 1, [])
    [called] = [one["pseudonym"] for one in director.facts("show", "Autumn")["people"] if one["pseudonym"]][:1]
    director.place.write("people.csv", f"pseudonym,name\n,Ada Example\n,Bo Example\n{called},\n")
    assert "M011" in director.cohort("roster", file, "Autumn").stdout


def test_who_is_in_no_cohort_is_told(director: Director) -> None:
    director.begin()
    file = director.place.write("people.csv", "pseudonym,role\nhazel-fox,\nquiet-elk,\nbo,admin\n")
    dry = director.cohort("roster", file, "--dry-run")
    assert "2 would be in no cohort" in dry.stderr
    assert "2 are in no cohort" in director.cohort("roster", file).stderr
    assert "no cohort" not in director.cohort("roster", file, "Autumn").stderr


def test_a_roster_again_changes_nothing_and_a_dry_run_neither(director: Director) -> None:
    director.begin()
    file = director.place.write("people.csv", "pseudonym,cohort\nhazel-fox,Autumn\namber-otter,\n")
    dry = director.facts("roster", file, "--dry-run")
    assert (dry["taken"], dry["added"], dry["known"]) == (False, 1, 1)
    first, second = director.facts("roster", file), director.facts("roster", file)
    assert (first["taken"], first["added"], first["enrolled"]) == (True, 1, 1)
    assert (second["added"], second["known"], second["enrolled"]) == (0, 2, 0)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "F005"),
        ("pseudonym\nämber".encode("utf-16"), "F004"),
        (b"pseudonym\nam\xe4ber\n", "F004"),
        (b"email,phone\na@b,1\n", "M001"),
        (b"pseudonym\n" + b"x" * 50_000 + b"\nb\n", "M004"),
        (b'name\n"open\nclosed"\n', "M005"),
        (b"name\n\x1b[31mred\n", "M006"),
        (b"pseudonym\nhazel-fox\nHazel-Fox\n", "M011"),
        (b"pseudonym,cohort\na,Nowhere\n", "M013"),
        (b"pseudonym,role\nsue,trainee\n", "M012"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_rosters_that_cannot_be_taken(director: Director, data: bytes, code: str) -> None:
    director.begin()
    done = director.cohort("roster", director.place.write("people.csv", data), "Autumn", "--json")
    assert done.exit_code == 1
    assert code in {problem["code"] for problem in json.loads(done.stdout)["problems"]}


def test_what_is_wrong_with_a_roster_is_told_line_by_line_without_paths(director: Director) -> None:
    director.begin()
    file = director.place.write("people.csv", "pseudonym,role,cohort\nada,trainee,Spring\nbo,chief,\nbo!,trainee,\n")
    told = director.cohort("roster", file).stdout
    assert [line.split(":")[1] for line in told.splitlines() if line.startswith(file)] == ["2", "3", "4"]
    assert "$." not in told and "is no role" in told


def test_a_roster_through_a_pipe(director: Director) -> None:
    director.begin()
    assert director.cohort("roster", "-", "Autumn", typed="pseudonym\nhazel-fox\n").exit_code == 0
    assert director.cohort("roster", "absent.csv", "Autumn").exit_code == 3


def test_a_code_is_shown_once_and_only_its_digest_kept(director: Director) -> None:
    director.begin()
    lines = director.cohort("invite", "Autumn").stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["amber-otter", "mild-cricket"]
    held = (director.place.folder / "program.db").read_bytes()
    assert all(line.split()[1].encode() not in held for line in lines)
    director.join()
    again = director.cohort("invite", "Autumn", "--again").stdout
    assert [line.split()[0] for line in again.splitlines()] == ["mild-cricket"]


def test_a_code_that_was_handed_out_stays_good_until_another_is_asked_for(director: Director) -> None:
    director.begin()
    (otter, _) = director.facts("invite", "Autumn")
    director.cohort("add", "Autumn", "hazel-fox")
    second = director.cohort("invite", "Autumn")
    assert [line.split()[0] for line in second.stdout.splitlines()] == ["hazel-fox"]
    assert "2 trainees not joined yet and with a code that is still good" in second.stderr
    assert "Everybody" not in director.cohort("invite", "Autumn").stderr
    assert "no good any more: mild-cricket" in director.cohort("invite", "Autumn", "mild-cricket").stderr
    joined = director.place.run("cohort", "accept", otter["code"], director.db)
    assert joined.exit_code == 0, joined.stderr
    assert len(director.facts("invite", "Autumn", "--again")) == 2


def test_joining_names_the_command_that_does_what_is_asked(director: Director) -> None:
    director.begin()
    director.cohort("assign", "Autumn", "rainy-day", "--mode", "assessment")
    [invited] = director.facts("invite", "Autumn", "amber-otter")
    said = director.place.run("cohort", "accept", invited["code"], director.db).stdout.splitlines()
    assert {"    trainer play rainy-day --mode practice", "    trainer play rainy-day --mode assessment"} <= set(said)
    assert max(map(len, said)) <= 80


def test_a_wrong_code_is_told(director: Director) -> None:
    director.begin()
    done = director.place.run("cohort", "accept", "aaaa-bbbb-cccc", director.db)
    assert (done.exit_code, "Ask for a new one" in done.stderr) == (3, True)
    done = director.place.run("--db", director.db, "cohort", "accept", "aaaa-bbbb-cccc", director.db)
    assert "your own records" in done.stderr


def test_somebody_is_taken_out_of_one_cohort_and_stays_in_the_program(director: Director) -> None:
    director.begin()
    director.join()
    assert director.cohort("new", "Winter", "--as", "ann").exit_code == 0
    assert director.cohort("add", "Winter", "amber-otter").exit_code == 0
    done = director.cohort("remove", "Autumn", "amber-otter", "--as", "ann")
    assert done.exit_code == 0 and "no cohort now" not in done.stderr
    assert "amber-otter" not in director.cohort("show", "Autumn").stdout
    assert "amber-otter" in director.cohort("show", "Winter").stdout
    again = director.cohort("remove", "Autumn", "amber-otter", "--as", "ann")
    assert again.exit_code == 3 and "is not in the cohort" in again.stderr
    assert director.cohort("remove", "Winter", "amber-otter", "--as", "sue").exit_code != 0
    assert "is in no cohort now" in director.cohort("remove", "Winter", "amber-otter", "--as", "ann").stderr
    assert director.cohort("add", "Autumn", "amber-otter").exit_code == 0
    assert "amber-otter" in director.cohort("show", "Autumn").stdout


def test_names_are_shown_only_with_a_right_and_a_reason_and_it_is_written_down(director: Director) -> None:
    director.begin()
    director.cohort("add", "Autumn", "hazel-fox", "--name", "Ada Example")
    director.join("hazel-fox")
    director.cohort("add", "Autumn", "bea", "--role", "admin")
    assert "--as" in director.cohort("show", "Autumn", "--names", "--reason", "call").stderr
    assert "reason" in director.cohort("show", "Autumn", "--names", "--as", "sue").stderr
    assert director.cohort("audit").stdout == ""
    shown = director.cohort("show", "Autumn", "--names", "--as", "sue", "--reason", "to call her")
    assert "hazel-fox (Ada Example)" in shown.stdout
    [row] = director.facts("audit", "--trainee", "hazel-fox", "--since", "2020-01-01")
    assert (row["reader"], row["read"], row["reason"]) == ("sue", "name", "to call her")
    assert "sue read your name: to call her" in director.place.run("share", "--who-read").stdout


def test_only_what_was_written_down_is_said_to_be(director: Director) -> None:
    director.begin()
    look = ("show", "Autumn", "--names", "--as", "sue", "--reason", "call")
    assert "nothing is written down" in director.cohort(*look).stderr
    director.cohort("add", "Autumn", "hazel-fox", "--name", "Ada Example")
    shown = director.cohort(*look)
    assert "hazel-fox (Ada Example)" in shown.stdout and "1 name shown, none of them written down" in shown.stderr
    assert director.facts("audit") == []
    director.join("hazel-fox")
    assert "1 name shown, and written down" in director.cohort(*look).stderr
    director.cohort("add", "Autumn", "jade-lark", "--name", "Bo Example")
    assert "2 names shown, 1 of them written down" in director.cohort(*look).stderr
    assert [row["trainee"] for row in director.facts("audit")] == ["hazel-fox", "hazel-fox"]
    alone = director.cohort("show", "Autumn", "--names", "--reason", "call")
    assert "taken for 'ann'" in alone.stderr and "written down as done" not in alone.stderr
