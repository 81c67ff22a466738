"""A reader that reads a supervisor's own behaviours beside the codebook's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from trainer.library.behaviour import Behaviour
from trainer.scoring.clauses import clauses
from trainer.scoring.kinds import CODEBOOK
from trainer.scoring.observed import Observed, says_anything
from trainer.scoring.own.detector import Detector, fit_detector, pairs_of
from trainer.scoring.own.features import Features, Memory, Observer, Pair, all_features, digest, features_of
from trainer.scoring.reading import Context, Finding, Reader, Reading, Span

FITTED_AS = "1"
"""Grows when equal examples would be fitted otherwise."""
_OF_EACH = 1
"""Examples, and near misses, that each of the codebook's behaviours lends as background."""
MOST_PIECES = 12
"""A response is read in no more pieces than this when the words are looked for that show a behaviour."""


class OwnReader:
    """Reads with `reader`, and each of `detectors` beside it."""

    def __init__(self, reader: Observer, detectors: Sequence[Detector]) -> None:
        self._reader = reader
        self.detectors: Mapping[str, Detector] = {one.behaviour: one for one in detectors}
        self._version = f"{reader.version}+own.{digest(*(one.fingerprint for one in detectors))[:8]}"

    @property
    def version(self) -> str:
        return self._version

    def read(self, response: str, context: Context) -> Reading:
        if not says_anything(response):
            reading = self._reader.read(response, context)
            own = {name: Finding(p=0.0, verdict="absent") for name in self.detectors}
        else:
            observed = self._reader.observe(response, context)
            reading = self._reader.reading(observed)
            own = self._findings(observed, context)
        return replace(reading, findings={**reading.findings, **own}, scorer=self._version)

    def _findings(self, observed: Observed, context: Context) -> dict[str, Finding]:
        features = features_of(observed)
        pieces: tuple[tuple[Span, Features], ...] | None = None
        found = {}
        for name, detector in self.detectors.items():
            p = detector.p(features)
            verdict = detector.bounds.verdict(p)
            if verdict == "absent":
                found[name] = Finding(p, verdict)
                continue
            if pieces is None:
                pieces = self._pieces(observed, context)
            best = max(pieces, key=lambda piece: detector.logit(piece[1]))[0]
            found[name] = Finding(p, verdict, (observed.mended.typed(best),))
        return found

    def _pieces(self, observed: Observed, context: Context) -> tuple[tuple[Span, Features], ...]:
        """The clauses of a response, each read by itself; of a long one, a few clauses at a time."""
        text = observed.mended.text
        spans = [span for span in _few(clauses(text)) if says_anything(text[slice(*span)])]
        if len(spans) <= 1:
            return (((spans or [(0, len(text))])[0], features_of(observed)),)
        return tuple((span, features_of(self._reader.observe(text[slice(*span)], context))) for span in spans)


def own_among(behaviours: Mapping[str, Behaviour]) -> dict[str, Behaviour]:
    """Those that the shipped reader does not know, by id in order."""
    return {name: behaviours[name] for name in sorted(behaviours) if name not in CODEBOOK}


def fit_reader(reader: Observer, behaviours: Mapping[str, Behaviour], memory: Memory | None = None) -> Reader:
    """A reader that knows all `behaviours`: `reader` itself where there are none but the codebook's.

    `memory` keeps what reading the examples gave, so that it is done once.
    """
    own = own_among(behaviours)
    if not own:
        return reader
    background = tuple(_background(behaviours))
    around = list(zip(background, all_features(reader, background, memory), strict=True))
    return OwnReader(reader, [_fitted(reader, one, around, memory) for one in own.values()])


def _fitted(
    reader: Observer, behaviour: Behaviour, around: Sequence[tuple[Pair, Features]], memory: Memory | None
) -> Detector:
    examples, misses = pairs_of(behaviour)
    pairs = (*examples, *misses)
    elsewhere = [(pair, features) for pair, features in around if pair not in pairs]
    texts = (text for pair in (*pairs, *(pair for pair, _ in elsewhere)) for text in pair)
    fingerprint = digest(FITTED_AS, reader.version, str(len(examples)), *texts)[:16]
    own = all_features(reader, pairs, memory)
    return fit_detector(behaviour, own, [features for _, features in elsewhere], fingerprint)


def _background(behaviours: Mapping[str, Behaviour]) -> Iterator[Pair]:
    for name in sorted(CODEBOOK & behaviours.keys()):
        examples, misses = pairs_of(behaviours[name])
        yield from (*examples[:_OF_EACH], *misses[:_OF_EACH])


def _few(spans: Sequence[Span]) -> list[Span]:
    """At most `MOST_PIECES` spans that cover the same, neighbours taken together."""
    each = -(-len(spans) // MOST_PIECES) or 1
    return [(spans[at][0], spans[min(at + each, len(spans)) - 1][1]) for at in range(0, len(spans), each)]
