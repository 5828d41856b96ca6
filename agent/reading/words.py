"""Words that carry the meaning of a short answer, in one spelling. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from agent.reading.numbers import denied


@dataclass(frozen=True)
class Token:
    text: str
    start: int
    end: int


_TOKEN = re.compile(r"[a-z0-9']+|\^|\*\*|²", re.IGNORECASE)
_SAME = {
    "oh": "o", "order": "o", "²": "squared", "square": "squared", "yeah": "yes", "yep": "yes",
    "nope": "no", "login": "log n", "end": "n", "linearly": "linear", "cubically": "cubic",
    "quadratically": "quadratic", "logarithmically": "logarithmic", "exponentially": "exponential",
    "linea": "linear", "logn": "log n", "en": "n", "logs": "log", "cube": "cubed",
    "logarithm": "log", "loglinear": "linearithmic",
}  # fmt: skip
_SILENT = frozenset({"big", "of", "the", "a", "an"})
# As a recogniser writes them, or in more words than the options have.
_SPELLINGS = (
    (r"\blog in\b(?! (?:it|there|that)\b)", "log n"),
    (r"\b(?:two|to|too|2) (?:to|two) the (?:power (?:of )?)?(?:n|end|and|en)\b", "two to the n"),
    (r"\b(?:two|2) (?:raised )?to the power (?:of )?(?:n|end|en)\b", "two to the n"),
    (r"\b(?:and|end|en|in) square\b", "n squared"),
    (r"\b(?:and|end|en|in) (squared|cubed|log (?:n|end|in))\b", r"n \1"),
    (
        r"\b(?:the )?log(?:arithm)?(?: base (?:two|2))? of (?:the )?(?:length|size|number|count|"
        r"input)\b",
        "log n",
    ),
    (r"\bn (?:times|multiplied by) log", "n log"),
    (r"\bn to the (?:power of )?(?:two|second|2)\b", "n squared"),
    (r"\bn to the (?:power of )?(?:three|third|3)\b", "n cubed"),
    (r"\bthe logarithm\b(?! of)", "log n"),
    (r"\btwice (?:as (?:many|much|long)|the)\b[^.]*\btwice (?:the|as much|as long)\b", "linear"),
    (r"\bis proportional\b(?! to)", "is linear"),
    (r"\bn by n\b|\bn times n\b", "n squared"),
    (r"\bproportional to (?:the )?(?:square|squared)\b", "quadratic"),
    (
        r"\b(?:directly |just )?proportional to (?:the )?(?:number|size|length|count|amount|"
        r"input|n)\b",
        "linear",
    ),
    (r"\bgrows? with the square\b", "quadratic"),
    (r"\blog (?:base )?(?:two|2|to) (?:of )?n\b", "log n"),
    (r"^\W*of (?:n|end|and)\W*$", "o of n"),
    (
        r"\b(?:does not|doesn't) depend on (?:the |n\b|its|how)|\bindependent of\b|"
        r"\bregardless of\b",
        "constant time ",
    ),
    (r"\btime (?:is|of|would be) n\b(?! (?:log|squared|cubed|times))", "time is linear"),
    (r"\b(?:oh|o|zero) of (?:and|in|end|en)\b", "o of n"),
)


def tokens(text: str) -> list[Token]:
    """The words that carry the meaning of a short answer, in one spelling: O(n^2), "big oh of n
    squared" and "order n squared" come out alike."""
    out: list[Token] = []
    raw = [Token(m.group().lower(), m.start(), m.end()) for m in _TOKEN.finditer(text)]
    skip = False
    for this, after in zip(raw, [*raw, Token("", 0, 0)][1:], strict=True):
        if skip:
            skip = False
            continue
        if this.text in ("^", "**") and after.text in ("2", "two"):
            out.append(Token("squared", this.start, after.end))
            skip = True
        elif this.text == "n2":
            out += [Token("n", this.start, this.end), Token("squared", this.start, this.end)]
        elif this.text == "end" and (not out or out[-1].text not in ("o", "log")):
            out.append(this)  # "end" is an n only where an n is due
        elif this.text not in _SILENT:
            same = _SAME.get(this.text, this.text)
            out += [Token(part, this.start, this.end) for part in same.split()]
    return out


def respelled(text: str) -> str:
    """``text`` with the spellings of complexity classes made one; places are not kept."""
    for pattern, plain in _SPELLINGS:
        text = re.sub(pattern, plain, text, flags=re.IGNORECASE)
    return text


def _brackets(side: tuple[str, ...], kind: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(said for s in side for k in kind for said in (f"{s} {k}", f"{k} {s}"))


_OPEN, _CLOSE = ("open", "opening", "left"), ("close", "closing", "closed", "right")
_ROUND = (
    "bracket", "round bracket", "parenthesis", "paren", "round", "parentheses", "parent", "for in",
    "perrin",
)  # fmt: skip
_SQUARE, _CURLY = ("square bracket", "square"), ("curly bracket", "curly brace", "brace", "curly")

SYMBOLS: dict[str, tuple[str, ...]] = {
    "(": _brackets(_OPEN, _ROUND),
    ")": _brackets(_CLOSE, _ROUND),
    "[": _brackets(_OPEN, _SQUARE),
    "]": _brackets(_CLOSE, _SQUARE),
    "{": _brackets(_OPEN, _CURLY),
    "}": _brackets(_CLOSE, _CURLY),
    "": ("empty string", "empty text"),
    " ": ("space", "blank"),
    "-": ("dash", "hyphen", "minus"),
    "_": ("underscore",),
    ",": ("comma",),
    ".": ("dot", "full stop", "period"),
    "#": ("hash", "pound sign"),
    "*": ("star", "asterisk"),
}
"""Text values that have no letters, as people name them."""


def phrase(reply: str, form: str) -> list[tuple[int, int]]:
    """Where ``form`` is said in ``reply`` and not denied."""
    said, wanted = tokens(reply), [t.text for t in tokens(form)]
    places = []
    for at in range(len(said) - len(wanted) + 1 if wanted else 0):
        window = said[at : at + len(wanted)]
        if [t.text for t in window] == wanted and not denied(reply, window[0].start):
            places.append((window[0].start, window[-1].end))
    return places
