"""Rows, records and trees as people say them, and arguments by their names."""

from __future__ import annotations

import pytest

from tools.code.spoken_arguments import by_names
from tools.code.spoken_input import pieces, values_in
from tools.code.spoken_value import value_in

GRID = [[1, 2], [3, 4]]
WIDE = [[1, 2, 3], [4, 5, 6]]
ROADS = [[0, 1, 10], [0, 2, 3]]
PAIRS = [[1, "a"], [2, "b"]]
TREE = [10, [5, None, None], None]


@pytest.mark.parametrize(
    ("said", "like", "value"),
    [
        ("a single row, one two three", WIDE, [[1, 2, 3]]),
        ("four, five and six in one row", GRID, [[4, 5, 6]]),
        ("one in the first row and two in the second", GRID, [[1], [2]]),
        ("the top row is one two and the bottom row is three four", GRID, [[1, 2], [3, 4]]),
        ("two rows, one two and three four", GRID, [[1, 2], [3, 4]]),
        ("a column with one and two", GRID, [[1], [2]]),
        ("a list in a list with a seven", WIDE, [[7]]),
        ("two by two, all ones", GRID, [[1, 1], [1, 1]]),
        ("a list with one empty list in it", GRID, [[]]),
        ("an empty grid", GRID, []),
        ("a road from zero to one of two hours", ROADS, [[0, 1, 2]]),
        ("five a and three b", PAIRS, [[5, "a"], [3, "b"]]),
        ("just the pair five, c", PAIRS, [[5, "c"]]),
        ("just a root, five, no children", TREE, [5, None, None]),
        ("root five, left child three, right eight", TREE, [5, [3, None, None], [8, None, None]]),
        ("five with a three on the left, nothing on the right", TREE, [5, [3, None, None], None]),
        ("an empty tree", TREE, None),
    ],
)
def test_nested_values(said: str, like: list, value: list | None) -> None:
    assert value_in(said, like) == (value,)


@pytest.mark.parametrize(
    ("said", "like"), [("a root with two children", TREE), ("five, three and eight", TREE)]
)
def test_a_tree_whose_form_is_open_is_none(said: str, like: list) -> None:
    assert value_in(said, like) is None


@pytest.mark.parametrize(
    ("said", "example", "names", "values"),
    [
        ("one town, no roads, start at zero", (5, ROADS, 0), "towns roads start", (1, [], 0)),
        (
            "two towns and a road from zero to one of two hours, start at one",
            (5, ROADS, 0),
            "towns roads start",
            (2, [[0, 1, 2]], 1),
        ),
        ("no prices at all and a balance of five", ([1, 2], 3), "prices balance", ([], 5)),
        (
            "two and three for prices and five for the balance",
            ([1], 3),
            "prices balance",
            ([2, 3], 5),
        ),
        ("balance two with three and four", ([1, 2], 3), "prices balance", ([3, 4], 2)),
        ("one, two, three balance one", ([1, 2], 3), "prices balance", ([1, 2, 3], 1)),
        ("both of them just five", (1, 2), "first last", (5, 5)),
    ],
)
def test_arguments_by_their_names(said: str, example: tuple, names: str, values: tuple) -> None:
    names_said = tuple(names.split())
    assert values_in(pieces(said, example, names_said), example) == values


def test_without_a_name_nothing_is_assigned() -> None:
    assert by_names("one two three and five", ([1], 2), ("prices", "balance")) is None


WORDS = ["aab", "aac"]
SIGNS = ["ww.ww", "..w.."]


@pytest.mark.parametrize(
    ("said", "like", "value"),
    [
        ("the same word twice, dog and dog", WORDS, ["dog", "dog"]),
        ("cat and an empty string", WORDS, ["cat", ""]),
        ("a, a, b", WORDS, ["a", "a", "b"]),
        ("a b and again a b", WORDS, ["ab", "ab"]),
        ("the word tea three times", WORDS, ["tea", "tea", "tea"]),
        ("no words, so an empty list", WORDS, []),
        ("one row, w followed by a dot", SIGNS, ["w."]),
        ("dot dot w and then w dot dot", SIGNS, ["..w", "w.."]),
        ("two by two, every cell is a w", SIGNS, ["ww", "ww"]),
        ("an empty grid", SIGNS, []),
        ("just a", "ab", "a"),
    ],
)
def test_words(said: str, like: list | str, value: list | str) -> None:
    assert value_in(said, like) == (value,)


def test_words_that_describe_are_no_list() -> None:
    assert value_in("two words that have the same first letter", WORDS) is None
