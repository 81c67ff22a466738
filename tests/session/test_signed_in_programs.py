"""A trainee joins, shares and withdraws on a server that keeps everybody to their own rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.engine import make_url

from tests.records.making import later
from tests.records.postgres import Cluster
from tests.records.signed_in import make_logins
from tests.session.program import SECRET, Scene, build
from trainer.records.program_tables import members
from trainer.records.row_security import secure_rows
from trainer.records.tables import responses
from trainer.records.withheld import WITHHELD
from trainer.session.errors import SessionError


@pytest.fixture
def scene(tmp_path: Path, postgres: Cluster, postgres_address: str) -> Iterator[Scene]:
    """The program's store is its operator's; the trainee signs in as ada."""
    engine = create_engine(make_url(postgres_address))
    with engine.begin() as connection:
        secure_rows(connection)
    engine.dispose()
    make_logins(postgres)
    made = build(tmp_path, postgres_address)
    made.good_for = timedelta(days=36_500)  # the server goes by its own clock
    made.where = postgres.address(str(make_url(postgres_address).database), "ada")
    yield made
    made.close()


def texts(scene: Scene) -> list[str | None]:
    with scene.store._reading() as connection:
        return list(connection.execute(select(responses.c.text)).scalars())


def test_joining_sharing_pausing_and_withdrawing(scene: Scene) -> None:
    scene.practise()
    joined = scene.join()
    assert joined.member.pseudonym == "amber-otter"
    assert [one.standing.state for one in scene.programs.asked()] == ["done"]
    scene.share()
    assert texts(scene) == [SECRET]
    scene.practise("more words", at=2000)
    [sent] = scene.programs.send_new()
    assert sent.notice == ""
    assert sorted(map(str, texts(scene))) == [SECRET, "more words"]
    assert scene.programs.who_read(scene.joined()) == ()
    assert scene.programs.pause(scene.joined()) is None
    scene.programs.withdraw(scene.joined())
    assert texts(scene) == []
    with scene.store._reading() as connection:
        kept = set(connection.execute(select(members.c.pseudonym)).scalars())
    assert "amber-otter" not in kept
    assert any(name.startswith("withdrawn-") for name in kept)
    assert scene.programs.joined() == ()


def test_words_are_taken_back_or_it_is_told_that_they_cannot_be(scene: Scene) -> None:
    scene.practise()
    scene.join()
    scene.share()
    try:
        scene.share(texts=False)
    except SessionError as error:
        assert "Withdraw first" in error.remedy
        assert texts(scene) == [SECRET]
    else:
        assert texts(scene) != [SECRET]


def test_somebody_else_s_code_is_no_good(scene: Scene) -> None:
    code = scene.invite()
    scene.programs.accept(code, scene.where)
    stranger = scene.where.replace("//ada@", "//stranger@")
    for said in (code, f"{code}\0\udcff", "\0"):
        with pytest.raises(SessionError):
            scene.programs.accept(said, stranger)
    scene.clock = later(40 * 86_400)
    assert scene.programs.accept(code, scene.where).member.pseudonym == "amber-otter"


def test_sharing_without_words_from_the_first_needs_no_more_than_a_trainee_may(scene: Scene) -> None:
    scene.practise()
    scene.join()
    scene.share(texts=False)
    assert texts(scene) == [WITHHELD]
