"""Lay out the folder of a new problem, with a remark at everything that has to be written."""

from __future__ import annotations

from pathlib import Path

from question_bank.bank import is_slug
from viva.errors import BankError

_PROBLEM = """\
# Every TODO is yours to write; docs/authoring.md explains each field.
title: TODO
difficulty: easy  # easy, medium or hard
topics: [arrays]  # what it is about; the candidate may be told
approach: [TODO]  # what solves it; never told
concepts: TODO the task without its story, as people look for it; never told
statement: |
  TODO as it reads on the screen, in Markdown. Say what is wanted, never how to get it.
spoken: >-
  TODO as an interviewer says it, in less than forty-five seconds, with no symbols or digits.
constraints:
  - TODO sizes, ranges and what may be empty
prerequisites: [TODO]  # one to four things that one has to know; never told
asked:  # two to four requirements that are told only when the candidate asks
  - {{ask: TODO a question, answer: TODO what the interviewer says to it}}
  - {{ask: TODO another question, answer: TODO what the interviewer says to it}}
signature:
  entry: {entry}
  parameters:
    - {{name: values, type: "list[int]"}}
  returns: int
complexity: {{time: O(n), space: O(1)}}
hints:
  - TODO a question that points at what matters
  - TODO a question that points at the idea
  - TODO the idea, without the code
rubric:
  - {{id: idea, looks_for: TODO what a listener can observe in the answer}}
  - {{id: cost, looks_for: TODO what is said about time and space}}
wrong:
  - {{name: first_slip, misconception: TODO what somebody believes who writes this}}
  - {{name: second_slip, misconception: TODO what somebody believes who writes this}}
cases:  # at least three that the candidate sees and five that stay hidden
  - {{args: [[1, 2]], expected: 3, note: TODO why}}
variations:  # the same problem with its specification changed, to ask what the code would need
  - id: other_way
    change: TODO one spoken sentence of at most twenty-five words
    cases:  # of which the reference fails at least one
      - {{args: [[1, 2]], expected: 2}}
      - {{args: [[1]], expected: 1}}
    rubric:
      - {{id: where, looks_for: TODO which place in the code has to change}}
      - {{id: what_stays, looks_for: TODO what stays as it is and why}}
"""
_CODE = "def {entry}(values):\n    raise NotImplementedError\n"
_JAVASCRIPT = 'function {entry}(values) {{\n  throw new Error("not written yet");\n}}\n'
_INPUTS = """\
import random


def generate(seed, size):
    rng = random.Random(seed)
    return [[rng.randint(0, 9) for _ in range(size)]]


def valid(values):
    return (
        isinstance(values, list)
        and len(values) <= 100
        and all(type(value) is int for value in values)
    )
"""


def scaffold(slug: str, folder: Path) -> Path:
    """Write ``folder / slug`` and give it back.

    Raises:
        BankError: the slug is not one, is taken, or the folder cannot be written.
    """
    if not is_slug(slug):
        raise BankError(
            f"{slug!r} is no slug.",
            next_step='Use lower-case words joined by hyphens: "two-trains".',
        )
    here = folder / slug
    entry = slug.replace("-", "_")
    entry = f"solve_{entry}" if entry[0].isdigit() else entry
    try:
        here.mkdir()
        (here / "problem.yaml").write_text(_PROBLEM.format(entry=entry), encoding="utf-8")
        (here / "inputs.py").write_text(_INPUTS, encoding="utf-8")
        (here / "reference.js").write_text(_JAVASCRIPT.format(entry=entry), encoding="utf-8")
        for name in ("reference", "wrong_first_slip", "wrong_second_slip", "variation_other_way"):
            (here / f"{name}.py").write_text(_CODE.format(entry=entry), encoding="utf-8")
    except FileExistsError as error:
        raise BankError(
            f"There is a problem {slug!r} already.", next_step="Choose another slug."
        ) from error
    except OSError as error:
        raise BankError(f"{here} cannot be written: {error.strerror}.") from error
    return here
