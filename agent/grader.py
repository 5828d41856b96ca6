"""Replies against keys, and rubric points with quotes.

:func:`check` is mechanical: the key, the reply, and for ``input`` keys the sandbox.  A reply that
cannot be read is ``unclear``, never wrong.  :func:`grade` lets the model answer yes or no for each
rubric point and copy the words that show it; the words are looked up in the reply, and a yes whose
words do not stand there is unscored.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, JsonValue

from agent import reading
from agent.events import PointGraded, Verdict
from agent.llm import Chat
from agent.reading import Claim
from question_bank.schema import RubricPoint
from tools.code.lines_run import lines_run
from tools.code.probe import Key
from tools.code.spoken_input import broken_by, inputs_in
from tools.code.spoken_tests import several_in
from tools.ports import Sandbox
from viva.errors import ModelAnswerInvalid

MIN_QUOTE_WORDS = 2  # one word stands in almost every answer


@dataclass(frozen=True)
class CodeUnderTest:
    """What an ``input`` key is checked against."""

    source: str
    entry: str
    sandbox: Sandbox


@dataclass(frozen=True)
class Check:
    """``reply[start:end]`` decided it. ``misconception``: what this wrong answer reveals."""

    verdict: Verdict
    reason: str
    start: int
    end: int
    misconception: str = ""


def check(key: Key, reply: str, code: CodeUnderTest) -> Check:
    """Whether ``reply`` gives the answer of ``key``.

    Raises:
        SandboxError: an input could not be tried.
    """
    if key.kind in _TRIED:
        found = _TRIED[key.kind](key, reply, code)
    else:
        found = _READERS[key.kind](key, reply)
    if found is not None:
        return found
    unknown = reading.does_not_know(reply)
    if unknown:
        return Check("wrong", "says that they do not know", unknown.start(), unknown.end())
    return Check("unclear", "no answer to the question could be found in the reply", 0, 0)


# ------------------------------------------------------------------ by kind of key


def _value(key: Key, reply: str) -> Check | None:
    value = key.value
    if isinstance(value, bool):
        return _compare(key, reply, reading.truths(reply)) or _accepted(key, reply)
    if isinstance(value, int | float):
        return _compare(key, reply, reading.numbers(reply)) or _accepted(key, reply)
    if isinstance(value, list) and all(_is_number(v) for v in value):
        claims = reading.number_lists(reply)
        return _accepted(key, reply) or _part(value, reply, claims) or _compare(key, reply, claims)
    return _accepted(key, reply) or _other_value(key, reply)


def _is_number(value: JsonValue) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _part(value: list[JsonValue], reply: str, claims: Sequence[Claim]) -> Check | None:
    """Some of the numbers of the list, in its order, and none that is not in it."""
    left = reading.settled(reply, claims)
    said = [n for c in left for n in (c.value if isinstance(c.value, list) else [])]
    rest = iter(value)
    if 0 < len(said) < len(value) and all(n in rest for n in said):
        reason = f"names {len(said)} of the {len(value)} numbers"
        return Check("partial", reason, left[0].start, left[-1].end)
    return None


def _other_value(key: Key, reply: str) -> Check | None:
    """Text, nothing, nested lists: right if said; wrong only if something else is plainly said."""
    if key.value is None:
        places = [p for form in ("none", "null", "nothing") for p in reading.phrase(reply, form)]
    elif isinstance(key.value, str):
        forms = reading.SYMBOLS.get(key.value, (key.value, " ".join(key.value)))
        places = [p for form in forms for p in reading.phrase(reply, form)]
    else:
        flat = list(_flat(key.value))
        places = reading.phrase(reply, " ".join(map(str, flat))) if flat else []
    if places:
        start, end = places[-1]
        return Check("right", "names the value that the code gives", start, end)
    others = [*reading.numbers(reply), *reading.number_lists(reply)]
    plain = [c for c in reading.settled(reply, others) if c.strong]
    if plain:
        return _wrong(key, plain[-1])
    return None


def _flat(value: JsonValue) -> list[JsonValue]:
    if isinstance(value, list):
        return [x for v in value for x in _flat(v)]
    return [value]


def _line(key: Key, reply: str) -> Check | None:
    return _compare(key, reply, reading.lines(reply)) or _accepted(key, reply)


# "Each look-up is constant" is said of a step, not of the whole.
_OF_A_STEP = re.compile(r"\b(?:each|every|per)\b[^.;!?]*$", re.IGNORECASE)


def _choice(key: Key, reply: str) -> Check | None:
    claims: list[Claim] = []
    for option in key.options:
        for form in option.spoken:
            claims += [
                Claim(option.id, start, end)
                for start, end in reading.phrase(reply, form)
                if not re.match(r"\s*space\b", reply[end:], re.IGNORECASE)
                and not _OF_A_STEP.search(reply[:start])
            ]
    claims = sorted(_longest(claims), key=lambda c: c.start)
    found = _compare(key, reply, _opening(reply, claims) or claims)
    if found is None or found.verdict == "unclear":
        return _yes_or_no(key, reply) or found
    return found


_OPENS = re.compile(
    r"\W*(?:(?:um|uh|well|so|ok|okay|i think|i'd say|i would say|it's|it is|that's|probably|just|"
    r"big|oh|o|of)\W+)*",
    re.IGNORECASE,
)
_ENDS_A_CLAUSE = re.compile(
    r"\s*(?:time\b)?\s*(?:[.;!]|,?\s*(?:because|since|as)\b)", re.IGNORECASE
)


def _opening(reply: str, claims: Sequence[Claim]) -> list[Claim]:
    """The answer that a reply opens with as a clause of its own, when what comes after only gives
    reasons: "Linear. One pass, and each look-up is constant." """
    if not claims or len(reading.after_correction(reply, claims)) < len(claims):
        return []
    first = claims[0]
    opens = _OPENS.fullmatch(reply, 0, first.start) is not None
    return [first] if opens and _ENDS_A_CLAUSE.match(reply, first.end) else []


def _yes_or_no(key: Key, reply: str) -> Check | None:
    """Options that are a plain yes and no, said in the many ways people say them."""
    ids = {o.id for o in key.options}
    if ids != {"yes", "no"}:
        return None
    claims = [
        Claim("yes" if c.value else "no", c.start, c.end, c.strong) for c in reading.truths(reply)
    ]
    return _compare(key, reply, claims)


def _longest(claims: Sequence[Claim]) -> list[Claim]:
    """Of readings that overlap the longest: "n log n" is no "log n"."""
    return [
        c
        for c in claims
        if not any(
            o.start <= c.start and c.end <= o.end and o.end - o.start > c.end - c.start
            for o in claims
        )
    ]


def _input_key(key: Key, reply: str, code: CodeUnderTest) -> Check | None:
    tried = inputs_in(reply, key, code.source, code.entry)
    for args, start, end in tried:
        if broken_by(key, args, code.source, code.entry, code.sandbox):
            return Check("right", "run with this input, the change shows", start, end)
    if tried:
        _, start, end = tried[-1]
        return Check("wrong", "run with this input, the change makes no difference", start, end)
    return None


def _reach_key(key: Key, reply: str, code: CodeUnderTest) -> Check | None:
    tried = inputs_in(reply, key, code.source, code.entry)
    ran = lines_run(code.source, code.entry, [args for args, _, _ in tried], code.sandbox)
    line, unsure = key.targets[0], None
    for (_, start, end), run in zip(tried, ran, strict=True):
        if (line in run.lines) is key.reached and (run.whole or key.reached):
            does = "runs" if key.reached else "never runs"
            return Check("right", f"run with this input, line {line} {does}", start, end)
        if not run.whole and line not in run.lines:
            unsure = Check("unclear", "the run with this input did not come to an end", start, end)
    if not tried or unsure is not None:
        return unsure
    _, start, end = tried[-1]
    does = "never runs" if key.reached else "runs"
    return Check("wrong", f"run with this input, line {line} {does}", start, end)


def _cover_key(key: Key, reply: str, code: CodeUnderTest) -> Check | None:
    tried = several_in(reply, key, code.source, code.entry)
    if not tried:
        return None
    ran = lines_run(code.source, code.entry, [args for args, _, _ in tried], code.sandbox)
    start, end = tried[0][1], tried[-1][2]
    missed = sorted(set(key.targets) - frozenset().union(*(run.lines for run in ran)))
    if not missed:
        return Check("right", "run with these inputs, every branch runs", start, end)
    if not all(run.whole for run in ran):
        return Check("unclear", "a run with one of these inputs did not come to an end", start, end)
    several = "lines " + ", ".join(map(str, missed)) + " never run"
    said = several if len(missed) > 1 else f"line {missed[0]} never runs"
    verdict = "partial" if len(missed) < len(key.targets) else "wrong"
    return Check(verdict, f"run with these inputs, {said}", start, end)


_READERS: dict[str, Callable[[Key, str], Check | None]] = {
    "value": _value,
    "line": _line,
    "choice": _choice,
}
_TRIED: dict[str, Callable[[Key, str, CodeUnderTest], Check | None]] = {
    "input": _input_key,
    "reach": _reach_key,
    "cover": _cover_key,
}
"""Kinds of keys that are checked by running what the reply gives."""


# ------------------------------------------------------------------ claims against the key


def _compare(key: Key, reply: str, claims: Sequence[Claim]) -> Check | None:
    left = reading.settled(reply, claims)
    if not left:
        return None
    if len(left) > 1:
        last = left[-1]
        concluding = re.search(
            r"\b(so|in total|altogether|total|finally|therefore|which makes)\b[^.?!]*$",
            reply[: last.start],
            re.IGNORECASE,
        )
        if not concluding:
            said = ", ".join(str(c.value) for c in left)
            return Check("unclear", f"several answers in one: {said}", left[0].start, last.end)
        left = [last]
    claim = left[0]
    if claim.value == key.value:
        return Check("right", "matches the key", claim.start, claim.end)
    return _wrong(key, claim)


def _wrong(key: Key, claim: Claim) -> Check:
    reveals = next((m.reveals for m in key.misconceptions if m.value == claim.value), "")
    return Check("wrong", f"says {claim.value!r}", claim.start, claim.end, reveals)


def _accepted(key: Key, reply: str) -> Check | None:
    places = [p for form in key.accepted for p in reading.phrase(reply, form)]
    if not places:
        return None
    start, end = max(places, key=lambda p: p[1] - p[0])
    return Check("right", "says it in a form that the key accepts", start, end)


# ------------------------------------------------------------------ rubric points by the model


class Point(BaseModel):
    met: Literal["yes", "no"]
    quote: str


def grade(
    chat: Chat,
    question: str,
    reply: str,
    rubric: Sequence[RubricPoint],
    *,
    between: Callable[[], None] = lambda: None,
) -> tuple[PointGraded, ...]:
    """Each rubric point of ``reply``: met with a quote, not met, or unscored (None).

    ``between`` is called before each point: what is more urgent may use the model then.

    Raises:
        ModelGone, ModelSlow: the model does not answer.
    """
    points: list[PointGraded] = []
    for point in rubric:
        between()
        points.append(_point(chat, question, reply, point))
    return tuple(points)


def _point(chat: Chat, question: str, reply: str, point: RubricPoint) -> PointGraded:
    asked = _prompt().format(question=question, reply=reply, looks_for=point.looks_for)
    unscored = PointGraded(point.id, point.looks_for, None, "", 0, 0)
    try:
        answer = chat.ask("You check answers, one point at a time.", asked, Point, max_tokens=120)
    except ModelAnswerInvalid:
        return unscored  # an answer that cannot be parsed is unscored, never zero
    if answer.met == "no":
        return PointGraded(point.id, point.looks_for, False, "", 0, 0)
    place = find_quote(reply, answer.quote)
    if place is None:
        return unscored
    start, end = place
    return PointGraded(point.id, point.looks_for, True, reply[start:end], start, end)


def find_quote(reply: str, quote: str) -> tuple[int, int] | None:
    """Where ``quote`` stands in ``reply``, word for word (case, spacing and punctuation aside)."""
    words = re.findall(r"[\w']+", quote)
    if len(words) < MIN_QUOTE_WORDS:
        return None
    pattern = r"[^\w']+".join(map(re.escape, words))
    match = re.search(rf"(?<![\w']){pattern}(?![\w'])", reply, re.IGNORECASE)
    return match.span() if match else None


@cache
def _prompt() -> str:
    return (Path(__file__).parent / "prompts" / "grade.md").read_text()
