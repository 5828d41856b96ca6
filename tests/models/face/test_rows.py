"""Every method of the table learns from a few pictures drawn here, and its row is written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from typer.testing import CliRunner

from models.face import archs, boosted, classical, deep, detect, hog, landmarks, peers, rows
from models.face.data import CLASSES
from models.face.folder import load_faces
from models.face.lessons import OUTPUTS
from ui.cli import app
from viva.errors import SettingsError
from viva.settings import Settings

REPOSITORY = Path(__file__).parents[3]


@pytest.fixture
def known_points(monkeypatch: pytest.MonkeyPatch) -> None:
    """Landmarks that follow from the picture, in place of FaceMesh's."""

    def found(images: np.ndarray, settings: Settings, say: Any = print) -> np.ndarray:
        down = images.mean(axis=2) / 255
        points = np.random.default_rng(0).random((1, landmarks.POINTS, 3)).astype(np.float32)
        return points * 0.6 + 0.2 + 0.1 * np.repeat(down, 30, axis=1)[:, : landmarks.POINTS, None]

    monkeypatch.setattr(landmarks, "cached", found)


def learned(arch: str, settings: Settings, folder: Path, minutes: float = 0.02) -> rows.Learned:
    return archs.learn(
        arch, settings, folder, minutes=minutes, seed=0, threads=1, say=lambda line: None
    )


@pytest.mark.parametrize("arch", sorted(peers.PEERS))
def test_each_network_gives_logits_for_the_sizes_it_learns_at(
    arch: str, tree_settings: Settings
) -> None:
    peer = peers.PEERS[arch]
    net = peer.build(OUTPUTS, tree_settings).eval()
    for _, side in peer.sizes:
        with torch.inference_mode():
            assert net(torch.zeros(2, 1, side, side)).shape == (2, OUTPUTS)
    assert 100_000 < peers.parameters(net) < 20_000_000


@pytest.mark.parametrize("arch", ["simple-cnn", "hybrid", "yolov8-detect"])
def test_a_deep_row_ends_with_its_budget_and_answers(
    arch: str, tree_settings: Settings, tmp_path: Path, known_points: None
) -> None:
    row = learned(arch, tree_settings, tmp_path / "run", minutes=0.001)  # a step or two
    assert row.ended_by_budget
    assert row.log[-1]["loss"] is not None
    public = load_faces(tree_settings.data, "PublicTest")
    assert row.answer(public).shape == (21, 7)
    assert (tmp_path / "run" / "network.safetensors").stat().st_size == row.more["bytes"]


def test_a_network_learns_and_goes_on_where_it_was(tree_settings: Settings, tmp_path: Path) -> None:
    def run(epochs: int, resume: bool) -> rows.Learned:
        return deep.learn(
            "simple-cnn", tree_settings, tmp_path, minutes=5, epochs=epochs, threads=1,
            resume=resume, say=lambda line: None,
        )  # fmt: skip

    first = run(2, resume=False)
    assert (first.epochs, first.ended_by_budget) == (2, False)
    more = run(8, resume=True)
    assert [entry["epoch"] for entry in more.log] == list(range(1, 9))
    assert more.log[-1]["loss"] < first.log[0]["loss"]
    with pytest.raises(SettingsError, match="another network"):
        deep.learn("vgg", tree_settings, tmp_path, resume=True, say=lambda line: None)
    with pytest.raises(SettingsError, match="--resume"):
        deep.learn("vgg", tree_settings, tmp_path / "no", resume=True, say=lambda line: None)


@pytest.mark.parametrize("arch", sorted(classical.METHODS))
def test_a_support_vector_machine_learns_the_bars(
    arch: str, tree_settings: Settings, tmp_path: Path, known_points: None
) -> None:
    row = learned(arch, tree_settings, tmp_path, minutes=1)
    private = load_faces(tree_settings.data, "PrivateTest")
    assert (row.answer(private).argmax(1) == private.labels).mean() > 0.5
    assert not row.calibrated


@pytest.mark.parametrize("arch", boosted.METHODS)
def test_trees_learn_from_pixels_and_from_a_code(
    arch: str, tree_settings: Settings, tmp_path: Path
) -> None:
    row = learned(arch, tree_settings, tmp_path, minutes=0.06)
    assert row.answer(load_faces(tree_settings.data, "PrivateTest")).shape == (21, 7)
    assert row.more["rounds"] >= 1


def test_the_command_writes_the_row_its_pictures_and_what_repeats_it(
    tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VIVA_DATA", str(tree))
    monkeypatch.setenv("VIVA_CACHE_DIR", str(tmp_path / "cache"))
    out = tmp_path / "row"
    flags = ["--arch", "svm-hog", "--minutes", "1", "--out", str(out), "--json"]
    done = CliRunner().invoke(app, ["train", "face", *flags])
    assert done.exit_code == 0, done.output
    results = json.loads((out / "results.json").read_text())
    assert results["about"]["protocol"].startswith("pictures of")
    assert results["PrivateTest"]["n"] == 21
    assert "calibration_error" not in results["PrivateTest"]
    assert results["training"]["budget_minutes"] == 1
    assert (out / "results_confusion.png").read_bytes().startswith(b"\x89PNG")
    assert not (out / "results_curves.png").exists()  # nothing was learned in epochs


def test_an_unknown_method_is_refused_with_a_list(tree_settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="lightgbm-flat"):
        learned("perceptron", tree_settings, tmp_path)


def test_flags_of_the_shipped_network_are_refused_elsewhere(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["train", "face", "--arch", "vgg", "--scale", "n"])
    assert isinstance(done.exception, SettingsError)


def test_pictures_and_boxes_are_moved_together() -> None:
    x = torch.zeros(16, 1, 48, 48)
    x[:, :, 12:30, 6:20] = 1
    boxes = torch.tensor([[6 / 48, 12 / 48, 20 / 48, 30 / 48]]).repeat(16, 1)
    moved, found = detect.moved(x, boxes, torch.Generator().manual_seed(0))
    assert len({round(float(value), 3) for value in found[:, 0]}) > 8
    for picture, (cx, cy, w, h) in zip(moved[:, 0], found.tolist(), strict=True):
        down, across = torch.where(picture > 0.5)
        seen = [across.min(), down.min(), across.max() + 1, down.max() + 1]
        box = [cx - w / 2, cy - h / 2, cx + w / 2, cy + h / 2]
        assert [float(v) / detect.SIDE for v in seen] == pytest.approx(box, abs=0.02)


def test_landmarks_say_nothing_of_place_size_and_tilt() -> None:
    points = np.random.default_rng(1).random((1, landmarks.POINTS, 3)).astype(np.float32)
    cos, sin = np.cos(0.3) * 0.5, np.sin(0.3) * 0.5
    turned = points.copy()
    turned[:, :, 0] = points[:, :, 0] * cos - points[:, :, 1] * sin + 0.2
    turned[:, :, 1] = points[:, :, 0] * sin + points[:, :, 1] * cos - 0.1
    assert landmarks.describe(turned) == pytest.approx(landmarks.describe(points), abs=1e-4)
    wider = points.copy()
    wider[:, 100:] *= 1.2
    assert landmarks.describe(wider) != pytest.approx(landmarks.describe(points), abs=1e-2)


def test_landmarks_are_looked_for_once(
    tree_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[int] = []

    def find(images: np.ndarray, path: Path, say: Any) -> np.ndarray:
        calls.append(len(images))
        return np.full((len(images), landmarks.POINTS, 3), 0.25, np.float32)

    monkeypatch.setattr(landmarks, "find", find)
    monkeypatch.setattr(landmarks.registry, "locate", lambda name, settings: Path("mesh"))
    images = load_faces(tree_settings.data, "PublicTest").images
    for _ in range(2):
        assert landmarks.cached(images, tree_settings).shape == (21, landmarks.POINTS, 3)
    landmarks.cached(images[:5], tree_settings)
    assert calls == [21, 5]


def test_a_window_sees_the_gradients_that_lie_in_it() -> None:
    plain = np.full((1, 48, 48), 100, np.uint8)
    edge = plain.copy()
    edge[:, :8, 4:8] = 200  # in the corner, where only the first window reaches
    changed = np.abs(hog.describe_windows(edge) - hog.describe_windows(plain)).reshape(25, 81)
    assert changed.sum(axis=1)[0] > 0
    assert changed.sum(axis=1)[1:5].max() > 0
    assert changed.sum(axis=1)[12] == 0
    assert hog.describe(edge).shape == (1, 900)


def test_each_row_of_the_repository_has_the_classes_and_both_figures() -> None:
    files = sorted((REPOSITORY / "models" / "results").glob("face_*.json"))
    assert files
    for path in files:
        results = json.loads(path.read_text())
        assert results["about"]["command"].startswith("viva train face"), path.name
        assert results["PrivateTest"]["classes"] == list(CLASSES)
        assert (results["PrivateTest"]["n"], results["PrivateTest_leak_free"]["n"]) == (3589, 3275)
        assert np.array(results["PrivateTest"]["confusion"]).sum() == 3589
