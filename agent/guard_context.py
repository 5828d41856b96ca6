"""What a context says of the run: a context sets the input; all else gives the reason away.

Held against what stands before the question word, be it a sentence or a clause. Pure."""

from __future__ import annotations

import re

from agent.guard_readings import Case
from agent.guard_words import without_quoted
from tools.code.facts import read_facts


def tells_of_the_run(case: Case) -> bool:
    """Whether the wording says what the code does with the input, beside what it asks."""
    own = case.probe.text.lower()
    if (
        own.startswith(("for which input", "which inputs", "if line", "if you deleted"))
        or " if line " in own
    ):
        return False  # what is asked for there is a way in which the code behaves
    text = without_quoted(case.wording, "0")
    if _RUN.search(text) and not _RUN.search(own):
        return True
    parts = _before_what_is_asked(text)
    context = " ".join(parts)
    if not own.startswith(("can a call", "in the worst", "on which line")) and any(
        _BESIDES.search(part) for part in parts
    ):
        return True
    if _DOES.search(_SETS.sub("", context)):
        return True
    return any(
        re.search(
            rf"\b{name} (?:\d+ )?(?:then |just |only |never |always )?(?!{_STATES}){_DOING}",
            context,
        )
        for name in _own_names(case) - _named_inputs(case)
    )


def _before_what_is_asked(text: str) -> list[str]:
    """The sentences before the question, and of the question what stands before its first word."""
    *before, last = re.split(r"(?<=[.:;!])\s+", text.strip())
    asked = _ASKS.search(last)
    if asked:
        last = last[: asked.start()] + _ASKED_FIRST.sub("", last[asked.start() :])
    return [*before, last]


def _own_names(case: Case) -> set[str]:
    """What the code calls its variables, less what its callers say."""
    facts = read_facts(case.source)
    parameters = {name for function in facts.functions for name in function.parameters}
    names = {name for loop in facts.loops for name in loop.targets}
    names |= {assignment.name for assignment in facts.assignments}
    if "you call" in case.probe.text:
        names |= {function.name for function in facts.functions}
    return {name for name in names - parameters if name.isidentifier() and len(name) > 2}


def _named_inputs(case: Case) -> set[str]:
    """Names of the code that the probe says too, other than what is called."""
    functions = {function.name for function in read_facts(case.source).functions}
    return set(re.findall(r"\w+", case.probe.text)) - functions


# Behind the last value a clause of its own: "in "eetcode" the t shows up only once"
_BESIDES = re.compile(
    r"\d[\"s]*,? (?:and |but |so |as |while |with )?(?:the|every|each|no|both|all|its|they|there|"
    r"only|"
    r"nothing|an?) (?![^.]*\b(?:loops?|pass(?:es)?|rounds?|calls?|line|list|array|input|caller|"
    r"now|empty|blank)\b)"
    r"(?![^.]*\b(?:zero|one|two|three|four|five|six|ten|empty|none)\W*$)"
    r"(?:[A-Za-z']+ ){1,6}[A-Za-z']+[.,;:]?\s*$|\d, which (?!(?:lines?|of|number|value|"
    r"position)\b|(?:is|was) (?:an?|our|the|my|what)\b)(?![^.]*\d)",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"(?:^|,\s+|\b(?:so|then|and),? )(?:(?:now|and|so|then|on|in|at|for|from|by|after|tell me|"
    r"say),? "
    r")*(?:what|which|how|where|does|do|did|is|are|will|would|can|could|name|give|count)\b"
    r"(?<!, which)(?<!, where)|, which (?:line|of|one|number|value)\b",
    re.IGNORECASE,
)
# What is asked, up to where a condition follows: "how often does it run, when each pass ..."
_ASKED_FIRST = re.compile(
    r"^.*?(?=,? (?:when|if|given|as|since|while|with|considering|and) (?:each|every|no) |$)"
)
_STATES = (
    r"(?:is|was|has|holds|contains|means|comprises|as|this|its|plus|minus|values|times|gets|runs|"
    r"comes|calls|follows|happens|does|us|returns|equals)\b"
)
_DOING = r"[a-z]{2,}s\b"
# "each pass uses up one", "it stops as soon as": the code as one who does it
_DOES = re.compile(
    rf"\b(?:each|every|no|the|this|your) (?:\w+ )?(?:pass|round|iteration|loop|check|function|code|"
    rf"condition|branch|lap|trip|step|test|search) (?:only |just |always |never |then )?"
    rf"(?!{_STATES}|on\b|takes\b){_DOING}|"
    rf"(?:^|[.,;:] |\b(?:and|so|but|then|as|because|that) )it (?:only |just |always |never |"
    rf"then |also )?(?!{_STATES}|takes\b|gets\b|says\b|starts\b"
    rf"|receives\b|goes\b|does\b|reads\b|becomes\b|sits\b|ends\b|was\b|runs\b){_DOING}|"
    r"\b(?:off|past|beyond|out of|over) (?:the |its )?(?:end|edge|range|bounds)\b|"
    r"\b(?:as soon as|the moment|right away|at once(?! is| are)|before (?:it|we|you) (?:ever|"
    r"even))\b|"
    r"\b(?:letters?|values?|numbers?|elements?|items?|entries|\w+s) (?:only|just|all|always|never|"
    r"keep|steadily) (?:go|get|come|rise|fall|drop|climb|shrink|grow|increase|decrease|repeat|stay|"
    r"match|differ|decline|alternate)(?:ing)?\b|"
    r"\bnot \w+ed\b|"
    r", (?:all|both|none|neither)(?: of (?:them|it|which|these))? (?:below|above|under|over|beyond|"
    r"past|less|more|in (?:order|place)|out of)\b|"
    r"\band so (?:no|none|nothing|never|nobody|neither|not|every\w*|all)\b",
    re.IGNORECASE,
)
_SETS = re.compile(
    r"\b(?:after|once|when|before|if|until|while|as) (?:the|it|each|every) (?:\w+ )?\w+",
    re.IGNORECASE,
)
# Said behind the question as well: "given we never look at the last one"
_RUN = re.compile(
    r"\bgiven (?:that|how|(?:we|you|they|there|nothing|none|nobody|only|it) \w+|"
    r"the \w+ (?:is|are|never|only|always|has|have|can't|don't|doesn't)\b)|"
    r"\b(?:we|you|they|it) (?:never|always|no longer|only ever)\b|"
    r"\bgiven (?:both|all|each|every)(?: \w+){0,3} (?:are|is|have|has)\b|"
    r"\bno (?!need|further|more|other|new|additional|call)(?:\w+ ){1,2}to \w+|"
    r"\b(?:seeing (?:as|that|how)|considering|in view of|thanks to|due to|owing to|what with|"
    r"on account of)\b|"
    r", where (?!(?:do|does|did|would|will|is|are|can|could)\b)\w+ (?!is\b|was\b|has\b|equals\b|"
    r"holds\b)"
    r"\w{2,}s\b|"
    r", where (?:an?|one|any|some|only|just|there|we|you|they)\b(?! (?:do|does|would|will|is|are|"
    r"can)"
    r" (?:it|we|you))",
    re.IGNORECASE,
)
