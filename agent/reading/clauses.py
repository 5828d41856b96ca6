"""The parts of a spoken reply and what each is for. Pure.

People repeat the question, think aloud, correct themselves, give reasons and hedge.  A reply is cut
into clauses, and each is told apart by how it begins: an answer, a reason ("because ..."), an echo
of the question ("if nums is ..."), or a conclusion ("so ...").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from tools.spoken_numbers import numbers_in

Role = Literal["answer", "conclusion", "reason", "echo"]


@dataclass(frozen=True)
class Clause:
    """``reply[start:end]``; ``at`` is where it begins behind its connecting word."""

    start: int
    end: int
    at: int
    role: Role
    first: bool

    def holds(self, place: int) -> bool:
        return self.start <= place < self.end


_CORRECTION = re.compile(
    r"\b(no,? wait|wait,? no|wait|hang on|hold on|sorry|scratch that|i mean|or rather|correction|"
    r"(?:let me )?correct (?:that|myself)|let me rephrase|i meant|i take that back|make that|"
    r"actually,? no|no,? actually|actually|(?:hmm|um|uh|well|oh|or|ah|but),? no|"
    r"(?<=[\w.,…!?] )no,? no|"
    r"(?<=[\w.,…] )no,? (?=(?:that's|it's|the|it|i|make|more|rather)\b)|"
    r"on second thoughts?|my mistake|oops)\b"
    r"|(?:\.\.\.|…)\s*(?:no|nah|nope)\b|(?<=\w), (?:nah|nope)(?=,)",
    re.IGNORECASE,
)
_BREAK = re.compile(
    r"[.;:!?]+(?=\s|$|[\"'])|…|\.\.+|\s[-–—]+\s|—|,(?=\s|$)|"
    r"(?<! think)(?<! guess)(?<! hope)(?<!suppose)(?<!believe)(?<! reckon)(?<!imagine)(?<! "
    r"assume)(?<! or)(?<! do)\s(?=so\b)|"
    r"\s(?=(?:because|cause|'cause|since|given that|seeing (?:as|that)|considering|on account of|"
    r"but|therefore|although|though|which|"
    r"and (?:then|so|"
    r"that|that's|in|it|the))\b)|"
    r"(?<!stay)(?<!stays)(?<!left)(?<!remains)(?<!just)(?<!exactly)\s(?=as (?:it|the|we|nobody|"
    r"there|i|you|that|they|"
    r"every|each|no|n)\b)",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"[\s,.;:!?…\-–—]*((?:(?:um|uh|uhm|er|erm|hmm|well|okay|ok|right|yeah|like|and|then|now|i "
    r"think|i guess|maybe|probably)\b[\s,.]*)*)",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"(?:because|'?cause|since|as (?:it|the|we|nobody|there|i|you|that|they|every|each|no|n)|"
    r"due to|thanks to|given that|seeing (?:as|that)|considering|on account of|"
    r"for (?:each|every)|per|once (?:for|per)|"
    r"(?:one|two|three|four|another|1|2|3|4) (?:\w+ )?(?:for (?!sure|certain|me\b)|per|each|from)|"
    r"counting|after all|"
    r"otherwise|between|(?:i|you|we) can't make|"
    r"where|while|although|though|even though|even if|instead of|rather than|not(?! possible)|"
    r"it (?:is|'s) not|"
    r"it isn't|which means|meaning|i counted|when|until)\b",
    re.IGNORECASE,
)
_ECHO = re.compile(
    r"(?:so )?(?:if|when|suppose|given(?! that)|say|with (?!a total)|assuming|"
    r"for (?=(?:the )?(?:input|list|"
    r"text|string|argument|example)\b)|"
    r"how (?:would|could|can|do|should) (?:you|we|i|one)|you(?:'re| are) asking|"
    r"the question|you want)\b",
    re.IGNORECASE,
)
_CONCLUSION = re.compile(
    r"(?:so|therefore|thus|hence|either way|any ?way|in any case|all told|"
    r"that's|that is|that(?:'d| would|'ll| will) (?:be|make|give)|"
    r"that makes|that gives|which makes|which gives|"
    r"which is|which comes|makes|making|giving|altogether|all together|in total|in all|"
    r"all in all|overall|"
    r"(?:gives|leaves) (?:(?:us|you|me|just) )?(?:minus )?\w+\W*$|"
    r"total|finally|in the end|at the end|so in|comes to|it comes|equals|final answer|my answer|"
    r"i(?:'ll| will| would|'d) (?:say|go with|guess)|i'm going with|i settle|let's say)\b",
    re.IGNORECASE,
)
_THEN = re.compile(
    r",?\s*(?:\bthen\b|\b(?=(?:it|that|you|we)"
    r"(?: (?:(?:also|still|just|only) )?(?:returns?|gives?|"
    r"gets?|runs?|would|will|is)\b|'(?:d|ll|s) )))",
    re.IGNORECASE,
)
_CONCLUDES = re.compile(
    r"\b(?:in total|in all|altogether|all together|in the end|final answer|comes? (?:out )?to|"
    r"adds? up to|comes down to|amounts to|ends? up)\b",
    re.IGNORECASE,
)
_DOES_NOT_KNOW = re.compile(
    r"\b(do not know|don't know|dunno|(?:no|zero) (?:idea|clue)|have not a clue|"
    r"not a clue|can't say|"
    r"cannot say|can't tell|cannot tell|couldn't say|couldn't tell(?: you)?|i give up|pass on "
    r"(?:this|that)|i(?:'ll| will| would|'d)? (?:have to )?pass\b|i forgot|i(?:'ve|"
    r" have) forgotten|i forget|don't remember|"
    r"can't remember|would have to guess|not sure at all|not really sure|i'm lost|beats me|"
    r"never (?:learned|learnt|understood)|don't understand|haven't (?:got )?(?:a clue|any "
    r"idea)|wouldn't know|skip (?:this|that|it)|can we skip|next question|i'm blank|gone blank|"
    r"mind (?:is|"
    r"went|has gone) blank|i(?:'m| am) stuck)\b",
    re.IGNORECASE,
)
_ASKS_BACK = re.compile(
    r"\b(?:can|could|would) you\b|\bdo you mean\b|\baudio (?:dropped|cut)|\bbroke up\b|"
    r"\bdidn't (?:catch|hear|get) (?:that|you|the)\b|\bwhat do you mean\b|\bwhich (?:line|one|"
    r"list|loop|input|function)\b.*\?|\bwhat (?:was|is|are) (?:the|that|it)\b.*\?|\brepeat\b|"
    r"\bsay that again\b|\bis that (?:allowed|what)|\bwhat happens\b.*\?|\bsorry,? what\b|"
    r"\bpardon\b|\bwho on earth\b|\bwhy would\b|\bscroll\b|\bdid you (?:say|ask|mean)\b|"
    r"\bdid i (?:get|understand|hear|read)\b|\bdo i understand\b|"
    r"\b(?:can|could|may) (?:we|i) (?:please )?come back to\b|"
    r"\bshould i\b|\bam i allowed\b|\b(?:is|was) that .* you mean\b|\basking me about\b",
    re.IGNORECASE,
)


_ONLY_NO = re.compile(r"[\W_]*(?:(?:no|oh|well)\b\W*)*", re.IGNORECASE)


def corrected(reply: str) -> list[int]:
    """Where the reply begins anew: behind each self-correction. "No, no, it can't" is none."""
    return [
        match.end()
        for match in _CORRECTION.finditer(reply)
        if not _ONLY_NO.fullmatch(reply, 0, match.start()) or not _ONLY_NO.fullmatch(match.group())
    ]


def does_not_know(reply: str) -> re.Match[str] | None:
    return _DOES_NOT_KNOW.search(reply)


def asks_back(reply: str) -> bool:
    """Whether the reply is a question, and no answer that only ends like one ("Four, right?")."""
    return _ASKS_BACK.search(reply) is not None


def clauses(reply: str, *, at: int = 0, commas: bool = True) -> list[Clause]:
    """The clauses of ``reply[at:]``. Without ``commas`` a comma ends none: lists stay whole."""
    found: list[Clause] = []
    answered = echo = False
    for start, end, mark in _cut(reply, at, commas):
        lead = _LEAD.match(reply, start)
        inside = min(lead.end() if lead else start, end)
        first = all(c.at >= c.end for c in found)  # "Okay, so the two is ..."
        role = _role(reply, inside, lead.group(1) if lead else "", answered, first=first)
        if mark == ":" and commas and answered and role == "answer":
            # "Six: three letters, two paths." and "Eight hundred, fifty, five: 855."
            role = "conclusion" if _is_a_number(reply[inside:]) else "reason"
        if found and found[-1].role == "reason" and role == "answer" and answered:
            goes_on = re.match(r"\W*and\b(?! (?:then|so)\b)", reply[start:end], re.IGNORECASE)
            if mark == "," or (mark == "" and goes_on):
                role = "reason"
        if (
            mark == ","
            and echo
            and role == "answer"
            and not re.search(r"[a-z]+ +[a-z]+", reply[inside:end], re.IGNORECASE)
        ):
            role = "echo"  # "If nums is one, one, two": the list goes on
        echo = role == "echo"
        then = _THEN.search(reply, inside, end)
        if echo and then:
            found.append(Clause(start, then.start(), inside, "echo", not found))
            start = inside = then.end()
            role, echo = "answer", False
        answered = answered or (role in ("answer", "conclusion") and inside < end)
        found.append(Clause(start, end, inside, role, first))
    return found


def _is_a_number(text: str) -> bool:
    said = numbers_in(text)
    return len(said) == 1 and not re.search(r"\w", text[: said[0].start] + text[said[0].end :])


def _role(reply: str, at: int, lead: str, answered: bool, *, first: bool) -> Role:
    text = reply[at:]
    if re.match(r"so\b", text, re.IGNORECASE) and not re.search(
        r"think|guess", lead, re.IGNORECASE
    ):
        if re.match(
            r"so that (?:in|all|every\w*|each|both|the|we|you|it|they|no)\b", text, re.IGNORECASE
        ):
            return "reason" if answered else "answer"  # "... so that all of them fit"
        rest = text[2:].lstrip(" ,")
        if _ECHO.match(rest):
            return "echo"
        return "answer" if first else "conclusion"
    if _ECHO.match(text) and not answered:
        return "echo"
    if _REASON.match(text) and (answered or not re.match(r"not|one|two|three", text, re.I)):
        return "reason"
    if _CONCLUSION.match(text) and not first:
        return "conclusion"
    return "answer"


_CONNECTS = re.compile(
    r"\W*(?:(?:um|uh|okay|ok|well|and)\W+)*(?:so|therefore|thus|hence|either way|in that case)",
    re.IGNORECASE,
)


def _cut(reply: str, at: int, commas: bool) -> Iterator[tuple[int, int, str]]:
    """Start, end and the mark before each piece of the reply that says something."""
    start, mark = at, ""
    for match in _BREAK.finditer(reply, at):
        if match.group().startswith(",") and not commas:
            continue
        if match.group() == "," and _CONNECTS.fullmatch(reply, start, match.start()):
            continue  # "so, four" is "so four"
        if re.search(r"\w", reply[start : match.start()]):
            yield start, match.start(), mark
            start = match.end()
            mark = match.group().strip()[:1]
        elif match.end() > match.start():
            start, mark = match.end(), match.group().strip()[:1] or mark
    if re.search(r"\w", reply[start:]):
        yield start, len(reply), mark


def concludes(text: str) -> bool:
    return _CONCLUDES.search(text) is not None
