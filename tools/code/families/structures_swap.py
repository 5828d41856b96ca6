"""T9: what another data structure would cost, measured on the code with the structure swapped.

The structure is swapped where it is made: another one with the same methods stands in for it, so
that the rest of the code runs as it is.  Where any tried input then gives another answer, or the
growth of either is not clear, nothing is asked.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import JsonValue

from tools.code.complexity import Measured, measured_time
from tools.code.families.complexity import OPTIONS as CLASSES
from tools.code.families.stand_ins import STAND_INS
from tools.code.families.study import Study, build, derived, plain_value
from tools.code.families.tree import names_in, own, tree_of
from tools.code.probe import Key, Misconception, Option, Probe
from tools.code.versions import Result, differ, run_versions

MEASURED = 3  # swaps whose growth is measured
MOST = 2

_ORDER = [option.id for option in CLASSES]
OPTIONS = (
    Option("better", (
        "better", "get better", "gets better", "improve", "improves", "faster", "quicker",
        "less time", "more efficient", "grow more slowly", "grows more slowly", "grow slower",
    )),
    Option("worse", (
        "worse", "get worse", "gets worse", "slower", "more time", "less efficient", "slow down",
        "slows down", "grow faster", "grows faster", "degrade", "degrades",
    )),
    Option("same", (
        "the same", "stay the same", "stays the same", "no change", "no difference", "unchanged",
        "not change", "same complexity", "same big o", "not get better or worse",
        "neither better nor worse", "no better and no worse",
    )),
)  # fmt: skip


@dataclass(frozen=True)
class Swap:
    """``name``, made on ``line`` as ``was``, made as ``new`` instead; ``source`` is the result."""

    line: int
    name: str
    was: str
    new: str
    source: str


_SAID = {
    "Plain__": ("set", "list"), "Pairs__": ("dictionary", "list of pairs"),
    "Members__": ("list", "set"), "Queue__": ("list", "deque"), "List__": ("deque", "list"),
}  # fmt: skip


def swapped_structures(study: Study) -> list[Probe]:
    """T9.swap: whether the growth of the time gets better, worse, or stays, with the swap.

    Raises:
        SandboxError: the sandbox could not run.
    """
    if not study.runs or study.facts.syntax_errors:
        return []
    found = [s for s in swaps(study) if not _few_letters(study, s)]
    kept = _same_answers(study, found)[:MEASURED] if found else []
    now = _measured(study, study.source) if kept else None
    if now is None:
        return []
    probes: list[Probe] = []
    for swap in kept:
        then = _measured(study, swap.source)
        if then is not None and len(probes) < MOST:
            probes += _swap(study, swap, now, then)
    return probes


def _measured(study: Study, source: str) -> Measured | None:
    found = measured_time(study.sandbox, source, study.entry, study.samples)
    # Beside an exponential the factor that a swap costs cannot be seen.
    clear = found is not None and found.growth.name in _ORDER and found.growth.name != "2^n"
    return found if clear else None


def _same_answers(study: Study, found: list[Swap]) -> list[Swap]:
    inputs = [run.args for run in study.runs]
    steps = 2_000 + 40 * max(run.outcome.steps for run in study.runs)
    results = run_versions(
        study.sandbox, [study.source, *(s.source for s in found)], study.entry, inputs, steps=steps
    )
    rights = results[0]
    if not _all_returned(rights):
        return []
    return [
        swap
        for swap, others in zip(found, results[1:], strict=True)
        if _all_returned(others)
        and not any(differ(a, b) for a, b in zip(rights, others, strict=True))
    ]


def _all_returned(results: list[Result]) -> bool:
    return all(result.state == "returned" for result in results)


def _swap(study: Study, swap: Swap, now: Measured, then: Measured) -> list[Probe]:
    was, new = _SAID[swap.new]
    a, b = _ORDER.index(now.growth.name), _ORDER.index(then.growth.name)
    answer = "same" if a == b else ("worse" if b > a else "better")
    reveals = {
        "better": f"takes a {new} to be cheaper here than a {was}",
        "worse": f"takes a {new} to be dearer here than a {was}",
        "same": f"does not see what a {was} and a {new} differ in here",
    }
    key = Key(
        "choice",
        answer,
        derived(
            "count",
            (),
            line=swap.line,
            name=swap.name,
            was=was,
            would_be=new,
            time_now=now.growth.name,
            time_then=then.growth.name,
            sizes=list(then.sizes),
            work_then=list(then.counts),
            sizes_now=list(now.sizes),
            work_now=list(now.counts),
            same_on_inputs=len(study.runs),
            swapped=swap.source,
        ),
        options=OPTIONS,
        misconceptions=tuple(Misconception(o, r) for o, r in reveals.items() if o != answer),
    )
    return build(
        f"T9.swap@L{swap.line}",
        f"If {swap.name} on line {swap.line} were a {new} instead of a {was}, would the time"
        " complexity get better, get worse, or stay the same?",
        lines=(swap.line,),
        identifiers=(swap.name,),
        key=key,
        level="whole",
        dimension="purpose",
        difficulty={"better": 0.5, "worse": 0.4, "same": 0.6}[answer],
    )


# ------------------------------------------------------------------ which structures can be swapped


def swaps(study: Study) -> list[Swap]:
    """Every structure that a function makes once and then fills or asks in a loop or a recursion;
    those whose swap is most likely to matter first."""
    tree = tree_of(study.source)
    if tree is None:
        return []
    entered = {f.line for f in study.functions}
    found: list[tuple[int, Swap]] = []
    for function in (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)):
        if function.lineno not in entered:
            continue
        for statement, name, value in _made_once(function):
            for rank, new, made in _choices(function, name, value):
                source = _replaced(study.source, value, made)
                was = _SAID[new][0]
                found.append((rank, Swap(statement.lineno, name, was, new, source)))
    best: dict[str, tuple[int, Swap]] = {}
    for rank, swap in sorted(found, key=lambda f: (f[0], f[1].line)):
        best.setdefault(swap.name, (rank, swap))
    return [swap for _, swap in sorted(best.values(), key=lambda f: (f[0], f[1].line))]


def _made_once(function: ast.FunctionDef) -> Iterator[tuple[ast.stmt, str, ast.expr]]:
    nodes = list(own(function.body))
    bound = [n.id for n in nodes if isinstance(n, ast.Name) and not isinstance(n.ctx, ast.Load)]
    for node in nodes:
        target = node.targets[0] if isinstance(node, ast.Assign) and len(node.targets) == 1 else (
            node.target if isinstance(node, ast.AnnAssign) else None)  # fmt: skip
        value = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
        if not isinstance(target, ast.Name) or value is None or not isinstance(node, ast.stmt):
            continue
        if bound.count(target.id) == 1 and value.lineno == value.end_lineno == node.lineno:
            yield node, target.id, value


def _choices(
    function: ast.FunctionDef, name: str, value: ast.expr
) -> Iterator[tuple[int, str, str]]:
    """(rank, what stands in, the text that makes it)."""
    kind, inside = _kind(value)
    methods = {
        n.attr
        for n in ast.walk(function)
        if isinstance(n, ast.Attribute) and isinstance(n.value, ast.Name) and n.value.id == name
    }
    asked = any(
        isinstance(n, ast.Compare)
        and isinstance(n.ops[0], ast.In | ast.NotIn)
        and name in names_in(n.comparators[0])
        for n in ast.walk(function)
    )
    if kind == "set" and (asked or "add" in methods):
        yield 1, "Plain__", f"Plain__({inside})"
    elif kind == "dict" and not inside:
        yield 2, "Pairs__", "Pairs__()"
    elif kind == "defaultdict":
        yield 2, "Pairs__", f"Pairs__({inside})"
    elif kind == "deque" and "popleft" in methods:
        yield 1, "List__", f"List__({inside})"
    elif kind == "list" and asked and methods <= {"append"}:
        yield 0, "Members__", f"Members__({inside})"
    elif kind == "list" and "append" in methods and "pop" in methods:
        yield 3, "Queue__", f"Queue__({inside})"


def _kind(value: ast.expr) -> tuple[str, str]:
    """What a structure is made as, and the text of what it starts with."""
    if isinstance(value, ast.List):
        return "list", ast.unparse(value) if value.elts else ""
    if isinstance(value, ast.Set):
        return "set", f"({', '.join(map(ast.unparse, value.elts))},)"
    if isinstance(value, ast.Dict) and not value.keys:
        return "dict", ""
    if isinstance(value, ast.Call) and not value.keywords and len(value.args) <= 1:
        name = getattr(value.func, "id", getattr(value.func, "attr", ""))
        if name in ("list", "set", "dict", "deque", "defaultdict"):
            return name, ast.unparse(value.args[0]) if value.args else ""
    return "", ""


def _replaced(source: str, value: ast.expr, made: str) -> str:
    """``source`` with the expression ``value`` turned into ``made``, and the stand-ins after it."""
    lines = source.split("\n")
    line = lines[value.lineno - 1].encode()
    assert value.end_col_offset is not None
    changed = line[: value.col_offset] + made.encode() + line[value.end_col_offset :]
    lines[value.lineno - 1] = changed.decode()
    return "\n".join(lines) + "\n" + STAND_INS


def _few_letters(study: Study, swap: Swap) -> bool:
    """Whether the structure holds letters: there are few of them, so people differ on what grows
    with the input."""
    if swap.new in ("Queue__", "List__"):
        return False
    if any(isinstance(value, str) for value in study.samples[0]):
        return True
    for run in study.runs:
        for event in run.outcome.trace:
            text = event.variables.get(swap.name, "")
            if text and _holds_letters(text):
                return True
    return False


def _holds_letters(text: str) -> bool:
    known, value = plain_value(text)
    if known and isinstance(value, list):
        return any(isinstance(item, str) and len(item) == 1 for item in value)
    items: list[JsonValue]
    try:
        held = ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return False
    items = list(held) if isinstance(held, set | dict) else []
    return any(isinstance(item, str) and len(item) == 1 for item in items)
