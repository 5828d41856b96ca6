"""The fusion is arithmetic: what it must and must not do, over drawn readings."""

from __future__ import annotations

import dataclasses
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.face.data import CLASSES as FACE_CLASSES
from models.voice.data import CLASSES as VOICE_CLASSES
from models.voice.ravdess import CLASSES as RAVDESS_CLASSES
from tools.affect import (
    COMMON_LABELS,
    FACE_LABELS,
    RAVDESS_LABELS,
    TO_COMMON,
    VALENCE,
    VOICE_LABELS,
    balance,
    change_from_calm,
    fuse,
    legacy_frame_score,
)
from tools.ports import FaceReading, VoiceReading


def shares(labels: tuple[str, ...]) -> st.SearchStrategy[dict[str, float]]:
    raw = st.lists(st.floats(0.001, 1), min_size=len(labels), max_size=len(labels))
    return raw.map(lambda v: {k: x / sum(v) for k, x in zip(labels, v, strict=True)})


def face_of(probabilities: dict[str, float]) -> FaceReading:
    label = max(probabilities, key=lambda k: probabilities[k])
    return FaceReading("face", label, probabilities, ())


def voice_of(probabilities: dict[str, float]) -> VoiceReading:
    label = max(probabilities, key=lambda k: probabilities[k])
    return VoiceReading("voice", label, probabilities, 3.0)


def one_hot(labels: tuple[str, ...], label: str, sure: float) -> dict[str, float]:
    rest = (1 - sure) / (len(labels) - 1)
    return {k: sure if k == label else rest for k in labels}


def test_the_labels_are_those_of_the_networks() -> None:
    assert (FACE_LABELS, VOICE_LABELS) == (FACE_CLASSES, VOICE_CLASSES)
    assert RAVDESS_LABELS == RAVDESS_CLASSES


def test_every_label_of_every_set_has_one_common_label_and_a_valence() -> None:
    for label in (*FACE_LABELS, *VOICE_LABELS, *RAVDESS_LABELS):
        assert TO_COMMON[label] in COMMON_LABELS
    assert set(VALENCE) == set(COMMON_LABELS)


@given(shares(FACE_LABELS), shares(VOICE_LABELS))
def test_fused_probabilities_are_probabilities(
    face: dict[str, float], voice: dict[str, float]
) -> None:
    reading = fuse(face_of(face), voice_of(voice))
    assert set(reading.probabilities) == set(COMMON_LABELS)
    assert sum(reading.probabilities.values()) == pytest.approx(1, abs=1e-4)
    assert sum(reading.weights.values()) == pytest.approx(1, abs=1e-3)
    assert reading.balance is not None
    assert -1 <= reading.balance <= 1


@given(shares(FACE_LABELS))
def test_one_modality_alone_keeps_its_own_answer(face: dict[str, float]) -> None:
    reading = fuse(face_of(face), None)
    for label, value in face.items():
        assert reading.probabilities[TO_COMMON[label]] == pytest.approx(value, abs=1e-4)


@pytest.mark.parametrize("state", ["no_face", "several_faces", "too_dark"])
def test_an_unreadable_face_counts_for_nothing(state: str) -> None:
    voice = voice_of(one_hot(VOICE_LABELS, "happy", 0.8))
    face = FaceReading(state, None, {}, ())  # type: ignore[arg-type]
    assert fuse(face, voice).probabilities == fuse(None, voice).probabilities
    assert fuse(face, voice).face_state == state


def test_nothing_readable_is_said_and_not_invented() -> None:
    for face, voice in (
        (None, None),
        (FaceReading("no_face", None, {}, ()), VoiceReading("too_quiet", None, {}, 0.0)),
    ):
        reading = fuse(face, voice)
        assert (reading.state, reading.label, reading.balance) == ("nothing_read", None, None)
        assert reading.probabilities == {}


def test_the_surer_modality_counts_for_more() -> None:
    sure, unsure = one_hot(FACE_LABELS, "happy", 0.9), one_hot(VOICE_LABELS, "sad", 0.4)
    reading = fuse(face_of(sure), voice_of(unsure))
    assert reading.label == "happy"
    assert reading.weights["face"] > 2 * reading.weights["voice"]


def test_a_surprised_face_is_not_outvoted_by_a_voice_that_cannot_say_surprise() -> None:
    face, voice = one_hot(FACE_LABELS, "surprise", 0.9), one_hot(VOICE_LABELS, "neutral", 0.5)
    assert fuse(face_of(face), voice_of(voice)).label == "surprised"


def test_two_readings_that_are_not_sure_make_none_that_is() -> None:
    face = FaceReading("not_sure", None, one_hot(FACE_LABELS, "happy", 0.45), ())
    voice = VoiceReading("not_sure", None, one_hot(VOICE_LABELS, "happy", 0.45), 3.0)
    assert (fuse(face, voice).state, fuse(face, voice).label) == ("not_sure", None)


def test_balance_has_its_sign_from_the_label() -> None:
    assert balance(one_hot(FACE_LABELS, "happy", 1.0)) == 1
    assert balance(one_hot(VOICE_LABELS, "anger", 1.0)) == -1
    assert balance(one_hot(FACE_LABELS, "surprise", 1.0)) == 0


def test_change_is_against_the_candidates_own_calm() -> None:
    assert change_from_calm(-0.6, [-0.5, -0.7, None]) == 0
    assert change_from_calm(0.2, [-0.6]) == pytest.approx(0.8)
    assert change_from_calm(0.2, []) is None
    assert change_from_calm(0.2, [None]) is None
    assert change_from_calm(None, [0.1]) is None


def test_the_legacy_figure_has_the_fault_that_balance_has_not() -> None:
    """The same minute, half of it smiling, at 2 and at 30 frames a second."""
    slow, fast = ["happy"] * 60 + ["neutral"] * 60, ["happy"] * 900 + ["neutral"] * 900
    assert legacy_frame_score(slow) == 56
    assert legacy_frame_score(fast) == 100
    assert legacy_frame_score(["anger"] * 10) == 49
    half = {"happy": 0.5, "neutral": 0.5}
    assert balance(half) == 0.5  # whatever the number of frames: it is a mean over time


def test_a_reading_goes_through_json() -> None:
    reading = fuse(face_of(one_hot(FACE_LABELS, "happy", 0.9)), None)
    raw = dataclasses.asdict(reading)
    assert json.loads(json.dumps(raw)) == raw
