"""What the session says of trouble."""

from __future__ import annotations

import pytest

from trainer.records.errors import RecordsError
from trainer.session.errors import SessionError, records_told


def test_trouble_with_the_records_is_one_sentence_with_their_place() -> None:
    with pytest.raises(SessionError) as caught, records_told():
        raise RecordsError("The records are damaged.", "/data/r.db", "Keep a copy of the file.")
    assert caught.value.message == "The records are damaged (/data/r.db)."
    assert caught.value.remedy == "Keep a copy of the file."
