"""A scripted candidate that speaks: its replies are synthesised, at another rate and pitch than the
interviewer's, and go into the real hearing path.

At real pace the candidate waits while the question sounds and takes as long to say its reply as
the reply's sound lasts; that is when the session prepares what comes next.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np

from agent.session import Session
from tools.ports import Audio, Frame, Speak
from viva.errors import HearError, ScriptError

THINKS_S = 0.6  # between the end of the question and the first word
FRAMES_PER_S = 2
TRIES = 3

_PICTURES = {".jpg", ".jpeg", ".png", ".webp", ".bmp"}


class SpokenCandidate:
    """``to_first_sound_ms`` maps the question replied to to the milliseconds from the end of the
    reply's sound to the first sound of the next question, by the clock on the wall."""

    def __init__(
        self,
        speak: Speak,
        pictures: Sequence[Frame] = (),
        *,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self._speak = speak
        self._pictures = pictures
        self._wait = wait
        self._sounds: dict[str, Audio] = {}
        self._listened_to: set[str] = set()
        self._replied: tuple[str, float] | None = None
        self.to_first_sound_ms: dict[str, float] = {}

    def rehearse(self, texts: Iterable[str]) -> None:
        """Synthesise ``texts`` beforehand, so that it takes no time from the interview."""
        for text in texts:
            if text not in self._sounds:
                self._sounds[text] = joined(list(self._speak.speak(text)))

    def listen(self, session: Session) -> None:
        question = session.state.open_question
        if question is None:
            self._replied = None  # something else than a question follows the reply
        if question is None or question.id in self._listened_to:
            return
        self._listened_to.add(question.id)
        began, seconds = 0.0, 0.0
        for piece in session.speak_question(question.id):
            if not seconds:
                began = time.perf_counter()
                self._time_turn(began)
            seconds += piece.seconds
        if seconds:
            self._wait(max(0.0, seconds - (time.perf_counter() - began)))
        self._replied = None

    def reply(self, session: Session, text: str) -> None:
        """Say ``text``, and say it again if nothing was heard.

        Raises:
            HearError: it was not heard, or hearing does not work.
        """
        self.rehearse([text])
        audio = self._sounds[text]
        question = session.state.open_question
        assert question is not None
        for tries in range(1, TRIES + 1):
            self._wait(THINKS_S + audio.seconds)
            self._replied = question.id, time.perf_counter()
            state = session.hear_reply(audio, self._frames(audio.seconds), waited_s=THINKS_S)
            if "hear" in state.degraded:
                raise HearError(state.degraded["hear"], next_step="Replay by text instead.")
            now = state.question(question.id)
            if now is None or now.unheard < question.unheard + tries:
                return
        raise HearError(
            f'Nothing was heard of "{text}", said {TRIES} times.',
            next_step="Run viva doctor to try speaking and hearing by themselves.",
        )

    def _time_turn(self, first_sound: float) -> None:
        if self._replied is not None:
            question_id, ended = self._replied
            self.to_first_sound_ms[question_id] = round((first_sound - ended) * 1000, 1)

    def _frames(self, seconds: float) -> list[Frame]:
        """What the camera shows over ``seconds``: the pictures, over and over."""
        if not self._pictures:
            return []
        count = max(1, round(seconds * FRAMES_PER_S))
        shown = [self._pictures[n % len(self._pictures)].image for n in range(count)]
        return [Frame(image, n / FRAMES_PER_S) for n, image in enumerate(shown)]


def joined(pieces: Sequence[Audio]) -> Audio:
    """The pieces, which have one rate, one after the other."""
    return Audio(np.concatenate([piece.samples for piece in pieces]), pieces[0].rate)


def read_camera(path: Path) -> list[Frame]:
    """The picture at ``path``, or those in the folder there, by name, as a camera's frames.

    Raises:
        ScriptError: there is no picture that can be read.
    """
    from PIL import Image, UnidentifiedImageError

    files = sorted(path.iterdir()) if path.is_dir() else [path]
    frames = list[Frame]()
    for file in files:
        if file.suffix.lower() not in _PICTURES:
            continue
        try:
            with Image.open(file) as picture:
                image = np.asarray(picture.convert("RGB"), dtype=np.uint8)
        except (OSError, UnidentifiedImageError) as error:
            raise ScriptError(
                f"The picture {file} cannot be read: {error}.",
                next_step="Leave it out of what --camera shows.",
            ) from error
        frames.append(Frame(image, len(frames) / FRAMES_PER_S))
    if not frames:
        raise ScriptError(
            f"There is no picture at {path}.",
            next_step="--camera takes a JPEG or PNG file, or a folder of them.",
        )
    return frames
