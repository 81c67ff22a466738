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


@dataclass(frozen=True, slots=True)
class Plan:
    """How one encoder is fitted. Where `frozen` is not 0, the embeddings and so many lower layers stay as they are.

    After `epochs` on the examples, one epoch follows for each share in `last_spoiled`, in which so many of them are
    spoiled; each begins anew at `last_rate` of the learning rates. What a sentence does is learnt after what its words
    mean.
    """

    epochs: int = 8
    last_rate: float = 0.35
    spoiled: float = 0.03
    last_spoiled: tuple[float, ...] = (0.2, 0.08)
    learning_rate: float = 1.5e-4
    head_learning_rate: float = 5e-4
    layer_decay: float = 0.9
    frozen: int = 0
    batch: int = 16
    seed: int = 0
    threads: int = 1


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
    an_epoch, spoiler = math.ceil(len(examples) / plan.batch), Spoiler(examples)
    checkpoint, step, first = folder / "checkpoint.pt", 0, 0
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=False)
        network.load_state_dict(saved["network"])
        optimizer.load_state_dict(saved["optimizer"])
        step, first = saved["step"], saved["epoch"]
    for epoch in range(first, plan.epochs + len(plan.last_spoiled)):
        network.train()
        began, total = time.monotonic(), 0.0
        source = random.Random(plan.seed * 1000 + epoch)
        share = plan.spoiled if epoch < plan.epochs else plan.last_spoiled[epoch - plan.epochs]
        for batch in shuffled_batches(examples, encoding, behaviours, source, spelling, spoiler, share, plan.batch):
            warmth = _warmth(plan, step / an_epoch)
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * warmth
            optimizer.zero_grad()
            loss = _loss(network, batch)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            step, total = step + 1, total + loss.item()
        state = {"network": network.state_dict(), "optimizer": optimizer.state_dict(), "step": step, "epoch": epoch + 1}
        torch.save(state, checkpoint.with_suffix(".new"))
        checkpoint.with_suffix(".new").replace(checkpoint)
        loss_mean, seconds = total / an_epoch, time.monotonic() - began
        entry = {"epoch": epoch + 1, "loss": round(loss_mean, 4), "seconds": round(seconds)}
        with (folder / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps({**entry, "plan": asdict(plan)}) + "\n")


def _warmth(plan: Plan, epochs: float) -> float:
    """The share of the learning rates after so many epochs: up, down to nearly nothing, and lower down once more."""
    if epochs < plan.epochs:
        done = epochs / plan.epochs
        return min(1.0, done / 0.08) * max(0.02, 1 - done)
    return plan.last_rate * max(0.02, 1 - epochs % 1)


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
    return loss + 1.5 * F.binary_cross_entropy_with_logits(levels.float(), above)


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
