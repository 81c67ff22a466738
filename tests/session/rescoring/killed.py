"""A re-scoring that ends itself at a chosen point, as `kill -9` would: `python -m … ADDRESS POINT COUNT`.

`POINT` is `kept` (after so many batches) or the start of a statement (at its so-manyth execution).
"""

from __future__ import annotations

import os
import signal
import sys
from typing import Any

from sqlalchemy import Engine, event

from tests.session.rescoring.making import STRICTER, applying, means
from trainer.records.store import open_store
from trainer.session.rescoring import running


def main(address: str, point: str, count: int) -> None:
    running.BATCH = 2
    seen = 0

    def reached(*_: object) -> None:
        nonlocal seen
        seen += 1
        if seen == count:
            os.kill(os.getpid(), signal.SIGKILL)

    if point != "kept":

        @event.listens_for(Engine, "before_cursor_execute")
        def look(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
            if statement.startswith(point):
                reached()

    new = applying(STRICTER, reader="words-2", afresh=True)
    running.rescore(means(open_store(address), address), new, reached if point == "kept" else lambda _: None)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
