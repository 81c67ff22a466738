"""JSON Schemas of the three kinds of file, for completion and checks in an editor."""

from __future__ import annotations

import json
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from trainer.library.kinds import SHAPES, Kind

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_LEVELS = ("0", "1", "2", "3")
"""In JSON every key is text."""


class _Generator(GenerateJsonSchema):
    """Leaves out titles that only repeat the key, so that an editor shows the description."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - pydantic asks for each field
        return False


def json_schema(kind: Kind) -> dict[str, Any]:
    """Return the JSON Schema of a scenario, rubric or behaviour."""
    schema = SHAPES[kind].model_json_schema(by_alias=True, schema_generator=_Generator)
    for definition in schema.get("$defs", {}).values():
        for name in ("descriptors", "feedback"):
            field = definition.get("properties", {}).get(name, {})
            if "additionalProperties" in field:
                field["propertyNames"] = {"enum": list(_LEVELS)}
                if name == "descriptors":
                    field["required"] = list(_LEVELS)
    return {"$schema": _DIALECT, **schema}


def schema_text(kind: Kind) -> str:
    """The JSON Schema as it stands in `docs/schema`."""
    return json.dumps(json_schema(kind), indent=2, ensure_ascii=False) + "\n"
