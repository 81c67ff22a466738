"""From a fitted network to the files that travel: an ONNX graph with 8-bit weights and the tokenizer."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from trainer.scoring.training.network import Network

OPSET = 17


def export(network: Network, pretrained: Path, folder: Path) -> None:
    """Write `encoder.onnx` and `tokenizer.json` to `folder`.

    Weights of the matrix products are kept as 8-bit integers with one scale a column, the embeddings too.
    """
    network.eval()
    folder.mkdir(parents=True, exist_ok=True)
    ids = torch.randint(200, 2000, (1, 24))
    response = torch.cat([torch.zeros(1, 12), torch.ones(1, 12)], dim=1)
    with tempfile.TemporaryDirectory() as work:
        whole = Path(work) / "whole.onnx"
        torch.onnx.export(
            network,
            (ids, response),
            str(whole),
            input_names=["ids", "response"],
            output_names=["behaviours", "tokens", "levels"],
            dynamic_axes={"ids": {1: "length"}, "response": {1: "length"}, "tokens": {1: "length"}},
            opset_version=OPSET,
            dynamo=False,
        )
        quantize_dynamic(
            whole,
            folder / "encoder.onnx",
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gather"],
        )
    shutil.copyfile(pretrained / "tokenizer.json", folder / "tokenizer.json")
