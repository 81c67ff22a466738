"""What every shape in the library shares: strict, frozen, and no keys beyond its own."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

ID_PATTERN = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"


class Shape(BaseModel):
    """Base of all library models. Sequences arrive as tuples (the YAML reader makes them so)."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", use_attribute_docstrings=True)


def _check_id(text: str) -> str:
    if not re.match(ID_PATTERN, text):
        raise PydanticCustomError("bad_id", "An id is lower-case words joined by hyphens")
    return text


Id = Annotated[str, Field(max_length=80, json_schema_extra={"pattern": ID_PATTERN}), AfterValidator(_check_id)]
Line = Annotated[str, Field(min_length=1, max_length=300)]
Text = Annotated[str, Field(min_length=1, max_length=6000)]
Template = Annotated[str, Field(min_length=1, max_length=6000, json_schema_extra={"x-template": True})]
