"""General manners of giving a number, a yes or a no; the labelled corpus measures all of it."""

from __future__ import annotations

import pytest

from agent.reading import claims, line_numbers, numbers, truths
from agent.reading.claims import Asked
from agent.reading.clauses import clauses, corrected
from agent.reading.sentences import not_yet
from agent.replies.listed import check_list
from agent.replies.spelled import check_text
from agent.replies.value import check_value
from agent.replies.verdict import CodeUnderTest
from tools.code.probe import Derivation, Key

NO_CODE = CodeUnderTest("", "f", None)  # type: ignore[arg-type]


def answered(reply: str, asked: Asked = Asked()) -> object:
    one = claims.answer(reply, numbers.number_claims(reply, asked)).one
    return one.value if one else None


@pytest.mark.parametrize(
    ("reply", "value"),
    [
        # The last thing said decides, where it is put as what comes out.
        ("the six is one wall and the eight the other, it holds five", 5),
        ("it stays one, then one again, and then it drops, so we have zero at the end", 0),
        ("first pass two, second pass two plus one, total's three", 3),
        ("the first town has no road, and we give the minus one", -1),
        ("minus one to three, or three to minus one, either way length two", 2),
        ("four hundred, then thirty, then two: four hundred and thirty-two", 432),
        ("you have a five coin so a single coin will do", 1),
        ("four, five and seven don't. That's for numbers in total", 4),
        # What explains an answer is none.
        ("I think it's seven, because it's two apart and the smaller one is four", 7),
        ("three I believe, one for a, one for b and another b", 3),
        ("Just the one coin, two is too many", 1),
        ("one, two and five are fine, three isn't. Three lamps then", 3),
        ("a gap between the 2 and the 4, and it fills up, 3 cups I think", 3),
        ("only the third one turns. Won turn.", 1),
        ("four... nah, three at once, the call and its halves", 3),
        ("it begins at two, raised twice, for", 4),
        ("Three deep. Two, one, zero.", 3),
        ("rows give one, plus one for the last, gives two", 2),
        ("each of them one call and then two for the leaves, all together five", 5),
        ("begins at one, moved to two, moved to three, and there it stops", 3),
        ("that's once per pair. So the result's one", 1),
        ("right, so this is the one where we go down", None),
        ("it stops when two plus two is four, so the loop on line four runs just the once", 1),
        ("a couple of letters, couple of rounds", 2),
        ("how would you pay three with fives, not possible, minus one", -1),
        ("so with n being three we also get three", 3),
        ("the calls of 5, 3, 2 and 1, four of them are waiting", 4),
        ("doors one, two, three and five, a total of four", 4),
        ("I make it twice. A and b, that's one go, then b and c, that's the other.", 2),
    ],
)
def test_what_a_number_reply_comes_down_to(reply: str, value: int | None) -> None:
    assert answered(reply) == value


@pytest.mark.parametrize(
    "reply", ["the first word alone has two", "there's room for two more on its right"]
)
def test_what_one_part_takes_is_a_bound(reply: str) -> None:
    said = numbers.number_claims(reply, Asked(counts=True))
    assert [c.weight for c in said] == ["bound"]


@pytest.mark.parametrize(
    "reply",
    [
        "it stops before two",
        "it doesn't make it to two",
        "anything but two",
        "it's two less than the length",
        "the last answer plus two",
    ],
)
def test_a_number_that_is_not_reached_is_no_answer(reply: str) -> None:
    assert numbers.number_claims(reply, Asked(counts=True)) == []


def test_an_argument_said_again_is_no_answer() -> None:
    asked = Asked(given=frozenset({("hours", 100)}))
    said = numbers.number_claims("you've a hundred hours, so power one", asked)
    assert [c.value for c in said] == [1]


def test_a_variable_that_was_not_asked_for_is_no_answer() -> None:
    asked = Asked(names=frozenset({"low", "high"}), returned=frozenset({"high"}))
    said = numbers.number_claims("so low is two", asked)
    assert [c.weight for c in said] == ["in passing"]


@pytest.mark.parametrize(
    ("reply", "most", "weight"),
    [
        ("So three at the most.", False, "bound"),
        ("So three at the most.", True, "said"),
        ("three times at the very least", True, "bound"),
    ],
)
def test_at_most_is_the_answer_where_it_is_asked_for(reply: str, most: bool, weight: str) -> None:
    assert [c.weight for c in numbers.number_claims(reply, Asked(most=most))] == [weight]


@pytest.mark.parametrize(
    ("reply", "value"),
    [
        ("the list stays exactly how it was", False),
        ("I don't see any writes to it", False),
        ("Nothing is written back there", False),
        ("it's equal, so it's not executed", False),
        ("both are zero, so we skip over nine", False),
        ("it fails before that, so never", False),
        ("No no, it is only reading them", False),
        ("we simply skip straight past that line", False),
        ("it would need an equal pair, and there is none", False),
        ("the period is one, so we get the same answer", False),
        ("so for three to nine it's reached", True),
        ("that gives a hook less. So the answer is different", True),
        ("mm-hmm, when the second one comes", True),
        ("ya, the smaller one is taken", True),
        ("I think it might", True),
        ("zero gaps, so we'd be in there, correct.", True),
    ],
)
def test_yes_and_no_in_other_words(reply: str, value: bool) -> None:
    assert [c.value for c in truths.truth_claims(reply)][:1] == [value]


@pytest.mark.parametrize(
    "reply",
    [
        "it's sort of both, isn't it",
        "a list with pairs, no? or not",
        "so it takes two texts, yes, and goes over them",
        "this is the argument and then the amount, uh huh.",
        "yeah so basically it's a function in another one",
        "I can't see line four on my screen",
        "Mm hm. Okay. So it takes a list.",
    ],
)
def test_a_tag_is_no_answer(reply: str) -> None:
    assert not truths.truth_claims(reply)


def test_clauses() -> None:
    assert [c.role for c in clauses("okay, so the two is a wall")] == ["answer", "answer"]
    assert [c.role for c in clauses("it fits, so, four")] == ["answer", "conclusion"]
    assert not corrected("No no, it can't")
    assert not_yet("first it looks at the list and then it goes")
    assert not not_yet("it goes over all of them and two are left. Three of them then")
    assert not not_yet("it's the line that stands right under the if")
    assert not not_yet("At least four times, the rest I would do on paper.")
    assert not_yet("if it was four it would be one, but that's not what you asked")
    assert not not_yet("I think it can, because it pops things while it goes")


def value(wanted: object, *inputs: object, accepted: tuple[str, ...] = ()) -> Key:
    return Key("value", wanted, Derivation("run", inputs, {}), accepted)  # type: ignore[arg-type]


def read_list(wanted: list[object], reply: str) -> str:
    found = check_list(value(wanted), reply)
    return found.verdict if found else "unclear"


@pytest.mark.parametrize(
    ("reply", "verdict"),
    [
        ("zero one backwards", "wrong"),
        ("it doesn't return zero one", "unclear"),
        ("zero one or an empty one", "unclear"),
        ("something with zero one in it", "partial"),
        ("zero one and so on", "partial"),
        ("zero one", "right"),
    ],
)
def test_a_list_that_comes_out_otherwise(reply: str, verdict: str) -> None:
    found = check_value(value([0, 1]), reply, NO_CODE)
    assert found is not None
    assert found.verdict == verdict


def read_text(wanted: str, reply: str, *inputs: object) -> str:
    found = check_text(value(wanted, *inputs), reply)
    return found.verdict if found else "unclear"


@pytest.mark.parametrize(
    ("wanted", "reply", "verdict"),
    [
        ([0, 1], "zero and won, those two match", "right"),
        ([1, 2, 4], "it's in order, so one to for", "right"),
        ([0, 1], "zero and four, the first and the last", "wrong"),
        ([0, 1], "two positions, and the first of them is zero", "partial"),
        ([3, 5], "they meet from three on, that's the left end of it", "partial"),
        (["b"], "a list that has exactly one word in it", "partial"),
        (["b"], "the list with the empty string, that comes first", "wrong"),
        ([["aab", "abb"]], "one list inside, a a b and then a b b", "right"),
        ([["a", "aa"]], "a together with a a, in one group", "right"),
        ([["aab", "abb"]], "one list inside, a a b and then a b b a", "wrong"),
        ([0, 0, 1], "the four knocks the other off, so it's nil nil one", "right"),
        ([], "one, four, eight, over. None of those is five, so it stays empty", "right"),
        ([[]], "nothing to choose, so a plain empty list with nothing in it", "wrong"),
        ([[]], "a list that has an empty list inside", "right"),
        ([[], [1]], "two lists in it, the empty one and then the one with just 1", "right"),
        ([["ab", "ba", "cc"]], "first pile is ab, the second is ba together with cc", "wrong"),
        ([3, 4], "The three is hidden.", "partial"),
        ([4, 5, 6, 5], "4, 5, 6.", "wrong"),
        ([4, 5, 6, 5], "starts four, five, six", "partial"),
        ([2], "It's a list of length one, seeing as there's only one letter.", "partial"),
        ([0, 0], "one zero going in, one zero coming out, makes two zeros", "right"),
        ([0, 0, 1, 0], "Oh oh one oh.", "right"),
        (["hello "], "It starts with the word hello, maybe more", "partial"),
        (["hello  "], "hello plus two spaces at the end", "right"),
        (["hello  "], "hello and a space", "wrong"),
        (["anna"], "Only Anna. A double N A.", "right"),
        (["anna"], "it'd be both names, an and anna", "wrong"),
        ([["aab", "abb"]], "One holds aab and the other abb.", "wrong"),
        ([["a", "aa"]], "a by itself, then double a by itself", "wrong"),
        ([["aab", "abb"]], "one pile, and in it a a b followed by a b b", "right"),
        ([0, None], "there is only one so you get None", "wrong"),
        (["an", "anna"], "both of them, an and then anna", "right"),
    ],
)
def test_lists(wanted: list[object], reply: str, verdict: str) -> None:
    assert read_list(wanted, reply) == verdict


@pytest.mark.parametrize(
    ("wanted", "reply", "verdict"),
    [
        ("ab", "ab is in abcd, so, a b c d comes out", "wrong"),
        ("aa", "they differ at the third, so you get double a, a a", "right"),
        ("ab", "it can be a b or it can be b a", "unclear"),
        ("aa", "Just the letter a, since that's what they share at the front", "wrong"),
        ("", "the letters a and b aren't in it", "partial"),
        ("e", "It's one character.", "partial"),
        ("e", "A one-character string, whichever comes first.", "partial"),
    ],
)
def test_texts(wanted: str, reply: str, verdict: str) -> None:
    assert read_text(wanted, reply) == verdict


def test_a_line_by_its_digits() -> None:
    assert [c.value for c in line_numbers.line_claims("line one six, there's room")] == [16]


@pytest.mark.parametrize(
    ("reply", "lines"),
    [
        ("it's on the eighth line", [8]),
        ("we don't stop at six, we come out at twelve", [12]),
        ("the second line of the loop", []),
        ("right after line nine", []),
        ("it skips line nine and leaves on line eleven", [11]),
        ("line nine is not reached", []),
    ],
)
def test_a_line_by_its_order_or_by_where_it_is_left(reply: str, lines: list[int]) -> None:
    assert [c.value for c in line_numbers.line_claims(reply)] == lines


@pytest.mark.parametrize(
    "reply",
    [
        "nums, target, yep, with you so far",
        "it sorts first and... yeah okay, go on.",
        "it would be nice to call that one something else",
        "with strings you can't change them in Python",
        "no copy is made of it",
        "the sort isn't done on a copy",
        "the code doesn't check for that",
        "I can't say it won't",
        "I'm not sure it doesn't",
        "it is inside the loop",
        "it runs out before",
        "right, so that's the swap line",
        "the condition is true at first",
    ],
)
def test_no_answer_to_yes_or_no(reply: str) -> None:
    assert truths.truth_claims(reply) == []


@pytest.mark.parametrize(
    ("reply", "values"),
    [
        ("sure, the leaf nodes have no children so it goes in there", [True]),
        ("Naturally. The guard is turned round", [True]),
        ("it's on its own, so we do get to that line", [True]),
        ("yes, they get sorted, it's what it is for no?", [True]),
        ("Same outcome as before.", [False]),
        ("it only looks at them. so not", [False]),
        ("the line sits idle", [False]),
        ("it won't be the same afterwards", [True]),
        ("the list isn't left alone", [True]),
        ("it can't not change it", [True]),
        ("I don't see why not", [True]),
        ("yeah I don't think so", [False]),
        ("no it makes a copy", [False]),
        ("right, no", [False]),
        ("it would if there was one more, but there isn't", [False]),
        ("it should but it doesn't", [False]),
    ],
)
def test_yes_and_no_in_the_end(reply: str, values: list[bool]) -> None:
    assert [c.value for c in truths.truth_claims(reply)][-1:] == values


def test_no_doubt_is_no_no() -> None:
    assert truths.truth_claims("the copy is written to, no doubt about it") == []


@pytest.mark.parametrize(
    ("reply", "verdict"),
    [
        ("zero for the first one, one for the second, zero for the last", "right"),
        ("the first is zero, the second gets a one and the last stays zero", "right"),
        ("the first waits zero days, the second two and the last zero", "wrong"),
        ("the first and the last are both zero", "partial"),
    ],
)
def test_lists_by_the_place_of_each_item(reply: str, verdict: str) -> None:
    assert read_list([0, 1, 0], reply) == verdict
