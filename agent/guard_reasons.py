"""Whether a wording gives a reason away: tells why, or says what the code does before it asks.

What a sentence may say beside the question depends on what is asked: it may set the input, the
calls or the change of a line, or wish for an input; all else says how the code behaves. Pure."""

from __future__ import annotations

import re

from agent.guard_context import tells_of_the_run
from agent.guard_readings import Case
from agent.guard_words import (
    CLAIMS,
    CONSEQUENCE,
    NAME,
    NEUTRAL,
    REASON,
    SO_ASKS,
    brings_in,
    without_quoted,
)


def gives_a_reason(case: Case) -> bool:
    """A word that tells why, or a sentence before the question that says what the code does."""
    own = case.probe.text.lower()
    text = without_quoted(_SAYS_NO_REASON.sub("", case.wording), '"0"').strip()
    if own.startswith("in the worst case"):
        text = _GOES_UP.sub("grows", text)
    elif own.startswith("can a call of"):
        text = _THE_SAME.sub("unchanged", text)
    elif own.startswith("which inputs"):
        text = _AT_MOST.sub("at most", text)
    elif "answer change" in own:
        text = _MATTERS.sub("changes", text)
    if brings_in(REASON, _without_the_change(text, own), own):
        return True
    if tells_of_the_run(case):
        return True
    if "answer change" not in own and _DIFFER.search(text):
        return True
    if own.startswith("for which input") and _A_KIND_OF_INPUT.search(text):
        return True
    known = {w.lower() for w in NAME.findall(f"{own} {case.source.replace('_', ' ')}")}
    *before, last = _BEFORE_THE_QUESTION.split(text)
    if any(_new_words(match.group(1), known) for match in _UNTIL.finditer(last)):
        return True
    return any(_says_what_happens(sentence, own, known) for sentence in before)


# "... run before the second pair mismatches?"
_UNTIL = re.compile(r"\b(?:before|until|till) ((?:the|an?|it|they) [^,.?]*)", re.IGNORECASE)
_BEFORE_THE_QUESTION = re.compile(rf"(?<=[.:;!])\s+|{SO_ASKS}", re.IGNORECASE)
# The same in other places: "at the same time", "no longer the same" is another way to say changed.
_SAYS_NO_REASON = re.compile(
    r"(?:n't|\bnot|\bno longer|\bnever)(?: \w+){0,3}? the same\b|"
    r"\bthe same (?=list|input|text|call|run|one|line|object|time|moment|order|contents?|state)|"
    r"\b(?:where|when|which|that|how) (?:it|that|this) (?:really |actually )?matters\b|"
    r"\bhow much (?:slower|faster|quicker|longer)\b|"
    r"(?<=\bthat )skips\b|(?<=\bwhich )skips\b|"
    r"\bnested\b(?= for| when| with| calls|,| on| lists?\b)",
    re.IGNORECASE,
)


def _without_the_change(text: str, own: str) -> str:
    """Of a changed line, what a comparison is called is what is asked, and no reason: but only
    where the probe has that comparison itself."""
    return _OR_MORE.sub(" ", text) if re.search(r"\b(?:less|greater) than\b", own) else text


_OR_MORE = re.compile(r"\b(?:less|greater) than (?=or\b)", re.IGNORECASE)
_THE_SAME = re.compile(r"\b(?:be|stay|look) the same\b", re.IGNORECASE)
_GOES_UP = re.compile(r"\bgo(?:es)? up\b", re.IGNORECASE)
# How many inputs may be named, and that the answer changes: asked, and no reason.
_AT_MOST = re.compile(r"\b(?:up to|(?:no|not) more than|fewer than|less than)(?= \w+\b)", re.I)
_MATTERS = re.compile(r"\b(?:matters?|make a difference|makes a difference)\b", re.IGNORECASE)
_DIFFER = re.compile(r"\bdiffers?\b", re.IGNORECASE)
# "For which input, say one with no letters": the input is what is asked.
_A_KIND_OF_INPUT = re.compile(
    r"(?:, (?:say|for instance|for example|such as|like|perhaps|maybe)|\b(?:for instance|"
    r"such as)),?"
    r" (?:one|an?|when|with|if|where|the)\b|"
    r", of (?:just |only )?(?:one|a single|length|size)\b|"
    r"\b(?:would|will) (?:do|suffice|work)\b(?=[^?]*[.:;] )|, with (?!what|which|a different|"
    r"another)\b(?=[^,?]*\?)",
    re.IGNORECASE,
)
# "... the leftmost pole would be ignored": what the change does, where only its input is asked.
_EFFECT = re.compile(
    r", (?!then |that |it |we )[^,?]* would\b(?! (?:say|read|become|be an?\b))|"
    r"\b(?:we|it|you|they)(?:'d| would) (?:then )?(?:skip|miss|lose|count|start|stop|drop|leave|"
    r"go|take|"
    r"never|not|always|only|also|keep|look|compare)\b",
    re.IGNORECASE,
)


def _says_what_happens(sentence: str, own: str, known: set[str]) -> bool:
    """A claim or a consequence in ``sentence``, or words of its own that are not of an input."""
    if own.startswith("in the worst case") and not _ON_SIZE.search(sentence):
        return bool(_PLAIN.search(sentence))
    if own.startswith("can a call of") and not _WHO_CALLS.search(sentence):
        return True
    if _ABOUT_THE_CODE.search(sentence) or (own.startswith("if line") and _EFFECT.search(sentence)):
        return True
    plain, free = _AN_INPUT.sub("", sentence), 0
    if _asks_for_it(sentence, own):
        plain, free = "", 2
    elif _changes_the_line(sentence, own):
        plain, free = _CHANGE.sub("", plain), 3
    elif _OPENS.search(sentence) or _LABEL.search(sentence):
        plain, free = _OPENS.sub("", plain), 1
    if any(m.group(0).lower() not in own for m in CLAIMS.finditer(plain)):
        return True
    if CONSEQUENCE.search(_CALLED_BEFORE.sub("", plain)):
        return True
    if not own.startswith("in the worst case") and _SIZES.search(plain):
        return True
    if any(
        _new_words(" ".join(filter(None, m.groups())), known) for m in _DONE_TO_IT.finditer(plain)
    ):
        return True
    said = [*_SAYS_AN_INPUT.finditer(sentence)]
    # a lawn, stamps, a lift: what the numbers are of gives no reason; what stands behind may
    rest = sentence[said[-1].end() :] if said else sentence
    if said and "line" not in own[:20] and _AND_BESIDES.search(rest):
        return bool(_BEING.search(rest) or _new_words(rest, known))
    return len(_new_words(rest, known)) > max(bool(said), free)


# Behind the input a clause about it: ", which reads the same", "and the ones outnumber the twos",
# ", sitting at the very end"
_AND_BESIDES = re.compile(
    r"^(?:\"|s)?,? (?:which|who|and (?:the|its|both|all|they|it|each)|"
    r"(?!count|includ|us|call|start)\w{3,}ing)\b",
    re.IGNORECASE,
)
_BEING = re.compile(r"^(?:\"|s)?, (?!noth)\w+ing\b(?! (?:for|on)\b)", re.IGNORECASE)


def _new_words(text: str, known: set[str]) -> set[str]:
    """The words that neither the probe nor its code has, and that are not of asking."""
    words = {w.lower() for w in re.findall(r"[A-Za-z]{3,}", text.replace("_", " "))}
    own = known | NEUTRAL
    return {
        w
        for w in words - own
        if not {w.rstrip("s"), f"{w}s"} & own
        and not {w.removesuffix("ed"), w.removesuffix("d")} & known
    }


def _asks_for_it(sentence: str, own: str) -> bool:
    """An order or a wish that itself says what is looked for: "I want line 3 to stay cold"; or what
    is known of that line: "Line 6 isn't hit by every input". Without a condition."""
    place = re.match(r"for which input does (line \d+)|which inputs", own)
    if not place or _CONDITION.search(sentence):
        return False
    return bool(_WISH.search(sentence)) or bool(
        place.group(1) and re.search(rf"\b{place.group(1)}\b", sentence, re.IGNORECASE)
    )


_CONDITION = re.compile(
    r"\b(?:when|whenever|if|because|since|unless|until|without|with|as|so (?!that\b)|needs)\b",
    re.IGNORECASE,
)
_WISH = re.compile(
    r"^(?:(?:now|so|okay|right|please|and|then),? )*(?:i(?:'d| would)? (?:like|love|want|need|"
    r"wish)|i'm (?:after|looking for)|we(?:'d| would)? (?:like|want|need)|(?:my|your|our) "
    r"(?:task|job|goal|aim|mission)|find|give|show|name|think|pick|choose|make|construct|build|"
    r"suggest|invent|come up|try)\b",
    re.IGNORECASE,
)


def _changes_the_line(sentence: str, own: str) -> bool:
    """A sentence about the change of a line that the probe asks about."""
    changed = re.search(r"\bif (line \d+) (?:said|had)\b", own)
    return bool(changed and re.search(rf"\b{changed.group(1)}\b", sentence, re.IGNORECASE))


# "so it just says less than", "a typo makes it minus", "it isn't less than any more"
_CHANGE = re.compile(
    r"\bforgot\b|\bso (?:that )?(?:it|line \d+|the \w+|there|we|you)(?: (?:now|just|only|then|"
    r"simply|"
    r"actually))* (?:says?|reads?|is|was|becomes?|has|had|would|compares?|uses?|starts?|"
    r"began|begins?|ends?|takes?|gets?|got|adds|subtracts|multiplies|divides|tests|checks)\b|"
    r"\bmakes\b|\b(?:does |is |do )?n[o']t\b|\bno longer\b|"
    r"\bisn't\b|\bdoesn't\b|\bno (?=equal)",
    re.IGNORECASE,
)
# "has been called twice already": a call, and no consequence
_CALLED_BEFORE = re.compile(
    r"\balready (?:been |had |have |has )?(?:done|called|made|run|used|had|gone|passed|tried|said|"
    r"typed|been)\b|\b(?:called|done|made|run|calls?|times|once|twice|\d|in)(?: \w+)? already\b"
    r"|\bcomes? in\b",
    re.IGNORECASE,
)
# "hello" is padded: done by the code
_DONE_TO_IT = re.compile(
    r"(?:\b(?:is|are|gets|get)|'re|'s) (?:\w+ly )?(\w+ed)\b|\b(\w+s) (?:out|off|away|back|past|"
    r"over)\b|"
    r"\b(?:is|are) (?:an?|the) (\w+) of\b",
    re.IGNORECASE,
)
_SIZES = re.compile(
    r"\b(?:smaller|bigger|larger|shorter|higher|lower|fewer|taller|greater|getting \w+er)\b",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"^(?:(?:now|so|okay|right|well),? )*(?:i|my|a (?:colleague|friend|user|customer|tester|"
    r"student)|some(?:one|body)|suppose|imagine|picture|let's|let us|say|assume|pretend)\b"
    r"(?:(?: worry| wonder| ask)[^.:;]*)?",
    re.IGNORECASE,
)
# "Smallest sensible case:", "count one thing for me:": no claim, what comes next is said first
_LABEL = re.compile(
    r" for me:$|^(?:[\w'-]+ ){0,4}(?:case|one|example|input|question|run|test|call|scenario|round|"
    r"go|try|check|try-out|warm-up|start|ones|thing|data|setup)\b[^.:]{0,12}:$",
    re.IGNORECASE,
)
# Of the time: only that the input gets longer, or what is asked.
_ON_SIZE = re.compile(
    r"\b(?:grow\w*|longer|bigger|larger|long|length|size|big|worst|time|complexity|more|million|"
    r"thousand|times|many|n|double|huge|scale\w*|input|inputs)\b",
    re.IGNORECASE,
)
_PLAIN = re.compile(
    r"^(?!(?:let|let's|think|now|okay|so|well|take|talk|consider)\b[^,]*$)\w+(?:'\w+)? ",
    re.IGNORECASE,
)
# "The loop needs a letter", "your check looks at both": what the code does in this very case.
_ABOUT_THE_CODE = re.compile(
    r"^(?:so |now |well, |okay, )?(?:the|this|that|your|each|every) (?:\w+ )?(?:loop|function|code|"
    r"check|condition|pass|branch|search|method|iteration|round|test) "
    r"(?:only |just |always |also )?(?!has|is|was|does|means|class|as|this|plus|"
    r"minus)\w+s\b(?! on\b"
    r"| round\b)",
    re.IGNORECASE,
)
# Of a list that a call might change: what a caller does with it, and nothing that the code does.
_WHO_CALLS = re.compile(
    r"^(?:(?:now|so|okay|right|well|and|but|then|here),? )*(?:i|i'm|i'd|i've|we|we've|you|you've|"
    r"you're|my|your|the caller|callers|a|"
    r"an|some(?:one|body)|suppose|imagine|picture|let's|let|say|assume|pretend|take|think|after|"
    r"once|when|if|"
    r"before|having|given|with|for|consider|here's|this|next|one|look|look\w*|in|on|tell|quick|"
    r"talk\w*|"
    r"about|side|question|another|last|there|just|okay|right|and)\b",
    re.IGNORECASE,
)
_SAYS_AN_INPUT = re.compile(
    r"\d|\"|\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|single|line|empty)\b",
    re.IGNORECASE,
)
# "Both are 10", "there are no values", "and nothing else": what the input is, and no reason.
_AN_INPUT = re.compile(
    r"\bboth\b(?=[^.;]*\d)|\b(?:there are|there's|there is) no (?=\w+s\b)|"
    r"\bthere are (?=(?:\w+ )?(?:\d|two|three|four|five|zero)|several |many |a few |various )|"
    r"\bthere(?:'s| is) (?=(?:just |only )?(?:an?|one|the|\d+) "
    r"(?!reason|bug|way|case|problem|chance|trick))|"
    r"\b(?:over|for|of|in|with|on) both\b|"
    r"\bnothing (?=in\b|else\b|but\b|more\b|on\b|at all (?:in|for)\b)",
    re.IGNORECASE,
)
