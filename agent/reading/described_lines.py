"""Lines named by what stands on them: "the one that returns minus one", "the last line". Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.reading.clauses import corrected
from tools.spoken_numbers import numbers_in

_LAST_LINE = re.compile(
    r"\b(?:to|at) the (?:very )?(?:bottom|end)\b(?! of the)|"
    r"\b(?:the )?(?:very )?last line\b|\bon the last\b",
    re.IGNORECASE,
)
_NOT_THERE = re.compile(r"(?:n't|\bnot|\bnever)\b[^.;]{0,30}$", re.IGNORECASE)
_NTH = re.compile(r"\b(first|second|third|fourth|fifth|last|final) (line|return)\b", re.IGNORECASE)
_RETURN = re.compile(r"\breturn(?:s|ing)?(?: statement)?(?: of)?\b\s*([^.;!?]*)", re.IGNORECASE)
_NAMED_RETURN = re.compile(r"\bthe ((?:minus |negative )?\w+) return\b", re.IGNORECASE)
_INSIDE = re.compile(
    r"\b(?:inside|in|within|somewhere in)(?: of)? (?:the |that |a )?(?:inner |outer )?(for|"
    r"while|loop|if|else|condition|body|function|elif|for loop|while loop)\b",
    re.IGNORECASE,
)
_ORDER = {"first": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4, "last": -1, "final": -1}


def lines_described(reply: str, source: str) -> tuple[tuple[int, ...], int, int] | None:
    """The lines that fit the description after the last correction, and where it stands."""
    text = source.split("\n")
    code_lines = [n for n, line in enumerate(text, 1) if line.strip()]
    returns = [n for n, line in enumerate(text, 1) if re.match(r"\s*return\b", line)]
    at = max(corrected(reply), default=0)
    for start in dict.fromkeys((at, 0)):
        found = _find(reply, start, text, code_lines, returns)
        if found is not None:
            return found
    return None


def _find(
    reply: str, at: int, text: Sequence[str], code_lines: Sequence[int], returns: Sequence[int]
) -> tuple[tuple[int, ...], int, int] | None:
    named = _NAMED_RETURN.search(reply, at)
    if named and (fits := _returning(named.group(1), text, returns)):
        return tuple(fits), named.start(), named.end()
    said = _RETURN.search(reply, at)
    if said and said.group(1).strip():
        fits = _returning(said.group(1), text, returns)
        if fits:
            nth = _NTH.search(reply, at)
            which = _ORDER[nth.group(1).lower()] if nth else len(fits)
            one = fits[which : which + 1] if which >= 0 else fits[-1:]
            return tuple(one or fits), said.start(), said.end()
    nth = _NTH.search(reply, at)
    if nth:
        which = _ORDER[nth.group(1).lower()]
        among = (
            returns
            if nth.group(2).lower() == "return"
            else (code_lines if which < 0 else list(range(1, len(text) + 1)))
        )
        if which < len(among):
            return (among[which],), nth.start(), nth.end()
    worded = [n for n in returns if _worded(reply[at:], text[n - 1])]
    if len(worded) == 1:
        return (worded[0],), at, len(reply)
    last = _LAST_LINE.search(reply, at)
    if last and code_lines and not _NOT_THERE.search(reply[: last.start()]):
        return (code_lines[-1],), last.start(), last.end()
    return None


def _worded(said: str, line: str) -> bool:
    """Whether all names and numbers of a return statement, two or more, are said."""
    value = _tokens(re.sub(r"^\s*return\b|#.*", "", line))
    spoken = _tokens(said)
    return len(value) > 1 and all(token in spoken for token in value)


def _returning(said: str, text: Sequence[str], returns: Sequence[int]) -> list[int]:
    """The return statements whose value is said."""
    spoken = _tokens(said)
    best: list[int] = []
    most = 0
    for line in returns:
        value = _tokens(re.sub(r"^\s*return\b|#.*", "", text[line - 1]))
        if not value or any(token not in spoken for token in value):
            continue
        if len(value) > most:
            best, most = [line], len(value)
        elif len(value) == most:
            best.append(line)
    return best


def _tokens(text: str) -> list[str]:
    """Words and numbers, as code and speech have them in common."""
    out = [f"{n.value:g}" for n in numbers_in(text) if n.kind == "cardinal"]
    spans = [(n.start, n.end) for n in numbers_in(text) if n.kind == "cardinal"]
    for match in re.finditer(r"[A-Za-z]+", text.replace("_", " ")):
        if not any(a <= match.start() < b for a, b in spans):
            out.append(match.group().lower())
    if re.fullmatch(r"\s*\[\s*\]\s*", text):
        out += ["empty", "list"]
    if re.fullmatch(r"\s*(\"\"|'')\s*", text):
        out += ["empty"]
    return out


def only_inside(reply: str, source: str, line: int) -> tuple[int, int] | None:
    """Where the reply says only what the line stands in, and that is true of ``line``."""
    found = _INSIDE.search(reply)
    if not found:
        return None
    text = source.split("\n")
    inner = len(text[line - 1]) - len(text[line - 1].lstrip())
    what = found.group(1).lower().split()[0]
    for number in range(line - 1, 0, -1):
        stripped = text[number - 1].strip()
        depth = len(text[number - 1]) - len(text[number - 1].lstrip())
        if stripped and depth < inner:
            inner = depth
            opens = stripped.split()[0].rstrip(":")
            loop = opens in ("for", "while")
            if (
                what == opens
                or (what in ("loop", "body") and loop)
                or (what == "condition" and opens in ("if", "elif"))
                or what == "function"
            ):
                return found.start(), found.end()
    return None
