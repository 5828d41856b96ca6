"""How long speaking, hearing and turn taking take here: ``viva bench speech [--json]``.

Times depend on the machine and on what else it does, so each stands beside its real-time factor:
the time taken as a share of the sound's length.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from evals.bench import report
from evals.origin import Origin, here_and_now
from tools.hear import WhisperHear
from tools.ports import Audio
from tools.speak import CoquiSpeak
from tools.turn import speech_spans, turn_complete
from viva.clock import ms_since
from viva.settings import load

QUESTIONS = (
    "What does your function return when nums is the empty list?",
    "On line 7, which value does `left` have after the second time round the loop?",
    "Why did you use a dictionary here? Tell me what a lookup costs.",
    "Which input would break it, if line 4 said `<` instead of `<=`?",
)
ANSWERS = (
    "It returns minus one.",
    "Three.",
    "A lookup in a dictionary takes constant time, so the whole thing is linear in the length of "
    "the list. With a list I would have to look through all of it each time.",
)


@dataclass(frozen=True)
class Figure:
    """``share``: median time as a share of the sound's length."""

    what: str
    runs: int
    median_ms: float
    slowest_ms: float
    share: float


@dataclass(frozen=True)
class SpeechBench:
    origin: Origin
    load_ms: dict[str, float]
    figures: tuple[Figure, ...]


def measure(rounds: int = 3) -> SpeechBench:
    """Run each part ``rounds`` times over its sentences.

    Raises:
        VivaError: a part cannot be opened.
    """
    settings = load()
    loading = {}
    began = time.perf_counter()
    speak = CoquiSpeak(settings)
    loading["speak"] = ms_since(began)
    began = time.perf_counter()
    hear = WhisperHear(settings)
    loading["hear"] = ms_since(began)

    answers = [_joined(list(speak.speak(answer))) for answer in ANSWERS]
    hear.hear(answers[0])  # the first call is slower than all that follow
    figures = [
        _figure("first sound of a question", _first_sounds(speak, rounds)),
        _figure("all of a question", _whole(speak, rounds)),
        _figure("hear a short answer", _timed(hear.hear, answers[:2], rounds)),
        _figure("hear a long answer", _timed(hear.hear, answers[2:], rounds)),
        _figure("find speech", _timed(speech_spans, answers, rounds)),
        _figure("judge the end of a turn", _timed(turn_complete, answers, rounds)),
    ]
    return SpeechBench(here_and_now(), loading, tuple(figures))


_Timing = tuple[float, float]  # milliseconds taken, seconds of sound


def _first_sounds(speak: CoquiSpeak, rounds: int) -> list[_Timing]:
    timings = []
    for question in QUESTIONS * rounds:
        began = time.perf_counter()
        first = next(speak.speak(question))
        timings.append((ms_since(began), first.seconds))
    return timings


def _whole(speak: CoquiSpeak, rounds: int) -> list[_Timing]:
    timings = []
    for question in QUESTIONS * rounds:
        began = time.perf_counter()
        seconds = sum(piece.seconds for piece in speak.speak(question))
        timings.append((ms_since(began), seconds))
    return timings


def _timed(work: Callable[[Audio], object], sounds: Sequence[Audio], rounds: int) -> list[_Timing]:
    timings = []
    for sound in [*sounds] * rounds:
        began = time.perf_counter()
        work(sound)
        timings.append((ms_since(began), sound.seconds))
    return timings


def _figure(what: str, timings: Sequence[_Timing]) -> Figure:
    taken = [ms for ms, _ in timings]
    return Figure(
        what=what,
        runs=len(taken),
        median_ms=round(statistics.median(taken), 1),
        slowest_ms=round(max(taken), 1),
        share=round(statistics.median(ms / 1000 / seconds for ms, seconds in timings), 4),
    )


def _joined(pieces: Sequence[Audio]) -> Audio:
    return Audio(np.concatenate([piece.samples for piece in pieces]), pieces[0].rate)


def _print(bench: SpeechBench) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(title="Speech")
    for heading in ("what", "runs", "median ms", "slowest ms", "× real time"):
        table.add_column(heading, justify="left" if heading == "what" else "right")
    for figure in bench.figures:
        table.add_row(
            figure.what,
            str(figure.runs),
            f"{figure.median_ms:.0f}",
            f"{figure.slowest_ms:.0f}",
            f"{figure.share:.3f}",
        )
    console = Console()
    console.print(table)
    console.print("Loading: " + ", ".join(f"{n} {ms:.0f} ms" for n, ms in bench.load_ms.items()))
    origin = bench.origin
    console.print(f"{origin.machine}; commit {origin.commit}; {origin.date}")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="viva bench speech", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="times each sentence is tried")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    chosen = parser.parse_args(arguments)
    return report(lambda: measure(max(chosen.rounds, 1)), _print, chosen.json)


if __name__ == "__main__":
    sys.exit(main())
