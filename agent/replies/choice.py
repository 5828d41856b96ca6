"""Replies to questions for a line or for one of a few options."""

from __future__ import annotations

import re
from dataclasses import replace

from agent.reading import choices, clauses, line_numbers, numbers, truths
from agent.reading.claims import Claim
from agent.reading.described_lines import lines_described, only_inside
from agent.reading.words import respelled
from agent.replies.verdict import Check, CodeUnderTest, accepted, asked, of_claims, wrong
from tools.code.probe import Key


def check_line(key: Key, reply: str, code: CodeUnderTest) -> Check | None:
    said = line_numbers.line_claims(reply, replace(asked(key, code), about="the line"))
    named = [c for c in said if re.search(r"\bline\b", reply[: c.start], re.IGNORECASE)]
    described = None if _is_a_value(reply) else lines_described(reply, code.source)
    among = _AMONG.search(reply)
    if among and not named:
        return Check("partial", "says among which lines it is, not which it is", *among.span())
    if described is not None and not named:
        lines, start, end = described
        if key.value in lines and len(lines) == 1:
            return Check("right", "says what stands on the line", start, end)
        if key.value in lines:
            return Check("partial", "what it says stands on several lines", start, end)
        return wrong(key, Claim(lines[0], start, end))
    if not named and _is_a_value(reply):
        return None  # "it returns two": the value, where the line was asked for
    either = _ONE_OF.search(reply)
    if either and not named:
        return Check("partial", "says among which lines it is, not which it is", *either.span())
    found = of_claims(key, reply, said)
    if found is None and not line_numbers.only_beside(reply):
        found = accepted(key, reply)
    if found is None and isinstance(key.value, int):
        inside = only_inside(reply, code.source, key.value)
        if inside is not None:
            return Check("partial", "says where the line stands, not which it is", *inside)
    return found


def _is_a_value(reply: str) -> bool:
    return "line" not in reply.lower() and _A_VALUE.match(reply) is not None


_A_VALUE = re.compile(
    r"\W*(?:(?:well|so|um|uh|okay|hmm|i think|i guess)\W+)*(?:it|that|the (?:function|"
    r"code))(?: would| "
    r"will)? (?:returns?|gives?)(?: back)? (?!on\b|at\b|in\b|from\b|there|right|where|here)",
    re.IGNORECASE,
)
_ONLY_WHEN = re.compile(
    r"\W*(?:well\W+)?(?:it (?:only )?(?:runs|does) )?(?:only (?:when|if)\b|"
    r"if\b[^,.;]*\bthen it (?:runs|does)\W*$)",
    re.IGNORECASE,
)
# How often or how soon a line runs is a yes: "four times even", "straight away".
_OFTEN = re.compile(
    r"\W*(?:(?:um|uh|well|oh|mhm|mm[- ]?hmm|i think|it runs|it does|yes|even)\W+)*"
    r"(?:(?:on |in |at )?(?:every|each)(?: single)? (?:time|pass|round|iteration|go|step)|once|"
    r"twice|"
    r"at least once|(?:two|three|four|five|\d+) times|always|(?:straight|right) away|immediately|"
    r"(?:right |just |only )?at the (?:very )?(?:end|start|beginning)(?!\s+of)|"
    r"on the (?:very )?(?:first|second|third|last) (?:pass|go|time|round|iteration))\b",
    re.IGNORECASE,
)
_WHERE = re.compile(r"\W*(?:(?:well|um|uh|so)\W+)*(?:if|when|where)\b[^,.;]*", re.IGNORECASE)
_YES_OR_NO = re.compile(
    r"\b(?:could|may|might) be yes\b.*\bno\b|\byes or no\b|"
    r"\bmaybe yes\b.*\bmaybe no\b|\b(could|may|might)\b[^.;]*\b\1(?: not|n't)\b|"
    r"\bboth (?:are |is )?possible\b|\btrue or false\b|\b(?:could|may|might)\b[^.;]*\bor "
    r"(?:maybe |perhaps )?not\b|"
    r"\bback and forth\b|\bone way or (?:the other|another)\b|\bnot going to commit\b|"
    r"\bif\b[^.;]*\byes\b[^.;]*\bif\b[^.;]*\bno\b|\bif\b[^.;]*\bno\b[^.;]*\bif\b[^.;]*\byes\b",
    re.IGNORECASE,
)
_AMONG = re.compile(
    r"\b(?:one|either) of (?:the|those|these) (?:\w+ ){0,2}(?:returns?|lines)\b", re.IGNORECASE
)
_ONE_OF = re.compile(
    r"\bwherever\b|"
    r"\bin the base case\b|"
    r"\b(?:after|behind|below|past) (?:all )?(?:the |both |that )(?:\w+ )?(?:loops?|for|while)\b|"
    r"\bsomewhere (?:in|near|around|towards|before|after)\b|"
    r"\boutside (?:of )?(?:the|"
    r"both)\b",
    re.IGNORECASE,
)


def check_choice(key: Key, reply: str, code: CodeUnderTest) -> Check | None:
    ids = {o.id for o in key.options}
    if ids == {"yes", "no"}:
        said = [
            Claim("yes" if c.value else "no", c.start, c.end, c.weight) for c in _yes_and_no(reply)
        ]
        often = _OFTEN.match(reply)
        if often and not said and "runs" in key.derivation.evidence and not truths.says_no(reply):
            said = [Claim("yes", *often.span())]
        only = _ONLY_WHEN.match(reply)
        if only:
            return Check("partial", "says when, not whether it is so here", *only.span())
        where = _WHERE.match(reply)
        only_no = all(c.value == "no" for c in said) and truths.says_no(reply)
        if where and only_no and "tried" in key.derivation.evidence:
            return Check("partial", "says when not, of what can happen at all", *where.span())
        either = next(reversed(list(_YES_OR_NO.finditer(reply))), None)
        if either and (not said or said[-1].start < either.end()):
            return Check("unclear", "leaves it open", *either.span())
        if said and re.search(r"\bdepends\b", reply[said[-1].end :], re.IGNORECASE):
            return Check("unclear", "leaves it open", said[0].start, said[-1].end)
        return of_claims(key, reply, said)
    if ids == {"error", "none", "value"}:
        said = _endings(key, reply)
        excluded = _EXCLUDED.search(reply)
        if excluded and all(c.value == excluded.group(1).lower() for c in said):
            other = key.value != excluded.group(1).lower()
            return Check("partial" if other else "wrong", "rules one ending out", *excluded.span())
        return of_claims(key, reply, said)
    if "worse" in ids:
        reply = re.sub(r"\bworst\b", "worse", reply)  # as a recogniser writes it; places stay
        reply = re.sub(r"\bWorst\b", "Worse", reply)
    if not ids & {"n", "log n", "linear"}:
        return of_claims(key, reply, choices.option_claims(reply, key.options))
    same = respelled(reply)
    found = of_claims(key, same, choices.option_claims(same, key.options))
    if found is None and choices.of_parts(same, key.options):
        return Check("partial", "says a part of the cost", 0, len(reply))
    other = next(
        (m for m in _OTHER_CLASS.finditer(same) if not numbers.denied(same, m.start())), None
    )
    if (
        other
        and found is None
        and "factorial" in other.group()
        and key.value == "2^n"
        and not (clauses.does_not_know(reply))
    ):
        return Check("partial", "names another class beyond every power", 0, len(reply))
    if other and found is None:
        return Check("wrong", f"says {other.group()!r}", 0, len(reply))
    if found is not None and same != reply:
        return Check(found.verdict, found.reason, 0, len(reply), found.misconception)
    how, unknown = _MECHANISM.search(reply), clauses.does_not_know(reply)
    if found is None and how and (not unknown or how.end() <= unknown.start()):
        return Check("partial", "says how it grows in words, without the class", 0, len(reply))
    return found


def _yes_and_no(reply: str) -> list[Claim]:
    """Yes and no; "true" and "false" only where nothing else is said, for they may be values."""
    said = truths.truth_claims(reply)
    words = ("true", "false")
    return [c for c in said if reply[c.start : c.end].lower() not in words] or said


_OTHER_CLASS = re.compile(
    r"\b(?:n times [a-mo-z]|n to the (?:fourth|four|fifth)|(?:n )?factorial|cubic|cubed|quadratic|"
    r"exponential|logarithmic|square root|root (?:of )?n|m plus n|n plus m)\b",
    re.IGNORECASE,
)
_MECHANISM = re.compile(
    r"\b(?:halves?|in half|half (?:of|each|every|the)|doubles?|doubling|halving|blows? up|"
    r"explodes?|(?:really|very|quite) "
    r"(?:fast|slow|slowly|quickly)|grows? (?:fast|slowly|quickly)|twice as (?:long|much)|"
    r"two more|gets slow|loop (?:with)?in a loop|over the whole|polynomial|(?:once|"
    r"one time|a single time) "
    r"(?:and|through|per|for)|(?:single|just the one|just one|only one) (?:\w+ )?(?:pass|loop|go|"
    r"sweep|run)|(?:walks?|goes|runs?|steps?|looks?|looking|scans?|scanning|sweeps?) (?:\w+ )?"
    r"(?:down|through|over|along|at (?:each|every))|the whole \w+ again|all over again|nested|"
    r"loop (?:in|inside) (?:a|the|another) loop)\b",
    re.IGNORECASE,
)


_EXCLUDED = re.compile(
    r"\b(?:won't|doesn't|does not|will not|wouldn't|would not|can't|not) (?:return|give|be|raise|"
    r"get) "
    r"(?:you |back )?(?:an? )?(none|value|error)\b",
    re.IGNORECASE,
)
_ERROR = re.compile(
    r"\b(?:errors?|exceptions?|crash\w*|raises?|throws?|blows? up|breaks|fails?|index ?error|"
    r"type ?error|name ?error|key ?error|boom|pop(?:s|ping)? (?:from|of|off) an empty|"
    r"on an empty|nothing (?:left )?in \w+ to|value ?error|zero division\w*|out of range|"
    r"out of bounds|"
    r"divi\w+ by zero|"
    r"stops with)\b",
    re.IGNORECASE,
)


_NO_ERROR = re.compile(
    r"\b(?:if|check|condition|test|while|comparison|guard|loop)\b(?: \w+){0,2}? "
    r"(?:fails?|breaks)\b|\bfails? (?:the|that|this|over)\b|\bbreaks? (?:out|off|the loop|from)\b|"
    r"\bno (?:index|type|key|value|name) ?error|\b(?:isn't|not) (?:really )?an (?:error|exception)|"
    r"\bhandles? (?:the|any|that|an) (?:error|exception)|"
    r"\b(?:i'd expect |error |exception )?(?:an error |would |could |might )+(?:be )?(?:crash|fail|"
    r"raised?|throw|thrown)?(?: \w+)? (?:but|only|if|unless)\b|"
    r"\b(?:no (?:error|exception|crash)|(?:doesn't|does not|won't|will not|wouldn't|would not|"
    r"isn't going to|without|not|never) "
    r"(?:an? )?(?:raise|throw|crash|fail|error|raising|throwing|crashing|break))\w*",
    re.IGNORECASE,
)


_GIVES = re.compile(
    r"\b(?:returns?|gives?(?: you| back| me)?|get(?:s)?(?: back)?|comes back)\s+(?:with )?"
    r"(?:just |only |simply |back |you |a |an |the )*(?!none\b|nothing\b|null\b|error|exception)"
    r"(\w+)|\ba value\b|^\W*value\b",
    re.IGNORECASE,
)


def _endings(key: Key, reply: str) -> list[Claim]:
    """A value, None or an error, in whatever words."""
    ids = {o.id for o in key.options}
    for at in reversed([0, *clauses.corrected(reply)]):
        found: list[Claim] = []
        rest = reply[at:]
        avoided = [m.span() for m in _NO_ERROR.finditer(rest)]
        for m in _ERROR.finditer(rest):
            if not any(a <= m.start() < b for a, b in avoided):
                found.append(Claim("error", at + m.start(), at + m.end()))
        plain = found or _GIVES.search(rest)  # "it gives an empty string, nothing needed"
        none = r"\b(?:none|null)\b" if plain else r"\b(?:none|nothing|null)\b"
        for m in re.finditer(none, rest, re.IGNORECASE):
            if not numbers.denied(rest, m.start()):
                found.append(Claim("none", at + m.start(), at + m.end()))
        taken = [(c.start - at, c.end - at) for c in found]
        for m in _GIVES.finditer(rest):
            if not any(m.start() <= a < m.end() + 8 for a, _ in taken):
                found.append(Claim("value", at + m.start(), at + m.end()))
        if found:
            return [c for c in found if c.value in ids]
    plain = [c for c in numbers.number_claims(reply) if c.weight in ("said", "conclusion")]
    return [Claim("value", c.start, c.end) for c in plain[-1:]]
