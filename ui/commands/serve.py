"""``viva serve``: the web app."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console

from viva.settings import load


def register(app: typer.Typer) -> None:
    app.command("serve")(serve)


def serve(
    host: Annotated[
        str | None, typer.Option(help="Address to listen on; only this machine by default.")
    ] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.")] = None,
    open_browser: Annotated[
        bool, typer.Option("--open", help="Open the page in the browser.")
    ] = False,
    without: Annotated[
        list[str] | None,
        typer.Option(
            "--without", help="Leave a part out: model, hear, speak, face or voice (repeatable)."
        ),
    ] = None,
) -> None:
    """Serve the page on which interviews are held. Stop it with Ctrl+C."""
    import uvicorn

    from agent.events import Part
    from agent.parts import WITHOUT, open_parts
    from agent.tape import Tape
    from ui.live import Desk
    from ui.web import build

    settings = load(host=host, port=port)
    left_out: list[Part] = [part for part in WITHOUT if part in (without or [])]
    unknown = [name for name in without or [] if name not in WITHOUT]
    if unknown:
        raise typer.BadParameter(f"No such part: {', '.join(unknown)}. Parts: {', '.join(WITHOUT)}")
    desk = Desk(
        settings,
        Tape(settings.tape_database),
        opened=lambda settings: open_parts(settings, without=left_out),
    )
    app = build(settings, desk)
    desk.warm_up()
    address = f"http://{settings.host}:{settings.port}"
    console = Console()
    console.print(f"Viva Voce is at [bold]{address}[/]  (Ctrl+C stops it)", highlight=False)
    if settings.host not in ("127.0.0.1", "localhost", "::1"):
        console.print(
            "[yellow]Anyone who reaches this address can hold interviews here; browsers give a "
            "page their microphone only over https.[/]"
        )
    if open_browser:
        import threading
        import webbrowser

        threading.Timer(1.0, webbrowser.open, [address]).start()
    uvicorn.run(app, host=settings.host, port=settings.port, log_level="warning")
