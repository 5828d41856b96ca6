"""The language model as interviewer: choose among the offered moves, word, guard.

A LangGraph graph without a checkpointer, because the tape is the only memory.  The model sees
nothing that would tell it an answer: probes reach it as questions, never with their keys.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypedDict

from langgraph.graph import END, START, StateGraph
from pydantic import BaseModel, create_model

from agent import guard, wording
from agent.events import Move, Refused, Wording
from agent.llm import Chat
from agent.state import Question, State
from question_bank.choose import Choice
from question_bank.resume import ResumeQuestion, worded
from question_bank.schema import Problem, Staple

LETTERS = "ABCDE"
TRIES = 2  # wordings asked of the model before the probe's own text is used


# No length limits in the schemas: llama.cpp turns them into grammars that take seconds a token.


class Spoken(BaseModel):
    question: str


class _Turn(TypedDict):
    """What the graph works on. ``wording`` is None until the guard has let one through."""

    state: State
    problem: Problem
    moves: Sequence[Move]
    reply: str
    move: Move
    text: str
    refused: tuple[Refused, ...]
    wording: Wording | None


class Interviewer:
    """Asks ``chat``; every method raises ModelError when it has no usable answer."""

    def __init__(self, chat: Chat, staples: Sequence[Staple]) -> None:
        self._chat = chat
        self._staples = staples
        graph: StateGraph[_Turn] = StateGraph(_Turn)
        graph.add_node("choose", self._choose)
        graph.add_node("word", self._word)
        graph.add_node("guard", self._guard)
        graph.add_edge(START, "choose")
        graph.add_edge("choose", "word")
        graph.add_edge("word", "guard")
        graph.add_conditional_edges("guard", _settled, {True: END, False: "word"})
        self._graph = graph.compile()

    def choose_and_word(
        self, state: State, problem: Problem, moves: Sequence[Move], last: Question | None
    ) -> tuple[Move, Wording]:
        """One of ``moves`` and what to say for it."""
        turn = _Turn(
            state=state,
            problem=problem,
            moves=moves,
            reply=(last.reply or "") if last else "",
            move=moves[0],
            text="",
            refused=(),
            wording=None,
        )
        done = self._graph.invoke(turn)
        return done["move"], done["wording"]

    def choose_problem(self, wish: str, introduction: str, choices: Sequence[Choice]) -> Choice:
        """The one of ``choices`` that suits the candidate."""
        offered = choices[: len(LETTERS)]
        lines = "\n".join(f"{x}: {c.why}" for x, c in zip(LETTERS, offered, strict=False))
        asked = _prompt("problem").format(introduction=introduction, wish=wish, choices=lines)
        return offered[self._letter("You choose practice problems.", asked, len(offered))]

    def word_resume(self, question: ResumeQuestion) -> Wording:
        """The question in the model's words, after the quote, which stays as it is."""
        refused: tuple[Refused, ...] = ()
        while len(refused) < TRIES:
            no = "".join(f'Do not say: "{r.text}" ({r.rule}).\n' for r in refused)
            passage = re.sub(r"\b(?:BEGIN|END)\b", "", question.quote)
            asked = _prompt("resume").format(passage=passage, question=question.bare, refused=no)
            spoken = self._chat.ask("You are a practice interviewer.", asked, Spoken, max_tokens=90)
            said = " ".join(spoken.question.split())
            rule = guard.refuse_resume(said, question)
            if not rule:
                text = worded(question.language, question.quote, said)
                return Wording(text, "model", "", refused)
            refused = (*refused, Refused(said, rule))
        why = f"the guard refused {len(refused)} wordings"
        return Wording(question.text, "template", why, refused)

    def answer(self, text: str) -> str:
        """An answer to the candidate's own question at the end."""
        asked = _prompt("answer").format(question=text)
        text = self._chat.ask_text("You are a practice interviewer.", asked, max_tokens=90)
        whole = re.sub(r"[^.!?]*$", "", text).strip()  # the limit may cut the last sentence
        return whole or text

    # -------------------------------------------------------------- nodes

    def _choose(self, state: _Turn) -> dict[str, Any]:
        moves = state["moves"]
        if len(moves) == 1:
            return {"move": moves[0]}
        texts = [wording.template(m, state["state"], self._staples) for m in moves]
        lines = "\n".join(f"{x}: {t}" for x, t in zip(LETTERS, texts, strict=False))
        asked = _prompt("choose").format(reply=state["reply"], moves=lines)
        return {"move": moves[self._letter(_system(state), asked, len(moves))]}

    def _word(self, state: _Turn) -> dict[str, Any]:
        own = wording.template(state["move"], state["state"], self._staples)
        refused = "".join(f'Do not say: "{r.text}" ({r.rule}).\n' for r in state["refused"])
        asked = _prompt("word").format(question=own, refused=refused)
        spoken = self._chat.ask(_system(state), asked, Spoken, max_tokens=90)
        return {"text": " ".join(spoken.question.split())}

    def _guard(self, state: _Turn) -> dict[str, Any]:
        probe = state["state"].probes[state["move"].subject]
        code = state["state"].version(state["state"].final_version)
        rule = guard.refuse(state["text"], probe, code.source if code else "")
        if not rule:
            return {"wording": Wording(state["text"], "model", "", state["refused"])}
        refused = (*state["refused"], Refused(state["text"], rule))
        if len(refused) < TRIES:
            return {"refused": refused}
        why = f"the guard refused {len(refused)} wordings"
        return {"refused": refused, "wording": Wording(probe.text, "template", why, refused)}

    def _letter(self, system: str, asked: str, count: int) -> int:
        schema = _letters(count)
        chosen = self._chat.ask(system, asked, schema, max_tokens=16)
        return LETTERS.index(chosen.model_dump()["choice"])


def _settled(turn: _Turn) -> bool:
    return turn["wording"] is not None


def _system(turn: _Turn) -> str:
    """The same for the whole interview, so that the server's prefix cache holds it."""
    code = turn["state"].version(turn["state"].final_version)
    lines = (code.source if code else "").splitlines()
    numbered = "\n".join(f"{n:3} {line}" for n, line in enumerate(lines, 1))
    return _prompt("interviewer").format(title=turn["problem"].title, code=numbered)


@cache
def _prompt(name: str) -> str:
    return (Path(__file__).parent / "prompts" / f"{name}.md").read_text()


@cache
def _letters(count: int) -> type[BaseModel]:
    """An action schema: the model can only name what is offered."""
    choice: Any = Literal[tuple(LETTERS[:count])]
    return create_model("Chosen", choice=(choice, ...))
