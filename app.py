"""The entry of a Hugging Face Space: builds the web app and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from agent.parts import Parts, open_parts
from agent.tape import Tape
from models import registry
from ui.live import Desk
from ui.web import build
from viva.settings import Settings, load


@contextmanager
def pulled_and_opened(settings: Settings) -> Iterator[Parts]:
    """A Space starts without weights: they are fetched while the page can already be seen."""
    registry.pull([name for name in registry.manifest() if name != "llm_tiny"], settings)
    with open_parts(settings) as parts:
        yield parts


settings = load(host="0.0.0.0", port=7860)  # where a Space is looked for
desk = Desk(settings, Tape(settings.tape_database), opened=pulled_and_opened)
app = build(settings, desk, embedded=True)

if __name__ == "__main__":
    desk.warm_up()
    uvicorn.run(app, host=settings.host, port=settings.port, log_level="warning")
