"""What stands beside a rating once it is kept: the reading, the trainee's own view, and what others said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from trainer.programs.bars import Judged
from trainer.programs.items import ItemToRate
from trainer.programs.rating import Standing
from trainer.programs.rules import Rules
from trainer.records import review_rows as rows
from trainer.records.counting_runs import counting_runs, judged_by
from trainer.records.encoded import read_json
from trainer.records.loading import read_reading
from trainer.records.program_tables import members, run_measures
from trainer.records.tables import exchanges, readings, responses, reviews
from trainer.scoring.reading import Reading


@dataclass(frozen=True, slots=True)
class SaidOfResponse:
    """What one supervisor said of a response. `quotes` by behaviour, where any were given."""

    rater: str
    level: int
    behaviours: frozenset[str]
    quotes: Mapping[str, tuple[str, ...]]
    note: str


@dataclass(frozen=True, slots=True)
class SaidOfWhole:
    """What one supervisor said of an attempt."""

    rater: str
    whole: int
    standing: Standing
    criteria: Mapping[str, int]
    gates: Mapping[str, bool]
    note: str


@dataclass(frozen=True, slots=True)
class BesideResponse:
    """One response of an item. `reading` None: it was not read."""

    number: int
    heard: str
    words: str
    reading: Reading | None
    said: tuple[SaidOfResponse, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """All three side by side. `judged` and `own` (0–3) are of the whole attempt; raters go by their pseudonyms."""

    item: ItemToRate
    responses: tuple[BesideResponse, ...]
    judged: Judged
    own: int | None
    said: tuple[SaidOfWhole, ...]


def read_beside(connection: Connection, item: ItemToRate, rules: Rules) -> Beside:
    """Everything about an item. Whoever calls this has looked whether it may be shown."""
    of_responses, of_whole = _said(connection, item)
    return Beside(
        item=item,
        responses=tuple(
            BesideResponse(
                number=turn.number or 0,
                heard=turn.heard,
                words=turn.said or "",
                reading=_reading(connection, turn.response_id, rules),
                said=tuple(of_responses.get(turn.response_id, ())),
            )
            for turn in item.asked
        ),
        judged=_judged(connection, item.attempt_id, rules),
        own=_own(connection, item.attempt_id),
        said=tuple(of_whole),
    )


def _reading(connection: Connection, response_id: str, rules: Rules) -> Reading | None:
    query = select(readings, responses.c.text).join(responses, responses.c.response_id == readings.c.response_id)
    if rules.runs == "original":
        query = query.join(exchanges, exchanges.c.reading_id == readings.c.reading_id)
    query = query.where(readings.c.response_id == response_id)
    latest = query.order_by(readings.c.made.desc(), readings.c.reading_id.desc()).limit(1)
    row = connection.execute(latest).one_or_none()
    return None if row is None else read_reading(row)


def _judged(connection: Connection, attempt_id: str, rules: Rules) -> Judged:
    runs = counting_runs(rules.runs)
    row = connection.execute(
        select(run_measures.c.figures, run_measures.c.value)
        .join(runs, judged_by(runs))
        .where(runs.c.attempt_id == attempt_id)
    ).one_or_none()
    return Judged(False, {}, {}) if row is None else rows.read_judged(row.figures, row.value, ended=True)


def _own(connection: Connection, attempt_id: str) -> int | None:
    own = reviews.c.attempt_id == attempt_id, reviews.c.kind == "self", reviews.c.response_id.is_(None)
    text = connection.execute(
        select(reviews.c.judgement).where(*own).order_by(reviews.c.made, reviews.c.review_id).limit(1)
    ).scalar_one_or_none()
    return None if text is None else own_rating(read_json(text))


def own_rating(judgement: Mapping[str, object]) -> int | None:
    """The trainee's own rating of the whole, 0–3."""
    rating = judgement.get("rating")
    return rating if isinstance(rating, int) and not isinstance(rating, bool) and 0 <= rating <= 3 else None


def _said(connection: Connection, item: ItemToRate) -> tuple[dict[str, list[SaidOfResponse]], list[SaidOfWhole]]:
    query = (
        select(reviews, members.c.pseudonym)
        .join(members, members.c.member_id == reviews.c.reviewer)
        .where(reviews.c.attempt_id == item.attempt_id, reviews.c.kind == rows.SUPERVISOR)
        .order_by(reviews.c.made, reviews.c.review_id)
    )
    found = [(row, read_json(row.judgement)) for row in connection.execute(query)]
    words = {(row.response_id, row.pseudonym): judgement for row, judgement in found if not rows.is_rating(judgement)}
    of_responses: dict[str, list[SaidOfResponse]] = {}
    of_whole: list[SaidOfWhole] = []
    for row, judgement in found:
        if not rows.is_rating(judgement):
            continue
        spoken = words.get((row.response_id, row.pseudonym), {})
        note = str(spoken.get("note") or "")
        if row.response_id is None:
            of_whole.append(SaidOfWhole(row.pseudonym, *rows.rated_whole(judgement), note))
        else:
            said = SaidOfResponse(row.pseudonym, *rows.rated_level(judgement), _quotes(spoken), note)
            of_responses.setdefault(row.response_id, []).append(said)
    return of_responses, of_whole


def _quotes(spoken: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    listed = spoken.get("evidence")
    found: dict[str, tuple[str, ...]] = {}
    for one in listed if isinstance(listed, list) else []:
        match one:
            case {"behaviour": str(name), "quotes": list(quotes)}:
                found[name] = tuple(str(quote) for quote in quotes)
    return found
