"""Which lines of a piece of code run for given inputs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from tools.ports import Call, Outcome, Sandbox


@dataclass(frozen=True)
class Ran:
    """The ``lines`` that ran. ``whole`` is False where the run did not end, or was too long to be
    followed to its end: then other lines may have run as well."""

    lines: frozenset[int]
    whole: bool


def lines_run(
    source: str, entry: str, inputs: Sequence[tuple[JsonValue, ...]], sandbox: Sandbox
) -> tuple[Ran, ...]:
    """One result an input, in order; a call that ends in an error has run its lines all the same.

    Raises:
        SandboxError: the sandbox could not run.
    """
    if not inputs:
        return ()
    outcomes = sandbox.run(source, entry, [Call(tuple(args)) for args in inputs], trace=True)
    return tuple(_ran(outcome) for outcome in outcomes)


def _ran(outcome: Outcome) -> Ran:
    # A call that took the interpreter with it, or never came to the code, has no trace.
    ended = outcome.state in ("returned", "raised", "not_json") and bool(outcome.trace)
    lines = frozenset(event.line for event in outcome.trace if event.what == "line")
    return Ran(lines, ended and not outcome.trace_cut)
