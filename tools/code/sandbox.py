"""Which sandboxes there are, and which one to use."""

from __future__ import annotations

from tools.code.bubblewrap import BubblewrapSandbox, bubblewrap_missing
from tools.code.wasi import WasiSandbox
from tools.ports import Sandbox
from viva.settings import Settings

__all__ = ["BubblewrapSandbox", "WasiSandbox", "bubblewrap_missing", "open_sandbox"]


def open_sandbox(settings: Settings) -> Sandbox:
    """The sandbox that candidate code runs in: CPython for WASI.

    Raises:
        WeightMissing: CPython for WASI is not on this machine; nothing else is tried in silence.
    """
    return WasiSandbox(settings)
