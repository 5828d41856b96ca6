"""The measured class of forty labelled programs: twenty that the measuring was tuned on, and twenty
that were labelled before and not looked at until it was done.

``NOT_SURE`` are those that are left open; none may be given another class than its own.
"""

from __future__ import annotations

import pytest

from tools.code.growth import exponent_of, fit, fit_noisy
from tools.code.measured_class import UNSURE, class_name, class_of

NOT_SURE = frozenset({"task_order", "subset_sums"})
POWERS = {"n": 1, "n^2": 2, "n^3": 3}


@pytest.mark.weights
def test_measured_class(labelled, sandbox) -> None:
    found = class_of(sandbox, labelled.code, labelled.name, labelled.samples, labelled.inputs or "")
    name, exponent = (found.name, found.exponent) if found else (UNSURE, 0.0)
    wanted = UNSURE if labelled.name in NOT_SURE else labelled.time
    assert name == wanted
    if name in POWERS:
        assert abs(exponent - POWERS[name]) < 0.25


# ------------------------------------------------------------------ from counts alone

SIZES = (16, 32, 64, 128, 256, 512, 1024)


def test_an_exponent_has_its_uncertainty() -> None:
    smooth = exponent_of(SIZES, [3 * n * n for n in SIZES])
    rough = exponent_of(SIZES, [n * n * (4 if k % 2 else 3) for k, n in enumerate(SIZES)])
    assert smooth == pytest.approx((2, 0), abs=1e-6)
    assert abs(rough[0] - 2) <= rough[1]
    assert rough[1] > 0.1


def test_counts_that_scatter_still_show_a_class() -> None:
    counts = [round(n * (1.0 + 0.04 * (k % 3 - 1))) for k, n in enumerate(SIZES)]
    assert fit(SIZES, counts) is None
    noisy = fit_noisy(SIZES, counts)
    assert noisy is not None
    assert noisy.name == "n"


@pytest.mark.parametrize("power", [1.25, 1.5, 2.5])
def test_between_two_classes_is_not_sure(power: float) -> None:
    counts = [round(5 * n**power) for n in SIZES]
    assert class_name(SIZES, counts) in (UNSURE, "n log n" if power == 1.25 else UNSURE)


def test_factorial_and_exponential_are_told_apart() -> None:
    ns = tuple(range(2, 9))
    factorials = [2, 6, 24, 120, 720, 5040, 40320]
    assert class_name(ns, [3 * f + 5 for f in factorials]) == "n!"
    assert class_name(ns, [7 * 2**n for n in ns]) == "2^n"
    assert class_name(ns, [n**3 for n in ns]) in ("n^3", UNSURE)


QUEENS = (24, 77, 274, 1047, 4136, 17_777, 80_772, 383_689)  # squares tried for n = 3, 4, ...


@pytest.mark.parametrize("last", [8, 9, 10])
def test_a_search_between_exponential_and_factorial_is_not_sure(last: int) -> None:
    ns = tuple(range(3, last + 1))
    assert class_name(ns, QUEENS[: len(ns)]) == UNSURE


def test_a_lower_term_beside_an_exponential_leaves_it_one() -> None:
    ns = tuple(range(2, 12))
    assert class_name(ns, [4**n + 20 * n for n in ns]) == "2^n"


def test_what_rises_slowly_and_scatters_is_not_constant() -> None:
    sizes = (17, 64, 256, 1024, 4097, 16_384, 65_537, 262_144, 1_048_576, 4_194_305)
    counts = (83, 83, 85, 85, 87, 89, 89, 89, 95, 93)  # the digits of a number, and what follows
    assert class_name(sizes, counts) in (UNSURE, "log n")
