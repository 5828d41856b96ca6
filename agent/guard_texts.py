"""Texts of a probe that a wording spells or describes, put in quotes as the probe has them.
Pure."""

from __future__ import annotations

import re

from agent.reading.values import texts
from tools.code.probe import Probe
from tools.spoken_numbers import numbers_in


def with_values(wording: str, probe: Probe) -> str:
    """``wording`` with a text of the probe that is spelled or described in quotes, as the probe has
    it: "open paren, close paren" is "()"."""
    for match in reversed(list(_SPELLED.finditer(wording))):
        signs = re.findall(_SIGN, match.group().replace(" then ", " "))
        text = "".join(str(_SIGNS.get(sign, sign)) for sign in signs)
        if f'"{text}"' in probe.text:
            wording = f'{wording[: match.start()]}"{text}"{wording[match.end() :]}'
    for value in _quoted(probe):
        if f'"{value}"' in wording:
            continue
        for claim in texts(wording):
            if claim.value == value:
                wording = f'{wording[: claim.start]}"{value}"{wording[claim.end :]}'
                break
    return _with_brackets(_with_described(wording, probe), probe)


_SIGNS = {"dot": ".", "hash": "#", "star": "*", "space": " ", "dash": "-"}
_SIGN = r"\b(?:space|dot|hash|star|dash|[A-Za-z])\b"
_SPELLED = re.compile(rf"{_SIGN}(?:(?:,? | ?- ?|, then ){_SIGN})+")
_SOME_SIGNS = re.compile(
    r"\b(?:an?|one|two|three|four|five|six) (?:dot|hash|star|space|dash|[a-z](?='?s?\b))(?:es|"
    r"'?s)?\b"
    r"(?:(?:,| and| then|,? and then|,? followed by)* (?:an?|one|two|three|four|five|six) "
    r"(?:dot|hash|star|space|dash|[a-z](?='?s?\b))(?:es|'?s)?\b)*",
    re.IGNORECASE,
)
_SOME_SIGN = re.compile(
    r"\b(an?|one|two|three|four|five|six) (dot|hash|star|space|dash|[a-z])(?:es|'?s)?\b",
    re.IGNORECASE,
)


_LESS_THANS = re.compile(
    r"\b(two|three|four|five|six) (?:less[- ]than|backspace|left arrow)(?:s| (?:sign|key|mark)s?)",
    re.IGNORECASE,
)
_SOME_QUOTED = re.compile(
    r"\b(two|three|four|five|six) \"([^\"])\"(?:'?s\b| (?:key|sign|character|letter|mark)s?\b)?",
    re.IGNORECASE,
)


def _quoted(probe: Probe) -> list[str]:
    """The texts of the probe that are long enough to be spelled."""
    return [text for text in re.findall(r"\"([^\"]*)\"", probe.text) if len(text) > 1]


def _with_described(wording: str, probe: Probe) -> str:
    """ "One a and then five b's" as "abbbbb", where the probe has that text."""
    own = {*_quoted(probe)}
    wording = _LESS_THANS.sub(r'\1 "<"', wording)
    for match in reversed(list(_SOME_QUOTED.finditer(wording))):
        text = match.group(2) * int(numbers_in(match.group(1))[0].value)
        if text in own:
            wording = f'{wording[: match.start()]}"{text}"{wording[match.end() :]}'
    for match in reversed(list(_SOME_SIGNS.finditer(wording))):
        parts = _SOME_SIGN.findall(match.group())
        text = "".join(
            str(_SIGNS.get(sign.lower(), sign))
            * (1 if count.lower() in ("a", "an") else int(numbers_in(count)[0].value))
            for count, sign in parts
        )
        if text in own:
            wording = f'{wording[: match.start()]}"{text}"{wording[match.end() :]}'
    return wording


def _with_brackets(wording: str, probe: Probe) -> str:
    """ "Three opening round brackets and then one closing" as "((()", where the probe has that
    text: a kind or a noun that is said once goes for what stands beside it."""
    own = {*_quoted(probe)}
    for match in reversed(list(_SOME_BRACKETS.finditer(wording))):
        parts = _SOME_BRACKET.findall(match.group().lower())
        kinds = [_KINDS[kind] for _, *named in parts for kind in named if kind in _KINDS]
        text, kind = "", kinds[0] if kinds else "()"
        for count, before, way, after in parts:
            kind = _KINDS.get(before) or _KINDS.get(after) or kind
            sign = kind[not way.startswith("open")]
            text += sign * (int(numbers_in(count)[0].value) if numbers_in(count) else 1)
        if text in own:
            wording = f'{wording[: match.start()]}"{text}"{wording[match.end() :]}'
    return wording


_KINDS = {"round": "()", "square": "[]", "curly": "{}"}
_BRACKET = (
    r"(?:(an?|the|one|two|three|four|five|six|another|\d+) )?(?:(round|square|curly) )?"
    r"(open(?:ing)?|clos(?:ing|ed?))\b(?: (round|square|curly)\b)?"
    r"(?: (?:one|bracket|paren|parenthesis|parenthese|brace)s?\b)?"
)
_SOME_BRACKET = re.compile(_BRACKET, re.IGNORECASE)
_BRACKET_ONLY = re.sub(r"\((?!\?)", "(?:", _BRACKET)
_SOME_BRACKETS = re.compile(
    rf"\b{_BRACKET_ONLY}"
    rf"(?:(?:,| and| then| followed by| after that| plus| with)+ {_BRACKET_ONLY})+",
    re.IGNORECASE,
)
