"""Words that were shared, taken out of rows that stay: for a trainee who has changed their mind about them."""

from __future__ import annotations

from sqlalchemy import Connection, func, inspect, select, update

from trainer.records.copied_rows import JUDGEMENTS, TEXTS
from trainer.records.errors import RecordsError
from trainer.records.every_table import all_tables
from trainer.records.people_rows import serves
from trainer.records.withheld import WITHHELD, withheld_judgement


def hold_back(connection: Connection, trainee_id: str) -> int:
    """Take the trainee's words, and quotations of them, out of every row. Gives how many texts these were.

    A server with row-level security does it for who is signed in, and counts nothing. Raises RecordsError.
    """
    done_there = select(func.trainer_access.withhold(trainee_id))
    if serves(connection, "withhold(text)") and connection.execute(done_there).scalar_one():
        return 0
    there = set(inspect(connection).get_table_names())  # a backup may be older than some of the tables
    held = 0
    for name, columns in TEXTS.items():
        table = all_tables.tables[name]
        for column in columns if name in there else ():
            spoken = table.c.trainee_id == trainee_id, table.c[column].is_not(None), table.c[column] != WITHHELD
            any_spoken = select(table.c.trainee_id).where(*spoken).limit(1)
            if connection.execute(any_spoken).first() is None:
                continue  # nothing to change: on a server, not every table may be
            held += connection.execute(update(table).where(*spoken).values({column: WITHHELD})).rowcount
            if connection.execute(any_spoken).first() is not None:
                raise _stays(connection)
    for name, columns in JUDGEMENTS.items():
        table = all_tables.tables[name]
        key = next(iter(table.primary_key))
        for column in columns if name in there else ():
            rows = connection.execute(select(key, table.c[column]).where(table.c.trainee_id == trainee_id)).all()
            for row in rows:
                silent = withheld_judgement(row[1])
                changed = update(table).where(key == row[0]).values({column: silent})
                if silent == row[1]:
                    continue
                if connection.execute(changed).rowcount != 1:
                    raise _stays(connection)
                held += 1
    return held


def _stays(target: Connection) -> RecordsError:
    return RecordsError(
        "The program's database does not let words be held back that it has already.",
        str(target.engine.url.database),
        "Withdraw first, then join and share again without your words.",
    )
