"""The ONNX graph of a BERT token classifier, written node by node.

Writing the graph ourselves keeps it small and fast: query, key and value in one product, and every
weight where the engine wants it. Two forms:

- int8: word embeddings int8 with a scale a row; the products as DynamicQuantizeLinear +
  MatMulInteger with a scale a column. Weights use 7 bits (-64..63), because processors without
  VNNI add pairs of 8-bit products in 16 bits and saturate: with 7 bits every machine gives the
  same integers.
- float: the initialisers are the fp16 tensors of model.safetensors, as ONNX external data.

A word takes the logits of its first piece, so no others are computed: the last layer's queries and
all that follows them are those of the pieces that `word_starts` names. Each is the number of a
piece over all windows: window * pieces + position.
"""

from __future__ import annotations

import json
import struct
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

OPSET = 20
INPUTS = {
    "input_ids": ["windows", "pieces"],
    "attention_mask": ["windows", "pieces"],
    "word_starts": ["windows", "words"],
}


class Graph:
    def __init__(self):
        self.nodes, self.weights, self.count = [], [], 0

    def node(self, op: str, inputs: list[str], outputs: int = 1, **attributes):
        names = [f"t{self.count + i}" for i in range(outputs)]
        self.count += outputs
        self.nodes.append(helper.make_node(op, inputs, names, **attributes))
        return names[0] if outputs == 1 else names

    def weight(self, name: str, value: np.ndarray) -> str:
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def ints(self, *values: int) -> str:
        return self.weight(f"i{len(self.weights)}", np.array(values, dtype=np.int64))

    def model(self, output: str, inputs: list[str], labels: int) -> onnx.ModelProto:
        self.nodes.append(helper.make_node("Identity", [output], ["logits"]))
        shapes = {name: INPUTS[name] for name in inputs}
        rows = shapes[inputs[-1]]
        graph = helper.make_graph(
            self.nodes,
            "token-classifier",
            [helper.make_tensor_value_info(name, TensorProto.INT64, shape) for name, shape in shapes.items()],
            [helper.make_tensor_value_info("logits", TensorProto.FLOAT, [*rows, labels])],
            self.weights,
        )
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=9)


class Int8:
    """Weights of a state dict, quantised; `keep` names linear layers that stay float."""

    def __init__(self, state: dict[str, np.ndarray], keep: set[str] = frozenset()):
        self.state, self.keep, self.graph = state, keep, Graph()

    def vector(self, name: str) -> str:
        return self.graph.weight(name, self.state[name].astype(np.float32))

    def embed(self, name: str, ids: str) -> str:
        g, table = self.graph, self.state[name].astype(np.float32)
        scale = np.abs(table).max(1, keepdims=True) / 127
        scale[scale == 0] = 1
        rows = g.node("Gather", [g.weight(name, np.rint(table / scale).astype(np.int8)), ids])
        scales = g.node("Gather", [g.weight(name + ".scale", scale), ids])
        return g.node("Mul", [g.node("Cast", [rows], to=TensorProto.FLOAT), scales])

    def linear(self, names: list[str], x: str) -> str:
        """x W^T + b for one layer, or for several side by side."""
        g = self.graph
        weight = np.concatenate([self.state[n + ".weight"] for n in names]).astype(np.float32).T
        bias = g.weight(names[0] + ".bias", np.concatenate([self.state[n + ".bias"] for n in names]).astype(np.float32))
        if names[0] in self.keep:
            return g.node("Add", [g.node("MatMul", [x, g.weight(names[0], weight)]), bias])
        scale = np.abs(weight).max(0) / 63
        weight = np.rint(weight / scale).astype(np.int8)
        q, q_scale, zero = g.node("DynamicQuantizeLinear", [x], 3)
        # rten fuses product, cast and scale where the zero point of the weights is spelt out.
        none = g.weight(names[0] + ".zero", np.zeros(weight.shape[1], dtype=np.int8))
        product = g.node("MatMulInteger", [q, g.weight(names[0], weight), zero, none])
        scales = g.node("Mul", [q_scale, g.weight(names[0] + ".scale", scale)])
        return g.node("Add", [g.node("Mul", [g.node("Cast", [product], to=TensorProto.FLOAT), scales]), bias])


class Float:
    """Weights read from model.safetensors in place (ONNX external data)."""

    def __init__(self, file: Path):
        self.file, self.graph, self.known = file, Graph(), {}
        with file.open("rb") as f:
            size = struct.unpack("<Q", f.read(8))[0]
            self.header, self.base = json.loads(f.read(size)), 8 + size

    def vector(self, name: str) -> str:
        if name not in self.known:
            entry = self.header[name]
            begin, end = entry["data_offsets"]
            tensor = TensorProto(name=name, dims=entry["shape"], data_type=TensorProto.FLOAT16)
            tensor.data_location = TensorProto.EXTERNAL
            for key, value in (("location", self.file.name), ("offset", self.base + begin), ("length", end - begin)):
                tensor.external_data.add(key=key, value=str(value))
            self.graph.weights.append(tensor)
            self.known[name] = self.graph.node("Cast", [name], to=TensorProto.FLOAT)
        return self.known[name]

    def embed(self, name: str, ids: str) -> str:
        return self.graph.node("Gather", [self.vector(name), ids])

    def linear(self, names: list[str], x: str) -> str:
        g = self.graph
        parts = [
            g.node("Add", [g.node("MatMul", [x, g.node("Transpose", [self.vector(n + ".weight")], perm=[1, 0])]), self.vector(n + ".bias")])
            for n in names
        ]
        return parts[0] if len(parts) == 1 else g.node("Concat", parts, axis=-1)


def bert(weights: Int8 | Float, config: dict, every_piece: bool = False) -> onnx.ModelProto:
    """input_ids, attention_mask (windows, pieces), word_starts (windows, words) -> logits (windows,
    words, labels); with `every_piece`, as others export such models, without word_starts and with
    logits (windows, pieces, labels)."""
    g = weights.graph
    heads, hidden = config["num_attention_heads"], config["hidden_size"]
    size = hidden // heads

    def norm(x: str, name: str) -> str:
        scale, bias = weights.vector(name + ".weight"), weights.vector(name + ".bias")
        return g.node("LayerNormalization", [x, scale, bias], axis=-1, epsilon=config["layer_norm_eps"])

    length = g.node("Shape", ["input_ids"], start=1, end=2)
    root = "bert.embeddings."
    positions = g.node("Slice", [weights.vector(root + "position_embeddings.weight"), g.ints(0), length, g.ints(0)])
    kind = g.node("Slice", [weights.vector(root + "token_type_embeddings.weight"), g.ints(0), g.ints(1), g.ints(0)])
    x = weights.embed(root + "word_embeddings.weight", "input_ids")
    x = norm(g.node("Add", [x, g.node("Add", [positions, kind])]), root + "LayerNorm")

    # (windows, 1, 1, pieces): 1 for a piece, 0 for padding.
    read = g.node("Cast", [g.node("Unsqueeze", ["attention_mask", g.ints(1, 2)])], to=TensorProto.FLOAT)
    low, high = (g.weight(name, np.array(v, dtype=np.float32)) for name, v in (("low", -80), ("high", 80)))

    def heads_of(names: list[str], x: str) -> list[str]:
        """(windows, pieces, heads, size) for each of some layers, made side by side."""
        count = len(names)
        joined = weights.linear(names, x)
        if count == 1:
            return [g.node("Reshape", [joined, g.ints(0, 0, heads, size)])]
        joined = g.node("Reshape", [joined, g.ints(0, 0, count, heads, size)])
        parts = g.node("Split", [joined], count, axis=2, num_outputs=count)
        return [g.node("Squeeze", [part, g.ints(2)]) for part in parts]

    last = config["num_hidden_layers"] - 1
    for n in range(last + 1):
        layer = f"bert.encoder.layer.{n}."
        names = [layer + f"attention.self.{p}" for p in ("query", "key", "value")]
        if n == last and not every_piece:
            pieces = g.node("Reshape", [x, g.ints(-1, hidden)])
            words = g.node("Gather", [pieces, "word_starts"])
            (q,), (k, v) = heads_of(names[:1], words), heads_of(names[1:], x)
            x = words
        else:
            q, k, v = heads_of(names, x)
        q = g.node("Transpose", [q], perm=[0, 2, 1, 3])
        k = g.node("Transpose", [k], perm=[0, 2, 3, 1])
        v = g.node("Transpose", [v], perm=[0, 2, 1, 3])
        scale = g.weight(layer + "scale", np.array(size**-0.5, dtype=np.float32))
        scores = g.node("Mul", [g.node("MatMul", [q, k]), scale])
        # A softmax spelt out: the rows are short, and rten's own costs most of its time between them.
        # Clipped where its exponential would overflow, and divided after the product with the values.
        weight = g.node("Mul", [g.node("Exp", [g.node("Clip", [scores, low, high])]), read])
        total = g.node("ReduceSum", [weight, g.ints(-1)], keepdims=1)
        context = g.node("Div", [g.node("MatMul", [weight, v]), total])
        context = g.node("Transpose", [context], perm=[0, 2, 1, 3])
        context = g.node("Reshape", [context, g.ints(0, 0, hidden)])
        context = weights.linear([layer + "attention.output.dense"], context)
        x = norm(g.node("Add", [context, x]), layer + "attention.output.LayerNorm")
        inner = g.node("Gelu", [weights.linear([layer + "intermediate.dense"], x)])
        x = norm(g.node("Add", [weights.linear([layer + "output.dense"], inner), x]), layer + "output.LayerNorm")

    inputs = [name for name in INPUTS if not (every_piece and name == "word_starts")]
    return g.model(weights.linear(["classifier"], x), inputs, len(config["id2label"]))
