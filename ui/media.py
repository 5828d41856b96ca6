"""Sound and pictures as they come from and go to the browser: 16-bit WAV and JPEG, in memory."""

from __future__ import annotations

import io
import wave
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from tools.ports import Audio
from viva.errors import InputRefused

MAX_PICTURE_BYTES = 400_000
_MAX_SIDE = 1280
_RATES = range(8_000, 192_001)


def from_wav(data: bytes, max_s: float) -> Audio:
    """The recording in ``data``: mono, 16 bit.

    Raises:
        InputRefused: it is something else, damaged, or longer than ``max_s`` seconds.
    """
    try:
        with wave.open(io.BytesIO(data)) as wav:
            kind = (wav.getnchannels(), wav.getsampwidth(), wav.getcomptype())
            rate, count = wav.getframerate(), wav.getnframes()
            if kind != (1, 2, "NONE") or rate not in _RATES:
                raise InputRefused("The recording is not mono 16-bit WAV.", next_step="Type it.")
            if count / rate > max_s:
                raise InputRefused(
                    f"The recording is longer than {max_s:.0f} seconds.",
                    next_step="Say it in fewer words, or type it.",
                )
            pcm = wav.readframes(count)
            if len(pcm) < 2 * count:
                raise EOFError
    except (wave.Error, EOFError) as error:
        raise InputRefused(
            "The recording is damaged.", next_step="Record it again, or type your answer."
        ) from error
    whole = np.frombuffer(pcm[: len(pcm) // 2 * 2], "<i2")
    return Audio(whole.astype(np.float32) / np.float32(32768), rate)


def to_wav(pieces: Sequence[Audio]) -> bytes:
    """The pieces after one another, as mono 16-bit WAV. All have the rate of the first."""
    samples = np.concatenate([piece.samples for piece in pieces])
    out = io.BytesIO()
    with wave.open(out, "wb") as wav:
        wav.setnchannels(1)
        wav.setsampwidth(2)
        wav.setframerate(pieces[0].rate)
        wav.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
    return out.getvalue()


def picture(jpeg: bytes) -> NDArray[np.uint8] | None:
    """(height, width, 3) RGB, upright; None if it is no JPEG, damaged, or larger than a camera
    picture. Grey and CMYK are converted.

    A single bad picture is left out of the turn, which has others."""
    try:
        with Image.open(io.BytesIO(jpeg), formats=("JPEG",)) as image:
            if max(image.size) > _MAX_SIDE:
                return None
            return np.asarray(ImageOps.exif_transpose(image).convert("RGB"))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return None
