"""The guard: each rule refuses a planted bad wording and lets a good one through."""

from __future__ import annotations

import pytest

from agent import guard
from tools.code.probe import Derivation, Key, Option, Probe

SOURCE = """\
def count_up(nums, target):
    total = 0
    for index in range(len(nums)):
        if nums[index] < target:
            total += 1
    return total
"""


def probe(text: str, key: Key, *identifiers: str) -> Probe:
    return Probe("T2.x@L3", "T2", text, (3,), identifiers, key, "block", "execution", 0.5)


FOUND = Derivation("trace", (), {})
TIMES = probe(
    "For nums equal to [4, 1] and target 3, how many times does line 5 add to total?",
    Key("value", 1, FOUND, accepted=("once", "one time")),
    "total",
)
COST = probe(
    "How does the time of count_up grow with the length of nums?",
    Key("choice", "linear", FOUND, options=(
        Option("linear", ("linear", "big o of n")), Option("quadratic", ("quadratic",)))),
    "count_up", "nums",
)  # fmt: skip

EMPTY = probe(
    "If nums is the empty list and target is 3, what does count_up return?",
    Key("value", 0, FOUND, accepted=("zero",)), "count_up",
)  # fmt: skip

ONLY = probe(
    "If nums is a list with only 5, what does count_up return?", Key("value", 0, FOUND), "count_up"
)

ROW = probe(
    "If nums is a list that holds only the list 4, 5 and target is 3, what does count_up return?",
    Key("value", 0, Derivation("run", ([[4, 5]], 3), {})), "count_up",
)  # fmt: skip
NOBODY = probe(
    "If nums is 0 and target is 3, what does count_up return?", Key("value", 0, FOUND), "count_up"
)
PASSES = probe(
    "If nums is the list 4, 1, what is total after two passes of the loop on line 3?",
    Key("value", 1, FOUND), "total",
)  # fmt: skip

SAME = probe(
    "If nums is the list 4, 4, 4 and target is 3, what does count_up return?",
    Key("value", 0, FOUND), "count_up",
)  # fmt: skip
DOTS = probe(
    'If nums is a list with only "..", what does count_up return?',
    Key("value", 0, Derivation("run", ([".."],), {})), "count_up",
)  # fmt: skip

NEVER = probe("For which input does line 5 never run?", Key("value", [[]], FOUND))
CHANGED = probe(
    "If line 5 had a zero instead of the one, for which input would the answer change?",
    Key("value", [[1], 2], FOUND),
)  # fmt: skip
TWICE = probe(
    "If you call count_up; then count_up, on which line does count_up return after that?",
    Key("value", 6, FOUND), "count_up",
)  # fmt: skip
COPY = probe(
    "Can a call of count_up change the list that the caller passed in as nums?",
    Key("choice", "no", FOUND, options=(Option("yes", ("yes",)), Option("no", ("no",)))),
    "count_up", "nums",
)  # fmt: skip
DOOR = """\
def enter(when):
    return when

def leave(when):
    return when
"""
CALLS = probe(
    "If you call enter 0; then enter 5, what does enter 10 return after that?",
    Key("value", 10, FOUND), "enter",
)  # fmt: skip
TREE = probe(
    "If nums is the tree with root 1, left child 0 and right child 3, what does count_up return?",
    Key("value", 1, FOUND), "count_up",
)  # fmt: skip
OPEN = probe(
    "If nums is the list 4, 1, at most how many calls of count_up are open at the same time?",
    Key("value", 1, FOUND), "count_up",
)  # fmt: skip
CALLED = probe(
    "If nums is the list 4, 1, how many times is count_up called in all, counting the first call?",
    Key("value", 1, FOUND), "count_up",
)  # fmt: skip
COVER = probe(
    "Which inputs, at most three, would you test count_up with so that every branch and every "
    "loop body runs?",
    Key("value", [[[1], 2]], FOUND), "count_up",
)  # fmt: skip
BRACKETS = probe(
    'If nums is "((()", what does count_up return?', Key("value", 0, FOUND), "count_up"
)
LETTERS = probe('If nums is "DCV", what does count_up return?', Key("value", 0, FOUND), "count_up")
AGAIN = probe(
    "If nums is 1 and target is 1 and you call enter 3; then enter 3, what does leave 4 return?",
    Key("value", 4, FOUND), "leave",
)  # fmt: skip
KEYWORD = probe("If nums is a list with only 5, how many times does line 4 run?",
                Key("value", 1, FOUND), "a", "is")  # fmt: skip

GOOD = [
    # numbers said another way: counted, shared, restated, of a loop named by its kind
    (SAME, "nums is just fours, three of them, and target is 3. What does count_up return?"),
    (SAME, "nums has three 4s and target is 3. What does count_up return?"),
    (ROW, "For the two-element row 4, 5 and target 3, what does count_up return?"),
    (SAME, "Here's one: nums 4, 4, 4 and target 3. What does count_up return?"),
    (NOBODY, "From 0 to 3, so nums is 0 and target is 3: what does count_up return?"),
    (PASSES, "nums is 4, 1. What is total after two passes of the for loop?"),
    (
        SAME,
        "A 4 comes first, then 4 twice, so nums is 4, 4, 4. With target 3, what is returned?",
    ),
    # the inputs behind the question, or fed in before it
    (PASSES, "After two passes of the loop on line 3, what is total? nums is 4, 1."),
    (ONLY, "Give count_up a nums with only 5, and what comes back?"),
    (ONLY, "What about a nums with only 5? What does count_up return?"),
    (ONLY, "Smallest sensible case: nums with only 5. What does count_up return?"),
    # how many inputs are allowed; the line that is changed, quoted
    (COVER, "You get up to three inputs for count_up. Which would run every branch and loop body?"),
    (
        COVER,
        "Which inputs would run every branch and loop body of count_up? Three at most, please.",
    ),
    (CHANGED, 'Say line 5 adds "zero" rather than one. For which nums would that matter?'),
    # said twice, and what to answer with
    (ONLY, "How does count_up treat nums with only 5? I mean, what does it return?"),
    (NEVER, "When would line 5 not run at all? Give me nums and a target, please."),
    (NEVER, "Is there an input that skips line 5? Which one?"),
    (NEVER, "For what nums and what target would line 5 not run?"),
    (SAME, "What does count_up make of 4, 4, 4 and target 3? I mean the value it returns."),
    (COPY, "Will nums stay the same, or might count_up change it?"),
    # a wish or an order for an input, and what is known of its line
    (NEVER, "I'd like a call of count_up where line 5 stays untouched. Which input would do that?"),
    (NEVER, "Find me a list for which count_up never executes line 5. What would it be?"),
    (NEVER, "We need a test that keeps line 5 from running. What would you pass?"),
    # the change of the line, and that it is one for the worse
    (CHANGED, "Line 5 loses its one, so it just adds zero. Which nums and target show it?"),
    (CHANGED, "A typo on line 5 makes the one a zero. Which input would show me the mistake?"),
    (CHANGED, "Put a zero for the one on line 5. Where would the answer no longer be the same?"),
    (
        CHANGED,
        "Line 5 has a zero where its one should be. Which input would tell the two versions apart?",
    ),
    # what an input is, said by what it is not
    (EMPTY, "Nothing in nums, an empty list, and target is 3. What does count_up return?"),
    (DOTS, "There's just the one row in nums, two dots. What comes out of count_up?"),
    (SAME, "As we go over 4, 4, 4 with target 3, what does count_up end up returning?"),
    (SAME, "nums is 4, 4, 4 and target is 3, so what does count_up return?"),
    # the calls that were made
    (
        TWICE,
        "count_up has been called twice already. Next time, on which line does count_up return?",
    ),
    (TWICE, "Two calls: count_up, count_up. When I call it again, on which line does it return?"),
    (COST, "What does one more element in nums mean for the time of count_up, in terms of growth?"),
    (COPY, "I worry about side effects: can count_up possibly change nums, my list?"),
    (KEYWORD, "With only 5 in nums, how often do we go through line 4?"),
    (KEYWORD, "Suppose nums has a single 5. How often does line 4 run?"),
    (SAME, "Three nums of 4 and a target of 3. Read me what count_up gives."),
    (DOTS, "The nums are a single row, two dots. What does count_up say?"),
    (DOTS, "Say nums holds just one string of two dots. What comes out of count_up?"),
    (ROW, "Our sheet is one row, 4, 5, and the target 3. What does count_up say?"),
    (ROW, "Take a single row, 4 and 5, and 3 for the target. What comes out of count_up?"),
    (NOBODY, "No nums, and target 3. What does count_up give back?"),
    (PASSES, "The nums are 4, 1. What's in total after the second trip round the loop?"),
    (ONLY, "A shop window shows nums, a list with only 5. What does count_up return?"),
    (ONLY, "What does the function actually return for nums with only 5?"),
    (ONLY, "What does count_up return if nums is a list with only 5?"),
    (EMPTY, "What does count_up return if nums is the empty list and target is 3?"),
    (TIMES, "If nums is the list 4, 1 and target is 3, how often does line 5 add to total?"),
    (TIMES, "If nums is [4, 1] and target is 3, how often does line 5 add to total?"),
    (
        TIMES,
        "With nums as [4, 1] and target 3, how many times does total grow on line 5?",
    ),
    (COST, "How does the running time of count_up grow as nums gets longer?"),
    (COST, "What happens to the time count_up takes when nums becomes longer?"),
]

BAD = [
    # what the code does with the input, in a clause beside the question
    (SAME, "gives a reason", "For nums 4, 4, 4 and target 3, where a four sits first, what does "
     "count_up return?"),
    (SAME, "gives a reason", "With nums 4, 4, 4 and target 3, and so no hit to find, what does "
     "count_up return?"),
    (SAME, "gives a reason", "With nums 4, 4, 4 and target 3, total stays put. What does count_up "
     "return?"),
    (SAME, "gives a reason", "If nums is 4, 4, 4, target 3, and each pass adds one, what does "
     "count_up return?"),
    (SAME, "gives a reason", "What does count_up return for nums 4, 4, 4 and target 3, given we "
     "never get below 3?"),
    (SAME, "gives a reason", "nums is 4, 4, 4 and target is 3, which the fours outdo. What does "
     "count_up return?"),
    (SAME, "gives a reason", "nums is 4, 4, 4 and target 3, all above it. What does count_up "
     "return?"),
    (PASSES, "gives a reason", "nums is 4, 1. What is total after two passes of the loop on line "
     "3, until the jackpot is in?"),
    (ONLY, "not one question", "Walk through count_up for nums with only 5."),
    (ONLY, "not one question", "What does count_up return for nums with only 5, do you think it "
     "stays low?"),
    (SAME, "asks something else", "For nums 4, 4, 4 and target 3, which line does it return on?"),
    (NEVER, "asks something else", "Why does line 5 never run for some input?"),
    (CALLED, "asks something else", "For nums 4, 1, at most how many calls of count_up are open?"),
    (OPEN, "asks something else", "For nums 4, 1, how many calls of count_up are there in total?"),
    (COPY, "asks something else", "Does count_up hand back nums or a list of its own?"),
    (TREE, "changes a number", "With root 1, left child 3 and right child 0, what is count_up?"),
    (TIMES, "changes a number", "With target 3 and nums 1, 4, how many times does line 5 add to "
     "total?"),
    (NEVER, "not one question", "For which input does line 5 never run? Think of one with no "
     "nums."),
    (NEVER, "gives a reason", "For which input does line 5 never run, say one with large nums?"),
    (NEVER, "gives a reason", "Large nums would do. For which input does line 5 never run?"),
    (NEVER, "gives a reason", "Line 5 is skipped if nums is short. For which input does it "
     "never run?"),
    (NEVER, "asks something else", "What goes into total when line 5 runs?"),
    (CHANGED, "gives a reason", "With a zero for the one on line 5 we'd skip a number. For which "
     "input would the answer change?"),
    (CHANGED, "judges", "Your mistake on line 5 was a zero for the one. Which input shows it?"),
    (SAME, "gives a reason", "nums is 4, 4, 4 and target 3, so not a number counts. What does "
     "count_up "
     "return?"),
    (SAME, "gives a reason", "4, 4, 4 is padded with blanks. For target 3, what does count_up "
     "return?"),
    (SAME, "gives a reason", "In 4, 4, 4 no number can be below 3, so what does count_up return?"),
    (SAME, "gives a reason", "For nums 4, 4, 4, which gets walked twice, and target 3, what does "
     "count_up return?"),
    (COPY, "gives a reason", "Can count_up change the caller's nums, when all it does is read it?"),
    (COST, "gives a reason", "The loop needs every number. How does the time of count_up grow with "
     "the length of nums?"),
    (SAME, "judges", "You looked a bit lost. For nums 4, 4, 4 and target 3, what does count_up "
     "return?"),
    (SAME, "names what is not in the code", "With nums 4, 4, 4, target 3 and the gravel option "
     "off, "
     "what does count_up return?"),
    (SAME, "changes a number", "Two nums of 4 and a target of 3. What does count_up give?"),
    (DOTS, "changes a value", "The nums are a single row, three dots. What does count_up say?"),
    (ROW, "changes a number", "Take three rows of 4, 5 and target 3. What does count_up return?"),
    (NOBODY, "changes a number", "No nums and no target. What does count_up give back?"),
    (PASSES, "changes a number", "Nums are 4, 1. What's in total after the third trip round the "
     "loop?"),
    (ONLY, "gives a reason", "nums is a list with only 5, so we end up low. What does count_up "
     "return?"),
    (ONLY, "leads", "With nums a list with only 5, count_up does return, doesn't it?"),
    (ONLY, "not one question", "Tell me something about count_up and nums with only 5."),
    (TIMES, "changes a number",
     "With nums [4, 1] and target 3, does line 5 add to total once?"),
    (TIMES, "changes a number",
     "With nums [4, 1] and target 2, how many times does line 5 add to total?"),
    (TIMES, "changes a number",
     "With nums [4, 1, 7] and target 3, how many times does line 5 add to total?"),
    (TIMES, "changes a number",
     "With nums [1, 4] and target 3, how many times does line 5 add to total?"),
    (ONLY, "changes a number",
     "If nums is a list with only 5 elements, what does count_up return?"),
    (EMPTY, "changes a value", "What does count_up return when nums is None and target is 3?"),
    (TIMES, "drops a name",
     "With nums [4, 1] and target 3, how many times does line 5 add?"),
    (TIMES, "names what is not in the code",
     "With nums [4, 1] and target 3, how many times does line 5 change total_count and total?"),
    (TIMES, "not one question",
     "With nums [4, 1] and target 3, how often does line 5 add to total, and why?"),
    (TIMES, "not one question",
     "With nums [4, 1] and target 3, line 5 adds to total."),
    (TIMES, "not one question",
     "With nums [4, 1] and target 3? How often does line 5 add to total?"),
    (TIMES, "leads",
     "Remember the 4. With nums [4, 1] and target 3, how often does line 5 add to total?"),
    (TIMES, "judges",
     "Great! With nums [4, 1] and target 3, how many times does line 5 add to total?"),
    (TIMES, "too long for the ear",
     "So now that we have looked at your code for quite a while I would really like to know, "
     "with nums [4, 1] and target 3, how many times does line 5 add to total?"),
    (COST, "gives the answer away", "Is the time of count_up linear in nums?"),
    (COST, "gives a reason",
     "Each number is looked at. How does the time of count_up grow with the length of nums?"),
    (COST, "gives a reason",
     "Since there is one loop, how does the time of count_up grow with the length of nums?"),
    (TIMES, "asks something else",
     "With nums [4, 1] and target 3, does line 5 add to total?"),
    (COST, "names what is not there",
     "How does the time of the heap in count_up grow with the length of nums?"),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "wording"), GOOD)
def test_good_wordings_pass(asked: Probe, wording: str) -> None:
    assert guard.refuse(wording, asked, SOURCE) == ""


@pytest.mark.parametrize(("asked", "rule", "wording"), BAD)
def test_bad_wordings_are_refused_by_their_rule(asked: Probe, rule: str, wording: str) -> None:
    broken = [name for name, breaks in guard.RULES.items()
              if breaks(guard.Case(wording, asked, SOURCE))]  # fmt: skip
    assert rule in broken


@pytest.mark.parametrize(
    ("wording", "rule"),
    [
        ("After enter 0 and enter 5, what does enter 10 return?", ""),
        ("What will enter 10 return once enter 0 and enter 5 have been called?", ""),
        ("After enter 5 and enter 0, what does enter 10 return?", "changes a number"),
        ("After enter 0 and enter 10, what does enter 5 return?", "changes a number"),
    ],
)
def test_calls_keep_their_values_and_their_order(wording: str, rule: str) -> None:
    assert guard.refuse(wording, CALLS, DOOR) == rule


@pytest.mark.parametrize(
    ("asked", "wording", "rule"),
    [
        (BRACKETS, "nums is three opening round brackets and then one closing.", ""),
        (BRACKETS, "nums is three open parens and a close paren.", ""),
        (BRACKETS, "nums is two opening round brackets and then one closing.", "changes a number"),
        (LETTERS, "D, C, V goes in as nums.", ""),
        (LETTERS, "D, C, C, V goes in as nums.", "changes a value"),
    ],
)
def test_texts_may_be_spelled_or_described(asked: Probe, wording: str, rule: str) -> None:
    assert guard.refuse(f"{wording} What does count_up return?", asked, SOURCE) == rule


@pytest.mark.parametrize(
    ("wording", "rule"),
    [
        ("nums and target are 1, and we make two calls of enter 3.", ""),
        ("nums and target are 1, and we call enter 3 twice.", ""),
        ("nums and target are 2, and we call enter 3 twice.", "changes a number"),
    ],
)
def test_a_number_may_be_said_once_for_two(wording: str, rule: str) -> None:
    assert guard.refuse(f"{wording} What does leave 4 return?", AGAIN, DOOR) == rule


@pytest.mark.parametrize("asked", [TIMES, COST, EMPTY, OPEN, CALLED, TREE, COPY, NEVER, CHANGED])
def test_a_probes_own_text_always_passes(asked: Probe) -> None:
    assert guard.refuse(asked.text, asked, SOURCE) == ""


def test_every_rule_is_needed() -> None:
    assert {rule for _, rule, _ in BAD} == set(guard.RULES)
