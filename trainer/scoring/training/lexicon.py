"""The lexicon of the reader: the words of the examples, then English by frequency; then what is read as another word.

Read as another are contractions typed without their apostrophe, and American spellings: so that a response and its twin
across the Atlantic are one text to the reader.

The English words are the frequency dictionary that comes with symspellpy (MIT; Google's n-grams within SCOWL).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

OFTEN = 2
"""A word used less often in the examples may be a slip."""
KNOWN_RANK = {2: 15_000, 3: 15_000, 4: 30_000}
"""Short words further down the dictionary are likelier a slip than meant."""
RARE_SHARE = 0.2
"""A contraction typed without apostrophe is taken for one where examples write it so at most this often."""
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)*")
_BRITISH = (
    (re.compile(r"^(\w{3,})iz(e|es|ed|er|ers|ing|ation|ations)$"), r"\1is\2"),
    (re.compile(r"^(\w{3,})yz(e|es|ed|ing)$"), r"\1ys\2"),
    (re.compile(r"^(\w{3,})or(s|ed|ing|ite|ites|able|ably|ful|less)?$"), r"\1our\2"),
    (re.compile(r"^(\w{4,}[aeiou])l(ed|ing|or|ors|er|ers)$"), r"\1ll\2"),
    (re.compile(r"^(cen|thea)ter(s|ed)?$"), r"\1tre\2"),
    (re.compile(r"^gr(a)y(s|ness)?$"), r"grey\2"),
)
"""From American spellings to British ones, which most of the examples use."""


def write_lexicon(texts: Iterable[str], file: Path) -> None:
    """Write `lexicon.txt` from texts in standard spelling, most familiar words first."""
    used: Counter[str] = Counter()
    for text in texts:
        used.update(_WORD.findall(text.lower().replace("’", "'")))
    words = [word for word, count in used.most_common() if count >= OFTEN and word.isalpha()]
    english = _english()
    known = set(words)
    more = [
        word
        for rank, word in enumerate(english)
        if word not in known and len(word) > 1 and rank < KNOWN_RANK.get(len(word), len(english))
    ]
    contractions = {
        plain: word
        for word, count in used.most_common()
        if "'" in word
        and count >= OFTEN
        and (plain := word.replace("'", "")) not in english
        and used[plain] <= RARE_SHARE * count
    }
    read_as = contractions | _american_as_british({*words, *english})
    lines = [*words, *more, *(f"{typed} {meant}" for typed, meant in read_as.items())]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _american_as_british(known: set[str]) -> dict[str, str]:
    """American spellings to British, where both are words."""
    pairs = {}
    for word in sorted(known):
        for american, british in _BRITISH:
            if american.match(word) and (twin := american.sub(british, word)) in known:
                pairs[word] = twin
    return pairs


def _english() -> dict[str, None]:
    """Words from the most frequent down, as the keys of a mapping."""
    table = files("symspellpy").joinpath("frequency_dictionary_en_82_765.txt").read_text(encoding="utf-8-sig")
    words = (line.split()[0] for line in table.splitlines() if line)
    return dict.fromkeys(word for word in words if word.isalpha() and word.isascii())
