"""Spelling put right before a response is read, and evidence carried back to the words as typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.scoring.reader import WEIGHTS
from trainer.scoring.spelling import Spelling, load_spelling

SPELLING = load_spelling(WEIGHTS / "lexicon.txt")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Noboddy has askd you", "Nobody has asked you"),
        ("Im sorry it wil not get beter", "I'm sorry it will not get better"),
        ("becuase its not your folt", "because its not your fault"),
        ("I realize the color is gray", "I realise the colour is grey"),
        ("youre angrey abowt this opperation", "you're angry about this operation"),
    ],
)
def test_words_spelt_by_ear_or_by_slip_are_put_right(typed: str, meant: str) -> None:
    assert SPELLING.mended(typed).text == meant


@pytest.mark.parametrize(
    "text",
    [
        "You sound worn out, and I'm not going anywhere.",
        "I realise the programme hasn't helped you.",
        "When Xiomara and Beti came in, what did you tell them?",
        "Lo siento mucho, esto tiene que ser muy duro para usted.",
        "",
    ],
)
def test_standard_words_names_and_other_languages_stay(text: str) -> None:
    assert SPELLING.mended(text).text == text


def test_evidence_is_carried_back_to_the_words_as_typed() -> None:
    typed = "I sea that. Noboddy has askd you wat it was like, hav they"
    mended = SPELLING.mended(typed)
    start = mended.text.index("Nobody")

    left, right = mended.typed((start, mended.text.index(" it was")))

    assert typed[left:right].startswith("Noboddy has askd you")
    assert mended.onward((left, right)) == (start, mended.text.index(" it was"))


WORDS = st.sampled_from(["Noboddy", "has", "askd", "you", "becuase", "of", "your", "folt", "—", "definatly", "no."])


@given(st.lists(WORDS, max_size=12).map(" ".join), st.data())
def test_whole_words_go_there_and_back(typed: str, data: st.DataObject) -> None:
    mended = SPELLING.mended(typed)
    starts = [0, *(at + 1 for at, letter in enumerate(typed) if letter == " ")]
    ends = [*(at for at, letter in enumerate(typed) if letter == " "), len(typed)]
    start = data.draw(st.sampled_from(starts))
    end = data.draw(st.sampled_from([each for each in ends if each >= start]))

    assert mended.typed(mended.onward((start, end))) == (start, end)


@given(st.text(max_size=200))
def test_no_text_breaks_it_and_a_mended_text_stays(typed: str) -> None:
    mended = SPELLING.mended(typed)

    assert mended.typed((0, len(mended.text))) == (0, len(typed))


def test_an_empty_lexicon_changes_nothing() -> None:
    assert Spelling((), {}).mended("Noboddy").text == "Noboddy"
