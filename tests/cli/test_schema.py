"""`trainer schema`, and what a public validator makes of its output."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator

from tests.cli.conftest import Place
from tests.library.places import BAD, GOOD, ROOT
from trainer.cli.exits import ExitCode
from trainer.library.files import files_below
from trainer.library.kinds import SHAPES, Kind, kind_of
from trainer.library.parsing import parse
from trainer.library.schema import json_schema
from trainer.problems import Problem

BEYOND_A_SCHEMA = {
    "S003-yes-in-a-list": "a text here, a truth value in other readers of YAML",
    "S004-level-in-quotes": "in JSON every key is text",
    "S006-bidi": "control characters are a matter of the text as such",
    "S006-c1": "control characters are a matter of the text as such",
    "S006-escape": "control characters are a matter of the text as such",
    "S006-escape-written-out": "control characters are a matter of the text as such",
    "S009-cuts": "a schema cannot ask for an order of numbers",
}
BAD_BY_SHAPE = [file for file in sorted(BAD.glob("S*.yaml")) if file.stem not in BEYOND_A_SCHEMA]
SHIPPED = [file for folder in ("scenarios", "rubrics") for file in files_below(ROOT / folder)]


@cache
def _validator(kind: Kind) -> Draft202012Validator:
    return Draft202012Validator(json_schema(kind))


def _as_json(plain: Any) -> Any:
    """The document as an editor sees it: every key is text, every sequence a list."""
    if isinstance(plain, dict):
        return {str(key): _as_json(value) for key, value in plain.items()}
    return [_as_json(value) for value in plain] if isinstance(plain, tuple) else plain


def _objections(file: Path) -> list[str]:
    document = parse(file.name, file.read_text(encoding="utf-8")).document
    assert document is not None
    kind = kind_of(document)
    assert not isinstance(kind, Problem)
    return [error.json_path for error in _validator(kind).iter_errors(_as_json(document.root))]


@pytest.mark.parametrize("kind", get_args(Kind))
def test_the_files_in_the_docs_are_what_the_command_prints(place: Place, kind: Kind) -> None:
    result = place.run("schema", kind)
    assert result.exit_code == ExitCode.OK
    assert result.stdout == (ROOT / "docs" / "schema" / f"{kind}.json").read_text(encoding="utf-8")


def test_without_a_kind_it_is_that_of_scenarios(place: Place) -> None:
    assert place.run("schema").stdout == place.run("schema", "scenario").stdout


def test_an_unknown_kind_is_a_matter_of_usage(place: Place) -> None:
    assert place.run("schema", "patient").exit_code == ExitCode.USAGE


@pytest.mark.parametrize("kind", get_args(Kind))
def test_each_schema_is_one(kind: Kind) -> None:
    Draft202012Validator.check_schema(json_schema(kind))


@pytest.mark.parametrize("kind", get_args(Kind))
def test_every_key_is_described(kind: Kind) -> None:
    schema = json_schema(kind)
    assert set(schema["properties"]) == {field.alias or name for name, field in SHAPES[kind].model_fields.items()}
    for name, shape in {"": schema, **schema["$defs"]}.items():
        for key, value in shape.get("properties", {}).items():
            assert value.get("description"), f"{name}.{key} has no description: write a docstring below the field"


def test_shipped_and_good_files_are_accepted() -> None:
    files = [*SHIPPED, *files_below(GOOD)]
    assert files
    assert {file.name: found for file in files if (found := _objections(file))} == {}


@pytest.mark.parametrize("file", BAD_BY_SHAPE, ids=lambda file: file.stem)
def test_what_is_bad_by_shape_is_rejected(file: Path) -> None:
    assert _objections(file)


def test_the_exceptions_exist() -> None:
    assert {file.stem for file in BAD.iterdir()} >= BEYOND_A_SCHEMA.keys()


def test_a_schema_is_plain_json(place: Place) -> None:
    assert json.loads(place.run("schema", "rubric").stdout) == json_schema("rubric")
