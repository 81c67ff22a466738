"""A look at the database that neither makes nor migrates it."""

from __future__ import annotations

import stat
from collections.abc import Mapping

from sqlalchemy import Engine, func, inspect, select, text

from trainer.cli.reach import Reach
from trainer.records.engine import make_engine
from trainer.records.errors import RecordsError, told
from trainer.records.own_file import default_file
from trainer.records.places import Place, find_place
from trainer.records.schema import REVISIONS
from trainer.records.tables import attempts

_PATIENCE = 2.0
Look = tuple[Mapping[str, object], str]


def database(reach: Reach) -> Look:
    """Where attempts are kept, the revision of the tables, how many attempts there are."""
    try:
        place = find_place(reach.db or default_file())
    except RecordsError as error:
        return {"where": error.where}, f"{error.message} {error.remedy}"
    facts: dict[str, object] = {"where": place.shown}
    if place.file is not None:
        if not place.file.exists():
            return {**facts, "state": "not made yet; the first attempt makes it"}, ""
        facts["mode"] = oct(stat.S_IMODE(place.file.stat().st_mode))
    try:
        return _opened(place, facts)
    except RecordsError as error:
        return facts, f"{error.message} {error.remedy}"


def _opened(place: Place, facts: Mapping[str, object]) -> Look:
    engine = make_engine(place, _PATIENCE)
    try:
        return _asked(engine, place, facts)
    finally:
        engine.dispose()


def _asked(engine: Engine, place: Place, facts: Mapping[str, object]) -> Look:
    with told(place.shown), engine.connect() as connection:
        tables = inspect(connection).get_table_names()
        if not tables:
            return {**facts, "state": "empty; the first attempt makes the tables"}, ""
        if "alembic_version" not in tables:
            return facts, "This database belongs to another program. Name another place with --db."
        revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
        known = revision in REVISIONS
        state = "up to date" if revision == REVISIONS[-1] else "older; the next attempt migrates it"
        facts = {**facts, "revision": revision, "state": state if known else "newer than this program"}
        if not known:
            return facts, "A newer version wrote these records. Update the program, or name another place with --db."
        if attempts.name not in tables:
            return facts, "The records are incomplete. Restore them from a backup, or name another place with --db."
        count = select(func.count()).select_from(attempts)
        every = connection.execute(count).scalar_one()
        unfinished = connection.execute(count.where(attempts.c.ended.is_(None))).scalar_one()
    return {**facts, "attempts": every, "unfinished": unfinished}, ""
