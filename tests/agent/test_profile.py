"""Profile, findings, growth and export: arithmetic over the tape, nothing without evidence."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent import export, findings, growth, interview, profile
from agent.events import (
    CodeRead,
    CodeSaved,
    CodingFinished,
    ConsentGiven,
    Entry,
    Event,
    Move,
    PointGraded,
    ProblemAccepted,
    ProblemOffered,
    QuestionAsked,
    QuestionSkipped,
    ReplyChecked,
    ReplyGiven,
    ReplyGraded,
    SessionStarted,
    TestsRan,
    TurnRead,
    Verdict,
    Wording,
)
from agent.profile_schema import Profile, Words
from tools.affect import FACE_LABELS, fuse
from tools.code.probe import Derivation, Key, Misconception, Probe
from tools.code.run_tests import CaseResult, TestReport
from tools.fluency import Fluency, Pause
from tools.ports import FaceReading

FACE = FaceReading("face", "happy", {x: 0.88 if x == "happy" else 0.02 for x in FACE_LABELS}, ())
SOURCE = "def f(nums):\n    total = 0\n    for n in nums:\n        total += n\n    return total\n"


def probe(number: int) -> Probe:
    key = Key("value", number, Derivation("trace", ([1],), {"line": number}),
              misconceptions=(Misconception(9, "Counts one too many."),))  # fmt: skip
    return Probe(f"T2.x@L{number}", "T2", f"How many on line {number}?", (number,), ("total",),
                 key, "block", "execution", 0.5)  # fmt: skip


class Writer:
    """Writes a tape by hand; ``cause`` is the entry before, as in a session without delays."""

    def __init__(self, passed: int, total: int) -> None:
        self.entries: list[Entry] = []
        results = tuple(
            CaseResult(i, False, "passed" if i < passed else "wrong", f"test {i} said")
            for i in range(total)
        )
        self.put(SessionStarted("me", "page", 4, ("conflict",), 30, True, {}))
        self.put(ConsentGiven(True, False, False))
        self.ask(Move("introduction", "next", "", ""))
        self.put(ReplyGiven("q1", "hello", "typed"))
        self.put(ProblemOffered(self.seq, "sum", "Sum", "why", "policy"))
        self.put(ProblemAccepted("sum"))
        self.put(CodeSaved(1, SOURCE, True))
        saved = self.seq
        self.put(TestsRan(saved, 1, TestReport(results, passed, total), 0))
        self.put(CodeRead(saved, 1, {}, tuple(probe(n) for n in range(2, 6)), "", 0))
        self.put(CodingFinished(1))
        self.ask(Move("walkthrough", "next", "", ""))

    @property
    def seq(self) -> int:
        return len(self.entries)

    def put(self, event: Event) -> None:
        self.entries.append(Entry(self.seq + 1, 60_000 * self.seq, event))

    def ask(self, move: Move) -> str:
        asked = sum(isinstance(e.event, QuestionAsked) for e in self.entries) + 1
        wording = Wording(f"Question {asked}?", "template", "")
        self.put(QuestionAsked(self.seq, f"q{asked}", move, "policy", (move,), wording, 0))
        return f"q{asked}"

    def walkthrough(self, *met: bool | None) -> None:
        self.put(ReplyGiven("q2", "I add them all up", "typed"))
        replied = self.seq
        points = tuple(
            PointGraded(f"p{i}", "Says it adds.", m, "I add them" if m else "", 0, 10 if m else 0)
            for i, m in enumerate(met)
        )
        self.graded = [ReplyGraded(replied, "q2", points, "", 0)]

    def probe(self, number: int, verdict: Verdict | None, step: str = "next") -> None:
        """``verdict`` None: skipped."""
        question = self.ask(Move("probe", step, f"T2.x@L{number}", ""))
        if verdict is None:
            self.put(QuestionSkipped(question))
            return
        self.put(ReplyGiven(question, "nine times", "spoken", (), 2.0))
        replied = self.seq
        for graded in self.graded:  # what the model grades comes behind the turn
            self.put(graded)
        self.graded = []
        self.put(ReplyChecked(replied, question, verdict, "says 9", 0, 4,
                              "Counts one too many." if verdict == "wrong" else "", 0))  # fmt: skip


def written(
    *verdicts: Verdict | None, passed: int = 3, met: tuple[bool | None, ...] = ()
) -> Writer:
    writer = Writer(passed, 4)
    writer.walkthrough(*met)
    for number, verdict in enumerate(verdicts, 2):
        writer.probe(number, verdict)
    return writer


def built(writer: Writer) -> Profile:
    return profile.build(writer.entries, "s")


def test_the_technical_score_is_arithmetic() -> None:
    score = built(written("right", "wrong", passed=3)).score
    assert score.tests is not None
    assert score.understanding is not None
    assert (score.tests.points, score.tests.out_of) == (3, 4)
    assert (score.understanding.points, score.understanding.out_of) == (1, 2)
    assert score.technical == 100 * (0.5 * 3 / 4 + 0.5 * 1 / 2)


@pytest.mark.parametrize(
    ("family", "verdict", "said"),
    [
        ("T4", "right", "You found an input for the question on line 2."),
        ("T4", "wrong", "Your input does not do what was asked on line 2; this one does: [1], 2."),
        ("T12", "wrong", "Your input does not show what your edit on line 2 changes;"
                         " this one does: [1], 2."),
        ("T15", "partial", "Your inputs do not run every branch: line 9 never runs."
                           " These do: [1], 2."),
    ],
)  # fmt: skip
def test_an_input_that_was_wanted(family: str, verdict: str, said: str) -> None:
    question = built(written("wrong")).questions[-1]
    changes = {"family": family, "verdict": verdict, "key": "[1], 2", "reason": "line 9 never runs"}
    assert findings._answer_text(question.model_copy(update=changes)) == said


def test_inputs_of_a_key_are_shown() -> None:
    for kind, value, shown in (("reach", [[1], 2], "[1], 2"),
                               ("cover", [[[1], 2], [[], 0]], "[1], 2; then [], 0")):  # fmt: skip
        key = Key(kind, value, Derivation("trace", (), {"line": 2}), targets=(2,))
        assert profile._key_text(replace(probe(2), key=key)) == shown


def test_unscored_counts_neither_for_nor_against() -> None:
    score = built(written("right", None)).score
    assert score.understanding is not None
    assert (score.understanding.out_of, score.understanding.unscored) == (1, 1)
    assert score.technical == 100 * (0.5 * 3 / 4 + 0.5)


def test_nothing_scored_is_no_score_and_not_zero() -> None:
    writer = Writer(0, 0)
    assert built(writer).score.technical is None


def test_discussion_stands_apart() -> None:
    met = built(written("right", met=(True, False, None))).score
    none = built(written("right", met=(False, False, False))).score
    assert met.discussion is not None
    assert (met.discussion.points, met.discussion.out_of, met.discussion.unscored) == (1, 2, 1)
    assert met.technical == none.technical


def test_every_finding_has_evidence_that_stands_where_it_says() -> None:
    shown = built(written("right", "wrong", "partial", met=(True,)))
    assert {f.kind for f in shown.findings} >= {"strength", "flaw", "practice"}
    replies = {q.id: q.reply or "" for q in shown.questions}
    for finding in shown.findings:
        assert finding.evidence, finding.text
        for span in finding.evidence:
            if isinstance(span, Words):
                assert replies[span.question_id][span.start : span.end] == span.text


def test_a_misconception_is_named() -> None:
    flaws = [f.text for f in built(written("wrong")).findings if f.kind == "flaw"]
    assert any("Counts one too many." in text for text in flaws)


def test_a_hidden_test_is_not_given_away_by_the_profile() -> None:
    shown = built(written("right", passed=1))
    assert "expected" not in shown.model_dump_json()


def turn(face: FaceReading | None, fluency: Fluency | None = None) -> TurnRead:
    return TurnRead("q1", fluency, face, None, fuse(face, None))


def test_affect_is_shown_only_with_consent_and_moves_no_score() -> None:
    writer = written("right", "wrong")
    plain = built(writer)
    assert plain.affect == []
    for label in ("happy", "angry"):
        read = turn(replace(FACE, label=label))
        shown = profile.build([*writer.entries, Entry(writer.seq + 1, 0, read)], "s")
        assert shown.score == plain.score
        assert shown.affect is not None
        assert shown.affect[0].face == read.face


def test_a_long_pause_points_at_the_audio() -> None:
    writer = Writer(4, 4)
    pauses = (Pause(1.0, 7.5),)
    writer.put(turn(None, Fluency(10.0, 3.0, 12, 1.0, 120.0, pauses, 6.5, 0.4)))
    shown = built(writer)
    fluency = [f for f in shown.findings if f.kind == "fluency"]
    assert any("6.5 seconds" in f.text for f in fluency)
    assert fluency[0].evidence[0].model_dump() == {
        "kind": "audio", "question_id": "q1", "start_s": 1.0, "end_s": 7.5,
    }  # fmt: skip


def test_affect_leaves_only_when_asked_for() -> None:
    writer = written("right")
    writer.put(turn(FACE))
    assert '"happy"' not in export.tape_lines(writer.entries, affect=False)
    assert '"happy"' in export.tape_lines(writer.entries, affect=True)
    assert export.profile_for_export(writer.entries, "s", affect=False).affect is None
    assert export.profile_for_export(writer.entries, "s", affect=True).affect


def test_growth_shows_how_little_one_session_says() -> None:
    first = built(written("right"))
    later = built(written("right", "right", "right", "wrong")).model_copy(
        update={"started_at": first.started_at + timedelta(days=1)}
    )
    points = [p for p in growth.curve([later, first]) if p.skill == "understanding"]
    assert [p.value for p in points] == [1.0, 0.75]
    assert points[0].high - points[0].low > points[1].high - points[1].low > 0


@given(st.integers(0, 40), st.integers(1, 40))
def test_an_interval_holds_its_share(points: int, out_of: int) -> None:
    points = min(points, out_of)
    low, high = growth.jeffreys(points, out_of)
    assert 0 <= low <= points / out_of <= high <= 1


@pytest.mark.parametrize("cut", range(1, 20))
def test_a_profile_can_be_built_at_any_point(cut: int) -> None:
    entries = written("right", "wrong", None).entries[:cut]
    assert profile.build(entries, "s").started_at <= datetime.now(UTC)


@pytest.mark.parametrize(("hints", "points"), [(0, 3.0), (1, 2.85), (2, 2.55), (3, 2.1)])
def test_each_hint_costs_more_than_the_one_before(hints: int, points: float) -> None:
    state = interview.fold(written("right").entries)
    asked = replace(state, hints=("a hint",) * hints)
    found = profile.score(asked).tests
    assert found is not None
    assert found.points == pytest.approx(points)
