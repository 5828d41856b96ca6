"""What a wording must not do. Code, not a prompt: the model words, this decides.

The model only rephrases a probe's own text, so the rules compare the two: what the probe names must
still be there, and nothing may have come in that the probe does not say.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from keyword import iskeyword

from agent.guard_asked import asks_something_else
from agent.guard_question import not_one_question
from agent.guard_readings import Case
from agent.guard_reasons import gives_a_reason
from agent.guard_texts import with_values
from agent.guard_values import (
    numbers_changed,
    runs,
    says,
    values,
    values_changed,
)
from agent.guard_words import (
    JUDGES,
    LEADING,
    NAME,
    NEUTRAL,
    NOT_THERE,
    VERDICT,
    brings_in,
    names_in,
)
from question_bank.resume import ResumeQuestion, speaks_to_the_interviewer
from tools.code.facts import read_facts
from tools.code.probe import Option, Probe
from tools.spoken_numbers import numbers_in

MAX_WORDS = 30

_CODE_LIKE = re.compile(r"`([^`]+)`|\b([a-z]+_[a-z0-9_]+|[a-z]+[A-Z]\w*|\w+(?=\())\b")


def refuse(wording: str, probe: Probe, source: str) -> str:
    """The name of the first rule that ``wording`` of ``probe`` breaks; empty if it may be said."""
    if _too_long(Case(wording, probe, source)):
        return "too long for the ear"
    case = Case(with_values(wording, probe), probe, source)
    return next((name for name, broken in RULES.items() if broken(case)), "")


def _too_long(case: Case) -> bool:
    return len(case.wording.split()) > max(MAX_WORDS, len(case.probe.text.split()))


def _names_missing(case: Case) -> bool:
    """An identifier that the probe says and the wording does not, and that is needed: the only
    function of the code may be called "it", and so may a parameter whose value is said."""
    said, own = names_in(case.wording), names_in(_ARTICLE.sub("", case.probe.text))
    text = case.wording.lower()
    missing = {
        i
        for name in case.probe.identifiers
        for i in NAME.findall(name)
        if i in own
        and i not in said
        and not iskeyword(i)
        and not (len(i) > 2 and re.search(rf"\b{i.removesuffix('s')}(?:ing|s|ed)?\b", text))
    }
    if not missing:
        return False
    functions = read_facts(case.source).functions
    plain = {
        function.name: function.parameters
        for function in functions
        if not any(other.line < function.line <= other.end_line for other in functions)
    }
    if len(plain) != 1:
        return True
    ((function, parameters),) = plain.items()
    called_it = said & _CALLED_IT or _ITS_ANSWER.search(case.wording)
    free = {function} if called_it or function in said else set()
    if values(case.probe.text) or runs(case.probe.text):
        free |= set(parameters)  # the rules on numbers and values see that they are all there
    elif len(parameters) == 1:
        free |= set(parameters)
    return bool(missing - free)


_ARTICLE = re.compile(r"\ban? (?=list|value|call|tree|one|zero|empty|error)")  # not the variable a
_ITS_ANSWER = re.compile(
    r"\bwhat(?:'s|'ll)?(?: \w+){0,2} (?:comes?|is|do|will come|would come|going)\b"
    r"(?: \w+){0,2} (?:back|out)\b|\b(?:returned|(?:the|your) (?:result|answer|output|outcome))\b",
    re.IGNORECASE,
)
_CALLED_IT = frozenset({
    "function", "code", "it", "we", "you", "program", "method", "this", "call", "us", "running",
    "value", "get", "line", "that", "error",
})  # fmt: skip


def _names_unknown(case: Case) -> bool:
    """Something that looks like code and stands neither in the code nor in the probe."""
    known = names_in(case.source) | names_in(case.probe.text)
    if any(
        word.lower() not in NEUTRAL and not {word, word.lower()} & known
        for word in _NAMED.findall(case.wording)
    ):
        return True
    if any(word not in known | _WHICH_ONE for word in _METHOD.findall(case.wording)):
        return True
    named = [a or b for a, b in _CODE_LIKE.findall(case.wording)]
    return any(word not in known for name in named for word in NAME.findall(name))


# "the turnstile's leave method": also where the word is one of asking
_METHOD = re.compile(r"'s ([a-z_]+) (?:method|helper|function)\b")
_WHICH_ONE = frozenset({"own", "first", "second", "other", "only", "main", "whole", "one", "inner"})
_NAMED = re.compile(
    r"\b([A-Za-z_]+) (?:method|variable|attribute|option|flags?|mode|field|constant|helper|object)"
    r"\b"
)


def _leads(case: Case) -> bool:
    return brings_in(LEADING, _of_the_change(case), case.probe.text)


def _judges(case: Case) -> bool:
    text = _of_the_change(case)
    return brings_in(VERDICT, text, case.probe.text) or bool(JUDGES.search(text))


def _of_the_change(case: Case) -> str:
    """The wording without what says that the line was changed for the worse: "show me the mistake"
    is no verdict where the probe itself puts a wrong line in."""
    changed = re.match(r"If line \d+ (?:said|had)\b", case.probe.text)
    return _CHANGED_FOR_WORSE.sub("", case.wording) if changed else case.wording


_CHANGED_FOR_WORSE = re.compile(
    r"(?<!your )(?<!your own )\b(?:mistakes?|bugs?|buggy|faults?|wrong|(?:go|goes|going) wrong|"
    r"fails?|failing|broken|incorrect|should be)\b",
    re.IGNORECASE,
)


def _names_what_is_not_there(case: Case) -> bool:
    """A data structure or technique in plain words that neither the probe nor the code names."""
    known = (case.probe.text + " " + case.source).lower()
    known += " ".join(names for shape, names in _SHAPES if re.search(shape, case.source))
    return any(
        m.group(0).lower().removesuffix("ing") not in known
        for m in NOT_THERE.finditer(_CALLS.sub("calls", case.wording))
    )


# What a shape in the code may be called, whatever its variable is called.
_SHAPES = (
    (r"\{[^{}]*:|\bdict\(|\bCounter\(|\bdefaultdict\(", " table dictionary dictionaries"),
    (r"\+= 1\b", " counter"),
    (r"\bpopleft\(|\bpop\(0\)|\bdeque\(", " queue"),
    (r"\breturn \([^()]+,|\breturn \w+, \w+|\btuple\(", " tuple"),
)
# Of calls that are open, and of ways to look at a run: no parts of the code.
_CALLS = re.compile(
    r"\bstack of (?:\w+ )?calls\b|\b(?:call|recursion) (?:stack|tree)\b|"
    r"\btree (?=(?:for|of) (?:the )?(?:calls?\b|recursion\b|\w+ of \d))|"
    r"(?<=calls are )on the stack\b|\bcalls (?:\w+ ){0,3}on the stack\b|\bqueue up\b|"
    r"\bcounter (?=(?:on|at|next to|beside) line\b)",
    re.IGNORECASE,
)


def _tells(case: Case) -> bool:
    """A spoken form of the answer that the probe itself does not say. Numbers are held against the
    probe's own by the rule on numbers."""
    key, wording, own = case.probe.key, case.wording.lower(), case.probe.text.lower()
    wording = _EITHER.sub("", wording)
    spoken = [form.lower() for form in key.accepted if not _numeric(form)]
    named = [o for o in key.options if any(says(wording, f.lower()) for f in _names(o))]
    spoken += [
        f.lower()
        for o in key.options
        if o.id == key.value and o.id not in ("yes", "no") and len(named) < 2  # all alternatives
        for f in o.spoken
    ]
    if key.kind == "value" and isinstance(key.value, str):
        spoken.append(key.value.lower())
    return any(says(wording, form) and not says(own, form) for form in spoken if form.strip())


_EITHER = re.compile(r"\b(?:yes or no|true or false|no or yes|false or true)\b", re.IGNORECASE)


def _names(option: Option) -> tuple[str, ...]:
    return (option.id, *option.spoken, *(f.removeprefix("an ") for f in option.spoken))


_COUNT_WORDS = frozenset({"times", "time", "calls", "call", "deep", "once", "twice", "line", "and"})


def _numeric(form: str) -> bool:
    """ "4", "four times", "twice", "zero one zero": nothing but numbers."""
    words = re.findall(r"[a-z]+", form.lower())
    covered = {
        w for n in numbers_in(form) for w in re.findall(r"[a-z]+", form[n.start : n.end].lower())
    }
    return bool(re.search(r"\w", form)) and all(w in covered | _COUNT_WORDS for w in words)


RULES: dict[str, Callable[[Case], bool]] = {
    "not one question": not_one_question,
    "too long for the ear": _too_long,
    "leads": _leads,
    "gives a reason": gives_a_reason,
    "judges": _judges,
    "gives the answer away": _tells,
    "drops a name": _names_missing,
    "names what is not in the code": _names_unknown,
    "names what is not there": _names_what_is_not_there,
    "asks something else": asks_something_else,
    "changes a number": numbers_changed,
    "changes a value": values_changed,
}


def refuse_resume(wording: str, question: ResumeQuestion) -> str:
    """The rule that ``wording`` of a question about a résumé breaks; empty if it may be said.

    The model has read a passage that may say anything: what it words is one short question, without
    figures or orders of its own, that still asks for something the prepared question asks for."""
    if wording.count("?") != 1 or not wording.endswith("?"):
        return "not one question"
    if len(wording.split()) > MAX_WORDS:
        return "too long"
    if speaks_to_the_interviewer(wording) or VERDICT.search(wording):
        return "not a question about the passage"
    if {n.value for n in numbers_in(wording) if n.kind == "cardinal"} - {
        n.value for n in numbers_in(question.quote)
    }:
        return "a figure that is not in the passage"
    asked = {word.lower() for word in NAME.findall(question.bare) if len(word) > 4}
    if not asked & {word.lower() for word in NAME.findall(wording)}:
        return "asks for something else"
    return ""
