"""How far two readers of the same responses agree, blind to each other: `python benchmarks/second_reading.py`.

A tenth of the responses written for the last seventeen sets was labelled twice. It bounds what a figure of the reader
can mean: the labels themselves agree no better than this.
"""

from __future__ import annotations

import json

import numpy as np

from trainer.scoring.agreement import kappa, quadratic_kappa, spearman, within_one
from trainer.scoring.training.examples import FOLDER, load_examples


def main() -> None:
    first = {example.id: example for split in ("train", "calibration", "held-out") for example in load_examples(split)}
    rows = [json.loads(line) for line in (FOLDER / "second-readings.jsonl").read_text(encoding="utf-8").splitlines()]
    pairs = [(first[row["id"]], {name for _, shows in row["spans"] for name in shows}, row["level"]) for row in rows]
    names = sorted({name for example, shown, _ in pairs for name in example.behaviours | shown})
    agreed = {
        name: kappa([name in one.behaviours for one, _, _ in pairs], [name in two for _, two, _ in pairs])
        for name in names
    }
    levels, again = [one.level for one, _, _ in pairs], [level for _, _, level in pairs]
    print(f"responses read twice   {len(pairs)}")
    print(f"mean kappa             {np.mean(list(agreed.values())):.2f}")
    print(f"least                  {min(agreed.values()):.2f} ({min(agreed, key=lambda name: agreed[name])})")
    print(f"level, rank            {spearman(levels, again):.2f}")
    print(f"level, quadratic kappa {quadratic_kappa(levels, again):.2f}")
    print(f"level, within one      {within_one(levels, again):.2f}")


if __name__ == "__main__":
    main()
