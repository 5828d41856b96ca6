"""Who is speaking when: voice activity (Silero) and the end of a turn (smart-turn v3).

Both models come inside the pipecat-ai package as ONNX files and run here on onnxruntime.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from weakref import WeakKeyDictionary

import numpy as np
import soxr
from numpy.typing import NDArray

from tools import activity
from tools.activity import CLEARLY_QUIET, CONTEXT, QUIET_WINDOWS, RESET_AFTER, WINDOW
from tools.ports import Audio
from tools.sound import HEARING_RATE, for_hearing
from viva.errors import HearError, VivaError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

_STARTS, _ENDS = 0.5, 0.35  # probability at which speech starts, and below which it ends

_SHORTEST_SPEECH_S = 0.1  # a cut-off "no" is longer, a key click is not
_SHORTEST_PAUSE_S = 0.25  # as in tools.fluency.Pause
_EDGE_S = 0.032  # one window: the soft start and end of a word lie just outside

_TURN_S = 8  # what smart-turn looks at

_SILERO = "audio/vad/data/silero_vad.onnx"
_SMART_TURN = "audio/turn/smart_turn/data/smart-turn-v3.2-cpu.onnx"


@dataclass(frozen=True)
class Span:
    """A stretch of speech, in seconds from the start of the audio."""

    start_s: float
    end_s: float


@dataclass(frozen=True, eq=False)
class Speech:
    """``samples``: what :func:`tools.sound.for_hearing` makes of a recording; ``spans``: where in
    it someone speaks."""

    samples: NDArray[np.float32]
    spans: tuple[Span, ...]


def speech_spans(audio: Audio) -> tuple[Span, ...]:
    """Where someone speaks, in order, with gaps of at least 0.25 s; empty if nobody does.

    Source: Silero VAD, windows of 32 ms, starts at 0.5 and ends below 0.35.

    Raises:
        InputRefused: the audio cannot be used.
        HearError: the voice activity model cannot be loaded.
    """
    return speech_in(audio).spans


def speech_in(audio: Audio) -> Speech:
    """The sound as it is to be heard, and as :func:`speech_spans` where in it someone speaks.

    Hearing, fluency and the voice's reading all need it of the same turn: it is found once for an
    ``audio`` and remembered as long as that lives.

    Raises: as :func:`speech_spans`.
    """
    with _remembering:
        found = _remembered.get(audio)
        mine = found is None
        if found is None:
            found = _remembered[audio] = Future()
    if mine:
        try:
            samples = for_hearing(audio)
            found.set_result(Speech(samples, spans_of(samples)))
        except VivaError as error:
            found.set_exception(error)
        finally:  # whoever else waits must not wait for ever
            found.cancel()
    return found.result()


_remembering = threading.Lock()
_remembered: WeakKeyDictionary[Audio, Future[Speech]] = WeakKeyDictionary()


def spans_of(samples: NDArray[np.float32]) -> tuple[Span, ...]:
    """As :func:`speech_spans`, of what :func:`tools.sound.for_hearing` returned."""
    ends_s = len(samples) / HEARING_RATE
    probabilities = activity.probabilities(_model(_SILERO), samples).tolist()
    spans: list[Span] = []
    for first, last in _runs(probabilities):
        start_s = max(first * WINDOW / HEARING_RATE - _EDGE_S, 0.0)
        end_s = min(last * WINDOW / HEARING_RATE + _EDGE_S, ends_s)
        if spans and start_s - spans[-1].end_s < _SHORTEST_PAUSE_S:
            start_s = spans.pop().start_s
        spans.append(Span(round(start_s, 3), round(end_s, 3)))
    return tuple(s for s in spans if s.end_s - s.start_s - 2 * _EDGE_S >= _SHORTEST_SPEECH_S)


def _runs(probabilities: Iterable[float]) -> Iterator[tuple[int, int]]:
    """(first, one past the last) window of each run of speech, with hysteresis."""
    first, at = None, 0
    for at, probability in enumerate([*probabilities, 0.0]):
        if first is None and probability >= _STARTS:
            first = at
        elif first is not None and probability < _ENDS:
            yield first, at
            first = None


def turn_complete(audio: Audio) -> float:
    """The probability, 0..1, that the speaker has said all that he wants to say.

    Judged from the sound of the last 8 s, words and tone, so it should end soon after speech does.
    Source: smart-turn v3.2.

    Raises:
        InputRefused: the audio cannot be used.
        HearError: the model cannot be loaded.
    """
    return _turn_probability(for_hearing(audio))


def _turn_probability(samples: NDArray[np.float32]) -> float:
    log_mel = _pipecat_features()
    last = samples[-_TURN_S * HEARING_RATE :]
    padded = np.pad(last, (_TURN_S * HEARING_RATE - len(last), 0))
    features = log_mel(padded, do_normalize=True)[None]
    output = _model(_SMART_TURN).run(None, {"input_features": features})
    return float(np.asarray(output[0]).item())


# ------------------------------------------------------------------ while it is being said


@dataclass(frozen=True)
class TurnRules:
    """``ask_after_s``: silence after which smart-turn is asked, once a pause; ``complete``: the
    probability from which the turn has ended; ``limit_s``: silence that ends it in any case."""

    ask_after_s: float = 0.3
    complete: float = 0.5
    limit_s: float = 45.0


class EndOfTurn:
    """Listens to one turn as it comes in and says when it has ended.

    ``waiting``: not a word yet, and silence before the first word never ends a turn; ``pause``: the
    speaker is silent and smart-turn expects more; ``ended`` stays so.
    """

    def __init__(self, rate: int, rules: TurnRules = TurnRules()) -> None:
        """``rate``: samples per second of what will be fed.

        Raises:
            HearError: a model cannot be loaded.
        """
        self.state: Literal["waiting", "speaking", "pause", "ended"] = "waiting"
        self.probability: float | None = None  # smart-turn's last answer
        self._rules = rules
        self._silero = _Silero()
        self._resample = soxr.ResampleStream(rate, HEARING_RATE, 1, dtype="float32", quality="HQ")
        self._waiting = np.zeros(0, np.float32)  # less than a window
        self._recent = np.zeros(0, np.float32)  # the last 8 s
        self._silence_s = 0.0

    def feed(
        self, samples: NDArray[np.float32]
    ) -> Literal["waiting", "speaking", "pause", "ended"]:
        """Take the next samples, shape (n,), of any length, 20 to 32 ms being usual."""
        at_rate = self._resample.resample_chunk(samples)
        self._waiting = np.concatenate([self._waiting, at_rate])
        while len(self._waiting) >= WINDOW and self.state != "ended":
            window, self._waiting = self._waiting[:WINDOW], self._waiting[WINDOW:]
            self._recent = np.concatenate([self._recent, window])[-_TURN_S * HEARING_RATE :]
            self._judge(self._silero.hears(window))
        return self.state

    def _judge(self, probability: float) -> None:
        if probability >= (_ENDS if self.state == "speaking" else _STARTS):
            self.state, self._silence_s = "speaking", 0.0
            return
        if self.state == "waiting":
            return
        before, self._silence_s = self._silence_s, self._silence_s + WINDOW / HEARING_RATE
        if before < self._rules.ask_after_s <= self._silence_s:
            self.probability = _turn_probability(self._recent)
            self.state = "ended" if self.probability >= self._rules.complete else "pause"
        elif self._silence_s >= self._rules.limit_s:
            self.state = "ended"


# ------------------------------------------------------------------ the models


class _Silero:
    """Silero VAD with its memory: feed it windows in order. Source: snakers4/silero-vad v5."""

    def __init__(self) -> None:
        self._session = _model(_SILERO)
        self._rate = np.array(HEARING_RATE, dtype=np.int64)
        self._forget()

    def _forget(self) -> None:
        self._state = np.zeros((2, 1, 128), np.float32)
        self._context = np.zeros(CONTEXT, np.float32)
        self._windows = self._quiet = 0

    def hears(self, window: NDArray[np.float32]) -> float:
        """The probability of speech in the next 512 samples."""
        seen = np.concatenate([self._context, window])[None]
        output, state = self._session.run(
            None, {"input": seen, "state": self._state, "sr": self._rate}
        )
        probability = float(np.asarray(output).item())
        self._state, self._context = np.asarray(state), window[-CONTEXT:]
        self._windows += 1
        self._quiet = self._quiet + 1 if probability < CLEARLY_QUIET else 0
        if self._windows >= RESET_AFTER and self._quiet >= QUIET_WINDOWS:
            self._forget()
        return probability


_loading = threading.Lock()


def _model(path_in_pipecat: str) -> InferenceSession:
    with _loading:
        return _load(path_in_pipecat)


@cache
def _load(path_in_pipecat: str) -> InferenceSession:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    found = find_spec("pipecat")
    path = Path(found.origin or "").parent / path_in_pipecat if found else Path(path_in_pipecat)
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's errors share no useful base
        raise HearError(
            f"{path.name}, which comes with the pipecat-ai package, cannot be loaded ({error}).",
            next_step='Install the dependencies again: "uv sync --reinstall-package pipecat-ai".',
        ) from error


@cache
def _pipecat_features() -> Callable[..., NDArray[np.float32]]:
    """Smart-turn's own front end, so that it sees what it was trained on."""
    from loguru import logger

    logger.disable("pipecat")  # it greets on import
    from pipecat.audio.turn.smart_turn._whisper_features import compute_whisper_log_mel_features

    return compute_whisper_log_mel_features
