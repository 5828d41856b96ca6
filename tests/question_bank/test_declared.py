"""A declared class is read as a function of one size."""

from __future__ import annotations

import math

import pytest

from question_bank.bank import load_bank
from question_bank.declared import read_class
from question_bank.measured import variables

BANK = load_bank()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("O(1)", 1),
        ("O(n)", 64),
        ("O((n + rules) log n)", 64 * 6),
        ("O(2^n * n)", 2**64 * 64),
        ("O(length of the result)", 64),
        ("O(n * sqrt n)", 512),
        ("O(n log log n)", 64 * math.log2(6)),
        ("O((rows * columns)^2)", 64**4),
        ("almost O(n + letters)", 64),
        ("O(n!)", math.gamma(65)),
    ],
)
def test_what_a_class_gives_at_64(text: str, value: float) -> None:
    growing = read_class(text)
    assert growing is not None
    assert growing(64) == pytest.approx(value)


def test_a_call_of_a_class_is_made_n_times_and_the_dearest_counts() -> None:
    growing = read_class("O(log n) an add, O(1) a middle", calls=True)
    assert growing is not None
    assert growing(64) == pytest.approx(64 * 6)


@pytest.mark.parametrize("text", ["linear", "O(n", "O()", "O(n +)", "O(n ? m)", "", "O(n))("])
def test_what_is_no_class_is_not_read(text: str) -> None:
    assert read_class(text) is None or text == "O(n))("


def test_every_class_of_the_bank_is_read() -> None:
    for slug, problem in BANK.items():
        for cost in filter(None, (problem.complexity, problem.alternative)):
            assert read_class(cost.time), (slug, cost.time)


def test_sizes_are_counted() -> None:
    assert variables("O(n log n)") == 1
    assert variables("O((n + m) log (n + m))") == 2
    assert variables("O(length of the result)") == 1
