"""A probe: a question about one piece of code, with the answer that the program worked out.

Everything here is plain data, so that a probe can be written on the tape as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pydantic import JsonValue

Level = Literal["atom", "block", "relation", "whole"]
Dimension = Literal["text", "execution", "purpose"]


@dataclass(frozen=True)
class Option:
    """One of the answers that a choice probe allows, with the ways people say it."""

    id: str
    spoken: tuple[str, ...]


@dataclass(frozen=True)
class Misconception:
    """A wrong answer that tells something: ``value`` in the form of the key's ``value``."""

    value: JsonValue
    reveals: str


@dataclass(frozen=True)
class Derivation:
    """How the key was found, so that anyone can find it again.

    ``method`` names the mechanism; ``inputs`` the arguments that the code was run with (empty if it
    was only parsed); ``evidence`` what was observed, for instance the trace lines or the counts.
    """

    method: Literal["parse", "run", "trace", "mutate", "count"]
    inputs: tuple[JsonValue, ...]
    evidence: dict[str, JsonValue]


@dataclass(frozen=True)
class Key:
    """The right answer.

    kind ``value``: ``value`` is a JSON value (a number, text, list, true/false, null).
    kind ``line``: ``value`` is a line number; other ``accepted`` forms name what stands there.
    kind ``choice``: ``value`` is the id of the right one among ``options``.
    kind ``input``: any arguments for which ``mutant`` behaves otherwise than the code are right;
    ``value`` is one example.
    kind ``reach``: any arguments for which the line in ``targets`` runs (or, if ``reached`` is
    False, never runs) are right; ``value`` is the smallest example found.
    kind ``cover``: any inputs that together run every line of ``targets`` are right; ``value`` is
    one list of such inputs.
    ``shape``, for these three: sample arguments, in whose shape a spoken input is read.
    ``accepted`` are further spoken forms that are right, lower case.
    """

    kind: Literal["value", "line", "choice", "input", "reach", "cover"]
    value: JsonValue
    derivation: Derivation
    accepted: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    misconceptions: tuple[Misconception, ...] = ()
    mutant: str = ""
    targets: tuple[int, ...] = ()
    reached: bool = True
    shape: tuple[JsonValue, ...] = ()


@dataclass(frozen=True)
class Probe:
    """``id`` is stable for the same code: ``<family>.<what>@L<line>[#n]``, for instance
    ``T2.iterations@L4``.  ``text`` is a sentence for speech, at most 30 words, good as it stands.
    ``lines`` and ``identifiers`` are what it is about (at least one of either).  ``difficulty`` is
    0..1.  ``deeper`` are ids of probes on the same thing that are easier to answer.
    """

    id: str
    family: Literal[
        "T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8", "T9", "T10", "T11", "T12", "T13", "T14",
        "T15",
    ]  # fmt: skip
    text: str
    lines: tuple[int, ...]
    identifiers: tuple[str, ...]
    key: Key
    level: Level
    dimension: Dimension
    difficulty: float
    deeper: tuple[str, ...] = ()
