"""A response and what stood before it, as token ids for the encoder.

Layout: [CLS] background [SEP] history [SEP] patient's last words [SEP] response [SEP]. Background keeps its beginning,
history and the patient's words keep their end; a response longer than one window is read in overlapping windows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tokenizers import Tokenizer

from trainer.scoring.reading import Context, Span

BACKGROUND_TOKENS = 60
HISTORY_TOKENS = 60
PATIENT_TOKENS = 100
RESPONSE_TOKENS = 230
OVERLAP_TOKENS = 40
HISTORY_TURNS = 3


@dataclass(frozen=True, slots=True)
class Window:
    """One stretch of a response with its context. `offsets` are character spans in the response, a token each;
    `start` is the index in `ids` of the first of them."""

    ids: tuple[int, ...]
    start: int
    offsets: tuple[Span, ...]


class Encoding:
    """Turns texts into windows with one tokenizer."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        tokenizer.no_truncation()
        tokenizer.no_padding()
        self._tokenizer = tokenizer
        self._begin = _special(tokenizer, "[CLS]", "<s>")
        self._end = _special(tokenizer, "[SEP]", "</s>")

    def windows(self, response: str, context: Context) -> Iterator[Window]:
        """Yield at least one window, each at most about 455 tokens long."""
        head = self._head(context)
        encoded = self._tokenizer.encode(response, add_special_tokens=False)
        ids, offsets = encoded.ids, encoded.offsets
        first = 0
        while True:
            last = first + RESPONSE_TOKENS
            yield Window(ids=(*head, *ids[first:last], self._end), start=len(head), offsets=tuple(offsets[first:last]))
            if last >= len(ids):
                return
            first = last - OVERLAP_TOKENS

    def _head(self, context: Context) -> list[int]:
        turns = context.history[-HISTORY_TURNS:]
        history = " ".join(f"{_SPEAKERS.get(speaker, 'Patient')}: {text}" for speaker, text in turns)
        return [
            self._begin,
            *self._ids(context.background)[:BACKGROUND_TOKENS],
            self._end,
            *self._ids(history)[-HISTORY_TOKENS:],
            self._end,
            *self._ids(context.patient)[-PATIENT_TOKENS:],
            self._end,
        ]

    def _ids(self, text: str) -> list[int]:
        return list(self._tokenizer.encode(text, add_special_tokens=False).ids) if text else []


_SPEAKERS = {"clinician": "Clinician", "patient": "Patient"}


def _special(tokenizer: Tokenizer, *names: str) -> int:
    for name in names:
        token = tokenizer.token_to_id(name)
        if token is not None:
            return int(token)
    raise ValueError(f"the tokenizer knows none of {', '.join(names)}")
