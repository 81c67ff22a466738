"""Weeks of practice as data: what is due, when the criterion is reached, when a probe is offered, what stayed."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.practice.making import BEGUN, Clock, kind, off, open_session
from trainer.practice.rules import Rules
from trainer.records.store import open_store
from trainer.session.practice import Practice
from trainer.session.session import Session

STORIES = sorted((Path(__file__).parent / "stories").glob("*.yaml"))


class Weeks:
    """One trainee's weeks, a new sitting at every step."""

    def __init__(self, folder: Path, rules: Rules) -> None:
        self._folder, self._rules = folder, rules
        self._clock, self._said = Clock(), 0

    def take(self, step: dict[str, Any]) -> None:
        self._clock.set_day(step["day"])
        session = open_session(self._folder, self._clock, rules=self._rules)
        practice = session.practice()
        if "drill" in step:
            drill = practice.drill(step["drill"], minutes=2 * len(step["says"]) + 2)
            for words in step["says"]:
                moment = drill.next_moment()
                assert moment is not None
                moment.respond(self._words(words))
        elif "probe" in step:
            practice.probe().respond(self._words(step["probe"]))
        elif "play" in step:
            self._play(session, step)
        elif "open" in step:
            _open(practice, step["open"])
        elif "offered" in step:
            assert self._offered(step["day"]) == step["offered"]
        else:
            self._look(practice, step["expect"])
        session.close()

    def _play(self, session: Session, step: dict[str, Any]) -> None:
        run = session.start(step["play"], "practice", seed=1)
        for words in step["says"]:
            if words == "redo":
                run.redo()
            else:
                run.respond(self._words(words))
        assert run.ended

    def _offered(self, day: int) -> list[list[object]]:
        """What is offered on disk, and in how many days it is due; nobody has looked at the agenda for this."""
        store = open_store(self._folder / "records.sqlite3")
        offers = [one.offer for one in store.practice.offers(store.trainee("Ada", self._clock()))]
        store.close()
        return [[one.behaviour, (one.due.date() - BEGUN.date()).days - day] for one in offers]

    def _words(self, what: str) -> str:
        self._said += 1
        if what == "stock":
            return "You feel ashamed."
        if what == "unsure":
            return f"perhaps {kind(self._said)}"
        return kind(self._said) if what == "kind" else off(self._said)

    def _look(self, practice: Practice, expected: dict[str, Any]) -> None:
        agenda, progress = practice.agenda(), practice.progress()
        standing = progress.standings.get("names-feeling")
        found: dict[str, object] = {
            "first_run": agenda.first_run,
            "due": [card.behaviour for card in agenda.due],
            "probes": [waiting.offer.behaviour for waiting in agenda.probes],
            "standing": None if standing is None else [standing.shown, standing.of],
            "reached": standing is not None and standing.reached,
        }
        if "due_in" in expected:
            ahead = progress.next_due["names-feeling"] - self._clock()
            found["due_in"] = round(ahead / timedelta(days=1))
        for one in progress.retention:
            helped, alone = one.helped, one.alone
            found["retention"] = {
                "helped": [helped.shown, helped.of],
                "alone": [alone.shown, alone.of],
                "days": one.longest_days,
            }
        assert {name: found.get(name) for name in expected} == expected


def _open(practice: Practice, what: str) -> None:
    """Open one of the places at which a trainee may look in."""
    match what:
        case "agenda":
            practice.agenda()
        case "progress":
            practice.progress()
        case drilled:
            practice.drill(drilled)


@pytest.mark.parametrize("file", STORIES, ids=lambda file: file.stem)
def test_story(file: Path, tmp_path: Path) -> None:
    story = yaml.safe_load(file.read_text(encoding="utf-8"))
    weeks = Weeks(tmp_path, Rules(**story["rules"]))
    for step in story["steps"]:
        weeks.take(step)
