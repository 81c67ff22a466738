"""People signed in to a server, and what they have there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.records.postgres import Cluster
from tests.records.signed_in import World


@pytest.fixture(scope="module")
def world(postgres: Cluster) -> Iterator[World]:
    """Filled once: what somebody does in it is taken back, and tests that keep something make their own."""
    made = World(postgres, postgres.with_tables())
    yield made
    made.close()


@pytest.fixture
def own_world(postgres_address: str, postgres: Cluster) -> Iterator[World]:
    made = World(postgres, postgres_address)
    yield made
    made.close()
