"""Writes the trained network as one int8 ONNX file, with its class lists and vocabulary beside it.

    python training/export.py --model build/model --minilm FOLDER --out src/onrecord/language/model

The graph is put together node by node from ONNX Runtime's fused operators (attention, skip-layer-norm, bias-gelu),
and its
matrices are quantized dynamically: weights to int8 a column, activations as they come. Word vectors are kept as int8
a row. The heads run on
words only, never on padding.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

sys.path.insert(0, str(Path(__file__).parent))

from attribution import CHANGES, PAIR, WIDTH
from network import HEADS, LABEL, PARTS, SUBTOKEN_LAYERS

Array = np.ndarray


class Graph:
    """Nodes and weights as they are added."""

    def __init__(self, weights: dict[str, Array]) -> None:
        self.weights = weights
        self.nodes: list[onnx.NodeProto] = []
        self.initializers: list[onnx.TensorProto] = []

    def constant(self, name: str, value: Array) -> str:
        """Adds a weight."""
        self.initializers.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, kind: str, inputs: list[str], output: str, domain: str = "", **attributes: object) -> str:
        """Adds an operator with one output."""
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, domain=domain, **attributes))
        return output

    def linear(self, source: str, weight: str, bias: str | None, output: str) -> str:
        """Adds `source @ weight.T + bias`."""
        matrix = self.constant(f"{output}.weight", self.weights[weight].T)
        product = self.node("MatMul", [source, matrix], f"{output}.product" if bias else output)
        if bias is None:
            return product
        return self.node("Add", [product, self.constant(f"{output}.bias", self.weights[bias])], output)


def embeddings(graph: Graph) -> str:
    """Sum of word, position, case, quote and place vectors, normalised."""
    words = graph.weights["words.weight"]
    scale = np.maximum(np.abs(words).max(1, keepdims=True), 1e-6) / 127
    quantized = np.clip(np.round(words / scale), -127, 127).astype(np.int8)
    rows = graph.node("Gather", [graph.constant("words", quantized), "ids"], "words.rows")
    rows = graph.node("Cast", [rows], "words.float", to=TensorProto.FLOAT)
    scales = graph.node("Gather", [graph.constant("words.scale", scale.astype(np.float32)), "ids"], "words.scales")
    total = graph.node("Mul", [rows, scales], "words.vectors")
    for name, weight, index in (
        ("positions", "positions.weight", "places_in_text"),
        ("cases", "cases.weight", "cases_in"),
        ("quotes", "quotes.weight", "quotes_in"),
        ("places", "places.weight", "places_in"),
    ):
        vectors = graph.node("Gather", [graph.constant(name, graph.weights[weight]), index], f"{name}.vectors")
        total = graph.node("Add", [total, vectors], f"{name}.sum")
    return _normalised(graph, total, "embedding_norm", "embedding")


def layer(graph: Graph, states: str, index: int) -> str:
    """One transformer layer from fused operators; the last of the lower ones goes on with one vector a word."""
    name, out = f"layers.{index}", f"layer{index}"
    weight = graph.constant(f"{out}.qkv.weight", graph.weights[f"{name}.query_key_value.weight"].T)
    bias = graph.constant(f"{out}.qkv.bias", graph.weights[f"{name}.query_key_value.bias"])
    attended = graph.node("Attention", [states, weight, bias], f"{out}.attended", "com.microsoft", num_heads=HEADS)
    if index == SUBTOKEN_LAYERS - 1:
        attended = graph.node("MatMul", ["pool", attended], f"{out}.attended.words")
        states = graph.node("MatMul", ["pool", states], f"{out}.words")
    states = _skip_norm(graph, attended, states, f"{name}.output", f"{name}.attention_norm", f"{out}.attention")
    inner = graph.linear(states, f"{name}.inner.weight", None, f"{out}.inner")
    inner_bias = graph.constant(f"{out}.inner.bias", graph.weights[f"{name}.inner.bias"])
    inner = graph.node("BiasGelu", [inner, inner_bias], f"{out}.gelu", "com.microsoft")
    return _skip_norm(graph, inner, states, f"{name}.outer", f"{name}.norm", f"{out}.out")


def _skip_norm(graph: Graph, source: str, skip: str, dense: str, norm: str, output: str) -> str:
    """A dense layer, its input added, normalised."""
    product = graph.linear(source, f"{dense}.weight", f"{dense}.bias", f"{output}.dense")
    return _normalised(graph, graph.node("Add", [product, skip], f"{output}.total"), norm, output)


def _normalised(graph: Graph, total: str, norm: str, output: str) -> str:
    """Layer normalisation in plain operators.

    ONNX Runtime's own goes number by number and takes twice as long on a CPU, and so does its ReduceSumSquare; epsilon
    is left out, no vector comes near it.
    """
    mean = graph.node("ReduceMean", [total], f"{output}.mean", axes=[-1])
    centred = graph.node("Sub", [total, mean], f"{output}.centred")
    squares = graph.node("Mul", [centred, centred], f"{output}.squares")
    variance = graph.node("ReduceMean", [squares], f"{output}.variance", axes=[-1])
    deviation = graph.node("Sqrt", [variance], f"{output}.deviation")
    size = graph.node("Reciprocal", [deviation], f"{output}.size")
    scaled = graph.node("Mul", [centred, size], f"{output}.scaled")
    gamma = graph.constant(f"{output}.gamma", graph.weights[f"{norm}.weight"])
    beta = graph.constant(f"{output}.beta", graph.weights[f"{norm}.bias"])
    return graph.node("Add", [graph.node("Mul", [scaled, gamma], f"{output}.stretched"), beta], output)


def heads(graph: Graph, states: str) -> list[tuple[str, int, int]]:
    """The heads over the words' first subtokens; names, element types and widths of the outputs."""
    begin, end, axis = (graph.constant(f"words.{n}", np.array([n], np.int64)) for n in (1, 2**31, 0))
    flat = graph.node("Squeeze", [states, axis], "flat")
    words = graph.node("Slice", [flat, begin, end, axis], "word_vectors")
    outputs = [_act_vectors(graph, words, begin, end, axis)]
    for name in ("morphology", "lemma"):
        scores = graph.linear(words, f"{name}.weight", f"{name}.bias", f"{name}.scores")
        graph.node("ArgMax", [scores], name, axis=-1, keepdims=0)
        outputs.append((name, TensorProto.INT64, 0))
    for name in ("name", "role"):
        graph.linear(words, f"{name}.weight", f"{name}.bias", name)
        outputs.append((name, TensorProto.FLOAT, len(graph.weights[f"{name}.bias"])))
    projected = graph.linear(words, "projection.weight", "projection.bias", "projection.sum")
    projected = graph.node("LeakyRelu", [projected], "projection", alpha=0.1)
    names = [f"{name}.plain" if name == "arc_dependent" else name for name in PARTS]
    graph.constant("projection.widths", np.array(list(PARTS.values()), np.int64))
    graph.nodes.append(helper.make_node("Split", [projected, "projection.widths"], names, name="split", axis=-1))
    matrix = graph.constant("arc.matrix", graph.weights["arc"][:-1])
    product = graph.node("MatMul", ["arc_dependent.plain", matrix], "arc_dependent.product")
    graph.node("Add", [product, graph.constant("arc.bias", graph.weights["arc"][-1])], "arc_dependent")
    outputs += [(name, TensorProto.FLOAT, width) for name, width in PARTS.items()]
    for name, width in (("pair_word", PAIR), ("pair_cue", PAIR), ("changes", CHANGES)):
        bias = f"attribution.{name}.bias"
        graph.linear(words, f"attribution.{name}.weight", bias if bias in graph.weights else None, name)
        outputs.append((name, TensorProto.FLOAT, width))
    return outputs


def _act_vectors(graph: Graph, words: str, begin: str, end: str, axis: str) -> tuple[str, int, int]:
    """What acts are typed by: a word's vector at the top, and where words begin, which still knows more of the word."""
    low = graph.node("Squeeze", [f"layer{SUBTOKEN_LAYERS - 1}.words", axis], "low_vectors.all")
    low = graph.node("Slice", [low, begin, end, axis], "low_vectors")
    return graph.node("Concat", [words, low], "act_vectors", axis=-1), TensorProto.FLOAT, 2 * WIDTH


def build(weights: dict[str, Array], layers: int) -> onnx.ModelProto:
    """The whole graph in float32."""
    graph = Graph(weights)
    states = embeddings(graph)
    for index in range(layers):
        states = layer(graph, states, index)
    outputs = heads(graph, states)
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT32, [1, "length"])
        for name in ("ids", "places_in_text", "cases_in", "quotes_in", "places_in")
    ]
    inputs.append(helper.make_tensor_value_info("pool", TensorProto.FLOAT, ["rows", "length"]))
    infos = [
        helper.make_tensor_value_info(name, kind, ["read", width] if width else ["read"])
        for name, kind, width in outputs
    ]
    made = helper.make_graph(graph.nodes, "onrecord-encoder", inputs, infos, graph.initializers)
    return helper.make_model(
        made, opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)], ir_version=8
    )


def labels(weights: dict[str, Array]) -> onnx.ModelProto:
    """The relation head: a word's vector and its governor's in, the best relation out."""
    matrix = weights["label"]
    graph = Graph(weights)
    flat = graph.constant("matrix", matrix.reshape(LABEL + 1, -1))
    product = graph.node("MatMul", ["dependent", flat], "product")
    shape = graph.constant("shape", np.array([-1, matrix.shape[1], LABEL + 1], np.int64))
    cube = graph.node("Reshape", [product, shape], "cube")
    column = graph.node("Unsqueeze", ["governor", graph.constant("axis", np.array([2], np.int64))], "column")
    scores = graph.node("MatMul", [cube, column], "scores")
    scores = graph.node("Squeeze", [scores, "axis"], "flat_scores")
    graph.node("ArgMax", [scores], "relation", axis=-1, keepdims=0)
    inputs = [
        helper.make_tensor_value_info(n, TensorProto.FLOAT, ["words", LABEL + 1]) for n in ("dependent", "governor")
    ]
    output = helper.make_tensor_value_info("relation", TensorProto.INT64, ["words"])
    made = helper.make_graph(graph.nodes, "onrecord-relations", inputs, [output], graph.initializers)
    return helper.make_model(made, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def tables(weights: dict[str, Array]) -> dict[str, Array]:
    """What is applied outside the graph: roots, and the attribution head's part that needs the cues."""
    own = {name.removeprefix("attribution."): value for name, value in weights.items() if name.startswith("attrib")}
    sentence, paragraph = own["pair_sentence.weight"], own["pair_paragraph.weight"]
    return {
        "label_root": weights["label_root"],
        "arc_root": weights["root"],
        **{name: own[name] for name in ("source_start", "source_last", "source_none", "content", "elsewhere")},
        "pair_elsewhere": own["pair_elsewhere"],
        "pair_distance": own["pair_distance.weight"],
        "pair_near": (sentence[:, None] + paragraph[None]).reshape(-1, PAIR),
        "pair_out": own["pair_out.weight"][0],
        "pair_bias": own["pair_out.bias"],
        "source_distance": own["source_distance.weight"][:, 0],
        "source_sentence": own["source_sentence.weight"][:, 0],
    }


def main() -> None:
    """Quantizes and writes encoder.onnx, relations.onnx, heads.npz, classes.json and tokenizer.json."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument(
        "--weights", default="network.pt", help="network.pt, or checkpoint.pt of a training that goes on"
    )
    parser.add_argument("--minilm", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument(
        "--float", action="store_true", help="leave the matrices in float32 (to measure what int8 costs)"
    )
    parser.add_argument("--reduce-range", action="store_true")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    saved = torch.load(options.model / options.weights, map_location="cpu")
    weights = {name: value.float().numpy() for name, value in saved.get("network", saved).items()}
    described = json.loads((options.model / "classes.json").read_text())
    model = build(weights, described["sizes"]["layers"])
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        onnx.save(model, str(plain))
        if options.float:
            onnx.save(model, str(options.out / "encoder.onnx"))
        else:
            quantize_dynamic(
                plain,
                options.out / "encoder.onnx",
                op_types_to_quantize=["MatMul", "Attention"],
                per_channel=True,
                reduce_range=options.reduce_range,
                weight_type=QuantType.QInt8,
                extra_options={"DefaultTensorType": TensorProto.FLOAT, "MatMulConstBOnly": True},
                nodes_to_exclude=["arc_dependent.product"],
            )
        onnx.save(labels(weights), str(plain))
        quantize_dynamic(
            plain,
            options.out / "relations.onnx",
            per_channel=True,
            weight_type=QuantType.QInt8,
            reduce_range=options.reduce_range,
            extra_options={"MatMulConstBOnly": True},
        )
    np.savez(options.out / "heads.npz", **{name: value.astype(np.float16) for name, value in tables(weights).items()})
    (options.out / "classes.json").write_text(
        json.dumps(described["classes"], ensure_ascii=False, separators=(",", ":"))
    )
    trim_tokenizer(options.minilm / "tokenizer.json", options.out / "tokenizer.json")


def trim_tokenizer(source: Path, target: Path) -> None:
    """The word-piece vocabulary without truncation, padding and the sentence template: we cut words ourselves."""
    described = json.loads(source.read_text(encoding="utf-8"))
    for name in ("truncation", "padding", "post_processor"):
        described[name] = None
    target.write_text(json.dumps(described, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


if __name__ == "__main__":
    main()
