"""The web app: the page behind its gate."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from ui.live import Desk
from viva.settings import Settings

if TYPE_CHECKING:
    from fastapi import FastAPI


def build(settings: Settings, desk: Desk, *, embedded: bool = False) -> FastAPI:
    """The app, to be served by any ASGI server. ``desk`` is closed with it.

    ``embedded``: for a page that Hugging Face shows in a frame of its own.
    """
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ.setdefault("GRADIO_TEMP_DIR", str(settings.cache_dir / "gradio"))
    import gradio as gr
    from fastapi import FastAPI
    from fastapi.staticfiles import StaticFiles

    from ui.gate import LOOPBACK, Gate
    from ui.page import build_page
    from ui.routes import add_routes
    from ui.theme import STATIC, theme

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        yield
        desk.close()

    app = FastAPI(lifespan=life, docs_url=None, redoc_url=None, openapi_url=None)
    app.mount("/viva/static", StaticFiles(directory=STATIC), name="static")
    add_routes(app, desk)
    page = build_page(desk).queue(api_open=False, default_concurrency_limit=None)
    gr.mount_gradio_app(
        app,
        page,
        path="/",
        server_name=settings.host,
        server_port=settings.port,
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        mcp_server=False,
        pwa=False,
        ssr_mode=False,
        show_error=False,
        max_file_size=settings.max_upload_bytes,
        theme=theme(),
        css_paths=[STATIC / "style.css"],
        head='<script src="/viva/static/viva.js" defer></script>'
        '<script src="/viva/static/resume.js" defer></script>'
        '<meta name="robots" content="noindex">',
    )
    app.add_middleware(
        Gate,
        max_bytes=settings.max_upload_bytes,
        loopback=settings.host in LOOPBACK,
        embedded=embedded,
    )
    return app
