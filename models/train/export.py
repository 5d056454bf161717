"""Step 4: a checkpoint to a model directory.

    python export.py --checkpoint DIR --out ../griot-fr-en-base --version 1.0.0 [--float]

Writes model.onnx (int8), tokenizer.json and config.json; with --float also model.safetensors
(fp16) and model.float.onnx, a graph over the same file, for the second engine and the tests.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import onnx
from safetensors.numpy import load_file, save_file

from graph import Float, Int8, bert

CONFIG_KEYS = (
    "architectures model_type hidden_size num_hidden_layers num_attention_heads intermediate_size hidden_act "
    "vocab_size max_position_embeddings type_vocab_size layer_norm_eps pad_token_id id2label label2id "
    "attention_probs_dropout_prob hidden_dropout_prob initializer_range"
).split()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--version", required=True)
    parser.add_argument("--float", action="store_true", help="also the float weights")
    parser.add_argument("--keep", default="", help="linear layers that stay float, by comma")
    args = parser.parse_args()

    config = json.loads((args.checkpoint / "config.json").read_text())
    config = {key: config[key] for key in CONFIG_KEYS if key in config}
    config["griot"] = {"version": args.version, "max_length": 256}
    state = {k: v.astype("float16") for k, v in load_file(args.checkpoint / "model.safetensors").items()}

    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "config.json").write_text(json.dumps(config, indent=1) + "\n")
    tokenizer = json.loads((args.checkpoint / "tokenizer.json").read_text(encoding="utf-8"))
    (args.out / "tokenizer.json").write_text(
        json.dumps(tokenizer, ensure_ascii=False, separators=(",", ":")), encoding="utf-8"
    )
    onnx.save(bert(Int8(state, set(filter(None, args.keep.split(",")))), config), args.out / "model.onnx")
    if args.float:
        file = args.out / "model.safetensors"
        save_file(state, file)
        onnx.save(bert(Float(file), config), args.out / "model.float.onnx")
    for path in sorted(args.out.iterdir()):
        print(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
