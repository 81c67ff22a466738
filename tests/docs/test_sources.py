"""docs/sources.md knows every source by the key that shipped scenarios and rubrics give it."""

from __future__ import annotations

import re

import pytest

from tests.library.places import ROOT
from trainer.library.catalogue import load_library
from trainer.library.shipped import shipped_folders

LIBRARY = load_library(shipped_folders())
ROWS = re.findall(r"^\| `([\w-]+)` \|(.*)\|$", (ROOT / "docs" / "sources.md").read_text(encoding="utf-8"), re.MULTILINE)
SOURCES = {key: row for key, row in ROWS if key not in LIBRARY.rubrics}
CITING = {
    **{name: entry.item.sources for name, entry in LIBRARY.scenarios.items()},
    **{name: entry.item.sources for name, entry in LIBRARY.rubrics.items()},
}
CITED = [
    pytest.param(source.key, source.cite, id=f"{name}-{source.key}")
    for name, sources in CITING.items()
    for source in sources
]


@pytest.mark.parametrize(("key", "cite"), CITED)
def test_a_source_has_its_row_under_its_key(key: str, cite: str) -> None:
    assert key in SOURCES
    *authors, year = key.split("-")
    for text in (cite, SOURCES[key]):
        assert year in text and authors[0] in text.casefold()


def test_every_row_stands_once_and_every_rubric_has_one() -> None:
    keys = [key for key, _ in ROWS]
    assert len(keys) == len(set(keys))
    assert set(LIBRARY.rubrics) <= set(keys)


@pytest.mark.parametrize("key", SOURCES)
def test_a_row_names_the_rubrics_in_which_a_criterion_rests_on_the_source(key: str) -> None:
    resting = {
        name
        for name, entry in LIBRARY.rubrics.items()
        if any(criterion.principle.source == key for criterion in entry.item.criteria)
    }
    used = SOURCES[key].rsplit("|", 1)[-1]
    assert {name for name in LIBRARY.rubrics if f"`{name}`:" in used} == resting


@pytest.mark.parametrize("name", LIBRARY.rubrics)
def test_the_row_of_a_rubric_has_its_title(name: str) -> None:
    assert dict(ROWS)[name].split("|")[0].strip() == LIBRARY.rubrics[name].item.title
