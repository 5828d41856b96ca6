"""A desk whose parts need no weights: nothing is heard, spoken or run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import numpy as np
import pytest
from fastapi.testclient import TestClient

from agent.parts import Parts
from agent.tape import Tape
from question_bank.bank import load_bank
from question_bank.choose import Choice
from question_bank.level import Estimate
from question_bank.schema import RubricPoint, Staple
from tools.ports import Audio, Call, Heard, Limits, Outcome
from ui.live import Desk
from viva.errors import SandboxError
from viva.settings import Settings, load


class NoSandbox:
    def run(
        self,
        source: str,
        entry: str,
        calls: Sequence[Call],
        *,
        trace: bool = False,
        limits: Limits = Limits(),
    ) -> tuple[Outcome, ...]:
        raise SandboxError("No sandbox here.")


class OneProblem:
    def find(
        self, wish: str, *, introduction: str, level: Estimate, seen: Sequence[str]
    ) -> list[Choice]:
        return [Choice("gift-card", f"you wished for {wish or 'nothing'}")]


class Tone:
    """Speaks every text as 0.1 s of a tone."""

    def speak(self, text: str) -> Iterator[Audio]:
        yield Audio(np.sin(np.arange(1600) / 5).astype(np.float32), 16_000)


class Echo:
    """Hears the same words in every recording that is not silent."""

    text = "I would use a dictionary"

    def hear(self, audio: Audio) -> Heard:
        if not len(audio.samples) or float(np.abs(audio.samples).max()) < 0.01:
            return Heard("silence", "", (), audio.seconds)
        return Heard("heard", self.text, (), audio.seconds)


def staple() -> Staple:
    points = [RubricPoint(id=i, looks_for=f"names the point {i}") for i in "ab"]
    return Staple(
        id="conflict",
        text="Tell me about a quarrel.",
        follow_up="And what came of it?",
        rubric=points,
    )


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    place = tmp_path_factory.mktemp("page")
    return load(data_dir=place / "data", cache_dir=place / "cache", max_upload_bytes=200_000)


@contextmanager
def _parts(settings: Settings) -> Iterator[Parts]:
    yield Parts(NoSandbox(), OneProblem(), load_bank(), (staple(),), hear=Echo(), speak=Tone())


@pytest.fixture(scope="session")
def desk(settings: Settings) -> Iterator[Desk]:
    """One for all tests, which come with owners of their own."""
    desk = Desk(settings, Tape(settings.tape_database), opened=_parts)
    desk.open_now()
    yield desk
    desk.close()


@pytest.fixture(scope="session")
def visitor(settings: Settings, desk: Desk) -> Callable[[], TestClient]:
    """Makes a client with a cookie of its own, as a browser gets it from the page."""
    from ui.web import build

    app = build(settings, desk)

    def new() -> TestClient:
        client = TestClient(app, base_url="http://127.0.0.1")
        assert client.get("/").status_code == 200
        return client

    return new
