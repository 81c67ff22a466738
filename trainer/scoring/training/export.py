"""From a fitted network to the file that travels: an ONNX graph with 8-bit weights."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from trainer.scoring.training.network import Network

OPSET = 17


def export(network: Network, kept: Sequence[int], file: Path) -> None:
    """Write the network as `file`, with the embeddings of the token ids in `kept`, in that order.

    Weights of the matrix products are kept as 8-bit integers with one scale a column, the embeddings too.
    """
    network.eval()
    embeddings = network.encoder.embeddings
    embeddings.word_embeddings = torch.nn.Embedding.from_pretrained(
        embeddings.word_embeddings.weight.detach()[list(kept)]
    )
    ids = torch.randint(200, 2000, (1, 24))
    response = torch.cat([torch.zeros(1, 12), torch.ones(1, 12)], dim=1)
    with tempfile.TemporaryDirectory() as work:
        whole = Path(work) / "whole.onnx"
        torch.onnx.export(
            network,
            (ids, response),
            str(whole),
            input_names=["ids", "response"],
            output_names=["behaviours", "tokens", "levels", "meaning"],
            dynamic_axes={"ids": {1: "length"}, "response": {1: "length"}, "tokens": {1: "length"}},
            opset_version=OPSET,
            dynamo=False,
        )
        quantize_dynamic(
            whole,
            file,
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gather"],
        )
