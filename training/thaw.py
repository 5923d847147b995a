"""Turns the int8 files that ship back into float weights, to go on training from them.

    python training/thaw.py --model src/onrecord/language/model --out build/thawed/network.pt

The float weights of a round stay on the machine that trained it; what ships is all that lasts. A matrix was rounded to
127 steps a column, which is less than the next round changes it by: `train.py --start` goes on from here. Layer norms,
biases and embeddings but for the word vectors come back as they were.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

Array = np.ndarray

#: Names of the graph's tensors, and what the network calls them.
LAYER = {
    "qkv": "query_key_value",
    "attention.dense": "output",
    "inner": "inner",
    "out.dense": "outer",
}
NORMS = {"attention": "attention_norm", "out": "norm"}
HEADS = {
    "morphology.scores": "morphology",
    "lemma.scores": "lemma",
    "name": "name",
    "role": "role",
    "projection.sum": "projection",
    "pair_word": "attribution.pair_word",
    "pair_cue": "attribution.pair_cue",
    "changes": "attribution.changes",
}
PARAGRAPHS = 5


def thawed(tensors: dict[str, Array], output: str) -> Array:
    """The float matrix [out, in] behind a quantized one, or behind one that was left in float32."""
    quantized = tensors.get(f"{output}.weight_quantized")
    if quantized is None:
        return tensors[f"{output}.weight"].T
    zero, scale = tensors[f"{output}.weight_zero_point"], tensors[f"{output}.weight_scale"]
    return ((quantized.astype(np.float32) - zero.astype(np.float32)) * scale).T


def encoder(tensors: dict[str, Array], layers: int) -> dict[str, Array]:
    """Embeddings and layers."""
    found = {"words.weight": tensors["words"].astype(np.float32) * tensors["words.scale"]}
    found |= {f"{name}.weight": tensors[name] for name in ("positions", "cases", "quotes", "places")}
    found |= {"embedding_norm.weight": tensors["embedding.gamma"], "embedding_norm.bias": tensors["embedding.beta"]}
    for index in range(layers):
        for output, name in LAYER.items():
            found[f"layers.{index}.{name}.weight"] = thawed(tensors, f"layer{index}.{output}")
            found[f"layers.{index}.{name}.bias"] = tensors[f"layer{index}.{output}.bias"]
        for output, name in NORMS.items():
            found[f"layers.{index}.{name}.weight"] = tensors[f"layer{index}.{output}.gamma"]
            found[f"layers.{index}.{name}.bias"] = tensors[f"layer{index}.{output}.beta"]
    return found


def heads(tensors: dict[str, Array], labels: dict[str, Array], tables: dict[str, Array]) -> dict[str, Array]:
    """Everything above the encoder."""
    found = {}
    for output, name in HEADS.items():
        found[f"{name}.weight"] = thawed(tensors, output)
        if f"{output}.bias" in tensors:
            found[f"{name}.bias"] = tensors[f"{output}.bias"]
    found["arc"] = np.concatenate([tensors["arc.matrix"], tensors["arc.bias"][None]])
    flat = (labels["matrix_quantized"].astype(np.float32) - labels["matrix_zero_point"]) * labels["matrix_scale"]
    found["label"] = flat.reshape(len(flat), -1, len(flat))
    found |= {"root": tables["arc_root"], "label_root": tables["label_root"]}
    for name in ("source_start", "source_last", "source_none", "content", "elsewhere", "pair_elsewhere"):
        found[f"attribution.{name}"] = tables[name]
    near = tables["pair_near"].reshape(-1, PARAGRAPHS, tables["pair_near"].shape[-1])
    found["attribution.pair_sentence.weight"] = near[:, 0]
    found["attribution.pair_paragraph.weight"] = (near - near[:, :1]).mean(0)
    found["attribution.pair_distance.weight"] = tables["pair_distance"]
    found["attribution.pair_out.weight"] = tables["pair_out"][None]
    found["attribution.pair_out.bias"] = tables["pair_bias"]
    for name in ("source_distance", "source_sentence"):
        found[f"attribution.{name}.weight"] = tables[name][:, None]
    return found


def initializers(path: Path) -> dict[str, Array]:
    """The tensors of an ONNX file by name."""
    return {tensor.name: numpy_helper.to_array(tensor) for tensor in onnx.load(str(path)).graph.initializer}


def main() -> None:
    """Reads encoder.onnx, relations.onnx and heads.npz; writes a network.pt."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    tensors, labels = (initializers(options.model / name) for name in ("encoder.onnx", "relations.onnx"))
    with np.load(options.model / "heads.npz") as file:
        tables = {name: file[name].astype(np.float32) for name in file.files}
    layers = sum(name.endswith("qkv.bias") for name in tensors)
    weights = encoder(tensors, layers) | heads(tensors, labels, tables)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save({name: torch.from_numpy(np.array(value, np.float32)) for name, value in weights.items()}, options.out)


if __name__ == "__main__":
    main()
