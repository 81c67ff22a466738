"""Fine-tuning the encoder. Checkpoints after every epoch and resumes from the last one."""

from __future__ import annotations

import json
import math
import random
import re
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 — torch's own idiom

from trainer.scoring.encoding import Encoding
from trainer.scoring.spelling import Spelling
from trainer.scoring.training.batches import Batch, shuffled_batches
from trainer.scoring.training.examples import Labelled
from trainer.scoring.training.network import LEVEL_STEPS, Network
from trainer.scoring.training.spoiled import Spoiler

LATER = (
    ("n12-", "n13-", "n14-", "n15-"),
    ("n16-", "n17-", "n18-", "n19-", "n20-", "n21-", "n22-", "n23-"),
    ("n24-", "n25-", "n26-", "n27-", "n28-", "n29-"),
)
"""Sets that came when earlier stages had been fitted: contrasts, attacks with honest twins, everyday chats; then what
the reader of these still mistook: words given and not given, quiet harm, aim, unheard ways of talking; then more of
both in everyday speech, chats and counselling of other troubles, and what follows a disclosure."""
FLIPPED = 0.5
APART = 3.0
"""How far, in logits, a behaviour that flips should part the two of a contrast."""


@dataclass(frozen=True, slots=True)
class Stage:
    """So many epochs, in which the learning rates fall from `rate` of their height to nearly nothing.

    `spoiled` is the share of examples that are spoiled. Of LATER so many groups are in it as `later` says, and of all
    that came before the last of them the share `earlier` of contexts, drawn anew for each epoch.
    """

    epochs: int
    rate: float = 1.0
    spoiled: float = 0.03
    later: int = 1
    earlier: float = 1.0


@dataclass(frozen=True, slots=True)
class Plan:
    """How one encoder is fitted. Where `frozen` is not 0, the embeddings and so many lower layers stay as they are.

    First what words mean; then, lower, contrasts and attacks as well; last, lower still, on many spoiled examples, what
    a sentence does. The outcome is the mean of the weights after the epochs `averaged`, counted from 1 (stochastic
    weight averaging, Izmailov et al. 2018): each of them leans to one of the things learnt, the mean keeps them all.
    """

    stages: tuple[Stage, ...] = (
        Stage(8, later=0),
        Stage(3, 0.6),
        Stage(1, 0.35, 0.2),
        Stage(1, 0.35, 0.08),
        Stage(4, 0.5, 0.1, later=2, earlier=0.5),
        Stage(4, 0.55, 0.18, later=2, earlier=0.5),
        Stage(5, 0.5, 0.2, later=3, earlier=0.5),
    )
    averaged: tuple[int, ...] = (20, 21, 24, 25, 26)
    learning_rate: float = 1.5e-4
    head_learning_rate: float = 5e-4
    layer_decay: float = 0.9
    frozen: int = 0
    batch: int = 16
    seed: int = 0
    threads: int = 1


PLANS = {0: Plan(stages=Plan().stages[:-1], averaged=(19, 20, 21), seed=0), 1: Plan(seed=1)}
"""One member leaves out the last stage: two that learnt the same to the end err alike. On the held-out responses mean
kappa is .711, and .707 where both went through all; of the earlier contrast pairs 68% are read right, and 61 to 64%."""


def fit(
    network: Network,
    examples: Sequence[Labelled],
    encoding: Encoding,
    spelling: Spelling,
    behaviours: Sequence[str],
    plan: Plan,
    folder: Path,
) -> None:
    """Fit `network` in place. Writes `checkpoint.pt` and `log.jsonl` in `folder` after every epoch."""
    torch.set_num_threads(plan.threads)
    torch.manual_seed(plan.seed)
    folder.mkdir(parents=True, exist_ok=True)
    optimizer = torch.optim.AdamW(_groups(network, plan), betas=(0.9, 0.98), fused=True)
    rates = [group["lr"] for group in optimizer.param_groups]
    checkpoint, spoiler = folder / "checkpoint.pt", Spoiler(examples)
    first = _resumed(checkpoint, network, optimizer)
    course = _course(plan)
    for epoch, (stage, within) in enumerate(course):
        if epoch < first:
            continue
        network.train()
        began = time.monotonic()
        losses: list[float] = []
        source = random.Random(plan.seed * 1000 + epoch)
        taught = _taught(examples, stage, source)
        batches = math.ceil(len(taught) / plan.batch)
        for batch in shuffled_batches(
            taught, encoding, behaviours, source, spelling, spoiler, stage.spoiled, plan.batch
        ):
            warmth = _warmth(
                stage, (within + len(losses) / batches) / stage.epochs, from_nothing=epoch < plan.stages[0].epochs
            )
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * warmth
            optimizer.zero_grad()
            loss = _loss(network, batch)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            losses.append(loss.item())
        state = {"network": network.state_dict(), "optimizer": optimizer.state_dict(), "epoch": epoch + 1}
        torch.save(state, checkpoint.with_suffix(".new"))
        checkpoint.with_suffix(".new").replace(checkpoint)
        if epoch + 1 in plan.averaged:
            torch.save(network.state_dict(), folder / f"epoch-{epoch + 1}.pt")
        seconds = round(time.monotonic() - began)
        entry = {"epoch": epoch + 1, "loss": round(sum(losses) / len(losses), 4), "seconds": seconds}
        with (folder / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps({**entry, "plan": asdict(plan)}) + "\n")
    network.load_state_dict(_mean([folder / f"epoch-{number}.pt" for number in plan.averaged]))


def _mean(files: Sequence[Path]) -> dict[str, Tensor]:
    states = [torch.load(file, weights_only=True) for file in files]
    return {
        name: sum(state[name] for state in states) / len(states) if first.is_floating_point() else first
        for name, first in states[-1].items()
    }


def _resumed(checkpoint: Path, network: Network, optimizer: torch.optim.Optimizer) -> int:
    """Take up a checkpoint where there is one; gives how many epochs are done."""
    if not checkpoint.exists():
        return 0
    saved = torch.load(checkpoint, weights_only=False)
    network.load_state_dict(saved["network"])
    optimizer.load_state_dict(saved["optimizer"])
    return int(saved["epoch"])


def _course(plan: Plan) -> list[tuple[Stage, int]]:
    """Every epoch: its stage, and its number from 0 within it."""
    return [(stage, within) for stage in plan.stages for within in range(stage.epochs)]


def _taught(examples: Sequence[Labelled], stage: Stage, source: random.Random) -> list[Labelled]:
    """The examples of one epoch, in their order."""
    newest = LATER[stage.later - 1] if stage.later else ()
    outside = tuple(name for group in LATER[stage.later :] for name in group)
    known = [example for example in examples if not example.id.startswith(outside)]
    if stage.earlier == 1:
        return known
    earlier = sorted({example.context_id for example in known if not example.id.startswith(newest)})
    taken = set(source.sample(earlier, round(len(earlier) * stage.earlier)))
    return [example for example in known if example.id.startswith(newest) or example.context_id in taken]


def _warmth(stage: Stage, done: float, *, from_nothing: bool) -> float:
    """The share of the learning rates when so much of a stage is done: falling, in the first after a short rise."""
    rise = min(1.0, done / 0.08) if from_nothing else 1.0
    return stage.rate * rise * max(0.02, 1 - done)


def _loss(network: Network, batch: Batch) -> Tensor:
    """Behaviours of the response, behaviours of its clauses, and the level as six yes-or-no steps."""
    with torch.autocast("cpu", torch.bfloat16):
        behaviours, tokens, levels, _ = network(batch.ids, batch.response, batch.attention)
    weight = torch.full((batch.behaviours.shape[1],), 1.5)
    loss = 4 * F.binary_cross_entropy_with_logits(behaviours.float(), batch.behaviours, pos_weight=weight)
    if batch.token_mask.sum() > 0:
        each = F.binary_cross_entropy_with_logits(tokens.float(), batch.tokens, reduction="none").mean(-1)
        loss = loss + 4 * (each * batch.token_mask).sum() / batch.token_mask.sum()
    above = (batch.level[:, None] > torch.arange(LEVEL_STEPS)).float()
    loss = loss + 1.5 * F.binary_cross_entropy_with_logits(levels.float(), above)
    return loss + _contrast(behaviours.float(), batch)


def _contrast(behaviours: Tensor, batch: Batch) -> Tensor:
    """What the two of a contrast differ in should part them: the one that shows a behaviour stands clearly higher."""
    first, second = batch.twins[:, 0], batch.twins[:, 1]
    differ = batch.behaviours[first] - batch.behaviours[second]
    flips = differ.abs() > FLIPPED
    if not flips.any():
        return torch.zeros(())
    apart = ((behaviours[first] - behaviours[second]) * differ.sign())[flips]
    return 0.5 * F.softplus(APART - apart).mean()


def _groups(network: Network, plan: Plan) -> list[dict[str, object]]:
    """Parameters with their rates: the heads fastest, the encoder slower from layer to layer downwards."""
    depth = len(network.encoder.encoder.layer)
    groups: list[dict[str, object]] = []
    for name, parameter in network.named_parameters():
        decay = 0.01 if parameter.ndim > 1 else 0.0
        rate = plan.head_learning_rate
        if name.startswith("encoder."):
            found = re.search(r"layer\.(\d+)\.", name)
            height = int(found.group(1)) + 1 if found else 0
            if "pooler" in name or (plan.frozen and height <= plan.frozen):
                parameter.requires_grad = False
                continue
            rate = plan.learning_rate * plan.layer_decay ** (depth - height)
        groups.append({"params": [parameter], "lr": rate, "weight_decay": decay})
    return groups
