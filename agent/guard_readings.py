"""The ways in which a wording can be read: what may be a number, or only says how many there are.
Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from agent.reading.values import repeated
from tools.code.facts import read_facts
from tools.code.probe import Probe
from tools.spoken_numbers import numbers_in


@dataclass(frozen=True)
class Case:
    """A wording beside the probe that it words."""

    wording: str
    probe: Probe
    source: str


def readings(case: Case) -> Iterator[str]:
    """The wording, and with one or more of its ways of speaking taken as numbers, or as none."""
    rewrites: tuple[Callable[[str], Iterable[str]], ...] = (
        lambda text: map(repeated, _several_in_words(text)),
        lambda text: [_without_the_restated(text)],
        lambda text: [_SHARED.sub(r"\1 and \1", text)],
        lambda text: _without_counts(text, case),
        lambda text: [_NO_THINGS.sub(lambda m: _none_of(m.group(1), case), text)],
        lambda text: [_with_calls_twice(text, case)],
        lambda text: [_SEVERAL_OF.sub(_each_of, text)],
        lambda text: [_NTH_PASS.sub(lambda m: f"{_NTHS[m.group(1).lower()]} passes", text)],
        lambda text: [_ONE.sub("1", text)],
        lambda text: [_ONLY_ONE.sub("1 ", text)],
        lambda text: [_VERSIONS.sub("", _ONCE_MORE.sub("again", text))],
        lambda text: [_SUMMED_UP.sub(lambda m: _COUNT_WORD.sub("", m.group()), text)],
        lambda text: [_MORE.sub("more", text) if "grow with" in case.probe.text else text],
        lambda text: [_CALLS.sub(lambda m: _counted_calls(m, case), text)],
        lambda text: [_said_before(text)],
    )
    found = {case.wording}
    yield case.wording
    for rewrite in rewrites:
        for text in sorted(found):
            for another in rewrite(text):
                if another not in found:
                    found.add(another)
                    yield another


def _several_in_words(text: str) -> Iterator[str]:
    """ "Just zeros, four of them" as four zeros; "one holds two zeros and the other three" with the
    zeros that the second leaves out."""
    text = _OF_THEM.sub(lambda m: f"{m.group(2)} {m.group(1)}", text)
    text = _SOME_TENS.sub(_each_of, text)
    yield text
    kinds = _SOME_NUMBERS.findall(text)
    if len(kinds) == 1:
        yield _HOLDS_SO_MANY.sub(lambda m: f"{m.group()} {kinds[0]}", text)


_COUNTING = "two|three|four|five|six|[2-6]"
_OF_THEM = re.compile(
    r"\b(?:just |only |all )?(zeros|ones|twos|threes|fours|fives|sixes|sevens|eights|nines)"
    rf"(?: in (?:it|there))?,? ({_COUNTING}) "
    r"(?:of (?:them|those)|in (?:all|total|a row)|altogether|overall|to be exact)\b",
    re.IGNORECASE,
)
_SOME_TENS = re.compile(r"\b(two|three|four|five|six) ((?:minus )?\d+)'?s\b", re.IGNORECASE)
_SOME_NUMBERS = re.compile(
    rf"\b(?:{_COUNTING}) (zeros|ones|twos|threes|fours|fives|sixes|sevens|eights|nines)\b",
    re.IGNORECASE,
)
_HOLDS_SO_MANY = re.compile(
    rf"\b(?:holds|has|is|gets|contains|with|of) (?:just |only )?(?:{_COUNTING})(?=[.,;?]| and\b|$)",
    re.IGNORECASE,
)
# "limit and period are 1": said of both.
_SHARED = re.compile(
    r"(?<=\w) (?:are|being|equal|set to|at|as|of|were) (?:both |all |each )?"
    r"((?:minus )?(?:\d+|zero|one|two|three|four|five|six|seven|eight|nine|ten))"
    r"(?=[.,;:?]| and\b| each\b)",
    re.IGNORECASE,
)
_RESTATED = re.compile(
    r"(?:,| -)? (?:so|that is|that's|meaning|in other words|i mean)(?: to say)?,? "
    r"(?!(?:on |in |at |for )?(?:what|which|how|where|does|do|is|are|will|would|can|could)\b)"
    r"(?=[^.?!:;]*\d)[^.?!:;]*",
    re.IGNORECASE,
)


def _without_the_restated(text: str) -> str:
    """ "Going from 0 to 2, so first is 0 and last is 2": the same numbers, said once more."""
    for match in reversed(list(_RESTATED.finditer(text))):
        again = _cardinals(match.group())
        before = _cardinals(text[: match.start()])
        start = max(text.rfind(mark, 0, match.start()) for mark in ".:;?!") + 1
        told = _cardinals(text[start : match.start()])
        if again and before[-len(again) :] == again:
            text = text[: match.start()] + text[match.end() :]
        elif told and {*told} <= {*again}:  # "guest 0 comes twice, then guest 1, so ... 0, 0, 1"
            text = text[:start] + text[match.start() :]
    return text


def _cardinals(text: str) -> list[float]:
    return [n.value for n in numbers_in(text) if n.kind == "cardinal"]


# "A single hook" is 1 hook; "the two versions" are those that the probe compares.
_ONLY_ONE = re.compile(r"\b(?:a |just one |only one |one )?(?:single|lone|sole) ", re.IGNORECASE)
_ONCE_MORE = re.compile(r"\ba (?:second|third|fourth) time\b", re.IGNORECASE)
_VERSIONS = re.compile(
    r"\btwo (?=versions|variants|programs|results|answers|of them\b)", re.IGNORECASE
)
# "three ones and two twos: 1, 1, 1, 2, 2", "three opening and one closing: "((()""
_SUMMED_UP = re.compile(r"[^.?!:;]*(?=: (?:minus )?[\d\"])")
_COUNT_WORD = re.compile(
    r"\b(?:one|two|three|four|five|six|zero)\b(?! (?:is|was|be)\b)", re.IGNORECASE
)
_MORE = re.compile(
    r"\b(?:one|two|ten) more\b|\b\w+ times (?:as|more)\b|\btwice as\b", re.IGNORECASE
)
_CALLS = re.compile(r"\b(\w+) (?:more )?(calls)\b(?=[:,]| in a row)", re.IGNORECASE)


def _counted_calls(match: re.Match[str], case: Case) -> str:
    """ "Three calls: ..." without its number, where the probe makes three."""
    found, text = numbers_in(match.group(1)), case.probe.text
    made = text.count(";") + 1 if "you call" in text else 0
    return (
        match.group(2) if found and made and found[0].value in (made, made + 1) else match.group()
    )


# "No towns" is no number of towns; "the second trip round the loop" is two passes.
_NO_THINGS = re.compile(r"\bno (\w+s)\b", re.IGNORECASE)
_CALLED_TWICE = re.compile(
    r"\b(\w+ (?:minus )?\w+) (?:(?:is|was|gets|being|has|been|happens|happened|called|run) )*"
    r"(?:twice\b|(?:and )?then (?:called |run )?again\b)",
    re.IGNORECASE,
)
_SOME_CALLS = re.compile(
    r"\b(two|three|four) (?:(?!more|such)(\w+) calls|calls (?:of|to) (\w+))\b", re.IGNORECASE
)


def _with_calls_twice(text: str, case: Case) -> str:
    """ "enter 3 twice" and "two hang calls" with each call by itself."""
    if "you call" not in case.probe.text:
        return text
    text = _SOME_CALLS.sub(
        lambda m: ", ".join(
            [m.group(2) or m.group(3)] * int(numbers_in(m.group(1))[0].value),
        ),
        text,
    )
    return _CALLED_TWICE.sub(r"\1, \1", text)


_NTHS = {"first": "one", "second": "two", "third": "three", "fourth": "four", "fifth": "five"}
_NTH_PASS = re.compile(
    rf"\b({'|'.join(_NTHS)}) (?:trip|pass|round|time|go|turn|iteration|lap)\b", re.IGNORECASE
)
_THAT_ONE = re.compile(r"\b(?:the|that|and) (\w+)(?=[.,;?!]|\s+(?:has|is|with)\b)", re.IGNORECASE)


# "Three visits by guest 4": 4, 4, 4.
_SEVERAL_OF = re.compile(
    r"\b(two|three|four|five) \w+s,? (?:(?:all |each )?(?:by|from|of|at|with|for) (?:[a-z]+ )?)?"
    r"((?:minus )?\d+)\b",
    re.IGNORECASE,
)
_ONE = re.compile(r"\bone\b", re.IGNORECASE)


def _each_of(match: re.Match[str]) -> str:
    return ", ".join([match.group(2)] * int(numbers_in(match.group(1))[0].value))


def _none_of(name: str, case: Case) -> str:
    said = re.search(rf"\b{name} is (0|an empty)\b", case.probe.text)
    return f"{said.group(1)} {name}" if said else f"no {name}"


def _said_before(text: str) -> str:
    """Without numbers that only point back: "3 on its left, and 6 to the right of the 3"."""
    for match in reversed(list(_THAT_ONE.finditer(text))):
        found = numbers_in(match.group(1))
        earlier = {n.value for n in numbers_in(text[: match.start()])}
        if found and found[0].value in earlier:
            text = f"{text[: match.start(1)]}it{text[match.end(1) :]}"
    return text


COUNTED = re.compile(
    r"(?<!line )\b(?:the |these |those |just |all )?(one|two|three|four|five|six|seven|eight|"
    r"nine|ten|\d+) "
    r"([a-z]+?)s?\b(?!-)",
    re.IGNORECASE,
)


def _without_counts(wording: str, case: Case) -> Iterator[str]:
    """The wording without some of the numbers that may only say how long an input of the probe is,
    or a part of it: "a lawn of one row", "those two"."""
    inputs = list(case.probe.key.derivation.inputs)
    sizes = {size for value in inputs for size in _sizes(value)} | ({1} if inputs else set())
    functions = read_facts(case.source).functions
    arguments = {len(inputs)} | {len(function.parameters) for function in functions}
    text = _A_SINGLE.sub("", re.sub(r"\bboth arguments\b", "both", wording))
    text = _COMPOUND.sub(r"\1 ", text)
    spots = []
    for match in COUNTED.finditer(text):
        found = numbers_in(match.group(1))
        allowed = sizes | arguments if _AN_ARGUMENT.match(match.group(2)) else sizes
        if found and found[0].value in allowed and not _NO_SIZE.match(match.group(2)):
            spots.append(match.span(1))
    for some in product((True, False), repeat=min(len(spots), _SPOTS)):
        shorter = text
        for dropped, (start, end) in reversed([*zip(some, spots, strict=False)]):
            shorter = shorter[:start] + shorter[end:] if dropped else shorter
        yield shorter


# "the two-letter text", "a 3-element list"
_COMPOUND = re.compile(
    r"\b(one|two|three|four|five|six|seven|eight|nine|ten|\d+)-"
    r"(?=(?:letter|character|sign|bracket|element|item|entry|number|value|digit|row|word|node|"
    r"\w+ (?:list|text|string|input|tree))\b)",
    re.IGNORECASE,
)
_SPOTS = 3  # numbers of one wording that are tried as counts
_A_SINGLE = re.compile(
    r"\b(?:\w+|\d+) (?=\w+,? so \w+ (?:is|are) )|"
    r"\b(?:just |only )?one (?=(?:single|in)\b)|(?<=\bthose )two(?=[.,?])",
    re.IGNORECASE,
)
_AN_ARGUMENT = re.compile(
    r"(?:input|argument|parameter|string|list|number|text|word|value|thing|test)$", re.IGNORECASE
)
# What is counted of the run, or is a value: no size of an input.
_NO_SIZE = re.compile(
    r"(?:time|pass|passe|round|iteration|call|line|and|or|i|a|to|instead|rather|than|for|on|is|wa|"
    r"more|le|plu|minu|became|become|from|by|on|in|at|below|above|under|left|right|top|next)$",
    re.IGNORECASE,
)


def _sizes(value: object) -> Iterator[int]:
    """How long ``value`` is, and every list and text in it."""
    if isinstance(value, list | tuple | str):
        yield len(value)
    if isinstance(value, list | tuple):
        for part in value:
            yield from _sizes(part)
