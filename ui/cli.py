"""The ``viva`` command. Each command is thin and lives in ``ui/commands``."""

from __future__ import annotations

import importlib
import pkgutil
import sys

import typer
from rich.console import Console

import ui.commands
from viva.errors import VivaError

app = typer.Typer(
    name="viva",
    help="A mock technical interview that you talk to.",
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,
)

for module in sorted(m.name for m in pkgutil.iter_modules(ui.commands.__path__)):
    importlib.import_module(f"ui.commands.{module}").register(app)


def main() -> None:
    """Run a command; what Viva Voce raises on purpose becomes one sentence, not a traceback."""
    try:
        app()
    except VivaError as error:
        Console(stderr=True).print(f"[bold red]viva:[/] {error}", highlight=False)
        sys.exit(1)
