"""Benchmarks: ``viva bench NAME`` runs the module of that name in this folder.

Such a module has ``measure(settings: Settings) -> dict[str, JsonValue]``, and its docstring's first
line says what it measures.  A list of objects in the result is shown as a table.
"""

from __future__ import annotations

import importlib
import pkgutil

from pydantic import JsonValue

from viva.errors import SettingsError
from viva.settings import Settings


def names() -> list[str]:
    """The benchmarks that there are."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__))


def about(name: str) -> str:
    """The first line of a benchmark's docstring."""
    return (_module(name).__doc__ or "").strip().partition("\n")[0]


def measure(name: str, settings: Settings) -> dict[str, JsonValue]:
    """Run the benchmark ``name``.

    Raises:
        SettingsError: there is none of that name.
    """
    return _module(name).measure(settings)


def _module(name: str):
    if name not in names():
        raise SettingsError(
            f"There is no benchmark {name}.", next_step=f"There are: {', '.join(names())}."
        )
    return importlib.import_module(f"{__name__}.{name}")
