"""The rubrics, scenarios and behaviours that attempts were made with, each read once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Row, func, select

from trainer.library.rubric import Rubric
from trainer.library.scenario import Scenario
from trainer.records.contents import kept_content
from trainer.records.shelf import Shelf, UnreadableContentError
from trainer.records.tables import attempts

_NAMED = 400
"""A statement names no more trainees than this."""


class UsedContents:
    """What is kept of the library on a connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.shelf = Shelf(lambda digest: kept_content(connection, digest))
        self.rubrics: dict[str, Rubric] = {}
        """The latest version of each rubric that was asked for, by id."""
        self._asked: dict[str, tuple[str, float | None]] = {}

    def asked_by(self, digest: str) -> tuple[str, float | None]:
        """The id of the rubric behind a hash, and the share of the points it asks for; of one that cannot be read any
        more, the hash and None."""
        if digest not in self._asked:
            try:
                rubric = self.shelf.find(Rubric, digest)
            except UnreadableContentError:
                self._asked[digest] = digest, None
            else:
                known = self.rubrics.get(rubric.id)
                if known is None or rubric.version >= known.version:
                    self.rubrics[rubric.id] = rubric
                self._asked[digest] = rubric.id, rubric.mastery
        return self._asked[digest]

    def criterion_titles(self, trainee_ids: Sequence[str]) -> dict[str, str]:
        """What criteria were called where these trainees met them, by id; the latest, where that changed."""
        mine = attempts.c.trainee_id.in_(trainee_ids[:_NAMED])
        query = select(attempts.c.rubric_hash).where(mine).group_by(attempts.c.rubric_hash)
        titles: dict[str, str] = {}
        for digest in self._connection.execute(query.order_by(func.max(attempts.c.started))).scalars():
            try:
                titles |= {one.id: one.title for one in self.shelf.find(Rubric, digest).criteria}
            except UnreadableContentError:
                continue
        return titles

    def scenario(self, trainee_ids: Sequence[str], scenario_id: str) -> Scenario | None:
        """A scenario as these trainees met it last; None where it cannot be had."""
        row = self._latest(trainee_ids, attempts.c.scenario_id == scenario_id)
        try:
            return None if row is None else self.shelf.find(Scenario, row.scenario_hash)
        except UnreadableContentError:
            return None

    def behaviour_titles(self, trainee_ids: Sequence[str]) -> dict[str, str]:
        """What the behaviours were called in the latest attempt; empty where that cannot be read."""
        row = self._latest(trainee_ids)
        try:
            found = {} if row is None else self.shelf.behaviours(row.behaviours_hash)
        except UnreadableContentError:
            return {}
        return {name: behaviour.title for name, behaviour in found.items()}

    def _latest(self, trainee_ids: Sequence[str], *conditions: ColumnElement[bool]) -> Row[str, str] | None:
        """The hashes of the last attempt that was begun."""
        begun: tuple[datetime, str] | None = None
        for start in range(0, len(trainee_ids), _NAMED):
            mine = attempts.c.trainee_id.in_(trainee_ids[start : start + _NAMED])
            query = select(func.max(attempts.c.started), attempts.c.trainee_id).where(mine, *conditions)
            for at, trainee_id in self._connection.execute(query.group_by(attempts.c.trainee_id)):
                begun = max(begun or (at, trainee_id), (at, trainee_id))
        if begun is None:
            return None
        hashes = attempts.c.scenario_hash, attempts.c.behaviours_hash
        last = attempts.c.started == begun[0], attempts.c.trainee_id == begun[1]
        latest = select(*hashes).where(*last, *conditions).order_by(attempts.c.attempt_id.desc()).limit(1)
        return self._connection.execute(latest).one()
