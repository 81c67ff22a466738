"""Small attempts to keep in a store."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

from trainer.records.attempts import Content, NewAttempt, ScoringRun
from trainer.records.store import Store
from trainer.scoring.exchange import Exchange, Response
from trainer.scoring.reading import Finding, Reading

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def later(seconds: int) -> datetime:
    return NOON + timedelta(seconds=seconds)


def content(source: str) -> Content:
    return Content(hashlib.sha256(source.encode()).hexdigest(), "scenario", source)


def start(store: Store, trainee: str = "Ada", at: datetime = NOON, title: str = "Month nine") -> str:
    """A started attempt; gives its id."""
    texts = [content("id: scenario\n"), content("id: rubric\n"), content("names-feeling validating abc\n")]
    new = NewAttempt(
        trainee_id=store.trainee(trainee, at),
        scenario_id="month-nine",
        title=title,
        scenario_hash=texts[0].digest,
        rubric_hash=texts[1].digest,
        behaviours_hash=texts[2].digest,
        seed=7,
        mode="practice",
        contents=tuple(texts),
    )
    return store.start_attempt(new, at)


def reading(level: float = 4.25, end: int = 3) -> Reading:
    findings = {
        "names-feeling": Finding(0.913, "present", ((0, end),)),
        "argues": Finding(0.02, "absent"),
    }
    return Reading(level, (3.5, 5.0), findings, "test-1+abc")


def exchange(response: Response, read: Reading | None = None, then: str = "opens-up") -> Exchange:
    return Exchange(
        moment="arrival",
        visit=1,
        try_number=1,
        heard="Same as last time.",
        response=response,
        reading=read,
        reaction=0,
        answer="Nobody has said that.",
        trust=(4, 6),
        distress=(7, 6),
        then=then,
    )


def answered(store: Store, attempt_id: str, step: int, text: str = "That is hard.") -> str:
    """One whole turn; gives the id of the response."""
    response = Response(text)
    response_id = store.append_response(attempt_id, step, response, later(step))
    store.append_exchange(attempt_id, response_id, exchange(response, reading()), later(step))
    return response_id


def scoring_run(points: float | None, passed: bool | None, at: datetime) -> ScoringRun:
    texts = [content("id: rubric\n"), content("names-feeling validating abc\n")]
    return ScoringRun(texts[0].digest, texts[1].digest, "test-1+abc", points, passed, {"criteria": []}, at)
