"""Does reading face and voice together beat each alone?  The check that is possible without honest
paired data: held-out faces and held-out voices, paired at random within the same emotion.

Such pairs are artificial.  Face and voice of a pair belong to different people and err
independently of each other, which in one person they would not, so more is gained here than can be
hoped for on a person.  Only recordings of faces and voices together could show that.

Faces: FER2013's PrivateTest without leaked pixels.  Voices: CREMA-D's fold 0, whose speakers the
model never heard.  Each voice is paired with a face of its emotion; *surprised* faces have no voice
and are left out.  The fusion has no parameter that was fitted, so nothing was tuned on these.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evals.origin import Origin, here_and_now
from models import measures, registry
from tools.affect import COMMON_LABELS, FACE_LABELS, TO_COMMON, VOICE_LABELS, fuse, in_common
from tools.ports import FaceReading, VoiceReading
from viva.settings import Settings, load

SEEDS = (0, 1, 2, 3, 4)
HELD_FOLD = 0
MISSING = 0.3  # the share of each modality that is taken away in the second half of the check


@dataclass(frozen=True)
class Alone:
    """Shares in 0..1, means over the seeds; ``accuracy_sd`` over the seeds."""

    accuracy: float
    accuracy_sd: float
    macro_f1: float


@dataclass(frozen=True)
class Fusion:
    """``gain``: accuracy of both less that of the better one alone, with a 95 % interval from
    drawing the pairs of the first seed again 2,000 times.  ``plain_mean``: both with equal weight.
    ``with_missing``: what is found where each modality lacks in 30 % of the pairs (what is left is
    read; where nothing is left, nothing is, and that counts as wrong)."""

    origin: Origin
    protocol: str
    seeds: tuple[int, ...]
    pairs: int
    face: Alone
    voice: Alone
    both: Alone
    plain_mean: Alone
    gain: float
    gain_95: tuple[float, float]
    with_missing: dict[str, Alone]

    @property
    def passed(self) -> bool:
        return self.gain_95[0] > 0


@dataclass(frozen=True, eq=False)
class Held:
    """Calibrated probabilities (n, classes) of held-out items and their labels (n,), an index into
    COMMON_LABELS."""

    probabilities: NDArray[np.float64]
    labels: NDArray[np.int64]
    classes: tuple[str, ...]


def measure(seeds: Sequence[int] = SEEDS) -> Fusion:
    """Raises VivaError if the data or the weights are not there."""
    settings = load()
    return compared(held_faces(settings), held_voices(settings), seeds)


def held_faces(settings: Settings) -> Held:
    """FER2013's PrivateTest without leaked pixels, as the shipped network reads it."""
    from models.face import network
    from models.face.data import load_fer2013

    net, about = network.load(registry.locate("face_expression", settings), settings)
    faces = load_fer2013(settings.data, "PrivateTest")
    faces = faces.where(~faces.leak & ~faces.blank)
    out = network.answers(net, faces.images, int(about["side"]))
    shares = measures.probabilities(out, float(about["temperature"]))
    return Held(shares, _common(faces.labels, FACE_LABELS), FACE_LABELS)


def held_voices(settings: Settings) -> Held:
    """CREMA-D's held-out speakers, as the shipped network hears them."""
    import torch

    from models.voice import network
    from models.voice.data import load_crema
    from models.voice.front_end import as_features

    model = network.load(registry.locate("voice_emotion", settings))
    clips = load_crema(settings.data)
    clips = clips.where(clips.fold == HELD_FOLD)
    found = []
    with torch.inference_mode():
        for at in range(0, len(clips), 64):
            mels, frames = clips.mels[at : at + 64], clips.frames[at : at + 64]
            lengths = torch.from_numpy(frames).float() / mels.shape[2]
            encoded = model.mods["embedding_model"](as_features(mels), lengths)
            found.append(model.mods["classifier"](encoded).squeeze(1).exp().numpy())
    shares = np.concatenate(found).astype(np.float64)
    shares /= shares.sum(axis=1, keepdims=True)
    return Held(shares, _common(clips.labels, VOICE_LABELS), VOICE_LABELS)


def _common(labels: NDArray[np.int64], classes: Sequence[str]) -> NDArray[np.int64]:
    index = np.array([COMMON_LABELS.index(TO_COMMON[name]) for name in classes], np.int64)
    return index[labels]


# ------------------------------------------------------------------ pairing and comparing


def compared(faces: Held, voices: Held, seeds: Sequence[int]) -> Fusion:
    """Every voice with a face of its emotion, drawn anew for each seed; pure but for the origin."""
    by_seed = [_one(faces, voices, seed) for seed in seeds]
    truth = voices.labels
    alone = {
        name: _summed([found[name] for found in by_seed], truth)
        for name in ("face", "voice", "both", "plain_mean")
    }
    missing = {
        name: _summed([found[f"{name}, missing"] for found in by_seed], truth)
        for name in ("face", "voice", "both")
    }
    better = "face" if alone["face"].accuracy >= alone["voice"].accuracy else "voice"
    first = by_seed[0]
    return Fusion(
        here_and_now(),
        "FER2013 PrivateTest without leaks x CREMA-D fold 0, paired at random within an emotion",
        tuple(seeds),
        len(truth),
        alone["face"],
        alone["voice"],
        alone["both"],
        alone["plain_mean"],
        round(alone["both"].accuracy - alone[better].accuracy, 4),
        _interval(first["both"] == truth, first[better] == truth),
        missing,
    )


def _one(faces: Held, voices: Held, seed: int) -> dict[str, NDArray[np.int64]]:
    """The index into COMMON_LABELS that each way of reading gives each pair; -1 for none."""
    random = np.random.default_rng(seed)
    of_label = {label: np.flatnonzero(faces.labels == label) for label in np.unique(voices.labels)}
    drawn = [int(random.choice(of_label[label])) for label in voices.labels]
    gone = random.random((len(drawn), 2)) < MISSING
    found: dict[str, list[int]] = {}
    for at, (own, (no_face, no_voice)) in enumerate(zip(drawn, gone, strict=True)):
        face = dict(zip(faces.classes, faces.probabilities[own].tolist(), strict=True))
        voice = dict(zip(voices.classes, voices.probabilities[at].tolist(), strict=True))
        answers = {
            "face": _top(in_common(face)),
            "voice": _top(in_common(voice)),
            "both": _fused(face, voice),
            "plain_mean": _top(_mean(in_common(face), in_common(voice))),
            "face, missing": -1 if no_face else _top(in_common(face)),
            "voice, missing": -1 if no_voice else _top(in_common(voice)),
            "both, missing": _fused(None if no_face else face, None if no_voice else voice),
        }
        for name, answer in answers.items():
            found.setdefault(name, []).append(answer)
    return {name: np.array(answers, np.int64) for name, answers in found.items()}


def _fused(face: dict[str, float] | None, voice: dict[str, float] | None) -> int:
    seen = FaceReading("face", max(face, key=lambda k: face[k]), face, ()) if face else None
    heard = VoiceReading("voice", max(voice, key=lambda k: voice[k]), voice, 3.0) if voice else None
    reading = fuse(seen, heard)
    return _top(reading.probabilities) if reading.probabilities else -1


def _top(probabilities: Mapping[str, float]) -> int:
    return COMMON_LABELS.index(max(probabilities, key=lambda name: probabilities[name]))


def _mean(face: Mapping[str, float], voice: Mapping[str, float]) -> dict[str, float]:
    return {name: (face.get(name, 0.0) + voice.get(name, 0.0)) / 2 for name in COMMON_LABELS}


def _summed(answers: Sequence[NDArray[np.int64]], truth: NDArray[np.int64]) -> Alone:
    accuracies = [float((one == truth).mean()) for one in answers]
    f1 = [_macro_f1(one, truth) for one in answers]
    return Alone(
        round(float(np.mean(accuracies)), 4),
        round(float(np.std(accuracies)), 4),
        round(float(np.mean(f1)), 4),
    )


def _macro_f1(answers: NDArray[np.int64], truth: NDArray[np.int64]) -> float:
    scores = []
    for label in np.unique(truth):
        hit = int(((answers == label) & (truth == label)).sum())
        said, true = int((answers == label).sum()), int((truth == label).sum())
        scores.append(2 * hit / max(said + true, 1))
    return float(np.mean(scores))


def _interval(ours: NDArray[np.bool_], theirs: NDArray[np.bool_]) -> tuple[float, float]:
    """95 % of the difference of two accuracies on the same pairs, by drawing pairs again."""
    difference = ours.astype(np.float64) - theirs
    random = np.random.default_rng(0)
    draws = random.integers(0, len(difference), (2000, len(difference)))
    low, high = np.percentile(difference[draws].mean(axis=1), [2.5, 97.5])
    return round(float(low), 4), round(float(high), 4)


def told(found: Fusion) -> str:
    """The figures for a person."""
    rows = [
        f"  {name:12} {100 * a.accuracy:5.1f} % (± {100 * a.accuracy_sd:.1f}), "
        f"macro-F1 {100 * a.macro_f1:.1f} %"
        for name, a in (
            ("face", found.face),
            ("voice", found.voice),
            ("plain mean", found.plain_mean),
            ("both", found.both),
        )
    ]
    lacking = ", ".join(f"{k} {100 * a.accuracy:.1f} %" for k, a in found.with_missing.items())
    low, high = found.gain_95
    return "\n".join(
        [
            f"{found.pairs} artificial pairs, {len(found.seeds)} times: {found.protocol}.",
            *rows,
            f"Both beat the better one by {100 * found.gain:.1f} points "
            f"(95 %: {100 * low:.1f} to {100 * high:.1f}).",
            f"With {MISSING:.0%} of each missing: {lacking}.",
            "Face and voice of a pair are of different people: on one person expect less.",
            f"{found.origin.machine}; commit {found.origin.commit}; {found.origin.date}",
        ]
    )
