"""Arguments said in words, put as they are read: whatever, nothing, looked for. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pydantic import JsonValue

from agent.reading import numbers
from agent.replies.inputs_spelled import Tried, blank


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


def one_of_them(text: str, shape: Sequence[JsonValue], names: Sequence[str]) -> str:
    """``text`` without "one lone stop, ...": how many there are, before they are given."""
    if len(shape) != 1 or not isinstance(shape[0], list) or not names:
        return text
    thing = re.escape(names[0].removesuffix("s"))
    said = rf"\b(?:just |only )?(?:one|a single|1) (?:\w+ )?{thing}s?(?=\s*,)"
    return re.sub(said, blank, text, flags=re.IGNORECASE)


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


def talks_of_it(reply: str, spelled: Sequence[Tried]) -> bool:
    """ "Whenever the closing bracket is of another kind": a sign that is spoken of, not given."""
    (args, start, _), *more = spelled
    sign = isinstance(args[0], str) and len(args[0]) == 1 and not args[0].isalnum()
    return sign and not more and re.search(r"\bthe\s+$", reply[:start], re.IGNORECASE) is not None


def is_value(text: str, start: int, end: int, names: Sequence[str]) -> bool:
    """ "Equals one", "the rows one, and two", "one for last": a value, and no "one" like "it"."""
    said = "|".join(re.escape(name).replace("_", "[_ ]") for name in names)
    return bool(
        _IS.search(text[:start])
        or (_IN_LIST.search(text[:start]) and _AND_NUMBER.match(text, end))
        or (said and re.match(rf" for (?:the )?(?:{said})\b", text[end:], re.IGNORECASE))
    )


_IN_LIST = re.compile(
    r"\b(?:lists?|rows?|columns?|numbers?|values?|of|with|holding|containing)\s+$", re.IGNORECASE
)
_AND_NUMBER = re.compile(
    r",?\s*(?:and |then |and then )?(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|\d)",
    re.IGNORECASE,
)
_IS = re.compile(r"(?:\bequals?|\bequal to|=|\bbeing)\s+$", re.IGNORECASE)
