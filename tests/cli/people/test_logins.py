"""The logins of a program on a server: who is given one, and what is told to others."""

from __future__ import annotations

from tests.cli.people.conftest import Director
from tests.records.postgres import OWNER
from trainer.records.store import open_store


def test_a_login_is_given_to_who_makes_the_program_or_later(director: Director) -> None:
    director.cohort("new", "Autumn", "--program", "Residency", "--as", "ann", "--login", "office")
    again = director.cohort("new", "Spring", "--login", "office")
    assert again.exit_code == 3 and "cohort add" in again.stderr
    for login in ("dr_sommer", "sommer"):
        director.cohort("add", "Autumn", "sue", "--role", "supervisor")
        later = director.cohort("add", "Autumn", "sue", "--role", "supervisor", "--login", login)
        assert later.exit_code == 0 and login in later.stderr
    taken = director.cohort("add", "Autumn", "sid", "--role", "supervisor", "--login", "sommer")
    assert taken.exit_code == 3 and "sue" in taken.stderr
    same = director.cohort("add", "Autumn", "sue", "--role", "supervisor", "--login", "sommer")
    assert same.exit_code == 0 and not same.stderr
    store = open_store(director.db)
    [program] = store.people.programs()
    assert {one.pseudonym: one.db_role for one in store.people.members(program.program_id)} == {
        "ann": "office",
        "sue": "sommer",
    }
    store.close()


def test_the_login_somebody_joined_with_is_not_changed(director: Director) -> None:
    director.begin()
    director.join()
    done = director.cohort("add", "Autumn", "amber-otter", "--login", "p099")
    assert done.exit_code == 3 and "joined" in done.stderr


def test_what_is_not_kept_of_somebody_who_is_there_already_is_told(director: Director) -> None:
    director.begin()
    done = director.cohort("add", "Autumn", "amber-otter", "--name", "Ada Example")
    assert done.exit_code == 0 and "--name" in done.stderr


def test_trainees_are_told_the_address_without_the_login_of_who_invites(
    director: Director, postgres_address: str
) -> None:
    for words in (("new", "Autumn"), ("add", "Autumn", "amber-otter")):
        assert director.place.run("--db", postgres_address, "cohort", *words).exit_code == 0
    said = director.place.run("--db", postgres_address, "cohort", "invite", "Autumn").stderr
    assert "accept CODE postgresql://LOGIN@" in said and "host=" in said and OWNER not in said
