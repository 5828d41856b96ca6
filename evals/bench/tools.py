"""How long each tool takes, and face and voice together when an answer ends: ``viva bench tools``.

Real samples: the recordings and pictures of the data folder, problems of the bank.  Times are given
on the wall and as processor time of this process, which a busy machine changes less.

*At the end of an answer* goes through the turn's own code (:class:`agent.turn_reader.TurnReader`)
with an answer of 20 s, two pictures a second.  The pictures are looked at as they come, as the page
has it; the last one comes when the answer ends.  It is measured three ways: nothing but the two
tools, with everything done at the end (what it would be without working ahead), the same with what
can be done during the answer done then, and as what the two tools add to a turn that hears words
with the real recogniser.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from agent.events import ConsentGiven
from agent.parts import Parts
from agent.turn_reader import TurnReader
from evals.bench import report
from evals.origin import Origin, here_and_now
from question_bank.bank import PROBLEMS, checks, load_bank, load_problem
from tools.affect import fuse
from tools.code.facts import read_facts
from tools.code.run_tests import run_tests
from tools.code.sandbox import open_sandbox
from tools.face import FaceReader
from tools.hear import WhisperHear
from tools.ports import Audio, Frame, Heard, Sandbox
from tools.sound import resample
from tools.speak import CoquiSpeak
from tools.voice import VoiceReader
from viva.errors import SettingsError
from viva.settings import Settings, load

MICROPHONE_RATE = 48_000  # what browsers deliver
ANSWER_S, FRAME_EVERY_S = 20.0, 0.5
QUESTION = "On line 7, which value does left have after the second time round the loop?"


@dataclass(frozen=True)
class Took:
    """Milliseconds of many calls, on the wall and of the processor (all threads together)."""

    what: str
    calls: int
    p50_ms: float
    p95_ms: float
    cpu_p50_ms: float
    cpu_p95_ms: float


@dataclass(frozen=True)
class ToolsBench:
    """``added_ms``: median of how much longer a heard turn takes with face and voice than without,
    turn by turn in alternation."""

    origin: Origin
    samples: tuple[str, ...]
    tools: tuple[Took, ...]
    at_the_end: tuple[Took, ...]
    added_ms: float


def measure(rounds: int = 20) -> ToolsBench:
    """Run each tool ``rounds`` times; what hears, a quarter as often.

    Raises:
        SettingsError: the data folder is not there.
        VivaError: a tool cannot be opened.
    """
    settings = load()
    spoken = _recordings(settings.data)
    pictures = _pictures(settings.data)
    face, voice = FaceReader(settings), VoiceReader(settings)
    hear, speak = WhisperHear(settings), CoquiSpeak(settings)
    sandbox = open_sandbox(settings)
    answer = _answer(spoken)
    seen = face.read_face([Frame(pictures[0], 0.0)])
    heard_voice = voice.read_voice(_again(answer))
    seldom = max(rounds // 4, 3)
    tools = (
        _took("hearing, 20 s", lambda: hear.hear(_again(answer)), seldom),
        _took("speaking, first sound", lambda: next(iter(speak.speak(QUESTION))), rounds),
        _took("face, one frame", lambda: face.read_face([Frame(pictures[0], 0.0)]), rounds),
        _took("voice, 20 s", lambda: voice.read_voice(_again(answer)), rounds),
        _took("face and voice fused", lambda: fuse(seen, heard_voice), 10 * rounds),
        *_code(sandbox, rounds),
    )
    parts = _parts(settings, sandbox, face, voice)
    end = _at_the_end(parts, hear, answer, pictures, rounds)
    added = _added(parts, hear, answer, pictures, seldom)
    names = tuple(sorted(spoken)) + tuple(sorted(p.name for p in _picture_paths(settings.data)))
    return ToolsBench(here_and_now(), names, tools, end, added)


# ------------------------------------------------------------------ the samples


def _recordings(data: Path) -> dict[str, Audio]:
    import soundfile

    names = ("jfk.flac", "sense_and_sensibility_01_austen_64kb-0870.wav")
    found = {}
    for name in names:
        path = data / "stt" / name
        if not path.is_file():
            raise SettingsError(
                f"There is no recording at {path.resolve()}.",
                next_step="Set VIVA_DATA to the folder with the test data (stt and faces).",
            )
        samples, rate = soundfile.read(path, dtype="float32")
        mono = samples if samples.ndim == 1 else samples.mean(axis=1)
        at_rate = resample(mono.astype(np.float32), rate, MICROPHONE_RATE)
        found[name] = Audio(at_rate, MICROPHONE_RATE)
    return found


def _picture_paths(data: Path) -> list[Path]:
    return [data / "faces" / "obama-480p.jpg", data / "faces" / "astronaut.png"]


def _pictures(data: Path) -> list[np.ndarray]:
    """Real faces in the size that the page sends: 400 pixels wide."""
    found = []
    for path in _picture_paths(data):
        with Image.open(path) as image:
            height = round(image.height * 400 / image.width)
            found.append(np.asarray(image.convert("RGB").resize((400, height))))
    return found


def _answer(spoken: dict[str, Audio]) -> Audio:
    """The recordings one after the other with a pause between them, 20 s in all."""
    rate = MICROPHONE_RATE
    pause = np.zeros(round(0.9 * rate), np.float32)
    joined = np.concatenate([p for s in spoken.values() for p in (s.samples, pause)])
    count = round(ANSWER_S * rate)
    return Audio(np.pad(joined[:count], (0, max(count - len(joined), 0))), rate)


def _again(audio: Audio) -> Audio:
    """The same sound as a recording of its own: nothing that was found out about it is known."""
    return Audio(audio.samples, audio.rate)


def _frames(pictures: Sequence[np.ndarray]) -> list[Frame]:
    count = round(ANSWER_S / FRAME_EVERY_S)
    return [Frame(pictures[n % len(pictures)], n * FRAME_EVERY_S) for n in range(count)]


# ------------------------------------------------------------------ the code tools


def _code(sandbox: Sandbox, rounds: int) -> tuple[Took, ...]:
    slugs = sorted(p.name for p in PROBLEMS.iterdir() if (p / "problem.yaml").exists())
    problem = load_problem(slugs[0])
    entry, tests = problem.signature.entry, checks(problem)

    def run() -> None:
        run_tests(sandbox, problem.reference, entry, tests, problem.compare)

    run()  # the first run is slower than all that follow
    return (
        _took("code facts", lambda: read_facts(problem.reference, "python"), rounds),
        _took("sandbox, all tests of a problem", run, rounds),
    )


# ------------------------------------------------------------------ the end of an answer


@dataclass(frozen=True)
class _Known:
    """A :class:`tools.ports.Hear` that knows at once what was said, so that only the two tools are
    measured."""

    heard: Heard

    def hear(self, audio: Audio, *, vocabulary: Sequence[str] = ()) -> Heard:
        return self.heard


def _parts(settings: Settings, sandbox: Sandbox, face: FaceReader, voice: VoiceReader) -> Parts:
    from question_bank.choose import IndexFindProblem

    return Parts(
        sandbox=sandbox,
        find_problem=IndexFindProblem(settings),
        bank=load_bank(),
        staples=(),
        read_face=face,
        read_voice=voice,
    )


def _turn(
    parts: Parts, hear: _Known | WhisperHear, *, affect: bool, report_failure: bool = True
) -> TurnReader:
    def failed(part: str, error: Exception | None) -> None:
        if error is not None and report_failure:
            raise error

    consent = ConsentGiven(face=affect, voice=affect, keep_media=False)
    with_hearing = Parts(**{**vars(parts), "hear": hear})
    return TurnReader(with_hearing, lambda: consent, failed)


def _end_of(turn: TurnReader, answer: Audio, frames: Sequence[Frame]) -> None:
    spoken = turn.hear(answer, frames)
    assert spoken is not None
    turn.read("q1", spoken, waited_s=0.5)


def _at_the_end(
    parts: Parts, hear: WhisperHear, answer: Audio, pictures: Sequence[np.ndarray], rounds: int
) -> tuple[Took, ...]:
    known = _Known(hear.hear(_again(answer)))
    turn = _turn(parts, known, affect=True)

    def prepared(ahead: bool) -> Callable[[], None]:
        sound, frames = _again(answer), _frames(pictures)
        if ahead:
            _during(parts, sound, frames[:-1])
        return lambda: _end_of(turn, sound, frames)

    try:
        return (
            _took_of("all at the end", [lambda: prepared(False)] * max(rounds // 4, 3)),
            _took_of("what is left at the end", [lambda: prepared(True)] * rounds),
        )
    finally:
        turn.close()


def _during(parts: Parts, sound: Audio, frames: Sequence[Frame]) -> None:
    """What the page has done while the answer was given."""
    assert parts.read_face is not None
    for frame in frames:
        parts.read_face.read_face([frame])


def _added(
    parts: Parts, hear: WhisperHear, answer: Audio, pictures: Sequence[np.ndarray], rounds: int
) -> float:
    with_affect = _turn(parts, hear, affect=True)
    without = _turn(parts, hear, affect=False)
    differences = []
    try:
        for _ in range(rounds):
            taken = []
            for turn in (without, with_affect):
                sound, frames = _again(answer), _frames(pictures)
                _during(parts, sound, frames[:-1])
                began = time.perf_counter()
                _end_of(turn, sound, frames)
                taken.append((time.perf_counter() - began) * 1000)
            differences.append(taken[1] - taken[0])
    finally:
        with_affect.close()
        without.close()
    return round(float(np.median(differences)), 1)


# ------------------------------------------------------------------ the clock


def _took(what: str, call: Callable[[], object], calls: int) -> Took:
    return _took_of(what, [lambda: call] * calls)


def _took_of(what: str, made: Sequence[Callable[[], Callable[[], object]]]) -> Took:
    """Each of ``made`` prepares a call; only the call is timed. The first is not counted."""
    made[0]()()
    wall, processor = [], []
    for make in made:
        call = make()
        began, cpu = time.perf_counter(), time.process_time()
        call()
        wall.append((time.perf_counter() - began) * 1000)
        processor.append((time.process_time() - cpu) * 1000)
    at = [np.percentile(t, p) for t in (wall, processor) for p in (50, 95)]
    return Took(what, len(made), *(round(float(ms), 2) for ms in at))


def _print(bench: ToolsBench) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console()
    for title, rows in (("Tools", bench.tools), ("Face and voice, 20 s answer", bench.at_the_end)):
        table = Table(title=title)
        for heading in ("what", "calls", "p50 ms", "p95 ms", "cpu p50 ms", "cpu p95 ms"):
            table.add_column(heading, justify="left" if heading == "what" else "right")
        for took in rows:
            times = (took.p50_ms, took.p95_ms, took.cpu_p50_ms, took.cpu_p95_ms)
            table.add_row(took.what, str(took.calls), *(f"{ms:.1f}" for ms in times))
        console.print(table)
    console.print(f"Face and voice add {bench.added_ms:.0f} ms to a turn that is heard for real.")
    console.print(f"Samples: {', '.join(bench.samples)}.")
    console.print(f"{bench.origin.machine}; commit {bench.origin.commit}; {bench.origin.date}")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="viva bench tools", description=__doc__)
    parser.add_argument("--rounds", type=int, default=20, help="times each tool is run")
    parser.add_argument("--json", action="store_true", help="print JSON instead of tables")
    chosen = parser.parse_args(arguments)
    return report(lambda: measure(max(chosen.rounds, 4)), _print, chosen.json)


if __name__ == "__main__":
    sys.exit(main())
