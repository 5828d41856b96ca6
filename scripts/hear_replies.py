"""Speak some of the labelled replies, add noise, hear them, and write down what was heard.

    python scripts/hear_replies.py [--each 65] [--again]

For each half of ``tests/agent/replies`` this takes ``--each`` replies, spread over labels and kinds
of keys, and gives each a ``heard`` and a ``noise``.  The voice is the product's own at four rates
and pitches (a scripted candidate's among them), the noise is white or the babble of four other
replies, 10 to 25 dB below the speech, and hearing has the settings of the interview.  All of it is
drawn from the reply's own text, so that the same reply is always spoken and disturbed alike.

What was heard before is kept unless ``--again``; the file is written after every reply.  Whether
the answer was lost on the way (``heard_label``) is judged afterwards by reading the transcript.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import zlib
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from evals.replies import FOLDER, Half, Reply, load_replies, read_corpus
from evals.voice import joined
from tools.hear import WhisperHear
from tools.ports import Audio, Speak
from tools.speak import CoquiSpeak
from viva import settings as viva_settings

VOICES = ((1.1, 1.12), (1.0, 1.0), (0.92, 0.93), (1.25, 1.05))  # rate, pitch
QUIETEST_DB, LOUDEST_DB = 25.0, 10.0  # speech above noise
BABBLE = 4  # voices at once
AROUND_S = 0.5  # noise without speech, before and after
HALVES: tuple[Half, ...] = ("development", "heldout")


def chosen(replies: Sequence[Reply], count: int) -> list[int]:
    """Places of ``count`` replies, the same share of each label and kind of key."""
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, reply in enumerate(replies):
        groups[(reply.label, reply.probe.key.kind)].append(place)
    ranked = sorted(
        ((nth + 0.5) / len(places), place)
        for places in groups.values()
        for nth, place in enumerate(_spread(places))
    )
    return sorted(place for _, place in ranked[:count])


def _spread(places: list[int]) -> list[int]:
    """The same places, so that the first few of them lie far apart."""
    return sorted(places, key=lambda place: zlib.crc32(str(place).encode()))


def speak(text: str, voices: Sequence[Speak], number: int) -> Audio:
    return joined(list(voices[number % len(voices)].speak(text)))


def disturbed(
    speech: Audio, babble: Sequence[Audio], above_db: float, rng: np.random.Generator
) -> Audio:
    """``speech`` with half a second around it, in noise ``above_db`` quieter than it is: white
    without ``babble``, else those voices together, each from a place drawn at random."""
    edge = np.zeros(int(AROUND_S * speech.rate), np.float32)
    samples = np.concatenate([edge, speech.samples, edge])
    if babble:
        noise = sum((_looped(voice, len(samples), rng) for voice in babble), np.zeros(1))
    else:
        noise = rng.standard_normal(len(samples))
    gain = _loudness(speech.samples) / _loudness(noise) * 10 ** (-above_db / 20)
    return Audio((samples + gain * noise).astype(np.float32), speech.rate)


def _looped(voice: Audio, length: int, rng: np.random.Generator) -> NDArray[np.float32]:
    start = int(rng.integers(len(voice.samples)))
    return np.resize(np.roll(voice.samples, -start), length) / _loudness(voice.samples)


def _loudness(samples: NDArray) -> float:
    return float(np.sqrt(np.mean(np.square(samples, dtype=np.float64)))) or 1.0


def hear_half(
    half: Half, each: int, again: bool, voices: Sequence[Speak], hear: WhisperHear
) -> None:
    path = FOLDER / f"{half}.yaml"
    replies = load_replies(half)[: len(read_corpus(path)["items"])]  # those of its first file
    places = chosen(replies, each)
    texts = [replies[place].text for place in places]
    for nth, place in enumerate(places, 1):
        reply = replies[place]
        if reply.heard and not again:
            continue
        seed = zlib.crc32(reply.text.encode())
        draw, rng = random.Random(seed), np.random.default_rng(seed)
        speech = speak(reply.text, voices, seed)
        others = draw.sample([t for t in texts if t != reply.text], BABBLE)
        babble = [speak(t, voices, n) for n, t in enumerate(others)] if draw.random() < 0.5 else []
        above_db = round(draw.uniform(LOUDEST_DB, QUIETEST_DB), 1)
        heard = hear.hear(disturbed(speech, babble, above_db, rng)).text
        noise = f"{'babble' if babble else 'white'}, {above_db} dB"
        path.write_text(with_heard(path.read_text(), place, heard, noise))
        print(f"{half} {nth}/{len(places)} {noise}: {reply.text!r} -> {heard!r}", flush=True)


def with_heard(text: str, place: int, heard: str, noise: str) -> str:
    """The file with what was heard of the item at ``place``, all else as it stands."""
    head, *items = re.split(r"^(?=  - probe: )", text, flags=re.MULTILINE)
    kept = re.sub(r"^    (?:heard|noise|heard_label|heard_why): .*\n", "", items[place], flags=re.M)
    written = json.dumps(heard, ensure_ascii=False)
    items[place] = f"{kept}    heard: {written}\n    noise: {noise}\n"
    return "".join([head, *items])


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--each", type=int, default=65, help="replies of each half")
    parser.add_argument("--again", action="store_true", help="hear those again that were heard")
    flags = parser.parse_args()
    settings = viva_settings.load()
    hear = WhisperHear(settings)
    voices = [CoquiSpeak(settings, rate=rate, pitch=pitch) for rate, pitch in VOICES]
    for half in HALVES:
        hear_half(half, flags.each, flags.again, voices, hear)


if __name__ == "__main__":
    sys.exit(main())
