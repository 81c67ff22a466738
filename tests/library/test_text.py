"""Text from outside is made safe for a terminal."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.library.text import clean, has_controls, shown

_ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=[]))
_LOADED = st.text(st.sampled_from("\x1b\x9b\x9d]52;c[31m\\\x07\x00\t\r\n\u202ea\u0301é\ud800"))


@pytest.mark.parametrize(
    ("dirty", "cleaned"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]52;c;aGVsbG8=\x07copied", "copied"),
        ("\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x9b31mred", "red"),
        ("\x9d0;title\x9ctext", "text"),
        ("\x1b]never closed", "never closed"),
        ("\x1bPdata\x1b\\after", "after"),
        ("a\x1bcb", "ab"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a\tb", "a b"),
        ("evil\u202etxt.exe\u2066", "eviltxt.exe"),
        ("\ud83d lone", " lone"),
        ("e\u0301", "é"),
        ("[/x] stays, 日本語 too 🙂", "[/x] stays, 日本語 too 🙂"),
    ],
)
def test_clean(dirty: str, cleaned: str) -> None:
    assert clean(dirty) == cleaned


@settings(deadline=None, derandomize=True)
@given(_ANY_TEXT | _LOADED)
def test_cleaned_text_holds_nothing_a_terminal_could_obey(text: str) -> None:
    cleaned = clean(text)
    assert not has_controls(cleaned)
    assert "\t" not in cleaned
    assert all(unicodedata.category(character) not in ("Cc", "Cs") or character == "\n" for character in cleaned)
    assert clean(cleaned) == cleaned


@settings(deadline=None, derandomize=True)
@given(_ANY_TEXT | _LOADED)
def test_text_without_controls_keeps_its_words(text: str) -> None:
    if not has_controls(text):
        assert clean(text) == unicodedata.normalize("NFC", text.replace("\t", " "))


def test_what_counts_as_a_control() -> None:
    assert not has_controls("two\nlines\tand a tab")
    assert all(has_controls(f"a{character}b") for character in "\x00\x07\x1b\r\x7f\x85\x9b\u200f\u202e\u2069")


def test_a_long_text_is_shown_short_and_on_one_line() -> None:
    assert shown("a\n b\x1b[31m  c") == "a b c"
    assert shown("x" * 500, 10) == "x" * 9 + "…"
