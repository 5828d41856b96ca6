"""Which of a few options a reply takes: complexity classes, ways of ending. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from agent.reading.claims import Claim, Weight
from agent.reading.clauses import Clause, clauses, corrected
from agent.reading.words import phrase
from tools.code.probe import Option

# "Log n levels" and "each look-up is constant" are said of a step, not of the whole.
_OF_A_STEP = re.compile(
    r"\b(?:inner|outer|first|second|last|other) (?:loop|for|while|part|pass|half|one|call) "
    r"(?:is|takes|costs|runs in|runs)\s*(?:just |only |about |also )*$|"
    r"\b(?:each|every|per|a single|one) (?!time\b)(?:[\w-]+ ){0,3}(?:is|takes|costs|are|does|"
    r"has|only|in|needs|step|with|only takes|of them is)\s*(?:just |only |about |also |a )*$",
    re.IGNORECASE,
)
_OF_PARTS = re.compile(
    r"\s*(?:levels?|steps?|rounds?|times|passes|layers|halvings|work|extra|memory|space|of memory|"
    r"of space|storage|in (?:it|there)\b|"
    r"somewhere|factor|involved|per\b|for each|for every|each|on each|in each|look-?ups?|"
    r"operations? (?:per|"
    r"each))\b",
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"\b(?:better than|faster than|slower than|worse than|more than|less than|at least|at most|"
    r"no worse than|no better than|not worse than|above|below|under|over|beyond|between)\s+"
    r"(?:a |an |the )?(?:o of |big o of |order )?$",
    re.IGNORECASE,
)
# "N squared is a ceiling"; "at worst" is what was asked for, and no bound.
_BOUND_AFTER = re.compile(
    r"\s*,?\s*(?:(?:is|as|would be|gives|that's)\s+)?(?:(?:a|an|the|my|only)\s+)*(?:safe |sure )?"
    r"(?:ceiling|upper bound|lower bound|floor|at (?:the )?(?:very )?(?:most|least)|tops\b|"
    r"or better|"
    r"or (?:even )?(?:worse|faster|slower|less|more))\b",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"\W*(?:(?:um|uh|uhm|hmm|well|so|ok|okay|i think|i guess|i believe|i'd say|i would say|"
    r"it's|it is|that's|that is|probably|maybe|just|definitely|surely|big|oh|o|of|it grows|"
    r"grows|it runs in|runs in|it would be|it'd be|would be|it has to be|must be|should be|"
    r"pretty sure|i'm sure)\W+)*",
    re.IGNORECASE,
)


def option_claims(reply: str, options: Sequence[Option]) -> list[Claim]:
    """The options that a reply takes, after its last correction that takes one."""
    for start in reversed([0, *corrected(reply)]):
        found = [
            claim
            for part in clauses(reply, at=start, commas=True)
            for claim in _in_clause(reply, part, options)
        ]
        if found:
            return _weighed(reply, start, found)
    return []


_A_NUMBER = re.compile(r"\ba\s+$", re.IGNORECASE)
_JUST_N = re.compile(
    r"(?:\b(?:either|or|just|simply|it's|only)\s+|^\W*)(n)\b(?! (?:log|squared|cubed|times|to|"
    r"levels?))",
    re.IGNORECASE,
)


def of_parts(reply: str, options: Sequence[Option]) -> bool:
    """Whether a class is said, but of the levels or steps only."""
    return any(
        re.match(
            r"\s*(?:levels?|steps?|rounds?|layers|halvings|in (?:it|there)|somewhere|factor|"
            r"involved)\b",
            reply[end:],
            re.IGNORECASE,
        )
        for option in options
        for form in option.spoken
        for _, end in phrase(reply, form)
    )


def _in_clause(
    reply: str, part: Clause, options: Sequence[Option]
) -> Iterator[tuple[Clause, Claim]]:
    text = reply[: part.end]
    claims = [
        Claim(option.id, start, end)
        for option in options
        for form in option.spoken
        for start, end in phrase(text, form)
        if start >= part.start
    ]
    for option in options:
        if option.id in ("n", "linear"):
            claims += [
                Claim(option.id, part.start + m.start(1), part.start + m.end(1))
                for m in _JUST_N.finditer(text[part.start :])
            ]
    for claim in longest(claims):
        before = text[part.start : claim.start]
        if _A_NUMBER.search(before) and claim.value in ("1", "constant"):
            continue  # "that's a constant" is said of a number, not of the time
        if _OF_A_STEP.search(before) or _OF_PARTS.match(reply, claim.end):
            continue
        if _BOUND.search(before) or _BOUND_AFTER.match(reply, claim.end):
            yield part, Claim(claim.value, claim.start, claim.end, "bound")
        else:
            yield part, claim


def _weighed(reply: str, at: int, found: Sequence[tuple[Clause, Claim]]) -> list[Claim]:
    """An opening answer as a clause of its own, or a conclusion, outweighs what is said on the
    way: "Linear. One pass, and each look-up is constant." """
    out: list[Claim] = []
    opened = False
    for part, claim in found:
        if claim.weight == "bound":
            out.append(claim)
            continue
        weight: Weight = "said"
        if part.role == "conclusion" or _comes_out(reply, part, claim):
            weight = "conclusion"
        elif part.role in ("reason", "echo") or opened:
            weight = "in passing"
        elif _OPENS.fullmatch(reply, part.at, claim.start) and part.first:
            opened = not re.match(r"\s*,?\s*(?:or|and)\b", reply[claim.end :], re.IGNORECASE)
        out.append(Claim(claim.value, claim.start, claim.end, weight))
    return out


def _comes_out(reply: str, part: Clause, claim: Claim) -> bool:
    return (
        re.search(
            r"\b(?:comes (?:out )?to|in total|overall|altogether|in all|ends up|makes it|"
            r"gives|giving|all together|that makes)\b",
            reply[part.start : part.end],
            re.IGNORECASE,
        )
        is not None
    )


def longest(claims: Sequence[Claim]) -> list[Claim]:
    """Of readings that overlap the longest: "n log n" is no "log n"."""
    kept = [
        c
        for c in claims
        if not any(
            o.start <= c.start and c.end <= o.end and (o.end - o.start) > (c.end - c.start)
            for o in claims
        )
    ]
    return list({(c.value, c.start): c for c in kept}.values())
