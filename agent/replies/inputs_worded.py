"""Arguments said in words, put as they are read: whatever, nothing, looked for. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pydantic import JsonValue

from agent.reading import numbers


def any_value(text: str, shape: Sequence[JsonValue], names: Sequence[str]) -> str:
    """ "Whatever the amount": any number will do, so one is taken."""
    for name, like in zip(names, shape, strict=False):
        if len(shape) > 1 and isinstance(like, int):
            said = re.escape(name).replace("_", "[_ ]")
            text = re.sub(
                rf"\b(?:whatever|any|no matter(?: the| what| which)?)(?: the)? {said}"
                rf"(?: you (?:like|want))?(?! is\b)\b|"
                rf"\b{said} (?:is |can be |being )?(?:whatever|anything|any number|doesn't matter|"
                rf"does not matter)\b(?=\W*(?:$|[.;!?]|(?:and|so|then|with)\b))",
                f"{name} three",
                text,
                flags=re.IGNORECASE,
            )
    return text


# "Both strings blank, film nothing and cast nothing".
_BLANK = re.compile(r"\bblanks?\b(?! (?:space|line|square|cell|char)\w*)", re.IGNORECASE)


def named_nothing(text: str, shape: Sequence[JsonValue], names: Sequence[str]) -> str:
    """ "Film nothing", "the texts are blank": empty, for an argument that can be."""
    if not all(isinstance(like, str | list) for like in shape):
        return text
    said = "|".join(re.escape(name).replace("_", "[_ ]") for name in names)
    if said:
        text = re.sub(
            rf"\b({said}) (is |be |being |holds? |has |as )?nothing\b(?! (?:but|like|that))",
            r"\1 \2empty",
            text,
            flags=re.IGNORECASE,
        )
    return _BLANK.sub("empty", text)


_LOOKED_FOR = re.compile(
    r",?\s*(?:\band )?\b(?:(?:you|we|i|they)(?:'re| are|'m| am) )?(?:looking|searching|asking) for "
    r"(?:the |a )?((?:minus |negative )?\w+)",
    re.IGNORECASE,
)


def looked_for(text: str, shape: Sequence[JsonValue], names: Sequence[str]) -> str:
    """ "Looking for five" as the name of the one argument that is a number, and five."""
    plain = [name for name, like in zip(names, shape, strict=False) if isinstance(like, int)]
    if len(shape) < 2 or len(plain) != 1:
        return text
    found = _LOOKED_FOR.search(text)
    if not found or not (numbers.numbers_in(found.group(1)) or found.group(1).isdigit()):
        return text
    rest = text[: found.start()] + " " + text[found.end() :]
    if re.search(rf"\b{re.escape(plain[0])}\b", rest, re.IGNORECASE):
        return text
    return f"{rest.rstrip(' .!')}, {plain[0]} {found.group(1)}"
