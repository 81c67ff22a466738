"""The known word that somebody most likely meant."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz.distance import DamerauLevenshtein

_LONGEST = 100
_CLOSE_ENOUGH = 0.6
_LEAST_PART = 4


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word closest to `word`, or None where nothing is close. Case and `_` for `-` cost nothing."""
    if len(word) > _LONGEST:
        return None
    meant = _plain(word)
    best, found = 0.0, None
    for candidate in known:
        closeness = DamerauLevenshtein.normalized_similarity(meant, _plain(candidate), score_cutoff=_CLOSE_ENOUGH)
        if closeness >= _CLOSE_ENOUGH and closeness > best:
            best, found = closeness, candidate
    return found


def or_nearest(word: str, known: Iterable[str]) -> str:
    """Return ` — did you mean 'x'?` for the nearest known word, else the shortest that begins with `word` or has it
    somewhere, or nothing."""
    candidates = list(known)
    meant = nearest(word, candidates) or _longer(word, candidates)
    return f" — did you mean '{meant}'?" if meant else ""


def _longer(word: str, known: Iterable[str]) -> str | None:
    part = _plain(word)
    whole = [candidate for candidate in known if part in _plain(candidate)] if len(part) >= _LEAST_PART else []
    return min(whole, key=lambda one: (not _plain(one).startswith(part), len(one), one), default=None)


def _plain(word: str) -> str:
    return word.lower().replace("_", "-").strip()
