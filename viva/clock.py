"""How long something took."""

from __future__ import annotations

import time


def ms_since(began: float) -> float:
    """Milliseconds since ``began`` (of ``time.perf_counter``), to a tenth."""
    return round((time.perf_counter() - began) * 1000, 1)
