"""Questions about a piece of code whose answers the program has found by itself.

``make_probes`` reads the code, runs it on new inputs, and asks each family what it can ask.  The
same code and calls give the same probes in the same order.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from tools.code.facts import read_facts
from tools.code.families.changes import Change, changed, changed_class
from tools.code.families.classes import class_probes
from tools.code.families.complexity import time_complexity
from tools.code.families.counts import iterations, line_runs, recursion
from tools.code.families.edits import edits
from tools.code.families.invariants import invariants
from tools.code.families.paths import (
    argument_changed,
    base_case,
    error_path,
    reached,
    which_return,
)
from tools.code.families.reach import covering, reaching
from tools.code.families.roles import roles
from tools.code.families.slips import mutations, unneeded
from tools.code.families.structures_swap import swapped_structures
from tools.code.families.study import Study, study
from tools.code.families.values import failing_tests, returned_values, variables
from tools.code.probe import Probe
from tools.ports import Call, Sandbox

FAMILIES: tuple[Callable[[Study], list[Probe]], ...] = (
    failing_tests,
    returned_values,
    variables,
    iterations,
    line_runs,
    recursion,
    which_return,
    reached,
    mutations,
    unneeded,
    invariants,
    roles,
    time_complexity,
    swapped_structures,
    argument_changed,
    base_case,
    error_path,
    reaching,
    covering,
)


def make_probes(
    source: str,
    entry: str,
    calls: Sequence[Call],
    sandbox: Sandbox,
    *,
    failing: Sequence[Call] = (),
    earlier: Sequence[str] = (),
    changes: Sequence[Change] = (),
) -> tuple[Probe, ...]:
    """Probes about ``source``; empty if it defines no ``entry`` or nothing could be run.

    ``calls`` are sample inputs: the questions use others that look like them.  ``failing`` are the
    inputs of failed tests; what the code really does there is asked without naming the test.
    ``earlier`` are versions of the same code that ran, oldest first.  ``changes`` are changed
    specifications of the problem.
    Code that inspects its own interpreter gets no probe that rests on running it.

    Raises:
        SandboxError: the sandbox could not run.
    """
    facts = read_facts(source)
    if facts.refused or facts.uses_introspection:
        return ()
    if entry in facts.classes:
        probes = class_probes(source, entry, calls, sandbox, failing)
        probes += changed_class(source, entry, changes, sandbox)
    else:
        studied = study(source, entry, calls, sandbox, failing)
        probes = []
        if studied:
            probes = [p for family in FAMILIES for p in family(studied)]
            probes += [*edits(studied, earlier), *changed(studied, changes)]
    found: dict[str, Probe] = {}
    for probe in probes:
        found.setdefault(probe.id, probe)
    return _with_deeper(tuple(found.values()))


def _with_deeper(probes: tuple[Probe, ...]) -> tuple[Probe, ...]:
    """Each probe with up to three easier ones on the same lines, the nearest first."""
    return tuple(
        replace(
            probe,
            deeper=tuple(
                other.id
                for other in sorted(probes, key=lambda p: (-p.difficulty, p.id))
                if other.difficulty < probe.difficulty and set(other.lines) & set(probe.lines)
            )[:3],
        )
        for probe in probes
    )
