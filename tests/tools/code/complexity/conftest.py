"""The labelled programs: ``### name | time | space | samples``, code, and perhaps ``# inputs``."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True)
class Labelled:
    """``inputs`` has ``worst(size)`` where the samples alone do not say how to grow them."""

    name: str
    time: str
    code: str
    samples: tuple[tuple, ...]
    inputs: str


def read_labelled(file: str) -> list[Labelled]:
    text = (Path(__file__).parent / f"{file}.txt").read_text(encoding="utf-8")
    found = []
    for part in re.split(r"^### ", text, flags=re.MULTILINE)[1:]:
        head, _, body = part.partition("\n")
        name, time, _, samples = (field.strip() for field in head.split(" | ", 3))
        code, _, inputs = body.partition("# inputs\n")
        found.append(
            Labelled(name, time, code, tuple(tuple(a) for a in json.loads(samples)), inputs)
        )
    return found


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "labelled" in metafunc.fixturenames:
        both = [*read_labelled("tuned"), *read_labelled("held_out")]
        metafunc.parametrize("labelled", both, ids=[p.name for p in both])
