"""Whether a wording is one question. Pure."""

from __future__ import annotations

import re
from dataclasses import replace

from agent.guard_readings import Case
from agent.guard_words import ASKED, NEUTRAL, ORDERS, STACKED, names_in, without_quoted
from tools.code.facts import read_facts
from tools.spoken_numbers import numbers_in


def not_one_question(case: Case) -> bool:
    """One question mark, at the end, or none and an order ("Tell me how often ...")."""
    if "n which line" in case.probe.text:
        case = replace(case, wording=_SAY_THE_LINE.sub("?", case.wording))
    text = _WHAT_IF.sub("", without_quoted(case.wording.strip().rstrip("\"'")))
    text = _without_the_tail(_in_other_words(text), case)
    if _ABOUT.search(text) or _DO_YOU_THINK.search(text):
        return True
    marks = text.count("?")
    if marks > 1 or (marks == 1 and not text.endswith("?")):
        return True
    if not marks and (not ORDERS.search(text) or _ONLY_A_WALK.search(text)):
        return True
    text = _WALK.sub("", _GIVES_IT.sub("", text))
    if _SEEKS.search(case.probe.text):
        text = _AND_WHICH.sub("and ", text)
    own = case.probe.text.lower()
    return any(
        match.group(0).lower().strip(", ") not in own and ASKED.search(text, 0, match.start())
        for match in STACKED.finditer(text)
    )


# "What if line 9 said less? Give me an input." and "When do we skip line 5? Just one example."
_WHAT_IF = re.compile(
    r"^(?:and |so |now )?(?:what if|how about|what about) [^?]+\?\s*(?=\w)|(?<=\?)\s+(?:just|"
    r"only|i (?:want|"
    r"need)) (?:an?|one|the)\b[^?]*$",
    re.IGNORECASE,
)
# "Where does it stop? Tell me the line it returns on."
_SAY_THE_LINE = re.compile(
    r"\?\s+(?:tell|give|show|point|name)(?: me)?(?: to)? (?:the|that) line\b[^?]*$", re.IGNORECASE
)
_AGAIN = re.compile(
    r"\?\s+(?=(?:i mean|that is|in other words|or rather|put differently)\b|"
    r"what(?:'s| is) the (?:return(?:ed)? value|result|answer)\?$|what \w+ does \w+ return\?$)",
    re.IGNORECASE,
)


# "What days and what amount would": one input
_AND_WHICH = re.compile(
    r"\band (?:what|which) (?=\w+ (?:would|will|do|can|could|should|make|get|give|show|now)\b)|"
    r"\band (?:in|with|for|at|on|of) (?:what|which) (?=(?!line|result|answer|value|output|effect)"
    r"\w+(?:,|(?: so| that| to| would)\b))",
    re.I,
)


def _in_other_words(text: str) -> str:
    """With a question and its repetition as one: "How does it read this? I mean, what comes "
    "back?\""""
    joined = _AGAIN.sub(", ", text)
    return joined if joined == text or "?" in joined else f"{joined.rstrip('.')}?"


def _without_the_tail(text: str, case: Case) -> str:
    """Without a sentence that, behind the question, only says what to answer with: "One example is
    fine.", "Give me a count and letters, please.", "Is there such an input? Which one?\""""
    question, mark, tail = text.partition("?")
    if mark and _only_sets_the_input(tail, case):
        return f"{question}?"
    if not mark or not _SEEKS.search(case.probe.text) or _WHY.search(tail):
        return text
    if _WHICH_ONE.fullmatch(tail.strip()):
        return f"{question}?"
    known = names_in(f"{case.probe.text} {case.source}".lower())
    brought = set(re.findall(r"[a-z]+", tail.lower())) - known - NEUTRAL - _IS_ENOUGH
    return f"{question}?" if "?" not in tail and not brought else text


def _only_sets_the_input(tail: str, case: Case) -> bool:
    """ "What's missing? Prices are 0, 8, 1, balance minus 1.": the inputs behind the question."""
    words = re.findall(r"[a-z_]+", without_quoted(tail, "").lower())
    numbers = {w for n in numbers_in(tail) for w in tail[n.start : n.end].lower().split()}
    inputs = {p for f in read_facts(case.source).functions for p in (f.name, *f.parameters)}
    known = inputs & names_in(case.probe.text) | numbers | _SETTING
    return "?" not in tail and bool(words) and {*words} <= known


_SETS_IT = """
    is are be equals holds has with and the list text for of to at as a an both each take use say
    let set just only then here inputs input values value empty call true false none it minus while
    no please
"""
_SETTING = frozenset(_SETS_IT.split())
_SEEKS = re.compile(r"\bwhich (?:line|inputs?)\b", re.IGNORECASE)
_WHY = re.compile(
    r"\b(?:why|how|explain|because|since|never|nothing|always|does|with|without|when|where|no|"
    r"is (?!fine|enough|ok))\b",
    re.IGNORECASE,
)
_WHICH_ONE = re.compile(
    r"(?:(?:and )?if so,? )?(?:which|what)(?: ones?| inputs?| would (?:it|that) be| is it)?\?", re.I
)
_IS_ENOUGH = frozenset({"fine", "enough", "suffices", "do", "ok", "m", "ll", "d"})
# "What does it return, do you think both stay open?"; but "how often, would you say, ..."
_DO_YOU_THINK = re.compile(
    r"\b(?:what|which|how)\b[^?]*, (?:do|would|don't|wouldn't) you (?:think|say|agree|expect|"
    r"believe) [^,?]+\?$",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\b(?:something|anything|a bit|more|(?:tell|talk to) me) about\b", re.IGNORECASE
)
# "Give count_up the list 4, 1, and what comes back?": one question
_GIVES_IT = re.compile(
    r"^(?:(?:now|so|okay|then),? )?(?:give|hand|pass|feed|call|set|put|let|use) (?!me\b|us\b)"
    r"[^?.]*?,? and (?=(?:what|which|how|where)\b)",
    re.IGNORECASE,
)
# "Work through longest_run for ...": goes along the code, and says not what for
_ONLY_A_WALK = re.compile(
    r"(?:^|[.:;,]\s+)(?:please,? |now,? |so,? |then,? |and )?(?:(?:work|walk|go|talk|step|run|take)"
    r"(?: me| us)? through|trace|walk|step|follow|explain|consider)\b"
    r"(?![^.?!]*\b(?:what|which|how|where|when|whether|if|value|result|answer|output|count|number|"
    r"lines?|returns?|return|tell|give|say)\b)[^.?!]*[.!]?$",
    re.IGNORECASE,
)
_WALK = re.compile(
    r"(?:(?:can|could|would|will) you |let's )?\b(?:trace|walk|step|go|run|follow|take|"
    r"figure|try|play|think|work)\b[^?]*?,? "
    r"and (?=(?:then )?(?:tell|say|give)\b)",
    re.IGNORECASE,
)
