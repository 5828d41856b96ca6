"""The words that people say for operators, symbols, names, numbers and strings in code."""

from __future__ import annotations

import itertools
import re

OPERATORS = {
    "+": "plus", "*": "times", "/": "divided by", "//": "floor divided by", "%": "modulo",
    "**": "to the power of", "@": "at", "<": "less than", ">": "greater than",
    "<=": "less than or equal to", ">=": "greater than or equal to", "≤": "less than or equal to",
    "≥": "greater than or equal to", "==": "is equal to", "===": "is strictly equal to",
    "!=": "not equal to", "!==": "not strictly equal to", "≠": "not equal to", "=": "equals",
    ":=": "is set to", "+=": "plus equals", "-=": "minus equals", "*=": "times equals",
    "/=": "divided by equals", "//=": "floor divided by equals", "%=": "modulo equals",
    "**=": "to the power of, equals", "<<=": "shifted left equals", ">>=": "shifted right equals",
    "<<": "shifted left by", ">>": "shifted right by", "&": "and", "|": "or", "&&": "and",
    "||": "or", "++": "plus plus", "--": "minus minus", "×": "times", "÷": "divided by",
    "^": "exclusive or", "∞": "infinity", "→": "to", "~": "about",
}  # fmt: skip

PREFIXES = {"!": "not ", "*": "star ", "**": "double star ", "&": "address of ", "~": "not "}

CHARACTERS = {
    **OPERATORS, "(": "open paren", ")": "close paren", "[": "open bracket", "]": "close bracket",
    "{": "open brace", "}": "close brace", " ": "space", ".": "dot", ",": "comma", ":": "colon",
    ";": "semicolon", "!": "exclamation mark", "?": "question mark", "-": "dash",
    "_": "underscore", "'": "quote", '"': "double quote", "\\": "backslash", "#": "hash",
    "$": "dollar", "/": "slash", "*": "star", "=": "equals sign", "|": "bar", "&": "ampersand",
    "^": "caret", "~": "tilde", "%": "percent", "`": "backtick",
}  # fmt: skip

KEYWORDS = frozenset({
    "and", "as", "assert", "def", "del", "elif", "else", "equals", "except", "for", "from", "if",
    "in", "is", "lambda", "not", "or", "raise", "return", "while", "with", "yield",
})  # fmt: skip

# What the voice would otherwise spell or stumble over.
_READ_AS = {
    "idx": "index", "elif": "else if", "heapq": "heap q", "deque": "deck", "kwargs": "k args",
}  # fmt: skip

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def number_said(digits: str) -> str:
    """A whole number in words below a hundred; larger ones stay digits, which the voice reads."""
    if len(digits) > 2 or not digits.isascii():
        return digits
    tens, ones = divmod(int(digits), 10)
    if tens < 2:
        return _ONES[int(digits)]
    return _TENS[tens - 2] + (f"-{_ONES[ones]}" if ones else "")


def name_said(name: str, code: bool) -> str:
    """An identifier or word: ``snake_case`` and ``camelCase`` fall apart into words.

    In ``code`` so does ``PascalCase``, and the name ``a`` is said as the letter, not the article.
    """
    if code and name == "a":
        return "ay"
    said = name.replace("_", " ").strip() or "underscore"
    if re.match(r"[a-z]+[A-Z]", name) or (code and re.search(r"[a-z][A-Z]", name)):
        said = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", said)
    words = said.split()
    if len(words) > 1:  # a name that fell apart is no longer a heading or a proper name
        words = [w if w.isupper() and len(w) > 1 else w.lower() for w in words]
    return " ".join(_READ_AS.get(word, word) for word in words)


def string_said(content: str, named: bool) -> str:
    """A string literal's content; ``named``: the word "string" has just been said."""
    if not content:
        return "the empty string"
    if set(content) == {" "}:
        return "a space" if len(content) == 1 else f"the string of {len(content)} spaces"
    if all(_is_word(word) for word in re.findall(r"[^\s.,?!;:'-]+", content)):
        return content
    return ("" if named else "the string ") + ", ".join(_character_said(c) for c in content)


def _character_said(character: str) -> str:
    if character.isdecimal():
        return number_said(character)
    return CHARACTERS.get(character, character)


def _is_word(text: str) -> bool:
    """Whether a voice would read this as a word: a guess from how English words are built."""
    if not text.isascii() or not text.isalpha():
        return text.isdecimal() and len(text) > 3
    low = text.lower()
    if low in ("a", "i") or len(low) < 2:
        return False
    in_a_row = all(ord(b) - ord(a) == 1 for a, b in itertools.pairwise(low))
    odd = re.search(r"[^aeiouy]{4}|(.)\1\1|aa|ii|uu|^[^aeiouy]{3}$|^(.)\2|^(..+)\3+.?$", low)
    return bool(re.search("[aeiouy]", low)) and not in_a_row and not odd
