"""A second reading of a reply, by the language model: it writes down the answer that was given.

It is shown the question, the form of an answer and the reply, and never the key; whether what it
wrote down is right is decided here, by the key and, for inputs, by running them.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pydantic import JsonValue

from agent.replies.tried import of_inputs
from agent.replies.verdict import Check, CodeUnderTest
from models.replies.reader import WriteDown
from tools.code.probe import Key, Probe
from tools.code.spoken_input import shape_of

PARTIAL, UNCLEAR, DOES_NOT_KNOW, OTHER = "part", "?", "none", "other"
"""What is written in place of an answer: a part of one, none that can be marked, that the candidate
does not know one, and one of another kind than was asked for."""


ON_TURN_S, BEHIND_S = 8.0, 60.0
"""How long a candidate waits for a second reading, and how long it may take while nobody waits."""


@dataclass(frozen=True)
class Written:
    """What the model wrote: ``answer`` for the state ``answer`` only."""

    state: Literal["answer", "part", "?", "none", "other", "unreadable"]
    answer: JsonValue = None


def again(
    first: Check,
    probe: Probe,
    reply: str,
    code: CodeUnderTest,
    reader: WriteDown,
    within_s: float = BEHIND_S,
) -> Check:
    """The verdict of both readings; ``within_s``: how long to wait for the second.

    Raises:
        ModelError: the model gave no answer.
        SandboxError: an input could not be tried.
    """
    if not reply.strip():
        return first
    line = reader.write_down(prompt(probe.text, probe.key, reply, code), within_s)
    second = check(probe.key, read(line.text), reply, code)
    if second is None:
        return replace(first, reason=f"{first.reason} (the second reading could not be used)")
    return together(first, second, line.probability)


SURE, SURE_THAT_NOT_RIGHT, IN_DOUBT = 0.8, 0.95, 0.6
"""From which probability of its line the second verdict stands instead of the first one; the same
where the rules read the reply as right; and from which such a reply is left unscored, for to call
a wrong answer right is the worst mistake.  Chosen on replies of six authors whom neither knew.
"""


def together(first: Check, second: Check, probability: float) -> Check:
    """The verdict of both readings; ``probability``: that of the line of the second."""
    if second.verdict == first.verdict:
        return first  # the rules say more about it: where, and what it reveals
    if first.verdict != "right":
        return second if probability >= SURE else first
    if probability >= SURE_THAT_NOT_RIGHT:
        return second
    if probability >= IN_DOUBT:
        return Check("unclear", f"read as right by the rules, and {second.reason}", 0, 0)
    return first


def prompt(question: str, key: Key, reply: str, code: CodeUnderTest) -> str:
    """What the model continues with one line."""
    return f"Question: {question}\nForm: {form(key, code)}\nSaid: {reply}\nAnswer:"


def form(key: Key, code: CodeUnderTest) -> str:
    """What an answer looks like, in a few words; it tells nothing of which one is right."""
    if key.kind in ("input", "reach", "cover"):
        shape, names = shape_of(key, code.source, code.entry)
        # the names are fewer where the code does not define what was asked for: a class, say
        each = ", ".join(f"{n}: {_kind(v)}" for n, v in zip(names, shape, strict=False))
        return f"{'tests' if key.kind == 'cover' else 'input'} [{each}]"
    if key.kind == "choice":
        return "one of " + ", ".join(option.id for option in key.options)
    return "line number" if key.kind == "line" else _kind(key.value)


def _kind(value: JsonValue | Sequence[JsonValue]) -> str:
    if isinstance(value, bool):
        return "truth"
    if isinstance(value, int | float):
        return "number"
    if isinstance(value, str):
        return "text"
    if isinstance(value, list | tuple):
        of = Counter(_kind(item) for item in value).most_common(1)
        return f"list of {of[0][0] if of else 'anything'}"
    return "anything"


def read(line: str) -> Written:
    """The line that the model wrote."""
    line = line.strip()
    if line in (PARTIAL, UNCLEAR, DOES_NOT_KNOW, OTHER):
        return Written(line)
    try:
        return Written("answer", json.loads(line))
    except ValueError:
        return Written("unreadable")


def check(key: Key, written: Written, reply: str, code: CodeUnderTest) -> Check | None:
    """What the answer that was written down is worth; None for what cannot be used.

    Raises:
        SandboxError: an input could not be tried.
    """
    whole = (0, len(reply))
    match written.state:
        case "part":
            return Check("partial", "read as a part of an answer", *whole)
        case "none":
            return Check("wrong", "read as not knowing", *whole)
        case "other":
            return Check("wrong", "read as an answer of another kind", *whole)
        case "?":
            return Check("unclear", "read as no answer", 0, 0)
        case "unreadable":
            return None
        case "answer":
            if key.kind in ("input", "reach", "cover"):
                return _tried(key, written.answer, reply, code)
            return _compared(key, written.answer, whole)


def _compared(key: Key, answer: JsonValue, whole: tuple[int, int]) -> Check:
    same = answer == key.value and isinstance(answer, bool) == isinstance(key.value, bool)
    if same or (isinstance(answer, str) and answer.lower() in key.accepted):
        return Check("right", f"read as {answer!r}, which is the key", *whole)
    reveals = next((m.reveals for m in key.misconceptions if m.value == answer), "")
    return Check("wrong", f"read as {answer!r}", *whole, reveals)


def _tried(key: Key, answer: JsonValue, reply: str, code: CodeUnderTest) -> Check | None:
    shape, _ = shape_of(key, code.source, code.entry)
    given = answer if key.kind == "cover" else [answer]
    if not isinstance(given, list):
        return None
    inputs = [tuple(one) for one in given if isinstance(one, list) and _alike(one, shape)]
    if not inputs or len(inputs) < len(given):
        return None  # it is no input of this function
    found = of_inputs(key, [(args, 0, len(reply)) for args in inputs], code)
    return Check(found.verdict, f"read as {answer!r}; {found.reason}", found.start, found.end)


def _alike(args: Sequence[JsonValue], shape: Sequence[JsonValue]) -> bool:
    """One argument for each of ``shape``, of its type."""
    return len(args) == len(shape) and all(
        like is None or arg is None or _kind(arg).split()[0] == _kind(like).split()[0]
        for arg, like in zip(args, shape, strict=True)
    )
