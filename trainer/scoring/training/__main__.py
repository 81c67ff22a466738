"""Refit the reader from the examples beside this package: `python -m trainer.scoring.training --pretrained FOLDER`."""

from __future__ import annotations

import argparse
import json
from dataclasses import fields
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from trainer.scoring.agreement import kappa
from trainer.scoring.calibration import Calibration
from trainer.scoring.encoder import Encoder
from trainer.scoring.encoding import Encoding
from trainer.scoring.lexical import save_lexical
from trainer.scoring.reader import WEIGHTS, load_reader
from trainer.scoring.training.calibrating import calibrate
from trainer.scoring.training.examples import Labelled, load_examples
from trainer.scoring.training.export import export
from trainer.scoring.training.fitting import Plan, fit
from trainer.scoring.training.lexical_fit import fit_lexical
from trainer.scoring.training.network import Network


def main() -> None:
    options = _options()
    train, calibration_set = load_examples("train"), load_examples("calibration")
    behaviours = tuple(sorted({name for example in train for name in example.behaviours}))
    encoding = Encoding(Tokenizer.from_file(str(options.pretrained / "tokenizer.json")))
    torch.manual_seed(options.seed)
    network = Network(options.pretrained, len(behaviours))
    fit(network, train, encoding, behaviours, Plan(epochs=options.epochs, seed=options.seed), options.work)
    export(network, options.pretrained, options.out)
    lexical = fit_lexical(train, behaviours)
    save_lexical(lexical, options.out / "lexical.npz")
    words = np.array([lexical.outputs(example.response) for example in calibration_set])
    logits, levels = _encoded(Encoder(options.out), calibration_set)
    calibration = calibrate(behaviours, logits, words[:, :-1], levels, np.clip(words[:, -1], 0, 6), calibration_set)
    _write(calibration, options.out / "calibration.json")
    agreement = _agreement(options.out, load_examples("held-out"), behaviours)
    (options.out / "agreement.json").write_text(json.dumps(agreement, indent=1) + "\n", encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m trainer.scoring.training", description=__doc__)
    parser.add_argument("--pretrained", type=Path, required=True, help="folder of the pretrained encoder")
    parser.add_argument("--work", type=Path, default=Path("build/training"), help="checkpoints and log")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


def _encoded(encoder: Encoder, examples: list[Labelled]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Logits and levels as the shipped, quantised encoder gives them."""
    encoded = [encoder.encode(example.response, example.context) for example in examples]
    return np.array([each.behaviours for each in encoded], dtype=np.float64), np.array([each.level for each in encoded])


def _write(calibration: Calibration, file: Path) -> None:
    stored = {field.name: getattr(calibration, field.name) for field in fields(calibration)}
    plain = {
        key: np.round(value, 5).tolist() if isinstance(value, np.ndarray) else value for key, value in stored.items()
    }
    file.write_text(json.dumps(plain) + "\n", encoding="utf-8")


def _agreement(folder: Path, examples: list[Labelled], behaviours: tuple[str, ...]) -> dict[str, float]:
    reader = load_reader(folder)
    readings = [reader.read(example.response, example.context) for example in examples]
    agreement = {}
    for name in behaviours:
        labels = [name in example.behaviours for example in examples]
        agreement[name] = round(kappa(labels, [reading.is_likely(name) for reading in readings]), 3)
    return agreement


if __name__ == "__main__":
    main()
