"""The network: a pretrained encoder, heads for behaviours by token and response, an ordinal head for the level."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoModel

LEVEL_STEPS = 6


class Network(nn.Module):  # type: ignore[misc]
    """Reads token ids; `response` marks the tokens of the response (1) against those of its context (0).

    Returns (behaviours [n, b], tokens [n, length, b], levels [n, 6]), all logits, and meaning [n, width], the mean of
    the response's tokens. A behaviour's logit adds what its own attention over the response sees, what the first token
    says of the pair as a whole, and its strongest token.
    """

    def __init__(self, pretrained: Path, behaviours: int, layers: int | None = None) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(
            pretrained, attn_implementation="eager", attention_probs_dropout_prob=0.0
        )
        if layers is not None:
            self.encoder.encoder.layer = self.encoder.encoder.layer[:layers]
        width = self.encoder.config.hidden_size
        self.tokens = nn.Linear(width, behaviours)
        self.attention = nn.Linear(width, behaviours)
        self.shown = nn.Parameter(torch.randn(behaviours, width) * 0.02)
        self.bias = nn.Parameter(torch.full((behaviours,), -2.0))
        self.pair = nn.Linear(width, behaviours)
        self.strongest = nn.Parameter(torch.full((behaviours,), 0.3))
        self.levels = nn.Sequential(nn.Linear(2 * width + behaviours, 128), nn.GELU(), nn.Linear(128, LEVEL_STEPS))
        self.dropout = nn.Dropout(0.1)

    def forward(
        self, ids: Tensor, response: Tensor, attention_mask: Tensor | None = None
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        mask = torch.ones_like(response) if attention_mask is None else attention_mask
        hidden = self.dropout(self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state.float())
        tokens = self.tokens(hidden) - 2.0
        outside = (1 - response)[..., None] * 1e4
        weights = (self.attention(hidden) - outside).softmax(1)
        pooled = torch.einsum("nlb,nld->nbd", weights, hidden)
        strongest = (tokens - outside).amax(1).clamp(-8, 8)
        behaviours = (pooled * self.shown).sum(-1) + self.bias + self.pair(hidden[:, 0]) + self.strongest * strongest
        meaning = (hidden * response[..., None]).sum(1) / response.sum(1, keepdim=True).clamp(min=1)
        levels = self.levels(torch.cat([hidden[:, 0], meaning, behaviours], -1))
        return behaviours, tokens, levels, meaning
