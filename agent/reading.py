"""What a spoken reply claims. Pure: text in, claims with their places out.

People hedge, correct themselves, repeat the question and say what it is *not*.  So a reply is read
as claims, each with its stretch of the text; what was taken back or denied is no claim.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from tools.spoken_numbers import Spotted, numbers_in


@dataclass(frozen=True)
class Claim:
    """``value`` is claimed at ``reply[start:end]``. ``strong``: said as the answer, not in passing
    ("it returns four", "four times")."""

    value: JsonValue
    start: int
    end: int
    strong: bool = False


_CORRECTION = re.compile(
    r"\b(no,? wait|wait,? no|wait|sorry|scratch that|i mean|or rather|correction|"
    r"let me correct (?:that|myself)|let me rephrase|actually,? no|no,? actually|actually|"
    r"hmm,? no|oh,? no|no,? no|on second thought)\b",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"(?:\bnot|n't(?: be)?|\brather than|\binstead of|\bnever mind|\bno longer)\s+"
    r"(?:really |just |quite |be |the |a |an |exactly )*$",
    re.IGNORECASE,
)
_DOES_NOT_KNOW = re.compile(
    r"\b(do not know|don't know|dunno|no idea|no clue|have not a clue|not a clue|can't say|"
    r"cannot say|can't tell|couldn't say|couldn't tell you|i give up|pass on (?:this|that)|"
    r"i forgot|don't remember|can't remember|would have to guess|not sure at all)\b",
    re.IGNORECASE,
)
_SAID_AS_ANSWER = re.compile(
    r"(?:\b(?:is|are|was|be|gives?|returns?|returned|equals?|makes?|becomes?|prints?|outputs?|"
    r"runs?|ran|executes?|iterates?|loops?|goes (?:round|around)|called|happens?|get|gets|yields?|"
    r"answer|result|value|says?|say|guess|it's|that's|so|total|altogether|=)\s*[,:]?\s+)"
    r"(?:(?:only|just|exactly|probably|maybe|about|to|be|it|is|back|like|equal|then|i think|"
    r"the number|the value|a total of|going to be|for|number|line|loop|function)[,]?\s+)*[\"'\[]?$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"^\s*(?:times?|iterations?|rounds?|calls?|passes|loops?|in total|altogether|deep|levels?|"
    r"recursive calls?|steps?|executions?|at the end|in the end)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"(?:\blines?|\bindex|\bposition|\bindices|\bstep|\biteration|\bround)\s+(?:number )?$",
    re.IGNORECASE,
)
_TIMES = {"once": 1, "twice": 2, "thrice": 3, "never": 0, "not at all": 0, "none at all": 0}
_HOMOPHONES = {"won": 1, "to": 2, "too": 2, "for": 4, "fore": 4, "ate": 8}


def after_correction(reply: str, claims: Sequence[Claim]) -> list[Claim]:
    """The claims that still stand after the candidate's own corrections."""
    standing = list(claims)
    for marker in _CORRECTION.finditer(reply):
        later = [c for c in standing if c.start >= marker.end()]
        standing = later or standing
    return standing


def settled(reply: str, claims: Sequence[Claim]) -> list[Claim]:
    """The claims that the reply comes down to: one for each different value that is left."""
    standing = after_correction(reply, claims)
    if any(c.strong for c in standing):
        standing = [c for c in standing if c.strong]
    last: dict[str, Claim] = {}
    for claim in standing:
        last[repr(claim.value)] = claim
    return list(last.values())


def denied(reply: str, start: int) -> bool:
    """Whether what stands at ``start`` is said only to be denied: "not linear"."""
    return _DENIED.search(reply[:start]) is not None


def does_not_know(reply: str) -> re.Match[str] | None:
    return _DOES_NOT_KNOW.search(reply)


# ------------------------------------------------------------------ numbers


def numbers(reply: str) -> list[Claim]:
    """Numbers claimed, "twice" and "not at all" among them; line numbers and indices are not."""
    claims = [_number(reply, n) for n in numbers_in(reply) if _counts(reply, n)]
    for word, value in _TIMES.items():
        for match in re.finditer(rf"\b{word}\b(?! mind)", reply, re.IGNORECASE):
            if not denied(reply, match.start()):
                claims.append(Claim(value, match.start(), match.end(), True))
    if not claims:
        claims = _homophones(reply)
    if not claims:
        claims = [Claim(1, n.start, n.end) for n in numbers_in(reply) if n.kind == "pronoun"]
    return sorted(claims, key=lambda c: c.start)


def _counts(reply: str, number: Spotted) -> bool:
    before = reply[: number.start]
    return (
        number.kind == "cardinal" and not _PLACE.search(before) and not denied(reply, number.start)
    )


def _number(reply: str, number: Spotted) -> Claim:
    strong = bool(
        _SAID_AS_ANSWER.search(reply[: number.start]) or _COUNTED.match(reply[number.end :])
    )
    return Claim(number.value, number.start, number.end, strong)


def _homophones(reply: str) -> list[Claim]:
    """A recogniser writes "for times" and "to." for four times and two."""
    words = list(re.finditer(r"[a-z']+", reply, re.IGNORECASE))
    return [
        Claim(_HOMOPHONES[w.group().lower()], w.start(), w.end(), True)
        for w in words
        if w.group().lower() in _HOMOPHONES
        and (len(words) == 1 or _COUNTED.match(reply[w.end() :]) or _ends_an_answer(reply, w))
    ]


def _ends_an_answer(reply: str, word: re.Match[str]) -> bool:
    """ "It returns too." is two; "it returns to the caller" is not."""
    said = _SAID_AS_ANSWER.search(reply[: word.start()])
    return said is not None and re.match(r"\s*(?:[.,;!?]|$)", reply[word.end() :]) is not None


def lines(reply: str) -> list[Claim]:
    """Line numbers claimed; a bare number is one if no "line" is said at all."""
    found = [n for n in numbers_in(reply) if n.kind == "cardinal" and not denied(reply, n.start)]
    named = [n for n in found if re.search(r"\blines?\s+(?:number )?$", reply[: n.start], re.I)]
    return [Claim(n.value, n.start, n.end, n in named) for n in named or found]


# ------------------------------------------------------------------ words


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
}  # fmt: skip
_SILENT = frozenset({"big", "of", "the", "a", "an"})


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


def _brackets(side: tuple[str, ...], kind: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{s} {k}" for s in side for k in kind)


_OPEN, _CLOSE = ("open", "opening", "left"), ("close", "closing", "closed", "right")
_ROUND = ("bracket", "round bracket", "parenthesis", "paren", "round")
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


_YES = ("yes", "yeah", "yep", "true", "it does", "it is", "it will", "it would", "correct", "sure")
_NO = ("no", "nope", "false", "it does not", "it doesn't", "does not", "doesn't", "it is not",
       "it isn't", "won't", "will not", "wouldn't", "not true", "never")  # fmt: skip


def truths(reply: str) -> list[Claim]:
    """Yes and no, true and false. A reply that opens with one means that one."""
    claims = []
    for value, forms in ((True, _YES), (False, _NO)):
        for form in forms:
            for match in re.finditer(rf"\b{form}\b", reply, re.IGNORECASE):
                flip = denied(reply, match.start()) and form in ("true", "false")
                if flip or not denied(reply, match.start()):
                    opens = not reply[: match.start()].strip(" ,.umhertk")
                    claims.append(Claim(value != flip, match.start(), match.end(), opens))
    # The longest reading of a place wins: "it does not" is no "it does".
    return [
        c
        for c in claims
        if not any(
            o.start <= c.start and c.end <= o.end and (o.end - o.start) > (c.end - c.start)
            for o in claims
        )
    ]


# ------------------------------------------------------------------ lists


def number_lists(reply: str) -> list[Claim]:
    """Runs of numbers said as one list; "an empty list" is one too."""
    found = [n for n in numbers_in(reply) if n.kind in ("cardinal", "pronoun")]
    runs: list[list[Spotted]] = []
    for number in found:
        between = reply[runs[-1][-1].end : number.start] if runs else "?"
        if re.fullmatch(r"[\s,\[\]()]*(?:(?:and|then|comma)[\s,\[\]()]*)*", between):
            runs[-1].append(number)
        else:
            runs.append([number])
    claims = [
        Claim([n.value for n in run], run[0].start, run[-1].end,
              bool(_SAID_AS_ANSWER.search(re.sub(r"(?:(?:the|a|an)\s+)?(?:list|array)[\s,:]*$", "",
                                                 reply[: run[0].start]))))
        for run in runs
        if not denied(reply, run[0].start)
    ]  # fmt: skip
    for match in re.finditer(r"\bempty (?:list|array)\b|\[\s*\]", reply, re.IGNORECASE):
        if not denied(reply, match.start()):
            before = re.sub(r"(?:an|the)\s+$", "", reply[: match.start()])
            strong = bool(_SAID_AS_ANSWER.search(before))
            claims.append(Claim([], match.start(), match.end(), strong))
    return sorted(claims, key=lambda c: c.start)
