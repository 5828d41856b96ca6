"""Which of a few options a reply takes: complexity classes, yes and no, ways of ending. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from agent.reading.claims import Claim, Weight
from agent.reading.clauses import Clause, clauses, corrected
from agent.reading.numbers import denied
from agent.reading.words import phrase
from tools.code.probe import Option

# "Log n levels" and "each look-up is constant" are said of a step, not of the whole.
_OF_A_STEP = re.compile(
    r"\b(?:each|every|per|a single|one) (?!time\b)(?:[\w-]+ ){0,3}(?:is|takes|costs|are|does|"
    r"has|only|in|needs|step|with|only takes|of them is)\s*(?:just |only |about |also |a )*$",
    re.IGNORECASE,
)
_OF_PARTS = re.compile(
    r"\s*(?:levels?|steps?|rounds?|times|passes|layers|halvings|work|extra|memory|space|of memory|"
    r"of space|storage|per\b|for each|for every|each|on each|in each|look-?ups?|operations? (?:per|"
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

_YES = (
    r"yes|yeah|yep|yup|ya|yah|yea|aye|uh[- ]huh|why not|for sure(?! not)|(?:correct|"
    r"exactly)(?=\W*$)|(?:sure|"
    r"of course|absolutely|definitely|certainly)(?! not)|true|indeed|"
    r"it (?:does|"
    r"is|will|would|can|might|may|has to|must|should)(?! not|n't| never| be yes|\w)|(?:does|will|"
    r"can|do) (?:change|"
    r"run|"
    r"modify|matter)|it (?:runs|changes|modifies|reaches|gets there|gets (?:executed|changed|"
    r"modified|reached))|affirmative|right|(?:must|has to|have to|is bound to)(?: do| run|"
    r" be)?(?=\W*$|[,.;]| at)|"
    r"(?:think|guess|suppose|believe|reckon|imagine|assume) so|"
    r"(?:is|gets|will be|would be) (?:reached|executed|run|changed|modified|visited|hit)|"
    r"see (?:it|them|that) changed|(?:suppose|guess|think) it could(?! not|n't|\w)|expect so|"
    r"name ?error|undefined"
)
_NO = (
    r"no(?! (?:idea|clue|way|wait))|nope|nah|false|(?:definitely|certainly|absolutely|of course|"
    r"surely|probably) not|(?:it|"
    r"that|this|line \w+|we|they|it'll|it will|would|will) never|^\W*never|"
    r"(?:don't|cannot|can't|do not) see how|no way|not one bit|not a bit|read[- ]only|"
    r"(?:only|just|purely|merely) (?:ever )?(?:reads?|reading|looks?|looking) ?(?:at|from)?|"
    r"nobody|no one|not at all|it (?:does|is|will|would|can|could|has|should|might|may) "
    r"?(?:not|n't)|ain't|it (?:doesn't|isn't|won't|wouldn't|can't|couldn't|cannot|shouldn't)|"
    r"doesn't|does not|won't|will not|wouldn't|would not|can't|cannot|can not|isn't|is not|"
    r"never (?:needs?|updates?|triggers?|fires?|enters?|applies|apply|holds?|fails?|goes|reaches|"
    r"writes?|touch\w*|chang\w*|assign\w*|hits?|makes? it)|left (?:exactly )?(?:as|the way|"
    r"how) (?:it|they) (?:is|was|are|were)|"
    r"not true|don't think so|do not think so|untouched|unchanged|unaffected|unharmed|intact|"
    r"left alone|leaves? (?:it|them|\w+|the \w+|your \w+) (?:alone|be|as)|no difference|"
    r"(?:stays?|stayed|remains?|keeps?) (?:exactly |just |right )?(?:the same|put|the way|as|how|"
    r"what|where) ?(?:it|they|is)?|"
    r"(?:we|you)(?:'re| are) (?:all )?safe|"
    r"(?:list|original|input|argument|itself) (?:is|stays|remains|'s) (?:\w+ )?(?:fine|safe)|"
    r"(?:don't|do not|can't|cannot) (?:see|find|spot) (?:any|anything|a single|a place|where)|"
    r"nothing (?:\w+ ){0,3}(?:chang\w*|writ\w*|touch\w*|modif\w*|alter\w*|mutat\w*)|"
    r"(?:not|never)(?: (?:even|ever|be|been|actually|get|gets|getting|being))* (?:reached|executed|"
    r"run|hit|visited|entered|touched|written|changed|modified|taken|called)|"
    r"(?:is|are|gets?|be|been|\w+'s) skipped|skips|(?:we|i|you) skip(?= it| over| past| line| the| "
    r"that)|skip(?:ping)? (?:over|past)|never(?=\W*$)|"
    r"(?:don't|do not|never|won't|can't|doesn't) (?:ever )?(?:get|go|come|make it) (?:to|there|"
    r"in|into|inside|"
    r"down there)|unused|back (?:just |exactly )?(?:how|as|the way) it was|(?:don't|"
    r"do not) (?:believe|expect|suppose) so|"
    r"never (?:gets?|is|runs?|happens?|moves?|goes|reached|executed|updated|touched|changed|hit|"
    r"true|called)(?: (?:moved|updated|executed|touched|reached|run|called|hit|changed|set))?|"
    r"negative|not really|nothing (?:changes|is changed)|none"
)
# "It's sort of both, isn't it", "with tuples, no?": no answer, only how a sentence ends.
_TAG = re.compile(
    r",\s*(?:(?:is|are|does|do|did|was|were|has|have|can|could|would|wo|ca|should)(?:n't)? (?:it|"
    r"they|we|you|that|there)\W*(?=[.!?]|$)|(?:no|yes|right)\s*\?)",
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
        re.match(r"\s*(?:levels?|steps?|rounds?|layers|halvings)\b", reply[end:], re.IGNORECASE)
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
    for claim in _longest(claims):
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


def _longest(claims: Sequence[Claim]) -> list[Claim]:
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


def says_no(text: str) -> bool:
    """Whether a "no" stands in ``text``, whatever else does."""
    return re.search(rf"\b(?:{_NO})(?!\w)", text, re.IGNORECASE) is not None


def truth_claims(reply: str) -> list[Claim]:
    """Yes and no, true and false. A reply that opens with one means that one."""
    reply = _TAG.sub(lambda tag: " " * len(tag.group()), reply)
    for start in reversed([0, *corrected(reply)]):
        found = [
            claim
            for part in clauses(reply, at=start, commas=True)
            for claim in _truths(reply, part)
        ]
        if found:
            return found
        said_no = re.search(r"\bno(?=\W*$)", reply[:start], re.IGNORECASE)
        if said_no and not re.search(r"\b(?:could|may|might|depends)\b", reply[start:]):
            return [Claim(False, *said_no.span())]  # "Yes. Wait, no, it's a copy."
    return []


def _truths(reply: str, part: Clause) -> Iterator[Claim]:
    if part.role in ("reason", "echo"):
        return
    text = reply[part.start : part.end]
    found: list[Claim] = []
    for value, pattern in ((True, _YES), (False, _NO)):
        for match in re.finditer(rf"\b(?:{pattern})(?!\w)", text, re.IGNORECASE):
            start, end = part.start + match.start(), part.start + match.end()
            word = match.group().lower()
            flip = denied(reply, start) and word in ("true", "false")
            doubted = value and _DOUBTED.search(reply[part.start : start]) is not None
            flip = flip or doubted
            if denied(reply, start) and not flip:
                continue
            opens = _BARELY.fullmatch(reply, part.start, start) is not None
            plain = word in ("yes", "yeah", "yep", "yup", "no", "nope", "nah", "true", "false")
            named = _NAMED.search(reply[part.start : start])
            if word in ("right", "sure", "none", "negative") and not (opens and part.first):
                continue
            if word in ("true", "false") and not opens and not named:
                found.append(Claim(value != flip, start, end, "in passing"))
                continue
            concluding = part.role == "conclusion"
            said = plain or (opens and part.first)  # "No, it can only grow" is a no
            weight: Weight = "conclusion" if concluding else "said" if said else "in passing"
            found.append(Claim(value != flip, start, end, weight))
    yield from _longest(sorted(found, key=lambda c: c.start))


_DOUBTED = re.compile(
    r"\b(?:(?:don't|do not|wouldn't|can't|cannot) (?:think|believe|expect|imagine|say|see)|doubt|"
    r"surprised)\b[^,.;]*$",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(?:is|be|to|returns?|gives?|stays?|becomes?|was|as|still|already)\s+$", re.IGNORECASE
)
_BARELY = re.compile(
    r"[\W_]*(?:(?:um|uh|uhm|hmm|well|so|ok|okay|i think|i guess|i believe|i'd say|i would say|"
    r"it's|that's|probably|maybe|oh|and|then|in that case|there|i'm sure|it returns|returns|"
    r"it gives|gives|it|is|the answer is|you get|we get)\W+)*",
    re.IGNORECASE,
)
