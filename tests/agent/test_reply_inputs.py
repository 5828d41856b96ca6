"""How replies that give an input are read: which sentence, which brackets, what is no input."""

from __future__ import annotations

import pytest

from agent.replies import brackets
from agent.replies.inputs import inputs_said
from agent.replies.offers import offers
from agent.replies.verdict import CodeUnderTest
from tools.code.probe import Derivation, Key

LIST = ("def f(nums):\n    return 1\n", [[1, 2]])
LIST_AND_NUMBER = ("def f(nums, target):\n    return 1\n", [[1, 2], 3])
TWO_NUMBERS = ("def f(first, last):\n    return 1\n", [1, 2])
TWO_TEXTS = ("def f(film, cast):\n    return 1\n", ["ab", "a"])
COUNTING = ("def f(n):\n    total = 1\n    return total + n\n", [7])
BRACKETS = ("def f(text):\n    return 1\n", ["([)]"])
NUMERAL = ("def f(numeral):\n    return 1\n", ["XIV"])
SIGNS = ("def f(rows):\n    return 1\n", [["..w", "w.."]])
GRID = ("def f(lawn):\n    return 1\n", [[[1, 2], [3, 4]]])


def said(shape: tuple[str, list], reply: str) -> list:
    source, example = shape
    key = Key("input", example, Derivation("mutate", tuple(example), {}))
    code = CodeUnderTest(source, "f", None)  # type: ignore[arg-type]
    return [list(args) for args, _, _ in inputs_said(key, reply, code)]


@pytest.mark.parametrize(
    ("shape", "reply", "inputs"),
    [
        (LIST, "four times the number one", [[[1, 1, 1, 1]]]),
        (LIST, "zeros, three of them", [[[0, 0, 0]]]),
        (LIST, "like just seven, then left and right are both zero", [[[7]]]),
        (LIST, "if you give it open bracket close bracket", [[[]]]),
        (LIST, "a list with just a five in it, so that there is nothing to compare", [[[5]]]),
        (LIST_AND_NUMBER, "an empty list, whatever target", [[[], 3]]),
        (LIST_AND_NUMBER, "one two for the nums, four for the target", [[[1, 2], 4]]),
        (LIST, "brackets with nothing in between", [[[]]]),
        (LIST, "I give it one floor, floor nine", [[[9]]]),
        (LIST_AND_NUMBER, "Nums two, three. Target five. It adds up.", [[[2, 3], 5]]),
        (LIST_AND_NUMBER, "nums two, three", []),
        (TWO_TEXTS, "film is a b, cast is b a, like letters in a mirror", [["ab", "ba"]]),
        (GRID, "two by two, first row one two second row three four", [[[[1, 2], [3, 4]]]]),
        (GRID, "only small ones, so row with two, two", [[[[2, 2]]]]),
        (LIST, "the two nums five and five", [[[5, 5]]]),
        (COUNTING, "not three", []),
        (COUNTING, "it has to be at least three", []),
        (COUNTING, "when total reaches three", []),
        (COUNTING, "three is too small", []),
        (COUNTING, "one doesn't work, four", [[4]]),
        (LIST, "not one two, that stays the same", []),
        (COUNTING, "total is then starting with zero, I see", []),
        (TWO_NUMBERS, "Eight for first, one for last, I reckon.", [[8, 1]]),
        (LIST, "one lone num, eight say", [[[8]]]),
        (LIST, "I don't think there is one. The last always wins.", []),
        (BRACKETS, "whenever the closing bracket is of another kind", []),
        (NUMERAL, "the letter x twice, so twenty", [["XX"]]),
        (
            GRID,
            "take the two by two one, first row one two, second row three four",
            [[[[1, 2], [3, 4]]]],
        ),
        (GRID, "a column, the lists one, and two", [[[[1], [2]]]]),
        (SIGNS, "the one with just w dot in it. the other sign is skipped now", [[["w."]]]),
        (TWO_NUMBERS, "first equal one and last equal zero", [[1, 0]]),
        (TWO_NUMBERS, "first is four, last is six, both are even, so mod two fits", [[4, 6]]),
        (TWO_TEXTS, "film nothing and cast blank", [["", ""]]),
        (BRACKETS, "say a pair of round brackets, open close", [["()"]]),
        (BRACKETS, "a pair of square brackets", [["[]"]]),
        (BRACKETS, "if text is just one opening curly brace, then you'd see it", [["{"]]),
        (NUMERAL, "capital I capital V", [["IV"]]),
        (
            GRID,
            "So a column: a lawn with one in the first row and two in the second",
            [[[[1], [2]]]],
        ),
    ],
)
def test_inputs(shape, reply: str, inputs: list) -> None:
    assert said(shape, reply) == inputs


@pytest.mark.parametrize(
    ("sentence", "offered"),
    [
        ("Let me say seven and seven.", True),
        ("Five zero five should do", True),
        ("Open paren, close square bracket.", True),
        ("OK, one row, one two three.", True),
        ("If left starts at one we never look at the first wall.", False),
        ("You need the stack empty for it to look.", False),
    ],
)
def test_the_sentence_that_offers_an_input(sentence: str, offered: bool) -> None:
    assert offers(sentence) is offered


def test_brackets_without_a_noun_are_of_the_kind_named() -> None:
    assert "close square bracket" in brackets.in_full("square ones, open open close")
    assert brackets.in_full("the loop stays open") == "the loop stays open"
