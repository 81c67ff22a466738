"""xAPI statements (version 1.0.3) of an attempt: that it began, each response, that it ended, each criterion.

A statement's id follows from all that it says: the same data give the same ids and the same bytes, whoever makes them,
so that a store keeps each once however often it is sent.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID, uuid5

from trainer.programs.xapi_words import LANGUAGE, PROFILE, Naming, Words, verb
from trainer.scoring.reading import Reading

VERSION = "1.0.3"
_NAMESPACE = UUID("e420666e-bf92-506d-9f92-035137c517ba")  # of the DNS name trainer.invalid, by version 5
_TOP_LEVEL, _TOP_CRITERION = 6, 3


@dataclass(frozen=True, slots=True)
class Told:
    """A response. `text` is None for silence, and for words that are not here (`silent` tells which)."""

    step: int
    sent: datetime
    silent: bool
    text: str | None
    moment: str
    visit: int
    try_number: int
    reading: Reading | None
    trust: tuple[int, int]
    distress: tuple[int, int]
    leads_to: str


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion as it was scored. `evidence`: exchange (from 0) and behaviour."""

    criterion: str
    title: str
    level: int | None
    met: int
    opportunities: int
    unsure_share: float
    advisory: bool
    evidence: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Scored:
    """The scoring that counts. `gates`: whether each held, None: not decided."""

    made: datetime
    reader: str | None
    rubric_id: str
    rubric_hash: str
    points: float | None
    criteria: tuple[Criterion, ...]
    gates: tuple[tuple[str, bool | None], ...]


@dataclass(frozen=True, slots=True)
class Attempt:
    """What statements are made of. `exchanges` are those that were answered, in order, redone ones too.

    `success` only where a program reports a verdict: else None, and nothing is said of it.
    """

    attempt_id: str
    scenario_id: str
    title: str
    scenario_hash: str
    mode: str
    started: datetime
    ended: datetime | None
    ending: str | None
    exchanges: tuple[Told, ...]
    scored: Scored | None
    success: bool | None = None


def statements(attempt: Attempt, naming: Naming) -> Iterator[Words]:
    """The statements, in the order in which things happened."""
    for said in _said(attempt, naming):
        yield {"id": str(uuid5(_NAMESPACE, written(said))), **said}


def written(statement: Words) -> str:
    """A statement as it is sent: always the same bytes."""
    return json.dumps(statement, ensure_ascii=False, allow_nan=False, separators=(",", ":"), sort_keys=True)


def _said(attempt: Attempt, naming: Naming) -> Iterator[Words]:
    yield _statement(attempt, naming, attempt.started, "initialized", _case(attempt, naming))
    for exchange in attempt.exchanges:
        moment = naming.moment(attempt.scenario_id, exchange.moment)
        result = _response(exchange, naming)
        context = _of_response(exchange)
        yield _statement(attempt, naming, exchange.sent, "responded", moment, result, context)
    if attempt.ended is None:
        return
    yield _statement(attempt, naming, attempt.ended, "completed", _case(attempt, naming), _completion(attempt, naming))
    if attempt.scored is not None:
        for criterion in attempt.scored.criteria:
            yield _of_criterion(attempt, attempt.scored, criterion, naming)


def _statement(
    attempt: Attempt,
    naming: Naming,
    at: datetime,
    did: str,
    what: Words,
    result: Words | None = None,
    extensions: Words | None = None,
) -> Words:
    statement: Words = {
        "actor": naming.actor(),
        "verb": verb(did),
        "object": what,
        "timestamp": _instant(at),
        "context": _context(attempt, naming, what, extensions or {}),
    }
    if result:
        statement["result"] = result
    return statement


def _context(attempt: Attempt, naming: Naming, what: Words, extensions: Words) -> Words:
    case = _case(attempt, naming)
    around: Words = {"category": [{"objectType": "Activity", "id": PROFILE}]}
    if what["id"] != case["id"]:
        around["parent"] = [case]
    return {
        "registration": attempt.attempt_id,
        "contextActivities": around,
        "revision": attempt.scenario_hash,
        "platform": "trainer",
        "language": LANGUAGE,
        "extensions": naming.extensions({"mode": attempt.mode, **extensions}),
    }


def _case(attempt: Attempt, naming: Naming) -> Words:
    return naming.scenario(attempt.scenario_id, attempt.title)


def _response(exchange: Told, naming: Naming) -> Words:
    result: Words = {}
    if naming.texts and exchange.text:
        result["response"] = exchange.text
    if exchange.reading is not None:
        result["score"] = _score(exchange.reading.level, _TOP_LEVEL)
    counters = {"trust": list(exchange.trust), "distress": list(exchange.distress)}
    result["extensions"] = naming.extensions(dict(counters))
    return result


def _of_response(exchange: Told) -> Words:
    context: Words = {
        "step": exchange.step,
        "visit": exchange.visit,
        "try": exchange.try_number,
        "leads-to": exchange.leads_to,
        "silence": exchange.silent or None,
    }
    if exchange.reading is not None:
        context["reader"] = exchange.reading.scorer
        context["level-interval"] = list(exchange.reading.interval)
        context["findings"] = _findings(exchange.reading)
    return context


def _findings(reading: Reading) -> Words:
    """What was found, surely or not; absent behaviours are left out. Evidence is places in the response, no words."""
    return {
        behaviour: {"p": found.p, "finding": found.verdict, "evidence": [list(span) for span in found.evidence]}
        for behaviour, found in sorted(reading.findings.items())
        if found.verdict != "absent"
    }


def _completion(attempt: Attempt, naming: Naming) -> Words:
    assert attempt.ended is not None
    result: Words = {"completion": True, "duration": _duration(attempt.started, attempt.ended)}
    extensions: Words = {"ending": attempt.ending}
    if attempt.scored is not None:
        if attempt.scored.points is not None:
            result["score"] = _score(attempt.scored.points, 1)
        extensions |= {"gates": dict(attempt.scored.gates), "reader": attempt.scored.reader}
    if attempt.success is not None:
        result["success"] = attempt.success
    if told := naming.extensions(extensions):  # none may be empty
        result["extensions"] = told
    return result


def _of_criterion(attempt: Attempt, scored: Scored, criterion: Criterion, naming: Naming) -> Words:
    what = naming.criterion(scored.rubric_id, criterion.criterion, criterion.title)
    result: Words = {} if criterion.level is None else {"score": _score(criterion.level, _TOP_CRITERION)}
    context: Words = {
        "criterion": criterion.criterion,
        "level": criterion.level,
        "met": criterion.met,
        "opportunities": criterion.opportunities,
        "unsure-share": criterion.unsure_share,
        "advisory": criterion.advisory,
        "evidence": [_evidence(attempt.exchanges, *one) for one in criterion.evidence],
        "rubric": scored.rubric_hash,
        "reader": scored.reader,
    }
    return _statement(attempt, naming, scored.made, "scored", what, result, context)


def _evidence(exchanges: Sequence[Told], index: int, behaviour: str) -> Words:
    """Where it shows: the step of the response, and the places in it."""
    if not 0 <= index < len(exchanges):
        return {"behaviour": behaviour}
    exchange = exchanges[index]
    found = exchange.reading.finding(behaviour).evidence if exchange.reading is not None else ()
    return {"step": exchange.step, "behaviour": behaviour, "spans": [list(span) for span in found]}


def _score(raw: float, top: int) -> Words:
    return {"scaled": round(raw / top, 4), "raw": raw, "min": 0, "max": top}


def _instant(at: datetime) -> str:
    """UTC in milliseconds: what every store keeps."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"


def _duration(begun: datetime, ended: datetime) -> str:
    return f"PT{max(0.0, (ended - begun).total_seconds()):.2f}S"
