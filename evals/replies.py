"""How well spoken replies are read: the labelled corpus, and what a check makes of it.

The corpus is ``tests/agent/replies``: development sets by several authors, which reading may be
tuned on, and a held-out half for the final figure only.  Each item has what was said and, for some,
``heard``: what the recogniser made of it in noise (``scripts/hear_replies.py``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import JsonValue, TypeAdapter, ValidationError

from agent.events import Verdict
from models.replies.reader import WriteDown
from tools.code.probe import Probe
from tools.ports import Sandbox
from viva.errors import InputRefused

Half = Literal["development", "heldout"]
Medium = Literal["text", "heard"]

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "agent" / "replies"
VERDICTS: tuple[Verdict, ...] = ("right", "wrong", "partial", "unclear")

_PROBE = TypeAdapter(Probe)


@dataclass(frozen=True)
class Program:
    name: str
    entry: str
    source: str


@dataclass(frozen=True)
class Reply:
    """One reply. ``heard`` is empty where it was never spoken; ``heard_label`` is what a fair
    examiner would say of the transcript, the same as ``label`` unless the answer was lost.
    ``given``: the arguments that were said, where its author noted them."""

    probe_name: str
    probe: Probe
    program: Program
    text: str
    label: Verdict
    why: str
    heard: str
    heard_label: Verdict
    given: list[JsonValue] | None = None


@dataclass(frozen=True)
class Marked:
    """What a check said of one reply, as text or as heard."""

    reply: Reply
    medium: Medium
    said: str
    expected: Verdict
    got: Verdict


@dataclass(frozen=True)
class Accuracy:
    """``confusion`` counts by label, then by what was got.  ``wrong_marked_right`` are the mistakes
    that must not happen; ``mistakes`` all of them, those first."""

    replies: int
    equal: int
    confusion: dict[str, dict[str, int]]
    wrong_marked_right: tuple[Marked, ...]
    mistakes: tuple[Marked, ...]

    @property
    def accuracy(self) -> float:
        return self.equal / self.replies if self.replies else 0.0


def load_replies(half: Half, folder: Path = FOLDER) -> tuple[Reply, ...]:
    """The replies of one half, in the order of its files.

    Raises:
        InputRefused: a file is not there or an item is not as the header of the file says.
    """
    items, probes = read_half(half, folder)
    return tuple(_reply(item, probes) for item in items)


def read_half(
    half: Half, folder: Path
) -> tuple[list[dict[str, Any]], dict[str, tuple[Probe, Program]]]:
    """The items of all files of a half, and the probes of those that have any.

    Raises:
        InputRefused: a file is not there or a probe is not as it is now.
    """
    items: list[dict[str, Any]] = []
    probes: dict[str, tuple[Probe, Program]] = {}
    for path in [folder / f"{half}.yaml", *sorted(folder.glob(f"{half}[0-9]*.yaml"))]:
        data = read_corpus(path)
        items += data["items"]
        if "probes" in data:
            probes |= read_probes(data, path)
    return items, probes


def read_corpus(path: Path) -> dict[str, Any]:
    """A corpus file as it stands. Raises InputRefused if it is not there or not YAML."""
    try:
        data = yaml.load(path.read_bytes(), yaml.CSafeLoader)
    except (OSError, yaml.YAMLError) as error:
        raise InputRefused(
            f"The labelled examples in {path.name} cannot be read: {error}.",
            next_step="They come with the source code: run this from a checkout.",
        ) from error
    return data


def read_probes(data: Mapping[str, Any], where: Path) -> dict[str, tuple[Probe, Program]]:
    """The probes at the head of a corpus file, by name, each with its program.

    Raises:
        InputRefused: a probe is not as :class:`tools.code.probe.Probe` is now.
    """
    programs = {
        name: Program(name, entry["entry"], entry["source"])
        for name, entry in data["programs"].items()
    }
    try:
        return {
            name: (_PROBE.validate_python(entry["probe"]), programs[entry["program"]])
            for name, entry in data["probes"].items()
        }
    except (ValidationError, KeyError) as error:
        raise InputRefused(
            f"A probe in {where.name} does not fit this version of the program: {error}.",
            next_step="Write the corpus anew from tools.code.probes.",
        ) from error


def _reply(item: Mapping[str, Any], probes: Mapping[str, tuple[Probe, Program]]) -> Reply:
    name, label = item["probe"], item["label"]
    heard_label = item.get("heard_label", label)
    if name not in probes or label not in VERDICTS or heard_label not in VERDICTS:
        raise InputRefused(
            f'The reply "{item["reply"]}" names no probe of its file or an unknown label.',
            next_step=f"Labels are {', '.join(VERDICTS)}.",
        )
    probe, program = probes[name]
    text, heard = item["reply"], item.get("heard", "")
    given = item.get("input")
    return Reply(name, probe, program, text, label, item["why"], heard, heard_label, given)


def mechanical(sandbox: Sandbox) -> Callable[[Reply, str], Verdict]:
    """The check that the interview uses; spoken inputs are run in ``sandbox``."""
    from agent import grader

    def check(reply: Reply, said: str) -> Verdict:
        code = grader.CodeUnderTest(reply.program.source, reply.program.entry, sandbox)
        return grader.check(reply.probe.key, said, code).verdict

    return check


def both_readings(sandbox: Sandbox, reader: WriteDown) -> Callable[[Reply, str], Verdict]:
    """As :func:`mechanical`, with the model's second reading, as in an interview that has a model.

    The check raises ModelError if the model gives no answer."""
    from agent import grader
    from agent.replies import second_reading

    def check(reply: Reply, said: str) -> Verdict:
        code = grader.CodeUnderTest(reply.program.source, reply.program.entry, sandbox)
        first = grader.check(reply.probe.key, said, code)
        return second_reading.again(first, reply.probe, said, code, reader).verdict

    return check


def mark(
    replies: Iterable[Reply],
    check: Callable[[Reply, str], Verdict],
    medium: Medium,
    watch: Callable[[], None] = lambda: None,
) -> list[Marked]:
    """``check`` over the replies as they were said, or as they were heard where they were."""
    marked = list[Marked]()
    for reply in replies:
        said = reply.text if medium == "text" else reply.heard
        expected = reply.label if medium == "text" else reply.heard_label
        if said:
            marked.append(Marked(reply, medium, said, expected, check(reply, said)))
        watch()
    return marked


def measure(marked: Iterable[Marked]) -> Accuracy:
    """Accuracy over all four labels, and which wrong replies were marked right."""
    rows = list(marked)
    confusion: dict[str, dict[str, int]] = {}
    for label in VERDICTS:
        confusion[label] = dict[str, int].fromkeys(VERDICTS, 0)
    for row in rows:
        confusion[row.expected][row.got] += 1
    mistakes = [row for row in rows if row.got != row.expected]
    mistakes.sort(key=lambda row: not _is_gravest(row))
    return Accuracy(
        len(rows),
        len(rows) - len(mistakes),
        confusion,
        tuple(row for row in mistakes if _is_gravest(row)),
        tuple(mistakes),
    )


def _is_gravest(row: Marked) -> bool:
    return row.expected == "wrong" and row.got == "right"


def as_json(accuracy: Accuracy) -> dict[str, JsonValue]:
    return {
        "replies": accuracy.replies,
        "equal": accuracy.equal,
        "accuracy": round(accuracy.accuracy, 4),
        "confusion": {label: dict(row) for label, row in accuracy.confusion.items()},
        "wrong_marked_right": [_row(row) for row in accuracy.wrong_marked_right],
        "mistakes": [_row(row) for row in accuracy.mistakes],
    }


def _row(row: Marked) -> JsonValue:
    return {
        "probe": row.reply.probe_name,
        "asked": row.reply.probe.text,
        "key": row.reply.probe.key.value,
        "said": row.said,
        "expected": row.expected,
        "got": row.got,
        "why": row.reply.why,
    }
