"""What all tests share: properties are checked on the same cases each time, however busy the machine is, and nothing is
remembered between checks. The fixtures for a real PostgreSQL are at hand everywhere.

`--hypothesis-profile=thorough` tries 10,000 new cases of each property that sets no number of its own.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.records.postgres"]

os.environ["TRAINER_NO_CACHE"] = "1"

settings.register_profile("trainer", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile(
    "thorough", deadline=None, max_examples=10_000, suppress_health_check=list(HealthCheck), print_blob=True
)
settings.load_profile("trainer")
