"""The request for a second reading: the adapter is asked for, and trouble has a name."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from agent.llm import open_chat
from models.replies.reader import AdapterReader
from viva.errors import ModelAnswerInvalid, ModelError, ModelGone, ModelSlow
from viva.settings import load

ANSWER = {
    "content": " [1, 2]\n",
    "completion_probabilities": [{"logprob": -0.5}, {"logprob": -0.25}],
}


class Server:
    """llama.cpp's completion endpoint, answering with what the test says."""

    def __init__(self) -> None:
        self.status, self.body, self.after_s = 200, ANSWER, 0.0
        self.asked: list[tuple[str, str, dict]] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                server.asked.append((self.path, self.headers["Authorization"], body))
                time.sleep(server.after_s)
                self.send_response(server.status)
                self.end_headers()
                with contextlib.suppress(BrokenPipeError):  # the client may have given up
                    self.wfile.write(json.dumps(server.body).encode())

            def log_message(self, format: str, *args: object) -> None: ...

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.root = f"http://127.0.0.1:{self.http.server_port}"
        threading.Thread(target=self.http.serve_forever, daemon=True).start()


@pytest.fixture
def server() -> Iterator[Server]:
    one = Server()
    yield one
    one.http.shutdown()
    one.http.server_close()


def test_it_asks_for_one_line_with_the_adapter(server: Server) -> None:
    line = AdapterReader(server.root, "secret").write_down("Said: one, two\nAnswer:", 5)
    assert line.text == "[1, 2]"
    assert line.probability == pytest.approx(0.4724, abs=1e-4)
    [(path, key, body)] = server.asked
    assert (path, key) == ("/completion", "Bearer secret")
    assert body["lora"] == [{"id": 0, "scale": 1.0}]
    assert body["stop"] == ["\n"]
    assert body["prompt"].endswith("Answer:")


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (503, {"content": "x"}, ModelGone),
        (200, {"content": "x"}, ModelAnswerInvalid),
        (200, [], ModelAnswerInvalid),
    ],
)
def test_trouble_has_a_name(
    server: Server, status: int, body: dict, error: type[ModelError]
) -> None:
    server.status, server.body = status, body
    with pytest.raises(error):
        AdapterReader(server.root, "secret").write_down("Answer:", 5)


def test_no_server_is_gone_and_a_slow_one_is_slow(server: Server) -> None:
    with pytest.raises(ModelGone):
        AdapterReader("http://127.0.0.1:9", "secret").write_down("Answer:", 5)
    server.after_s = 0.6
    with pytest.raises(ModelSlow):
        AdapterReader(server.root, "secret").write_down("Answer:", 0.2)


@pytest.mark.llm
def test_the_adapter_reads_and_leaves_other_requests_alone() -> None:
    with open_chat(load(llm_base_url="")) as chat:
        assert chat.reader is not None
        before = chat.ask_text("You answer in one word.", "Say yes.", max_tokens=4)
        asked = "Question: What does f return?\nForm: {}\nSaid: {}\nAnswer:"
        for form, said, line in [
            ("number", "well there are three of them and one is taken, so two", "2"),
            ("list of number", "one, then zero, and nothing else", "[1, 0]"),
            ("number", "sorry, could you say the question again?", "?"),
            ("number", "I really don't know", "none"),
        ]:
            found = chat.reader.write_down(asked.format(form, said), 60)
            assert found.text == line
            assert 0.3 < found.probability <= 1
        assert chat.ask_text("You answer in one word.", "Say yes.", max_tokens=4) == before
