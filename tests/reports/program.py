"""A small program with something to report: eight trainees in one cohort, of whom seven share."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

from tests.records.program import GOOD, NOON, POOR, SmallProgram, small_program
from trainer.programs.people import NewMember
from trainer.programs.rating import Rating

NAMES = ("ada", "bea", "cyd", "dan", "eve", "fay", "gus")
MONTH = timedelta(days=31)


def reported_program(database: str, folder: Path) -> SmallProgram:
    """In the first month everybody does poorly, in the second all but two well; the third has but two people in it."""
    small = small_program(database, folder)
    small.store.people.add_member(small.program.program_id, NewMember("trainee", "hal"), NOON, small.cohort.cohort_id)
    for number, name in enumerate(NAMES):
        small.trainee(name)
        minute = timedelta(minutes=number)
        small.attempt(name, NOON + minute, POOR, own=3)
        small.attempt(name, NOON + MONTH + minute, POOR if name in ("ada", "bea") else GOOD, own=2)
    for name in ("ada", "bea"):
        small.attempt(name, NOON + 2 * MONTH, GOOD)
    return small


def rate_everything(small: SmallProgram) -> int:
    """Both supervisors rate what waits for them, by what was said; gives how many ratings there were."""
    rated = 0
    for at, supervisor in enumerate(small.supervisors):
        now = NOON + 3 * MONTH + timedelta(hours=at)
        small.store.reviewing.fill(supervisor, now)
        for waiting in small.store.reviewing.waiting(supervisor):
            item = small.store.reviewing.item(waiting.item_id, supervisor)
            if item is None:
                continue
            feeling = any("feel" in (turn.said or "") for turn in item.asked)
            shown: dict[str, list[str]] = {"names-feeling": []} if feeling else {}
            level = 4 if feeling else 1
            responses = [{"response": turn.number, "level": level, "behaviours": shown} for turn in item.asked]
            whole = {
                "whole": 3 if feeling else 0,
                "standing": "pass" if feeling else "fail",
                "criteria": {"feeling-named": 3 if feeling else 0},
                "gates": {},
            }
            given = {"item": waiting.item_id, "responses": responses, **(whole if item.whole else {})}
            small.store.reviewing.rate(item, supervisor, Rating.model_validate_json(json.dumps(given)), now)
            rated += 1
    return rated
