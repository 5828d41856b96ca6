"""Numbers as people say them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.spoken_numbers import numbers_in, spoken


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("minus one", [-1]),
        ("negative twenty three", [-23]),
        ("twenty-one", [21]),
        ("one two two", [1, 2, 2]),
        ("two hundred and five", [205]),
        ("one and two", [1, 2]),
        ("it is 3, 4 and -2", [3, 4, -2]),
        ("one thousand two hundred thirty four", [1234]),
        ("zero point five", [0.5]),
        ("3.75", [3.75]),
        ("1,000", [1000]),
        ("5 million", [5_000_000]),
        ("forty two and five", [42, 5]),
        ("twenty ten", [20, 10]),
        ("nothing here", []),
        ("", []),
    ],
)
def test_values(text: str, values: list) -> None:
    assert [n.value for n in numbers_in(text)] == values


def test_ordinals_are_kept_apart() -> None:
    assert [(n.value, n.kind) for n in numbers_in("the second of three, the 4th")] == [
        (2, "ordinal"),
        (3, "cardinal"),
        (4, "ordinal"),
    ]


@pytest.mark.parametrize("text", ["the other one", "this one", "one of them", "which one"])
def test_one_may_be_a_thing(text: str) -> None:
    assert [n.kind for n in numbers_in(text)] == ["pronoun"]


def test_a_minus_between_names_is_no_sign() -> None:
    assert [n.value for n in numbers_in("n-1")] == [1]


def test_places() -> None:
    text = "well, minus twenty three it is"
    (found,) = numbers_in(text)
    assert text[found.start : found.end] == "minus twenty three"


@given(st.integers(-999_999, 999_999))
def test_what_is_said_is_heard(n: int) -> None:
    assert [found.value for found in numbers_in(f"so {spoken(n)} then")] == [n]


@given(st.text(max_size=80))
def test_no_text_is_an_error(text: str) -> None:
    assert all(text[n.start : n.end] for n in numbers_in(text))
