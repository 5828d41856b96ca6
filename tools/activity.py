"""Silero VAD over a whole recording at once: several stretches of it side by side.

One window after the other, a recording of 20 s takes 630 calls of the network, and nearly all of a
call is overhead.  So a long recording is cut into stretches that go through side by side, on two
threads; each begins 0.77 s early, so that the network's memory is warm where it counts.
"""

from __future__ import annotations

import math
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tools.sound import HEARING_RATE

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

WINDOW = 512  # samples that Silero judges at a time: 32 ms
CONTEXT = 64  # samples of the window before, which it is shown again
RESET_AFTER = math.ceil(2.0 * HEARING_RATE / WINDOW)  # windows: long noise blinds its memory;
CLEARLY_QUIET, QUIET_WINDOWS = 0.1, 5  # clear quiet is the time to forget

_WARM = 24  # windows, 0.77 s
_STRETCHES, _THREADS = 16, 2
_SHORTEST = 72  # windows in a stretch, 2.3 s; shorter ones would be mostly warming up
_LONG = 312  # windows, 10 s: less than that goes through one window after the other


def probabilities(session: InferenceSession, samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """The probability of speech in each window of ``samples``, (n,) at 16 kHz, the last one filled
    up with zeros."""
    windows = np.pad(samples, (0, -len(samples) % WINDOW)).reshape(-1, WINDOW)
    stretches = min(_STRETCHES, len(windows) // _SHORTEST)
    if len(windows) < _LONG:
        stretches = 1
    each = math.ceil(len(windows) / stretches)
    starts = np.arange(0, len(windows), each) if len(windows) else np.zeros(0, np.int64)
    if len(starts) < 2:
        return _side_by_side(session, windows, starts, each)[: len(windows)]
    halves = np.array_split(starts, _THREADS)
    with ThreadPoolExecutor(_THREADS) as pool:
        found = pool.map(lambda half: _side_by_side(session, windows, half, each), halves)
        return np.concatenate(list(found))[: len(windows)]


def _side_by_side(
    session: InferenceSession,
    windows: NDArray[np.float32],
    starts: NDArray[np.int64],
    each: int,
) -> NDArray[np.float32]:
    """(stretches * each,) probabilities of the stretches that begin at the windows ``starts``."""
    rows = len(starts)
    if not rows:
        return np.zeros(0, np.float32)
    rate = np.array(HEARING_RATE, dtype=np.int64)
    state = np.zeros((2, rows, 128), np.float32)
    context = np.zeros((rows, CONTEXT), np.float32)
    heard, quiet = np.zeros(rows, np.int64), np.zeros(rows, np.int64)
    out = np.zeros((rows, each), np.float32)
    warm = _WARM if rows > 1 or starts[0] else 0
    around = np.pad(windows, ((_WARM, each), (0, 0)))
    for step in range(-warm, each):
        if step == 0 and not starts[0]:  # what came before the first stretch is nothing at all
            state[:, 0], context[0], heard[0], quiet[0] = 0, 0, 0, 0
        seen = around[starts + step + _WARM]
        given = {"input": np.concatenate([context, seen], axis=1), "state": state, "sr": rate}
        output, after = session.run(None, given)
        found = np.asarray(output, np.float32)[:, 0]
        state, context = np.array(after), seen[:, -CONTEXT:]
        heard += 1
        quiet = np.where(found < CLEARLY_QUIET, quiet + 1, 0)
        forget = (heard >= RESET_AFTER) & (quiet >= QUIET_WINDOWS)
        if forget.any():
            state[:, forget], context = 0, np.where(forget[:, None], 0, context).astype(np.float32)
            heard[forget], quiet[forget] = 0, 0
        if step >= 0:
            out[:, step] = found
    return out.reshape(-1)
