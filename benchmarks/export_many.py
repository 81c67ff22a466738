"""An export of many exchanges: `python benchmarks/export_many.py FILE FOLDER [csv|jsonl|xapi]`.

FILE is made by `benchmarks/many_exchanges.py`; the whole cohort goes to FOLDER, which must not exist. Prints the rows,
the time and the most memory that was held, which does not grow with the rows.
"""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path

from trainer.programs.record_store import RecordStore
from trainer.records.export_making import Way, make_export
from trainer.records.exporting import Wanted
from trainer.records.store import open_store

WAYS = {"csv": Way(("csv",)), "jsonl": Way(("jsonl",)), "xapi": Way((), statements=RecordStore(""))}


def main(file: str, folder: str, kind: str = "jsonl") -> None:
    store = open_store(file)
    [program] = store.people.programs()
    cohort = store.people.cohorts(program.program_id)[0]
    people = store.people.members(program.program_id, cohort_id=cohort.cohort_id, role="trainee")
    called = {one.trainee_id: one.pseudonym for one in people if one.trainee_id is not None}
    began = time.perf_counter()
    rows = make_export(store.exporting, Wanted(called, frozenset(called), cohort.cohort_id), WAYS[kind], Path(folder))
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(", ".join(f"{count:,} {name}" for name, count in rows.items() if count))
    print(
        f"{time.perf_counter() - began:.0f} s ({used.ru_utime:.0f} s of computing), {used.ru_maxrss / 1024:.0f} MB held"
    )
    store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
