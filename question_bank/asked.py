"""A candidate's question about the task, answered from what the problem itself says. Pure.

The answers stand in the bank: requirements that are told only when asked for, and the constraints
on the screen.  They are found by the words of the question; what is in neither is left open, never
made up.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from question_bank.schema import Problem

_CLOSE = 0.5  # of a match of all words, 1; and no word's meaning in common is never a match
# Words of one meaning, as far as questions about a task need it.
_MEANINGS = (
    "empty nothing none nobody blank missing nil null",
    "negative minus below",
    "zero 0",
    "duplicate repeat repeated repeating twice same equal identical again unique distinct several",
    "sorted order ordered sequence unsorted",
    "large big long huge size length maximum max limit many high bound small",
    "single one alone just only",
    "always guaranteed sure exist exists",
    "tie draw half",
    "case upper lower uppercase lowercase capital capitals",
    "space spaces whitespace blank",
    "digit digits number numbers integer whole integers",
    "float floats fraction fractions decimal decimals",
    "modify change mutate alter",
    "return give output answer result",
    "character characters symbol symbols letter letters",
)
_SAME = {word: group.split()[0] for group in _MEANINGS for word in group.split()}
_EMPTY = frozenset({
    "a", "an", "and", "any", "are", "as", "at", "be", "been", "by", "can", "could", "do", "does",
    "did", "for", "from", "get", "given", "has", "have", "how", "i", "if", "in", "input", "is",
    "it", "its", "list", "of", "on", "or", "so", "that", "the", "their", "there", "they", "this",
    "to", "value", "values", "was", "we", "what", "when", "which", "will", "with", "would", "you",
    "your", "may", "might", "shall", "should", "then", "must", "ever", "assume", "say", "please",
    "ok", "okay", "um", "uh", "me", "tell", "happen", "happens", "happened", "let", "about", "also",
    "allowed", "possible", "but", "array", "string", "task", "problem",
})  # fmt: skip


def answer_to(question: str, problem: Problem) -> str:
    """What the problem says about it, as an interviewer would; empty if it says nothing."""
    asked = _meanings(question)
    if not asked:
        return ""
    asks = [_meanings(one.ask) for one in problem.asked]
    limits = [_meanings(line) for line in problem.constraints]
    # What every one of them speaks of, the prices or the tree, tells none of them from the others.
    often = Counter(word for words in (*asks, *limits) for word in words)
    near = _nearest(asked, asks, often)
    if near is not None:
        return problem.asked[near].answer
    near = _nearest(asked, limits, often)
    if near is not None:
        return f"It says so on the screen: {problem.constraints[near]}"
    return ""


def _nearest(
    asked: frozenset[str], texts: Sequence[frozenset[str]], often: Counter[str]
) -> int | None:
    """The text that the question fits best, if it fits one; None also when two fit alike."""
    scored = sorted(
        ((_likeness(asked, text, often), -n) for n, text in enumerate(texts)), reverse=True
    )
    if not scored or scored[0][0] < _CLOSE:
        return None
    if len(scored) > 1 and scored[0][0] - scored[1][0] < 0.05:
        return None
    return -scored[0][1]


def _likeness(asked: frozenset[str], there: frozenset[str], often: Counter[str]) -> float:
    """The share of meanings in common, 0..1, of the smaller side and of the larger one."""

    def weight(words: frozenset[str]) -> float:
        return sum(1 / max(1, often[word]) for word in words)

    smaller, larger = sorted((weight(asked), weight(there)))
    common = weight(asked & there)
    return common and 0.7 * common / smaller + 0.3 * common / larger


def _meanings(text: str) -> frozenset[str]:
    words = re.findall(r"[a-z]+|\d+", text.casefold())
    return frozenset(_meaning(w) for w in words if w not in _EMPTY)


def _meaning(word: str) -> str:
    if word in _SAME:
        return _SAME[word]
    for ending in ("s", "ing", "ed"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= 3:
            return _SAME.get(stem, stem)
    return word
