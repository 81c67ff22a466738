"""The part of the pretrained vocabulary that travels: what the examples use, and the commonest of the rest.

Embeddings are half of a small encoder's weight, most of them for words that nobody says to a patient. A word that is
left out is read from its pieces.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from tokenizers import Tokenizer

COMMONEST = 10_000
"""WordPiece vocabularies stand in order of frequency: ids below this are kept."""
SHORT_PIECE = 4
"""Continuations of up to this many letters are kept, so that every word can be spelt."""


def kept_ids(tokenizer: Tokenizer, texts: Iterable[str]) -> list[int]:
    """The ids that stay, ascending; their places in the list are their new ids."""
    vocabulary = tokenizer.get_vocab()
    used = {token for text in texts for token in tokenizer.encode(text, add_special_tokens=False).ids}
    for token, at in vocabulary.items():
        short_piece = token.startswith("##") and len(token) <= SHORT_PIECE + 2 and token.isascii()
        if short_piece or (at < COMMONEST and not token.startswith("[unused")):
            used.add(at)
    return sorted(used)


def write_tokenizer(pretrained: Path, kept: list[int], file: Path) -> None:
    """Write the tokenizer with the kept part of its vocabulary, renumbered."""
    described = json.loads((pretrained / "tokenizer.json").read_text(encoding="utf-8"))
    place = {old: new for new, old in enumerate(kept)}
    described["model"]["vocab"] = {token: place[at] for token, at in described["model"]["vocab"].items() if at in place}
    for added in described["added_tokens"]:
        added["id"] = place[added["id"]]
    for special in described["post_processor"].get("special_tokens", {}).values():
        special["ids"] = [place[at] for at in special["ids"]]
    file.write_text(json.dumps(described, ensure_ascii=False), encoding="utf-8")
