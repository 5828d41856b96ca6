"""The data sets written for ultralytics' trainer."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from models.face.data import CLASSES
from models.face.folder import load_tree
from models.face.yolo_labels import (
    label_line,
    read_label,
    write_classification,
    write_detection,
)
from viva.errors import SettingsError


def test_classification_is_a_folder_a_class_in_a_folder_a_split(tree: Path, tmp_path: Path) -> None:
    splits, _ = load_tree(tree)
    target = tmp_path / "out"
    write_classification(splits, target)
    assert sorted(f.name for f in target.iterdir()) == ["test", "train", "val"]
    assert len(list((target / "train" / "surprise").glob("*.png"))) == 12
    again, flaws = load_tree(target)
    assert flaws == []
    assert np.array_equal(np.sort(again["PublicTest"].labels), np.sort(splits["PublicTest"].labels))
    with pytest.raises(SettingsError, match="not empty"):
        write_classification(splits, target)


def test_detection_has_a_label_file_for_each_picture(tree: Path, tmp_path: Path) -> None:
    import yaml

    splits, _ = load_tree(tree)
    box = np.array([0.1, 0.2, 0.9, 1.0], np.float32)
    boxes = {split: np.tile(box, (len(faces), 1)) for split, faces in splits.items()}
    write_detection(splits, boxes, tmp_path / "out")
    about = yaml.safe_load((tmp_path / "out" / "data.yaml").read_text())
    assert list(about["names"].values()) == list(CLASSES)
    pictures = sorted((tmp_path / "out" / about["val"]).glob("*.png"))
    assert len(pictures) == 21
    label = tmp_path / "out" / "labels" / "val" / f"{pictures[0].stem}.txt"
    number, read = read_label(label.read_text())
    assert number == splits["PublicTest"].labels[0]
    assert read == pytest.approx(box, abs=1e-5)
    assert np.array_equal(np.asarray(Image.open(pictures[0])), splits["PublicTest"].images[0])


@pytest.mark.parametrize(
    "box", [[0.5, 0.1, 0.5, 0.9], [0.6, 0.1, 0.5, 0.9], [-0.1, 0, 0.5, 0.5], [0, 0, 1.1, 1]]
)
def test_a_box_that_is_none_is_refused(box: list[float]) -> None:
    with pytest.raises(SettingsError, match="no box"):
        label_line(0, np.array(box, np.float32))


@pytest.mark.parametrize(
    "line", ["", "7 0.5 0.5 1 1", "-1 0.5 0.5 1 1", "1 0.5 0.5 1", "a b c d e"]
)
def test_a_line_that_is_no_label_is_refused(line: str) -> None:
    with pytest.raises(SettingsError, match="no label"):
        read_label(line)
