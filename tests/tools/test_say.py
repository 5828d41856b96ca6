"""How code is read aloud: examples, and what must hold for any text at all."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tools.say import say

SAID = {
    # operators
    "i + 1": "i plus one",
    "a <= b": "ay less than or equal to b",
    "x != y": "x not equal to y",
    "x == y": "x is equal to y",
    "x = 5": "x equals five",
    "x += 1": "x plus equals one",
    "lo < hi": "lo less than hi",
    "`(lo + hi) // 2`": "(lo plus hi) floor divided by two",
    "if n % 2 == 0": "if n modulo two is equal to zero",
    "n**2": "n squared",
    "`!done`": "not done",
    "i++": "i plus plus",
    "def f(x: int) -> int": "def f of x: int returns int",
    # minus or dash
    "-1": "minus one",
    "it returns -1.": "it returns minus one.",
    "n - 1 and n-1": "n minus one and n minus one",
    "`-x`": "minus x",
    "len(nums) - 1": "len of nums minus one",
    "x-ray, utf-8, well-known": "x-ray, utf-8, well-known",
    "the answer - a hash map - is fine": "the answer, a hash map, is fine",
    "the answer — a hash map": "the answer, a hash map",
    # brackets
    "nums[i]": "nums of i",
    "nums[i + 1]": "nums of i plus one",
    "nums[-1]": "nums of minus one",
    "grid[r][c]": "grid of r and c",
    "nums[1:]": "nums from one to the end",
    "nums[:k]": "nums up to k",
    "nums[::-1]": "nums reversed",
    "foo()": "foo",
    "two_sum([2, 7], 9)": "two sum of the list two, seven and nine",
    "seen.get(x, 0)": "seen dot get of x and zero",
    "[]": "the empty list",
    "{}": "the empty dictionary",
    "[1, 2, 2]": "the list one, two, two",
    "the list [3, 1]": "the list three, one",
    "[[1, 2], [3]]": "the list of the list one, two, and the list three",
    "{'a': 1}": "the dictionary the string a to one",
    "{1, 2}": "the set one, two",
    "(1, 2)": "the tuple one, two",
    "return [0]": "return the list zero",
    # names
    "snake_case": "snake case",
    "maxProfit": "max profit",
    "__init__": "init",
    "dict.get": "dict dot get",
    "`ListNode`": "list node",
    "None, True and False": "None, True and False",
    # strings
    '""': "the empty string",
    '"hello"': "hello",
    '"abc"': "the string a, b, c",
    '"([])"': "the string open paren, open bracket, close bracket, close paren",
    'the string "aab"': "the string a, a, b",
    # complexity
    "O(n log n)": "big O of n log n",
    "O(1)": "big O of one",
    "O(n^2)": "big O of n squared",
    "O(n²)": "big O of n squared",
    "O(n*m)": "big O of n times m",
    "O(2^n)": "big O of two to the power of n",
    "O(V + E)": "big O of V plus E",
    # numbers in prose
    "It takes 5,000 steps, 3.5 times.": "It takes 5000 steps, 3 point 5 times.",
    "10-30 s": "10 to 30 s",
    "100% sure": "100 percent sure",
    # Markdown
    "**bold** and *it*": "bold and it",
    "- one thing\n- another": "one thing\nanother",
}

PROSE = [
    "What happens on line 7 when the list is empty?",
    "Tell me about yourself; I'm listening.",
    "It's the dogs' and cats' food, isn't it?",
    "Why did you choose a dictionary (a hash map) here?",
    "Line 12, please: what is its job?",
    "JavaScript and Python are well-known.",
    "Yes! It works... mostly.",
    "Then i is 3, and j is 4.",
]


@pytest.mark.parametrize(("text", "said"), SAID.items())
def test_code_is_said_as_people_say_it(text: str, said: str) -> None:
    assert say(text) == said


@pytest.mark.parametrize("text", PROSE)
def test_prose_is_left_alone(text: str) -> None:
    assert say(text) == text


def test_code_inside_a_sentence() -> None:
    text = "On line 4, what is `nums[i + 1]` when `nums` is [1, 2, 2] and i is 0?"
    assert say(text) == (
        "On line 4, what is nums of i plus one when nums is the list one, two, two and i is 0?"
    )


_UNSAYABLE = re.compile(r"[^\w\s.,?!:;'()-]|_")
_code_like = st.text(alphabet="abnOi_01 2.,:;()[]{}+-*/<>=!\"'`\n%^&|", max_size=40)


@given(st.one_of(st.text(max_size=60), _code_like))
@example("[(])")
@example("nums[[i]")
@example("'a'b'")
@example("` `` `")
@settings(max_examples=400, deadline=None)
def test_nothing_that_a_voice_would_garble_is_left(text: str) -> None:
    assert not _UNSAYABLE.search(say(text))


_SENTENCE = "the loop on line 7 returns a list, when nums is empty; why? I'd say so."
_words = st.lists(st.sampled_from(_SENTENCE.split(" ")))


@given(_words.map(" ".join))
@settings(deadline=None)
def test_plain_prose_goes_through_unchanged(text: str) -> None:
    assert say(text) == text


@given(_code_like)
@settings(max_examples=300, deadline=None)
def test_letters_and_digits_are_never_lost(text: str) -> None:
    """A reader that drops a name or number would ask about something else."""
    assert bool(re.search("[bni]", text)) <= bool(re.search("[bni]", say(text)))


@pytest.mark.parametrize("text", SAID.values())
def test_saying_what_was_said_changes_nothing(text: str) -> None:
    assert say(text) == text


def test_deep_nesting_does_not_overflow() -> None:
    assert say("x" + "[" * 5_000 + "1" + "]" * 5_000) == "x1"
    assert say("(" * 5_000) == ""
