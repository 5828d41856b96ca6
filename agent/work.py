"""Carries out one command of the machine with the parts, and gives the event that answers it.

Every command gets an answer, also when a part fails: then the answer says so, and the failure is
reported, so that a resumed interview does not try for ever.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from pydantic import JsonValue

from agent import marking, wording
from agent.asking import Asking
from agent.events import (
    CandidateAnswered,
    CodeRead,
    Event,
    HintGiven,
    ProblemOffered,
    QuestionPrepared,
    ResumeRead,
    StaplesChosen,
    TestsRan,
    Wording,
)
from agent.interviewer import Interviewer
from agent.marking import NO_MODEL
from agent.parts import Parts, Report
from agent.past import UNTESTED, Past
from agent.state import (
    AnswerCandidate,
    Ask,
    CheckReply,
    ChooseProblem,
    ChooseStaples,
    CodeVersion,
    Command,
    GiveHint,
    GradeReply,
    ReadAgain,
    ReadCode,
    ReadResume,
    RunTests,
    State,
)
from question_bank import resume
from question_bank.asked import answer_to
from question_bank.bank import changes, checks
from question_bank.level import estimate
from question_bank.resume import ResumeQuestion
from question_bank.schema import Problem
from question_bank.smallest import failing_calls
from question_bank.staples import choose_staples
from tools.code.facts import CodeFacts, read_facts
from tools.code.probes import make_probes
from tools.code.run_tests import TestReport, run_tests
from viva.clock import ms_since
from viva.errors import ModelAnswerInvalid, ModelError, SandboxError

NO_ANSWER = "The language model found no words for an answer. You may ask in another way."
LEFT_OPEN = (
    "The task leaves that open, or I did not see what you mean. Decide for yourself, and say what "
    "you assume."
)


class Worker:
    """``worded_on_turn``: whether a question that nobody prepared may wait for the model's wording
    (in a replay by text nobody waits); else it is asked as the probe words it.  ``past`` reads the
    candidate's earlier interviews; it is called when something is to be chosen."""

    def __init__(
        self, parts: Parts, *, worded_on_turn: bool, past: Callable[[], Past] = Past
    ) -> None:
        self._parts = parts
        self._past = past
        self._interviewer = Interviewer(parts.chat, parts.staples) if parts.chat else None
        self._asking = Asking(parts, self._interviewer, worded_on_turn=worded_on_turn)

    def carry_out(
        self,
        command: Command,
        state: State,
        report: Report,
        between: Callable[[], None] = lambda: None,
    ) -> Event:
        """The event that answers ``command``; never raises for a part that fails.

        Long work with the model calls ``between`` now and then, to let the urgent go first."""
        match command:
            case ReadResume():
                return self._read_resume(command, report, between)
            case ChooseStaples():
                return self._choose_staples(command, state)
            case ChooseProblem():
                return self._choose_problem(command, state, report)
            case RunTests():
                return self._run_tests(command, state, report)
            case ReadCode():
                return self._read_code(command, state, report)
            case GiveHint():
                hints = self._parts.bank[state.slug].hints
                return HintGiven(command.cause, command.step, hints[command.step - 1])
            case Ask():
                return self._asking.ask(command, state, report)
            case CheckReply():
                return marking.check(command, state, self._parts, report)
            case ReadAgain():
                return marking.read_again(command, state, self._parts, report)
            case GradeReply():
                return marking.grade(command, state, self._parts, report, between)
            case AnswerCandidate():
                return self._answer_candidate(command, state, report)

    def prepare(self, state: State, report: Report) -> Iterator[QuestionPrepared]:
        """Choose and word what would follow each likely outcome of the open question."""
        return self._asking.prepare(state, report)

    # -------------------------------------------------------------- the candidate

    def _read_resume(
        self, command: ReadResume, report: Report, between: Callable[[], None]
    ) -> Event:
        found = resume.questions(command.text)
        trouble = "" if found else "There was nothing in it to ask about."
        wordings = []
        for question in found:
            between()
            wordings.append(self._worded_resume(question, report))
        return ResumeRead(command.cause, found, tuple(wordings), trouble)

    def _worded_resume(self, question: ResumeQuestion, report: Report) -> Wording:
        if self._interviewer is None:
            return Wording(question.text, "template", "no language model is running")
        if question.language != "en":
            why = "the model words questions in English only"
            if not wording.speakable(question.text):
                why += "; it is shown and not spoken, because the voice speaks English only"
            return Wording(question.text, "template", why)
        try:
            worded = self._interviewer.word_resume(question)
            report("model", None)
        except ModelError as error:
            report("model", error)
            return Wording(question.text, "template", "the language model failed")
        return worded

    def _choose_staples(self, command: ChooseStaples, state: State) -> Event:
        asked, wanted = self._past().staples, state.choose_staples
        ids, why = choose_staples(self._parts.staples, state.introduction, asked, wanted)
        return StaplesChosen(command.cause, ids, why)

    # -------------------------------------------------------------- problem and code

    def _choose_problem(self, command: ChooseProblem, state: State, report: Report) -> Event:
        spoken, introduction = _spoken_introduction(state), state.introduction
        past = self._past()
        known = estimate(past.outcomes, introduction)
        seen = [*past.problems, *(offer.slug for offer in state.offers)]
        choices = self._parts.find_problem.find(
            command.wish, introduction=introduction, level=known, seen=seen
        )
        chosen, by = choices[0], "policy"
        if self._interviewer and len(choices) > 1:
            try:
                chosen = self._interviewer.choose_problem(command.wish, spoken, choices[:3])
                by = "model"
                report("model", None)
            except ModelError as error:
                report("model", error)
        problem = self._parts.bank[chosen.slug]
        level = known.on([*problem.topics, *problem.approach])
        return ProblemOffered(
            command.cause,
            chosen.slug,
            problem.title,
            chosen.why,
            by,
            level=round(level.level, 3),
            level_sd=round(level.sd, 3),
        )

    def _run_tests(self, command: RunTests, state: State, report: Report) -> Event:
        began = time.perf_counter()
        problem, source = self._parts.bank[state.slug], state.source(command.version)
        entry, tests = problem.signature.entry, checks(problem)
        try:
            result = run_tests(self._parts.sandbox, source, entry, tests, problem.compare)
            report("sandbox", None)
        except SandboxError as error:
            report("sandbox", error)
            result = TestReport((), 0, len(tests), f"{UNTESTED}: {error}")
        return TestsRan(command.cause, command.version, result, ms_since(began))

    def _read_code(self, command: ReadCode, state: State, report: Report) -> Event:
        began = time.perf_counter()
        problem, source = self._parts.bank[state.slug], state.source(command.version)
        facts = read_facts(source)
        tests = checks(problem)
        version = state.version(command.version)
        ran = version.report if version else None
        earlier = [v.source for v in state.versions if v.version < command.version and _ran(v)]
        probes, trouble = (), ""
        try:
            calls = [test.call for test in tests]
            probes = make_probes(
                source,
                problem.signature.entry,
                calls,
                self._parts.sandbox,
                failing=failing_calls(problem, source, ran, calls, self._parts.sandbox),
                earlier=earlier,
                changes=changes(problem),
            )
        except SandboxError as error:
            report("sandbox", error)
            trouble = f"No questions could be made from the code: {error}"
        if not probes and not trouble:
            trouble = "There is too little in the code to ask about."
        summary = _summary(facts)
        return CodeRead(command.cause, command.version, summary, probes, trouble, ms_since(began))

    # -------------------------------------------------------------- the candidate's questions

    def _problem(self, state: State) -> Problem:
        return self._parts.bank[state.slug]

    def _answer_candidate(self, command: AnswerCandidate, state: State, report: Report) -> Event:
        if state.phase == "coding":
            # Asked freely about a task, a model gives the solution away: only the problem answers.
            said = answer_to(command.text, self._problem(state))
            by = "problem" if said else "notice"
            return CandidateAnswered(command.cause, said or LEFT_OPEN, by)
        if self._interviewer is None:
            return CandidateAnswered(command.cause, NO_MODEL, "notice")
        try:
            text = self._interviewer.answer(command.text)
            report("model", None)
        except ModelAnswerInvalid as error:
            report("model", error)
            return CandidateAnswered(command.cause, NO_ANSWER, "notice")
        except ModelError as error:
            report("model", error)
            return CandidateAnswered(command.cause, NO_MODEL, "notice")
        return CandidateAnswered(command.cause, text, "model")


def _ran(version: CodeVersion) -> bool:
    return version.report is not None and not version.report.problem


def _spoken_introduction(state: State) -> str:
    return next((q.reply or "" for q in state.questions if q.move.question == "introduction"), "")


def _summary(facts: CodeFacts) -> dict[str, JsonValue]:
    """What the tape keeps of the facts; the rest can be read from the source again."""
    return {
        "functions": [f.name for f in facts.functions],
        "loops": [loop.line for loop in facts.loops],
        "structures": [*sorted({s.name for s in facts.structures})],
        "syntax_errors": [f"line {e.line}: {e.text}" for e in facts.syntax_errors],
        "refused": facts.refused,
    }
