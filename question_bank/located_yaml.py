"""Read YAML into a pydantic model; whatever is wrong is named with its file and line.

The scalars are JSON's (YAML 1.2's core): ``no`` is a word, ``1:30`` is text and ``010`` is not 8.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from viva.errors import BankError

Model = TypeVar("Model", bound=BaseModel)
Loc = tuple[str | int, ...]
MAX_BYTES = 1_000_000


class _Loader(yaml.CSafeLoader):
    yaml_implicit_resolvers = {}  # noqa: RUF012 - PyYAML's own way to say it


for tag, pattern, first in (
    ("bool", r"(true|false)$", "tf"),
    ("null", r"(null|~|)$", "n~\0"),
    ("int", r"-?(0|[1-9][0-9]*)$", "-0123456789"),
    ("float", r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?$", "-0123456789"),
):
    starts = ["" if c == "\0" else c for c in first]
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), starts)


@dataclass(frozen=True)
class Located:
    """A YAML document: its ``value`` and where each part of it stands."""

    shown: str
    value: Any
    root: yaml.Node | None

    def line(self, loc: Loc) -> int:
        """The line, from 1, of the part at ``loc``, or of the nearest part around it."""
        node = self.root
        line = 1
        for step in loc:
            if isinstance(node, yaml.MappingNode):
                pair = next((p for p in node.value if p[0].value == step), None)
                if pair is None:
                    break
                line, node = pair[0].start_mark.line + 1, pair[1]
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
                if step >= len(node.value):
                    break
                node = node.value[step]
                line = node.start_mark.line + 1
            else:
                break
        return line


def read_text(path: Path, shown: str, error: type[BankError]) -> str:
    """The text of a file of the bank.

    Raises:
        error: it is missing, too large or not UTF-8; the sentence calls the file ``shown``.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise error(f"{shown} is larger than {MAX_BYTES:,} bytes.", next_step="Shorten it.")
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as missing:
        raise error(f"{shown} is missing.", next_step="Write it, or restore it.") from missing
    except UnicodeDecodeError as wrong:
        raise error(f"{shown} is not UTF-8 text.", next_step="Save it as UTF-8.") from wrong
    except OSError as wrong:
        raise error(f"{shown} cannot be read: {wrong.strerror}.") from wrong


def read_yaml(path: Path, shown: str, error: type[BankError]) -> Located:
    """Parse a file.

    Raises:
        error: with the line, if it is not YAML or has a key twice.
    """
    loader = _Loader(read_text(path, shown, error))
    try:
        root = loader.get_single_node()
        if root is not None:
            _refuse_repeated_keys(root, shown, error)
        value = None if root is None else loader.construct_document(root)
    except yaml.MarkedYAMLError as wrong:
        mark = wrong.problem_mark or wrong.context_mark
        line = mark.line + 1 if mark else 1
        raise error(
            f"{shown}, line {line}: this is not valid YAML ({wrong.problem}).",
            next_step="Correct the line; text with a colon or a # needs quotes.",
        ) from wrong
    except (yaml.YAMLError, ValueError, RecursionError) as wrong:
        raise error(f"{shown} is not valid YAML ({wrong}).") from wrong
    finally:
        loader.dispose()
    return Located(shown, value, root)


def _refuse_repeated_keys(root: yaml.Node, shown: str, error: type[BankError]) -> None:
    nodes, visited = [root], set()
    while nodes:
        node = nodes.pop()
        if id(node) in visited:  # an alias
            continue
        visited.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            nodes += node.value
        elif isinstance(node, yaml.MappingNode):
            seen: dict[str, int] = {}
            for key, value in node.value:
                line = key.start_mark.line + 1
                name = str(key.value)
                if name in seen:
                    raise error(
                        f'{shown}, line {line}: "{name}" stands here and on line {seen[name]}.',
                        next_step="Keep one of them.",
                    )
                seen[name] = line
                nodes.append(value)


def validate(
    model: type[Model], located: Located, value: Any, error: type[BankError], at: Loc = ()
) -> Model:
    """``value``, the part of ``located`` at ``at``, as a ``model``.

    Raises:
        error: naming the line and the field of everything that breaks the schema.
    """
    try:
        return model.model_validate(value)
    except ValidationError as wrong:
        faults = [((*at, *e["loc"]), _said(e["type"], e["msg"])) for e in wrong.errors()]
        raise refusal(located, faults, error) from wrong


def _said(kind: str, message: str) -> str:
    if kind == "missing":
        return "is missing"
    if kind == "extra_forbidden":
        return "is not a field that the bank knows"
    return message[0].lower() + message[1:]


def refusal(
    located: Located, faults: Iterable[tuple[Loc, str]], error: type[BankError]
) -> BankError:
    """One error that names every fault with its line."""
    placed = sorted((located.line(loc), _field(loc), said) for loc, said in faults)
    text = "; ".join(f"line {line}: {field} {said}" for line, field, said in placed[:8])
    more = f"; and {len(placed) - 8} more" if len(placed) > 8 else ""
    return error(f"{located.shown}, {text}{more}.", next_step="docs/authoring.md has the fields.")


def _field(loc: Loc) -> str:
    """``("cases", 2, "args")`` as ``cases[3].args``: people count from one."""
    text = ""
    for step in loc:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if text else step
    return text or "the document"
