"""Published networks of an earlier system, measured on the protocol of the table.

mini_XCEPTION and big_XCEPTION (Arriaga et al. 2017, github.com/oarriaga/face_classification, MIT)
are Keras files; they are run here by torch, layer by layer as their own configuration says, without
TensorFlow.  They learned from FER2013's Training split; nothing is trained or chosen here.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from models import measures
from models.face.data import CLASSES, Faces
from models.face.folder import load_faces
from viva.errors import SettingsError, WeightCorrupt
from viva.settings import Settings

REFERENCE = "reference"
_SIDE, _BATCH = 64, 256
NETWORKS = {
    "mini_xception_102": "fer2013_mini_XCEPTION.102-0.66.hdf5",
    "mini_xception_107": "fer2013_mini_XCEPTION.107-0.66.hdf5",
    "big_xception_54": "fer2013_big_XCEPTION.54-0.66.hdf5",
    "quantised": "emotion_model_quantized.tflite",
}
_Weights = list[torch.Tensor]


class KerasNetwork:
    """A Keras 2 functional model read from its HDF5 file; (n, 1, 64, 64) -> (n, 7) probabilities.

    Knows the layers that these files use, and refuses others."""

    def __init__(self, path: Path) -> None:
        """Raises WeightCorrupt if the file holds no such network."""
        import h5py

        try:
            with h5py.File(path) as file:
                self._layers = json.loads(_text(file.attrs["model_config"]))["config"]["layers"]
                groups = file["model_weights"]
                self._weights = {layer["name"]: _read(groups, layer) for layer in self._layers}
        except (OSError, KeyError, ValueError) as error:
            raise WeightCorrupt(
                f"{path.name} does not hold a Keras network ({error}).",
                next_step="Fetch the file again from the system that published it.",
            ) from error
        if unknown := {layer["class_name"] for layer in self._layers} - set(_LAYERS):
            raise WeightCorrupt(
                f"{path.name} has layers that are not known here: {', '.join(sorted(unknown))}.",
                next_step="Measure it with Keras instead.",
            )

    def __call__(self, x: torch.Tensor) -> torch.Tensor:
        known: dict[str, torch.Tensor] = {}
        for layer in self._layers:
            name, nodes = layer["name"], layer["inbound_nodes"]
            inputs = [known[node[0]] for node in nodes[0]] if nodes else [x]
            run = _LAYERS[layer["class_name"]]
            known[name] = run(inputs, layer["config"], self._weights[name])
        return known[self._layers[-1]["name"]]


def _text(value: Any) -> str:
    return value.decode() if isinstance(value, bytes) else value


def _read(groups: Any, layer: dict[str, Any]) -> _Weights:
    group = groups[layer["name"]]
    return [torch.from_numpy(group[_text(n)][()]) for n in group.attrs["weight_names"]]


def _same(x: torch.Tensor, size: int, stride: int, value: float = 0.0) -> torch.Tensor:
    """TensorFlow's "same": as much room as the last step needs, the odd pixel right and below."""
    room = []
    for length in (x.shape[3], x.shape[2]):
        needed = max((-(-length // stride) - 1) * stride + size - length, 0)
        room += [needed // 2, needed - needed // 2]
    return functional.pad(x, room, value=value)


def _conv(inputs: list[torch.Tensor], config: dict[str, Any], weights: _Weights) -> torch.Tensor:
    x, stride, kernel = inputs[0], config["strides"][0], weights[0].permute(3, 2, 0, 1)
    x = _same(x, kernel.shape[-1], stride) if config["padding"] == "same" else x
    out = functional.conv2d(x, kernel, weights[1] if config["use_bias"] else None, stride)
    return _activated(out, config["activation"])


def _separable(inputs: list[torch.Tensor], config: dict[str, Any], w: _Weights) -> torch.Tensor:
    x, stride, deep = inputs[0], config["strides"][0], w[0].permute(2, 3, 0, 1)
    x = _same(x, deep.shape[-1], stride) if config["padding"] == "same" else x
    x = functional.conv2d(x, deep, None, stride, groups=len(deep))
    bias = w[2] if config["use_bias"] else None
    return _activated(functional.conv2d(x, w[1].permute(3, 2, 0, 1), bias), config["activation"])


def _norm(inputs: list[torch.Tensor], config: dict[str, Any], w: _Weights) -> torch.Tensor:
    gamma, beta, mean, variance = w
    return functional.batch_norm(inputs[0], mean, variance, gamma, beta, eps=config["epsilon"])


def _pool(inputs: list[torch.Tensor], config: dict[str, Any], _: _Weights) -> torch.Tensor:
    size, stride = config["pool_size"][0], config["strides"][0]
    x = inputs[0]
    x = _same(x, size, stride, -torch.inf) if config["padding"] == "same" else x
    return functional.max_pool2d(x, size, stride)


def _activated(x: torch.Tensor, name: str) -> torch.Tensor:
    of: dict[str, Callable[[torch.Tensor], torch.Tensor]] = {
        "linear": lambda y: y,
        "relu": torch.relu,
        "softmax": lambda y: torch.softmax(y, 1),
    }
    return of[name](x)


_LAYERS: dict[str, Callable[[list[torch.Tensor], dict[str, Any], _Weights], torch.Tensor]] = {
    "InputLayer": lambda x, _c, _w: x[0],
    "Conv2D": _conv,
    "SeparableConv2D": _separable,
    "BatchNormalization": _norm,
    "MaxPooling2D": _pool,
    "Add": lambda x, _c, _w: torch.stack(x).sum(0),
    "Dropout": lambda x, _c, _w: x[0],
    "GlobalAveragePooling2D": lambda x, _c, _w: x[0].mean((2, 3)),
    "Activation": lambda x, config, _w: _activated(x[0], config["activation"]),
}


def _tflite(path: Path) -> Callable[[torch.Tensor], torch.Tensor]:
    from ai_edge_litert.interpreter import Interpreter

    net = Interpreter(model_path=str(path), num_threads=1)
    net.allocate_tensors()
    into, out = net.get_input_details()[0]["index"], net.get_output_details()[0]["index"]

    def run(x: torch.Tensor) -> torch.Tensor:
        rows = []
        for one in x.permute(0, 2, 3, 1).numpy():
            net.set_tensor(into, one[None])
            net.invoke()
            rows.append(torch.from_numpy(net.get_tensor(out).copy()))
        return torch.cat(rows)

    return run


def answers(network: Callable[[torch.Tensor], torch.Tensor], faces: Faces) -> NDArray[np.float32]:
    """Log probabilities (n, 7): the pictures enlarged to 64 pixels, from -1 to 1."""
    out = []
    with torch.inference_mode():
        for start in range(0, len(faces), _BATCH):
            x = torch.from_numpy(faces.images[start : start + _BATCH]).float()[:, None]
            x = functional.interpolate(x, (_SIDE, _SIDE), mode="bilinear", align_corners=False)
            out.append(network(x / 127.5 - 1).clamp_min(1e-9).log().numpy())
    return np.concatenate(out)


def measure(settings: Settings, command: str, say: Callable[[str], None] = print) -> dict[str, Any]:
    """Figures of each file; ``PublicTest`` and so on are those of the first.

    Raises:
        SettingsError: the files are not there.
    """
    folder = settings.data / "reference_weights" / "fer_mini_xception"
    if not folder.is_dir():
        raise SettingsError(
            f"The published networks are not at {folder.resolve()}.",
            next_step="Get them from github.com/oarriaga/face_classification, trained_models/"
            "emotion_models, and put them there.",
        )
    public = load_faces(settings.data, "PublicTest")
    private = load_faces(settings.data, "PrivateTest")
    splits = {"PublicTest": public, "PrivateTest": private}
    networks = {}
    for name, file in NETWORKS.items():
        path = folder / file
        run = _tflite(path) if path.suffix == ".tflite" else KerasNetwork(path)
        found: dict[str, Any] = {"file": file, "bytes": path.stat().st_size}
        out = {split: answers(run, faces) for split, faces in splits.items()}
        for split, faces in splits.items():
            found[split] = _figures(out[split], faces) | {"note": f"{file}, as published"}
        clean, note = ~private.leak, found["PrivateTest"]["note"]
        found["PrivateTest_leak_free"] = _figures(
            out["PrivateTest"][clean], private.where(clean)
        ) | {"note": note}
        say(f"{file}: PrivateTest {found['PrivateTest']['accuracy']:.1%}")
        networks[name] = found
    first = networks["mini_xception_102"]
    protocol = "FER2013: published weights, only measured"
    return {
        "about": measures.provenance(0, protocol, command),
        "arch": REFERENCE,
        "member": first["file"],
        "training": {"log": []},
        "networks": networks,
        **{split: first[split] for split in (*splits, "PrivateTest_leak_free")},
    }


def _figures(out: NDArray[np.float32], faces: Faces) -> dict[str, Any]:
    found = measures.figures(out, faces.labels, CLASSES)
    for name in ("answered_share", "answered_accuracy"):
        found.pop(name)
    return found
