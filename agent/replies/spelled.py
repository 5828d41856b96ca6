"""Replies to questions for a text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.reading import clauses, numbers, parts, values
from agent.reading.claims import Claim
from agent.reading.words import phrase
from agent.replies.verdict import Check, wrong
from tools.code.probe import Key

_LETTER_NAMES = {
    "bee": "b", "cee": "c", "sea": "c", "see": "c", "dee": "d", "eff": "f", "gee": "g", "jay": "j",
    "kay": "k", "el": "l", "em": "m", "en": "n", "pee": "p", "cue": "q", "queue": "q", "are": "r",
    "ess": "s", "tea": "t", "tee": "t", "vee": "v", "why": "y", "eye": "i", "ay": "a",
}  # fmt: skip


def check_text(key: Key, reply: str) -> Check | None:
    wanted = str(key.value).lower()
    if _SO_LONG.search(reply) and "-" not in wanted:
        return check_text(key, _SO_LONG.sub(lambda match: match.group().replace("-", " "), reply))
    name = _LETTER_NAMES.get(re.sub(r"\W", "", reply).lower())  # a letter alone, by its name
    if name and len(wanted) == 1:
        verdict = "right" if name == wanted else "wrong"
        return Check(verdict, f"says the letter {name}", 0, len(reply))
    concluded = _concluded(key, reply, wanted)
    if concluded is not None:
        return concluded
    said = values.texts(reply)
    if not any(str(c.value).lower() == wanted for c in said):
        said = values.texts(reply, articles=False) or said
    if _said_again(reply, said, wanted):
        return Check("right", "names the value that the code gives", said[0].start, said[-1].end)
    without = _NOT_IN_IT.search(reply)
    if without and said:
        held = any(str(c.value).lower() in wanted for c in said if c.value)
        return Check("wrong" if held else "partial", "says what is not in it", *without.span())
    left_open = _one_or_the_other(reply, said)
    if left_open:
        return Check("unclear", "several answers in one", *left_open, several=True)
    right = [c for c in said if str(c.value).lower() == wanted]
    if right and (right[-1] is said[-1] or len(said) == 1 or len(wanted) > 1):
        return Check("right", "names the value that the code gives", right[-1].start, right[-1].end)
    named = _named_text(key, reply)
    if named is not None:
        return named
    if values.nones(reply) and (not said or clauses.corrected(reply)):
        return wrong(key, values.nones(reply)[-1])
    if parts.only_begins(reply):
        return Check("partial", "says only how it begins or what it holds", 0, len(reply))
    if parts.only_size(reply):
        return Check("partial", "says how long it is, not what", 0, len(reply))
    full = [c for c in said if len(str(c.value)) > 1 or _is_all(reply, c) or c.value == ""]
    if full:
        return wrong(key, full[-1])
    plain = [c for c in numbers.number_claims(reply) if c.weight in ("said", "conclusion")]
    if plain:
        return wrong(key, plain[-1])
    part = _part_of_the_inputs(key, reply)
    if part is not None:
        return wrong(key, part)
    word = _A_WORD.search(reply)
    return wrong(key, Claim(word.group(1), *word.span(1))) if word else None


# "A one-character string".
_SO_LONG = re.compile(r"\b\w+-(?:letter|character|char)\b", re.IGNORECASE)


def _concluded(key: Key, reply: str, wanted: str) -> Check | None:
    """What a last clause with "so" spells, whatever was said before: "... so, a b c comes out"."""
    answers = [c for c in clauses.clauses(reply) if c.role in ("answer", "conclusion")]
    if len(answers) < 2 or answers[-1].role != "conclusion":
        return None
    text = reply[answers[-1].start : answers[-1].end]
    said = values.texts(" " * answers[-1].start + text)
    if len(said) != 1 or len(str(said[0].value)) < 2 or parts.only_begins(text):
        return None
    if not str(said[0].value).isalnum() or parts.only_size(text):
        return None
    if str(said[0].value).lower() == wanted:
        return Check("right", "names the value that the code gives", said[0].start, said[0].end)
    return None if wanted in re.findall(r"\w+", text.lower()) else wrong(key, said[0])


def _said_again(reply: str, said: Sequence[Claim], wanted: str) -> bool:
    """Whether the text is said twice in different words: "double a, a a"."""
    comma = reply.rfind(",")
    if len(wanted) < 2 or comma < 0 or "".join(str(c.value) for c in said).lower() != 2 * wanted:
        return False
    before, last = (re.findall(r"\w+", part.lower()) for part in (reply[:comma], reply[comma:]))
    return "".join(last) == wanted and before[-len(last) :] != last


_NOT_IN_IT = re.compile(
    r"\b(?:isn't|aren't|not|won't be|never) (?:in|part of) (?:it|there|the (?:result|answer|"
    r"string))\b",
    re.IGNORECASE,
)
_LETTER_OR = re.compile(
    r"\b(?:be|is|it's|either|get|returns|gives|say) ([a-z])\b,? or (?:[a-z']{2,} ){0,3}([a-z])\b"
    r"(?! [a-z]\b)",
    re.IGNORECASE,
)


def _more_said(reply: str, at: int) -> bool:
    return bool(re.search(r"\b(?:so|let's say|i'd say|i'll go|no)\b", reply[at:], re.IGNORECASE))


def _one_or_the_other(reply: str, said: Sequence[Claim]) -> tuple[int, int] | None:
    """Two texts left open side by side: "it can be a or it can be b"."""
    letters = _LETTER_OR.search(reply)
    if letters and letters.group(1) != letters.group(2) and not _more_said(reply, letters.end()):
        return letters.span()
    if len(said) < 2 or said[-1].value == said[-2].value:
        return None
    between = reply[said[-2].end : said[-1].start]
    if re.fullmatch(r"[\s,]*\bor\b(?:\s+[a-z']+){0,4}\s*", between, re.IGNORECASE):
        return said[-2].start, said[-1].end
    return None


_NO_TEXTS = frozenset({"no", "so", "an", "in", "it", "ok", "well"})


def _part_of_the_inputs(key: Key, reply: str) -> Claim | None:
    """A run of letters that stands in a text of the question: "it gives ab"."""
    texts = [v for v in key.derivation.inputs if isinstance(v, str)]
    word = re.match(
        r"\W*(?:(?:um|uh|so|well|i think|just|it's|i'd say)\W+)*([a-z]{2,})(?=\W*$|[,.;])",
        reply,
        re.IGNORECASE,
    )
    opens = word.group(1).lower() if word else ""
    if word and opens not in _NO_TEXTS and any(opens in text.lower() for text in texts):
        return Claim(word.group(1), *word.span(1))
    for match in re.finditer(
        r"\b(?:gives?|returns?|is|be|it's|get|say)\s+([a-z]{2,})\b", reply, re.IGNORECASE
    ):
        if any(match.group(1).lower() in text.lower() for text in texts):
            return Claim(match.group(1), *match.span(1))
    return None


_A_WORD = re.compile(
    r"\b(?:says|is|returns|gives|be|string|word|prints)\s+(?:the\s+)?(?:string\s+|word\s+)?"
    r"(?!the\b|a\b|an\b|it\b|not\b|string\b|what\b|some|same\b|just\b|like\b|that\b|right\b|"
    r"wrong\b)"
    r"([a-z]{2,})\W*$",
    re.IGNORECASE,
)


def _named_text(key: Key, reply: str) -> Check | None:
    """The text itself as a word, or a symbol by its name."""
    from agent.reading.words import SYMBOLS

    forms = SYMBOLS.get(str(key.value), (str(key.value),))
    if len(str(key.value)) < 2 and str(key.value).isalnum():
        return None
    said = values.without(reply, 0, ("reason",))
    places = [p for form in forms for p in phrase(said, form)]
    if not places:
        return None
    start, end = places[-1]
    return Check("right", "names the value that the code gives", start, end)


def _is_all(reply: str, claim: Claim) -> bool:
    """Whether nothing else is said: a single letter is a claim only then."""
    rest = reply[: claim.start] + " " * (claim.end - claim.start) + reply[claim.end :]
    rest = values.without(rest, 0, ("reason",))
    words = re.findall(r"[a-z']+", rest.lower())
    return all(word in values._SKIPPED or word in _HEDGES for word in words)


_HEDGES = frozenset({"expect", "believe", "reckon", "suppose", "sure", "pretty", "i'm", "mean"})
