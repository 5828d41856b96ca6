"""Training on real sound: the front end, the protocols, runs that are stopped, folders of files.

Three classes of synthetic sound (a steady, a rising and a trembling tone) by six "speakers", each
with a pitch and a colour of its own, can be learned in seconds.
"""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import numpy as np
import pytest
import soundfile

from models.voice import measure_sounds, protocol, statistics
from models.voice.folder import look_through, read_sound
from models.voice.melody import MELODY, melody
from models.voice.ravdess import Recording
from models.voice.sounds import Sounds, described, fingerprint, log_mels, normalised
from models.voice.train_folder import train_folder
from models.voice.train_sounds import SoundTraining, brought_level, learn, log_probabilities
from viva.errors import SettingsError
from viva.settings import Settings, load

KINDS = ("steady", "rising", "trembling")
SMALL = SoundTraining(
    epochs=6, minutes=0, batch=12, rate=5e-3, mixup=0.0, average=0.8, widths=(8, 8, 16, 16),
    hidden=16, crop=40, summary_width=32,
)  # fmt: skip


def tone(kind: str, pitch: float, seconds: float = 0.9, seed: int = 0) -> np.ndarray:
    at = np.arange(round(seconds * 16_000)) / 16_000
    bend = {"steady": 0 * at, "rising": 0.8 * at, "trembling": 0.25 * np.sin(40 * at)}[kind]
    phase = 2 * np.pi * np.cumsum(pitch * (1 + bend)) / 16_000
    sound = sum(np.sin(k * phase) / k for k in range(1, 8))
    noise = np.random.default_rng(seed).normal(0, 0.01, len(at))
    return (0.1 * sound + noise).astype(np.float32)


def clips() -> list[Recording]:
    return [
        Recording(
            clip=f"{speaker}-{kind}-{take}", emotion=kind, actor=speaker, male=speaker % 2 == 0,
            fold=speaker // 2,
            samples=tone(kind, 110 + 25 * speaker, 0.8 + 0.1 * take, 10 * speaker + take),
        )
        for speaker in range(6)
        for kind in KINDS
        for take in range(3)
    ]  # fmt: skip


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return load(cache_dir=tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="module")
def sounds(settings: Settings) -> Sounds:
    return described(clips, KINDS, "tones", settings, lambda line: None)


def test_the_front_end_hears_neither_loudness_nor_silence_around() -> None:
    sound = tone("rising", 200)
    plain = log_mels(sound)
    assert plain.shape[1] == 64
    assert np.abs(plain - log_mels(sound * np.float32(0.01))).max() < 0.2
    around = np.concatenate([np.zeros(9600, np.float32), sound, np.zeros(9600, np.float32)])
    # silence is looked for in steps of 32 ms; 60 frames of it were added
    assert abs(len(log_mels(around)) - len(plain)) <= 8
    # faster is shorter and higher
    assert len(log_mels(sound, 1.1)) < len(plain) < len(log_mels(sound, 0.9))
    assert np.isfinite(log_mels(np.zeros(0, np.float32)).astype(float)).all()
    assert len(log_mels(np.zeros(100, np.float32))) >= 8


def test_normalising_takes_the_speaker_out_and_looks_at_no_label(sounds: Sounds) -> None:
    level = normalised(sounds, sounds.speaker)[1.0]
    mine = np.concatenate([level[at] for at in np.flatnonzero(sounds.speaker == 3)])
    assert np.abs(mine.mean(axis=0)).max() < 0.01
    assert np.abs(mine.std(axis=0) - 1).max() < 0.01
    raw = sounds.mels[1.0]
    assert np.abs(np.concatenate([raw[at] for at in range(9)]).mean(axis=0)).max() > 1


def test_sound_is_described_once_and_again_when_the_files_change(
    settings: Settings, sounds: Sounds, tmp_path: Path
) -> None:
    def never() -> list[Recording]:
        raise AssertionError("it was described again")

    again = described(never, KINDS, "tones", settings)
    assert np.array_equal(again.mels[0.9][5], sounds.mels[0.9][5])
    (tmp_path / "a.wav").write_bytes(b"1")
    before = fingerprint(tmp_path)
    (tmp_path / "a.wav").write_bytes(b"12")
    assert fingerprint(tmp_path) != before
    assert fingerprint(tmp_path, "another split") != fingerprint(tmp_path)


def test_random_splits_are_fifths_and_folds_share_no_speaker(sounds: Sounds) -> None:
    for mask in protocol.random_splits(1439).values():
        assert mask.sum() == 287
    masks = protocol.speaker_folds(sounds.fold)
    assert np.array_equal(sum(mask.astype(int) for mask in masks.values()), np.ones(len(sounds)))
    for mask in masks.values():
        assert not set(sounds.speaker[mask]) & set(sounds.speaker[~mask])


def test_pooled_figures_have_an_interval_over_runs() -> None:
    labels = np.array([0, 0, 1, 1], np.int64)
    good, bad = np.log(np.eye(2)[labels] + 0.01), np.log(np.eye(2)[1 - labels] + 0.01)
    figures = protocol.pooled([good, good, bad], [labels] * 3, ("a", "b"))
    assert figures["accuracy_each"] == [1, 1, 0]
    assert figures["accuracy_mean"] == pytest.approx(2 / 3, abs=1e-3)
    low, high = figures["accuracy_interval_95"]
    # two degrees of freedom: 4.303 standard errors, cut at 0 and 1
    assert (low, high) == (0, 1)
    low, high = protocol.pooled([good, good], [labels] * 2, ("a", "b"))["accuracy_interval_95"]
    assert (low, high) == (1, 1)


@pytest.mark.parametrize("network", ["cnn_lstm_summary", "time_distributed"])
def test_a_run_learns_what_it_is_taught_and_goes_on_where_it_stopped(
    sounds: Sounds, tmp_path: Path, network: str
) -> None:
    config = dataclasses.replace(SMALL, network=network, epochs=5)
    level = brought_level(sounds, config)
    test = protocol.speaker_folds(sounds.fold)["fold_1"]
    to_learn, held = np.flatnonzero(~test), np.flatnonzero(test)

    def run(epochs: int, checkpoint: Path | None) -> float:
        longer = dataclasses.replace(config, epochs=epochs)
        done = learn(
            longer, level, sounds.labels, 3, to_learn, watched=held, checkpoint=checkpoint,
            say=lambda line: None,
        )  # fmt: skip
        assert [entry["epoch"] for entry in done.log] == list(range(1, epochs + 1))
        assert not done.ended_by_budget
        out = log_probabilities(done.average, level, held)
        assert np.exp(out).sum(axis=1) == pytest.approx(1, abs=1e-3)
        return float((out.argmax(axis=1) == sounds.labels[held]).mean())

    run(5, tmp_path / "run.pt")
    assert run(15, tmp_path / "run.pt") > 0.6  # a third is chance


def test_a_budget_ends_a_run_in_time(sounds: Sounds) -> None:
    config = dataclasses.replace(SMALL, epochs=10_000, minutes=0.01)
    run = learn(config, brought_level(sounds, config), sounds.labels, 3, np.arange(len(sounds)))
    assert run.ended_by_budget
    assert run.step < 10_000


def test_wrong_labels_are_not_learned(sounds: Sounds) -> None:
    """Labels drawn at random say nothing about other speakers: what is measured is no leak."""
    labels = np.random.default_rng(3).permutation(sounds.labels)
    level = brought_level(sounds, SMALL)
    test = protocol.speaker_folds(sounds.fold)["fold_1"]
    run = learn(SMALL, level, labels, 3, np.flatnonzero(~test), say=lambda line: None)
    out = log_probabilities(run.average, level, np.flatnonzero(test))
    assert (out.argmax(axis=1) == labels[test]).mean() < 0.7


def test_measuring_keeps_each_run_and_goes_on(sounds: Sounds, tmp_path: Path) -> None:
    said: list[str] = []
    short = dataclasses.replace(SMALL, epochs=1)
    wanted = ("speaker_independent",)
    first = measure_sounds.measure(sounds, short, tmp_path, "viva x", said.append, wanted)
    figures = first["speaker_independent"]
    assert figures["n"] == len(sounds)
    assert (figures["runs_done"], figures["runs"]) == (3, 3)
    assert set(figures["by_sex"]) == {"male", "female"}
    assert figures["by_sex"]["male"]["n"] == 27
    (tmp_path / "fold_2.npz").unlink()
    said.clear()
    again = measure_sounds.measure(sounds, short, tmp_path, "viva x", said.append, wanted)
    assert sum('"epoch"' in line for line in said) == 1  # only the missing one was trained
    assert again["speaker_independent"]["accuracy"] == figures["accuracy"]
    assert json.loads((tmp_path / "results.json").read_text()) == json.loads(json.dumps(again))
    pictures = measure_sounds.draw(again, "tones", tmp_path / "results")
    assert all(path.stat().st_size > 1000 for path in pictures)
    with pytest.raises(SettingsError, match="another configuration"):
        measure_sounds.measure(sounds, SMALL, tmp_path, "viva x", said.append, wanted)


def write(path: Path, samples: np.ndarray, rate: int = 16_000) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    soundfile.write(path, samples, rate)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Three classes by ten files, of three kinds, two rates, some in stereo."""
    folder = tmp_path / "own"
    for kind in KINDS:
        for take in range(10):
            sound = tone(kind, 120 + 12 * take, seed=take)
            suffix, rate = (".wav", ".flac", ".mp3")[take % 3], 16_000
            if take % 2:
                sound = np.stack([sound, sound * np.float32(0.5)], axis=1)
            write(folder / kind / f"{take}{suffix}", sound, rate)
    return folder


def test_a_folder_by_class_is_split_and_learned_from(
    own: Path, settings: Settings, tmp_path: Path
) -> None:
    layout = look_through(own)
    assert layout.classes == tuple(sorted(KINDS))
    assert (len(layout.part("train")), len(layout.part("test"))) == (24, 6)
    assert not set(layout.part("train")) & set(layout.part("test"))
    assert look_through(own, 1).files != layout.files
    config = dataclasses.replace(SMALL, normalise="clip", epochs=2)
    out = tmp_path / "out"
    results = train_folder(own, settings, config, out, "viva x", lambda line: None)
    assert results["test"]["n"] == 6
    assert "random 80/20" in results["about"]["protocol"]
    found = {path.name for path in out.iterdir()}
    assert found == {"model.pt", "results.json", "curves.png", "confusion.png"}


def test_a_folder_with_its_own_parts_keeps_them(
    own: Path, settings: Settings, tmp_path: Path
) -> None:
    split = tmp_path / "split"
    for kind in KINDS:
        for take, part in ((0, "train"), (3, "train"), (6, "validation"), (9, "test")):
            write(split / part / kind / f"{take}.wav", tone(kind, 120 + 12 * take))
    layout = look_through(split)
    assert [len(layout.part(p)) for p in ("train", "validation", "test")] == [6, 3, 3]
    config = dataclasses.replace(SMALL, normalise="clip", epochs=1)
    results = train_folder(split, settings, config, tmp_path / "o", "viva x", lambda line: None)
    assert results["validation"]["n"] == results["test"]["n"] == 3
    assert results["training"]["log"][0]["watched_accuracy"] >= 0


def test_sound_of_another_rate_is_the_same_sound(tmp_path: Path) -> None:
    write(tmp_path / "slow.wav", tone("steady", 200)[::2], 8_000)
    write(tmp_path / "fast.wav", tone("steady", 200))
    slow, fast = read_sound(tmp_path / "slow.wav"), read_sound(tmp_path / "fast.wav")
    assert abs(len(slow) - len(fast)) <= 2
    peak = [np.abs(np.fft.rfft(one)).argmax() / len(one) for one in (slow, fast)]
    assert peak[0] == pytest.approx(peak[1], rel=0.02)


def test_unusable_folders_and_files_are_named(own: Path, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no folder"):
        look_through(tmp_path / "nowhere")
    (tmp_path / "empty").mkdir()
    with pytest.raises(SettingsError, match="0 classes"):
        look_through(tmp_path / "empty")
    write(tmp_path / "single" / "one" / "a.wav", tone("steady", 200))
    with pytest.raises(SettingsError, match="Class one has one file"):
        look_through(tmp_path / "single")
    for kind in KINDS[:2]:
        write(tmp_path / "odd" / "train" / kind / "a.wav", tone(kind, 200))
    with pytest.raises(SettingsError, match="no sound in test"):
        look_through(tmp_path / "odd")
    write(tmp_path / "odd" / "test" / "surprise" / "a.wav", tone("steady", 200))
    with pytest.raises(SettingsError, match="surprise"):
        look_through(tmp_path / "odd")
    (own / "steady" / "0.wav").write_bytes(b"RIFF of nothing")
    with pytest.raises(SettingsError, match=r"0\.wav cannot be read"):
        read_sound(own / "steady" / "0.wav")
    write(own / "steady" / "0.wav", np.zeros(16_000, np.float32))
    with pytest.raises(SettingsError, match="no sound of at least"):
        read_sound(own / "steady" / "0.wav")


def test_statistics_of_bands_tell_clips_apart() -> None:
    rng = np.random.default_rng(2)
    labels = np.arange(60, dtype=np.int64) % 2
    mels = rng.normal(20 + 10 * labels[:, None, None], 3, (60, 64, 90))
    features = np.stack([statistics._of_bands(mel) for mel in mels])
    assert features.shape == (60, 448)
    folds = protocol.speaker_folds(np.arange(60) // 2 % 3)
    figures = statistics._over(folds, features, labels, ("low", "high"))
    assert figures["accuracy"] == 1
    assert "calibration_error" not in figures
    shuffled = statistics._over(folds, features, rng.permutation(labels), ("low", "high"))
    assert shuffled["accuracy"] < 0.8


def test_melody_follows_pitch_and_not_loudness() -> None:
    steady, higher = melody(tone("steady", 150)), melody(tone("steady", 300))
    assert steady.shape == (MELODY,)
    # the middle of the pitch, in semitones above 70 Hz: an octave lies between them
    assert steady[4] == pytest.approx(12 * np.log2(150 / 70), abs=0.5)
    assert higher[4] - steady[4] == pytest.approx(12, abs=0.5)
    assert melody(tone("rising", 150))[1] > 3 * steady[1]  # spread
    assert np.allclose(melody(tone("rising", 150) * np.float32(0.1)), melody(tone("rising", 150)))
    for nothing in (np.zeros(0, np.float32), np.zeros(20_000, np.float32)):
        assert np.isfinite(melody(nothing)).all()
