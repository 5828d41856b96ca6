"""Every way of reading a face that the table has a row for, by name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from models.face import boosted, classical, deep, published
from models.face.rows import Learned
from viva.errors import SettingsError
from viva.settings import Settings

SHIPPED = "yolov8-cls"
ARCHS = (SHIPPED, *deep.METHODS, *classical.METHODS, *boosted.METHODS, published.REFERENCE)


def learn(
    arch: str,
    settings: Settings,
    folder: Path,
    *,
    minutes: float,
    seed: int,
    threads: int,
    resume: bool = False,
    say: Callable[[str], None] = print,
) -> Learned:
    """Train one row's method with a budget in minutes; checkpoints go to ``folder``.

    Raises:
        SettingsError: no such method, or the data it needs is not there.
    """
    if arch in classical.METHODS:
        return classical.learn(arch, settings, minutes, seed, say)
    if arch in boosted.METHODS:
        return boosted.learn(
            arch, settings, folder, minutes=minutes, seed=seed, threads=threads, say=say
        )
    if arch in deep.METHODS:
        return deep.learn(
            arch,
            settings,
            folder,
            minutes=minutes,
            seed=seed,
            threads=threads,
            resume=resume,
            say=say,
        )
    raise SettingsError(f'There is no "{arch}".', next_step=f"Choose one of {', '.join(ARCHS)}.")
