"""Tiny real ONNX models in the forms of Piper and Kokoro: a tone that is as long as its phonemes are many."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

RATE = 22_050  # Hz
_SAMPLES = 700  # of one phoneme


def piper_model(folder: Path, language: str = "en_US") -> Path:
    """A model with its JSON beside it."""
    nodes = _tone("input_lengths", "length_scale")
    nodes.insert(0, helper.make_node("Gather", ["scales", "one"], ["length_scale"]))
    inputs = (("input", TensorProto.INT64, [1, None]), ("input_lengths", TensorProto.INT64, [1]))
    model = folder / "tone.onnx"
    _save(model, nodes, (*inputs, ("scales", TensorProto.FLOAT, [3])))
    signs = "_^$ !?.,;:'abcdefhijklmnoprstuvwxyzæðŋɐɑɔəɚɛɜɡɪɹɾʃʊʌʒˈˌːθᵻ"
    config = {
        "audio": {"sample_rate": RATE},
        "espeak": {"voice": language.lower().replace("_", "-")},
        "language": {"code": language},
        "inference": {"noise_scale": 0.667, "length_scale": 1.0, "noise_w": 0.8},
        "num_speakers": 1,
        "speaker_id_map": {},
        "phoneme_id_map": {sign: [place] for place, sign in enumerate(signs)},
    }
    Path(f"{model}.json").write_text(json.dumps(config), encoding="utf-8")
    return model


def kokoro_model(folder: Path) -> tuple[Path, Path]:
    """A model, and the file of its voices."""
    nodes = [
        helper.make_node("Shape", ["tokens"], ["shape"]),
        helper.make_node("Gather", ["shape", "ones"], ["length"]),
        helper.make_node("Reciprocal", ["speed"], ["slowness"]),
        helper.make_node("ReduceMean", ["style"], ["ignored"], keepdims=0),
        *_tone("length", "slowness"),
    ]
    model, voices = folder / "kokoro.onnx", folder / "voices.bin"
    inputs = (("tokens", TensorProto.INT64, [1, None]), ("style", TensorProto.FLOAT, [1, 4]))
    _save(model, nodes, (*inputs, ("speed", TensorProto.FLOAT, [1])))
    styles: dict[str, Any] = {"af_heart": np.zeros((510, 1, 4), np.float32)}
    with voices.open("wb") as file:
        np.savez(file, **styles)
    return model, voices


def _tone(count: str, stretch: str) -> list[onnx.NodeProto]:
    """Nodes that make ``audio`` from how many phonemes there are and how much longer each is."""
    return [
        helper.make_node("Cast", [count], ["counted"], to=TensorProto.FLOAT),
        helper.make_node("Mul", ["counted", "samples"], ["plain"]),
        helper.make_node("Mul", ["plain", stretch], ["stretched"]),
        helper.make_node("ReduceSum", ["stretched"], ["end"], keepdims=0),
        helper.make_node("Range", ["zero", "end", "step"], ["places"]),
        helper.make_node("Mul", ["places", "turn"], ["angles"]),
        helper.make_node("Sin", ["angles"], ["wave"]),
        helper.make_node("Mul", ["wave", "loudness"], ["audio"]),
    ]


def _save(
    to: Path, nodes: list[onnx.NodeProto], inputs: tuple[tuple[str, int, Sequence[int | None]], ...]
) -> None:
    constants: dict[str, Any] = {
        "samples": np.array([_SAMPLES], np.float32),
        "zero": np.array(0, np.float32),
        "step": np.array(1, np.float32),
        "turn": np.array([2 * np.pi * 220 / RATE], np.float32),
        "loudness": np.array([0.4], np.float32),
        "one": np.array(1, np.int64),
        "ones": np.array([1], np.int64),
    }
    used = {name for node in nodes for name in node.input}
    graph = helper.make_graph(
        nodes,
        "tone",
        [helper.make_tensor_value_info(name, kind, shape) for name, kind, shape in inputs],
        [helper.make_tensor_value_info("audio", TensorProto.FLOAT, [None])],
        [numpy_helper.from_array(value, name) for name, value in constants.items() if name in used],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    to.write_bytes(model.SerializeToString())
