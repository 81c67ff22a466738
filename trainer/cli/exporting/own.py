"""The user's own records, for commands that take something out of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from trainer.cli.opening import told_as_failure, trainee_name
from trainer.cli.people.desk import now
from trainer.cli.reach import Reach
from trainer.records.places import find_place
from trainer.records.store import Store, open_store


@contextmanager
def own_records(reach: Reach) -> Iterator[tuple[Store, str]]:
    """The records and the user's id in them: those on this computer, where a server is named. Raises CommandError."""
    with told_as_failure():
        store = open_store(None if find_place(reach.db).file is None else reach.db)
        try:
            yield store, store.trainee(trainee_name(), now())
        finally:
            store.close()
