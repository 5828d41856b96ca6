"""Keras files run by torch, on a network written here; the real files under their marker."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pytest
import torch

from models.face import published
from models.face.data import load_fer2013
from viva.errors import SettingsError, WeightCorrupt
from viva.settings import Settings


def layer(kind: str, name: str, before: list[str], **config: Any) -> dict[str, Any]:
    nodes = [[[other, 0, 0, {}] for other in before]] if before else []
    return {"class_name": kind, "name": name, "config": config, "inbound_nodes": nodes}


def write(path: Path, layers: list[dict[str, Any]], weights: dict[str, list[np.ndarray]]) -> None:
    with h5py.File(path, "w") as file:
        file.attrs["model_config"] = json.dumps({"config": {"layers": layers}})
        for one in layers:
            group = file.create_group(f"model_weights/{one['name']}")
            arrays = weights.get(one["name"], [])
            group.attrs["weight_names"] = [f"w{at}" for at in range(len(arrays))]
            for at, array in enumerate(arrays):
                group[f"w{at}"] = array


def test_a_keras_file_is_run_as_its_configuration_says(tmp_path: Path) -> None:
    conv = {"strides": [2, 2], "padding": "same", "use_bias": False, "activation": "linear"}
    layers = [
        layer("InputLayer", "in", []),
        layer("Conv2D", "conv", ["in"], **conv),
        layer("BatchNormalization", "norm", ["conv"], epsilon=0.0),
        layer("Add", "sum", ["conv", "norm"]),
        layer("GlobalAveragePooling2D", "mean", ["sum"]),
        layer("Activation", "out", ["mean"], activation="linear"),
    ]
    kernel = np.zeros((3, 3, 1, 2), np.float32)
    kernel[0, 0, 0, 0] = 1  # the point itself: an even side has its odd room right and below
    kernel[2, 2, 0, 1] = 1
    norm = [np.array(v, np.float32) for v in ([3, 3], [1, 1], [0, 0], [1, 1])]
    write(tmp_path / "net.hdf5", layers, {"conv": [kernel], "norm": norm})
    x = torch.arange(16.0).reshape(1, 1, 4, 4)
    out = published.KerasNetwork(tmp_path / "net.hdf5")(x)
    first, second = (0 + 2 + 8 + 10) / 4, (10 + 0 + 0 + 0) / 4
    assert out[0].tolist() == pytest.approx([4 * first + 1, 4 * second + 1])


@pytest.mark.parametrize("size", [0, 100])
def test_a_file_that_is_no_keras_network_is_refused(tmp_path: Path, size: int) -> None:
    (tmp_path / "net.hdf5").write_bytes(b"x" * size)
    with pytest.raises(WeightCorrupt):
        published.KerasNetwork(tmp_path / "net.hdf5")


def test_an_unknown_layer_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "net.hdf5", [layer("Lambda", "code", [])], {})
    with pytest.raises(WeightCorrupt, match="Lambda"):
        published.KerasNetwork(tmp_path / "net.hdf5")


def test_without_the_files_it_says_where_they_are_from(tree_settings: Settings) -> None:
    with pytest.raises(SettingsError, match="oarriaga"):
        published.measure(tree_settings, "viva train face --arch reference")


@pytest.mark.data
def test_the_published_network_reads_as_its_file_name_says(data_folder: Path) -> None:
    folder = data_folder / "reference_weights" / "fer_mini_xception"
    if not folder.is_dir():
        pytest.skip(f"no published weights at {folder}")
    public = load_fer2013(data_folder, "PublicTest")
    some = public.where(np.arange(len(public)) % 6 == 0)
    net = published.KerasNetwork(folder / published.NETWORKS["mini_xception_102"])
    right = published.answers(net, some).argmax(1) == some.labels
    assert 0.6 < right.mean() < 0.72
