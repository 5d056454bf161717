"""A shipped model back as a PyTorch checkpoint, to teach or to fine-tune further.

    python checkpoint.py --model ../griot-fr-en-base --out work/base

The float weights of base are not shipped: each is rebuilt as its int8 value times its scale, so that
the checkpoint says what the shipped model says, up to the rounding of activations.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper
from safetensors.numpy import save_file

QKV = ("query", "key", "value")


def state_of(graph: onnx.GraphProto) -> dict[str, np.ndarray]:
    """The state dict behind a graph of `graph.py`'s int8 form."""
    stored = {weight.name: numpy_helper.to_array(weight) for weight in graph.initializer}
    state = {}
    for name, value in stored.items():
        scale = stored.get(name + ".scale")
        if scale is not None and name.startswith("bert.embeddings"):
            state[name] = value * scale
        elif scale is not None:
            stem, _, first = name.rpartition(".")
            stem += "." if stem else ""
            # Products made side by side have the name of the first: query, key and value, or key
            # and value.
            start = QKV.index(first) if first in QKV else None
            parts = (first,) if start is None else QKV[start : start + value.shape[1] // value.shape[0]]
            weights = np.split(value.T * scale[:, None], len(parts))
            biases = np.split(stored[name + ".bias"], len(parts))
            for part, weight, bias in zip(parts, weights, biases):
                state[f"{stem}{part}.weight"], state[f"{stem}{part}.bias"] = weight, bias
        elif "LayerNorm" in name or name.startswith("bert.embeddings") and name.endswith(".weight"):
            state[name] = value
    return {name: np.ascontiguousarray(value, dtype=np.float32) for name, value in state.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    state = state_of(onnx.load(args.model / "model.onnx").graph)
    save_file(state, args.out / "model.safetensors", metadata={"format": "pt"})
    config = json.loads((args.model / "config.json").read_text())
    del config["griot"]
    (args.out / "config.json").write_text(json.dumps(config, indent=1) + "\n")
    (args.out / "tokenizer.json").write_bytes((args.model / "tokenizer.json").read_bytes())


if __name__ == "__main__":
    main()
