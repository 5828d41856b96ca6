"""Data, augmentation and the training loop, on faces drawn here; the real data under its marker."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from models.face import data, evaluate, network
from models.face.data import CLASSES, Faces, for_training, load_fer2013
from models.face.train import FaceTraining, train
from models.training_config import read_config
from viva.errors import SettingsError, WeightCorrupt
from viva.settings import Settings, load

COLUMNS = ["idx", "usage", "label", "label_ambiguous", "pix_group", "blank", "leak"]


def picture(label: int, seed: int) -> np.ndarray:
    """A face that a network can tell: a bright bar whose height is its class."""
    rng = np.random.default_rng(seed)
    tile = rng.integers(0, 60, (48, 48)).astype(np.uint8)
    tile[3 + 6 * label : 9 + 6 * label] += 180
    return tile


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A FER2013 folder of 300 pictures: 200 to learn, 50 and 50 to test."""
    folder = tmp_path / "sets" / "fer2013"
    folder.mkdir(parents=True)
    usage = ["Training"] * 200 + ["PublicTest"] * 50 + ["PrivateTest"] * 50
    mosaic = np.zeros((25 * 48, 40 * 48), np.uint8)
    with gzip.open(folder / "labels.csv.gz", "wt", encoding="utf-8") as file:
        out = csv.DictWriter(file, [*COLUMNS, *(f"fp_{name}" for name in data.VOTES)])
        out.writeheader()
        for index, split in enumerate(usage):
            label = index % 7
            row, column = divmod(index, 40)
            mosaic[row * 48 : row * 48 + 48, column * 48 : column * 48 + 48] = picture(label, index)
            votes = dict.fromkeys((f"fp_{name}" for name in data.VOTES), -1 if index == 0 else 1)
            out.writerow(
                {
                    "idx": index, "usage": split, "label": label, "pix_group": index,
                    "label_ambiguous": int(index == 1), "blank": int(index == 2),
                    "leak": int(index == 299),
                }
                | votes
            )  # fmt: skip
    Image.fromarray(mosaic).save(folder / "mosaic_00.png")
    return load(data=tmp_path / "sets", cache_dir=tmp_path / "cache")


def faces_of(labels: list[int], groups: list[int]) -> Faces:
    n = len(labels)
    no = np.zeros(n, np.bool_)
    return Faces(
        images=np.zeros((n, 48, 48), np.uint8),
        labels=np.array(labels),
        votes=np.zeros((n, 10), np.float32),
        leak=no,
        group=np.array(groups),
        ambiguous=no,
        blank=no,
    )


def test_tiles_labels_and_votes_are_read_in_their_order(settings: Settings) -> None:
    public = load_fer2013(settings.data, "PublicTest")
    assert len(public) == 50
    assert np.array_equal(public.images[3], picture(203 % 7, 203))
    assert public.labels.tolist() == [i % 7 for i in range(200, 250)]
    assert public.votes.sum(axis=1) == pytest.approx(np.ones(50))
    training = load_fer2013(settings.data, "Training")
    assert training.votes[0].sum() == 0  # a picture without votes
    assert load_fer2013(settings.data, "PrivateTest").leak.sum() == 1


def test_what_teaches_nothing_is_left_out_of_training(settings: Settings) -> None:
    assert len(for_training(load_fer2013(settings.data, "Training"))) == 198


def test_twins_are_kept_once_and_twins_with_conflicting_labels_not_at_all() -> None:
    kept = for_training(faces_of([0, 0, 1, 2, 3], [5, 5, 6, 7, 7]))
    assert sorted(kept.group.tolist()) == [5, 6]


def test_without_the_data_set_it_says_how_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="Kaggle"):
        load_fer2013(tmp_path, "Training")


def test_standardised_pictures_do_not_depend_on_light() -> None:
    one = picture(3, 1)[None]
    darker = (one // 2 + 20).astype(np.uint8)
    assert network.standardise(darker) == pytest.approx(network.standardise(one), abs=0.05)
    assert not network.standardise(np.full((1, 48, 48), 9, np.uint8)).any()


def test_augmentation_keeps_shapes_and_is_the_same_for_the_same_seed() -> None:
    import torch

    from models.face import augment

    x = torch.rand(4, 1, 48, 48)

    def once(seed: int) -> torch.Tensor:
        generator = torch.Generator().manual_seed(seed)
        y = augment.warp(x, 64, generator)
        return augment.erase(augment.light(y, generator), generator)

    assert once(1).shape == (4, 1, 64, 64)
    assert torch.equal(once(1), once(1))
    assert not torch.equal(once(1), once(2))


def test_mixing_keeps_targets_a_distribution() -> None:
    import torch

    from models.face import augment

    generator = torch.Generator().manual_seed(0)
    x, targets = augment.mix(torch.rand(8, 1, 4, 4), torch.eye(8), 0.3, generator)
    assert x.shape == (8, 1, 4, 4)
    assert torch.allclose(targets.sum(1), torch.ones(8))


def test_a_run_learns_resumes_exports_and_is_measured(settings: Settings, tmp_path: Path) -> None:
    out = tmp_path / "run"
    small = FaceTraining(
        scale="n", epochs=2, batch=32, sizes=((0.0, 32),), threads=1, mixup=0.0, average=0.9
    )
    said: list[str] = []
    train(small, settings, out, say=said.append)
    longer = FaceTraining(**vars(small) | {"epochs": 6})
    averaged = train(longer, settings, out, resume=True, say=said.append)
    log = json.loads((out / "log.json").read_text())
    assert [row["epoch"] for row in log] == [1, 2, 3, 4, 5, 6]
    assert log[-1]["loss"] < log[0]["loss"]

    weights = tmp_path / "face.safetensors"
    about = evaluate.export(averaged, weights, settings)
    assert weights.stat().st_size < 4_000_000
    assert about["side"] == "32"
    net, read_back = network.load(weights, settings)
    assert read_back == about
    out_of = network.logits(net, load_fer2013(settings.data, "PublicTest").images, 32)
    assert out_of.shape == (50, len(CLASSES))
    results = evaluate.evaluate(weights, settings)
    assert results["PrivateTest"]["n"] == 50
    assert results["PrivateTest_leak_free"]["n"] == 49


def test_a_second_stage_goes_on_from_the_first_and_says_so(
    settings: Settings, tmp_path: Path
) -> None:
    sizes = ((0.0, 32),)
    first = FaceTraining(scale="n", epochs=1, batch=32, threads=1, sizes=sizes)
    kept = train(first, settings, tmp_path / "first", say=lambda line: None)
    second = FaceTraining(
        **vars(first) | {"begin_from": str(kept), "teacher": str(kept), "rate": 1e-9}
    )
    after = train(second, settings, tmp_path / "second", say=lambda line: None)
    old, new = (torch.load(p, weights_only=True)["average"] for p in (kept, after))
    name = next(n for n in old if n.endswith("conv.weight"))
    assert torch.allclose(old[name], new[name], atol=1e-4)  # hardly a step was taken
    evaluate.export(after, tmp_path / "w.safetensors", settings)
    log = json.loads((tmp_path / "second" / "log.json").read_text())
    found = evaluate.write_results(
        tmp_path / "w.safetensors", tmp_path / "r.json", settings, second, log, "command"
    )
    assert found["training"]["first_stage"]["epochs"] == 1
    lost = FaceTraining(**vars(first) | {"begin_from": str(tmp_path / "none.pt")})
    with pytest.raises(SettingsError, match="no earlier run"):
        train(lost, settings, tmp_path / "third", say=lambda line: None)


class LeftHalf(torch.nn.Module):
    """Looks at the left half of a face only, so that a mirror image gets another answer."""

    def forward(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        seen = x[:, 0, :, : x.shape[3] // 2].mean(dim=(1, 2))
        out = seen[:, None] * torch.arange(len(CLASSES))
        return out.softmax(1), out


def test_a_face_and_its_mirror_image_get_the_same_answer() -> None:
    faces = np.random.default_rng(0).integers(0, 120, (3, 48, 48)).astype(np.uint8)
    faces[:, :, :20] += 100
    mirrored = np.ascontiguousarray(faces[:, :, ::-1])
    out = network.answers(LeftHalf(), faces, 32)
    assert np.allclose(out, network.answers(LeftHalf(), mirrored, 32), atol=1e-5)
    assert np.allclose(np.exp(out).sum(axis=1), 1, atol=1e-5)
    one = [network.logits(LeftHalf(), f, 32) for f in (faces, mirrored)]
    assert not np.allclose(one[0], one[1], atol=0.1)


def test_resuming_without_a_checkpoint_is_refused(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="--resume"):
        train(FaceTraining(scale="n", threads=1), settings, tmp_path / "none", resume=True)


@pytest.mark.parametrize("content", [b"", b"not a weight", b"\x08\0\0\0\0\0\0\0{}      "])
def test_a_file_that_is_no_weight_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "face.safetensors"
    path.write_bytes(content)
    with pytest.raises(WeightCorrupt):
        network.load(path, load(cache_dir=tmp_path))


def test_a_configuration_file_is_overruled_by_flags_and_checked(tmp_path: Path) -> None:
    file = tmp_path / "face.toml"
    file.write_text('scale = "n"\nepochs = 3\nsizes = [[0.0, 48]]\n')
    config = read_config(FaceTraining, file, {"epochs": 5, "seed": None})
    assert (config.scale, config.epochs, config.side, config.seed) == ("n", 5, 48, 7)
    file.write_text("epoch = 3\n")
    with pytest.raises(SettingsError, match="no epoch"):
        read_config(FaceTraining, file, {})
    with pytest.raises(SettingsError, match="scale"):
        read_config(FaceTraining, None, {"scale": "x"})


@pytest.mark.data
def test_the_real_data_set_has_its_official_splits(data_folder: Path) -> None:
    public = load_fer2013(data_folder, "PublicTest")
    private = load_fer2013(data_folder, "PrivateTest")
    assert (len(public), len(private)) == (3589, 3589)
    assert (int(public.leak.sum()), int(private.leak.sum())) == (280, 314)
    assert public.images.std(axis=(1, 2)).mean() > 20
