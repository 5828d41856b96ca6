"""Proving that each part works, by a real sample of what it does.

A part is well only after a real token, a real sound heard back as text, a face found in a real
picture: that a library imports or a port is open counts for nothing here.
"""

from __future__ import annotations

import difflib
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from models import registry
from tools.ports import Audio, Call, Frame
from viva.errors import (
    AffectError,
    BankError,
    HearError,
    ModelAnswerInvalid,
    SandboxError,
    SpeakError,
    TapeError,
    VivaError,
)
from viva.settings import Settings

SAID = "The function returns the sum of the two numbers."
ALIKE = 0.7
"""How much of what was said must be heard, as difflib's ratio over words."""

PICTURE = Path(__file__).with_name("static") / "sample_face.jpg"
"""A crop of NASA's portrait of Eileen Collins (public domain)."""

DOUBLES = {
    "python": ("def double(n):\n    return 2 * n\n", "double"),
    "javascript": ("const double = (n) => 2 * n;\n", "double"),
    "typescript": ("const double = (n: number): number => 2 * n;\n", "double"),
    "java": (
        "class Solution {\n    int twice(int n) {\n        return 2 * n;\n    }\n}\n",
        "twice",
    ),
    "cpp": ("int twice(int n) {\n    return 2 * n;\n}\n", "twice"),
    "go": ("package main\n\nfunc Twice(n int) int {\n\treturn 2 * n\n}\n", "Twice"),
}
"""In each language a function that doubles a number, and its name."""

NOT_NEEDED_TO_RUN = ("llm_tiny",)


class MissingProgram(VivaError):
    """A program of the system is not on the PATH or does not run."""


@dataclass
class Samples:
    """What an earlier check made and a later one needs."""

    speech: Audio | None = None


@dataclass(frozen=True)
class Check:
    """``take`` gets a real sample out of the part and tells what it was."""

    part: str
    needed: bool
    take: Callable[[Settings, Samples], str]


@dataclass(frozen=True)
class Finding:
    part: str
    ok: bool
    needed: bool
    sample: str
    trouble: str
    seconds: float


def examine(settings: Settings, only: tuple[str, ...] = ()) -> Iterator[Finding]:
    """Each part's finding, one by one; ``only`` names parts (what they need is taken along)."""
    samples = Samples()
    for check in checks(settings):
        if only and check.part not in only:
            if check.part == "speak" and {"hear", "voice"} & set(only):
                _find(check, settings, samples)
            continue
        yield _find(check, settings, samples)


def _find(check: Check, settings: Settings, samples: Samples) -> Finding:
    started = time.monotonic()
    sample = trouble = ""
    try:
        sample = check.take(settings, samples)
    except VivaError as error:
        trouble = str(error)
    except Exception as error:  # noqa: BLE001 whatever a part dies of is what we want to tell
        trouble = f"{type(error).__name__}: {error}"
    seconds = round(time.monotonic() - started, 3)
    return Finding(check.part, not trouble, check.needed, sample, trouble, seconds)


def checks(settings: Settings) -> tuple[Check, ...]:
    """All checks, in an order in which each has what it needs."""
    affect = settings.affect == "ask"
    return (
        Check("weights", True, weights),
        Check("sandbox", True, sandbox),
        Check("tape", True, tape),
        Check("bank", True, bank),
        Check("espeak-ng", True, espeak),
        Check("speak", True, speak),
        Check("hear", True, hear),
        Check("face", affect, face),
        Check("voice", affect, voice),
        Check("llm", True, llm),
        Check("bubblewrap", False, bubblewrap),
        Check("languages", False, languages),
        Check("ffmpeg", False, ffmpeg),
        Check("chromium", False, chromium),
    )


# ------------------------------------------------------------------ the checks


def weights(settings: Settings, samples: Samples) -> str:
    """Every byte of every weight that running needs, against its sha256."""
    names = [name for name in registry.manifest() if name not in NOT_NEEDED_TO_RUN]
    if settings.llm_base_url:
        names.remove("llm")
    for name in names:
        registry.verify(name, settings)
    size = sum(registry.manifest()[name].bytes for name in names)
    return f"{len(names)} weights, {size / 1e9:.2f} GB, every sha256 right"


def sandbox(settings: Settings, samples: Samples) -> str:
    from tools.code.sandbox import open_sandbox

    source = "def double(n):\n    return 2 * n\n"
    [outcome] = open_sandbox(settings).run(source, "double", [Call((21,))])
    if outcome.value != 42:
        raise SandboxError(f"double(21) came back as {outcome.state} {outcome.value!r}.")
    return "double(21) returned 42"


def tape(settings: Settings, samples: Samples) -> str:
    """An event through the candidate's own database and out again; nothing of it stays."""
    from agent.events import HintAsked
    from agent.tape import Tape

    opened = Tape(settings.tape_database)
    try:
        session_id = opened.new_session("doctor", time.time_ns() // 1_000_000)
        try:
            opened.append(session_id, 0, 0, HintAsked())
            [entry] = opened.entries(session_id)
        finally:
            opened.purge(session_id)
        if entry.event != HintAsked():
            raise TapeError(f"An event came back as {entry.event}.")
        return f"an event written and read back; {len(opened.sessions())} sessions on the tape"
    finally:
        opened.close()


def bank(settings: Settings, samples: Samples) -> str:
    from question_bank.bank import load_bank
    from question_bank.embed import MiniLm
    from question_bank.index import open_index

    wish = "brackets that must match"
    problems = load_bank()
    index = open_index(problems, settings, MiniLm(settings))
    try:
        hits = index.search(wish, k=1)
    finally:
        index.close()
    if not hits:
        raise BankError(f'Nothing was found for "{wish}".', next_step="Run viva bank lint.")
    broken = f", {len(problems.broken)} more are broken" if problems.broken else ""
    return f'"{wish}" found {hits[0].slug} among {len(problems)} problems{broken}'


def espeak(settings: Settings, samples: Samples) -> str:
    sounds = _output("espeak-ng", "-q", "--ipa", "-v", "en-us", "hello")
    if "h" not in sounds:
        raise SpeakError(f"espeak-ng reads hello as {sounds!r}.")
    return f"hello is {sounds}"


def speak(settings: Settings, samples: Samples) -> str:
    from tools.speak import CoquiSpeak

    pieces = list(CoquiSpeak(settings).speak(SAID))
    if not pieces:
        raise SpeakError("No sound came.")
    samples.speech = Audio(np.concatenate([p.samples for p in pieces]), pieces[0].rate)
    loudness = float(np.sqrt(np.mean(samples.speech.samples**2)))
    if loudness < 0.005:
        raise SpeakError(f"The sound is silent (RMS {loudness:.4f}).")
    return f"{samples.speech.seconds:.1f} s of sound, RMS {loudness:.2f}"


def hear(settings: Settings, samples: Samples) -> str:
    from tools.hear import WhisperHear

    heard = WhisperHear(settings).hear(_speech(samples)).text
    said, understood = (re.findall(r"\w+", text.lower()) for text in (SAID, heard))
    alike = difflib.SequenceMatcher(None, said, understood).ratio()
    if alike < ALIKE:
        raise HearError(f'"{SAID}" was heard as "{heard}".')
    return f'heard back "{heard.strip()}"'


def face(settings: Settings, samples: Samples) -> str:
    from PIL import Image

    from tools.face import FaceReader

    with Image.open(PICTURE) as picture:
        image = np.asarray(picture.convert("RGB"))
    reading = FaceReader(settings).read_face([Frame(image, 0.0)])
    box = reading.moments[0].box if reading.moments else None
    if box is None or not reading.probabilities:
        raise AffectError(f"In a portrait it saw: {reading.state}.")
    where = f"face at {box.left},{box.top}, {box.width}x{box.height}"
    return f"{where}; {_most_likely(reading.probabilities)} ({reading.state})"


def voice(settings: Settings, samples: Samples) -> str:
    from tools.voice import VoiceReader

    reading = VoiceReader(settings).read_voice(_speech(samples))
    if not reading.probabilities:
        raise AffectError(f"In {reading.voiced_s:.1f} s of speech it heard: {reading.state}.")
    most = _most_likely(reading.probabilities)
    return f"{reading.voiced_s:.1f} s voiced; {most} ({reading.state})"


def llm(settings: Settings, samples: Samples) -> str:
    from agent.llm import open_chat

    with open_chat(settings) as chat:
        started = time.monotonic()
        answer = chat.ask_text("You answer in one word.", "Say yes.", max_tokens=8)
        took = time.monotonic() - started
        read = chat.reader.write_down(_REPLY, settings.llm_timeout_s).text if chat.reader else ""
    if not re.search(r"\w", answer):
        raise ModelAnswerInvalid(f"The model wrote {answer!r}.")
    if chat.reader and read != "3":
        raise ModelAnswerInvalid(f"From a reply that says three, the model read {read!r}.")
    also = f'; read a reply that says three as "{read}"' if read else ""
    return f"wrote {answer!r} in {took:.2f} s once it was up{also}"


_REPLY = "Question: What does f return?\nForm: number\nSaid: two plus one, so three\nAnswer:"


def bubblewrap(settings: Settings, samples: Samples) -> str:
    flags = ["--unshare-all", "--ro-bind", "/", "/", "echo", "inside"]
    if _output("bwrap", *flags, hint="bubblewrap") != "inside":
        raise MissingProgram("bubblewrap does not run.")
    return "ran a command without network"


def languages(settings: Settings, samples: Samples) -> str:
    """Which languages' code runs here, each shown by a call; and why the others' does not."""
    from tools.code.languages import NAMES
    from tools.code.sandbox import cannot_run, sandboxes

    run = []
    for language, opened in sandboxes(settings).items():
        source, entry = DOUBLES[language]
        [outcome] = opened.run(source, entry, [Call((21,))])
        if outcome.value != 42:
            said = outcome.error or outcome.state
            raise SandboxError(f"In {NAMES[language]} double(21) came back as {said}.")
        run.append(NAMES[language])
    missing: dict[str, list[str]] = {}
    for language, reason in cannot_run(settings).items():
        missing.setdefault(reason, []).append(NAMES[language])
    not_run = [f"; not {', '.join(names)} ({reason})" for reason, names in missing.items()]
    return f"run here: {', '.join(run) or 'none'}{''.join(not_run)}"


def ffmpeg(settings: Settings, samples: Samples) -> str:
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "tone.flac"
        tone = ["-v", "error", "-f", "lavfi", "-i", "sine=duration=0.1", str(made)]
        _output("ffmpeg", *tone)
        return f"made {made.stat().st_size} bytes of FLAC"


def chromium(settings: Settings, samples: Samples) -> str:
    """Only the browser tests use it."""
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--dump-dom"]
    page = _output("chromium", *flags, "data:text/html,<p>drawn</p>")
    if "<p>drawn</p>" not in page:
        raise MissingProgram("Chromium draws no page.")
    return "drew a page"


# ------------------------------------------------------------------ what they share


def _speech(samples: Samples) -> Audio:
    if samples.speech is None:
        raise HearError("There was no speech to try it on.", next_step="See what is said of speak.")
    return samples.speech


def _most_likely(probabilities: dict[str, float]) -> str:
    label = max(probabilities, key=probabilities.__getitem__)
    return f"{label} {probabilities[label]:.2f}"


def _output(program: str, *flags: str, hint: str = "") -> str:
    """What a program of the system prints.

    Raises:
        MissingProgram: it is not there, fails or hangs.
    """
    install = f"Install it: sudo apt-get install -y {hint or program}"
    if not shutil.which(program):
        raise MissingProgram(f"{program} is not installed.", next_step=install)
    try:
        ran = subprocess.run([program, *flags], capture_output=True, text=True, timeout=60)
    except subprocess.TimeoutExpired as error:
        raise MissingProgram(f"{program} hangs.", next_step=install) from error
    if ran.returncode:
        said = (ran.stderr.strip().splitlines() or ["no word"])[-1]
        raise MissingProgram(f"{program} fails ({said}).")
    return ran.stdout.strip()
