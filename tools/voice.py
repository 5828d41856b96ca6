"""What a voice classifier hears in a turn.

The parts in which somebody speaks are joined and cut into windows of 3 s; a SpeechBrain model gives
probabilities over six classes for each, calibrated by a temperature; their mean is the reading.
How loud somebody speaks says nothing here: the front end removes it.  Sound whose colour, the mean
over time, lies far from all that the model learned from is *not sure*, whatever the model says.
"""

from __future__ import annotations

import json
import threading
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from models import registry
from tools.affect import VOICE_LABELS
from tools.ports import Audio, VoiceReading
from tools.sound import HEARING_RATE, for_hearing
from tools.turn import speech_spans
from viva.errors import AffectError, HearError
from viva.settings import Settings

if TYPE_CHECKING:
    from speechbrain.inference.classifiers import EncoderClassifier

WINDOW_S = 3.0
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
        samples = for_hearing(audio)
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

    def _voiced(self, audio: Audio, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        """The parts in which somebody speaks, joined."""
        try:
            spans = speech_spans(audio)
        except HearError as error:
            raise AffectError(error.message, next_step=error.next_step) from error
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
            raise AffectError(
                f"The voice model stopped ({error}).", next_step='Run "viva doctor".'
            ) from error
        mean = np.average(out, axis=0, weights=frames)
        mean = np.full_like(mean, 1 / len(mean)) if strange else mean / mean.sum()
        found = {k: round(float(v), 6) for k, v in zip(VOICE_LABELS, mean, strict=True)}
        return found, strange


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
