"""Responses as they are really typed: lower case, no punctuation, slips, spelling by ear, a second language.

The label stays: spelling, grammar and register do not matter (docs/scoring.md).
"""

from __future__ import annotations

import random
import re

SLIPS = 0.12
"""Share of the longer words with a slip of the finger, about one in eight."""
BY_EAR = 0.4
"""Share of the chances to spell by ear that are taken."""

LATE = 0.6
"""Share of the small words left out, and of the endings flattened, in a language learnt late."""

_SOUNDS = (
    (r"ough\b", ("uff", "ow", "o")), (r"igh", ("i", "ie")), (r"tion\b", ("shun", "sion", "ton")),
    (r"ph", ("f",)), (r"ck\b", ("k",)), (r"\bkn", ("n",)), (r"\bwr", ("r",)), (r"wh", ("w",)),
    (r"ie", ("ei", "e")), (r"ei", ("ie",)), (r"ea", ("ee", "e")), (r"ou", ("u", "ow")), (r"oul", ("u", "oo")),
    (r"ai", ("ia", "a")), (r"au", ("or", "o")), (r"mb\b", ("m",)), (r"([lmnpst])\1", (r"\1",)),
    (r"([aeiou])([lmnpst])([aeiou])", (r"\1\2\2\3",)), (r"ve\b", ("v",)), (r"le\b", ("el", "l")),
    (r"er\b", ("a", "re")), (r"ing\b", ("in", "ign")), (r"ed\b", ("d", "t")), (r"\bth", ("f", "d")),
    (r"qu", ("kw",)), (r"c(?=[eiy])", ("s",)),
)  # fmt: skip
_TWINS = (
    ("their", "there"), ("there", "their"), ("you're", "your"), ("your", "you're"), ("to", "too"), ("too", "to"),
    ("it's", "its"), ("of", "off"), ("off", "of"), ("then", "than"), ("hear", "here"), ("know", "no"),
    ("who's", "whose"), ("weather", "whether"), ("wear", "where"), ("were", "where"), ("have", "of"),
    ("quite", "quiet"), ("lose", "loose"),
)  # fmt: skip
_DROPPED = re.compile(r"\b(?:the|a|an|to|is|are|have|has|do|does|been)\b ?", re.IGNORECASE)
_FORMS = (
    (r"\b(\w{3,})ing\b", r"\1"), (r"\bhasn't\b", "have not"), (r"\bdidn't\b", "not"), (r"\bdoesn't\b", "not"),
    (r"\b(\w{4,})s\b", r"\1"), (r"\b(\w{4,})ed\b", r"\1"), (r"\bmuch\b", "many"), (r"\bin\b", "on"), (r"\bat\b", "in"),
)  # fmt: skip


def roughened(text: str, source: random.Random) -> str:
    """The text in one of the ways people type it."""
    ways = (_lowered, _unpunctuated, _bare, _slipped, _by_ear, _by_ear, _second_language)
    return source.choice(ways)(text, source)


def _lowered(text: str, source: random.Random) -> str:  # noqa: ARG001 — all ways are called alike
    return text.lower()


def _unpunctuated(text: str, source: random.Random) -> str:  # noqa: ARG001
    return "".join(letter for letter in text if letter not in ".,;:!?'’")


def _bare(text: str, source: random.Random) -> str:  # noqa: ARG001
    return "".join(letter for letter in text.lower() if letter not in ".'’")


def _slipped(text: str, source: random.Random) -> str:
    words = text.split(" ")
    return " ".join(_slip(word, source) if len(word) > 3 and source.random() < SLIPS else word for word in words)


def _slip(word: str, source: random.Random) -> str:
    at = source.randrange(1, len(word) - 1)
    kind = source.random()
    if kind < 0.4:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind < 0.7:
        return word[:at] + word[at + 1 :]
    return word[:at] + word[at] + word[at:]


def _by_ear(text: str, source: random.Random) -> str:
    """Dyslexic spelling: sounds written as they are heard, twins confused, letters turned round."""
    words = (_twin(word, source) for word in text.split(" "))
    spelt = " ".join(_sounded(word, source) if len(word) > 3 and source.random() < BY_EAR else word for word in words)
    return _bare(spelt, source) if source.random() < 0.5 else spelt


def _twin(word: str, source: random.Random) -> str:
    other = dict(_TWINS).get(word.lower())
    return other if other is not None and source.random() < BY_EAR else word


def _sounded(word: str, source: random.Random) -> str:
    fitting = [(pattern, ways) for pattern, ways in _SOUNDS if re.search(pattern, word)]
    if not fitting:
        return _slip(word, source)
    pattern, ways = source.choice(fitting)
    return re.sub(pattern, source.choice(ways), word, count=1)


def _second_language(text: str, source: random.Random) -> str:
    """Small words left out and endings flattened, as in a language learnt late."""
    kept = _DROPPED.sub(lambda found: "" if source.random() < LATE else found[0], text)
    for pattern, form in _FORMS:
        if source.random() < LATE:
            kept = re.sub(pattern, form, kept, count=2)
    return kept
