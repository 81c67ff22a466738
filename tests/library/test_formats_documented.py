"""docs/formats.md names every key an author may write."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from trainer.library.kinds import SHAPES, Kind
from trainer.library.schema import json_schema

DOCUMENT = Path(__file__).parents[2] / "docs" / "formats.md"


def _keys(schema: Any) -> set[str]:
    found: set[str] = set()
    if isinstance(schema, dict):
        found |= set(schema.get("properties", {}))
        for value in schema.values():
            found |= _keys(value)
    elif isinstance(schema, list):
        for value in schema:
            found |= _keys(value)
    return found


@pytest.mark.parametrize("kind", SHAPES)
def test_every_key_is_documented(kind: Kind) -> None:
    documented = set(re.findall(r"`([a-z_]+)`", DOCUMENT.read_text(encoding="utf-8")))

    assert _keys(json_schema(kind)) - documented == set()
