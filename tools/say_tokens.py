"""Text cut into the pieces that :mod:`tools.say` reads."""

from __future__ import annotations

import re
import unicodedata

_TOKEN = re.compile(
    r"""(?P<string>"(?:[^"\n\\]|\\.)*" | (?<![\w')\]])'[^'\n]{0,40}'(?![\w']))
      | (?P<space>\s+)
      | (?P<number>[0-9]+(?!\w))
      | (?P<word>\w+)
      | (?P<op>\*\*=|//=|<<=|>>=|===|!==|\.\.\.|->|=>|:=|==|!=|<=|>=|\+=|-=|\*=|/=|%=|\+\+|--|\*\*
              |//|<<|>>|&&|\|\||.)""",
    re.VERBOSE | re.DOTALL,
)
CLOSES = {"(": ")", "[": "]", "{": "}"}
OPENERS, CLOSERS = frozenset(CLOSES), frozenset(CLOSES.values())
_DEEPEST = 12
_PROSE = (
    (re.compile(r"\be\.\s?g\."), "for example"),
    (re.compile(r"\bi\.\s?e\."), "that is"),
    (re.compile(r"\bvs\.?(?=\s)"), "versus"),
    (re.compile(r"\bI/O\b"), "I O"),
    (re.compile(r"\band/or\b"), "and or"),
    (re.compile(r"(?<=[a-z])\((e?s)\)"), r"\1"),
    (re.compile(r"(?<=\d)[-–](?=\d)"), " to "),
    (re.compile(r"(?<![\d,\[({])(\d{1,3})((?:,\d{3})+)(?![\d,])"), lambda m: m[0].replace(",", "")),
    (re.compile(r"^[ \t]*(?:[-*•]|#+)[ \t]+", re.MULTILINE), ""),
    (re.compile(r"(?<!\w)(\*\*|\*|__|_)(?=\w)([^*_\n]+)(?<=[\w.,?!])\1(?!\w)"), r"\2"),
)  # the last two are Markdown: bullets and headings, emphasis
_LOOKALIKES = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "−": "-", "–": "—", "²": "^2", "³": "^3"}
)


class Token(str):
    """A piece of text; ``kind`` is string, space, number, word or op."""

    kind: str
    __slots__ = ("kind",)

    def __new__(cls, text: str, kind: str) -> Token:
        token = super().__new__(cls, text)
        token.kind = kind
        return token


NOTHING = Token("", "")


def read_tokens(text: str) -> list[Token]:
    """All of ``text``, in order; typographic lookalikes become what a keyboard has.

    Brackets are left out where they nest so deep that nobody could follow them by ear.
    """
    plain = unicodedata.normalize("NFKC", text.translate(_LOOKALIKES))
    tokens = [Token(match[0], match.lastgroup or "op") for match in _TOKEN.finditer(plain)]
    depth = deepest = 0
    for token in tokens:
        depth = max(depth + (token in OPENERS) - (token in CLOSERS), 0)
        deepest = max(deepest, depth)
    if deepest <= _DEEPEST:
        return tokens
    return [token for token in tokens if token not in OPENERS and token not in CLOSERS]


def plain_prose(text: str) -> str:
    """Prose without Markdown, with its short forms and ranges of numbers in words."""
    for pattern, instead in _PROSE:
        text = pattern.sub(instead, text)
    return text
