"""The ways in which a wording can be read: what may be a number, or only says how many there are.
Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from agent.reading.values import repeated, texts
from tools.code.facts import read_facts
from tools.code.probe import Probe
from tools.spoken_numbers import numbers_in


@dataclass(frozen=True)
class Case:
    """A wording beside the probe that it words."""

    wording: str
    probe: Probe
    source: str


def with_values(wording: str, probe: Probe) -> str:
    """``wording`` with a text of the probe that is spelled or described in quotes, as the probe has
    it: "open paren, close paren" is "()"."""
    for match in reversed(list(_SPELLED.finditer(wording))):
        text = "".join(str(_SIGNS.get(sign, sign)) for sign in re.findall(r"[a-z]+", match.group()))
        if f'"{text}"' in probe.text:
            wording = f'{wording[: match.start()]}"{text}"{wording[match.end() :]}'
    for value in re.findall(r"\"([^\"]{2,})\"", probe.text):
        if f'"{value}"' in wording:
            continue
        for claim in texts(wording):
            if claim.value == value:
                wording = f'{wording[: claim.start]}"{value}"{wording[claim.end :]}'
                break
    return _with_described(wording, probe)


_SIGNS = {"dot": ".", "hash": "#", "star": "*", "space": " ", "dash": "-"}
_SPELLED = re.compile(
    r"\b(?:[a-z]|space|dot|hash|star|dash)(?:, (?:[a-z]|space|dot|hash|star|dash)\b)+"
)
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


def _with_described(wording: str, probe: Probe) -> str:
    """ "One a and then five b's" as "abbbbb", where the probe has that text."""
    own = set(re.findall(r"\"([^\"]{2,})\"", probe.text))
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


def readings(case: Case) -> Iterator[str]:
    """The wording, and with one or more of its ways of speaking taken as numbers, or as none."""
    rewrites: tuple[Callable[[str], Iterable[str]], ...] = (
        lambda text: [repeated(text)],
        lambda text: _without_counts(text, case),
        lambda text: [_NO_THINGS.sub(lambda m: _none_of(m.group(1), case), text)],
        lambda text: [_CALLED_TWICE.sub(r"\1, \1", text)],
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
_NTHS = {"first": "one", "second": "two", "third": "three", "fourth": "four", "fifth": "five"}
_NTH_PASS = re.compile(
    rf"\b({'|'.join(_NTHS)}) (?:trip|pass|round|time|go|turn|iteration|lap)\b", re.IGNORECASE
)
_THAT_ONE = re.compile(r"\b(?:the|that|and) (\w+)(?=[.,;?!]|\s+(?:has|is|with)\b)", re.IGNORECASE)


# "Three visits by guest 4": 4, 4, 4.
_SEVERAL_OF = re.compile(
    r"\b(two|three|four|five) \w+s,? (?:all |each )?(?:by|from|of|at|with|for) (?:[a-z]+ )?"
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
