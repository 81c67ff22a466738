"""Probes of many trainees, each against what its offer remembers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, Row, Select, literal, select

from trainer.library.scenario import Moment, Scenario
from trainer.practice.agenda import Offer
from trainer.practice.probes import Retained, retained
from trainer.practice.tries import Aim, Try
from trainer.programs.traces import Traced
from trainer.records.contents import kept_content
from trainer.records.figures_queries import Span
from trainer.records.loading import read_reading
from trainer.records.practice_tables import moment_readings, moment_tries, probe_offers
from trainer.records.shelf import Shelf, UnreadableContentError
from trainer.records.withheld import WITHHELD
from trainer.scoring.exchange import SILENCE, Response

_AT_ONCE = 400
_WORDS_ASIDE = Response("…")
"""Whether a behaviour was shown is in the reading: the words themselves are not looked at."""
Probes = list[tuple[str, Retained]]


def probes_of(
    connection: Connection, trainee_ids: Iterable[str], span: Span, shelf: Shelf
) -> Iterator[tuple[str, Probes]]:
    """Each trainee who has made probes, with (try, what stayed) of each. Moments that cannot be read are left out."""
    wanted = sorted(set(trainee_ids))
    for start in range(0, len(wanted), _AT_ONCE):
        found: dict[str, Probes] = {}
        latest: dict[str, Row[Any]] = {}
        for row in connection.execute(_query(wanted[start : start + _AT_ONCE], span)):
            latest[row.try_id] = row  # of several readings the last
        for row in latest.values():
            one = _retained(row, shelf)
            if one is not None:
                found.setdefault(row.trainee_id, []).append((row.try_id, one))
        yield from found.items()


def probed(connection: Connection, trainee_ids: Iterable[str], span: Span, behaviour: str) -> Iterator[Traced]:
    """The tries behind what stayed of a behaviour, and whether it was shown."""
    shelf = Shelf(lambda digest: kept_content(connection, digest))
    for trainee_id, probes in probes_of(connection, trainee_ids, span, shelf):
        yield from (Traced(try_id, trainee_id, 1, one.shown) for try_id, one in probes if one.behaviour == behaviour)


def _query(trainee_ids: list[str], span: Span) -> Select[Any]:
    of_try = ("try_id", "trainee_id", "behaviour", "scenario_id", "scenario_hash", "moment", "silent", "sent")
    of_offer = ("reason", "source", "label", "due", "shown", "of_tries", "ended")
    of_reading = ("reading_id", "reader", "low", "high", "findings")
    query = (
        select(
            *(moment_tries.c[name] for name in of_try),
            *(probe_offers.c[name] for name in of_offer),
            probe_offers.c.level.label("helped_level"),
            *(moment_readings.c[name] for name in of_reading),
            moment_readings.c.level,
            literal(WITHHELD).label("text"),
        )
        .join(probe_offers, probe_offers.c.offer_id == moment_tries.c.offer_id)
        .outerjoin(moment_readings, moment_readings.c.try_id == moment_tries.c.try_id)
        .where(moment_tries.c.trainee_id.in_(trainee_ids), moment_tries.c.purpose == "probe")
        .order_by(moment_tries.c.sent, moment_tries.c.try_id, moment_readings.c.made, moment_readings.c.reading_id)
    )
    if span.since is not None:
        query = query.where(moment_tries.c.sent >= span.since)
    return query if span.until is None else query.where(moment_tries.c.sent < span.until)


def _retained(row: Row[Any], shelf: Shelf) -> Retained | None:
    try:
        body = shelf.find(Scenario, row.scenario_hash).moments.get(row.moment)
    except UnreadableContentError:
        return None
    reading = read_reading(row)
    if body is None or (reading is None and not row.silent):
        return None
    offer = Offer(
        row.behaviour, row.reason, row.source, row.label, row.due, row.shown, row.of_tries, row.helped_level, row.ended
    )
    probe = Try(
        at=row.sent,
        strand="probe",
        source=row.try_id,
        scenario=row.scenario_id,
        moment=row.moment,
        body=body,
        try_number=1,
        heard="",
        response=SILENCE if row.silent else _WORDS_ASIDE,
        reading=reading,
        drilled=row.behaviour,
    )
    return retained(offer, probe, _aim(body, row.behaviour))


def _aim(body: Moment, behaviour: str) -> Aim:
    return "show" if behaviour in body.calls_for else "avoid"
