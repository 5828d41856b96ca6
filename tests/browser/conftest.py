"""The page served as ``viva serve`` does it, and Chromium with a microphone and a camera that are
files: someone who says one sentence again and again, before a portrait.

All parts are real but the language model, which is left out: the interview goes on without it.
"""

from __future__ import annotations

import io
import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from agent.parts import open_parts
from agent.tape import Tape
from tools.ports import Audio
from ui.live import Desk
from ui.media import to_wav
from viva.settings import Settings, load

CHROMIUM = os.environ.get("VIVA_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
SAID = "I write Python every day, and I like dictionaries."
FACE = Path(__file__).parents[2] / "ui" / "static" / "sample_face.jpg"
_QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
]


expect.set_options(timeout=60_000)  # a busy machine is slow, not wrong


@dataclass(frozen=True)
class Served:
    desk: Desk
    url: str


@pytest.fixture(scope="session")
def page_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    return load(data_dir=tmp_path_factory.mktemp("page"), port=port, probes=3, staples=1)


@pytest.fixture(scope="session")
def served(page_settings: Settings) -> Iterator[Served]:
    import uvicorn

    from ui.web import build

    desk = Desk(
        page_settings,
        Tape(page_settings.tape_database),
        opened=lambda settings: open_parts(settings, without=("model",)),
    )
    desk.open_now()
    assert desk.ready, desk.trouble
    config = uvicorn.Config(
        build(page_settings, desk), host="127.0.0.1", port=page_settings.port, log_level="warning"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield Served(desk, f"http://127.0.0.1:{page_settings.port}")
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="session")
def microphone(served: Served, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """``SAID`` in the interviewer's own voice, then a second of silence; Chromium repeats it."""
    speak = served.desk.parts.speak
    assert speak is not None
    pieces = list(speak.speak(SAID))
    pause = Audio(np.zeros(pieces[0].rate, np.float32), pieces[0].rate)
    file = tmp_path_factory.mktemp("sound") / "said.wav"
    file.write_bytes(to_wav([*pieces, pause]))
    return file


@pytest.fixture(scope="session")
def camera(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portrait in the middle of a grey picture, as motion JPEG."""
    scene = Image.new("RGB", (640, 480), (118, 122, 126))
    portrait = Image.open(FACE).convert("RGB")
    portrait = portrait.resize((360, round(360 * portrait.height / portrait.width)))
    scene.paste(portrait.crop((0, 0, 360, min(480, portrait.height))), (140, 30))
    out = io.BytesIO()
    scene.save(out, "JPEG", quality=90)
    file = tmp_path_factory.mktemp("picture") / "face.mjpeg"
    file.write_bytes(out.getvalue() * 8)
    return file


@pytest.fixture(scope="session")
def browser(microphone: Path, camera: Path) -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        pytest.skip("no Chromium (apt-get install chromium, or set VIVA_CHROMIUM)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=[
                *_QUIET,
                f"--use-file-for-fake-audio-capture={microphone}",
                f"--use-file-for-fake-video-capture={camera}",
            ],
        )
        yield browser
        browser.close()


@dataclass(frozen=True)
class Visit:
    """A page, and all that went wrong on it. ``elsewhere``: requests that left this machine."""

    page: Page
    context: BrowserContext
    errors: list[str]
    elsewhere: list[str]


@pytest.fixture
def visit(browser: Browser, served: Served) -> Iterator[Visit]:
    context = browser.new_context(
        viewport={"width": 1280, "height": 860}, permissions=["microphone", "camera"]
    )
    context.set_default_timeout(90_000)
    page = context.new_page()
    errors: list[str] = []
    elsewhere: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    page.on("dialog", lambda dialog: dialog.accept())
    context.on(
        "request",
        lambda r: (
            elsewhere.append(r.url)
            if not r.url.startswith((served.url, "data:", "blob:"))
            else None
        ),
    )
    page.goto(served.url)
    yield Visit(page, context, errors, elsewhere)
    context.close()


@pytest.fixture
def screenshots(tmp_path: Path) -> Path:
    """Where pictures go: into docs/ if they are to be renewed."""
    if not os.environ.get("VIVA_SCREENSHOTS"):
        return tmp_path
    folder = Path(__file__).parents[2] / "docs" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
