"""A problem folder to break, and parts that need no weights."""

from __future__ import annotations

import copy
import re
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
import yaml

from tools.ports import Call, Limits, Outcome

PROBLEM = {
    "title": "Largest Step",
    "difficulty": "easy",
    "topics": ["arrays"],
    "approach": ["two pointers"],
    "concepts": "largest difference of neighbours",
    "statement": "Given the heights along a path, return the largest step up between neighbours.",
    "spoken": "Given the heights along a path, what is the largest step up between neighbours?",
    "constraints": ["There are 0 to 100 heights."],
    "prerequisites": ["loops"],
    "asked": [
        {"ask": "Can heights repeat?", "answer": "Yes, they can."},
        {"ask": "Can the path be empty?", "answer": "Yes, then the step is zero."},
    ],
    "signature": {
        "entry": "largest_step",
        "parameters": [{"name": "heights", "type": "list[int]"}],
        "returns": "int",
    },
    "complexity": {"time": "O(n)", "space": "O(1)"},
    "hints": ["one", "two", "three"],
    "rubric": [
        {"id": "idea", "looks_for": "Says that neighbours are compared."},
        {"id": "cost", "looks_for": "States linear time."},
    ],
    "wrong": [
        {"name": "down", "misconception": "Counts steps down as steps up."},
        {"name": "first", "misconception": "Looks at the first step only."},
    ],
    "cases": [
        {"args": [[1, 3, 4]], "expected": 2},
        {"args": [[5]], "expected": 0},
        {"args": [[2, 2]], "expected": 0},
        *(
            {"args": [heights], "expected": expected, "hidden": True}
            for heights, expected in (
                ([], 0), ([9, 1], 0), ([1, 2, 9], 7), ([4, 1, 2], 1), ([0, 5, 0, 6], 6), ([3, 4], 1)
            )
        ),
    ],
    "variations": [
        {
            "id": "downhill",
            "change": "Now I want the largest step down instead of up.",
            "cases": [
                {"args": [[5, 1, 2]], "expected": 4},
                {"args": [[1, 2]], "expected": 0},
            ],
            "rubric": [
                {"id": "sign", "looks_for": "Says that the difference is taken the other way."},
                {"id": "rest", "looks_for": "Says that all else can stay."},
            ],
        }
    ],
}  # fmt: skip
REFERENCE = """\
def largest_step(heights):
    best = 0
    for position in range(1, len(heights)):
        step = heights[position] - heights[position - 1]
        if step > best:
            best = step
    return best
"""
FILES = {
    "reference.py": REFERENCE,
    "wrong_down.py": REFERENCE.replace("step = heights", "step = abs(heights").replace(
        "- 1]\n", "- 1])\n"
    ),
    "reference.js": """\
function largest_step(heights) {
  let best = 0;
  for (let i = 1; i < heights.length; i += 1) {
    best = Math.max(best, heights[i] - heights[i - 1]);
  }
  return best;
}
""",
    "inputs.py": """\
import random


def generate(seed, size):
    rng = random.Random(seed)
    return [[rng.randint(0, 6) for _ in range(size)]]


def valid(heights):
    return (
        isinstance(heights, list)
        and len(heights) <= 100
        and all(type(height) is int for height in heights)
    )
""",
    "variation_downhill.py": REFERENCE.replace(
        "heights[position] - heights[position - 1]", "heights[position - 1] - heights[position]"
    ),
    "wrong_first.py": REFERENCE.replace("len(heights)", "min(2, len(heights))"),
}

WriteProblem = Callable[..., Path]


@pytest.fixture
def bank_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "problems"
    folder.mkdir()
    return folder


@pytest.fixture
def write_problem(bank_folder: Path) -> WriteProblem:
    """``write_problem(slug, change, files, more_cases)`` writes a right problem with fields and
    files changed; a field or file set to None is left out."""

    def write(
        slug: str = "largest-step",
        change: dict | None = None,
        files: dict | None = None,
        more_cases: Sequence[dict] = (),
    ) -> Path:
        here = bank_folder / slug
        here.mkdir()
        fields = copy.deepcopy(PROBLEM) | (change or {})
        fields["cases"] += more_cases
        kept = {name: value for name, value in fields.items() if value is not None}
        (here / "problem.yaml").write_text(yaml.safe_dump(kept, sort_keys=False), encoding="utf-8")
        for name, text in (FILES | (files or {})).items():
            if text is not None:
                (here / name).write_text(text, encoding="utf-8")
        return here

    return write


class WordEmbed:
    """Texts that share words are near: each word adds one to a place that its hash gives."""

    def __call__(self, texts: Sequence[str]) -> np.ndarray:
        rows = np.zeros((len(texts), 512), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in re.findall(r"[a-z]+", text.lower()):
                row[zlib.crc32(word.encode()) % 512] += 1.0
        return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)


@pytest.fixture
def embed() -> WordEmbed:
    return WordEmbed()


class HereSandbox:
    """Runs trusted code of these tests in this process. No bound: give it code that ends."""

    def run(
        self,
        source: str,
        entry: str,
        calls: Sequence[Call],
        *,
        trace: bool = False,
        limits: Limits = Limits(),
    ) -> tuple[Outcome, ...]:
        names: dict = {}
        exec(compile(source, "solution", "exec"), names)
        return tuple(self._call(names[entry], call) for call in calls)

    def _call(self, function: Callable, call: Call) -> Outcome:
        try:
            return Outcome("returned", value=function(*copy.deepcopy(call.args)))
        except Exception as error:  # noqa: BLE001 - what the code raises is the outcome
            return Outcome("raised", error=f"{type(error).__name__}: {error}")


@pytest.fixture
def here_sandbox() -> HereSandbox:
    return HereSandbox()
