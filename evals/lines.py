"""What the language model learns to write down for a reply, from the labelled development replies.

What a wrong reply said is what the first reading found in it, where that agrees with the label.
"""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import JsonValue

from agent.events import Verdict
from agent.replies import second_reading
from agent.replies.check import IGNORANCE, check
from agent.replies.inputs import inputs_said, tests_said
from agent.replies.tried import NEVER_DIFFERS, NO_SUCH_INPUT
from agent.replies.verdict import CodeUnderTest
from evals import replies
from models.replies.train_reader import Line
from tools.code.probe import Key
from tools.ports import Sandbox


def development_lines(sandbox: Sandbox, folder: Path = replies.FOLDER) -> list[Line]:
    """A prompt and its line for each development reply of which it is known, as said and as heard.

    Raises:
        SandboxError: an input could not be tried.
    """
    found: list[Line] = []
    for reply in replies.load_replies("development", folder):
        code = CodeUnderTest(reply.program.source, reply.program.entry, sandbox)
        said: dict[str, Verdict] = {reply.text: reply.label}
        if reply.heard:
            said.setdefault(reply.heard, reply.heard_label)
        for text, label in said.items():
            noted = reply.given if text == reply.text else None
            line = line_for(reply.probe.key, text, label, code, noted)
            if line is not None:
                asked = second_reading.prompt(reply.probe.text, reply.probe.key, text, code)
                found.append(Line(asked, line))
    return found


def line_for(
    key: Key,
    reply: str,
    label: Verdict,
    code: CodeUnderTest,
    noted: list[JsonValue] | None = None,
) -> str | None:
    """The line for one labelled reply; None where it is not known. ``noted``: the input that its
    author says was given.

    Raises:
        SandboxError: an input could not be tried.
    """
    if label in ("unclear", "partial"):
        return second_reading.UNCLEAR if label == "unclear" else second_reading.PARTIAL
    inputs = key.kind in ("input", "reach", "cover")
    if label == "right" and not inputs:
        return _line(key.value)
    if noted is not None and key.kind in ("input", "reach"):
        return _line(noted)
    found = check(key, reply, code)
    if found.verdict != label:
        return None
    if found.reason in (IGNORANCE, NO_SUCH_INPUT, NEVER_DIFFERS):
        return second_reading.DOES_NOT_KNOW
    if inputs:
        read = tests_said if key.kind == "cover" else inputs_said
        tried = [list(args) for args, _, _ in read(key, reply, code)]
        return _line(tried if key.kind == "cover" else tried[-1]) if tried else None
    return _line(found.answer[0]) if found.answer else second_reading.OTHER


def _line(answer: object) -> str:
    return json.dumps(answer, ensure_ascii=False)
