"""Questions about a task find the answer that the problem has, and only that."""

from __future__ import annotations

import pytest

from question_bank.asked import answer_to
from question_bank.bank import load_bank
from question_bank.schema import Asked

BANK = load_bank()
PROBLEM = BANK["gift-card"].model_copy(
    update={
        "asked": [
            Asked(ask="Can the same price appear twice?", answer="Yes, it may."),
            Asked(ask="What if the list is empty?", answer="Then return nothing."),
            Asked(ask="Can a price be negative?", answer="No, never."),
        ],
        "constraints": ["There are 2 to 10,000 prices.", "Each price is a whole number."],
    }
)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Can there be duplicates?", "Yes, it may."),
        ("could two of the prices be identical", "Yes, it may."),
        ("What should I return when there is nothing in it?", "Then return nothing."),
        ("Is it possible that I get an empty list?", "Then return nothing."),
        ("are negative prices allowed", "No, never."),
        ("prices below zero?", "No, never."),
        ("Are they integers?", "It says so on the screen: Each price is a whole number."),
    ],
)
def test_what_the_problem_says_is_found(question: str, answer: str) -> None:
    assert answer_to(question, PROBLEM) == answer


@pytest.mark.parametrize(
    "question",
    [
        "Should I use a hash map?",
        "What is the best complexity?",
        "Can you give me the solution?",
        "How is the weather?",
        "",
        "??",
        "그래프",
    ],
)
def test_what_it_does_not_say_is_left_open(question: str) -> None:
    assert answer_to(question, PROBLEM) == ""


def test_every_requirement_of_the_bank_is_found_by_its_own_words() -> None:
    asked = [(problem, one) for problem in BANK.values() for one in problem.asked]
    found = [answer_to(one.ask, problem) == one.answer for problem, one in asked]
    assert sum(found) >= 0.95 * len(asked)
