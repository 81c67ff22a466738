"""An attempt as statements tell it, from its rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import Connection, select

from trainer.library.rubric import Rubric
from trainer.programs.which_run import OWN, WhichRun
from trainer.programs.xapi import Attempt, Criterion, Scored, Told
from trainer.records.attempt_runs import counting_run
from trainer.records.attempts import ScoringRun, StoredAttempt
from trainer.records.contents import kept_content
from trainer.records.loading import load_attempt
from trainer.records.measures_keeping import was_met
from trainer.records.shelf import Shelf, UnreadableContentError
from trainer.records.tables import responses
from trainer.records.withheld import WITHHELD


def shelf_on(connection: Connection) -> Shelf:
    """What was kept of the library, for `told_attempt`."""
    return Shelf(lambda digest: kept_content(connection, digest))


def told_attempt(connection: Connection, attempt_id: str, shelf: Shelf, rule: WhichRun = OWN) -> Attempt | None:
    """The attempt with the scoring run that counts; None if there is none of that id. Raises DamagedValueError."""
    stored = load_attempt(connection, attempt_id)
    if stored is None:
        return None
    facts, run = stored.facts, _counting_run(connection, attempt_id, stored, rule)
    return Attempt(
        attempt_id=attempt_id,
        scenario_id=facts.scenario_id,
        title=facts.title,
        scenario_hash=facts.scenario_hash,
        mode=facts.mode,
        started=facts.started,
        ended=facts.ended,
        ending=facts.ending,
        exchanges=tuple(_told(connection, attempt_id, stored)),
        scored=None if run is None else _scored(run, shelf),
    )


def _told(connection: Connection, attempt_id: str, stored: StoredAttempt) -> Iterator[Told]:
    times = select(responses.c.response_id, responses.c.sent).where(responses.c.attempt_id == attempt_id)
    sent = {row.response_id: row.sent for row in connection.execute(times)}
    for step in stored.steps:
        exchange = step.exchange
        if exchange is None:
            continue
        yield Told(
            step=step.step,
            sent=sent[step.response_id],
            silent=step.response.silent,
            text=None if step.response.text == WITHHELD else step.response.text,
            moment=exchange.moment,
            visit=exchange.visit,
            try_number=exchange.try_number,
            reading=exchange.reading,
            trust=exchange.trust,
            distress=exchange.distress,
            leads_to=exchange.then,
        )


def _counting_run(connection: Connection, attempt_id: str, stored: StoredAttempt, rule: WhichRun) -> ScoringRun | None:
    found = counting_run(connection, attempt_id, rule)
    return next((run for run in stored.runs if found is not None and run.run_id == found.run_id), None)


def _scored(run: ScoringRun, shelf: Shelf) -> Scored:
    rubric_id, titles = _rubric(run.rubric_hash, shelf)
    return Scored(
        made=run.made,
        reader=run.reader,
        rubric_id=rubric_id,
        rubric_hash=run.rubric_hash,
        points=run.points,
        criteria=tuple(_criterion(one, titles) for one in _listed(run.judgement, "criteria")),
        gates=tuple(
            (str(one.get("gate")), _held(one.get("passed"))) for one in _listed(run.judgement, "gates") if was_met(one)
        ),
    )


def _rubric(digest: str, shelf: Shelf) -> tuple[str, dict[str, str]]:
    """The rubric's id and the titles of its criteria; its hash in place of the id where it cannot be read any more."""
    try:
        rubric = shelf.find(Rubric, digest)
    except UnreadableContentError:
        return digest, {}
    return rubric.id, {criterion.id: criterion.title for criterion in rubric.criteria}


def _criterion(scored: Mapping[str, object], titles: Mapping[str, str]) -> Criterion:
    name, level, share = str(scored.get("criterion")), scored.get("level"), scored.get("unsure_share")
    return Criterion(
        criterion=name,
        title=titles.get(name, ""),
        level=level if isinstance(level, int) else None,
        met=_whole(scored.get("met")),
        opportunities=_whole(scored.get("opportunities")),
        unsure_share=float(share) if isinstance(share, int | float) else 0.0,
        advisory=scored.get("advisory") is True,
        evidence=tuple(_evidence(scored)),
    )


def _evidence(scored: Mapping[str, object]) -> Iterator[tuple[int, str]]:
    for one in _listed(scored, "evidence"):
        match one:
            case {"exchange": int(index), "behaviour": str(behaviour)} if behaviour:
                yield index, behaviour


def _listed(judgement: Mapping[str, object], name: str) -> Iterator[Mapping[str, object]]:
    value = judgement.get(name)
    yield from (one for one in (value if isinstance(value, list) else []) if isinstance(one, dict))


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0


def _held(value: object) -> bool | None:
    return value if isinstance(value, bool) else None
