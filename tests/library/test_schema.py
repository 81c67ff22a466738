"""The JSON Schemas in docs/schema are those of the shapes."""

from __future__ import annotations

import json
from typing import get_args

import pytest

from tests.library.places import ROOT
from trainer.library.kinds import SHAPES, Kind
from trainer.library.schema import json_schema, schema_text
from trainer.library.shape_fields import keys_of


@pytest.mark.parametrize("kind", get_args(Kind))
def test_the_schema_in_the_docs_is_true(kind: Kind) -> None:
    file = ROOT / "docs" / "schema" / f"{kind}.json"
    remedy = f"write trainer.library.schema.schema_text('{kind}') to {file.relative_to(ROOT)}"
    assert file.read_text(encoding="utf-8") == schema_text(kind), remedy
    assert json.loads(schema_text(kind)) == json_schema(kind)


@pytest.mark.parametrize("kind", get_args(Kind))
def test_the_schema_knows_the_keys_of_its_shape(kind: Kind) -> None:
    schema = json_schema(kind)
    assert set(schema["properties"]) == set(keys_of(SHAPES[kind]))
    assert schema["additionalProperties"] is False


def test_levels_are_text_where_they_are_keys() -> None:
    criterion = json_schema("rubric")["$defs"]["Criterion"]["properties"]
    assert criterion["descriptors"]["propertyNames"] == {"enum": ["0", "1", "2", "3"]}
    assert criterion["feedback"]["propertyNames"] == {"enum": ["0", "1", "2", "3"]}
