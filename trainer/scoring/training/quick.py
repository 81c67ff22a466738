"""The quick part of a refit: the lexical member, the calibration and the agreement, for encoders that stand.

`python -m trainer.scoring.training.quick` refits it in place, in a minute; with `--check` it refits it elsewhere, says
where the outcome differs from what is shipped, and fails if it does. It needs scikit-learn, not torch.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from trainer.scoring.agreement import kappa
from trainer.scoring.calibration import Calibration
from trainer.scoring.encoder import Encoder
from trainer.scoring.lexical import load_lexical, save_lexical
from trainer.scoring.reader import WEIGHTS, load_reader
from trainer.scoring.spelling import load_spelling
from trainer.scoring.training.calibrating import calibrate
from trainer.scoring.training.examples import Labelled, load_examples, spelt_right
from trainer.scoring.training.lexical_fit import fit_lexical

CLOSE = 0.02
"""How far a figure may be from the shipped one: another processor rounds otherwise."""


def refit(folder: Path) -> None:
    """Fit the quick part for the encoders, tokenizer and lexicon in `folder`, and write it there."""
    spelling = load_spelling(folder / "lexicon.txt")
    train, calibration_set = (
        [spelt_right(example, spelling) for example in load_examples(split)] for split in ("train", "calibration")
    )
    behaviours = tuple(sorted({name for example in train for name in example.behaviours}))
    lexical = fit_lexical(train, behaviours)
    save_lexical(lexical, folder / "lexical.npz")
    words = np.array([lexical.outputs(example.response) for example in calibration_set])
    logits, levels = _encoded(Encoder(folder), calibration_set)
    calibration = calibrate(behaviours, logits, words[:, :-1], levels, calibration_set)
    _write(calibration, folder / "calibration.json")
    agreement = _agreement(folder, load_examples("held-out"), behaviours)
    (folder / "agreement.json").write_text(json.dumps(agreement, indent=1) + "\n", encoding="utf-8")


def differences(shipped: Path, refitted: Path) -> Iterator[str]:
    """Where what was refitted is further from what is shipped than rounding explains."""
    for name in ("calibration.json", "agreement.json"):
        old, new = (json.loads((folder / name).read_text(encoding="utf-8")) for folder in (shipped, refitted))
        for key in sorted(old.keys() | new.keys()):
            if not _close(old.get(key), new.get(key)):
                yield f"{name}, {key}: shipped {old.get(key)}, refitted {new.get(key)}"
    responses = [example.response for example in load_examples("calibration")]
    old_member, new_member = load_lexical(shipped / "lexical.npz"), load_lexical(refitted / "lexical.npz")
    apart = [np.abs(old_member.outputs(text) - new_member.outputs(text)).max() for text in responses]
    if max(apart) > CLOSE:
        yield f"lexical.npz: the outputs for one response are {max(apart):.3f} apart"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m trainer.scoring.training.quick", description=__doc__)
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    parser.add_argument("--check", action="store_true", help="change nothing; fail where the outcome differs")
    options = parser.parse_args()
    if not options.check:
        refit(options.weights)
        return
    with tempfile.TemporaryDirectory() as elsewhere:
        copy = Path(elsewhere) / "weights"
        shutil.copytree(options.weights, copy)
        refit(copy)
        found = list(differences(options.weights, copy))
    print("\n".join(found) if found else "the quick part of the reader refits to what is shipped")
    raise SystemExit(bool(found))


def _close(old: object, new: object) -> bool:
    if isinstance(old, str) or isinstance(new, str) or old is None or new is None:
        return old == new
    one, two = np.asarray(old), np.asarray(new)
    if one.dtype.kind in "US":
        return bool((one == two).all())
    return one.shape == two.shape and bool((np.abs(one - two) <= CLOSE).all())


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
