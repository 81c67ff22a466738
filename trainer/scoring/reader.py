"""The reader: a response and its context in, a reading out; offline, in milliseconds."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from trainer.scoring.calibration import Calibration, load_calibration
from trainer.scoring.clauses import clauses_showing
from trainer.scoring.encoder import Encoder
from trainer.scoring.lexical import Lexical, load_lexical
from trainer.scoring.observed import Observed, says_anything
from trainer.scoring.reading import Context, Finding, Reading
from trainer.scoring.repetition import goes_round
from trainer.scoring.spelling import Spelling, load_spelling

WEIGHTS = Path(__file__).parent / "weights"
SCORER_VERSION = "1"
EMPTY_LEVEL = 2.0
"""Nothing said is level 2 by the codebook: 'empty, unreadable or off topic'."""


class FittedReader:
    """An encoder and a lexical model whose logits are mixed and calibrated."""

    def __init__(
        self, spelling: Spelling, encoder: Encoder, lexical: Lexical, calibration: Calibration, version: str
    ) -> None:
        self._spelling = spelling
        self._encoder = encoder
        self._lexical = lexical
        self._calibration = calibration
        self._version = version

    @property
    def version(self) -> str:
        return self._version

    def read(self, response: str, context: Context) -> Reading:
        """Read one response of any length; offsets of the evidence count characters of `response` as given."""
        if not says_anything(response):
            nothing = {name: Finding(p=0.0, verdict="absent") for name in self._calibration.behaviours}
            return Reading(level=EMPTY_LEVEL, interval=(1.0, 2.0), findings=nothing, scorer=self._version)
        return self.reading(self.observe(response, context))

    def observe(self, response: str, context: Context) -> Observed:
        """What the members make of a response that has at least a letter or digit."""
        mended = self._spelling.mended(response)
        words = self._lexical.words(mended.text)
        encoded = self._encoder.encode(mended.text, context)
        lexical = self._lexical.outputs_of(words)
        p = self._calibration.probabilities(encoded.behaviours, lexical[:-1])
        return Observed(mended, encoded, words, lexical, p)

    def reading(self, observed: Observed) -> Reading:
        """The reading of what was observed."""
        mended, encoded, p = observed.mended, observed.encoded, observed.p
        level, interval = self._calibration.level(encoded.level)
        findings = {}
        for at, name in enumerate(self._calibration.behaviours):
            verdict = self._calibration.verdict(at, float(p[at]))
            tokens, likely = encoded.tokens[:, at], self._calibration.likely_token
            shown = () if verdict == "absent" else clauses_showing(mended.text, encoded.offsets, tokens, likely)
            spans = tuple(mended.typed(span) for span in shown)
            findings[name] = Finding(p=float(p[at]), verdict=verdict, evidence=spans)
        reading = Reading(level=level, interval=interval, findings=findings, scorer=self._version)
        return _held_down(reading) if goes_round(mended.text) else reading


def _held_down(reading: Reading) -> Reading:
    """The same few words over and over are no better than nothing said."""
    low, high = (min(bound, EMPTY_LEVEL) for bound in reading.interval)
    return replace(reading, level=min(reading.level, EMPTY_LEVEL), interval=(low, high))


def load_reader(folder: Path = WEIGHTS) -> FittedReader:
    """Load the weights that travel with the package. Raises OSError where they are missing."""
    files = sorted(file for file in folder.iterdir() if file.suffix in {".onnx", ".npz", ".json", ".txt"})
    digest = hashlib.sha256(b"".join(hashlib.sha256(file.read_bytes()).digest() for file in files)).hexdigest()
    return FittedReader(
        load_spelling(folder / "lexicon.txt"),
        Encoder(folder),
        load_lexical(folder / "lexical.npz"),
        load_calibration(folder / "calibration.json"),
        f"{SCORER_VERSION}+{digest[:12]}",
    )


def load_agreement(folder: Path = WEIGHTS) -> Mapping[str, float]:
    """Kappa of the shipped reader with the held-out labels, by behaviour. One that is not there was not measured."""
    agreement: dict[str, float] = json.loads((folder / "agreement.json").read_text(encoding="utf-8"))
    return agreement
