"""JSON Schemas of the three kinds of file, for completion and checks in an editor."""

from __future__ import annotations

import json
from typing import Any

from trainer.library.kinds import SHAPES, Kind

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_LEVELS = {"enum": ["0", "1", "2", "3"]}


def json_schema(kind: Kind) -> dict[str, Any]:
    """Return the JSON Schema of a scenario, rubric or behaviour."""
    schema = SHAPES[kind].model_json_schema(by_alias=True)
    for definition in schema.get("$defs", {}).values():
        for name in ("descriptors", "feedback"):
            field = definition.get("properties", {}).get(name, {})
            if "additionalProperties" in field:
                field["propertyNames"] = _LEVELS  # in JSON every key is text
    return {"$schema": _DIALECT, **schema}


def schema_text(kind: Kind) -> str:
    """The JSON Schema as it stands in `docs/schema`."""
    return json.dumps(json_schema(kind), indent=2, ensure_ascii=False) + "\n"
