"""Who gets in, with what, and how much of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from ui.gate import COOKIE
from ui.live import Desk, owner_of

Visitor = Callable[[], TestClient]


def owner(client: TestClient) -> str:
    return owner_of(client.cookies[COOKIE])


def test_the_cookie_is_random_and_out_of_reach_of_scripts(visitor: Visitor) -> None:
    one, two = visitor(), visitor()
    assert one.cookies[COOKIE] != two.cookies[COOKIE]
    assert len(one.cookies[COOKIE]) >= 43
    fresh = TestClient(one.app, base_url="http://127.0.0.1").get("/")
    header = fresh.headers["set-cookie"]
    assert "HttpOnly" in header
    assert "SameSite=Strict" in header


def test_a_cookie_that_is_there_is_kept(visitor: Visitor) -> None:
    assert "set-cookie" not in visitor().get("/").headers


def test_the_page_may_load_nothing_from_elsewhere(visitor: Visitor) -> None:
    page = visitor().get("/")
    policy = page.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "http" not in policy
    for host in ("googleapis", "gstatic", "cdnjs", "huggingface"):
        assert f"https://fonts.{host}" not in page.text
        assert f'src="https://{host}' not in page.text


def test_another_host_name_is_refused_on_loopback(visitor: Visitor) -> None:
    assert visitor().get("/", headers={"host": "rebound.example"}).status_code == 421


def test_a_post_from_another_site_is_refused(visitor: Visitor, desk: Desk) -> None:
    client = visitor()
    session_id = desk.start(owner(client), "").session.session_id
    url = f"/viva/session/{session_id}/purge"
    assert client.post(url, headers={"origin": "https://elsewhere.example"}).status_code == 403
    assert client.post(url, headers={"origin": "http://127.0.0.1"}).status_code == 204


def test_a_body_too_large_is_refused_with_or_without_its_length(visitor: Visitor) -> None:
    client = visitor()
    assert client.post("/viva/check/hear", content=b"x" * 200_001).status_code == 413

    def pieces():
        for _ in range(30):
            yield b"x" * 10_000

    assert client.post("/viva/check/hear", content=pieces()).status_code == 413


def test_nothing_can_be_uploaded_to_the_disk(visitor: Visitor) -> None:
    client = visitor()
    for size, refused in ((10, 404), (300_000, 413)):
        sent = client.post("/gradio_api/upload", files={"files": ("a.bin", b"x" * size)})
        assert sent.status_code in (404, refused)


@pytest.mark.parametrize("name", ["handle", "start", "send", "opened", "predict", "lambda"])
def test_no_endpoint_can_be_called_from_outside_the_page(visitor: Visitor, name: str) -> None:
    client = visitor()
    for url in (f"/gradio_api/call/{name}", f"/gradio_api/run/{name}", f"/gradio_api/api/{name}"):
        answer = client.post(url, json={"data": []})
        assert answer.status_code >= 400, url
        assert "event_id" not in answer.text


@pytest.mark.parametrize(
    "url",
    [
        "/gradio_api/info",
        "/gradio_api/openapi.json",
        "/gradio_api/runs",
        "/gradio_api/vibe-code",
        "/gradio_api/file=pyproject.toml",
        "/gradio_api/proxy=http://127.0.0.1/",
        "/gradio_api/queue/../info",
        "/openapi.json",
        "/docs",
        "/monitoring",
    ],
)
def test_nothing_of_gradios_but_the_page_itself_answers(visitor: Visitor, url: str) -> None:
    assert visitor().get(url).status_code == 404
