"""Reading trees of pictures: what is there, and what is wrong with it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from models.face.data import for_training
from models.face.folder import is_tree, load_faces, load_tree, name_of, read_picture
from viva.errors import SettingsError


def test_a_tree_is_read_by_split_and_class(tree: Path) -> None:
    splits, flaws = load_tree(tree)
    assert flaws == []
    assert [len(splits[name]) for name in ("Training", "PublicTest", "PrivateTest")] == [84, 21, 21]
    assert np.bincount(splits["PublicTest"].labels).tolist() == [3] * 7
    assert not splits["PrivateTest"].leak.any()
    assert load_faces(tree, "Training").images.shape == (84, 48, 48)
    assert name_of(tree) == "pictures of pictures"


def test_what_cannot_be_learned_from_is_named(tree: Path) -> None:
    train = tree / "train"
    whole = (train / "happy" / "0.png").read_bytes()
    (train / "happy" / "cut.png").write_bytes(whole[: len(whole) // 2])
    (train / "happy" / "text.png").write_text("no picture")
    Image.new("L", (60, 60), 90).save(train / "sad" / "blank.png")
    shutil.copy(train / "fear" / "0.png", train / "fear" / "again.png")
    shutil.copy(train / "fear" / "1.png", train / "angry" / "other.png")
    shutil.copy(train / "neutral" / "0.png", tree / "test" / "neutral" / "leaked.png")
    splits, flaws = load_tree(tree)
    found = {(flaw.path.relative_to(tree).as_posix(), flaw.kind) for flaw in flaws}
    assert found == {
        ("train/happy/cut.png", "truncated"),
        ("train/happy/text.png", "unreadable"),
        ("train/sad/blank.png", "blank"),
        ("train/fear/again.png", "duplicate"),
        ("train/angry/other.png", "conflict"),
        ("train/fear/1.png", "conflict"),
        ("test/neutral/leaked.png", "leak"),
    }
    assert splits["PrivateTest"].leak.sum() == 1
    # blank, one of two equal, and both that contradict each other
    assert len(splits["Training"]) - len(for_training(splits["Training"])) == 4


def test_pictures_of_any_size_and_mode_are_read(
    tmp_path: Path, draw_face: Callable[[int, int], np.ndarray]
) -> None:
    grey = Image.fromarray(draw_face(2, 1))
    plain = np.asarray(grey).astype(int)
    large = grey.resize((480, 480), Image.Resampling.NEAREST)
    deep = Image.fromarray(np.asarray(grey).astype(np.uint16) * 257)
    for name, picture in (
        ("rgb.png", large.convert("RGB")), ("alpha.png", grey.convert("RGBA")),
        ("palette.gif", grey.convert("P")), ("deep.png", deep),
        ("print.tiff", grey.convert("CMYK")),
    ):  # fmt: skip
        picture.save(tmp_path / name)
        read = read_picture(tmp_path / name)
        assert isinstance(read, np.ndarray), (name, read)
        assert np.abs(read.astype(int) - plain).mean() < 3, name


def test_a_picture_is_turned_as_its_exif_says(
    tmp_path: Path, draw_face: Callable[[int, int], np.ndarray]
) -> None:
    tile = draw_face(0, 1)
    exif = Image.Exif()
    exif[0x0112] = 3  # upside down
    Image.fromarray(tile[::-1, ::-1].copy()).save(tmp_path / "turned.png", exif=exif)
    assert np.array_equal(read_picture(tmp_path / "turned.png"), tile)


def test_classes_alone_are_split_here_each_in_the_same_shares(tree: Path, tmp_path: Path) -> None:
    alone = tmp_path / "alone"
    for folder in (tree / "train").iterdir():
        shutil.copytree(folder, alone / folder.name)
    shutil.move(alone / "happy", alone / "Happiness")
    assert is_tree(alone)
    splits, _ = load_tree(alone)
    assert np.bincount(splits["Training"].labels).tolist() == [10] * 7
    assert np.bincount(splits["PrivateTest"].labels).tolist() == [1] * 7
    again, _ = load_tree(alone)
    assert np.array_equal(again["PublicTest"].images, splits["PublicTest"].images)


def test_an_unknown_class_and_a_missing_split_are_refused(tree: Path) -> None:
    (tree / "train" / "bored").mkdir()
    with pytest.raises(SettingsError, match="bored"):
        load_tree(tree)
    (tree / "train" / "bored").rmdir()
    shutil.rmtree(tree / "validation")
    with pytest.raises(SettingsError, match="validation"):
        load_tree(tree)


def test_neither_fer2013_nor_a_tree_says_how_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="Kaggle"):
        load_faces(tmp_path, "Training")
