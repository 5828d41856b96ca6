"""The pure machine: legal moves, idempotent answers, one fold."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent import interview
from agent.events import (
    AnotherProblemAsked,
    CandidateAnswered,
    CandidateAsked,
    CodeRead,
    CodeSaved,
    CodingFinished,
    ConsentGiven,
    EndAsked,
    Entry,
    Event,
    HintAsked,
    HintGiven,
    NothingHeard,
    ProblemAccepted,
    ProblemOffered,
    QuestionAsked,
    QuestionSkipped,
    ReplyChecked,
    ReplyGiven,
    ReplyGraded,
    SessionStarted,
    TestsRan,
    TimeMarkPassed,
    Verdict,
    Wording,
    dump,
    load,
)
from agent.state import (
    AnswerCandidate,
    Ask,
    CheckReply,
    ChooseProblem,
    Command,
    GiveHint,
    GradeReply,
    ReadCode,
    RunTests,
    State,
)
from tools.code.probe import Derivation, Key, Probe
from tools.code.run_tests import TestReport

STARTED = SessionStarted("me", "replay", 3, ("conflict", "failure"), 30, True, {})


def probe(number: int, family: str, *, deeper: tuple[str, ...] = ()) -> Probe:
    key = Key("value", number, Derivation("run", (), {}))
    return Probe(
        f"{family}.x@L{number}", family, f"What is x on line {number}?", (number,), ("x",), key,
        "atom", "execution", number / 10, deeper,
    )  # fmt: skip


PROBES = (
    probe(1, "T1"),
    probe(2, "T2", deeper=("T1.x@L9",)),
    probe(3, "T3"),
    replace(probe(9, "T1"), difficulty=0.0),
)


class Play:
    """Folds events and answers commands as a session would, without any part."""

    def __init__(self, verdicts: dict[str, Verdict] | None = None) -> None:
        self.state = State()
        self.entries: list[Entry] = []
        self.verdicts = verdicts or {}

    def put(self, event: Event) -> State:
        assert interview.illegal(self.state, event) == ""
        self._append(event)
        while self.state.pending:
            self._append(self.answer(self.state.pending[0]))
        return self.state

    def _append(self, event: Event) -> None:
        entry = Entry(self.state.seq + 1, 1000 * self.state.seq, load(dump(event)))
        self.entries.append(entry)
        self.state, _ = interview.step(self.state, entry)

    def answer(self, command: Command) -> Event:
        cause = command.cause
        match command:
            case ChooseProblem():
                number = len(self.state.offers)
                return ProblemOffered(cause, f"p{number}", "P", "because", "policy")
            case RunTests(version=v):
                return TestsRan(cause, v, TestReport((), 3, 4), 0)
            case ReadCode(version=v):
                return CodeRead(cause, v, {}, PROBES, "", 0)
            case GiveHint(step=n):
                return HintGiven(cause, n, "hint")
            case Ask(moves=moves):
                q = f"q{len(self.state.questions) + 1}"
                wording = Wording("text?", "template", "")
                return QuestionAsked(cause, q, moves[0], "policy", moves, wording, 0)
            case CheckReply(question_id=q):
                question = self.state.question(q)
                assert question is not None
                verdict = self.verdicts.get(question.move.subject, "right")
                return ReplyChecked(cause, q, verdict, "", 0, 0, "", 0)
            case GradeReply(question_id=q):
                return ReplyGraded(cause, q, (), "", 0)
            case AnswerCandidate():
                return CandidateAnswered(cause, "an answer", "model")

    def reply(self, text: str = "four") -> State:
        question = self.state.open_question
        assert question is not None
        return self.put(ReplyGiven(question.id, text, "typed"))


def to_probing(play: Play) -> None:
    play.put(STARTED)
    play.put(ConsentGiven(False, False, False))
    play.reply("hello")
    play.put(ProblemAccepted("p0"))
    play.put(CodeSaved(1, "x = 1", True))
    play.put(CodingFinished(1))


def subjects(state: State) -> list[str]:
    return [q.move.subject for q in state.questions if q.move.question == "probe"]


def test_a_whole_interview_goes_through_every_phase() -> None:
    play = Play()
    seen = []
    play.put(STARTED)
    seen.append(play.state.phase)
    play.put(ConsentGiven(False, False, False))
    seen.append(play.state.phase)
    play.reply("hello")
    seen.append(play.state.phase)
    play.put(AnotherProblemAsked("graphs"))
    play.put(ProblemAccepted("p1"))
    seen.append(play.state.phase)
    play.put(CodeSaved(1, "x = 1", True))
    play.put(CodingFinished(1))
    while play.state.phase != "wrap_up":
        seen.append(play.state.phase)
        play.reply()
    play.put(CandidateAsked("Who are you?"))
    assert play.state.exchanges[0].answered == "an answer"
    play.put(EndAsked())
    assert list(dict.fromkeys(seen)) == [
        "consent", "warm_up", "problem", "coding", "probing", "staple",
    ]  # fmt: skip
    assert play.state.phase == "done"
    assert not play.state.ended_early
    kinds = [q.move.question for q in play.state.questions]
    assert kinds == ["introduction", "walkthrough", *["probe"] * 3, *["staple"] * 4, "wrap_up"]


def test_the_fold_of_the_tape_is_the_state() -> None:
    play = Play()
    to_probing(play)
    play.reply()
    assert interview.fold(play.entries) == play.state


def test_a_wrong_reply_goes_deeper_once() -> None:
    play = Play({"T2.x@L2": "wrong", "T1.x@L9": "wrong"})
    play_through(play)
    asked = subjects(play.state)
    assert asked[asked.index("T2.x@L2") + 1] == "T1.x@L9"
    assert asked.count("T1.x@L9") == 1


def test_an_unclear_reply_is_clarified_once() -> None:
    play = Play({"T3.x@L3": "unclear"})
    play_through(play)
    assert subjects(play.state).count("T3.x@L3") == 2
    steps = [q.move.step for q in play.state.questions if q.move.subject == "T3.x@L3"]
    assert steps == ["next", "clarify"]


def play_through(play: Play) -> None:
    to_probing(play)
    while play.state.phase == "probing":
        play.reply()


def test_a_skipped_question_is_not_asked_again() -> None:
    play = Play()
    to_probing(play)
    play.reply()
    question = play.state.open_question
    assert question is not None
    play.put(QuestionSkipped(question.id))
    assert subjects(play.state).count(question.move.subject) == 1


def test_nothing_heard_leaves_the_question_open() -> None:
    play = Play()
    to_probing(play)
    question = play.state.open_question
    assert question is not None
    play.put(NothingHeard(question.id, "spoken"))
    assert play.state.open_question is not None
    assert play.state.open_question.id == question.id
    assert play.state.open_question.unheard == 1


def test_an_answer_given_twice_changes_nothing_the_second_time() -> None:
    play = Play()
    to_probing(play)
    play.reply()
    before = play.state
    asked = next(e for e in reversed(play.entries) if isinstance(e.event, QuestionAsked))
    again, commands = interview.step(before, replace(asked, seq=before.seq + 1))
    assert replace(again, seq=0, last_ms=0) == replace(before, seq=0, last_ms=0)
    assert commands == ()


def test_the_institution_switch_wins_over_the_box() -> None:
    play = Play()
    play.put(replace(STARTED, affect_allowed=False))
    play.put(ConsentGiven(True, True, False))
    assert play.state.consent == ConsentGiven(False, False, False)


def test_the_time_mark_brings_the_wrap_up() -> None:
    play = Play()
    to_probing(play)
    play._append(TimeMarkPassed(30))
    play.reply()
    assert play.state.phase == "wrap_up"


def test_ending_keeps_what_is_still_to_be_checked() -> None:
    play = Play()
    to_probing(play)
    play.reply()
    question = play.state.open_question
    assert question is not None
    play._append(ReplyGiven(question.id, "four", "typed"))
    play._append(EndAsked())
    assert [type(c) for c in play.state.pending] == [CheckReply]
    assert play.state.phase == "done"
    assert play.state.ended_early


@pytest.mark.parametrize(
    ("event", "said"),
    [
        (CodeSaved(1, "", False), "part of the interview"),
        (ReplyGiven("q9", "x", "typed"), "no longer open"),
        (ConsentGiven(True, True, True), "part of the interview"),
        (STARTED, "already started"),
        (CandidateAsked("x"), "part of the interview"),
        (HintAsked(), "part of the interview"),
    ],
)
def test_what_cannot_be_done_now_is_said(event: Event, said: str) -> None:
    play = Play()
    to_probing(play)
    assert said in interview.illegal(play.state, event)


def test_no_more_than_three_hints_and_no_version_twice() -> None:
    play = Play()
    play.put(STARTED)
    play.put(ConsentGiven(False, False, False))
    play.reply()
    play.put(ProblemAccepted("p0"))
    for _ in range(3):
        play.put(HintAsked())
    assert "no more hints" in interview.illegal(play.state, HintAsked())
    play.put(CodeSaved(1, "x", False))
    assert "already saved" in interview.illegal(play.state, CodeSaved(1, "y", False))
    assert interview.illegal(play.state, CodingFinished(2)) != ""


ACTIONS = st.lists(
    st.sampled_from(
        ["reply", "skip", "nothing", "hint", "save", "finish", "accept", "end", "time"]
    ),
    max_size=40,
)


@settings(max_examples=150, deadline=None)
@given(ACTIONS, st.lists(st.sampled_from(["right", "wrong", "partial", "unclear"]), min_size=4))
def test_any_course_of_events_folds_and_ends(actions: list[str], verdicts: list[Verdict]) -> None:
    play = Play(dict(zip((p.id for p in PROBES), verdicts, strict=False)))
    play.put(STARTED)
    play.put(ConsentGiven(False, False, False))
    for action in actions:
        state, question = play.state, play.state.open_question
        event: Event | None = {
            "reply": ReplyGiven(question.id, "x", "typed") if question else None,
            "skip": QuestionSkipped(question.id) if question else None,
            "nothing": NothingHeard(question.id, "typed") if question else None,
            "hint": HintAsked(),
            "save": CodeSaved(len(state.versions) + 1, "x", bool(len(actions) % 2)),
            "finish": CodingFinished(len(state.versions)),
            "accept": ProblemAccepted(state.offers[-1].slug) if state.offers else None,
            "end": EndAsked(),
            "time": None,
        }[action]
        if action == "time":
            play._append(TimeMarkPassed(30))
        elif event is not None and interview.illegal(state, event) == "":
            play.put(event)
    assert interview.fold(play.entries) == play.state
    assert play.state.pending == ()
    asked = subjects(play.state)
    assert len(asked) <= 2 * len(PROBES)
