"""What all families start from: the code, its facts, and runs that came out twice the same."""

from __future__ import annotations

import ast
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from pydantic import JsonValue

from tools.code.code_facts import CodeFacts, Function, Loop
from tools.code.facts import read_facts
from tools.code.inputs import TELLING, Args, variants
from tools.code.mutate import Mutant, mutants
from tools.code.probe import Derivation, Dimension, Key, Level, Misconception, Option, Probe
from tools.code.versions import Result, run_versions
from tools.code.wording import MAX_WORDS, effort, words
from tools.ports import Call, Limits, Outcome, Sandbox, TraceEvent

RUNS = 32  # new inputs that are tried
EASY = 14.0  # the effort beyond which inputs are too much for the ear
_TRACE = Limits(wall_s=10.0, trace_events=1_200)


@dataclass(frozen=True)
class Run:
    """One input, and what the code did with it."""

    args: Args
    outcome: Outcome

    @property
    def value(self) -> JsonValue:
        return self.outcome.value

    @cached_property
    def _hits(self) -> Counter[int]:
        return Counter(event.line for event in self.outcome.trace if event.what == "line")

    @cached_property
    def _passes(self) -> dict[Loop, tuple[int, ...]]:
        return {}

    def times(self, line: int) -> int:
        """As the function :func:`times`, of this run; the trace is gone through once."""
        return self._hits[line]

    def passes(self, loop: Loop) -> tuple[int, ...]:
        """As the function :func:`passes`, of this run; gone through once for each loop."""
        if loop not in self._passes:
            self._passes[loop] = tuple(passes(loop, self.outcome.trace))
        return self._passes[loop]


@dataclass(frozen=True)
class Study:
    """``runs`` returned, the same twice, and have a whole trace; ``raising`` raised. Both hold only
    new inputs.  ``slips[m][r]`` is what mutant m gives for run r."""

    source: str
    entry: str
    facts: CodeFacts
    function: Function
    sandbox: Sandbox
    samples: tuple[Args, ...]
    runs: tuple[Run, ...]
    raising: tuple[Run, ...]
    failing: tuple[Run, ...]
    mutants: tuple[Mutant, ...] = ()
    slips: tuple[tuple[Result, ...], ...] = ()
    lines: tuple[str, ...] = field(default=())

    def line(self, number: int) -> str:
        return self.lines[number - 1].strip() if 1 <= number <= len(self.lines) else ""

    @cached_property
    def functions(self) -> tuple[Function, ...]:
        """The functions that some run entered."""
        entered = {e.line for run in self.runs for e in run.outcome.trace if e.what == "call"}
        return tuple(f for f in self.facts.functions if f.line in entered or _decorated(f, entered))

    @cached_property
    def easy(self) -> tuple[Run, ...]:
        return tuple(run for run in self.runs if effort(run.args) <= EASY)

    def loops(self) -> tuple[Loop, ...]:
        """Loops with a body of their own, in functions that some run entered."""
        return tuple(
            loop
            for loop in self.facts.loops
            if loop.kind != "comprehension"
            and loop.body_line > loop.line
            and any(f.line <= loop.line <= f.end_line for f in self.functions)
        )

    def slip_values(self, run: Run, right: JsonValue) -> tuple[Misconception, ...]:
        """What small slips would give for ``run``, each with the slip that it reveals."""
        at = self.runs.index(run) if run in self.runs else -1
        if at < 0:
            return ()
        found: dict[str, Misconception] = {}
        for mutant, results in zip(self.mutants, self.slips, strict=True):
            result = results[at] if at < len(results) else Result("not_run")
            if result.state == "returned" and result.value != right:
                text = json.dumps(result.value)
                found.setdefault(
                    text, Misconception(result.value, f"{mutant.slip} on line {mutant.line}")
                )
        return tuple(found.values())[:6]


def _decorated(function: Function, entered: set[int]) -> bool:
    """A decorated function's call event may stand on the line of its decorator."""
    return function.line - 1 in entered or function.line - 2 in entered


def study(
    source: str,
    entry: str,
    calls: Sequence[Call],
    sandbox: Sandbox,
    failing: Sequence[Call],
) -> Study | None:
    """Read and run the code; None if there is no function ``entry`` to ask about.

    Raises:
        SandboxError: the sandbox could not run.
    """
    facts = read_facts(source)
    function = next((f for f in facts.functions if f.name == entry and not f.owner), None)
    plain = [call for call in calls if not call.then]
    if facts.refused or function is None or function.variadic or not plain:
        return None
    given = len(plain[0].args)
    if any(len(call.args) != given for call in plain) or given > len(function.parameters):
        return None
    function = replace(function, parameters=function.parameters[:given])
    inputs = variants(plain, RUNS)
    wrong = tuple(call.args for call in failing if not call.then)
    runs, raising, bad = _run(source, entry, inputs, wrong, sandbox, may_vary(facts))
    base = Study(
        source, entry, facts, function, sandbox, tuple(c.args for c in plain), runs, raising, bad,
        lines=tuple(source.split("\n")),
    )  # fmt: skip
    if not runs or facts.syntax_errors:
        return base
    reached = tuple(
        f"{f.owner}.{f.name}" if f.owner else f.name for f in (base.functions or (function,))
    )
    found = mutants(source, facts, reached)[:24]
    slips = run_versions(
        sandbox, [m.source for m in found], entry, [run.args for run in runs], steps=_steps(runs)
    )
    return replace(base, mutants=found, slips=tuple(map(tuple, slips)))


def _steps(runs: Sequence[Run]) -> int:
    return 300 + 6 * max(run.outcome.steps for run in runs)


def may_vary(facts: CodeFacts) -> bool:
    """Whether two runs of the same code on the same input could differ at all."""
    return (
        any(s.name == "set" for s in facts.structures)
        or any(i.split(".")[0] in _VARYING_MODULES for i in facts.imports)
        or any(c.name in _VARYING_CALLS for c in facts.calls)
    )


_VARYING_MODULES = frozenset(
    {"random", "time", "datetime", "uuid", "secrets", "tempfile", "string"}
)
_VARYING_CALLS = frozenset({
    "id", "hash", "set", "frozenset", "object", "intersection", "union", "difference",
    "perf_counter", "randint", "choice", "shuffle", "sample", "time", "now", "repr", "str",
})  # fmt: skip


def _run(
    source: str,
    entry: str,
    inputs: Sequence[Args],
    failing: Sequence[Args],
    sandbox: Sandbox,
    may_vary: bool,
) -> tuple[tuple[Run, ...], tuple[Run, ...], tuple[Run, ...]]:
    """Each input in a fresh module; twice, in two interpreters, if runs may vary. Where one input
    then comes out differently nothing is kept: on the others it may be chance that it did not."""
    calls = [Call(args) for args in (*inputs, *failing)]
    once = sandbox.run(source, entry, calls, trace=True, limits=_TRACE)
    again = sandbox.run(source, entry, calls, trace=True, limits=_TRACE) if may_vary else once
    same = steady(once, again)
    if same is None:
        return (), (), ()
    stable = [
        Run(call.args, outcome)
        for call, outcome in zip(calls, same, strict=True)
        if not _addresses(outcome)
    ]
    new = [run for run in stable if run.args not in failing]
    returned = tuple(r for r in new if r.outcome.state == "returned" and not r.outcome.trace_cut)
    raised = tuple(r for r in new if r.outcome.state == "raised")
    bad = tuple(r for r in stable if r.args in failing)
    return returned, raised, bad


def steady(once: Sequence[Outcome], again: Sequence[Outcome]) -> tuple[Outcome, ...] | None:
    """The outcomes of two runs made one: variables that came out differently (the order of a set)
    are left out of the traces. None if what the code does differs."""
    if once == again:
        return tuple(once)
    merged = []
    for first, second in zip(once, again, strict=True):
        if _course(first) != _course(second):
            return None
        events = zip(first.trace, second.trace, strict=True)
        merged.append(replace(first, trace=tuple(_common(a, b) for a, b in events)))
    return tuple(merged)


def _course(outcome: Outcome) -> tuple[object, ...]:
    """All of an outcome but the values of its variables."""
    events = [(e.what, e.line, e.function, e.depth, sorted(e.variables)) for e in outcome.trace]
    return (replace(outcome, trace=()), events)


def _common(a: TraceEvent, b: TraceEvent) -> TraceEvent:
    if a == b:
        return a
    kept = {name: text for name, text in a.variables.items() if b.variables[name] == text}
    return replace(a, variables=kept, value=a.value if a.value == b.value else "")


def _addresses(outcome: Outcome) -> bool:
    return bool(re.search(r"\b0x[0-9a-f]{6,}", str(outcome.value)))


def telling(run: Run) -> tuple[float, str]:
    """Order of runs by how well they serve a question: easy to say, and something happens."""
    steps = run.outcome.steps
    idle = 3.0 * (steps < 6) + 2.0 * any(value in ("", []) for value in run.args)
    long = 0.1 * max(0, steps - 40)
    return abs(effort(run.args) - TELLING) + idle + long, json.dumps(run.args)


# ------------------------------------------------------------------ reading a trace


def passes(loop: Loop, trace: Sequence[TraceEvent]) -> Iterator[int]:
    """The index in ``trace`` of the start of each pass through the body of ``loop``.

    A pass starts where a frame goes from the loop's header into its body.
    """
    last: dict[int, int] = {}
    for index, event in enumerate(trace):
        if event.what == "call":
            last.pop(event.depth, None)
        elif event.what == "line":
            before = last.get(event.depth, 0)
            if loop.line <= before < loop.body_line <= event.line <= loop.body_end:
                yield index
            last[event.depth] = event.line


def times(line: int, trace: Sequence[TraceEvent]) -> int:
    """How many times a line with one simple statement ran."""
    return sum(event.what == "line" and event.line == line for event in trace)


def plain_value(text: str) -> tuple[bool, JsonValue]:
    """(known, value) for a variable's repr: numbers, text, True, False, None and lists of them."""
    if len(text) >= 200:
        return False, None
    try:
        value = ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return False, None
    return _plain(value, 0)


def _plain(value: object, depth: int) -> tuple[bool, JsonValue]:
    if value is None or isinstance(value, bool | int | str):
        return True, value
    if isinstance(value, list | tuple) and depth < 2:
        items = [_plain(item, depth + 1) for item in value]
        return all(known for known, _ in items), [item for _, item in items]
    return False, None


# ------------------------------------------------------------------ building a probe


def build(
    identity: str,
    text: str,
    *,
    lines: Sequence[int],
    identifiers: Sequence[str],
    key: Key,
    level: Level,
    dimension: Dimension,
    difficulty: float,
    most_words: int = MAX_WORDS,
) -> list[Probe]:
    """The probe, or none if its text is too long for the ear."""
    if words(text) > most_words:
        return []
    family = identity.partition(".")[0]
    return [
        Probe(
            identity,
            family,  # type: ignore[arg-type]
            text,
            tuple(lines),
            tuple(identifiers),
            key,
            level,
            dimension,
            round(min(1.0, max(0.05, difficulty)), 2),
        )
    ]


YES = Option("yes", ("yes", "it does", "it is", "it would", "yeah", "correct", "true"))
NO = Option("no", ("no", "it does not", "it doesn't", "it would not", "never", "nope", "false"))


def derived(method, args: Sequence[JsonValue], **evidence: JsonValue) -> Derivation:
    return Derivation(method, tuple(args), evidence)
