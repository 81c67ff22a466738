"""Rows that somebody changed: no escape comes out, and what cannot be read is told as damage."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.records.making import NOON, answered, later, scoring_run, start
from trainer.library.text import has_controls
from trainer.records.attempts import Review
from trainer.records.encoded import read_findings, read_json, write_json
from trainer.records.errors import RecordsError
from trainer.records.store import Store, open_store
from trainer.scoring.exchange import Response

ESCAPES = "\x1b]52;c;ZXZpbA==\x07\x1b[31m\x9b2Jred\u202e[/x]"


def changed(file: Path, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(file)) as hand:
        assert hand.execute(statement, values).rowcount > 0
        hand.commit()


def texts(value: object) -> list[str]:
    """Every text anywhere inside."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        return [text for item in value.items() for text in texts(item)]
    if is_dataclass(value):
        return [text for part in fields(value) for text in texts(getattr(value, part.name))]
    if isinstance(value, list | tuple):
        return [text for item in value for text in texts(item)]
    return []


@pytest.fixture
def kept(tmp_path: Path) -> tuple[Path, str]:
    """A file of records with one attempt of one turn."""
    file = tmp_path / "r.db"
    store = open_store(file)
    attempt = start(store)
    answered(store, attempt, 1)
    store.add_review(attempt, Review("Ada", "self", {"note": "good"}, later(2)))
    store.add_scoring_run(attempt, scoring_run(0.5, None, later(2)))
    store.save_draft(attempt, "I wo", later(3))
    store.close()
    return file, attempt


def everything(store: Store, attempt: str) -> list[str]:
    ada = store.trainee("Ada", NOON)
    return texts([store.history(ada), store.unfinished(ada), store.load_attempt(attempt)])


def test_nothing_goes_in_that_a_terminal_obeys(tmp_path: Path) -> None:
    file = tmp_path / "r.db"
    store = open_store(file)
    attempt = start(store, title=ESCAPES)
    store.append_response(attempt, 1, Response(f"Hard. {ESCAPES}"), NOON)
    store.save_draft(attempt, ESCAPES, NOON)
    store.close()
    with closing(sqlite3.connect(file)) as hand:
        inside = [row[0] for row in hand.execute("SELECT text FROM responses UNION SELECT title FROM attempts")]
        inside += [row[0] for row in hand.execute("SELECT text FROM drafts")]
    assert len(inside) == 3
    assert not any(has_controls(text) for text in inside)


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("attempts", "title"),
        ("attempts", "scenario_id"),
        ("attempts", "ending"),
        ("attempts", "reader"),
        ("responses", "text"),
        ("exchanges", "heard"),
        ("exchanges", "answer"),
        ("exchanges", "moment"),
        ("exchanges", "leads_to"),
        ("readings", "reader"),
        ("reviews", "reviewer"),
        ("drafts", "text"),
    ],
)
def test_nothing_comes_out_that_a_terminal_obeys(kept: tuple[Path, str], table: str, column: str) -> None:
    file, attempt = kept
    changed(file, f"UPDATE {table} SET {column} = ?", f"That is hard. {ESCAPES}")
    store = open_store(file)
    found = everything(store, attempt)
    store.close()
    assert any("[/x]" in text for text in found)
    assert not any(has_controls(text) for text in found)


def test_json_cannot_smuggle_an_escape(kept: tuple[Path, str]) -> None:
    file, attempt = kept
    for table in ("reviews", "scoring_runs"):
        spelt = r'{"\u001b[31mred": ["\u009b2J", {"a": "\u001b]52;c;x\u0007"}]}'
        changed(file, f"UPDATE {table} SET judgement = ?", spelt)
    store = open_store(file)
    whole = store.load_attempt(attempt)
    store.close()
    found = texts([dict(whole.reviews[0].judgement), dict(whole.runs[0].judgement)])
    assert "red" in found
    assert not any(has_controls(text) for text in found)


@pytest.mark.parametrize(
    ("statement", "value"),
    [
        ("UPDATE attempts SET started = ?", "yesterday"),
        ("UPDATE attempts SET started = ?", "2026-03-01T12:00:00"),
        ("UPDATE attempts SET started = ?", 12),
        ("UPDATE attempts SET mode = ?", "hard"),
        ("UPDATE attempts SET seed = ?", "\x1b[31m"),
        ("UPDATE attempts SET title = ?", b"\x1b[31m"),
        ("UPDATE attempts SET title = CAST(? AS TEXT)", b"\xff\xfe"),
        ("UPDATE responses SET step = ?", "one"),
        ("UPDATE exchanges SET trust_after = ?", 1.5),
        ("UPDATE exchanges SET reading_id = ?", None),
        ("UPDATE readings SET level = ?", "high"),
        ("UPDATE readings SET level = ?", 9e999),
        ("UPDATE readings SET level = ?", 7.0),
        ("UPDATE readings SET findings = ?", "{"),
        ("UPDATE readings SET findings = ?", "[]"),
        ("UPDATE readings SET findings = ?", "[" * 100_000),
        ("UPDATE readings SET findings = ?", '{"argues": {"p": 2, "finding": "absent", "evidence": []}}'),
        ("UPDATE readings SET findings = ?", '{"argues": {"p": 0.1, "finding": "maybe", "evidence": []}}'),
        ("UPDATE readings SET findings = ?", '{"argues": {"p": 0.1, "finding": [], "evidence": []}}'),
        ("UPDATE readings SET findings = ?", '{"argues": {"p": 0.1, "finding": "absent", "evidence": [[0, 999]]}}'),
        ("UPDATE readings SET findings = ?", '{"argues": {"p": NaN, "finding": "absent", "evidence": []}}'),
        ("UPDATE reviews SET kind = ?", "friend"),
        ("UPDATE reviews SET judgement = ?", "null"),
        ("UPDATE scoring_runs SET points = ?", "many"),
        ("UPDATE scoring_runs SET passed = ?", "yes"),
    ],
)
def test_a_row_that_cannot_be_read_is_told_as_damage(kept: tuple[Path, str], statement: str, value: object) -> None:
    file, attempt = kept
    changed(file, statement, value)
    store = open_store(file)
    with pytest.raises(RecordsError, match="damaged"):
        store.load_attempt(attempt)
    store.close()


def test_content_that_was_changed_is_refused(kept: tuple[Path, str]) -> None:
    file, attempt = kept
    changed(file, "UPDATE contents SET source = source || ?", "says: something else")
    store = open_store(file)
    with pytest.raises(RecordsError, match="was changed"):
        store.content(store.load_attempt(attempt).facts.scenario_hash)
    store.close()


def test_tables_that_are_gone(kept: tuple[Path, str]) -> None:
    file, attempt = kept
    with closing(sqlite3.connect(file)) as hand:
        hand.execute("DROP TABLE drafts")
    store = open_store(file)
    with pytest.raises(RecordsError, match="not as this program expects"):
        store.load_attempt(attempt)
    store.close()


WORDS = st.text(max_size=8)


@given(st.dictionaries(WORDS, WORDS | st.lists(WORDS, max_size=3), max_size=3))
@settings(max_examples=60)
def test_json_comes_back_clean(value: dict[str, object]) -> None:
    assert not any(has_controls(text) for text in texts(read_json(write_json(value))))


@given(st.text())
@settings(max_examples=60)
def test_any_text_in_place_of_findings_is_read_or_refused(text: str) -> None:
    try:
        findings = read_findings(text, 10)
    except ValueError:
        return
    assert all(0 <= finding.p <= 1 for finding in findings.values())
