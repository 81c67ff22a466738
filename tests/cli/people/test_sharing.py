"""`trainer share|pause|withdraw|delete` and `cohort forget`: what they say is what happens, down to the bytes."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.cli.people.conftest import Director
from trainer.records.errors import RecordsError
from trainer.records.store import open_store

SECRET = "a heron with a lantern"


@pytest.fixture
def joined(director: Director) -> Director:
    director.begin()
    director.practise(SECRET)
    director.join()
    return director


def words_in(db: str) -> set[str | None]:
    store = open_store(db)
    try:
        found: dict[str | None, int] = {}
        [program] = store.people.programs()
        for member in store.people.members(program.program_id, cohort_id=cohort_of(db)):
            for attempt in store.assignments.tried(member.trainee_id or ""):
                found |= {step.response.text: 1 for step in store.load_attempt(attempt.attempt_id).steps}
        return set(found)
    finally:
        store.close()


def cohort_of(db: str) -> str:
    store = open_store(db)
    try:
        [program] = store.people.programs()
        return store.people.cohorts(program.program_id)[0].cohort_id
    finally:
        store.close()


def test_nothing_is_shared_before_somebody_agrees(joined: Director) -> None:
    for typed in ("n\n", "", "\n"):
        done = joined.place.run("share", typed=typed)
        assert done.exit_code == 0
        assert "Nothing was done" in done.stderr
    assert SECRET.encode() not in Path(joined.db).read_bytes()
    told = " ".join(done.stdout.split())
    for words in (
        "as amber-otter",
        joined.db,
        "With your own words (2 texts so far)",
        "`trainer withdraw` removes",
    ):
        assert words in told


def test_who_has_used_their_code_is_shown_as_joined_before_they_share(joined: Director) -> None:
    said = {person["pseudonym"]: person["sharing"] for person in joined.facts("show", "Autumn")["people"]}
    assert (said["amber-otter"], said["mild-cricket"]) == ("join", None)
    shown = joined.cohort("show", "Autumn").stdout
    assert "amber-otter: joined, shares nothing yet" in shown and "mild-cricket: not joined" in shown
    assert max(map(len, shown.splitlines())) <= 80
    joined.place.run("withdraw", "--yes")
    assert "amber-otter" not in joined.cohort("show", "Autumn").stdout


def test_sharing_shows_how_far_somebody_is(joined: Director) -> None:
    assert joined.place.run("share", typed="y\n").exit_code == 0
    assert words_in(joined.db) == {SECRET}
    person = joined.facts("show", "Autumn")["people"][0]
    assert (person["pseudonym"], person["sharing"], person["words"]) == ("amber-otter", "share", True)
    assert person["assignments"][0]["state"] == "done"


def test_words_that_could_give_somebody_away_are_shown_first(joined: Director) -> None:
    joined.practise("Ring me on 07700 900123, says Mr Jones.")
    done = joined.place.run("share", typed="n\n")
    assert "perhaps a phone number: “Ring me on 07700 900123, says Mr Jones.” (07700 900123)" in done.stdout
    assert "perhaps a name" in done.stdout
    facts = json.loads(joined.place.run("share", "--yes", "--json").stdout)
    assert {warning["said"] for warning in facts["warnings"]} == {"07700 900123", "Mr Jones"}


def test_without_words(joined: Director) -> None:
    done = joined.place.run("share", "--no-words", "--yes")
    assert "Without your own words" in done.stdout
    assert SECRET.encode() not in Path(joined.db).read_bytes()
    assert joined.facts("show", "Autumn")["people"][0]["words"] is False


def test_words_taken_back_are_gone_from_the_file_and_from_its_backups(joined: Director) -> None:
    joined.place.run("share", "--words", "--yes")
    backups = joined.place.folder / "backups"
    backups.mkdir()
    kept = backups / "program.sqlite3"
    done = joined.place.run("--db", joined.db, "db", "backup", str(kept))
    assert done.exit_code == 0 and SECRET.encode() in kept.read_bytes(), done.stderr
    done = joined.place.run("share", "--no-words", "--yes")
    assert "Those that you have shared are taken out of its database now" in done.stdout
    held = b"".join(file.read_bytes() for file in Path(joined.db).parent.glob("program.db*"))
    assert SECRET.encode() not in held
    assert joined.facts("show", "Autumn")["people"][0]["assignments"][0]["state"] == "done"
    done = joined.cohort("forget", "--backups", str(backups), "--yes", "--as", "ann")
    assert "The words of" in done.stderr and "are gone from this backup" in done.stderr
    assert SECRET.encode() not in kept.read_bytes() and b"amber-otter" in kept.read_bytes()
    assert joined.place.run("export", str(joined.place.folder / "mine"), "--format", "csv").exit_code == 0
    assert SECRET in (joined.place.folder / "mine" / "exchanges.csv").read_text("utf-8"), "one's own stay"


def test_the_list_says_what_is_asked(joined: Director) -> None:
    joined.cohort("assign", "Autumn", "small", "--mode", "assessment", "--attempts", "2", "--closes", "2099-01-01")
    joined.place.run("share", "--yes")  # what is asked by now comes with it
    told = " ".join(joined.place.run("list").stdout.split())
    assert "any scenario of the rubric small, assessment, 2 attempts, the best counts" in told
    assert "(not begun; 2 times more)" in told
    assert "rainy-day, practice, any number of attempts, the last counts" in told
    [row] = json.loads(joined.place.run("list", "--json").stdout)
    assert [(one["mode"], one["state"], one["left"]) for one in row["asked"]] == [
        ("assessment", "open", 2),
        ("practice", "done", None),
    ]


def test_playing_says_where_an_attempt_will_not_count(joined: Director) -> None:
    def told(mode: str) -> str:
        done = joined.place.run("play", "rainy-day", "--mode", mode, "--responses", "-", typed="You sound worn out.\n")
        assert done.exit_code == 0, done.stderr
        return done.stderr

    assert "count there" not in told("practice")
    assert "Autumn asks for this in practice, and this is assessment: it will not count there" in told("assessment")
    joined.cohort("assign", "Autumn", "rainy-day", "--stop")
    joined.cohort("assign", "Autumn", "rainy-day", "--mode", "assessment", "--opens", "2099-01-01")
    joined.place.run("share", "--yes")
    assert "count there" not in told("practice")
    assert "but only from 2099-01-01 00:00: what you do now will not count there" in told("assessment")
    for opens, closes, attempts, why in (
        ("2020-01-01", "2020-02-01", "3", "but only until the end of 2020-02-01: what"),
        ("2020-01-01", "2099-01-01", "1", "and you have made all the attempts that it asks for: what"),
    ):
        joined.cohort("assign", "Autumn", "rainy-day", "--mode", "assessment", "--stop")
        when = ("--opens", opens, "--closes", closes, "--attempts", attempts)
        joined.cohort("assign", "Autumn", "rainy-day", "--mode", "assessment", *when)
        joined.place.run("share", "--yes")
        assert why in told("assessment")


def test_paused_and_gone_on_with(joined: Director) -> None:
    joined.place.run("share", "--yes")
    assert "nothing new goes" in joined.place.run("pause").stderr
    assert joined.facts("show", "Autumn")["people"][0]["sharing"] == "pause"
    joined.practise("more")
    assert words_in(joined.db) == {SECRET}
    joined.place.run("share", "--yes")
    assert words_in(joined.db) == {SECRET, "more"}


def test_what_is_new_goes_when_practice_ends_but_for_words_to_look_at(joined: Director) -> None:
    joined.place.run("share", "--yes")
    joined.practise("more")
    assert words_in(joined.db) == {SECRET, "more"}
    done = joined.place.run("play", "rainy-day", "--responses", "-", typed="Says Mr Jones.\n")
    assert "`trainer share` shows them" in done.stderr
    assert words_in(joined.db) == {SECRET, "more"}


def test_withdrawing_takes_everything_back(joined: Director) -> None:
    joined.place.run("share", "--yes")
    assert joined.place.run("withdraw", typed="n\n").exit_code == 0
    assert SECRET.encode() in Path(joined.db).read_bytes()
    assert joined.place.run("withdraw", "--yes").exit_code == 0
    held = Path(joined.db).read_bytes()
    assert SECRET.encode() not in held
    assert b"amber-otter" not in held
    assert "You are in no program" in joined.place.run("share").stderr


def test_deleting_leaves_no_word_in_any_file(joined: Director) -> None:
    joined.place.run("share", "--yes")
    assert joined.place.run("delete", "--yes").exit_code == 2
    assert joined.place.run("delete", "--yes", "--shared", "withdraw").exit_code == 0
    assert SECRET.encode() not in joined.held()


def test_deleting_may_leave_what_is_shared(joined: Director) -> None:
    joined.place.run("share", "--yes")
    assert joined.place.run("delete", "--yes", "--shared", "keep").exit_code == 0
    assert SECRET.encode() not in (joined.place.folder / "records.sqlite3").read_bytes()
    assert words_in(joined.db) == {SECRET}


def test_deleting_reaches_backups_and_tells_of_those_it_cannot_clean(joined: Director) -> None:
    backups = joined.place.folder / "backups"
    (backups / "older").mkdir(parents=True)
    assert joined.place.run("db", "backup", str(backups / "older" / "monday.db")).exit_code == 0
    assert (
        joined.place.run("db", "backup", str(joined.place.folder / "records-before-20260101T000000Z.sqlite3")).exit_code
        == 0
    )
    (backups / "notes.txt").write_text("nothing of the trainer's")
    assert SECRET.encode() in (backups / "older" / "monday.db").read_bytes()
    broken = backups / "broken.db"
    broken.write_bytes(b"SQLite format 3\0" + os.urandom(4000))
    done = joined.place.run("delete", "--yes", "--backups", str(backups))
    assert done.exit_code == 1
    assert "broken.db" in done.stderr
    assert SECRET.encode() not in joined.held()


def test_somebody_who_reads_meanwhile_is_told_of_and_the_second_run_finishes(joined: Director) -> None:
    file = joined.place.folder / "records.sqlite3"
    reader, writer = open_store(file), open_store(file, patience=0.05)
    with reader._reading() as connection:
        [trainee_id] = connection.exec_driver_sql("SELECT trainee_id FROM trainees").scalars()
        with pytest.raises(RecordsError, match="another program"):
            writer.forgetting.forget_trainee(trainee_id, datetime.now(UTC))
    reader.close()
    writer.close()
    assert joined.place.run("delete", "--yes").exit_code == 0
    assert SECRET.encode() not in file.read_bytes()


def test_the_program_forgets_somebody_in_backups_too(joined: Director) -> None:
    joined.place.run("share", "--yes")
    backups = joined.place.folder / "backups"
    backups.mkdir()
    joined.place.run("--db", joined.db, "db", "backup", str(backups / "before.db"))
    assert joined.cohort("forget", "amber-otter", "--yes", "--backups", str(backups)).exit_code == 0
    for file in (Path(joined.db), backups / "before.db"):
        assert SECRET.encode() not in file.read_bytes()
        assert b"amber-otter" not in file.read_bytes()
    assert SECRET.encode() in (joined.place.folder / "records.sqlite3").read_bytes()


def test_a_folder_without_a_backup_is_told(joined: Director) -> None:
    empty = joined.place.folder / "backups"
    empty.mkdir()
    (empty / "notes.txt").write_text("Backups go elsewhere now.")
    forgotten = joined.cohort("forget", "--yes", "--backups", str(empty))
    assert forgotten.exit_code == 0 and "There is no backup in this folder" in forgotten.stderr
    assert joined.place.run("--db", joined.db, "db", "backup", str(empty / "before.db")).exit_code == 0
    assert "1 file of a database looked through" in joined.cohort("forget", "--yes", "--backups", str(empty)).stderr
    deleted = joined.place.run("delete", "--yes", "--backups", str(empty))
    assert deleted.exit_code == 0 and "1 file of a database looked through" in deleted.stderr


def test_who_withdrew_is_found_in_backups_without_being_named(joined: Director) -> None:
    joined.place.run("share", "--yes")
    backups = joined.place.folder / "backups"
    backups.mkdir()
    shutil.copy(joined.db, backups / "before.db")
    own = backups / "ada" / "records.sqlite3"  # somebody's own records, which happen to lie below
    own.parent.mkdir()
    with (
        closing(sqlite3.connect(joined.place.folder / "records.sqlite3")) as records,
        closing(sqlite3.connect(own)) as to,
    ):
        records.backup(to)
    assert SECRET.encode() in own.read_bytes()
    joined.place.run("withdraw", "--yes")
    assert joined.cohort("forget").exit_code == 2
    assert joined.cohort("forget", "--yes", "--backups", str(backups)).exit_code == 0
    assert SECRET.encode() not in (backups / "before.db").read_bytes()
    assert b"mild-cricket" in (backups / "before.db").read_bytes()
    assert SECRET.encode() in own.read_bytes()


def test_somebody_who_never_joined_is_forgotten_too(joined: Director) -> None:
    assert joined.cohort("forget", "mild-cricket", "--yes").exit_code == 0
    assert b"mild-cricket" not in Path(joined.db).read_bytes()
    assert joined.cohort("forget", "mild-cricket", "--yes").exit_code == 3


def test_a_restored_backup_says_how_those_who_withdrew_go_out_of_it(joined: Director, tmp_path: Path) -> None:
    joined.place.run("share", "--words", "--yes")
    folder = tmp_path / "kept apart"
    folder.mkdir()
    backup = str(folder / "monday.db")
    put_back = ("db", "restore", backup, "--db", joined.db, "--replace")
    assert joined.place.run("db", "backup", backup, "--db", joined.db).exit_code == 0
    assert joined.place.run("withdraw", "--yes").exit_code == 0
    done = joined.place.run(*put_back)
    assert done.exit_code == 0 and "withdrew since this backup" in done.stderr
    assert words_in(joined.db) == {SECRET}
    undo, forget = (shlex.split(said)[1:] for said in done.stderr.split("`")[1::2])
    assert joined.place.run("--db", joined.db, *undo).exit_code == 0
    assert joined.place.run("--db", joined.db, *forget, "--yes").exit_code == 0
    assert joined.place.run(*put_back).exit_code == 0
    assert words_in(joined.db) == set()


def test_what_a_supervisor_read_is_said_in_a_sentence(joined: Director) -> None:
    joined.practise("That is hard.")
    joined.place.run("share", "--words", "--yes")
    rules = joined.place.write("rules.json", b'{"random_share": 1}')
    at = ("--db", joined.db, "review")
    assert joined.place.run(*at, "rules", "--set", rules, "--as", "ann").exit_code == 0
    joined.place.run(*at, "queue", "--as", "sue")
    assert joined.place.run(*at, "next", "--as", "sue").exit_code == 0
    assert "sue read your attempt: to rate it" in joined.place.run("share", "--who-read").stdout
