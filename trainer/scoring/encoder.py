"""The encoder: small transformers, fine-tuned on labelled responses, run offline with ONNX Runtime."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray
from tokenizers import Tokenizer

from trainer.scoring.encoding import Encoding, Window
from trainer.scoring.reading import Context, Span

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Encoded:
    """What the encoder makes of one response. `behaviours` holds one logit a behaviour, `levels` the six logits of
    'above level 0' … 'above level 5', `tokens` a row of behaviour logits for each character span in `offsets`.
    `meaning` is what the networks make of the response as a whole: directions without names, for fitting more on."""

    behaviours: Floats
    levels: Floats
    tokens: Floats
    offsets: tuple[Span, ...]
    meaning: Floats

    @property
    def level(self) -> float:
        """Expected level, 0–6: the sum of the probabilities of standing above each lower level."""
        return float((1 / (1 + np.exp(-self.levels))).sum())


class Encoder:
    """The mean of every `encoder*.onnx` in a folder. One response at a time on one thread, so that equal texts give
    equal numbers."""

    def __init__(self, folder: Path) -> None:
        options = ort.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.execution_mode = ort.ExecutionMode.ORT_SEQUENTIAL
        options.log_severity_level = 3
        self._sessions = [
            ort.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
            for file in sorted(folder.glob("encoder*.onnx"))
        ]
        if not self._sessions:
            raise FileNotFoundError(f"no encoder*.onnx in {folder}")
        self._encoding = Encoding(Tokenizer.from_file(str(folder / "tokenizer.json")))

    def encode(self, response: str, context: Context) -> Encoded:
        """Read every window of a response and keep, for each behaviour, the window that shows it most.

        The level is the mean over windows, weighted by their length: a long response is read as a whole.
        """
        parts = [self._run(window) for window in self._encoding.windows(response, context)]
        if len(parts) == 1:
            return parts[0]
        weights = np.array([len(part.offsets) for part in parts], dtype=np.float32)
        tokens: dict[Span, Floats] = {}
        for part in parts:
            for span, row in zip(part.offsets, part.tokens, strict=True):
                tokens[span] = np.maximum(tokens[span], row) if span in tokens else row
        spans = sorted(tokens)
        return Encoded(
            behaviours=np.max([part.behaviours for part in parts], axis=0),
            levels=np.average([part.levels for part in parts], axis=0, weights=weights).astype(np.float32),
            tokens=np.stack([tokens[span] for span in spans]),
            offsets=tuple(spans),
            meaning=np.average([part.meaning for part in parts], axis=0, weights=weights).astype(np.float32),
        )

    def _run(self, window: Window) -> Encoded:
        length = len(window.ids)
        mask = np.zeros((1, length), dtype=np.float32)
        stop = window.start + len(window.offsets)
        mask[0, window.start : stop] = 1
        ids = np.array([window.ids], dtype=np.int64)
        outputs = [session.run(None, {"ids": ids, "response": mask}) for session in self._sessions]
        behaviours, tokens, levels, _ = (np.mean(each, axis=0) for each in zip(*outputs, strict=True))
        meaning = np.concatenate([each[-1][0] for each in outputs])
        return Encoded(behaviours[0], levels[0], tokens[0, window.start : stop], window.offsets, meaning)
