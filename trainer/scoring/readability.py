"""How hard a text is to read: the US school grade (Flesch-Kincaid)."""

from __future__ import annotations

import re
from functools import lru_cache

from trainer.scoring.sentences import sentence_spans

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_VOWELS = re.compile(r"[aeiouyáàâäåæéèêëíìîïóòôöøúùûü]+")
_SILENT_END = re.compile(r"(?:[^laeiouyscgxzh]es|[^aeioutd]ed|[^l]e|[aeiouy]le)$")
_SILENT_INSIDE = re.compile(r"[aeiouy][^aeiouy]+e(?:less|ful|ly|ment|thing|one|where|times?|body|how|what|ness)")
_TWO_VOWELS = re.compile(
    r"ia(?=[a-z])|iu(?=[a-z])|io(?!u)(?=[a-z])|iou|[ie]o$|eo(?!pl)(?=[a-z])|ua(?!r)(?=[a-z])|uo(?=[a-z])"
    r"|[eouiy]ing|(?<=[aeiouy][^aeiouy])ea$|ie(?=t$|nc|nt)|(?<=cr)ea(?=t)"
)
_ONE_SOUND = re.compile(r"tio|sio|cia|tia|gio|cio|xio|gua|qua|quo|tie(?=n)|cie(?=n)")


@lru_cache(maxsize=16_384)
def syllables(word: str) -> int:
    """Syllables of an English word by its spelling, at least 1. Within one of the spoken count for common words."""
    count = 0
    for part in re.split(r"['’-]", word.casefold()):
        if not part:
            continue
        groups = len(_VOWELS.findall(part))
        parted = len(_TWO_VOWELS.findall(_ONE_SOUND.sub("_o", part)))
        silent = bool(_SILENT_END.search(part)) + bool(_SILENT_INSIDE.search(part)) if groups > 1 else 0
        count += groups + parted - silent
    return max(1, count)


@lru_cache(maxsize=512)
def reading_grade(text: str) -> float | None:
    """Flesch-Kincaid grade of `text`, not below 0, rounded to 3 decimals; None where it has no words."""
    words = _WORD.findall(text)
    if not words:
        return None
    sentences = sum(1 for start, end in sentence_spans(text) if _WORD.search(text[start:end])) or 1
    spoken = sum(syllables(word) for word in words)
    grade = 0.39 * len(words) / sentences + 11.8 * spoken / len(words) - 15.59
    return round(max(0.0, grade), 3)
