"""The outline and the colours of a text that may be broken."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.library.parsing import parse
from trainer.workshop.drafting.colouring import in_blocks, pieces
from trainer.workshop.drafting.outline import OutlineRow, at_line, outline_of

EXAMPLES = Path(__file__).parents[2] / "examples" / "good"


def coloured(line: str, *, in_block: bool = False) -> list[tuple[str, str]]:
    return sorted((piece.kind, line[piece.start : piece.end]) for piece in pieces(line, in_block=in_block))


@pytest.mark.parametrize("file", sorted(EXAMPLES.glob("*.yaml")), ids=lambda file: file.name)
def test_the_outline_is_where_the_parts_stand(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    document = parse(file.name, text).document
    assert document is not None
    wanted: list[tuple[object, object, int]] = [
        (part, name, document.key_place((section, name)).line)
        for section, part in (("moments", "moment"), ("endings", "ending"))
        for name, _ in document.value.entries(section)
    ]
    wanted += [
        (part, item.text("id"), item.document.place((*item.path, "id")).line)
        for section, part in (("criteria", "criterion"), ("gates", "gate"))
        for item in document.value.items(section)
    ]
    assert [(row.part, row.name, row.line) for row in outline_of(text.split("\n"))] == wanted


def test_a_broken_text_has_its_outline_too() -> None:
    start = ["id: [", "moments:  # here", "  one:", "    says: {{", "      two: no moment"]
    lines = [*start, '  "three":', "endings:", "  end: {kind: good}"]
    rows = outline_of(lines)
    assert rows == (OutlineRow("moment", "one", 3), OutlineRow("moment", "three", 6), OutlineRow("ending", "end", 8))
    assert at_line(rows, 5) == rows[0]
    assert at_line(rows, 2) is None


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("id: small", [("key", "id")]),
        ("  - {id: one, weight: 2}", [("key", "id"), ("key", "weight"), ("mark", "-"), ("number", "2")]),
        ("trust: +2  # up", [("comment", "# up"), ("key", "trust"), ("number", "+2")]),
        ('says: "a: 3 # no {{ trust }}"', [("key", "says"), ("template", "{{ trust }}")]),
        ("says: It was 9 months.", [("key", "says")]),
        ("cuts: [0.25, 0.5]", [("key", "cuts"), ("number", "0.25"), ("number", "0.5")]),
        ("see http://x/y", []),
        ("# only: this", [("comment", "# only: this")]),
        ("", []),
    ],
)
def test_what_a_line_shows(line: str, wanted: list[tuple[str, str]]) -> None:
    assert coloured(line) == wanted


def test_in_a_block_only_templates_mean_something() -> None:
    start = ["says: |", "  One: # two", "", "    {% if trust %}", "feels: [a]"]
    lines = [*start, "- text: >-", "    three: 3", "  style: x"]
    assert in_blocks(lines) == (False, True, True, True, False, False, True, False)
    assert coloured(lines[1], in_block=True) == []
    assert coloured(lines[3], in_block=True) == [("template", "{% if trust %}")]


@given(st.lists(st.text(st.sampled_from(" -:#'\"{}[]|>%ab1\t"), max_size=30), max_size=8))
def test_any_text_has_pieces_within_its_lines(lines: list[str]) -> None:
    outline_of(lines)
    for line, inside in zip(lines, in_blocks(lines), strict=True):
        assert all(0 <= piece.start <= piece.end <= len(line) for piece in pieces(line, in_block=inside))
