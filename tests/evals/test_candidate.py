"""What a scripted candidate does is a pure function of the script and the state."""

from __future__ import annotations

import pytest
from hypothesis import given
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
    Move,
    ProblemAccepted,
    ProblemOffered,
    QuestionAsked,
    QuestionSkipped,
    ReplyChecked,
    ReplyGiven,
    ReplyGraded,
    ResumeGiven,
    ResumeRead,
    SessionStarted,
    TestsRan,
    Verdict,
    Wording,
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
    ReadResume,
    RunTests,
    State,
)
from evals.candidate import (
    Do,
    Finished,
    Say,
    all_texts,
    next_action,
    said_to,
    unused_answers,
)
from evals.scorers.verdicts import compare
from evals.script import Answer, CodeStep, Pass, ResumeScript, Said, Script, StapleAnswer
from question_bank import resume
from tools.code.probe import Derivation, Key, Probe
from tools.code.run_tests import TestReport
from viva.errors import ScriptError

SOURCE = "def f(x):\n    y = x + 1\n    return y\n"
KEY = Key("value", 2, Derivation("run", (1,), {"returned": 2}))
PROBES = (
    Probe("T1.return@L1", "T1", "What does f return?", (1,), ("f",), KEY, "relation",
          "execution", 0.2),
    Probe("T2.line@L2", "T2", "How many times does line 2 run?", (2,), ("y",), KEY, "atom",
          "execution", 0.4),
    Probe("T7.unused@L2", "T7", "Would it change if you deleted line 2?", (2,), ("y",), KEY,
          "atom", "text", 0.5),
)  # fmt: skip
ANSWERS = {
    "T1.return@L1": Answer(
        say="maybe", expect="unclear", again=Said(say="two, then", expect="right")
    ),
    "T2": Answer(say="once", expect="wrong"),
    "T7.unused@L2": Pass(skip=True),
    "T8": Answer(say="linear", expect="right"),
}
SCRIPT = Script(
    name="tiny",
    level=3,
    about="writes little",
    introduction="Hello.",
    problem="plus-one",
    code=(CodeStep(source="def f(x): return x\n"), CodeStep(source=SOURCE, run=False, hints=2)),
    walkthrough="It adds one.",
    answers=ANSWERS,
    staples={"conflict": StapleAnswer(say="We talked.", follow_up="It helped.")},
    asks=("What now?", "Since when?"),
)
VERDICTS: dict[str, Verdict] = {"maybe": "unclear", "two, then": "right", "once": "wrong"}


class Machine:
    """The pure machine with every command answered on the spot, so that no part is needed."""

    def __init__(self, *, offers: tuple[str, ...] = ("plus-one",)) -> None:
        self.state, self.tape = State(), list[Entry]()
        self._offers = list(offers)
        self.put(SessionStarted("tiny", "replay", 6, ("conflict",), 35, True, {}))

    def put(self, event: Event) -> None:
        assert not interview.illegal(self.state, event), (event, self.state.phase)
        self._append(event)
        while self.state.pending:
            self._append(self._answer(self.state.pending[0]))

    def _append(self, event: Event) -> None:
        entry = Entry(self.state.seq + 1, 1000 + self.state.seq, event)
        self.tape.append(entry)
        self.state, _ = interview.step(self.state, entry)

    def _answer(self, command: Command) -> Event:
        match command:
            case ReadResume(cause, text):
                found = resume.questions(text)
                worded = tuple(Wording(q.text, "template", "no model") for q in found)
                return ResumeRead(cause, found, worded, "")
            case ChooseProblem(cause):
                return ProblemOffered(cause, self._offers.pop(0), "Plus one", "it fits", "policy")
            case RunTests(cause, version):
                return TestsRan(cause, version, TestReport((), 3, 4), 0.1)
            case ReadCode(cause, version):
                return CodeRead(cause, version, {}, PROBES, "", 0.1)
            case GiveHint(cause, step):
                return HintGiven(cause, step, "Think.")
            case Ask(cause, moves):
                move: Move = moves[0]
                asked = Wording(move.subject or move.question, "template", "no model")
                number = len(self.state.questions) + 1
                return QuestionAsked(cause, f"q{number}", move, "policy", moves, asked, 0.1)
            case CheckReply(cause, question_id):
                question = self.state.question(question_id)
                assert question is not None
                verdict = VERDICTS[question.reply or ""]
                return ReplyChecked(cause, question_id, verdict, "so it is", 0, 1, "", 0.1)
            case GradeReply(cause, question_id):
                return ReplyGraded(cause, question_id, (), "no model", 0.1)
            case AnswerCandidate(cause):
                return CandidateAnswered(cause, "Well.", "notice")


def event_of(state: State, action: Do | Say) -> Event:
    if isinstance(action, Do):
        return action.event
    if state.phase == "wrap_up":
        return CandidateAsked(action.text)
    return ReplyGiven(action.question_id, action.text, "typed")


def interviewed(script: Script = SCRIPT, **machine: tuple[str, ...]) -> tuple[Machine, list[Event]]:
    running, done = Machine(**machine), list[Event]()
    while not isinstance(action := next_action(script, running.state), Finished):
        done.append(event_of(running.state, action))
        running.put(done[-1])
        assert len(done) < 100
    return running, done


def test_a_whole_interview_is_gone_through_as_the_script_has_it() -> None:
    _, done = interviewed()
    assert done == [
        ConsentGiven(False, False, keep_media=False),
        ReplyGiven("q1", "Hello.", "typed"),
        ProblemAccepted("plus-one"),
        CodeSaved(1, "def f(x): return x\n", run=True),
        HintAsked(),
        HintAsked(),
        CodeSaved(2, SOURCE, run=False),
        CodingFinished(2),
        ReplyGiven("q2", "It adds one.", "typed"),
        ReplyGiven("q3", "maybe", "typed"),
        ReplyGiven("q4", "two, then", "typed"),
        ReplyGiven("q5", "once", "typed"),
        QuestionSkipped("q6"),
        ReplyGiven("q7", "We talked.", "typed"),
        ReplyGiven("q8", "It helped.", "typed"),
        CandidateAsked("What now?"),
        CandidateAsked("Since when?"),
        EndAsked(),
    ]


def test_another_problem_is_asked_for_until_it_is_the_scripts() -> None:
    _, done = interviewed(offers=("two-sum", "plus-one"))
    assert done[2:4] == [AnotherProblemAsked("plus one"), ProblemAccepted("plus-one")]


def test_a_resume_is_given_before_anything_and_each_question_about_it_answered() -> None:
    text = "Reduced the latency of a service from 90 ms to 20 ms.\nBuilt a parser in Python alone."
    told = ResumeScript(text=text, answers=("By traces.", "All of it."))
    _, done = interviewed(SCRIPT.model_copy(update={"resume": told}))
    assert done[:5] == [
        ResumeGiven(text),
        ConsentGiven(False, False, keep_media=False),
        ReplyGiven("q1", "Hello.", "typed"),
        ReplyGiven("q2", "By traces.", "typed"),
        ReplyGiven("q3", "All of it.", "typed"),
    ]
    short = ResumeScript(text=text, answers=("By traces.",))
    with pytest.raises(ScriptError, match="asked 2 questions about the résumé and has 1"):
        interviewed(SCRIPT.model_copy(update={"resume": short}))


RUN, DONE = interviewed()


@given(st.integers(1, len(RUN.tape)))
def test_any_prefix_of_the_tape_leads_to_the_same_next_action(cut: int) -> None:
    """What makes a resumed replay go on as if nothing had happened. Prefixes that leave a command
    unanswered are the session's to finish first."""
    state = interview.fold(RUN.tape[:cut])
    if state.pending:
        return
    action = next_action(SCRIPT, state)
    assert action == next_action(SCRIPT, interview.fold(RUN.tape[:cut]))
    after = [e.event for e in RUN.tape[cut:] if e.event in DONE]
    if isinstance(action, Finished):
        assert not after
    else:
        assert event_of(state, action) == after[0]


def test_times_and_the_session_do_not_matter() -> None:
    shifted = [Entry(e.seq, e.at_ms + 86_400_000, e.event) for e in RUN.tape]
    for cut in range(1, len(shifted)):
        now, then = interview.fold(RUN.tape[:cut]), interview.fold(shifted[:cut])
        if not now.pending:
            assert next_action(SCRIPT, now) == next_action(SCRIPT, then)


def test_a_question_without_an_answer_is_loud() -> None:
    poorer = SCRIPT.model_copy(update={"answers": {"T1": ANSWERS["T1.return@L1"]}})
    with pytest.raises(ScriptError, match=r"T2\.line@L2.*How many times"):
        interviewed(poorer)
    with pytest.raises(ScriptError, match="conflict"):
        interviewed(SCRIPT.model_copy(update={"staples": {}}))


def test_nothing_to_do_is_loud_and_says_what_is_waited_for() -> None:
    waiting = State(phase="problem", pending=(ChooseProblem(3, ""),))
    with pytest.raises(ScriptError, match="ChooseProblem"):
        next_action(SCRIPT, waiting)


def test_answers_that_were_not_called_for_are_named() -> None:
    assert unused_answers(SCRIPT, RUN.state) == ("T8",)


def test_everything_that_may_be_said_is_known_beforehand() -> None:
    said = {e.text for e in DONE if isinstance(e, ReplyGiven | CandidateAsked)}
    assert said <= set(all_texts(SCRIPT))
    assert "linear" in set(all_texts(SCRIPT))


def test_the_clarifying_question_has_an_answer_of_its_own_or_the_same_again() -> None:
    question = next(q for q in RUN.state.questions if q.move.step == "clarify")
    assert said_to(SCRIPT, RUN.state, question) == Said(say="two, then", expect="right")
    once = Answer(say="maybe", expect="unclear")
    repeated = SCRIPT.model_copy(update={"answers": {**ANSWERS, "T1.return@L1": once}})
    assert said_to(repeated, RUN.state, question) == once


def test_verdicts_are_compared_reply_by_reply() -> None:
    rows = compare(SCRIPT, RUN.state)
    assert [(r.probe, r.step, r.expected, r.got, r.outcome) for r in rows] == [
        ("T1.return@L1", "next", "unclear", "unclear", "equal"),
        ("T1.return@L1", "clarify", "right", "right", "equal"),
        ("T2.line@L2", "next", "wrong", "wrong", "equal"),
    ]
