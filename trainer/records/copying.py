"""Rows from one database into another: of everybody, of one trainee, or of one attempt.

Copying twice is copying once: a row is known by its key, and only what may change is changed. So a copy that was
interrupted is finished by beginning it again. Rows are read as they stood at one moment and held a batch at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Engine, Select, Table, bindparam, delete, exists, select, tuple_, update

from trainer.records.copied_rows import CHANGING, JUDGEMENTS, NEWEST, TEXTS, UNSENT, rows_of
from trainer.records.engine import WRITES
from trainer.records.errors import told
from trainer.records.insertion import insert_if_absent
from trainer.records.tables import drafts, responses
from trainer.records.withheld import WITHHELD, withheld_judgement

Row = dict[str, Any]
_BATCH = 500


@dataclass(slots=True)
class Copied:
    """What a copy did, by table."""

    inserted: dict[str, int] = field(default_factory=dict)
    updated: dict[str, int] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        return sum(self.inserted.values()) + sum(self.updated.values())


def copy_rows(
    source: Engine | Connection,
    target: Engine | Connection,
    *,
    trainee_id: str | None = None,
    attempt_id: str | None = None,
    texts: bool = True,
    rename: Mapping[str, str] | None = None,
    withhold: Callable[[str], str] = withheld_judgement,
    scored_again: bool = True,
    progress: Callable[[int], None] | None = None,
) -> Copied:
    """Copy what is not there yet and bring up to date what has changed. Both databases have the tables of today.

    Without `texts`, words stay behind: a text becomes `WITHHELD`, a judgement goes through `withhold` (JSON to JSON),
    unsent words are left out; copying again with `texts` puts the words in. `rename` maps ids of trainees to the names
    they have in the target. Without `scored_again`, what re-scorings made and which run was chosen
    stays behind as well: that is not a trainee's to say elsewhere. Given an Engine, `target` is committed batch by
    batch; given a Connection, by the caller, all or nothing. `progress` hears how many rows have been looked at. Raises
    RecordsError.
    """
    done, seen = Copied(), 0
    scoped = trainee_id is not None or attempt_id is not None
    with _snapshot(source) as reading:
        for table, query in rows_of(trainee_id, attempt_id, scored_again=scored_again):
            if table.name in UNSENT and not texts:
                continue
            changing = () if table.name == "trainees" and scoped and rename is None else CHANGING.get(table.name, ())
            for rows in _batches(reading, table, query):
                if table.name == "trainees":
                    rows = [{**row, "name": (rename or {}).get(row["trainee_id"], row["name"])} for row in rows]
                elif table.name == "reviews" and scoped:
                    rows = [_without_name(row) for row in rows]
                with _transaction(target) as writing:
                    _put(writing, table, rows, _Way(texts, withhold, changing), done)
                seen += len(rows)
                if progress is not None:
                    progress(seen)
        if texts and not scoped:
            with _transaction(target) as writing:
                _drop_sent_drafts(reading, writing)
    return done


@dataclass(frozen=True, slots=True)
class _Way:
    """How the rows of a table are copied: whether with words, how to hold them back, which columns may change."""

    texts: bool
    withhold: Callable[[str], str]
    changing: tuple[str, ...]

    def hidden(self, table: Table, row: Row) -> Row:
        """The columns with words, as they stand where these are held back."""
        texts = {name: WITHHELD for name in TEXTS.get(table.name, ()) if row[name] is not None}
        return texts | {name: self.withhold(row[name]) for name in JUDGEMENTS.get(table.name, ())}


def _put(target: Connection, table: Table, rows: Sequence[Row], way: _Way, done: Copied) -> None:
    words = (*TEXTS.get(table.name, ()), *JUDGEMENTS.get(table.name, ()))
    there = _there(target, table, rows, (*way.changing, *words))
    fresh, changed = [], []
    for row in rows:
        known = there.get(_key(table, row))
        if known is None:
            fresh.append(row if way.texts else row | way.hidden(table, row))
            continue
        wanted = _changes(table, known, row, way.changing)
        if way.texts and any(known[name] != row[name] for name in words):
            wanted |= {name: row[name] for name, held in way.hidden(table, row).items() if known[name] == held}
        if any(known[name] != value for name, value in wanted.items()):
            changed.append({f"new_{name}": value for name, value in (known | wanted).items()} | _as_key(table, row))
    if fresh:
        target.execute(insert_if_absent(target, table), fresh)
        done.inserted[table.name] = done.inserted.get(table.name, 0) + len(fresh)
    if changed:
        target.execute(_update(table, (*way.changing, *words)), changed)
        done.updated[table.name] = done.updated.get(table.name, 0) + len(changed)


def _without_name(review: Row) -> Row:
    """A trainee's own rating is signed with the name they go by at home: elsewhere with the key of their records."""
    return {**review, "reviewer": review["trainee_id"]} if review["kind"] == "self" else review


def _changes(table: Table, known: Row, row: Row, changing: tuple[str, ...]) -> Row:
    """The columns that may change as they are in `row`; none where the known row is the later one."""
    newest = NEWEST.get(table.name)
    if newest is not None and known[newest] > row[newest]:
        return {}
    return {name: row[name] for name in changing}


def _there(target: Connection, table: Table, rows: Sequence[Row], columns: tuple[str, ...]) -> dict[object, Row]:
    keys = list(table.primary_key)
    wanted = [_key(table, row) for row in rows]
    of_these = tuple_(*keys).in_(wanted) if len(keys) > 1 else keys[0].in_([key for (key,) in wanted])
    found = target.execute(select(*keys, *(table.c[name] for name in columns if name not in keys)).where(of_these))
    return {_key(table, row): {name: row[name] for name in columns} for row in found.mappings()}


def _key(table: Table, row: Mapping[Any, Any]) -> tuple[Any, ...]:
    return tuple(row[column.name] for column in table.primary_key)


def _as_key(table: Table, row: Row) -> Row:
    return {f"key_{column.name}": row[column.name] for column in table.primary_key}


def _update(table: Table, columns: tuple[str, ...]) -> Any:
    same = [column == bindparam(f"key_{column.name}", type_=column.type) for column in table.primary_key]
    return update(table).where(*same).values({name: bindparam(f"new_{name}") for name in columns})


def _drop_sent_drafts(source: Connection, target: Connection) -> None:
    """Drafts that only the target still held, of responses that have been copied."""
    sent = exists().where(responses.c.attempt_id == drafts.c.attempt_id, responses.c.sent >= drafts.c.saved)
    old = set(target.execute(select(drafts.c.attempt_id).where(sent)).scalars())
    kept = set(source.execute(select(drafts.c.attempt_id)).scalars()) if old else set()
    for attempt_id in sorted(old - kept):
        target.execute(delete(drafts).where(drafts.c.attempt_id == attempt_id))


def _batches(source: Connection, table: Table, query: Select[Any]) -> Iterator[list[Row]]:
    ordered = query.order_by(*table.primary_key).execution_options(yield_per=_BATCH)
    with told(_where(source)):
        result = source.execute(ordered)
        for part in result.mappings().partitions(_BATCH):
            yield [dict(row) for row in part]


@contextmanager
def _snapshot(source: Engine | Connection) -> Iterator[Connection]:
    """Everything read from it is as it stood at one moment."""
    if isinstance(source, Connection):
        yield source
        return
    frozen = source.execution_options(isolation_level="REPEATABLE READ") if _is_server(source) else source
    with told(_where(source)), frozen.begin() as connection:
        yield connection


@contextmanager
def _transaction(target: Engine | Connection) -> Iterator[Connection]:
    with told(_where(target)):
        if isinstance(target, Connection):
            yield target
        else:
            with target.execution_options(**{WRITES: True}).begin() as connection:
                yield connection


def _is_server(bind: Engine | Connection) -> bool:
    return bind.dialect.name == "postgresql"


def _where(bind: Engine | Connection) -> str:
    url = bind.engine.url
    return url.set(query={}).render_as_string(hide_password=True) if _is_server(bind) else str(url.database)
