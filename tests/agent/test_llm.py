"""What happens when the model's server is gone, slow, wrong or killed in mid-sentence."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from pydantic import BaseModel

from agent.llm import Line, OpenAIChat, ScriptedChat
from models.llm_server import local_server
from viva.errors import ModelAnswerInvalid, ModelError, ModelGone, ModelSlow
from viva.settings import load


class Yes(BaseModel):
    yes: bool


Reply = Callable[[dict], tuple[int, dict]]


class Server:
    """An OpenAI-compatible server that answers with what the test says."""

    def __init__(self) -> None:
        self.reply: Reply = lambda asked: (200, completion('{"yes": true}'))
        self.asked: list[dict] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                server.asked.append(asked)
                status, body = server.reply(asked)
                content = json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                with contextlib.suppress(BrokenPipeError):  # the client may have given up
                    self.wfile.write(content)

            def log_message(self, format: str, *args: object) -> None: ...

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_port}/v1"
        threading.Thread(target=self.http.serve_forever, daemon=True).start()


def completion(content: str, finish: str = "stop") -> dict:
    choice = {
        "index": 0,
        "finish_reason": finish,
        "message": {"role": "assistant", "content": content},
    }
    usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
    return {
        "id": "1",
        "object": "chat.completion",
        "created": 1,
        "model": "m",
        "choices": [choice],
        "usage": usage,
    }


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.http.shutdown()
    server.http.server_close()


def chat_with(url: str, *, timeout_s: float = 5.0, retries: int = 0) -> OpenAIChat:
    return OpenAIChat(url, model="m", timeout_s=timeout_s, retries=retries)


def test_the_request_carries_schema_seed_and_limit(server: Server) -> None:
    assert chat_with(server.url).ask("Be exact.", "Is it?", Yes, max_tokens=12) == Yes(yes=True)
    [asked] = server.asked
    assert asked["response_format"]["type"] == "json_schema"
    assert asked["temperature"] == 0
    assert isinstance(asked["seed"], int)
    assert asked["max_completion_tokens"] == 12
    assert [message["role"] for message in asked["messages"]] == ["system", "user"]


@pytest.mark.parametrize("content", ["no JSON", '{"yes": "perhaps"}', "{}", ""])
def test_an_answer_off_the_schema_is_invalid(server: Server, content: str) -> None:
    server.reply = lambda asked: (200, completion(content))
    with pytest.raises(ModelAnswerInvalid):
        chat_with(server.url).ask("", "Is it?", Yes, max_tokens=12)


def test_an_answer_cut_off_is_invalid(server: Server) -> None:
    server.reply = lambda asked: (200, completion('{"yes": tr', "length"))
    with pytest.raises(ModelAnswerInvalid, match="cut off"):
        chat_with(server.url).ask("", "Is it?", Yes, max_tokens=12)


def test_empty_words_are_invalid(server: Server) -> None:
    server.reply = lambda asked: (200, completion("  "))
    with pytest.raises(ModelAnswerInvalid, match="empty"):
        chat_with(server.url).ask_text("", "Speak.", max_tokens=12)


def test_a_proxy_for_the_web_is_not_asked_for_loopback(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(variable, "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    assert chat_with(server.url).ask("", "Is it?", Yes, max_tokens=12) == Yes(yes=True)


def test_no_server_is_gone() -> None:
    with pytest.raises(ModelGone, match="does not answer") as caught:
        chat_with("http://127.0.0.1:9/v1").ask("", "Is it?", Yes, max_tokens=12)
    assert caught.value.retryable


def test_a_server_in_trouble_is_asked_again_then_gone(server: Server) -> None:
    server.reply = lambda asked: (503, {"error": {"message": "loading"}})
    with pytest.raises(ModelGone):
        chat_with(server.url, retries=1).ask("", "Is it?", Yes, max_tokens=12)
    assert len(server.asked) == 2


def test_a_refused_key_says_which_settings_to_check(server: Server) -> None:
    server.reply = lambda asked: (401, {"error": {"message": "Invalid API Key"}})
    with pytest.raises(ModelError, match="VIVA_LLM_API_KEY") as caught:
        chat_with(server.url).ask("", "Is it?", Yes, max_tokens=12)
    assert not caught.value.retryable


def test_a_slow_server_is_slow(server: Server) -> None:
    def sleep(asked: dict) -> tuple[int, dict]:
        time.sleep(1.0)
        return 200, completion('{"yes": true}')

    server.reply = sleep
    with pytest.raises(ModelSlow, match="VIVA_LLM_TIMEOUT_S"):
        chat_with(server.url, timeout_s=0.2).ask("", "Is it?", Yes, max_tokens=12)


@pytest.mark.weights
def test_killed_in_mid_sentence_it_is_gone_and_comes_back() -> None:
    changes: list[str] = []
    with local_server(load(), weight="llm_tiny", on_change=changes.append) as server:
        server.wait_ready()
        chat = OpenAIChat(
            server.base_url, model="m", api_key=server.api_key, timeout_s=120, retries=0
        )
        first = server.pid
        assert first is not None
        killer = threading.Timer(1.0, os.kill, (first, signal.SIGKILL))
        killer.start()
        with pytest.raises(ModelGone):
            chat.ask_text("", "Write a very long story about a ship.", max_tokens=2000)
        server.wait_ready()
        assert chat.ask_text("", "Say yes.", max_tokens=4)
        second = server.pid
        assert second not in (None, first)
    assert changes == ["started", "died", "restarted"]
    for pid in (first, second):
        assert pid is not None
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_script_fails_on_an_unexpected_call() -> None:
    with pytest.raises(AssertionError, match="no answer"):
        ScriptedChat().ask("", "Is it?", Yes, max_tokens=1)


def test_script_fails_on_an_unconsumed_answer() -> None:
    with pytest.raises(AssertionError, match="not asked"), ScriptedChat([Yes(yes=True)]):
        pass


def test_script_fails_on_another_schema_or_other_words() -> None:
    with pytest.raises(AssertionError, match="asked for Yes"):
        ScriptedChat(["words"]).ask("", "Is it?", Yes, max_tokens=1)
    with pytest.raises(AssertionError, match="line 3"):
        ScriptedChat([Line(Yes(yes=True), ("line 3",))]).ask("", "line 4", Yes, max_tokens=1)


def test_script_raises_the_error_it_holds() -> None:
    with pytest.raises(ModelGone):
        ScriptedChat([ModelGone("gone")]).ask("", "Is it?", Yes, max_tokens=1)
