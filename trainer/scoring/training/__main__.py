"""Refit the reader from the examples beside this package: `python -m trainer.scoring.training --pretrained FOLDER`."""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from tokenizers import Tokenizer

from trainer.scoring.encoding import Encoding
from trainer.scoring.reader import WEIGHTS
from trainer.scoring.spelling import Spelling, load_spelling
from trainer.scoring.training.examples import Labelled, load_examples, spelt_right
from trainer.scoring.training.export import export
from trainer.scoring.training.fitting import PLANS, Plan, fit
from trainer.scoring.training.lexicon import write_lexicon
from trainer.scoring.training.network import Network
from trainer.scoring.training.quick import refit
from trainer.scoring.training.vocabulary import kept_ids, write_tokenizer

ODDLY_SPELT = ("w20", "n5", "n11")
"""Sets with second-language and dyslexic spelling: no source for the lexicon."""


def main() -> None:
    options = _options()
    options.out.mkdir(parents=True, exist_ok=True)
    spelling = _lexicon(options.out)
    train = [spelt_right(example, spelling) for example in load_examples("train")]
    behaviours = tuple(sorted({name for example in train for name in example.behaviours}))
    _encoders(options, train, spelling, behaviours)
    refit(options.out)


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
        plan = PLANS.get(seed, Plan(seed=seed))
        fit(network, train, encoding, spelling, behaviours, plan, options.work / f"seed-{seed}")
        export(network, kept, options.out / f"encoder-{seed}.onnx")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m trainer.scoring.training", description=__doc__)
    parser.add_argument("--pretrained", type=Path, required=True, help="folder of the pretrained encoder")
    parser.add_argument("--work", type=Path, default=Path("build/training"), help="checkpoints and log")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--seeds", type=int, nargs="+", default=[0, 1], help="one encoder is fitted for each")
    return parser.parse_args()


if __name__ == "__main__":
    main()
