"""A candidate that speaks: real session, with a voice and an ear that are quick and never wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from agent.events import QuestionSpoken, ReplyGiven, TurnRead, TurnTimed
from agent.parts import Parts
from evals import script
from evals.replay import Replayed, parts_for, replay, tape_in
from evals.voice import FRAMES_PER_S, THINKS_S, TRIES, SpokenCandidate, joined, read_camera
from tools.ports import Audio, FaceMap, FaceReading, Frame, Heard, Word
from viva import settings as viva_settings
from viva.errors import HearError, ScriptError

RATE = 16_000
SCRIPT = script.Script.model_validate(
    {
        "name": "tiny",
        "level": 2,
        "about": "says little",
        "consent": {"face": True, "voice": False},
        "introduction": "Hello. I would like to practise lists.",
        "problem": "gift-card",
        "code": [{"source": "def spend_card(prices, balance):\n    return []\n"}],
        "walkthrough": "It gives up.",
        "answers": {
            family: {"say": "an empty list", "expect": "right"}
            for family in (f"T{number}" for number in range(1, 16))
        },
        "asks": ["What do you work on?"],
    }
)


@dataclass
class Sounds:
    """Speaks by drawing a text's number into the first sample, and hears by reading it there."""

    texts: list[str] = field(default_factory=list)
    deaf_for: int = 0
    broken: bool = False

    def speak(self, text: str) -> Iterator[Audio]:
        self.texts.append(text)
        samples = np.full(RATE * 2, len(self.texts) * 1e-4, dtype=np.float32)
        yield Audio(samples[:RATE], RATE)
        yield Audio(samples[RATE:], RATE)

    def hear(self, audio: Audio) -> Heard:
        if self.broken:
            raise HearError("The ear is gone.")
        if self.deaf_for:
            self.deaf_for -= 1
            return Heard("silence", "", (), audio.seconds)
        text = self.texts[round(float(audio.samples[0]) * 1e4) - 1]
        words = tuple(Word(w, 0.0, 1.0, 1.0) for w in text.split())
        return Heard("heard", text, words, audio.seconds)


class FaceOfPicture:
    def __init__(self) -> None:
        self.frames: list[int] = []

    def read_face(self, frames: Sequence[Frame]) -> FaceReading:
        self.frames.append(len(frames))
        return FaceReading("no_face", None, {}, ())

    def explain_face(self, frames: Sequence[Frame], reading: FaceReading) -> FaceMap | None:
        raise AssertionError("nothing was named")


@pytest.fixture(scope="module")
def parts() -> Iterator[Parts]:
    few = viva_settings.load(probes=2)
    with parts_for(few, spoken=False, camera=False, with_model=False) as opened:
        yield opened


def talk(
    parts: Parts, folder: Path, ear: Sounds, frames: Sequence[Frame] = ()
) -> tuple[Replayed, SpokenCandidate, list[float], FaceOfPicture]:
    waited, face = list[float](), FaceOfPicture()
    voice = Sounds(texts=ear.texts)
    candidate = SpokenCandidate(voice, frames, wait=waited.append)
    whole = replace(parts, hear=ear, speak=Sounds(), read_face=face, absent={})
    tape = tape_in(folder)
    try:
        done = replay(
            SCRIPT, tape, whole, viva_settings.load(probes=2), manner=candidate, spoken=True
        )
    finally:
        tape.close()
    return done, candidate, waited, face


def of(done: Replayed, kind: type) -> list:
    return [e.event for e in done.entries if isinstance(e.event, kind)]


def test_every_question_sounds_and_every_reply_is_heard(parts: Parts, tmp_path: Path) -> None:
    done, candidate, waited, _ = talk(parts, tmp_path, Sounds())
    replies = of(done, ReplyGiven)
    assert {r.source for r in replies} == {"spoken"}
    assert [r.text for r in replies[:2]] == [SCRIPT.introduction, SCRIPT.walkthrough]
    assert done.state.exchanges[0].asked == "What do you work on?"
    spoken = [q.question_id for q in of(done, QuestionSpoken)]
    assert spoken == [q.id for q in done.state.questions]
    # As long as each question sounded (2 s each), then a moment's thought and the reply's 2 s.
    assert len(waited) == 2 * len(spoken)
    assert all(1.5 < w <= 2.0 for w in waited[0::2])
    assert set(waited[1::2]) == {THINKS_S + 2.0}
    timed = {t.question_id for t in of(done, TurnTimed)}
    assert set(candidate.to_first_sound_ms) == timed - {"q1"}  # after q1 comes the problem
    assert all(ms > 0 for ms in candidate.to_first_sound_ms.values())


def test_what_was_not_heard_is_said_again(parts: Parts, tmp_path: Path) -> None:
    done, *_ = talk(parts, tmp_path, Sounds(deaf_for=TRIES - 1))
    assert done.state.phase == "done"
    assert done.state.questions[0].unheard == TRIES - 1


def test_what_is_never_heard_stops_the_replay(parts: Parts, tmp_path: Path) -> None:
    with pytest.raises(HearError, match=f"said {TRIES} times"):
        talk(parts, tmp_path, Sounds(deaf_for=TRIES))


def test_hearing_that_does_not_work_stops_the_replay(parts: Parts, tmp_path: Path) -> None:
    with pytest.raises(HearError, match="Speech recognition is not working"):
        talk(parts, tmp_path, Sounds(broken=True))


def test_the_camera_shows_its_pictures_for_as_long_as_the_candidate_talks(
    parts: Parts, tmp_path: Path
) -> None:
    picture = Frame(np.zeros((4, 4, 3), dtype=np.uint8), 0.0)
    done, _, _, face = talk(parts, tmp_path, Sounds(), [picture])
    assert set(face.frames) == {2 * FRAMES_PER_S}
    assert all(t.face is not None for t in of(done, TurnRead))


def test_pictures_are_read_by_name_and_what_is_none_is_refused(tmp_path: Path) -> None:
    for name, grey in (("b.png", 200), ("a.png", 100)):
        Image.new("L", (6, 3), grey).save(tmp_path / name)
    (tmp_path / "notes.txt").write_text("no picture")
    frames = read_camera(tmp_path)
    assert [f.image.shape for f in frames] == [(3, 6, 3), (3, 6, 3)]
    assert [int(f.image[0, 0, 0]) for f in frames] == [100, 200]
    assert read_camera(tmp_path / "a.png")[0].at_s == 0.0
    (tmp_path / "c.png").write_text("no picture either")
    with pytest.raises(ScriptError, match=r"c\.png"):
        read_camera(tmp_path)
    with pytest.raises(ScriptError, match="There is no picture"):
        read_camera(tmp_path / "notes.txt")


def test_pieces_of_sound_are_joined_in_order() -> None:
    pieces = [Audio(np.full(2, v, dtype=np.float32), RATE) for v in (0.1, 0.2)]
    assert joined(pieces).samples.tolist() == pytest.approx([0.1, 0.1, 0.2, 0.2])
