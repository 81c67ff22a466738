"""Twenty times `kill -9`: what was acknowledged is there, and the attempt goes on to its end."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from multiprocessing import get_context
from pathlib import Path
from random import Random

import pytest

from tests.session.endless import Told, talk
from tests.session.small import KIND, open_session
from trainer.records.attempts import StoredAttempt
from trainer.records.store import open_store

KILLS_PER_ATTEMPT = 4
_PROCESSES = get_context("forkserver")
_PROCESSES.set_forkserver_preload(["__main__", "tests.session.endless"])


def talk_until_killed(folder: Path, seed: int, lines: int) -> list[Told]:
    """Kill the talker once it has told so many things; gives everything it told before it was dead."""
    hearing, telling = _PROCESSES.Pipe(duplex=False)
    talker = _PROCESSES.Process(target=talk, args=(folder, seed, telling), daemon=True)
    talker.start()
    telling.close()
    told: list[Told] = [hearing.recv() for _ in range(lines)]
    talker.kill()
    talker.join()
    try:
        while True:
            told.append(hearing.recv())
    except EOFError:
        hearing.close()
    return told


def loaded(folder: Path) -> StoredAttempt:
    with closing(sqlite3.connect(folder / "records.sqlite3")) as look:
        ((attempt_id,),) = look.execute("SELECT attempt_id FROM attempts").fetchall()
        assert look.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    with closing(open_store(folder / "records.sqlite3")) as store:
        return store.load_attempt(attempt_id)


def stands_within(few: Iterable[object], many: Iterable[object]) -> bool:
    """Whether all of `few` are among `many`, in their order."""
    rest = iter(many)
    return all(any(item == other for other in rest) for item in few)


def acknowledged(told: list[Told]) -> list[str | None]:
    """Spoken responses are acknowledged when kept, silence (which is not read) when answered.

    One that was kept and not answered is read, and so told, again by the process that takes the attempt up.
    """
    heard: list[str | None] = []
    for what, words in told:
        again = words is not None and heard[-1:] == [words]
        if what == ("answered" if words is None else "kept") and not again:
            heard.append(words)
    return heard


@pytest.mark.parametrize("seed", range(5))
def test_nothing_acknowledged_is_lost(tmp_path: Path, seed: int) -> None:
    chance = Random(seed)
    told: list[Told] = []
    for kill in range(KILLS_PER_ATTEMPT):
        told += talk_until_killed(tmp_path, seed * KILLS_PER_ATTEMPT + kill, chance.randint(1, 25))

        kept = loaded(tmp_path)
        words = [step.response.text for step in kept.steps]
        assert stands_within(acknowledged(told), words)
        assert set(words) <= {words for what, words in told if what == "sending"}
        assert stands_within([said for what, said in told if what == "answered"], _answered(kept))
        assert sum(what == "redone" for what, _ in told) <= sum(step.redone for step in kept.steps)

    with closing(open_session(tmp_path)) as session:
        run = session.resume(kept.facts.attempt_id)
        assert [exchange.response.text for exchange in run.encounter.exchanges] == words
        run.respond(KIND)
        run.respond(KIND)
        assert run.ended
        assert session.unfinished() == ()
        assert run.debrief().score.criteria


def _answered(kept: StoredAttempt) -> list[str | None]:
    return [step.response.text for step in kept.steps if step.exchange is not None]
