"""How code and symbols are read aloud.

:func:`say` makes of ``nums[i] <= -1`` "nums of i less than or equal to minus one" and leaves prose
as it is.  What comes out holds only letters, digits and punctuation that a voice makes use of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tools.say_tokens import CLOSERS, CLOSES, NOTHING, Token, plain_prose, read_tokens
from tools.say_words import (
    CHARACTERS,
    KEYWORDS,
    OPERATORS,
    PREFIXES,
    name_said,
    number_said,
    string_said,
)

_BIG = {"O": "big O", "Θ": "theta", "Ω": "omega"}


def say(text: str) -> str:
    """``text`` as a person would read it aloud. Backticks mark code but are not needed.

    >>> say("What is `nums[i + 1]` when nums is [1, 2, 2]?")
    'What is nums of i plus one when nums is the list one, two, two?'
    """
    said = ""
    for number, piece in enumerate(re.split(r"`+(?:[a-z]+\n)?", text)):
        code = number % 2 == 1
        tokens = read_tokens(piece if code else plain_prose(piece))
        said += _Reader(tokens, code, said).read()
    return _tidy(said)


def _tidy(said: str) -> str:
    kept = "".join(c if c.isalnum() or c in " \n.,?!:;'()-" else " " for c in said)
    lines = (" ".join(line.split()) for line in kept.split("\n"))
    return re.sub(r" +(?=[.,?!:;)])|(?<=\() +", "", "\n".join(lines)).strip()


class _Reader:
    """Reads a run of tokens; what stands in brackets is read by a reader of its own."""

    def __init__(self, tokens: Sequence[Token], code: bool, before: str = "") -> None:
        self.tokens, self.code, self.before = tokens, code, before
        self.said = ""

    def read(self) -> str:
        at = 0
        while at < len(self.tokens):
            at = self._say(at)
        return self.said

    def _say(self, at: int) -> int:
        """Say the token at ``at``; return where to go on."""
        token = self.tokens[at]
        if token.kind == "space":
            self.said += "\n" if "\n" in token else " "
        elif token.kind == "string":
            self.said += string_said(token[1:-1], named=self._last_word() == "string")
        elif token.kind == "number":
            self.said += number_said(token) if self._is_code(at) else token
        elif token.kind == "word":
            big = token in _BIG and self._at(at + 1) == "("
            self.said += _BIG[token] if big else name_said(token, self._is_code(at))
        elif token in CLOSES:
            return self._bracket(at)
        else:
            return self._symbol(at)
        return at + 1

    # -------------------------------------------------------------- around a token

    def _at(self, at: int) -> Token:
        return self.tokens[at] if 0 <= at < len(self.tokens) else NOTHING

    def _place_before(self, at: int) -> int:
        return at - 2 if self._at(at - 1).kind == "space" else at - 1

    def _place_after(self, at: int) -> int:
        return at + 2 if self._at(at + 1).kind == "space" else at + 1

    def _last_word(self) -> str:
        words = (self.before[-80:] + self.said[-80:]).split()
        return words[-1] if words else ""

    def _is_code(self, at: int) -> bool:
        """Marked as code, or beside an operator."""
        if self.code or self._at(at + 1) in ("[", "("):
            return True
        return any(
            self._at(place) in OPERATORS or (self._at(place) == "-" and self._is_minus(place))
            for place in (self._place_before(at), self._place_after(at))
        )

    def _is_minus(self, at: int) -> bool:
        """Whether the dash at ``at`` is a minus: between two short operands, or before a number."""
        left, right = self._at(self._place_before(at)), self._at(self._place_after(at))
        spaced = self._at(at - 1).kind == "space", self._at(at + 1).kind == "space"
        if spaced == (True, False) or not left:  # "is -1"
            return right.kind == "number" or (
                right.kind == "word" and (self.code or len(right) == 1)
            )
        if self.code or left in OPERATORS or left in CLOSES or left in (",", ":"):
            return True
        short = right.kind == "number" or (len(right) == 1 and right not in ("a", "I"))
        if spaced == (False, False):  # "n-1", but not "x-ray" or "utf-8"
            return short and (left in (")", "]") or (len(left) == 1 and left.isalnum()))
        return short and (left.kind in ("word", "number") or left in (")", "]"))

    # -------------------------------------------------------------- operators

    def _symbol(self, at: int) -> int:
        token, left, right = self.tokens[at], self._at(at - 1), self._at(at + 1)
        tight = left.kind in ("word", "number") and right.kind in ("word", "number")
        if token in ("^", "**") and right in ("2", "3") and left.strip():
            self.said += " squared" if right == "2" else " cubed"
            return at + 2
        if token == "^" and (tight or right == "("):
            self.said += " to the power of "
        elif token == ".":
            self.said += self._dot(at)
        elif token == ":" and ":" in (left, right):
            self.said += " "
        elif token in ("-", "—"):
            self.said += self._dash(at, tight)
        elif token in ("->", "=>"):
            self.said += " returns " if self._at(self._place_before(at)) == ")" else " to "
        elif token == "%" and left.kind == "number" and not tight and not self.code:
            self.said += " percent"
        elif token == "/" and tight and len(left) > 1 and not self.code:
            self.said += " or "
        elif token in PREFIXES and not (left.strip() or right.kind not in ("word", "number")):
            self.said += PREFIXES[token]
        elif token in OPERATORS:
            self.said += f" {OPERATORS[token]} "
        elif token in CHARACTERS and self.code and token not in ",:;?!'\"()[]{}":
            self.said += f" {CHARACTERS[token]} "
        else:
            self.said += token
        return at + 1

    def _dot(self, at: int) -> str:
        left, right = self._at(at - 1), self._at(at + 1)
        if left.kind == right.kind == "number":
            return " point "
        owner = left.kind in ("word", "string") or left in (")", "]")
        member = right.kind == "word" and (self.code or (right[0].islower() or right[0] == "_"))
        return " dot " if owner and member and (self.code or len(left) > 1 or left in ")]") else "."

    def _dash(self, at: int, tight: bool) -> str:
        if self.tokens[at] == "-" and self._is_minus(at):
            return " minus "
        return "-" if tight and self.tokens[at] == "-" else ", "

    # -------------------------------------------------------------- brackets

    def _bracket(self, at: int) -> int:
        end = self._closing(at)
        if end is None:
            return at + 1
        inner, left, opener = self.tokens[at + 1 : end], self._at(at - 1), self.tokens[at]
        named = (left.kind == "word" and left not in KEYWORDS) or left in (")", "]", "}")
        if named and opener == "(":
            self.said += f" of {_listed(_split(inner), ' and ')}" if _solid(inner) else ""
        elif named and opener == "[":
            self.said += _subscript(inner, " and " if left == "]" else " of ")
        elif opener == "(":
            self.said += self._group(inner)
        else:
            keyed = opener == "{" and (":" in inner or not _solid(inner))
            self.said += self._collection(
                "list" if opener == "[" else "dictionary" if keyed else "set", inner
            )
        if self._at(end + 1).kind in ("word", "number"):
            self.said += " "
        return end + 1

    def _closing(self, at: int) -> int | None:
        awaited: list[str] = []
        for place in range(at, len(self.tokens)):
            token = self.tokens[place]
            if token in CLOSES:
                awaited.append(CLOSES[token])
            elif token in CLOSERS and token != awaited.pop():
                return None
            if not awaited:
                return place
        return None

    def _group(self, inner: Sequence[Token]) -> str:
        parts = _split(inner)
        if len(parts) > 1 and (self.code or all(map(_is_literal, parts))):
            return self._collection("tuple", inner)
        if not _solid(inner):
            return "the empty tuple" if self.code else ""
        return f"({_Reader(inner, self.code).read()})"

    def _collection(self, name: str, inner: Sequence[Token]) -> str:
        parts = [part for part in _split(inner) if _solid(part)]
        if not parts:
            return f"the empty {name}"
        article = "" if self._last_word() in (name, "array") else f"the {name} "
        if "for" in inner:
            return f"{article}of {_expression(inner)}"
        if name == "dictionary":
            return article + ", ".join(_listed(_split(part, ":"), " to ") for part in parts)
        nested = len(parts) > 1 and any(opener in inner for opener in CLOSES)
        return article + ("of " if nested else "") + _listed(parts, ", and " if nested else ", ")


# ------------------------------------------------------------------ what stands in brackets


def _solid(tokens: Iterable[Token]) -> bool:
    return any(token.kind != "space" for token in tokens)


def _is_literal(tokens: Sequence[Token]) -> bool:
    rest = [t for t in tokens if t.kind != "space" and t != "-"]
    return not rest or (len(rest) == 1 and rest[0].kind in ("number", "string"))


def _split(tokens: Sequence[Token], at: str = ",") -> list[list[Token]]:
    """``tokens`` between the commas that stand in no inner bracket."""
    parts: list[list[Token]] = [[]]
    depth = 0
    for token in tokens:
        depth += (token in CLOSES) - (token in CLOSERS)
        if token == at and depth == 0:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _expression(tokens: Sequence[Token]) -> str:
    return _Reader(tokens, code=True).read().strip()


def _listed(parts: Iterable[Sequence[Token]], between: str) -> str:
    return between.join(_expression(part) for part in parts)


def _subscript(inner: Sequence[Token], joint: str) -> str:
    bounds = _split(inner, ":")
    if len(bounds) == 1:
        return joint + _listed(_split(inner), " and ") if _solid(inner) else ""
    start, stop, step = (*map(_expression, bounds), "", "")[:3]
    if step == "minus one" and not start and not stop:
        return " reversed"
    said = f" from {start}" if start else "" if stop else " from the start"
    said += f" up to {stop}" if stop else " to the end"
    return said + (f" in steps of {step}" if step else "")
