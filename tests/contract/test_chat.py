"""The same promises for the scripted model and a real one behind the local server."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pytest
from pydantic import BaseModel, Field

from agent.llm import Chat, ScriptedChat, open_chat
from viva.errors import ModelAnswerInvalid
from viva.settings import load

SYSTEM = "You answer with one JSON object on one line, as short as you can."


class Move(BaseModel):
    """What to do next."""

    move: Literal["deeper", "next"]
    line: int = Field(ge=1, le=9)


@pytest.fixture(scope="module")
def real() -> Iterator[Chat]:
    with open_chat(load(llm_base_url="", llm_timeout_s=120), weight="llm_tiny") as chat:
        yield chat


@pytest.fixture(params=["scripted", pytest.param("real", marks=pytest.mark.weights)])
def backend(request: pytest.FixtureRequest) -> str:
    return request.param


def chat_that_says(
    backend: str, request: pytest.FixtureRequest, *answers: BaseModel | str | ModelAnswerInvalid
) -> Chat:
    return ScriptedChat(answers) if backend == "scripted" else request.getfixturevalue("real")


def test_an_answer_is_an_instance_of_the_schema(
    backend: str, request: pytest.FixtureRequest
) -> None:
    chat = chat_that_says(backend, request, Move(move="next", line=3))
    answer = chat.ask(SYSTEM, "Choose a move and a line.", Move, max_tokens=60)
    assert isinstance(answer, Move)


def test_the_same_question_has_the_same_answer(
    backend: str, request: pytest.FixtureRequest
) -> None:
    chat = chat_that_says(backend, request, *[Move(move="next", line=3)] * 2)
    answers = [chat.ask(SYSTEM, "Choose.", Move, max_tokens=60) for _ in range(2)]
    assert answers[0] == answers[1]


def test_an_answer_that_runs_over_is_invalid_not_shortened(
    backend: str, request: pytest.FixtureRequest
) -> None:
    chat = chat_that_says(backend, request, ModelAnswerInvalid("cut off"))
    with pytest.raises(ModelAnswerInvalid, match="cut off"):
        chat.ask(SYSTEM, "Choose.", Move, max_tokens=2)


def test_free_words(backend: str, request: pytest.FixtureRequest) -> None:
    chat = chat_that_says(backend, request, "Hello.")
    assert chat.ask_text("You are polite.", "Greet me.", max_tokens=8)


def test_a_graph_can_use_the_model_itself(backend: str, request: pytest.FixtureRequest) -> None:
    chat = chat_that_says(backend, request, Move(move="deeper", line=1))
    asked = chat.llm.with_structured_output(Move, method="json_schema")
    assert isinstance(asked.invoke("Choose a move and a line."), Move)
