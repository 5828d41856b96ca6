"""What each event does to an interview: the handlers of :mod:`agent.interview`'s machine. Pure.

A handler takes the state before, already counted on to the entry, and gives the state after; what
it adds to ``pending`` is what the machine then wants done.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from agent import policy
from agent.events import (
    AnotherProblemAsked,
    CandidateAnswered,
    CandidateAsked,
    CodeRead,
    CodeSaved,
    CodingFinished,
    ConsentGiven,
    Degraded,
    EndAsked,
    Entry,
    HintAsked,
    HintGiven,
    Move,
    NothingHeard,
    ProblemAccepted,
    ProblemOffered,
    QuestionAsked,
    QuestionPrepared,
    QuestionSkipped,
    Recovered,
    ReplyChecked,
    ReplyGiven,
    ReplyGraded,
    ReplyReadAgain,
    ResumeGiven,
    ResumeRead,
    SessionStarted,
    StaplesChosen,
    TestsRan,
    TimeMarkPassed,
)
from agent.state import (
    AnswerCandidate,
    Ask,
    CheckReply,
    ChooseProblem,
    ChooseStaples,
    CodeVersion,
    Command,
    Exchange,
    GiveHint,
    GradeReply,
    Offer,
    Question,
    ReadAgain,
    ReadCode,
    ReadResume,
    RunTests,
    State,
)


def _want(state: State, *commands: Command) -> State:
    return replace(state, pending=state.pending + commands)


def _settle(state: State, cause: int, kind: type) -> State | None:
    """``state`` without the pending command that is answered; None if none is."""
    answered = [c for c in state.pending if c.cause == cause and isinstance(c, kind)]
    if not answered:
        return None
    return replace(state, pending=tuple(c for c in state.pending if c not in answered))


def _ask(state: State, moves: tuple[Move, ...], after: Question | None = None) -> State:
    verdict = after.check.verdict if after and after.check else ""
    return _want(state, Ask(state.seq, moves, after.id if after else "", verdict))


def _started(state: State, entry: Entry) -> State:
    e = entry.event
    assert isinstance(e, SessionStarted)
    return replace(
        state,
        candidate=e.candidate,
        mode=e.mode,
        planned_probes=e.probes,
        staples=e.staples,
        choose_staples=e.choose_staples,
        minutes=e.minutes,
        affect_allowed=e.affect_allowed,
        started_ms=entry.at_ms,
    )


def _consent(state: State, entry: Entry) -> State:
    e = entry.event
    assert isinstance(e, ConsentGiven)
    # The institution switch wins over any box that a page may send.
    allowed = state.affect_allowed
    consent = replace(e, face=e.face and allowed, voice=e.voice and allowed)
    warm = replace(state, consent=consent, phase="warm_up")
    return _ask(warm, (Move("introduction", "next", "", "an interview opens with you"),))


def _resume_given(state: State, entry: Entry) -> State:
    assert isinstance(entry.event, ResumeGiven)
    text = entry.event.text
    # A second résumé takes the place of the first, read or not.
    rest = tuple(c for c in state.pending if not isinstance(c, ReadResume))
    return _want(
        replace(state, resume_text=text, resume=None, pending=rest), ReadResume(state.seq, text)
    )


def _resume_read(state: State, entry: Entry) -> State:
    e = entry.event
    assert isinstance(e, ResumeRead)
    settled = _settle(state, e.cause, ReadResume)
    if settled is None:
        return state
    read = replace(settled, resume=e)
    waited = read.phase == "warm_up" and read.questions and read.open_question is None
    return _warm_up_goes_on(read) if waited else read


def _staples_chosen(state: State, entry: Entry) -> State:
    e = entry.event
    assert isinstance(e, StaplesChosen)
    settled = _settle(state, e.cause, ChooseStaples)
    return state if settled is None else replace(settled, staples=e.staples)


def _another(state: State, entry: Entry) -> State:
    assert isinstance(entry.event, AnotherProblemAsked)
    return _want(state, ChooseProblem(state.seq, entry.event.wish))


def _offered(state: State, entry: Entry) -> State:
    e = entry.event
    assert isinstance(e, ProblemOffered)
    settled = _settle(state, e.cause, ChooseProblem)
    if settled is None:
        return state
    return replace(settled, offers=(*state.offers, Offer(e.slug, e.title, e.why)))


def _accepted(state: State, entry: Entry) -> State:
    assert isinstance(entry.event, ProblemAccepted)
    return replace(state, slug=entry.event.slug, phase="coding")


def _saved(state: State, entry: Entry) -> State:
    e = entry.event
    assert isinstance(e, CodeSaved)
    saved = replace(state, versions=(*state.versions, CodeVersion(e.version, e.source, entry.seq)))
    return (
        _want(saved, RunTests(saved.seq, e.version), ReadCode(saved.seq, e.version))
        if (e.run)
        else saved
    )


def _finished(state: State, entry: Entry) -> State:
    e = entry.event
    assert isinstance(e, CodingFinished)
    code = state.version(e.version)
    assert code is not None
    final = replace(state, final_version=e.version)
    todo = {c for c in state.pending if isinstance(c, RunTests | ReadCode)}
    if code.report is None and not any(isinstance(c, RunTests) for c in todo):
        final = _want(final, RunTests(final.seq, e.version))
    if code.probes is None and not any(isinstance(c, ReadCode) for c in todo):
        final = _want(final, ReadCode(final.seq, e.version))
    return _begin_probing(final)


def _tests_ran(state: State, entry: Entry) -> State:
    e = entry.event
    assert isinstance(e, TestsRan)
    settled = _settle(state, e.cause, RunTests)
    if settled is None:
        return state
    return _begin_probing(settled.with_version(e.version, report=e.report))


def _code_read(state: State, entry: Entry) -> State:
    e = entry.event
    assert isinstance(e, CodeRead)
    settled = _settle(state, e.cause, ReadCode)
    if settled is None:
        return state
    return _begin_probing(settled.with_version(e.version, probes=e.probes, trouble=e.trouble))


def _begin_probing(state: State) -> State:
    """On to the questions, once the code handed in is both tested and read."""
    code = state.version(state.final_version)
    if state.phase != "coding" or code is None or code.report is None or code.probes is None:
        return state
    agenda = policy.agenda(code.probes, state.planned_probes)
    probing = replace(state, phase="probing", agenda=agenda)
    return _ask(probing, (Move("walkthrough", "next", "", "first in your own words"),))


def _hint_asked(state: State, entry: Entry) -> State:
    return _want(state, GiveHint(state.seq, len(state.hints) + 1))


def _hint_given(state: State, entry: Entry) -> State:
    e = entry.event
    assert isinstance(e, HintGiven)
    settled = _settle(state, e.cause, GiveHint)
    return state if settled is None else replace(settled, hints=(*state.hints, e.text))


def _prepared(state: State, entry: Entry) -> State:
    assert isinstance(entry.event, QuestionPrepared)
    return replace(state, prepared=(*state.prepared, entry.event))


def _asked(state: State, entry: Entry) -> State:
    e = entry.event
    assert isinstance(e, QuestionAsked)
    settled = _settle(state, e.cause, Ask)
    if settled is None:
        return state
    question = Question(e.question_id, entry.seq, e.move, e.wording, state.final_version)
    return replace(settled, questions=(*state.questions, question), prepared=())


def _replied(state: State, entry: Entry) -> State:
    e = entry.event
    assert isinstance(e, ReplyGiven)
    replied = state.with_question(
        e.question_id, reply=e.text, reply_seq=entry.seq, reply_source=e.source
    )
    question = replied.question(e.question_id)
    assert question is not None
    if question.move.question == "probe":
        return _want(replied, CheckReply(replied.seq, e.question_id))
    if question.move.question in ("resume", "walkthrough", "staple"):
        replied = _want(replied, GradeReply(replied.seq, e.question_id))
    return _proceed(replied, question)


def _nothing(state: State, entry: Entry) -> State:
    assert isinstance(entry.event, NothingHeard)
    question = state.question(entry.event.question_id)
    if question is None:
        return state
    return state.with_question(question.id, unheard=question.unheard + 1)


def _skipped(state: State, entry: Entry) -> State:
    e = entry.event
    assert isinstance(e, QuestionSkipped)
    skipped = state.with_question(
        e.question_id, reply="", reply_seq=entry.seq, reply_source="skipped"
    )
    question = skipped.question(e.question_id)
    assert question is not None
    return _proceed(skipped, question)


def _checked(state: State, entry: Entry) -> State:
    e = entry.event
    assert isinstance(e, ReplyChecked)
    settled = _settle(state, e.cause, CheckReply)
    if settled is None:
        return state
    checked = settled.with_question(e.question_id, check=e)
    if e.again:
        checked = _want(checked, ReadAgain(entry.seq, e.question_id))
    question = checked.question(e.question_id)
    assert question is not None
    return _proceed(checked, question)


def _read_again(state: State, entry: Entry) -> State:
    e = entry.event
    assert isinstance(e, ReplyReadAgain)
    settled = _settle(state, e.cause, ReadAgain)
    question = state.question(e.question_id)
    if settled is None or question is None or question.check is None:
        return state
    both = replace(
        question.check,
        verdict=e.verdict,
        reason=e.reason,
        start=e.start,
        end=e.end,
        misconception=e.misconception,
    )
    return settled.with_question(e.question_id, check=both)


def _graded(state: State, entry: Entry) -> State:
    e = entry.event
    assert isinstance(e, ReplyGraded)
    settled = _settle(state, e.cause, GradeReply)
    if settled is None:
        return state
    return settled.with_question(e.question_id, points=e.points, graded=True)


def _proceed(state: State, last: Question) -> State:
    """What follows the reply to ``last``."""
    if state.phase == "done":
        return state
    if state.phase == "warm_up":
        return _warm_up_goes_on(state)
    moves: tuple[Move, ...] = ()
    if not state.time_mark_passed:
        if state.phase == "probing":
            moves = policy.probing_moves(state)
            state = state if moves else replace(state, phase="staple")
        if state.phase == "staple" and not moves:
            moves = policy.staple_moves(state)
    if moves:
        return _ask(state, moves, last)
    wrap_up = Move("wrap_up", "next", "", "your turn to ask")
    return _ask(replace(state, phase="wrap_up"), (wrap_up,), last)


def _warm_up_goes_on(state: State) -> State:
    """The questions from the résumé, if there is one; then the problem."""
    if any(isinstance(c, ReadResume) for c in state.pending):
        return state  # it goes on when the résumé has been read
    moves = () if state.time_mark_passed else policy.resume_moves(state)
    if moves:
        return _ask(state, moves)
    chosen = _want(replace(state, phase="problem"), ChooseProblem(state.seq, ""))
    return _want(chosen, ChooseStaples(state.seq)) if state.choose_staples else chosen


def _candidate_asked(state: State, entry: Entry) -> State:
    assert isinstance(entry.event, CandidateAsked)
    text = entry.event.text
    asked = replace(state, exchanges=(*state.exchanges, Exchange(text)))
    return _want(asked, AnswerCandidate(asked.seq, text))


def _candidate_answered(state: State, entry: Entry) -> State:
    e = entry.event
    assert isinstance(e, CandidateAnswered)
    answered = next(
        (c for c in state.pending if isinstance(c, AnswerCandidate) and c.cause == e.cause), None
    )
    settled = _settle(state, e.cause, AnswerCandidate)
    if settled is None or answered is None:
        return state
    exchanges = list(state.exchanges)
    waiting = exchanges.index(Exchange(answered.text))
    exchanges[waiting] = Exchange(answered.text, e.text, e.by)
    return replace(settled, exchanges=tuple(exchanges))


def _end(state: State, entry: Entry) -> State:
    # What is only of use to a running interview is dropped; replies are still checked and graded.
    kept = tuple(c for c in state.pending if isinstance(c, CheckReply | ReadAgain | GradeReply))
    early = state.phase != "wrap_up"
    return replace(state, phase="done", ended_early=early, pending=kept)


def _time_mark(state: State, entry: Entry) -> State:
    return replace(state, time_mark_passed=True)


def _degraded(state: State, entry: Entry) -> State:
    e = entry.event
    assert isinstance(e, Degraded)
    return replace(state, degraded={**state.degraded, e.part: e.said})


def _recovered(state: State, entry: Entry) -> State:
    e = entry.event
    assert isinstance(e, Recovered)
    return replace(state, degraded={p: s for p, s in state.degraded.items() if p != e.part})


HANDLERS: dict[type, Callable[[State, Entry], State]] = {
    SessionStarted: _started,
    ConsentGiven: _consent,
    ResumeGiven: _resume_given,
    ResumeRead: _resume_read,
    StaplesChosen: _staples_chosen,
    AnotherProblemAsked: _another,
    ProblemOffered: _offered,
    ProblemAccepted: _accepted,
    CodeSaved: _saved,
    CodingFinished: _finished,
    TestsRan: _tests_ran,
    CodeRead: _code_read,
    HintAsked: _hint_asked,
    HintGiven: _hint_given,
    QuestionPrepared: _prepared,
    QuestionAsked: _asked,
    ReplyGiven: _replied,
    NothingHeard: _nothing,
    QuestionSkipped: _skipped,
    ReplyChecked: _checked,
    ReplyReadAgain: _read_again,
    ReplyGraded: _graded,
    CandidateAsked: _candidate_asked,
    CandidateAnswered: _candidate_answered,
    EndAsked: _end,
    TimeMarkPassed: _time_mark,
    Degraded: _degraded,
    Recovered: _recovered,
}
