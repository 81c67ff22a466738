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
from trainer.scoring.spelling import Spelling, load_spelling
from trainer.scoring.training.calibrating import calibrate
from trainer.scoring.training.examples import Labelled, load_examples, spelt_right
from trainer.scoring.training.export import export
from trainer.scoring.training.fitting import Plan, fit
from trainer.scoring.training.lexical_fit import fit_lexical
from trainer.scoring.training.lexicon import write_lexicon
from trainer.scoring.training.network import Network
from trainer.scoring.training.vocabulary import kept_ids, write_tokenizer

ODDLY_SPELT = ("w20", "n5", "n11")
"""Sets with second-language and dyslexic spelling: no source for the lexicon."""


def main() -> None:
    options = _options()
    options.out.mkdir(parents=True, exist_ok=True)
    spelling = _lexicon(options.out)
    train, calibration_set = (
        [spelt_right(example, spelling) for example in load_examples(split)] for split in ("train", "calibration")
    )
    behaviours = tuple(sorted({name for example in train for name in example.behaviours}))
    _encoders(options, train, spelling, behaviours)
    lexical = fit_lexical(train, behaviours)
    save_lexical(lexical, options.out / "lexical.npz")
    words = np.array([lexical.outputs(example.response) for example in calibration_set])
    logits, levels = _encoded(Encoder(options.out), calibration_set)
    calibration = calibrate(behaviours, logits, words[:, :-1], levels, calibration_set)
    _write(calibration, options.out / "calibration.json")
    agreement = _agreement(options.out, load_examples("held-out"), behaviours)
    (options.out / "agreement.json").write_text(json.dumps(agreement, indent=1) + "\n", encoding="utf-8")


def _lexicon(folder: Path) -> Spelling:
    standard = [example for example in load_examples("train") if not example.id.startswith(ODDLY_SPELT)]
    texts = [example.response for example in standard] + [example.context.patient for example in standard]
    write_lexicon(texts, folder / "lexicon.txt")
    return load_spelling(folder / "lexicon.txt")


def _encoders(
    options: argparse.Namespace, train: list[Labelled], spelling: Spelling, behaviours: tuple[str, ...]
) -> None:
    """Fit one encoder a seed and write them, with the tokenizer they share."""
    tokenizer = Tokenizer.from_file(str(options.pretrained / "tokenizer.json"))
    encoding = Encoding(tokenizer)
    contexts = {example.context.patient for example in train} | {example.context.background for example in train}
    kept = kept_ids(tokenizer, [example.response for example in train] + sorted(contexts))
    write_tokenizer(options.pretrained, kept, options.out / "tokenizer.json")
    for seed in options.seeds:
        torch.manual_seed(seed)
        network = Network(options.pretrained, len(behaviours))
        plan = Plan(seed=seed)
        fit(network, train, encoding, spelling, behaviours, plan, options.work / f"seed-{seed}")
        export(network, kept, options.out / f"encoder-{seed}.onnx")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m trainer.scoring.training", description=__doc__)
    parser.add_argument("--pretrained", type=Path, required=True, help="folder of the pretrained encoder")
    parser.add_argument("--work", type=Path, default=Path("build/training"), help="checkpoints and log")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--seeds", type=int, nargs="+", default=[0, 1], help="one encoder is fitted for each")
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
