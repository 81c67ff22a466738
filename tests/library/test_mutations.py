"""Whatever is done to a good file, the answer is problems or a model, never an exception."""

from __future__ import annotations

from pathlib import Path

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.library.places import BEHAVIOUR, KNOWN, RUBRIC, SCENARIO
from tests.library.places import problems_in as problems_of
from trainer.library.reading import problems_with, read_bytes
from trainer.library.text import has_controls

_SOURCES = st.sampled_from([SCENARIO, RUBRIC, BEHAVIOUR])
_PLAIN_SNIPPETS = """{{ }} {% %} {# #} {%if%} : - ' " | > &a *a << !x [ ] { } # --- null true -1 1e9 ? %TAG é"""
_SNIPPETS = st.sampled_from(
    [*_PLAIN_SNIPPETS.split(), "\t", ": ", "- ", "\x1b[31m", "\u202e", "\0", "\r", "\x85", "\ufeff"]
)


def _texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for pair in value.items() for part in pair for text in _texts(part)]
    if isinstance(value, (list, tuple)):
        return [text for part in value for text in _texts(part)]
    return [value] if isinstance(value, str) else []


def _assert_told(text: str | bytes) -> None:
    for problem in problems_of(text):
        assert problem.message and problem.remedy
        assert not has_controls(problem.message + problem.remedy + problem.path + str(problem.place))
        assert "\n" not in problem.message + problem.remedy


@st.composite
def _spoilt(draw: st.DrawFn) -> str:
    text = draw(_SOURCES)
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(text)))
        cut = draw(st.integers(0, 12))
        text = text[:place] + draw(_SNIPPETS | st.text(max_size=3)) + text[place + cut :]
    return text


@settings(max_examples=250, deadline=None, derandomize=True)
@given(_spoilt())
def test_spoilt_text(text: str) -> None:
    _assert_told(text.encode("utf-8", "surrogatepass"))


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.data())
def test_lines_moved_about(data: st.DataObject) -> None:
    lines = data.draw(_SOURCES).splitlines(keepends=True)
    chosen = data.draw(st.lists(st.sampled_from(lines), min_size=1, max_size=len(lines)))
    _assert_told("".join(chosen))


_LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5)
_VALUES = st.recursive(
    _LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.data())
def test_values_exchanged(data: st.DataObject) -> None:
    document = yaml.safe_load(data.draw(_SOURCES))
    here: object = document
    while True:
        keys = list(here) if isinstance(here, dict) else list(range(len(here))) if isinstance(here, list) else []
        if not keys:
            break
        key = data.draw(st.sampled_from(keys))
        inner = here[key]  # type: ignore[index]
        if data.draw(st.booleans()) or not isinstance(inner, (dict, list)):
            here[key] = data.draw(_VALUES)  # type: ignore[index]
            break
        here = inner
    _assert_told(yaml.safe_dump(document, allow_unicode=True))


@settings(max_examples=100, deadline=None, derandomize=True)
@given(_SOURCES, st.text(min_size=1, max_size=20))
def test_no_control_character_gets_into_a_model(source: str, text: str) -> None:
    escaped = "".join(f"\\U{ord(character):08x}" for character in text if not 0xD800 <= ord(character) < 0xE000)
    lines = [f'title: "{escaped}"' if line.startswith("title:") else line for line in source.splitlines()]
    reading = read_bytes(Path("text.yaml"), "\n".join(lines).encode())
    if reading.item is not None:
        assert not any(has_controls(found) for found in _texts(reading.item.model_dump()))
        if has_controls(text):
            assert "S006" in {problem.code for problem in problems_with(reading, KNOWN)}
