"""Words said aloud: a text by its letters or as a word, a list of words, rows of signs.

A word of the language ("same", "letter", "which") is none of the list: whoever says "two words
that begin alike" describes an input and gives none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pydantic import JsonValue

from tools.spoken_numbers import numbers_in

FILLER = frozenset(
    {
        "a", "an", "the", "is", "be", "are", "and", "with", "string", "strings", "word", "words",
        "list", "lists", "of", "then", "like", "say", "maybe", "would", "could", "it", "input",
        "for", "example", "equal", "equals", "to", "as", "um", "uh", "so", "well", "if", "i",
        "think", "just", "only", "letters", "letter", "text", "value", "set", "array", "arrays",
        "i'd", "i'll", "take", "try", "use", "test", "tests", "case", "okay", "ok", "also", "next",
        "first", "second", "third", "finally", "last", "something", "another", "one", "such",
        "again", "let", "us", "have", "let's", "being", "plus", "comma", "called", "do", "go",
        "on", "its", "own", "alone", "single", "me", "hmm", "oh", "good", "enough", "in",
        "too", "choose", "pick", "give", "both", "twice", "there's", "got", "my",
    }
)  # fmt: skip
# Where one of these is left, the words describe a list and are not in it.
_TALK = frozenset(
    {
        "which", "that", "has", "having", "where", "when", "whose", "same", "different", "other",
        "somewhere", "anywhere", "every", "any", "all", "each", "more", "less", "than", "most",
        "least", "begin", "begins", "start", "starts", "end", "ends", "differ", "differs", "share",
        "shares", "they", "them", "their", "there", "entries", "entry", "contains", "common",
        "repeated", "repeats", "duplicate", "duplicates", "must", "should", "need",
        "needs", "can", "long", "longer", "shorter", "enough", "some", "many", "few", "no", "not",
        "never", "i'm", "you", "you'd", "it's", "that's", "line", "loop", "because", "prefix",
    }
)  # fmt: skip
_SIGNS = {
    "dot": ".", "dots": ".", "full stop": ".", "period": ".", "hash": "#", "hashes": "#",
    "star": "*", "stars": "*", "asterisk": "*", "dash": "-", "underscore": "_", "space": " ",
}  # fmt: skip
_EMPTY_WORD = re.compile(
    r"\b(?:an? |the )?empty (?:string|text|word|one)s?\b|\bempty(?= and|,)", re.IGNORECASE
)
_EMPTY = re.compile(
    r"\bempty(?: \w+)?|\bno (?:items|elements|words|letters|strings|names|entries)\b", re.IGNORECASE
)
_NO_LETTERS = "NOLETTERS"
_SAME_TWICE = re.compile(
    r"\b(?:the |a |one )?same (?:word|string|text|name|thing|one|entry)(?: (?:twice|two times|"
    r"again))?\b",
    re.IGNORECASE,
)
_ECHO = re.compile(r"\b(?:the )?(?:word|string|text) (\w+) (?:two times|twice)\b", re.IGNORECASE)
_TIMES = re.compile(r"\b(\w+),? (twice|two times|thrice|three times|four times)\b", re.IGNORECASE)
_LETTERS = re.compile(r"(?<![\w'])[a-z](?: [a-z])+(?![\w'])", re.IGNORECASE)  # "a b and a c"
_HOW_MANY = re.compile(
    r"\b(?:one|two|three|four|five|\d|a (?:single|couple of)|several) (?:\w+ )?(?:words?|strings?|"
    r"texts?|names?|entries|items|elements|rows?|lines?|queries|paths?)\b",
    re.IGNORECASE,
)
_ROW = re.compile(
    r";|\b(?:and )?then\b|\b(?:first|second|third|top|bottom|middle|next|last|other) row\b(?: is)?",
    re.IGNORECASE,
)
_ALL_OF = re.compile(
    r"\b(?:all|only|every \w+(?: is)?|full of|nothing but|filled with)\s+(?:an? )?(\w+?)'?s?\b",
    re.IGNORECASE,
)
_BY = re.compile(r"\b(\w+) by (\w+)\b", re.IGNORECASE)


def is_article(text: str, left: int, right: int) -> bool:
    """ "A list", but not the letter in "a and b", "a, then b" or "cast a"."""
    if text[left:right].lower() != "a":
        return False
    after = re.match(r"\s+([a-z']{2,})", text[right:], re.IGNORECASE)
    return after is not None and after.group(1).lower() not in ("and", "then", "twice", "again")


def content(text: str) -> list[str]:
    """The words of ``text`` that are neither filler nor articles."""
    return [
        m.group()
        for m in re.finditer(r"[\w']+", text)
        if m.group().lower() not in FILLER
        or (m.group().lower() == "a" and not is_article(text, *m.span()))
    ]


def word_list(text: str, like: Sequence[JsonValue]) -> list[JsonValue] | None:
    """A list of words, or of rows of signs where ``like`` or ``text`` has signs."""
    quoted = re.findall(r"[\"'“‘]([^\"'”’]*)[\"'”’]", text)
    if quoted:
        return list[JsonValue](quoted)
    if any(isinstance(row, str) and re.search(r"[^\w\s]", row) for row in like):
        return _sign_rows(text)
    text = _EMPTY_WORD.sub(f" {_NO_LETTERS} ", text) if content(_EMPTY.sub("", text)) else text
    empty = _EMPTY.search(text) is not None
    text = _HOW_MANY.sub(" ", _SAME_TWICE.sub(" ", text))
    text = _ECHO.sub(_once, text)
    text = _TIMES.sub(_repeat, text)
    if re.search(r",|\b(?:and|then)\b", text):
        text = _LETTERS.sub(lambda match: re.sub(r"\s+", "", match.group()), text)
    words = content(_EMPTY.sub(" ", text))
    if any(word.lower() in _TALK for word in words):
        return None
    if empty:
        return []
    found: list[JsonValue] = ["" if word == _NO_LETTERS else word for word in words]
    return found or None


def _once(match: re.Match[str]) -> str:
    """ "Cat and cat, the word cat twice" says it twice, and not four times."""
    word = match.group(1)
    before = re.findall(rf"\b{re.escape(word)}\b", match.string[: match.start()], re.IGNORECASE)
    return " " if len(before) > 1 else f"{word} and {word}"


def _repeat(match: re.Match[str]) -> str:
    times = {"tw": 2, "th": 3, "fo": 4}[match.group(2)[:2].lower()]
    return ", ".join([match.group(1)] * times)


def _sign_rows(text: str) -> list[JsonValue] | None:
    size, fill = _BY.search(text), _ALL_OF.search(text)
    if size and fill and (sign := _sign(fill.group(1))):
        counts = [numbers_in(part) for part in size.groups()]
        if all(counts):
            rows, columns = (int(part[0].value) for part in counts)
            full = list[JsonValue]([sign * columns] * rows)
            return full if 0 < rows < 10 and 0 < columns < 10 else None
    text = _HOW_MANY.sub(" ", text)
    spelled = [row for part in _ROW.split(text) if (row := "".join(_signs(part)))]
    if spelled:
        return list[JsonValue](spelled)
    return [] if re.search(r"\b(?:empty|no rows)\b", text, re.IGNORECASE) else None


def _sign(word: str) -> str:
    return _SIGNS.get(word.lower(), word if len(word) == 1 else "")


def _signs(text: str) -> Iterator[str]:
    """Letters and signs, each once or as often as it is said: "two dots", "three w's"."""
    count = 1
    for match in re.finditer(r"[a-z]+|\d+|[^\w\s,;:!?'\"]", text, re.IGNORECASE):
        word = match.group()
        sign = _sign(word)
        number = numbers_in(word)
        if number and number[0].value != 1:
            count = int(number[0].value)
        elif sign and not is_article(text, *match.span()) and not _is_s(text, match.start()):
            if not (word == "." and _ends_sentence(text, match.start())):
                yield sign * min(count, 9)
            count = 1


def _ends_sentence(text: str, at: int) -> bool:
    """Whether the dot at ``at`` is a full stop, and no sign of a row."""
    return not text[at + 1 :].strip() or re.search(r"\w\w\.\s$", text[: at + 2]) is not None


def _is_s(text: str, at: int) -> bool:
    return at > 0 and text[at - 1] == "'"
