"""What the interview asks of the outside world, as small Protocols, and the values they exchange.

Each port has a real backend (``tools/hear.py``, ``tools/speak.py``, ...) and a scripted one for
tests (``tools/scripted.py``) that fails on an unexpected and on an unconsumed call; one contract
suite in ``tests/contract`` runs over both.  The ports that need later layers stand there:
``Chat`` in ``agent/llm.py``, ``FindProblem`` in ``question_bank/choose.py``.

Audio is mono float32 in -1..1.  Times are seconds from the start of the turn's audio unless a
name ends in ``_ms``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray
from pydantic import JsonValue

# ------------------------------------------------------------------ sound


@dataclass(frozen=True, eq=False)
class Audio:
    """``samples``: shape (n,), float32, -1..1, mono; ``rate``: samples per second."""

    samples: NDArray[np.float32]
    rate: int

    @property
    def seconds(self) -> float:
        return len(self.samples) / self.rate


@dataclass(frozen=True)
class Word:
    """One recognised word with its place in the audio."""

    text: str
    start_s: float
    end_s: float
    probability: float


@dataclass(frozen=True)
class Heard:
    """What was recognised. ``silence`` means that no speech was found, not that hearing failed."""

    state: Literal["heard", "silence"]
    text: str
    words: tuple[Word, ...]
    audio_s: float


class Hear(Protocol):
    def hear(self, audio: Audio) -> Heard:
        """Recognise English speech. Any rate is accepted.

        Raises:
            HearError: the recogniser could not run.
        """
        ...


class Speak(Protocol):
    def speak(self, text: str) -> Iterator[Audio]:
        """Synthesise ``text`` and yield one piece of audio per sentence, first one first.

        Code and symbols are read as people say them.

        Raises:
            SpeakError: the synthesiser could not run.
        """
        ...


# ------------------------------------------------------------------ face and voice


@dataclass(frozen=True, eq=False)
class Frame:
    """One camera picture. ``image``: (height, width, 3) uint8 RGB; ``at_s``: time in the turn."""

    image: NDArray[np.uint8]
    at_s: float


@dataclass(frozen=True)
class Box:
    """A face in pixels of its frame."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True)
class HeadPose:
    """Where a head points, in degrees from the camera: ``yaw_deg`` to the viewer's right,
    ``pitch_deg`` up, ``roll_deg`` tilted clockwise."""

    yaw_deg: float
    pitch_deg: float
    roll_deg: float


@dataclass(frozen=True)
class Blinks:
    """``at_s``: the middle of each blink.  ``per_minute`` is None unless the eyes were watched for
    10 s.  ``open_level``: the eye-aspect ratio of this person's open eyes.

    Unless ``state`` is ``measured`` nothing was counted: the frames were too far apart or too few,
    or the eyes too small or turned away."""

    state: Literal["measured", "too_few_frames", "too_short", "eyes_not_seen"]
    at_s: tuple[float, ...]
    per_minute: float | None
    watched_s: float
    open_level: float | None


@dataclass(frozen=True)
class FaceMoment:
    """What was seen in one frame of the turn."""

    at_s: float
    state: Literal["face", "no_face", "several_faces", "too_dark", "too_blurred", "not_sure"]
    box: Box | None
    probabilities: dict[str, float]
    pose: HeadPose | None = None


@dataclass(frozen=True)
class FaceReading:
    """What the expression classifier saw over a turn; never how the person felt.

    ``probabilities`` sums to 1 over ``tools.affect.FACE_LABELS`` and is empty unless ``state`` is
    ``face`` or ``not_sure``.  ``label`` is None unless ``state`` is ``face``.  ``away_share``: in
    how much of the frames with a face the head pointed past the camera; ``facing`` says it in a
    word: ``changing`` from a fifth on, ``away`` from four fifths on.
    """

    state: Literal["face", "no_face", "several_faces", "too_dark", "too_blurred", "not_sure"]
    label: str | None
    probabilities: dict[str, float]
    moments: tuple[FaceMoment, ...]
    facing: Literal["camera", "away", "changing", "not_known"] = "not_known"
    away_share: float | None = None
    blinks: Blinks | None = None


@dataclass(frozen=True)
class FaceMap:
    """Which parts of the face spoke for ``label`` in the frame at ``at_s``: rows from top to bottom
    of a square grid over the upright face, 0..1, the largest 1.  Nothing of the picture is in it.
    """

    at_s: float
    label: str
    values: tuple[tuple[float, ...], ...]


class ReadFace(Protocol):
    def read_face(self, frames: Sequence[Frame]) -> FaceReading:
        """Read the face in the frames of one turn; no frames gives ``no_face``.

        Raises:
            AffectError: the models could not run.
        """
        ...

    def explain_face(self, frames: Sequence[Frame], reading: FaceReading) -> FaceMap | None:
        """What the ``reading`` of these frames rests on, for its most telling frame; None if it
        names no expression. Takes longer than the turn can wait.

        Raises:
            AffectError: the models could not run.
        """
        ...


@dataclass(frozen=True)
class VoiceReading:
    """What the voice classifier heard over a turn; labels in ``tools.affect.VOICE_LABELS``."""

    state: Literal["voice", "too_quiet", "too_short", "not_sure"]
    label: str | None
    probabilities: dict[str, float]
    voiced_s: float


@dataclass(frozen=True)
class VoiceMap:
    """Which moments of a turn spoke for ``label``: one value for each ``step_s`` of it, 0..1, the
    largest 1; 0 where nobody speaks."""

    label: str
    step_s: float
    values: tuple[float, ...]


class ReadVoice(Protocol):
    def read_voice(self, audio: Audio) -> VoiceReading:
        """Read the voice of one turn.

        Raises:
            AffectError: the models could not run.
        """
        ...

    def explain_voice(self, audio: Audio, reading: VoiceReading) -> VoiceMap | None:
        """What the ``reading`` of this audio rests on; None if it names no emotion. Takes longer
        than the turn can wait.

        Raises:
            AffectError: the models could not run.
        """
        ...


# ------------------------------------------------------------------ running the candidate's code


@dataclass(frozen=True)
class Limits:
    """``wall_s`` bounds one :meth:`Sandbox.run`; sizes are in bytes."""

    wall_s: float = 4.0
    memory_bytes: int = 256 * 1024 * 1024
    output_bytes: int = 16_384
    trace_events: int = 20_000


@dataclass(frozen=True)
class Call:
    """One call of the candidate's function: ``entry(*args)``, with a fresh copy of ``args``.

    A class is tested by a call whose ``entry`` is the class name, ``args`` its constructor's, and
    ``then`` the method calls made on it; the value is the list of what they returned.
    """

    args: tuple[JsonValue, ...]
    then: tuple[tuple[str, tuple[JsonValue, ...]], ...] = ()


@dataclass(frozen=True)
class TraceEvent:
    """One executed line of candidate code, before it runs.

    ``variables`` holds the ``repr`` (at most 200 characters) of each local name; ``depth`` is 0 in
    the called function.  ``what`` is ``line``, ``call``, ``return`` (``value`` is what is returned)
    or ``exception``.
    """

    what: Literal["line", "call", "return", "exception"]
    line: int
    function: str
    depth: int
    variables: dict[str, str]
    value: str = ""


@dataclass(frozen=True)
class Outcome:
    """How one call ended. ``value`` is what it returned, through JSON; ``args_after`` its arguments
    as the call left them.  ``not_json`` marks a value that JSON cannot carry (its repr is in
    ``value``).  ``error_line`` is a line of the candidate's code, 0 if none.
    """

    state: Literal[
        "returned", "raised", "timeout", "memory", "output_too_large", "not_json", "not_run"
    ]
    value: JsonValue = None
    error: str = ""
    error_line: int = 0
    printed: str = ""
    args_after: tuple[JsonValue, ...] = ()
    steps: int = 0
    trace: tuple[TraceEvent, ...] = ()
    trace_cut: bool = False


class Sandbox(Protocol):
    def run(
        self,
        source: str,
        entry: str,
        calls: Sequence[Call],
        *,
        trace: bool = False,
        limits: Limits = Limits(),
    ) -> tuple[Outcome, ...]:
        """Load ``source`` and make each call in it; one outcome a call, in order.

        Only ``source`` and inputs enter; expected values never do.  With ``trace`` each outcome has
        its trace and its count of executed lines in ``steps``.

        Raises:
            SandboxError: the sandbox could not run. What candidate code does is never an error.
        """
        ...
