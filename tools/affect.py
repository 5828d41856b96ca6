"""What the face and the voice classifier saw and heard over a turn, brought together.

Never how a person felt: acted and posed expressions taught these classifiers, and faces and voices
say little about feelings.  Nothing here may reach a technical score.

The label sets differ: the face network knows seven classes (FER2013), the voice network six
(CREMA-D).  ``TO_COMMON`` is the one mapping between them, used by the fusion and by the tables.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from tools.ports import FaceReading, VoiceReading

FACE_LABELS = ("angry", "disgust", "fear", "happy", "sad", "surprise", "neutral")
VOICE_LABELS = ("anger", "disgust", "fear", "happy", "neutral", "sad")
RAVDESS_LABELS = (
    "neutral", "calm", "happy", "sad", "angry", "fearful", "disgust", "surprised",
)  # fmt: skip
COMMON_LABELS = ("angry", "disgusted", "fearful", "happy", "sad", "surprised", "neutral")

TO_COMMON: Mapping[str, str] = {
    "angry": "angry",
    "anger": "angry",
    "disgust": "disgusted",
    "fear": "fearful",
    "fearful": "fearful",
    "happy": "happy",
    "sad": "sad",
    "surprise": "surprised",
    "surprised": "surprised",
    "neutral": "neutral",
    "calm": "neutral",
}

# Surprise may be pleasant or not, so it counts as neither.
VALENCE: Mapping[str, float] = {
    "angry": -1.0,
    "disgusted": -1.0,
    "fearful": -1.0,
    "sad": -1.0,
    "happy": 1.0,
    "surprised": 0.0,
    "neutral": 0.0,
}

_NOT_SURE_BELOW = 0.4  # the fused top label needs at least this much


@dataclass(frozen=True)
class AffectReading:
    """Face and voice of one turn together.

    ``state``: ``nothing_read`` if neither was readable.  ``label`` is one of COMMON_LABELS, and
    None unless ``state`` is ``read``.  ``probabilities`` sums to 1 over COMMON_LABELS and is empty
    for ``nothing_read``.  ``balance``: -1 (all unpleasant) to 1 (all pleasant), a mean over
    time, so that the number of camera frames does not matter; None for ``nothing_read``.
    ``weights``: how much each readable modality counted, summing to 1.
    """

    state: Literal["read", "not_sure", "nothing_read"]
    label: str | None
    probabilities: dict[str, float]
    balance: float | None
    weights: dict[str, float]
    face_state: str
    voice_state: str


def fuse(face: FaceReading | None, voice: VoiceReading | None) -> AffectReading:
    """Late fusion: the mean of both, each weighted by how far its calibrated confidence lies above
    chance. None means that the modality was not agreed to or not there.

    A class that only one modality knows is judged by that modality alone.
    """
    face_state = face.state if face else "not_read"
    voice_state = voice.state if voice else "not_read"
    readable = {
        name: reading.probabilities
        for name, reading in (("face", face), ("voice", voice))
        if reading is not None and reading.probabilities
    }
    if not readable:
        return AffectReading("nothing_read", None, {}, None, {}, face_state, voice_state)
    raw = {name: _confidence(found) for name, found in readable.items()}
    weights = {name: value / sum(raw.values()) for name, value in raw.items()}
    mixed = _mixed(readable, weights)
    label = max(mixed, key=lambda name: mixed[name])
    sure = mixed[label] >= _NOT_SURE_BELOW and "face" in (face_state, _as_face(voice_state))
    return AffectReading(
        state="read" if sure else "not_sure",
        label=label if sure else None,
        probabilities=mixed,
        balance=balance(mixed),
        weights={name: round(value, 4) for name, value in weights.items()},
        face_state=face_state,
        voice_state=voice_state,
    )


def change_from_calm(balance: float | None, calm: Sequence[float | None]) -> float | None:
    """How much more pleasant (or, below 0, unpleasant) a turn was read than the candidate's own
    calm turns, -2..2; ``calm`` are their balances. None where either was not read.

    A face that always looks stern has a low balance in every turn, and a change of 0.
    """
    read = [value for value in calm if value is not None]
    if balance is None or not read:
        return None
    return round(balance - math.fsum(read) / len(read), 4)


def legacy_frame_score(labels: Iterable[str]) -> float:
    """The figure of earlier systems: 50, 0.1 more for each pleasant frame and 0.1 less for each
    unpleasant one, within 0..100. For comparison with theirs only: label it so.

    It depends on how many frames the camera delivers: the same face has 56 after a minute at two a
    second with a smile in half of them, and 100 at thirty a second. :func:`balance` does not.
    """
    score = 50 + 0.1 * math.fsum(VALENCE[TO_COMMON.get(name, name)] for name in labels)
    return round(min(max(score, 0.0), 100.0), 1)


def balance(probabilities: Mapping[str, float]) -> float:
    """Pleasant less unpleasant, -1..1, of probabilities over any of the label sets."""
    total = math.fsum(p * VALENCE[TO_COMMON.get(k, k)] for k, p in probabilities.items())
    return round(total, 4)


def in_common(probabilities: Mapping[str, float]) -> dict[str, float]:
    """The same probabilities over those COMMON_LABELS that their label set has."""
    out: dict[str, float] = {}
    for name, value in probabilities.items():
        common = TO_COMMON[name]
        out[common] = out.get(common, 0.0) + value
    return out


def _as_face(voice_state: str) -> str:
    """A turn is read if either modality was sure."""
    return "face" if voice_state == "voice" else ""


def _confidence(probabilities: Mapping[str, float]) -> float:
    chance = 1 / len(probabilities)
    return max((max(probabilities.values()) - chance) / (1 - chance), 1e-6)


def _mixed(
    readable: Mapping[str, Mapping[str, float]], weights: Mapping[str, float]
) -> dict[str, float]:
    mapped = {name: in_common(found) for name, found in readable.items()}
    mixed = {}
    for label in COMMON_LABELS:
        knowing = [name for name in mapped if label in mapped[name]]
        weight = math.fsum(weights[name] for name in knowing)
        total = math.fsum(weights[name] * mapped[name][label] for name in knowing)
        mixed[label] = total / weight if knowing else 0.0
    whole = math.fsum(mixed.values())
    return {label: round(value / whole, 6) for label, value in mixed.items()}
