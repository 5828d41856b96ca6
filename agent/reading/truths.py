"""Yes and no, true and false, in whatever words they are said. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agent.reading.choices import longest
from agent.reading.claims import Claim, Weight
from agent.reading.clauses import Clause, clauses, corrected
from agent.reading.numbers import denied
from agent.reading.polarity import beside_the_point, only_opens, turned_round

_YES = (
    r"(?:it )?(?:can't|cannot|couldn't) not\b|yes|yeah|yep|yup|ya|yah|yea|ja|si|aye|uh[- ]huh|"
    r"mm[- ]?hmm?(?=,|\W*$)|why not|for sure(?! not)|(?:correct|"
    r"exactly)(?=\W*$)|(?:sure|"
    r"of course|absolutely|definitely|certainly)(?! not)|true|indeed|"
    r"it (?:does|"
    r"is|will|would|can|might|may|has to|must|should)(?! not|n't| never| be yes| need| require|"
    r" take| be (?:nice|good|better|great|cleaner|clearer|safer|helpful|interesting|fun|"
    r"the same|unchanged|untouched|fine|safe|left)|\w)|"
    r"naturally(?! not)|(?:afraid|hope|say) so|(?:gets?|is|are|be) overwritten|(?:answer|result|"
    r"outcome) (?:flips|inverts|differs|changes)|(?:we|you|they) do (?:get|reach|come|go|run|hit|"
    r"enter|end up)|(?:does|will|"
    r"can|do) (?:change|"
    r"run|"
    r"modify|matter)|it (?:runs(?! out| into| off)|changes|modifies|reaches|gets there|gets "
    r"(?:executed|changed|"
    r"modified|reached))|affirmative|right|(?:must|has to|have to|is bound to)(?: do| run|"
    r" be)?(?=\W*$|[,.;]| at)|"
    r"(?:think|guess|suppose|believe|reckon|imagine|assume) so|"
    r"(?:is|gets|will be|would be) (?:reached|executed|run|changed|modified|visited|hit)|"
    r"it's (?:reached|executed|run|hit|visited|entered|"
    r"taken)|see (?:it|them|that) changed|(?:suppose|guess|think) it could(?! not|n't|\w)|"
    r"expect so|(?:answer|result|output|outcome|value|number|return) (?:is|would be|will be|"
    r"becomes|gets|comes out|turns out) (?:then )?(?:different|another|changed)|"
    r"name ?error|undefined|"
    r"no way (?:it|they|that) (?:could|can|does|wo|would|is|do|did)n't|no question|"
    r"(?:don't|do not|can't) see why (?:not|it (?:would|should|could|wo)n't)|"
    r"(?:will|would|it'll|it'd|they'll|they'd) be (?:something )?different"
)
_NO = (
    r"no(?! (?:idea|clue|way|wait|doubt|worries|problem|question|"
    r"matter))|nope|nah|false|(?:definitely|certainly|absolutely|of course|"
    r"surely|probably) not|(?:it|"
    r"that|this|line \w+|we|they|it'll|it will|would|will) never|^\W*never|"
    r"(?:don't|cannot|can't|do not) see how|no way|not one bit|not a bit|read[- ]only|"
    r"(?:only|just|purely|merely) (?:ever )?(?:reads?|reading|looks?|looking) ?(?:at|from)?|"
    r"(?:there (?:is|are)|there's|we have|we've got|it has|you have) (?:none|no such \w+|not one)"
    r"(?=\W*$)|there (?:isn't|aren't|is not|are not) (?:one|any|such \w+)(?=\W*$)|"
    r"(?:same|identical) (?:result|answer|outcome|output|number|value|return)(?! (?:for|every)|"
    r" as (?!before|now|it (?:was|is)|today|without|originally))|(?:sits|stays|is|remains|lies) "
    r"(?:idle|dormant|dead)|(?:so|therefore) not(?=\W*$)|"
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
    r"(?:is|are|gets?|be|been|\w+'s) skipped|skips|(?:we|i|you) "
    r"(?:just |simply )?skip (?:right|straight|just) "
    r"(?:over|past)|(?:we|i|you) skip(?= it| over| past| line| the| "
    r"that)|skip(?:ping)? (?:over|past)|never(?=\W*$)|"
    r"(?:don't|do not|never|won't|can't|doesn't) (?:ever )?(?:get|go|come|make it) (?:to|there|"
    r"in|into|inside|"
    r"down there)|unused|back (?:just |exactly )?(?:how|as|the way) it was|(?:don't|"
    r"do not) (?:believe|expect|suppose) so|"
    r"never (?:gets?|is|runs?|happens?|moves?|goes|reached|executed|updated|touched|changed|hit|"
    r"true|called)(?: (?:moved|updated|executed|touched|reached|run|called|hit|changed|set))?|"
    r"(?:is|gets|are) left out|there (?:isn't|aren't|is not|are not)(?=\W*$)|i doubt (?:it|that)|"
    r"unlikely|not here|"
    r"not (?:in|for|with|on) (?:this|that|these|our) (?:case|input|one|list|text|string|example)|"
    r"negative|not really|nothing (?:changes|is changed)|none"
)
# "It's sort of both, isn't it", "with tuples, no?": no answer, only how a sentence ends.
_TAG = re.compile(
    r",\s*(?:(?:is|are|does|do|did|was|were|has|have|can|could|would|wo|ca|should)(?:n't)? (?:it|"
    r"they|we|you|that|there)\W*(?=[.!?]|$)|(?:no|yes|right)\s*\?)|(?<=[a-z]) no\?\W*$",
    re.IGNORECASE,
)


# "Takes two lists, yes, and walks over them", "so this is the argument, uh huh": a yes on the way.
_FILLER_YES = re.compile(
    r"(?<=[a-z]),\s*(?:yes|yeah|yep|uh[- ]?huh|right),\s*(?=and\b)|"
    r"(?<=[a-z]),\s*(?:uh[- ]?huh|mm[- ]?hmm?)(?=\W*$)|"
    r"^\W*(?:yes|yeah),? (?:so )?basically\b|"
    r"^\W*(?:mm[- ]?hmm?|uh[- ]?huh)\.\s*(?=okay|ok|so|right|now)",
    re.IGNORECASE,
)
# "Yep, with you so far", "yeah okay, go on": whoever says so listens, and answers nothing.
_LISTENS = re.compile(
    r"\b(?:yes|yeah|yep|yup|right|sure|uh[- ]?huh|mm[- ]?hmm?)(?:,? (?:okay|ok|right|sure))*,? "
    r"(?:and )?(?:i'm |i am )?(?:with you|following|listening|go on|go ahead|carry on|keep going|"
    r"got it|i see|i follow)(?: you)?(?: so far)?(?=\W*$)|"
    r"^\W*(?:(?:okay|ok|um|uh)\W+)*(?:yes|yeah|yep|right|sure),? i (?:see|hear|heard|got|get|"
    r"remember|understand|understood)\b(?! it (?:run|chang|gett))",
    re.IGNORECASE,
)
# "With strings you can't change them": said of values of another type.
_OF_OTHERS = re.compile(
    r"\bwith (?:strings|tuples|integers|ints|numbers|sets|dictionaries) (?:you|we|it|they|one)\b"
    r"[^,.;]*",
    re.IGNORECASE,
)
# "I can't see the line on my screen" is about the screen.
_ON_SCREEN = re.compile(
    r"\b(?:don't|do not|can't|cannot) (?:see|find|read) (?:\w+ ){0,4}(?:on (?:my|the) screen|from "
    r"here|any ?more)\b",
    re.IGNORECASE,
)


def says_no(text: str) -> bool:
    """Whether a "no" stands in ``text``, whatever else does."""
    return re.search(rf"\b(?:{_NO})(?!\w)", text, re.IGNORECASE) is not None


def truth_claims(reply: str) -> list[Claim]:
    """Yes and no, true and false. A reply that opens with one means that one."""
    for pattern in (_TAG, _FILLER_YES, _LISTENS, _OF_OTHERS, _ON_SCREEN):
        reply = pattern.sub(lambda tag: " " * len(tag.group()), reply)
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
    turned = turned_round(text)
    concluding = part.role == "conclusion"
    found = [
        Claim(True, part.start + a, part.start + b, "conclusion" if concluding else "said")
        for a, b in turned
    ]
    for value, pattern in ((True, _YES), (False, _NO)):
        for match in re.finditer(rf"\b(?:{pattern})(?!\w)", text, re.IGNORECASE):
            start, end = part.start + match.start(), part.start + match.end()
            if any(a < match.end() and match.start() < b for a, b in turned):
                continue
            if beside_the_point(reply[part.start :], *match.span(), value=value):
                continue
            word = match.group().lower()
            flip = denied(reply, start) and word in ("true", "false")
            doubted = value and _DOUBTED.search(reply[part.start : start]) is not None
            flip = flip or doubted
            if denied(reply, start) and not flip:
                continue
            opens = _BARELY.fullmatch(reply, part.start, start) is not None
            plain = word in ("yes", "yeah", "yep", "yup", "no", "nope", "nah", "true", "false")
            named = _NAMED.search(reply[part.start : start])
            if word == "no" and _HAVE.search(reply[:start]) and _NO_NOUN.match(reply, end):
                continue
            if word in ("right", "sure", "none", "negative") and not (opens and part.first):
                continue
            if word in ("right", "sure") and only_opens(reply, end):
                continue
            if word in ("true", "false") and not opens and not named:
                found.append(Claim(value != flip, start, end, "in passing"))
                continue
            said = plain or (opens and part.first)  # "No, it can only grow" is a no
            weight: Weight = "conclusion" if concluding else "said" if said else "in passing"
            found.append(Claim(value != flip, start, end, weight))
    found = longest(sorted(found, key=lambda c: c.start))
    if len(found) > 1 and found[0].value and not found[1].value:  # "yeah I don't think so"
        opening = reply[found[0].start : found[0].end].lower() in _OPENING_YES
        if opening and not _LINKED.search(reply, found[0].end, found[1].start):
            found = found[1:]
    yield from found


_OPENING_YES = ("yes", "yeah", "yep", "sure", "right", "of course")
_LINKED = re.compile(r"\b(?:and|or|but)\b", re.IGNORECASE)


# "The leaves have no children": what is not there, and no answer.
_NO_NOUN = re.compile(
    r" (?!change|difference|effect|matter|need|point|impact|way)[a-z]+\b", re.IGNORECASE
)
_HAVE = re.compile(
    r"\b(?:have|has|had|having|with|are|is|got|gets?|there's|sees?|finds?)\s+$", re.I
)
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
