"""What a wording must not do. Code, not a prompt: the model words, this decides.

The model only rephrases a probe's own text, so the rules compare the two: what the probe names must
still be there, and nothing may have come in that the probe does not say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from agent.guard_words import (
    ASKED,
    CLAIMS,
    LEADING,
    NEUTRAL,
    NOT_THERE,
    ORDERS,
    REASON,
    STACKED,
    VERDICT,
)
from agent.reading.values import repeated, texts
from question_bank.resume import ResumeQuestion, speaks_to_the_interviewer
from tools.code.facts import read_facts
from tools.code.probe import Option, Probe
from tools.spoken_numbers import Spotted, numbers_in

MAX_WORDS = 30

_WORD = re.compile(r"[A-Za-z_][A-Za-z_0-9]*")
_CODE_LIKE = re.compile(r"`([^`]+)`|\b([a-z]+_[a-z0-9_]+|[a-z]+[A-Z]\w*|\w+(?=\())\b")


@dataclass(frozen=True)
class Case:
    """A wording beside the probe that it words."""

    wording: str
    probe: Probe
    source: str


def refuse(wording: str, probe: Probe, source: str) -> str:
    """The name of the first rule that ``wording`` of ``probe`` breaks; empty if it may be said."""
    if _too_long(Case(wording, probe, source)):
        return "too long for the ear"
    case = Case(_with_values(wording, probe), probe, source)
    return next((name for name, broken in RULES.items() if broken(case)), "")


def _with_values(wording: str, probe: Probe) -> str:
    """``wording`` with a text of the probe that is spelled or described in quotes, as the probe has
    it: "open paren, close paren" is "()"."""
    for value in re.findall(r"\"([^\"]{2,})\"", probe.text):
        if f'"{value}"' in wording:
            continue
        for claim in texts(wording):
            if claim.value == value:
                wording = f'{wording[: claim.start]}"{value}"{wording[claim.end :]}'
                break
    return wording


def _too_long(case: Case) -> bool:
    return len(case.wording.split()) > max(MAX_WORDS, len(case.probe.text.split()))


def _not_one_question(case: Case) -> bool:
    """One question mark, at the end, or none and an order ("Tell me how often ...")."""
    text = _unquoted(case.wording.strip().rstrip("\"'"))
    marks = text.count("?")
    if marks > 1 or (marks == 1 and not text.endswith("?")):
        return True
    if not marks and not ORDERS.search(text):
        return True
    text = _WALK.sub("", text)
    own = case.probe.text.lower()
    return any(
        match.group(0).lower().strip(", ") not in own and ASKED.search(text, 0, match.start())
        for match in STACKED.finditer(text)
    )


_WALK = re.compile(
    r"(?:(?:can|could|would|will) you |let's )?\b(?:trace|walk|step|go|run|follow|take|"
    r"work)\b[^?]*?,? "
    r"and (?=(?:then )?(?:tell|say|give)\b)",
    re.IGNORECASE,
)


def _unquoted(text: str) -> str:
    """Without quoted values, which may hold any mark."""
    return re.sub(r"\"[^\"]*\"|'[^'\s]*'(?!\w)", "it", text)


def _names_missing(case: Case) -> bool:
    """An identifier that the probe says and the wording does not, and that is needed: the only
    function of the code may be called "it", and so may a parameter whose value is said."""
    said, own = _words(case.wording), _words(case.probe.text)
    missing = {
        i
        for name in case.probe.identifiers
        for i in _WORD.findall(name)
        if i in own and i not in said
    }
    if not missing:
        return False
    facts = read_facts(case.source)
    plain = {function.name: function.parameters for function in facts.functions}
    if len(plain) != 1:
        return True
    ((function, parameters),) = plain.items()
    free = {function} if said & _CALLED_IT or function in said else set()
    if _values(case.probe.text) or _runs(case.probe.text):
        free |= set(parameters)  # the rules on numbers and values see that they are all there
    elif len(parameters) == 1:
        free |= set(parameters)
    return bool(missing - free)


_CALLED_IT = frozenset({
    "function", "code", "it", "we", "you", "program", "method", "this", "call", "us", "running",
    "value", "get", "line", "that", "error",
})  # fmt: skip


def _names_unknown(case: Case) -> bool:
    """Something that looks like code and stands neither in the code nor in the probe."""
    known = _words(case.source) | _words(case.probe.text)
    named = [a or b for a, b in _CODE_LIKE.findall(case.wording)]
    return any(word not in known for name in named for word in _WORD.findall(name))


def _numbers_changed(case: Case) -> bool:
    """Whether they differ as they stand, and also with "four zeros" as zero, zero, zero, zero."""
    said = replace(case, wording=repeated(case.wording))
    return _numbers_differ(case) and (said == case or _numbers_differ(said))


def _numbers_differ(case: Case) -> bool:
    """Inputs and line numbers are the question: none may be lost or come in, and a list of them
    keeps its order, whether it is written "[1, 2]" or "the list 1, 2". How many values an input
    has may be said as well ("the two paths"), if that is so."""
    own, said = _runs(case.probe.text), _runs(_without_counts(case))
    if _another_size(case):
        return True
    own = _without_the_loop(own, said, case)
    changed = re.search(r"\bhad an? (\w+) instead of the (\w+)", case.probe.text)
    if changed:  # what stood there before may be left unsaid
        before = (
            float(numbers_in(changed.group(2))[0].value) if numbers_in(changed.group(2)) else None
        )
        if before is not None and not any(run == [before] for run in said):
            own = [run for run in own if run != [before]]
    if re.search(r"\b(?:both|each)\b", case.wording, re.IGNORECASE):  # "both are 10": said once
        return {n for run in own for n in run} != {n for run in said for n in run}
    return sorted(n for run in own for n in run) != sorted(n for run in said for n in run) or any(
        len(run) > 1 and not _in_order(run, said) for run in own
    )


def _asks_something_else(case: Case) -> bool:
    """A line where a value is asked, or the other way round; a count that is no longer one."""
    own, said = case.probe.text.lower(), case.wording.lower()
    if {option.id for option in case.probe.key.options} == {"yes", "no"} and _HOW.search(said):
        return True
    if re.search(r"\bhow (?:many|often)\b", said) and not re.search(
        r"\bhow (?:many|often)|at most", own
    ):
        return True
    if _LEFT_OUT.search(said) and not _LEFT_OUT.search(own):
        return True
    if bool(_NEVER.search(own)) is not bool(_NEVER.search(said)) and re.search(
        r"for which input does line", own
    ):
        return True
    wanted = next((pattern for asked, pattern in _ASKED_FOR if re.search(asked, own)), "")
    return bool(wanted) and not re.search(wanted, said)


_HOW = re.compile(
    r"\bhow\b(?! about| do we| can we)[^?]*\b(?:would|does|do|can|will) (?:\w+ )?(?:change|alter)"
)
_NEVER = re.compile(
    r"\b(?:never|left out|leave out|not|avoids?|misses|miss|skips?|skipped|without|no)\b|n't\b|"
    r"\bdead\b|\bunreached\b"
)
_LEFT_OUT = re.compile(
    r"\b(?:leaving out|ignoring|leave out|(?:not|without) counting)\b|"
    r"\bexcluding\b|\bexcept\b|\bapart from\b"
)
_ASKED_FOR = (
    (r"\bwhich line\b", r"\blines?\b|\bwhere\b"),
    (r"\bhow many times\b", r"\bhow (?:many|often)\b|\bnumber of\b|\bcount\b|\btimes\b"),
    (
        r"\bfor which input\b|\bname (?:two|three|an)\b",
        r"\bwhich\b|\bwhat\b|\binput\b|\bname\b|"
        r"\bhow (?:would|could|can|do) (?:you|i|we)\b|\bgive\b|\bfind\b|\bthink of\b|\bpick\b|"
        r"\bchoose\b|\bcome up with\b|\bshow\b|\bneed\b",
    ),
    (
        r"\brunning time\b",
        r"\btime\b|\bfast\b|\bslow|\bcomplexity\b|\bcost|\bscale|\blong\b|"
        r"\bbig\b",
    ),
)


def _in_order(run: Sequence[float], said: Sequence[Sequence[float]]) -> bool:
    flat = [n for other in said for n in other]
    return any(flat[at : at + len(run)] == list(run) for at in range(len(flat) - len(run) + 1))


def _without_the_loop(
    own: Sequence[list[float]], said: Sequence[Sequence[float]], case: Case
) -> list[list[float]]:
    """The probe's numbers, less the line of a loop that the wording names by its kind, when the
    code has one of that kind."""
    place = re.search(r"\bloop on line (\d+)", case.probe.text)
    kind = re.search(
        r"\b(while|for|inner|outer)\b[\w\s]{0,8}\b(?:loop|body)|\bthe loop\b|\bpass(?:es)?\b|"
        r"\brounds?\b",
        case.wording,
    )
    if not place or not kind:
        return list(own)
    line = float(place.group(1))
    if any(list(run) == [line] for run in said):
        return list(own)
    loops = re.findall(r"^\s*(for|while)\b", case.source, re.MULTILINE)
    word = kind.group(1)
    one = len(loops) == 1 or (word in ("for", "while") and loops.count(word) == 1)
    nested = word in ("inner", "outer") and len(loops) == 2
    return [run for run in own if run != [line]] if one or nested else list(own)


_COUNTED = re.compile(r"\b(?:the |these |those |just )?(\w+) ([a-z]+?)s?\b(?!-)", re.IGNORECASE)


def _without_counts(case: Case) -> str:
    """The wording without numbers that only say how long an input of the probe is."""
    sizes = {len(v) for v in case.probe.key.derivation.inputs if isinstance(v, list | str)}
    sizes |= {len(case.probe.key.derivation.inputs)}
    sizes |= {len(function.parameters) for function in read_facts(case.source).functions}
    parameters = {"input", "argument"} | {
        name.removesuffix("s")
        for function in read_facts(case.source).functions
        for name in function.parameters
    }
    text = re.sub(r"\bboth arguments\b", "both", case.wording)
    for match in reversed(list(_COUNTED.finditer(text))):
        found = numbers_in(match.group(1))
        named = _OF_VALUES.match(match.group(2)) or match.group(2) in parameters
        if found and named and found[0].value in sizes:
            text = text[: match.start(1)] + text[match.end(1) :]
    return text


def _another_size(case: Case) -> bool:
    """ "A list with only 5" is no list of 5 elements."""
    own = case.probe.text.lower()
    return any(
        match.group(0).lower() not in own
        for match in _COUNTED.finditer(_without_counts(case))
        if numbers_in(match.group(1)) and _OF_VALUES.match(match.group(2))
    )


_OF_VALUES = re.compile(
    r"(?:element|item|entrie|number|value|character|letter|row|path|list|string|text|zero|one|two|"
    r"three|price|visit|thing|column|word)$",
    re.IGNORECASE,
)


def _values_changed(case: Case) -> bool:
    """The same for quoted text and the constants of the language. Quotes may be left out around
    a word."""
    said, own = _values(case.wording), _values(case.probe.text)
    bare = [
        v
        for v in own
        if v not in said
        and v.isalnum()
        and (len(v) > 1 or v not in "aAI")
        and _says(case.wording, v)
    ]
    return sorted([*said, *bare]) != own


def _leads(case: Case) -> bool:
    return _brings_in(LEADING, case)


def _judges(case: Case) -> bool:
    return _brings_in(VERDICT, case)


def _gives_a_reason(case: Case) -> bool:
    """A word that tells why, or a sentence before the question that says what the code does."""
    if _brings_in(REASON, case):
        return True
    own = case.probe.text.lower()
    *before, _ = re.split(r"(?<=[.:;!])\s+", _unquoted(case.wording.strip()))
    known = {
        w.lower() for w in _WORD.findall(case.probe.text + " " + case.source.replace("_", " "))
    }
    for sentence in before:
        plain = _AN_INPUT.sub("", sentence)
        if any(m.group(0).lower() not in own for m in CLAIMS.finditer(plain)):
            return True
        words = {w.lower() for w in re.findall(r"[A-Za-z]{3,}", sentence.replace("_", " "))}
        numbers = {w for n in numbers_in(sentence)
                   for w in re.findall(r"[a-z]+", sentence[n.start : n.end].lower())}  # fmt: skip
        new = words - known - NEUTRAL - numbers
        if {w for w in new if not {w.rstrip("s"), f"{w}s"} & (known | NEUTRAL)}:
            return True
    return False


# "Both are 10", "there are no values": what the input is, and no reason.
_AN_INPUT = re.compile(
    r"\bboth\b(?=[^.;]*\d)|\b(?:there are|there's) no (?=\w+s\b)|"
    r"\bthere are (?=(?:\w+ )?\d)",
    re.IGNORECASE,
)


def _names_what_is_not_there(case: Case) -> bool:
    """A data structure or technique in plain words that neither the probe nor the code names."""
    known = (case.probe.text + " " + case.source).lower()
    return any(
        m.group(0).lower().removesuffix("ing") not in known
        for m in NOT_THERE.finditer(_CALLS.sub("calls", case.wording))
    )


_CALLS = re.compile(r"\bstack of (?:\w+ )?calls\b|\bcall stack\b", re.IGNORECASE)


def _brings_in(pattern: re.Pattern[str], case: Case) -> bool:
    own = case.probe.text.lower()
    return any(
        m.group(0).lower().strip(" ,.;:") not in own
        for m in pattern.finditer(_unquoted(case.wording))
    )


def _tells(case: Case) -> bool:
    """A spoken form of the answer that the probe itself does not say. Numbers are held against the
    probe's own by the rule on numbers."""
    key, wording, own = case.probe.key, case.wording.lower(), case.probe.text.lower()
    spoken = [form.lower() for form in key.accepted if not _numeric(form)]
    named = [o for o in key.options if any(_says(wording, f.lower()) for f in _names(o))]
    spoken += [
        f.lower()
        for o in key.options
        if o.id == key.value and o.id not in ("yes", "no") and len(named) < 2  # all alternatives
        for f in o.spoken
    ]
    if key.kind == "value" and isinstance(key.value, str):
        spoken.append(key.value.lower())
    return any(_says(wording, form) and not _says(own, form) for form in spoken if form.strip())


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


def _says(text: str, form: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text) is not None


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text))


_REPEATED = re.compile(
    r"\b(twice|thrice|(?<!at )(?<!even )once(?! (?:the|it|we|you|there|this|that|all|again|"
    r"more)\b))\b",
    re.IGNORECASE,
)
_REPEATS = {"once": "one time", "twice": "two times", "thrice": "three times"}


def _runs(text: str) -> list[list[float]]:
    """The numbers of ``text``, those that stand side by side together; "twice" is two."""
    text = _REPEATED.sub(lambda m: _REPEATS[m.group(1).lower()], text)
    runs: list[list[float]] = []
    end = -1
    for number in numbers_in(text):
        passes = re.match(r"\s*(?:pass|round|iteration)\b", text[number.end :])
        if (
            number.kind == "pronoun"
            or _a_thing(text, number)
            or (number.kind == "ordinal" and not passes)
        ):
            continue  # "the first", "that one"; but "the second pass" is two passes
        joined = runs and re.fullmatch(r"[\s,]*(?:and\s+)?", text[end : number.start])
        if joined:
            runs[-1].append(float(number.value))
        else:
            runs.append([float(number.value)])
        end = number.end
    return runs


def _a_thing(text: str, number: Spotted) -> bool:
    """ "One person", "the other one": a thing, and no number."""
    return text[number.start : number.end].lower() == "one" and bool(
        re.match(r"\s+(?:person|where|included|closing|opening)\b", text[number.end :])
        or re.search(r"\b(?:other|first|last|closing|opening)\s+$", text[: number.start])
    )


def _values(text: str) -> list[str]:
    quoted = re.findall(r"\"[^\"]*\"|'[^'\s]*'|`[^`\w]+`", text)
    text = re.sub(
        r"\bnothing in\b|\b[Nn]o (?:values|queries|items|elements|words|readings)\b", "empty", text
    )
    constants = re.findall(r"\b(?:true|false|none|null|empty)\b", text.lower())
    return sorted({q[1:-1] for q in quoted} | set(constants))


RULES: dict[str, Callable[[Case], bool]] = {
    "not one question": _not_one_question,
    "too long for the ear": _too_long,
    "leads": _leads,
    "gives a reason": _gives_a_reason,
    "judges": _judges,
    "gives the answer away": _tells,
    "drops a name": _names_missing,
    "names what is not in the code": _names_unknown,
    "names what is not there": _names_what_is_not_there,
    "asks something else": _asks_something_else,
    "changes a number": _numbers_changed,
    "changes a value": _values_changed,
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
    asked = {word.lower() for word in _WORD.findall(question.bare) if len(word) > 4}
    if not asked & {word.lower() for word in _WORD.findall(wording)}:
        return "asks for something else"
    return ""
