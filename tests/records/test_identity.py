"""Keys: UUIDs of version 7 that sort by time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import RFC_4122, UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.records.identity import uuid7

TIMES = st.datetimes(datetime(1970, 1, 2), datetime(9000, 1, 1), timezones=st.just(UTC))
BITS = st.integers(0, 2**74 - 1)


def test_the_example_of_the_standard() -> None:
    at = datetime(2022, 2, 22, 19, 22, 22, tzinfo=UTC)
    assert uuid7(at, 0xCC3 << 62 | 0x18C4DC0C0C07398F) == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"


@given(TIMES, BITS)
def test_version_variant_and_time(at: datetime, bits: int) -> None:
    key = UUID(uuid7(at, bits))
    assert (key.version, key.variant) == (7, RFC_4122)
    assert abs((key.int >> 80) - at.timestamp() * 1000) <= 1


@given(TIMES, BITS, BITS)
def test_a_later_millisecond_sorts_later(at: datetime, first: int, second: int) -> None:
    assert uuid7(at, first) < uuid7(at + timedelta(milliseconds=2), second)


def test_keys_of_one_moment_differ() -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    assert len({uuid7(at) for _ in range(100)}) == 100


@pytest.mark.parametrize("at", [datetime(2026, 1, 1), datetime(1969, 1, 1, tzinfo=UTC)])
def test_times_that_give_no_key(at: datetime) -> None:
    with pytest.raises(ValueError, match="uuid7 needs"):
        uuid7(at)
