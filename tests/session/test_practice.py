"""Practice sittings: what is sent is kept first, what is contested is never lost, probes give no feedback."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.practice.making import Clock, kind, off, open_session
from trainer.practice.rules import Rules
from trainer.records.store import open_store
from trainer.session.session import Session, SessionError


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def session(tmp_path: Path, clock: Clock) -> Iterator[Session]:
    opened = open_session(tmp_path, clock)
    yield opened
    opened.close()


def test_the_first_run_is_one_moment_with_card_redo_and_two_styles(session: Session) -> None:
    moment = session.practice().first_run()
    assert moment.replies() == ()
    exchange = moment.respond(off(1))
    card = moment.card(exchange)
    assert card.change is not None
    assert card.change.behaviour == "names-feeling"
    moment.redo()
    moment.respond(kind(1))
    assert [one.try_number for one in moment.exchanges] == [1, 2]
    assert len({reply.style for reply in moment.replies()}) == 2
    assert not session.practice().agenda().first_run


def test_a_redo_neither_counts_nor_moves_the_schedule(session: Session) -> None:
    drill = session.practice().drill("names-feeling")
    moment = drill.next_moment()
    assert moment is not None
    moment.respond(off(1))
    due = drill.due
    moment.redo()
    moment.respond(kind(1))
    assert (drill.standing.shown, drill.standing.of, drill.due) == (0, 1, due)
    assert session.practice().progress().standings["names-feeling"].shown == 0


def test_a_sitting_has_other_moments_and_an_end(session: Session) -> None:
    drill = session.practice().drill("names-feeling", minutes=10)
    assert drill.warm_up is not None
    assert len(drill.contrasts) == 1
    places: list[str] = []
    while (moment := drill.next_moment()) is not None:
        moment.respond(kind(len(places)))
        places.append(moment.scenario.id)
    assert len(places) == len(set(places)) == drill.planned == 4


def test_in_a_drill_the_card_asks_for_what_is_drilled_or_for_nothing(session: Session) -> None:
    drill = session.practice().drill("names-feeling")
    changes = []
    for text in (off(1), kind(1), "ashamed but wrong"):
        moment = drill.next_moment()
        assert moment is not None
        change = moment.card(moment.respond(text)).change
        changes.append(change.behaviour if change else None)
    assert changes == ["names-feeling", None, "argues"]


def test_what_could_not_be_read_is_kept_and_read_later(tmp_path: Path, clock: Clock, session: Session) -> None:
    moment = session.practice().drill("names-feeling").next_moment()
    assert moment is not None
    with pytest.raises(OSError, match="no weights"):
        moment.respond("broken ashamed")
    store = open_store(tmp_path / "records.sqlite3")
    trainee = store.trainee("Ada", clock())
    (kept,) = store.practice.tries(trainee)
    assert (kept.response.text, kept.done) == ("broken ashamed", False)
    store.close()
    with pytest.raises(OSError, match="no weights"):
        moment.respond("broken ashamed")
    moment.respond(kind(1))
    store = open_store(tmp_path / "records.sqlite3")
    assert [one.response.text for one in store.practice.tries(trainee)] == ["broken ashamed", kind(1)]
    store.close()


def test_what_was_typed_and_not_sent_is_there_again(tmp_path: Path, session: Session, clock: Clock) -> None:
    drill = session.practice().drill("names-feeling")
    first, second = drill.next_moment(), drill.next_moment()
    assert first is not None
    assert second is not None
    second.save_draft("You sound")
    again = open_session(tmp_path, clock)
    begun = again.practice().drill("names-feeling").next_moment()
    assert begun is not None
    assert (begun.scenario.id, begun.draft) == (second.scenario.id, "You sound")
    begun.respond(kind(1))
    assert begun.draft == ""
    assert again.practice().first_run().draft == ""
    again.close()


def test_a_probe_gives_neither_feedback_nor_redo_nor_replies(session: Session, clock: Clock) -> None:
    rules = Rules(shown=1, of=1, probe_after_days=2)
    practice = session.practice(rules)
    with pytest.raises(SessionError, match="No such probe"):
        practice.probe()
    first = practice.drill("names-feeling").next_moment()
    assert first is not None
    first.respond(kind(1))
    practice.agenda()
    clock.set_day(3)
    probe = practice.probe()
    assert (probe.scenario.id, probe.subject.moment) != (first.scenario.id, first.subject.moment)
    assert probe.body.parallel is not None
    exchange = probe.respond(kind(2))
    assert not probe.can_redo
    assert probe.replies() == ()
    with pytest.raises(SessionError, match="no feedback"):
        probe.card(exchange)
    (found,) = practice.progress().retention
    assert (found.alone.shown, found.alone.of) == (1, 1)


def test_a_contested_finding_waits_with_its_reason(tmp_path: Path, session: Session, clock: Clock) -> None:
    run = session.start("visit-0", "practice", seed=1)
    run.respond("wrong")
    practice = session.practice()
    practice.contest(run.attempt_id, 0, "argues", "I meant the dose.")
    practice.contest(run.attempt_id, 0, None, "That was no level 1.")
    moment = practice.drill("names-feeling").next_moment()
    assert moment is not None
    moment.respond(off(1))
    moment.contest(0, "names-feeling", "It was in there.")
    found = [(one.contest.behaviour, one.contest.finding, one.contest.reason) for one in practice.contested()]
    assert found == [
        ("argues", "present", "I meant the dose."),
        (None, "level 1", "That was no level 1."),
        ("names-feeling", "absent", "It was in there."),
    ]
    other = open_session(tmp_path, clock, trainee="Grace")
    with pytest.raises(SessionError, match="somebody else"):
        other.practice().contest(run.attempt_id, 0, None, "Mine.")
    assert other.practice().contested() == ()
    other.close()
    store = open_store(tmp_path / "records.sqlite3")
    assert len(store.practice.contested()) == 3
    store.close()


def test_a_contest_needs_a_reason_and_something_read(session: Session) -> None:
    moment = session.practice().drill("names-feeling").next_moment()
    assert moment is not None
    moment.hold_silence()
    with pytest.raises(SessionError, match="Silence is not read"):
        moment.contest(0, None, "Why?")
    with pytest.raises(SessionError, match="no such try"):
        moment.contest(1, None, "Why?")
    moment.redo()
    moment.respond(kind(1))
    with pytest.raises(SessionError, match="needs a reason"):
        moment.contest(1, None, "  ")


def test_a_choice_is_kept_and_the_next_sitting_knows_it(session: Session, tmp_path: Path, clock: Clock) -> None:
    drill = session.practice().drill("names-feeling")
    (contrast,) = drill.contrasts
    assert drill.choose(contrast, contrast.right, "It says it.")
    assert not drill.choose(contrast, 1 - contrast.right)
    store = open_store(tmp_path / "records.sqlite3")
    kept = store.practice.choices(store.trainee("Ada", clock()))
    assert [(one.contrast, one.correct) for one in kept] == [(contrast.key, True), (contrast.key, False)]
    store.close()


def test_what_cannot_be_drilled_is_said(session: Session) -> None:
    with pytest.raises(SessionError, match="No moment"):
        session.practice().drill("connects-story")


def test_the_card_of_an_attempt_goes_by_what_is_missed(tmp_path: Path, clock: Clock) -> None:
    first = open_session(tmp_path, clock)
    for _ in range(3):
        first.start("visit-0", "practice", seed=1).respond(kind(3))  # names the feeling, never asks
    first.close()
    second = open_session(tmp_path, clock)
    run = second.start("visit-1", "practice", seed=1)
    change = run.card(run.respond(off(2))).change
    assert change is not None
    assert change.behaviour == "asks-safety"
    second.close()


def test_progress_of_nothing_is_empty(session: Session) -> None:
    found = session.practice().progress()
    assert (found.tries, found.behaviours, found.criteria, found.retention) == (0, (), (), ())
