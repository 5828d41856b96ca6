"""What a problem knows about its inputs: how to draw them, which are legal, what is right.

``inputs`` is the text of the problem's ``inputs.py``: ``generate(seed, size)`` draws the arguments
of one call (for a class ``[args, [[method, [args]], ...]]``), ``valid`` takes those and says
whether the constraints hold.  Both run in the sandbox, as the reference does, apart from the code
in question.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from tools.code.answers import CHUNK, PROGRAM, Case
from tools.code.facts import read_facts
from tools.ports import Call, Limits, Sandbox
from viva.errors import BankError

STEPS = 2_000_000  # what the reference may take for one input
WALL_S = 8.0

_PROGRAM = (
    PROGRAM
    + """
SPACES = {}

def space_of(inputs):
    if inputs not in SPACES:
        SPACES[inputs] = {"__name__": "inputs"}
        exec(compile(inputs, "<inputs>", "exec"), SPACES[inputs])
    return SPACES[inputs]

def judged(space, reference, entry, case, is_class):
    try:
        if not space["valid"](*case):
            return ["invalid", "", 0]
    except Exception:
        return ["invalid", "", 0]
    return answer(reference, entry, case, STEPS, is_class)

def judge(inputs, reference, entry, cases, is_class):
    sys.stdout, space = Nowhere(), space_of(inputs)
    return [judged(space, reference, entry, case, is_class) for case in cases]

def draw(inputs, reference, entry, pairs, is_class):
    sys.stdout, space = Nowhere(), space_of(inputs)
    found = []
    for seed, size in pairs:
        text = json.dumps(space["generate"](seed, size))
        found.append([text, *judged(space, reference, entry, json.loads(text), is_class)])
    return found
""".replace("STEPS", str(STEPS))
)


@dataclass(frozen=True)
class Known:
    """A legal input, what is right for it, and how many steps the reference takes."""

    case: Case
    expected: JsonValue
    steps: int


class Oracle:
    """Asks once for each input: several wrong solutions of one problem share what is known."""

    def __init__(self, sandbox: Sandbox, reference: str, inputs: str, entry: str) -> None:
        self.entry = entry
        self.is_class = entry in read_facts(reference).classes
        self._sandbox = sandbox
        self._reference = reference
        self._inputs = inputs
        self._known: dict[str, Known | None] = {}

    def draw(self, seeds: Sequence[int], sizes: Sequence[int]) -> list[Known]:
        """One input for each seed at each size, sizes growing, without those met before.

        Raises:
            BankError: ``generate`` fails, or gives an input that is not valid.
            SandboxError: the sandbox could not run.
        """
        pairs: list[JsonValue] = [[seed, size] for size in sizes for seed in seeds]
        found: dict[str, Known] = {}
        for item, pair in zip(self._run("draw", pairs), pairs, strict=True):
            if not isinstance(item, list) or not isinstance(item[0], str):
                raise _unusable(f"it gives nothing for seed and size {pair}")
            text, known = item[0], _known(json.loads(item[0]), item[1:])
            if item[1] == "invalid":
                raise _unusable(f"it draws {text[:80]}, which is not valid")
            self._known[text] = known
            if known is not None:
                found[text] = known
        return list(found.values())

    def judge(self, cases: Sequence[Case]) -> list[Known | None]:
        """What is known about each; None for an input that is not valid.

        Raises:
            SandboxError: the sandbox could not run.
        """
        texts = [json.dumps(case) for case in cases]
        new = [k for k, text in enumerate(texts) if text not in self._known]
        for k, item in zip(new, self._run("judge", [cases[k] for k in new]), strict=True):
            self._known[texts[k]] = _known(cases[k], item)
        return [self._known[text] for text in texts]

    def _run(self, what: str, items: Sequence[JsonValue]) -> Iterator[JsonValue]:
        calls = [
            Call((self._inputs, self._reference, self.entry, list(items[a : a + CHUNK]),
                  self.is_class))
            for a in range(0, len(items), CHUNK)
        ]  # fmt: skip
        outcomes = self._sandbox.run(_PROGRAM, what, calls, limits=Limits(wall_s=WALL_S))
        for call, outcome in zip(calls, outcomes, strict=True):
            asked = call.args[3]
            assert isinstance(asked, list)
            if outcome.state == "raised" and what == "draw":
                raise _unusable(outcome.error)
            given = outcome.value if isinstance(outcome.value, list) else []
            yield from given or [None] * len(asked)


def _known(case: Case, item: JsonValue) -> Known | None:
    match item:
        case ["returned", str(text), int(steps)]:
            return Known(case, json.loads(text), steps)
    return None


def _unusable(why: str) -> BankError:
    return BankError(
        f"The problem's inputs.py cannot be used: {why}.", next_step='Run "viva bank lint".'
    )
