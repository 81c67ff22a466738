"""A trainee joins a program, shares, pauses, takes back: what goes where, and what is left in the files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.records.making import later
from tests.session.program import SECRET, Scene, build
from trainer.records.store import Store, open_store
from trainer.records.tables import attempts, responses
from trainer.records.withheld import WITHHELD
from trainer.session.errors import SessionError
from trainer.session.others_words import about_to_read


@pytest.fixture(params=["sqlite", "postgresql"])
def scene(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Scene]:
    """The program's database is a file, or on a server."""
    server = request.param == "postgresql"
    made = build(tmp_path, str(request.getfixturevalue("postgres_address")) if server else None)
    yield made
    made.close()


def texts_in(store: Store) -> list[str]:
    with store._reading() as connection:
        return list(connection.execute(select(responses.c.text)).scalars())


def attempts_in(store: Store) -> int:
    with store._reading() as connection:
        return int(connection.execute(select(func.count()).select_from(attempts)).scalar_one())


def test_joining_shares_nothing_and_brings_what_is_asked(scene: Scene) -> None:
    scene.practise()
    joined = scene.join()
    assert (joined.program.title, joined.member.pseudonym, joined.consent.kind) == ("Residency", "amber-otter", "join")
    assert attempts_in(scene.store) == 0
    [asked] = scene.programs.asked()
    assert (asked.cohort.title, asked.assignment.task.target, asked.standing.state) == ("Autumn", "month-nine", "done")
    assert SECRET.encode() not in scene.bytes_of("program.db")


def test_an_invitation_is_good_once_and_for_one(scene: Scene) -> None:
    code = scene.invite()
    scene.programs.accept(code, scene.where)
    assert scene.programs.accept(code.upper().replace("-", " "), scene.where).consent.kind == "join"
    other = open_store(scene.folder / "other.db")
    scene.own, mine = other, scene.own
    scene.trainee_id = other.trainee("Bo", later(0))
    with pytest.raises(SessionError, match="cannot be used"):
        scene.programs.accept(code, scene.where)
    mine.close()


def test_an_older_code_and_an_expired_one_are_no_good(scene: Scene) -> None:
    first = scene.invite()
    scene.invite()
    with pytest.raises(SessionError, match="cannot be used"):
        scene.programs.accept(first, scene.where)
    late = scene.invite()
    scene.clock = later(40 * 86_400)
    with pytest.raises(SessionError, match="expired"):
        scene.programs.accept(late, scene.where)


def test_sharing_copies_under_the_pseudonym_and_again_only_what_is_new(scene: Scene) -> None:
    scene.practise()
    scene.join()
    scene.share()
    assert texts_in(scene.store) == [SECRET]
    scene.practise("more words", at=50)
    [first] = scene.programs.send_new()
    assert sorted(texts_in(scene.store)) == [SECRET, "more words"]
    assert first.sent is not None
    assert first.sent.attempts == 2
    [again] = scene.programs.send_new()
    assert again.sent is not None
    assert again.sent.rows == 0
    assert b"Ada Example" not in scene.bytes_of("program.db")


def test_without_words_and_taking_the_words_back(scene: Scene) -> None:
    scene.practise()
    scene.join()
    scene.share(texts=False)
    assert texts_in(scene.store) == [WITHHELD]
    scene.share(texts=True)
    assert texts_in(scene.store) == [SECRET]
    scene.share(texts=False)
    assert texts_in(scene.store) == [WITHHELD]
    scene.close()
    assert SECRET.encode() not in scene.bytes_of("program.db")


def test_only_from_now_on(scene: Scene) -> None:
    scene.practise()
    scene.join()
    scene.share(from_now=True)
    assert attempts_in(scene.store) == 0
    scene.practise("later words", at=2000)
    scene.programs.send_new()
    assert texts_in(scene.store) == ["later words"]


def test_paused_nothing_new_goes(scene: Scene) -> None:
    scene.practise()
    scene.join()
    scene.share()
    assert scene.programs.pause(scene.joined()) is None
    scene.practise("in the pause", at=50)
    assert scene.programs.send_new() == ()
    assert texts_in(scene.store) == [SECRET]
    assert scene.store.consents.holding(scene.trainee_id)[scene.program.program_id].kind == "pause"


def test_withdrawing_leaves_that_somebody_withdrew(scene: Scene) -> None:
    scene.practise()
    scene.join()
    scene.share()
    about_to_read(scene.store, scene.supervisor, scene.trainee_id, read="responses", reason="review", at=later(1))
    left = scene.programs.withdraw(scene.joined())
    assert left.rows > 0
    assert attempts_in(scene.store) == 0
    people = scene.store.people
    assert [one.pseudonym for one in people.members(scene.program.program_id)] == ["sue"]
    assert scene.programs.joined() == ()
    assert scene.programs.asked() == ()
    assert attempts_in(scene.own) == 1
    scene.close()
    held = scene.bytes_of("program.db") if "://" not in scene.where else b"withdrawn-"
    for gone in (SECRET.encode(), b"amber-otter", b"Roster Name", scene.trainee_id.encode()):
        assert gone not in held
    assert b"withdrawn-" in held


def test_a_program_out_of_reach(tmp_path: Path) -> None:
    scene = build(tmp_path)
    scene.practise()
    scene.join()
    scene.share()
    scene.store.close()
    (scene.folder / "program.db").rename(scene.folder / "away.db")
    (scene.folder / "program.db").mkdir()
    [unsent] = scene.programs.send_new()
    assert unsent.sent is None
    assert "not sent to 'Residency'" in unsent.notice
    with pytest.raises(SessionError):
        scene.programs.withdraw(scene.joined())
    assert isinstance(scene.programs.pause(scene.joined()), SessionError)
    assert scene.joined().consent.kind == "pause"
    scene.own.close()


def test_words_by_which_somebody_could_be_known_are_told_first(scene: Scene) -> None:
    scene.practise("I spoke to John Smith on 07700 900123.")
    scene.join()
    preview = scene.programs.preview(scene.joined(), texts=True)
    words, reason = "Month nine, response 1", "a reason for contesting"
    assert [(one.said.where, one.identifier.kind, one.identifier.said) for one in preview.warnings] == [
        (words, "name", "John Smith"),
        (words, "phone", "07700 900123"),
        (reason, "name", "John Smith"),
        (reason, "phone", "07700 900123"),
    ]
    assert scene.programs.preview(scene.joined(), texts=False).warnings == ()


def test_new_words_that_could_give_somebody_away_wait_until_they_were_looked_at(scene: Scene) -> None:
    scene.join()
    scene.share()
    scene.practise("nothing to see", at=2000)
    scene.practise("I spoke to John Smith.", at=3000)
    scene.clock = later(4000)
    [first] = scene.programs.send_new()
    assert texts_in(scene.store) == ["nothing to see"]
    assert (first.waits, "wait for you to look" in first.notice) == (1, True)
    scene.share()
    assert sorted(texts_in(scene.store)) == ["I spoke to John Smith.", "nothing to see"]
    [second] = scene.programs.send_new()
    assert (second.waits, second.notice) == (0, "")


def test_reading_is_written_down_and_told_to_the_writer(scene: Scene) -> None:
    scene.practise()
    scene.join()
    scene.share()
    about_to_read(scene.store, scene.supervisor, scene.trainee_id, read="responses", reason="review", at=later(1))
    [(access, by)] = scene.programs.who_read(scene.joined())
    assert (by, access.read, access.reason) == ("sue", "responses", "review")


def test_reading_needs_right_reason_and_consent(scene: Scene) -> None:
    scene.practise()
    scene.join()

    def read(reason: str = "review") -> None:
        about_to_read(scene.store, scene.supervisor, scene.trainee_id, read="responses", reason=reason, at=later(1))

    with pytest.raises(SessionError, match="does not share"):
        read()
    scene.share(texts=False)
    with pytest.raises(SessionError, match="does not share"):
        read()
    scene.share()
    with pytest.raises(SessionError, match="reason"):
        read("  ")
    read()
    assert len(list(scene.store.consents.readings(scene.program.program_id))) == 1
