"""Benchmarks: ``viva bench NAME ...`` runs the module of that name in this folder.

Such a module has ``main(arguments) -> int``, which takes ``--json``, prints what it measured with
where it comes from (:mod:`evals.origin`), and returns the exit status.  The first line of its
docstring says what it measures.
"""

from __future__ import annotations

import dataclasses
import importlib
import json
import pkgutil
import sys
from collections.abc import Callable, Sequence
from types import ModuleType
from typing import TYPE_CHECKING, TypeVar

from viva.errors import SettingsError, VivaError

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Measured = TypeVar("Measured", bound="DataclassInstance")


def names() -> list[str]:
    """The benchmarks that there are."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__))


def about(name: str) -> str:
    """The first line of a benchmark's docstring, without how to call it."""
    return (_module(name).__doc__ or "").strip().partition("\n")[0].partition(": ``")[0]


def run(name: str, arguments: Sequence[str]) -> int:
    """Run the benchmark ``name``; its exit status.

    Raises:
        SettingsError: there is none of that name.
    """
    return _module(name).main(arguments)


def report(measure: Callable[[], Measured], show: Callable[[Measured], None], as_json: bool) -> int:
    """Measure, then print as JSON or through ``show``; the exit status, 1 with what went wrong."""
    try:
        measured = measure()
    except VivaError as error:
        print(error, file=sys.stderr)
        return 1
    if as_json:
        print(json.dumps(dataclasses.asdict(measured), indent=2))
    else:
        show(measured)
    return 0


def _module(name: str) -> ModuleType:
    if name not in names():
        raise SettingsError(
            f"There is no benchmark {name}.", next_step=f"There are: {', '.join(names())}."
        )
    return importlib.import_module(f"{__name__}.{name}")
