"""No cell comes to life, and every text is had back."""

from __future__ import annotations

import csv
import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.programs.csv_safety import inert, restored

FORMULAS = "=+-@\t\r"
DANGEROUS = st.text(alphabet=st.sampled_from("=+-@\t\r\n;,'\"| ＝＋－＠﹫−\u200b\ufeff\xa0ab1"), max_size=30)


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        '=HYPERLINK("http://example.invalid","x")',
        "+1",
        "-1",
        "@SUM(1)",
        "\t=1",
        "\r=1",
        "  =1",
        '"=1',
        "'=1",
        "\n=1",
        "＝1",
        "＋1",
        "－1",
        "＠1",
        "\u200b=1",
        "\ufeff=1",
        "\xa0=1",
        "well;=1+1",
        "well\n=1+1",
        "-2+3+cmd|' /C calc'!A0",
    ],
)
def test_a_formula_does_not_stay_one(text: str) -> None:
    assert inert(text) != text
    assert restored(inert(text)) == text


@pytest.mark.parametrize("text", ["", "You sound worn out.", "'quoted' words", "a = b", "it's 3-4 weeks", "x\ny"])
def test_what_is_no_formula_stays_as_it_is(text: str) -> None:
    assert inert(text) == text == restored(text)


@given(st.one_of(st.text(max_size=60), DANGEROUS))
def test_every_text_is_had_back(text: str) -> None:
    assert restored(inert(text)) == text


@given(st.one_of(st.text(max_size=60), DANGEROUS))
def test_nothing_begins_like_a_formula_however_the_line_is_parted(text: str) -> None:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(["id", inert(text), "end"])
    assert next(csv.reader(io.StringIO(out.getvalue(), newline="")))[1] == inert(text)
    for part in _parts(inert(text)):
        plain = unicodedata.normalize("NFKC", part.lstrip(' \xa0"\u200b\ufeff')).replace("−", "-")
        assert not plain.startswith(tuple(FORMULAS))


def _parts(cell: str) -> list[str]:
    """What could be seen as cells where semicolons, tabs or line breaks part them."""
    for separator in ("\t", "\r", "\n"):
        cell = cell.replace(separator, ";")
    return cell.split(";")
