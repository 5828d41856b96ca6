"""What a voice classifier hears in a turn.

The parts in which somebody speaks are joined and cut into windows of 3 s; a SpeechBrain model gives
probabilities over six classes for each, calibrated by a temperature; their mean is the reading.
How loud somebody speaks says nothing here: the front end removes it.  Sound whose colour, the mean
over time, lies far from all that the model learned from is *not sure*, whatever the model says.
"""

from __future__ import annotations

import json
import math
import threading
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from models import registry
from tools.affect import VOICE_LABELS
from tools.ports import Audio, VoiceMap, VoiceReading
from tools.sound import HEARING_RATE
from tools.turn import Speech, speech_in
from viva.errors import AffectError, HearError
from viva.settings import Settings

if TYPE_CHECKING:
    from speechbrain.inference.classifiers import EncoderClassifier

WINDOW_S = 3.0
MAP_STEP_S = 0.25  # of a VoiceMap
SHORTEST_S = 1.0
LONGEST_S = 120.0  # later speech is not looked at
_QUIET_RMS = 0.001  # -60 dBFS: the loudest 30 ms of a turn are at least this loud
_FRAME = 480


class VoiceReader:
    """The real :class:`tools.ports.ReadVoice`. Loads its model on first use; several threads may
    call it, one at a time gets through."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._model: EncoderClassifier | None = None
        self._abstain_below = 0.0
        self._known_colour = np.zeros(0)
        self._strange_above = 0.0

    def warm(self) -> None:
        """Load the models now (seconds) rather than in the first turn. Raises as read_voice."""
        with self._lock:
            self._load()

    def read_voice(self, audio: Audio) -> VoiceReading:
        """Read the voice of one turn.

        Raises:
            InputRefused: the audio cannot be used.
            WeightError: the model's weights are missing or not those of the manifest.
            AffectError: the model could not run.
        """
        samples = self._speech(audio).samples
        if loudest_rms(audio.samples) < _QUIET_RMS:
            return VoiceReading("too_quiet", None, {}, 0.0)
        voiced = self._voiced(audio, samples)
        voiced_s = round(len(voiced) / HEARING_RATE, 3)
        if voiced_s < SHORTEST_S:
            return VoiceReading("too_short", None, {}, voiced_s)
        with self._lock:
            self._load()
            probabilities, strange = self._probabilities(voiced)
        label = max(probabilities, key=lambda name: probabilities[name])
        if strange or probabilities[label] < self._abstain_below:
            return VoiceReading("not_sure", None, probabilities, voiced_s)
        return VoiceReading("voice", label, probabilities, voiced_s)

    def explain_voice(self, audio: Audio, reading: VoiceReading) -> VoiceMap | None:
        """As :meth:`tools.ports.ReadVoice.explain_voice`, in steps of a quarter of a second.

        Raises: as :meth:`read_voice`.
        """
        if reading.label is None:
            return None
        from models.voice.front_end import frames_of, mel_picture
        from models.voice.maps import moments

        samples = self._speech(audio).samples
        voiced = self._voiced(audio, samples)
        cut = windows(voiced)
        pictures = np.stack([mel_picture(window) for window in cut])
        frames = np.array([frames_of(len(window)) for window in cut])
        with self._lock:
            self._load()
            assert self._model is not None
            try:
                target = VOICE_LABELS.index(reading.label)
                sizes = moments(self._model, pictures, frames, target)
            except RuntimeError as error:
                raise _stopped(error) from error
        when = self._voiced(audio, np.arange(len(samples), dtype=np.float32)) / HEARING_RATE
        return VoiceMap(reading.label, MAP_STEP_S, _over_time(sizes, when, audio.seconds))

    @staticmethod
    def _speech(audio: Audio) -> Speech:
        try:
            return speech_in(audio)
        except HearError as error:
            raise AffectError(error.message, next_step=error.next_step) from error

    def _voiced(self, audio: Audio, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        """The parts in which somebody speaks, joined."""
        spans = self._speech(audio).spans
        parts = [
            samples[round(s.start_s * HEARING_RATE) : round(s.end_s * HEARING_RATE)] for s in spans
        ]
        return np.concatenate(parts) if parts else np.zeros(0, np.float32)

    def _load(self) -> None:
        if self._model is not None:
            return
        from models.voice import network

        folder = registry.locate("voice_emotion", self._settings)
        about = json.loads((folder / "about.json").read_text(encoding="utf-8"))
        try:
            model = network.load(folder)
        except (RuntimeError, ValueError, KeyError) as error:
            raise AffectError(
                f"The voice model cannot be loaded ({error}).", next_step='Run "viva doctor".'
            ) from error
        self._abstain_below = float(about["abstain_below"])
        self._known_colour = np.array(about["known_colour"])
        self._strange_above = float(about["strange_above"])
        self._model = model

    def _probabilities(self, voiced: NDArray[np.float32]) -> tuple[dict[str, float], bool]:
        """The mean over the windows, and whether the sound is unlike all that was learned from. On
        such sound the network is sure and wrong, so the probabilities are then even: not known."""
        import torch

        from models.voice.front_end import as_features, colours, frames_of, mel_picture, strangeness

        assert self._model is not None
        cut = windows(voiced)
        pictures = np.stack([mel_picture(window) for window in cut])
        frames = np.array([frames_of(len(window)) for window in cut])
        colour = np.average(colours(pictures, frames), axis=0, weights=frames)
        strange = bool(strangeness(colour, self._known_colour) > self._strange_above)
        lengths = torch.from_numpy(frames).float() / pictures.shape[2]
        try:
            with torch.inference_mode():
                encoded = self._model.mods["embedding_model"](as_features(pictures), lengths)
                out = self._model.mods["classifier"](encoded).squeeze(1).exp().numpy()
        except RuntimeError as error:
            raise _stopped(error) from error
        mean = np.average(out, axis=0, weights=frames)
        mean = np.full_like(mean, 1 / len(mean)) if strange else mean / mean.sum()
        found = {k: round(float(v), 6) for k, v in zip(VOICE_LABELS, mean, strict=True)}
        return found, strange


def _stopped(error: RuntimeError) -> AffectError:
    return AffectError(f"The voice model stopped ({error}).", next_step='Run "viva doctor".')


def _over_time(
    sizes: NDArray[np.float32], when: NDArray[np.floating[Any]], seconds: float
) -> tuple[float, ...]:
    """The windows' steps of 16 ms, (n, 188), laid where they were in the turn. ``when``: (m,) the
    time of each voiced sample."""
    steps = np.zeros(max(1, math.ceil(seconds / MAP_STEP_S)))
    window = round(WINDOW_S * HEARING_RATE)
    for number, row in enumerate(sizes):
        for step in np.flatnonzero(row):
            at = number * window + int(step) * 256
            if at < len(when):
                steps[min(int(when[at] / MAP_STEP_S), len(steps) - 1)] += row[step]
    steps /= max(float(steps.max()), 1e-12)
    return tuple(round(float(value), 3) for value in steps)


def loudest_rms(samples: NDArray[np.float32]) -> float:
    """Root mean square of the loudest 30 ms or so, without DC offset; 0 for no samples."""
    if len(samples) < _FRAME:
        return float(np.std(samples)) if len(samples) else 0.0
    level = samples - samples.mean()
    frames = level[: len(level) // _FRAME * _FRAME].reshape(-1, _FRAME)
    return float(np.sqrt((frames**2).mean(axis=1)).max())


def windows(voiced: NDArray[np.float32]) -> list[NDArray[np.float32]]:
    """Pieces of 3 s, side by side; a last piece of at least 1 s counts too, a shorter one is left
    out unless it is all there is. ``voiced``: (n,) at 16 kHz."""
    size, shortest = round(WINDOW_S * HEARING_RATE), round(SHORTEST_S * HEARING_RATE)
    voiced = voiced[: round(LONGEST_S * HEARING_RATE)]
    pieces = [voiced[start : start + size] for start in range(0, len(voiced), size)]
    return [piece for piece in pieces if len(piece) >= shortest] or pieces[:1]
