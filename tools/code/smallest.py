"""The smallest input on which a piece of code goes wrong, found by comparing it with a reference.

Inputs are drawn in growing sizes until one fails; what fails is made smaller until nothing smaller
fails; then everything smaller still is tried, in order, as far as the limits allow: so that it is
the smallest and not only one that cannot be made smaller in one step.  :mod:`tools.code.simpler`
says what smaller means, :mod:`tools.code.small_scope` what is tried.

Hypothesis shrinks too, and is not used: it asks about one input after the other, and a run in the
sandbox costs as much for three hundred inputs as for one.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from tools.code.answers import Answer, Case, answers
from tools.code.oracle import Known, Oracle
from tools.code.run_tests import CaseState, Compare, same
from tools.code.simpler import letter_size, reductions, size
from tools.code.small_scope import SmallCases, read_scope
from tools.ports import Call, Limits, Sandbox

ROUNDS = (  # (seeds, sizes) of the inputs that are drawn: small ones first
    (range(16), range(7)),
    (range(16), range(7, 13)),
    (range(100, 108), (16, 24, 40)),
)
BATCH = 800
PATIENCE = (200, 20_000)  # times the steps of the reference, and some more, before it has hung
BASE_STEPS = 2_000


@dataclass(frozen=True)
class Effort:
    """Limits of one search. ``inputs``: how many the code may be run on."""

    seconds: float = 1.5
    inputs: int = 6_000


@dataclass(frozen=True)
class Failing:
    """``proved``: every smaller input in the scope agrees with the reference; else it is only the
    smallest that was found within the limits.  ``got`` is set where ``state`` is ``wrong``."""

    call: Call
    expected: JsonValue
    state: CaseState
    got: JsonValue
    error: str
    proved: bool
    tried: int


def smallest_failing(
    sandbox: Sandbox,
    source: str,
    reference: str,
    inputs: str,
    entry: str,
    compare: Compare,
    *,
    known: Sequence[Call] = (),
    effort: Effort = Effort(),
) -> Failing | None:
    """The smallest input on which ``source`` differs from ``reference``; None if none was found.

    ``inputs`` is the text of the problem's ``inputs.py``; ``known`` are calls that may fail, tried
    first.  Code that cannot be loaded has no failing input: its test report says why.

    Raises:
        BankError: ``inputs`` cannot be used.
        SandboxError: the sandbox could not run.
    """
    oracle = Oracle(sandbox, reference, inputs, entry)
    return Search(sandbox, source, oracle, compare, effort).run(known)


class Search:
    """One search; the oracle may be shared by several over the same problem."""

    def __init__(
        self, sandbox: Sandbox, source: str, oracle: Oracle, compare: Compare, effort: Effort
    ) -> None:
        self._sandbox = sandbox
        self._source = source
        self._oracle = oracle
        self._compare: Compare = compare
        self._deadline = time.monotonic() + effort.seconds
        self._left = effort.inputs
        self._tried: dict[str, Answer] = {}
        self._drawn: list[Case] = []
        self._met: set[str] = set()  # valid or not
        self._patience = PATIENCE[0]

    def run(self, known: Sequence[Call] = ()) -> Failing | None:
        """See :func:`smallest_failing`."""
        for self._patience in PATIENCE:
            best, proved = self._least(self._first(known))
            if best is None:
                return None
            found = self._confirmed(best, proved)
            if found is not None or self._over():
                return found
            self._tried.clear()
            self._met.clear()  # slow, and right in the end: all over, with more patience
        return None

    # -------------------------------------------------------------- the search

    def _first(self, known: Sequence[Call]) -> Known | None:
        """The smallest that fails of what was given and of the first round with one that does."""
        cases = [_as_case(call, self._oracle.is_class) for call in known]
        given = [k for k in self._oracle.judge(cases) if k is not None]
        for seeds, sizes in ROUNDS:
            if self._over():
                break
            drawn = self._oracle.draw(list(seeds), list(sizes))
            self._drawn += [k.case for k in drawn]
            failing = self._failing([*given, *drawn])
            given = []
            if failing:
                return min(failing, key=self._size)
        return None

    def _least(self, best: Known | None) -> tuple[Known | None, bool]:
        """The smallest that fails, and whether it is proved.

        Each round tries two things in one run: ``best`` with something left out or made simpler,
        and what comes next in the order of all small inputs.
        """
        while self._drawn and not self._over():
            small = self._small_cases(best)
            reduced = self._reductions(best) if best is not None else []
            for batch, ended, complete in small:
                failing = self._failing_cases([*reduced[:BATCH], *batch])
                reduced = reduced[BATCH:]
                if failing:
                    best = min(failing, key=self._size)
                    # all before it in the order were in this batch or in those before
                    if batch and self._size(best) <= self._case_size(batch[-1]):
                        return best, True
                    break
                if self._over() or (ended and not reduced):
                    return best, complete
        return best, False

    def _small_cases(self, best: Known | None) -> Iterator[tuple[list[Case], bool, bool]]:
        """Untried small inputs, in order, by the batch; whether it is the last, and whether all
        inputs that are smaller have then been tried."""
        is_class, target = self._oracle.is_class, best.case if best is not None else None
        scope = read_scope(self._drawn, target, is_class=is_class)
        small = SmallCases(scope, target, self._left, is_class=is_class)
        batch: list[Case] = []
        for case in small:
            if json.dumps(case) not in self._met:
                batch.append(case)
            if len(batch) == BATCH or self._over():
                yield batch, False, False
                batch = []
        yield batch, True, small.complete
        while True:  # reductions may be left
            yield [], True, small.complete

    def _reductions(self, best: Known) -> list[Case]:
        """Untried ones that are smaller, smallest first."""
        letters = "".join(
            sorted({c for case in self._drawn for c in _letters(case)}, key=letter_size)
        )
        limit, fresh = self._size(best), {}
        for case in reductions(best.case, letters, is_class=self._oracle.is_class):
            text = json.dumps(case)
            if text not in self._met and self._case_size(case) < limit:
                fresh[text] = case
        return sorted(fresh.values(), key=self._case_size)

    # -------------------------------------------------------------- running

    def _over(self) -> bool:
        return self._left <= 0 or time.monotonic() >= self._deadline

    def _failing_cases(self, cases: Sequence[Case]) -> list[Known]:
        self._met.update(map(json.dumps, cases))
        return self._failing([k for k in self._oracle.judge(cases) if k is not None])

    def _failing(self, known: Sequence[Known]) -> list[Known]:
        """Those on which the code was run now or before and goes wrong."""
        texts = [json.dumps(k.case) for k in known]
        new = [n for n, text in enumerate(texts) if text not in self._tried]
        self._left -= len(new)
        got = answers(
            self._sandbox,
            self._source,
            self._oracle.entry,
            [known[n].case for n in new],
            [BASE_STEPS + self._patience * known[n].steps for n in new],
            is_class=self._oracle.is_class,
        )
        for n, answer in zip(new, got, strict=True):
            self._tried[texts[n]] = answer
        return [
            k for k, text in zip(known, texts, strict=True) if self._wrong(k, self._tried[text])
        ]

    def _wrong(self, known: Known, answer: Answer) -> bool:
        if answer.state == "returned":
            return not same(answer.value, known.expected, self._compare)
        return answer.state != "not_run"

    def _confirmed(self, best: Known, proved: bool) -> Failing | None:
        """What the code does there when it is run as the tests run it; None if it is right."""
        call = as_call(best.case, self._oracle.is_class)
        limits = Limits(wall_s=2.0)
        outcome = self._sandbox.run(self._source, self._oracle.entry, [call], limits=limits)[0]
        state: CaseState
        if outcome.state == "returned":
            if same(outcome.value, best.expected, self._compare):
                return None
            state = "wrong"
        else:
            state = "wrong" if outcome.state == "not_json" else outcome.state
        if state == "not_run":
            return None
        tried = len(self._tried)
        return Failing(call, best.expected, state, outcome.value, outcome.error, proved, tried)

    def _size(self, known: Known) -> tuple[int, float, str]:
        return self._case_size(known.case)

    def _case_size(self, case: Case) -> tuple[int, float, str]:
        return size(case, is_class=self._oracle.is_class)


def as_call(case: Case, is_class: bool) -> Call:
    """A case as the call that the sandbox makes."""
    if not is_class:
        return Call(tuple(case))
    args, then = case
    assert isinstance(args, list)
    assert isinstance(then, list)
    return Call(tuple(args), tuple((str(m), tuple(a)) for m, a in then))  # type: ignore[misc]


def _as_case(call: Call, is_class: bool) -> Case:
    if not is_class:
        return list(call.args)
    return [list(call.args), [[name, list(args)] for name, args in call.then]]


def _letters(value: JsonValue) -> Iterator[str]:
    if isinstance(value, str):
        yield from value
    elif isinstance(value, list):
        for item in value:
            yield from _letters(item)
