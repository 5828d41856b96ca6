"""The session: everything through the tape, with parts that work, fail, or are missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from agent import export, interview, profile
from agent.events import (
    CandidateAnswered,
    CodeRead,
    ConsentGiven,
    Degraded,
    EndAsked,
    NothingHeard,
    ProblemAccepted,
    QuestionAsked,
    QuestionPrepared,
    QuestionSkipped,
    Recovered,
    ReplyGraded,
    SessionStarted,
    TestsRan,
    TimeMarkPassed,
    TurnExplained,
    TurnRead,
)
from agent.grader import Point
from agent.interviewer import Spoken
from agent.llm import ScriptedChat
from agent.parts import WITHOUT, Parts
from agent.session import Session
from agent.tape import Tape
from question_bank.bank import load_bank
from question_bank.choose import Choice
from question_bank.level import Estimate
from question_bank.schema import RubricPoint, Staple
from tools.code.sandbox import WasiSandbox
from tools.ports import Audio, FaceMap, FaceReading, Frame, Heard, VoiceMap, VoiceReading, Word
from viva.errors import (
    AffectError,
    HearError,
    IllegalEvent,
    InputRefused,
    ModelAnswerInvalid,
    ModelGone,
    SessionNotFound,
    SpeakError,
)
from viva.settings import Settings, load

pytestmark = pytest.mark.weights

SLUG = "gift-card"
STAPLES = (
    Staple(id="conflict", text="Tell me about a disagreement.", follow_up="What came of it?",
           rubric=[RubricPoint(id="a", looks_for="Names a situation."),
                   RubricPoint(id="b", looks_for="Names the result.")]),
)  # fmt: skip


class Pinned:
    def find(
        self, wish: str, *, introduction: str, level: Estimate, seen: Sequence[str]
    ) -> tuple[Choice, ...]:
        return (Choice(SLUG, "the only one", 1.0),)


class FailingHear:
    def hear(self, audio: Audio) -> Heard:
        raise HearError("The recogniser is broken.")


class FixedHear:
    def __init__(self, text: str) -> None:
        self.text = text

    def hear(self, audio: Audio) -> Heard:
        if not np.abs(audio.samples).max() > 0.01:
            return Heard("silence", "", (), audio.seconds)
        words = tuple(Word(w, i / 2, i / 2 + 0.4, 0.9) for i, w in enumerate(self.text.split()))
        return Heard("heard", self.text, words, audio.seconds)


class FailingSpeak:
    def speak(self, text: str) -> Iterator[Audio]:
        raise SpeakError("The synthesiser is broken.")
        yield


class FixedFace:
    def __init__(self) -> None:
        self.read = 0

    def read_face(self, frames: Sequence[Frame]) -> FaceReading:
        self.read += 1
        return FaceReading("no_face", None, {}, ())

    def explain_face(self, frames: Sequence[Frame], reading: FaceReading) -> FaceMap | None:
        raise AssertionError("nothing was named")


class FailingVoice:
    def __init__(self) -> None:
        self.read = 0

    def read_voice(self, audio: Audio) -> VoiceReading:
        self.read += 1
        raise AffectError("The voice model is broken.")

    def explain_voice(self, audio: Audio, reading: VoiceReading) -> VoiceMap | None:
        raise AssertionError("nothing was named")


@pytest.fixture(scope="module")
def sandbox() -> WasiSandbox:
    return WasiSandbox(load())


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load(data_dir=tmp_path)


@pytest.fixture
def parts(sandbox: WasiSandbox) -> Parts:
    return Parts(sandbox, Pinned(), load_bank(), STAPLES, absent={"model": WITHOUT["model"]})


@pytest.fixture
def tape(settings: Settings) -> Tape:
    return Tape(settings.tape_database)


STARTED = SessionStarted("me", "page", 2, ("conflict",), 30, True, {})


def start(tape: Tape, parts: Parts, settings: Settings) -> Session:
    return Session.start(tape, parts, settings, STARTED, background=False)


def to_probing(session: Session, *, face: bool = False, voice: bool = False) -> None:
    session.put(ConsentGiven(face, voice, False))
    session.reply("I write Python and would like to practise arrays.")
    session.put(ProblemAccepted(SLUG))
    session.finish_coding(load_bank()[SLUG].reference)


def kinds(tape: Tape, session: Session) -> list[type]:
    return [type(e.event) for e in tape.entries(session.session_id)]


def speech(seconds: float = 2.0) -> Audio:
    rng = np.random.default_rng(1)
    return Audio(rng.normal(0, 0.1, int(16_000 * seconds)).astype(np.float32), 16_000)


def test_a_whole_interview_by_text_without_a_model(
    tape: Tape, parts: Parts, settings: Settings
) -> None:
    session = start(tape, parts, settings)
    to_probing(session)
    while session.state.phase != "wrap_up":
        session.reply("yes")
    session.reply("Do you enjoy this?")
    session.put(EndAsked())
    entries = tape.entries(session.session_id)
    assert interview.fold(entries) == session.state
    built = profile.build(entries, session.session_id)
    assert built.tests is not None
    assert built.tests.passed == built.tests.total > 0
    assert all(f.evidence for f in built.findings)
    graded = [e.event for e in entries if isinstance(e.event, ReplyGraded)]
    assert all(g.trouble and not g.points for g in graded), "unscored, and it says why"
    answered = next(e.event for e in entries if isinstance(e.event, CandidateAnswered))
    assert answered.by == "notice"
    assert any(isinstance(e.event, Degraded) and e.event.part == "model" for e in entries)


def test_every_probe_asked_names_the_code_and_shows_its_derivation(
    tape: Tape, parts: Parts, settings: Settings
) -> None:
    session = start(tape, parts, settings)
    to_probing(session)
    while session.state.phase == "probing":
        session.reply("I am not sure I follow")
    entries = tape.entries(session.session_id)
    asked = profile.probes_asked(entries)
    lines = load_bank()[SLUG].reference.splitlines()
    assert asked
    for probe in asked:
        assert probe.lines or probe.identifiers
        assert all(1 <= line <= len(lines) for line in probe.lines)
        assert probe.key.derivation.evidence


def test_an_edit_between_two_runs_can_be_asked_about(
    tape: Tape, parts: Parts, settings: Settings
) -> None:
    session = start(tape, parts, settings)
    session.put(ConsentGiven(False, False, False))
    session.reply("I write Python.")
    session.put(ProblemAccepted(SLUG))
    right = load_bank()[SLUG].reference
    wrong = load_bank()[SLUG].wrong_sources["same_item"]
    session.save_code(wrong.replace("return", "return None or"), run=False)
    session.save_code(wrong, run=True)
    session.finish_coding(right)
    mutants = [p.key.mutant for p in session.state.probes.values() if p.family == "T12"]
    assert mutants == [wrong]


@pytest.mark.parametrize("cut", range(3, 27, 4))
def test_it_resumes_from_any_entry_to_the_same_end(
    cut: int, tape: Tape, parts: Parts, settings: Settings
) -> None:
    def finish(session: Session) -> profile.Profile:
        while session.state.phase not in ("wrap_up", "done"):
            match session.state.phase:
                case "consent":
                    session.put(ConsentGiven(False, False, False))
                case "problem":
                    session.put(ProblemAccepted(SLUG))
                case "coding":
                    session.finish_coding(load_bank()[SLUG].reference)
                case _:
                    session.reply("two")
        session.put(EndAsked())
        return profile.build(tape.entries(session.session_id))

    whole = start(tape, parts, settings)
    expected = finish(whole)
    cut_id = tape.new_session("", 0)
    for entry in tape.entries(whole.session_id)[:cut]:
        tape.append(cut_id, entry.seq, entry.at_ms, entry.event)
    resumed = Session.resume(tape, parts, settings, cut_id, background=False)
    assert finish(resumed).score == expected.score


def test_code_that_never_ends_is_a_result(tape: Tape, parts: Parts, settings: Settings) -> None:
    session = start(tape, parts, settings)
    session.put(ConsentGiven(False, False, False))
    session.reply("hello")
    session.put(ProblemAccepted(SLUG))
    state = session.save_code("def spend_card(prices, balance):\n    while True: pass\n", run=True)
    assert state.code is not None
    assert state.code.report is not None
    assert {r.state for r in state.code.report.results} <= {"timeout", "not_run"}
    state = session.finish_coding("def spend_card(prices, balance:\n")
    assert state.phase == "probing", "a syntax error does not end the interview"
    assert state.code.trouble
    assert session.reply("It adds things up.").phase == "staple"


def test_silence_and_an_empty_reply_leave_the_question_open(
    tape: Tape, parts: Parts, settings: Settings
) -> None:
    session = start(tape, replace(parts, hear=FixedHear("hello there")), settings)
    session.put(ConsentGiven(False, False, False))
    question = session.state.open_question
    session.reply("   ")
    session.hear_reply(Audio(np.zeros(16_000, np.float32), 16_000))
    assert session.state.open_question is not None
    assert session.state.open_question.id == question.id
    assert kinds(tape, session).count(NothingHeard) == 2


def test_hearing_that_fails_is_said_and_typing_goes_on(
    tape: Tape, parts: Parts, settings: Settings
) -> None:
    session = start(tape, replace(parts, hear=FailingHear()), settings)
    session.put(ConsentGiven(False, False, False))
    state = session.hear_reply(speech())
    assert "type your answers" in state.degraded["hear"]
    assert session.reply("hello").phase == "problem"


def test_a_voice_that_fails_is_said_and_captions_go_on(
    tape: Tape, parts: Parts, settings: Settings
) -> None:
    session = start(tape, replace(parts, speak=FailingSpeak()), settings)
    session.put(ConsentGiven(False, False, False))
    assert list(session.speak_question("q1")) == []
    assert "speak" in session.state.degraded
    assert session.state.open_question.wording.text


def test_affect_is_read_every_turn_when_agreed_and_never_when_not(
    tape: Tape, parts: Parts, settings: Settings
) -> None:
    for agreed in (True, False):
        face, voice = FixedFace(), FailingVoice()
        reading = replace(parts, hear=FixedHear("it is two"), read_face=face, read_voice=voice)
        session = start(tape, reading, settings)
        session.put(ConsentGiven(agreed, agreed, False))
        session.hear_reply(speech())
        session.put(ProblemAccepted(SLUG))
        session.finish_coding(load_bank()[SLUG].reference)
        for _ in range(3):
            session.hear_reply(speech())
        assert face.read == voice.read == (4 if agreed else 0)
        turns = [e.event for e in tape.entries(session.session_id) if isinstance(e.event, TurnRead)]
        assert len(turns) == 4
        assert all((t.face is not None) == agreed for t in turns)
        assert all(t.fluency is not None for t in turns)
        assert ("voice" in session.state.degraded) == agreed


class Smiling:
    """Reads and explains a smile, whatever it is shown."""

    def read_face(self, frames: Sequence[Frame]) -> FaceReading:
        return FaceReading("face", "happy", {"happy": 0.9, "neutral": 0.1}, ())

    def explain_face(self, frames: Sequence[Frame], reading: FaceReading) -> FaceMap | None:
        return FaceMap(0.5, reading.label or "", ((0.0, 1.0), (0.5, 0.0)))


def test_what_a_reading_rests_on_is_worked_out_behind_the_turn_and_only_when_agreed(
    tape: Tape, parts: Parts, settings: Settings
) -> None:
    for agreed in (True, False):
        reading = replace(parts, hear=FixedHear("it is two"), read_face=Smiling())
        session = start(tape, reading, settings)
        session.put(ConsentGiven(agreed, False, False))
        session.hear_reply(speech())
        session.settle()
        entries = tape.entries(session.session_id)
        explained = [e.event for e in entries if isinstance(e.event, TurnExplained)]
        shown = FaceMap(0.5, "happy", ((0.0, 1.0), (0.5, 0.0)))
        assert [e.face for e in explained] == [shown] * agreed
        built = profile.build(entries)
        maps = [t.face_map for t in built.affect] if built.affect is not None else []
        assert len([m for m in maps if m is not None]) == agreed
        assert "0.5, 0.0" not in export.tape_lines(entries, affect=False)
        assert not agreed or "0.5, 0.0" in export.tape_lines(entries, affect=True)


class SmilingUnexplained(Smiling):
    def explain_face(self, frames: Sequence[Frame], reading: FaceReading) -> FaceMap | None:
        raise AffectError("the gradients are not finite")


def test_a_reading_whose_grounds_cannot_be_worked_out_says_so(
    tape: Tape, parts: Parts, settings: Settings
) -> None:
    reading = replace(parts, hear=FixedHear("it is two"), read_face=SmilingUnexplained())
    session = start(tape, reading, settings)
    session.put(ConsentGiven(True, False, False))
    session.hear_reply(speech())
    session.settle()
    (turn,) = profile.build(tape.entries(session.session_id)).affect or []
    assert turn.face is not None
    assert turn.face_map is None
    assert "not finite" in turn.map_trouble


def test_flipping_every_reading_changes_no_technical_score(
    tape: Tape, parts: Parts, settings: Settings
) -> None:
    reading = replace(parts, hear=FixedHear("it is two"), read_face=FixedFace())
    session = start(tape, reading, settings)
    to_probing(session, face=True)
    while session.state.phase == "probing":
        session.hear_reply(speech(), [])
    entries = tape.entries(session.session_id)
    angry = FaceReading("face", "angry", {"angry": 1.0}, ())
    flipped = [
        replace(e, event=replace(e.event, face=angry, fluency=None))
        if isinstance(e.event, TurnRead)
        else e
        for e in entries
    ]
    assert flipped != entries
    assert profile.build(flipped).score == profile.build(entries).score


def test_a_model_that_dies_is_said_and_its_return_too(
    tape: Tape, parts: Parts, settings: Settings
) -> None:
    gone = ModelGone("It does not answer.")
    chat = ScriptedChat([gone] * 4 + [gone, Spoken(question="What does spend_card do?")])
    session = start(tape, replace(parts, chat=chat, absent={}), settings)
    to_probing(session)
    session.reply("It looks for the missing price in a dictionary.")
    entries = tape.entries(session.session_id)
    assert any(isinstance(e.event, Degraded) and e.event.part == "model" for e in entries)
    asked = [e.event for e in entries if isinstance(e.event, QuestionAsked)]
    assert asked[-1].move.question == "probe"
    assert asked[-1].wording.by == "template"
    assert "failed" in asked[-1].wording.why


def test_a_session_that_never_began_is_not_found(
    tape: Tape, parts: Parts, settings: Settings
) -> None:
    empty = tape.new_session("me", 0)
    with pytest.raises(SessionNotFound, match="never began"):
        Session.resume(tape, parts, settings, empty)


def test_an_answer_that_cannot_be_used_is_no_missing_model(
    tape: Tape, parts: Parts, settings: Settings
) -> None:
    chat = ScriptedChat([ModelAnswerInvalid("gibberish"), "I am a program. I have no empl"])
    session = start(tape, replace(parts, chat=chat, staples=(), absent={}), settings)
    session.put(ConsentGiven(False, False, False))
    session.put(QuestionSkipped("q1"))
    session._append(TimeMarkPassed(30))
    session.put(ProblemAccepted(SLUG))
    session.finish_coding(load_bank()[SLUG].reference)
    session.put(QuestionSkipped("q2"))
    assert session.state.phase == "wrap_up"
    session.reply("Where do you work?")
    session.reply("Where do you work?")
    assert "another way" in session.state.exchanges[0].answered
    assert session.state.exchanges[1].answered == "I am a program."
    assert session.state.degraded == {}


def test_limits_are_sentences(tape: Tape, parts: Parts, settings: Settings) -> None:
    session = start(tape, replace(parts, hear=FixedHear("x")), settings)
    session.put(ConsentGiven(False, False, False))
    long = Audio(np.zeros(int(8000 * (settings.max_audio_s + 1)), np.float32), 8000)
    with pytest.raises(InputRefused, match="longer than"):
        session.hear_reply(long)
    session.reply("hello")
    session.put(ProblemAccepted(SLUG))
    with pytest.raises(InputRefused, match="larger than"):
        session.save_code("#" * (settings.max_code_bytes + 1), run=False)
    with pytest.raises(IllegalEvent):
        session.put(QuestionSkipped("q1"))


def test_running_again_reads_again_only_what_changed(
    tape: Tape, parts: Parts, settings: Settings
) -> None:
    session = start(tape, parts, settings)
    session.put(ConsentGiven(False, False, False))
    session.reply("hello")
    session.put(ProblemAccepted(SLUG))
    source = load_bank()[SLUG].reference
    session.save_code(source, run=True)
    session.save_code(source, run=True)
    session.finish_coding(source)
    assert kinds(tape, session).count(TestsRan) == 1
    assert kinds(tape, session).count(CodeRead) == 1


def test_a_part_that_comes_back_is_taken_off_the_list(
    tape: Tape, parts: Parts, settings: Settings
) -> None:
    session = start(tape, parts, settings)
    session.report_missing("camera", "No camera was found.")
    assert "camera" in session.state.degraded
    session.report_missing("camera", "")
    assert "camera" not in session.state.degraded
    resumed = Session.resume(
        tape, replace(parts, absent={}), settings, session.session_id, background=False
    )
    assert resumed.state.degraded == {}
    assert kinds(tape, session).count(Recovered) == 2


class EchoChat:
    """Words a question as it is, chooses the first, finds no rubric point; counts its calls."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.still = 0

    @property
    def llm(self):
        raise AssertionError("not used")

    @contextmanager
    def standing_still(self):
        self.still += 1
        yield
        self.still -= 1

    def ask(self, system, prompt, schema, *, max_tokens):
        self.asked.append(schema.__name__)
        if schema is Spoken:
            question = prompt.split("\n\n")[1]
            return Spoken(question=question)
        if schema is Point:
            return Point(met="no", quote="")
        return schema(choice="A")

    def ask_text(self, system, prompt, *, max_tokens):
        raise AssertionError("not used")


def test_in_the_background_the_next_question_is_prepared_before_points_are_graded(
    tape: Tape, parts: Parts, settings: Settings
) -> None:
    chat = EchoChat()
    live = replace(parts, chat=chat, absent={})
    session = Session.start(tape, live, settings, STARTED, background=True)
    to_probing(session)
    session.settle()
    session.reply("It remembers the prices in a dictionary.")
    session.settle()
    first = session.state.open_question
    assert first.wording.by == "model"
    assert session.state.questions[1].graded
    prepared = [e.event for e in tape.entries(session.session_id)
                if isinstance(e.event, QuestionPrepared)]  # fmt: skip
    assert prepared[0].question_id == "q2"
    # What follows the first probe is worded before the walkthrough is graded to its end.
    assert chat.asked[-1] == "Point"
    assert chat.asked.count("Spoken") == 3
    session.put(EndAsked())
    session.close()
    entries = tape.entries(session.session_id)
    assert interview.fold(entries) == session.state
    assert session.state.pending == ()


def test_the_model_stands_still_while_the_candidate_is_heard_and_spoken_to(
    tape: Tape, parts: Parts, settings: Settings
) -> None:
    chat = EchoChat()
    during: list[tuple[str, int]] = []

    class Hears(FixedHear):
        def hear(self, audio: Audio) -> Heard:
            during.append(("hear", chat.still))
            return super().hear(audio)

    class Speaks:
        def speak(self, text: str) -> Iterator[Audio]:
            for _ in range(2):
                during.append(("speak", chat.still))
                yield speech(0.5)

    live = replace(parts, chat=chat, hear=Hears("I write Python."), speak=Speaks(), absent={})
    session = start(tape, live, settings)
    session.put(ConsentGiven(False, False, False))
    for _ in session.speak_question(session.state.open_question.id):
        assert chat.still == 0  # the sound plays: the model may work
    session.hear_reply(speech())
    assert during == [("speak", 1), ("speak", 1), ("hear", 1)]
    assert chat.still == 0


def test_what_fails_behind_the_turn_is_logged_and_done_again_on_resume(
    tape: Tape, parts: Parts, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    class Broken(EchoChat):
        def ask(self, system, prompt, schema, *, max_tokens):
            if schema is Point:
                raise RuntimeError("a defect")
            return super().ask(system, prompt, schema, max_tokens=max_tokens)

    session = Session.start(
        tape, replace(parts, chat=Broken(), absent={}), settings, STARTED, background=True
    )
    to_probing(session)
    session.reply("It remembers the prices in a dictionary.")
    session.settle()
    session.close()
    assert "a defect" in caplog.text
    again = Session.resume(
        tape, replace(parts, chat=EchoChat(), absent={}), settings, session.session_id,
        background=False,
    )  # fmt: skip
    assert again.state.questions[1].graded
