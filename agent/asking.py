"""Which of the moves that policy allows is asked next, and how it is worded.

On the turn, or ahead of it for each likely outcome of the open question.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Literal

from agent import interview, wording
from agent.events import (
    Entry,
    Event,
    Move,
    QuestionAsked,
    QuestionPrepared,
    ReplyChecked,
    ReplyGiven,
    Verdict,
    Wording,
)
from agent.interviewer import Interviewer
from agent.parts import Parts, Report
from agent.state import Ask, CheckReply, Question, State
from viva.clock import ms_since
from viva.errors import ModelError

By = Literal["model", "policy"]
Outcome = Verdict | Literal[""]


class Asking:
    """``worded_on_turn``: whether a question that nobody prepared may wait for the model's wording;
    else it is asked as the probe words it. Without ``interviewer`` there is no model."""

    def __init__(
        self, parts: Parts, interviewer: Interviewer | None, *, worded_on_turn: bool
    ) -> None:
        self._parts = parts
        self._interviewer = interviewer
        self._worded_on_turn = worded_on_turn

    def prepare(self, state: State, report: Report) -> Iterator[QuestionPrepared]:
        """Choose and word what would follow each likely outcome of the open question."""
        question = state.open_question
        if self._interviewer is None or question is None or state.phase != "probing":
            return
        done = {p.move.subject for p in state.prepared}
        for outcome in _likely_outcomes(question):
            ask = _ask_after(state, question, outcome)
            if ask is None or ask.moves[0].question != "probe" or ask.moves[0].step == "clarify":
                continue
            began = time.perf_counter()
            chosen = self._choose_and_word(state, ask.moves, None, report)
            if chosen is None:
                return
            move, worded = chosen
            if move.subject in done:
                continue
            done.add(move.subject)
            yield QuestionPrepared(
                question.id, outcome, move, "model", ask.moves, worded, ms_since(began)
            )

    def ask(self, command: Ask, state: State, report: Report) -> Event:
        """The next question, worded."""
        began = time.perf_counter()
        last = state.question(command.after) if command.after else None
        move, by = command.moves[0], "policy"
        worded = self._template(move, state, "a standard question")
        if move.question == "resume":
            worded = self._resume_wording(move, state)
        elif move.question == "probe" and move.step == "clarify":
            worded = self._template(move, state, "asked again as it stands")
        elif move.question == "probe":
            move, by, worded = self._probe_question(command, state, last, report)
        number = len(state.questions) + 1
        return QuestionAsked(
            command.cause, f"q{number}", move, by, command.moves, worded, ms_since(began)
        )

    def _resume_wording(self, move: Move, state: State) -> Wording:
        assert state.resume is not None
        ids = [question.id for question in state.resume.questions]
        return state.resume.wordings[ids.index(move.subject)]

    def _probe_question(
        self, command: Ask, state: State, last: Question | None, report: Report
    ) -> tuple[Move, By, Wording]:
        for prepared in state.prepared:
            if prepared.outcome == command.outcome and prepared.move in command.moves:
                return prepared.move, prepared.chosen_by, prepared.wording
        for prepared in state.prepared:
            if prepared.move in command.moves:
                return prepared.move, prepared.chosen_by, prepared.wording
        move = command.moves[0]
        if self._interviewer is None:
            return move, "policy", self._template(move, state, "no language model is running")
        if not self._worded_on_turn:
            return move, "policy", self._template(move, state, "no wording was ready in time")
        chosen = self._choose_and_word(state, command.moves, last, report)
        if chosen is None:
            return move, "policy", self._template(move, state, "the language model failed")
        return chosen[0], "model" if len(command.moves) > 1 else "policy", chosen[1]

    def _choose_and_word(
        self, state: State, moves: tuple[Move, ...], last: Question | None, report: Report
    ) -> tuple[Move, Wording] | None:
        assert self._interviewer is not None
        try:
            chosen = self._interviewer.choose_and_word(
                state, self._parts.bank[state.slug], moves, last
            )
        except ModelError as error:
            report("model", error)
            return None
        report("model", None)
        return chosen

    def _template(self, move: Move, state: State, why: str) -> Wording:
        return Wording(wording.template(move, state, self._parts.staples), "template", why)


def _likely_outcomes(question: Question) -> tuple[Outcome, ...]:
    return ("right", "wrong") if question.move.question == "probe" else ("",)


def _ask_after(state: State, question: Question, outcome: Outcome) -> Ask | None:
    """What the machine would ask if the reply to ``question`` turned out as ``outcome``."""
    replied, commands = interview.step(
        state, Entry(state.seq + 1, state.last_ms, ReplyGiven(question.id, "", "typed"))
    )
    for command in commands:
        if isinstance(command, CheckReply) and outcome:
            check = ReplyChecked(command.cause, question.id, outcome, "", 0, 0, "", 0.0)
            _, commands = interview.step(replied, Entry(state.seq + 2, state.last_ms, check))
    return next((c for c in commands if isinstance(c, Ask)), None)
