"""Invariants, roles and swapped structures: what is asked, and what must not be."""

from __future__ import annotations

import pytest

from tools.code.families.classes import class_probes
from tools.code.families.invariants import invariants
from tools.code.families.roles import roles
from tools.code.families.structures_swap import swapped_structures
from tools.code.families.study import Study, study
from tools.code.loop_claims import Claim, judged, small_inputs
from tools.ports import Call

pytestmark = pytest.mark.weights
NUMBERS = [Call(([3, 1, 2, 5, 2],)), Call(([5, 4],)), Call(([-1, 7, 7, 2],)), Call(([1, 2, 3],))]


def studied(source: str, sandbox, calls=NUMBERS) -> Study:
    found = study(source, "f", calls, sandbox, ())
    assert found is not None
    return found


def found_roles(source: str, sandbox) -> dict[str, object]:
    return {p.identifiers[0]: p.key.value for p in roles(studied(source, sandbox))}


SUMS = """def f(nums):
    total = 0
    for n in nums:
        total += n
    return total
"""


def test_roles(sandbox) -> None:
    assert found_roles(SUMS, sandbox) == {"total": "gather"}
    largest = SUMS.replace("total += n", "total = max(total, n)")
    assert found_roles(largest, sandbox) == {"total": "best"}
    # what is kept when smaller and what is kept when larger in one loop is no best so far
    either = SUMS.replace("total += n", "total = max(total, n) if n % 2 else min(total, n)")
    assert "total" not in found_roles(either, sandbox)
    # a count is neither clearly a stepper nor a gatherer
    counted = SUMS.replace("total += n", "total += 1")
    assert "total" not in found_roles(counted, sandbox)


def test_a_role_that_a_run_speaks_against_is_not_asked(sandbox) -> None:
    reset = """def f(nums):
    best = 0
    for n in nums:
        best = max(best, n)
        if n == 2:
            best = max(-9, 0)
    return best
"""
    assert "best" not in found_roles(reset, sandbox)


DUPLICATE = """def f(nums):
    seen = []
    for n in nums:
        if n in seen:
            return True
        seen.append(n)
    return False
"""


@pytest.mark.parametrize(
    ("was", "now", "answer"),
    [
        ("seen = []", "seen = []", "better"),
        ("[]", "set()", "worse"),
        ("[]", "{}", "worse"),
    ],
)
def test_a_swap_is_measured(was: str, now: str, answer: str, sandbox) -> None:
    method = {"[]": "seen.append(n)", "set()": "seen.add(n)", "{}": "seen[n] = True"}
    source = DUPLICATE.replace(was, now).replace("seen.append(n)", method[now.split()[-1]])
    (probe,) = swapped_structures(studied(source, sandbox))
    assert probe.key.value == answer
    assert probe.key.derivation.evidence["name"] == "seen"


def test_a_swap_that_changes_an_answer_is_not_asked(sandbox) -> None:
    source = DUPLICATE.replace("return False", "return len(seen)").replace("return True", "pass")
    assert not swapped_structures(studied(source, sandbox))


def test_claims_of_a_loop(sandbox) -> None:
    inputs = [call.args for call in NUMBERS]
    source = SUMS.replace("for n in", "for i, n in").replace("in nums", "in enumerate(nums)")
    claims = [
        Claim(3, "each", "total == sum(nums[:i])"),
        Claim(3, "up", "total"),
        Claim(3, "same", "i - total"),
        Claim(3, "each", "nothing > 0"),
    ]
    sums, up, same, unknown = judged(sandbox, source, "f", inputs, claims, steps=100)
    assert sums.passes == (5, 2, 4, 3)
    assert not sums.broken
    assert up.broken == (2,)
    assert same.broken == (0, 1, 2, 3)
    assert unknown.unsure


def test_what_only_positive_numbers_keep_is_not_sure(sandbox) -> None:
    calls = [Call(([3, 1, 2, 5],)), Call(([5, 4, 4],)), Call(([1, 2, 3],))]
    found = invariants(studied(SUMS, sandbox, calls))
    assert not [p for p in found if "smaller" in p.text]
    assert ([-1],) in small_inputs([c.args for c in calls])


SAFE = """class Safe:
    def __init__(self):
        self.room = 1
        self.held = []

    def put(self, thing):
        if len(self.held) < self.room:
            self.held.append(thing)
            return True
        return False
"""


def test_a_class_is_asked_what_a_slip_would_change(sandbox) -> None:
    calls = [Call((), (("put", (k,)),) * n) for k in (4, 7) for n in (3, 5)]
    probes = {p.id: p for p in class_probes(SAFE, "Safe", calls, sandbox, [])}
    assert probes["T2.line@L8"].key.value == 1
    slip = probes["T6.sequence@L7"]
    assert "less than or equal to" in slip.text
    # a second thing goes into the full safe with the slip, and does not without; a third never does
    puts = len(slip.key.derivation.evidence["then"])  # type: ignore[arg-type]
    assert slip.key.value == ("yes" if puts == 2 else "no")
