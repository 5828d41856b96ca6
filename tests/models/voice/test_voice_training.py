"""The front end, the data and the training loop; the real data under its marker."""

from __future__ import annotations

import csv
import dataclasses
import gzip
import itertools
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from models.voice import data, evaluate, network
from models.voice.data import CLASSES, load_crema
from models.voice.front_end import LogMel, as_features, frames_of, mel_picture
from models.voice.train import VoiceTraining, split, train
from viva.errors import SettingsError
from viva.settings import Settings, load


def chirp(seconds: float = 2.0) -> np.ndarray:
    at = np.arange(round(seconds * 16_000)) / 16_000
    return (0.3 * np.sin(2 * np.pi * (200 + 900 * at) * at) * np.hanning(len(at))).astype(
        np.float32
    )


def reference_picture(samples: np.ndarray) -> np.ndarray:
    """The same through librosa, as the data set was made."""
    import librosa

    clip = np.zeros(48_000, np.float32)
    clip[: len(samples[:48_000])] = samples[:48_000]
    mel = librosa.feature.melspectrogram(
        y=clip, sr=16_000, n_fft=1024, hop_length=256, n_mels=128, power=2.0
    )
    decibels = librosa.power_to_db(mel, ref=np.max)
    unit = (decibels - decibels.min()) / (decibels.max() - decibels.min())
    linear = 10.0 ** (unit * 8)
    halved = np.log10((linear[0::2] + linear[1::2]) / 2) / 8
    return np.round(halved * 255).astype(int) // 4


def test_the_front_end_is_the_one_that_the_data_was_made_by() -> None:
    rng = np.random.default_rng(5)
    for samples in (
        chirp(),
        rng.normal(0, 0.1, 60_000).astype(np.float32),
        chirp(0.7) + rng.normal(0, 0.001, 11_200).astype(np.float32),
    ):
        difference = np.abs(mel_picture(samples).astype(int) - reference_picture(samples))
        assert difference.max() <= 1
        assert (difference > 0).mean() < 0.001


def test_the_front_end_stays_as_it_is() -> None:
    """Golden values: a change here makes every trained weight wrong."""
    picture = mel_picture(chirp())
    assert picture.shape == (64, 188)
    assert (int(picture.min()), int(picture.max())) == (0, 62)
    assert [int(picture[:, frame].argmax()) for frame in range(10, 125, 16)] == GOLDEN


GOLDEN = [10, 20, 28, 34, 38, 42, 45, 48]


def test_the_front_end_hears_no_loudness_and_survives_silence() -> None:
    assert np.array_equal(mel_picture(chirp()), mel_picture(chirp() * np.float32(0.25)))
    assert not mel_picture(np.zeros(48_000, np.float32)).any()
    assert mel_picture(np.zeros(0, np.float32)).shape == (64, 188)


def test_frames_count_sound_and_not_padding() -> None:
    assert [frames_of(n) for n in (0, 16_000, 48_000, 99_999)] == [1, 63, 188, 188]


def test_features_have_time_first() -> None:
    import torch

    waves = torch.from_numpy(np.stack([np.pad(chirp(), (0, 16_000))] * 2))
    features = LogMel()(waves)
    assert features.shape == (2, 188, 64)
    assert torch.equal(features[:1], as_features(mel_picture(chirp())[None]))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A CREMA-D folder of 250 clips by 10 speakers in 5 folds; a clip's class is its pitch."""
    folder = tmp_path / "sets" / "crema_logmel"
    folder.mkdir(parents=True)
    rng = np.random.default_rng(1)
    mels = rng.integers(0, 20, (250, 64, 188)).astype(np.uint8)
    with gzip.open(folder / "labels.csv.gz", "wt", encoding="utf-8") as file:
        out = csv.DictWriter(
            file, ["idx", "clip", "actor", "emotion", "sex", "frames", "fold_si", "blank"]
        )
        out.writeheader()
        for index in range(250):
            label, actor = index % 6, index % 10
            mels[index, label * 10 : label * 10 + 8] += 40
            out.writerow(
                {
                    "idx": index, "clip": f"c{index}" if index else "1006_TIE_HAP_XX",
                    "actor": actor, "emotion": CLASSES[label], "frames": 150,
                    "sex": "Male" if actor % 2 else "Female", "fold_si": actor // 2,
                    "blank": int(index == 1),
                }
            )  # fmt: skip
    Image.fromarray(mels.reshape(-1, 188)).save(folder / "logmel6_00.png")
    return load(data=tmp_path / "sets", cache_dir=tmp_path / "cache")


def test_silent_clips_and_unknowable_labels_are_left_out(settings: Settings) -> None:
    clips = load_crema(settings.data)
    assert len(clips) == 248
    assert clips.mels.shape == (248, data.BANDS, data.FRAMES)
    assert clips.mels.max() <= 63


def test_no_speaker_is_in_two_parts(settings: Settings) -> None:
    parts = split(load_crema(settings.data), VoiceTraining())
    assert all(len(part) for part in parts)
    for one, other in itertools.combinations(parts, 2):
        assert not set(one.actor) & set(other.actor)


def test_a_run_learns_resumes_exports_and_is_loaded_by_speechbrain(
    settings: Settings, tmp_path: Path
) -> None:
    import torch

    out = tmp_path / "run"
    small = VoiceTraining(
        epochs=2, batch=16, widths=(8, 8, 16, 16), hidden=16, threads=1, average=0.9, rate=5e-3
    )
    said: list[str] = []
    train(small, settings, out, say=said.append)
    longer = dataclasses.replace(small, epochs=4)
    averaged = train(longer, settings, out, resume=True, say=said.append)
    folder = tmp_path / "voice"
    about = evaluate.export(averaged, folder, settings)
    model = network.load(folder)
    with torch.inference_mode():
        encoded = model.encode_batch(torch.from_numpy(chirp(3.0)[None]))
        shares = model.mods["classifier"](encoded).squeeze(1).exp()
    assert shares.shape == (1, 6)
    assert float(shares.sum()) == pytest.approx(1, abs=1e-4)
    results = evaluate.evaluate(folder, longer, settings)
    assert results["abstain_below"] == about["abstain_below"]
    assert results["held_out_speakers"]["n"] == len(split(load_crema(settings.data), longer)[2])


def test_without_the_data_set_it_says_how_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="CREMA-D"):
        load_crema(tmp_path)


@pytest.mark.data
def test_live_sound_and_the_data_set_look_alike(data_folder: Path) -> None:
    """RAVDESS clips through the live front end lie where CREMA-D's pictures lie."""
    from models.voice.ravdess import recordings

    crema = load_crema(data_folder).mels[::40].astype(float)
    some = itertools.islice(recordings(data_folder), 0, 240, 12)
    live = np.stack([mel_picture(one.samples) for one in some]).astype(float)
    assert live.min() >= 0
    assert live.max() <= 63
    # loudest cell near the top, padding and quiet near the bottom, and a like spread of levels
    assert live.max(axis=(1, 2)).min() >= 58
    assert live.mean() == pytest.approx(crema.mean(), abs=8)
    assert np.quantile(live, 0.9) == pytest.approx(np.quantile(crema, 0.9), abs=10)
