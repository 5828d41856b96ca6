"""``viva eval replies`` and ``viva eval wordings``: reading and guarding, on labelled examples."""

from __future__ import annotations

import dataclasses
import json
from contextlib import ExitStack
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.progress import Progress
from rich.table import Table

from viva import settings as viva_settings
from viva.errors import SettingsError
from viva.settings import Settings

if TYPE_CHECKING:
    from evals.replies import Accuracy, Half
    from evals.wordings import Guarded
    from models.replies.reader import WriteDown


def replies(half: Half, *, with_model: bool, as_json: bool) -> None:
    """Read every labelled spoken reply, as it was said and as it was heard, and print how often
    the verdict is the label: by the rules, and (``with_model``) with the model's second reading."""
    from evals import replies as corpus
    from evals.origin import here_and_now
    from tools.code.sandbox import open_sandbox

    settings = viva_settings.load()
    loaded = corpus.load_replies(half)
    sandbox = open_sandbox(settings)
    heard = sum(bool(reply.heard) for reply in loaded)
    measured: dict[str, dict[str, Accuracy]] = {}
    with Progress(transient=True, console=Console(stderr=True)) as progress, ExitStack() as stack:
        checks = {"rules": corpus.mechanical(sandbox)}
        if with_model:
            checks["both"] = corpus.both_readings(sandbox, _reader(settings, stack))
        for name, check in checks.items():
            task = progress.add_task(_READINGS[name], total=2 * len(loaded))
            measured[name] = {
                medium: corpus.measure(
                    corpus.mark(loaded, check, medium, lambda task=task: progress.advance(task))
                )
                for medium in ("text", "heard")
            }
    if as_json:
        found = {
            name: {medium: corpus.as_json(one) for medium, one in by_medium.items()}
            for name, by_medium in measured.items()
        }
        origin = dataclasses.asdict(here_and_now())
        print(json.dumps({"half": half, **found, "origin": origin}, indent=2))
        return
    console = Console()
    console.print(f"Half: {half}; {len(loaded)} replies, {heard} of them heard in noise.")
    for name, by_medium in measured.items():
        for medium, one in by_medium.items():
            _print_accuracy(console, f"{_READINGS[name]}, {medium}", one)


_READINGS = {"rules": "by the rules", "both": "with the model's second reading"}


def _reader(settings: Settings, stack: ExitStack) -> WriteDown:
    from agent.llm import open_chat

    reader = stack.enter_context(open_chat(settings)).reader
    if reader is None:
        raise SettingsError(
            "The language model that the settings name was not trained to read replies.",
            next_step="Unset VIVA_LLM_BASE_URL, or add --without-model.",
        )
    return reader


def _print_accuracy(console: Console, title: str, found: Accuracy) -> None:
    table = Table(
        "label", *found.confusion, title=f"{title}: {found.accuracy:.1%}", box=SIMPLE_HEAD
    )
    for label, row in found.confusion.items():
        table.add_row(label, *(str(count or "") for count in row.values()))
    console.print(table)
    console.print(f"Wrong replies marked right: {len(found.wrong_marked_right)}.")
    for row in found.mistakes:
        key = json.dumps(row.reply.probe.key.value)
        text = f'{row.expected} taken for {row.got}: "{row.said}" ({key}, {row.reply.why})'
        console.print(f"  {escape(text)}", highlight=False)


def wordings(half: Half, *, as_json: bool) -> None:
    """Show every labelled wording to the guard and print how many bad ones it refuses and how many
    good ones it blocks."""
    from agent import guard
    from evals import wordings as corpus
    from evals.origin import here_and_now

    judged = corpus.judge(corpus.load_wordings(half), guard.refuse)
    measured = {
        "all": corpus.measure(judged),
        "hand": corpus.measure(judged, "hand"),
        "model": corpus.measure(judged, "model"),
    }
    if as_json:
        found = {by: corpus.as_json(one) for by, one in measured.items()}
        origin = dataclasses.asdict(here_and_now())
        print(json.dumps({"half": half, **found, "origin": origin}, indent=2))
        return
    console = Console()
    table = Table(
        "written by",
        "bad",
        "refused",
        "good",
        "blocked",
        title=f"{half} wordings",
        box=SIMPLE_HEAD,
    )
    for by, one in measured.items():
        table.add_row(
            by, str(one.bad), f"{one.recall:.1%}", str(one.good), f"{one.false_block:.1%}"
        )
    console.print(table)
    _print_judged(console, measured["all"])


def _print_judged(console: Console, found: Guarded) -> None:
    for row in found.let_through:
        text = f'let through: "{row.wording.text}" ({row.wording.why})'
        console.print(f"  {escape(text)}", highlight=False)
    for row in found.blocked:
        text = f'blocked: "{row.wording.text}" ({row.rule})'
        console.print(f"  {escape(text)}", highlight=False)
