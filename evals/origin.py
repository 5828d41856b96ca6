"""Where figures come from: every table and JSON says it, so that they can be had again."""

from __future__ import annotations

import os
import platform
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

SEED = 0


@dataclass(frozen=True)
class Origin:
    """``commit`` ends with a + where the checkout had changes; ``unknown`` outside a checkout."""

    machine: str
    seed: int
    commit: str
    date: str


def here_and_now() -> Origin:
    """The origin of what is measured by this process."""
    machine = f"{_cpu()}, {os.cpu_count()} cores, {platform.system()}"
    return Origin(machine, SEED, _commit(), datetime.now(UTC).isoformat(timespec="seconds"))


def _cpu() -> str:
    info = Path("/proc/cpuinfo")
    if info.is_file():
        for line in info.read_text().splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()


def _commit() -> str:
    try:
        shown = subprocess.run(
            ["git", "describe", "--always", "--dirty=+", "--abbrev=12"],
            cwd=Path(__file__).parent,
            capture_output=True,
            text=True,
            timeout=10,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return "unknown"
    return shown.stdout.strip()
