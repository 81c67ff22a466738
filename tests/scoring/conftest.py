from __future__ import annotations

import pytest

from trainer.scoring.reader import load_reader
from trainer.scoring.reading import Reader


@pytest.fixture(scope="session")
def reader() -> Reader:
    return load_reader()
