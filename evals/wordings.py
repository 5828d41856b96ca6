"""How well the guard tells good wordings of a probe from bad ones: the labelled corpus, and recall.

The corpus is ``tests/agent/wordings``: a development half and a held-out half, each with wordings
written by hand and by the shipped language model, and development sets by hand alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import JsonValue

from evals import replies
from evals.replies import Half, Program, read_half
from tools.code.probe import Probe
from viva.errors import InputRefused

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "agent" / "wordings"

Author = Literal["hand", "model"]


@dataclass(frozen=True)
class Wording:
    """``bad``: the guard should refuse it, for the reason in ``why``."""

    probe_name: str
    probe: Probe
    program: Program
    text: str
    bad: bool
    why: str
    by: Author


@dataclass(frozen=True)
class Judged:
    """``rule`` is what the guard refused it for; empty if it let it through."""

    wording: Wording
    rule: str


@dataclass(frozen=True)
class Guarded:
    """``let_through``: bad ones that were not refused; ``blocked``: good ones that were."""

    bad: int
    good: int
    let_through: tuple[Judged, ...]
    blocked: tuple[Judged, ...]

    @property
    def recall(self) -> float:
        return 1 - len(self.let_through) / self.bad if self.bad else 0.0

    @property
    def false_block(self) -> float:
        return len(self.blocked) / self.good if self.good else 0.0


def load_wordings(half: Half, folder: Path = FOLDER) -> tuple[Wording, ...]:
    """The wordings of one half, in the order of its files. Those of its further files may be of
    probes of the replies.

    Raises:
        InputRefused: a file is not there or an item is not as the header of the file says.
    """
    items, probes = read_half(half, folder)
    _, asked = read_half(half, replies.FOLDER)
    return tuple(_wording(item, asked | probes) for item in items)


def _wording(item: Mapping[str, Any], probes: Mapping[str, tuple[Probe, Program]]) -> Wording:
    name, label, by = item["probe"], item["label"], item["by"]
    if name not in probes or label not in ("good", "bad") or by not in ("hand", "model"):
        raise InputRefused(
            f'The wording "{item["wording"]}" names no probe of its file or an unknown label.',
            next_step="Labels are good and bad; by is hand or model.",
        )
    probe, program = probes[name]
    return Wording(name, probe, program, item["wording"], label == "bad", item.get("why", ""), by)


def judge(
    wordings: Iterable[Wording],
    refuse: Callable[[str, Probe, str], str],
    watch: Callable[[], None] = lambda: None,
) -> list[Judged]:
    """``refuse(wording, probe, source)``, which names the rule broken or says nothing, over all."""
    judged = list[Judged]()
    for wording in wordings:
        rule = refuse(wording.text, wording.probe, wording.program.source)
        judged.append(Judged(wording, rule))
        watch()
    return judged


def measure(judged: Iterable[Judged], by: Author | None = None) -> Guarded:
    """Recall over the bad ones and how many good ones are blocked, of one author or of both."""
    rows = [row for row in judged if by in (None, row.wording.by)]
    bad = [row for row in rows if row.wording.bad]
    good = [row for row in rows if not row.wording.bad]
    return Guarded(
        len(bad),
        len(good),
        tuple(row for row in bad if not row.rule),
        tuple(row for row in good if row.rule),
    )


def as_json(guarded: Guarded) -> dict[str, JsonValue]:
    return {
        "bad": guarded.bad,
        "good": guarded.good,
        "recall": round(guarded.recall, 4),
        "false_block": round(guarded.false_block, 4),
        "let_through": [_row(row) for row in guarded.let_through],
        "blocked": [_row(row) for row in guarded.blocked],
    }


def _row(row: Judged) -> JsonValue:
    wording = row.wording
    return {
        "probe": wording.probe_name,
        "asked": wording.probe.text,
        "wording": wording.text,
        "by": wording.by,
        "why": wording.why,
        "rule": row.rule,
    }
