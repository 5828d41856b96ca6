"""What a wording must not do. Code, not a prompt: the model words, this decides.

The model only rephrases a probe's own text, so the rules compare the two: what the probe names must
still be there, and nothing may have come in that the probe does not say.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from question_bank.resume import ResumeQuestion, speaks_to_the_interviewer
from tools.code.probe import Probe
from tools.spoken_numbers import numbers_in

MAX_WORDS = 30

_WORD = re.compile(r"[A-Za-z_][A-Za-z_0-9]*")
_CODE_LIKE = re.compile(r"`([^`]+)`|\b([a-z]+_[a-z0-9_]+|[a-z]+[A-Z]\w*|\w+(?=\())\b")
_LEADING = re.compile(
    r"\b(isn't it|right\?|correct\?|don't you think|wouldn't you|because it|hint|remember|"
    r"note that|the answer|should be|the bug|the mistake|fix)\b",
    re.IGNORECASE,
)
_VERDICT = re.compile(
    r"\b(good job|well done|great|correct|exactly right|not quite|incorrect|wrong answer|"
    r"that's right|perfect|excellent)\b",
    re.IGNORECASE,
)
_STACKED = re.compile(
    r"(,|\band\b|\bor\b|\balso\b)\s+(why|how|what|which|when|where|could you|can you|explain)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Case:
    """A wording beside the probe that it words."""

    wording: str
    probe: Probe
    source: str


def refuse(wording: str, probe: Probe, source: str) -> str:
    """The name of the first rule that ``wording`` of ``probe`` breaks; empty if it may be said."""
    case = Case(wording, probe, source)
    return next((name for name, broken in RULES.items() if broken(case)), "")


def _too_long(case: Case) -> bool:
    return len(case.wording.split()) > max(MAX_WORDS, len(case.probe.text.split()))


def _not_one_question(case: Case) -> bool:
    text = case.wording.strip()
    if text.count("?") != 1 or not text.endswith("?"):
        return True
    return any(
        match.group(0).lower() not in case.probe.text.lower() for match in _STACKED.finditer(text)
    )


def _names_missing(case: Case) -> bool:
    """An identifier that the probe says and the wording does not."""
    said = _words(case.wording)
    return any(
        i not in said for name in case.probe.identifiers for i in _WORD.findall(name)
        if i in _words(case.probe.text)
    )  # fmt: skip


def _names_unknown(case: Case) -> bool:
    """Something that looks like code and stands neither in the code nor in the probe."""
    known = _words(case.source) | _words(case.probe.text)
    named = [a or b for a, b in _CODE_LIKE.findall(case.wording)]
    return any(word not in known for name in named for word in _WORD.findall(name))


_AS_A_COUNT = re.compile(
    r"\b\w+ (?:elements?|items?|entries|numbers?|values?|characters?|letters?|times)\b",
    re.IGNORECASE,
)


def _numbers_changed(case: Case) -> bool:
    """Inputs and line numbers are the question: none may be lost or come in, and a list of them
    keeps its order, whether it is written "[1, 2]" or "the list 1, 2"."""
    own, said = _runs(case.probe.text), _runs(case.wording)
    counts = {
        m.group(0).lower()
        for m in _AS_A_COUNT.finditer(case.wording)
        if numbers_in(m.group(0).split()[0])
    }
    # "A list with only 5" is no list of 5 elements.
    if any(count not in case.probe.text.lower() for count in counts):
        return True
    return sorted(n for run in own for n in run) != sorted(n for run in said for n in run) or any(
        len(run) > 1 and run not in said for run in own
    )


def _values_changed(case: Case) -> bool:
    """The same for quoted text and the constants of the language."""
    return _values(case.wording) != _values(case.probe.text)


def _leads(case: Case) -> bool:
    return any(
        m.group(0).lower() not in case.probe.text.lower() for m in _LEADING.finditer(case.wording)
    )


def _judges(case: Case) -> bool:
    return any(
        m.group(0).lower() not in case.probe.text.lower() for m in _VERDICT.finditer(case.wording)
    )


def _tells(case: Case) -> bool:
    """A spoken form of the answer that the probe itself does not say."""
    key, wording, own = case.probe.key, case.wording.lower(), case.probe.text.lower()
    spoken = [form.lower() for form in key.accepted]
    spoken += [f.lower() for o in key.options if o.id == key.value for f in o.spoken]
    if key.kind == "value" and isinstance(key.value, str):
        spoken.append(key.value.lower())
    return any(_says(wording, form) and not _says(own, form) for form in spoken if form.strip())


def _says(text: str, form: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text) is not None


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text))


def _runs(text: str) -> list[list[float]]:
    """The numbers of ``text``, those that stand side by side together."""
    runs: list[list[float]] = []
    end = -1
    for number in numbers_in(text):
        joined = runs and re.fullmatch(r"[\s,]*(?:and\s+)?", text[end : number.start])
        if joined:
            runs[-1].append(float(number.value))
        else:
            runs.append([float(number.value)])
        end = number.end
    return runs


def _values(text: str) -> list[str]:
    quoted = re.findall(r"\"[^\"]*\"|'[^'\s]*'", text)
    constants = re.findall(r"\b(?:true|false|none|null|empty)\b", text.lower())
    return sorted({q[1:-1] for q in quoted} | set(constants))


RULES: dict[str, Callable[[Case], bool]] = {
    "not one question": _not_one_question,
    "too long for the ear": _too_long,
    "leads": _leads,
    "judges": _judges,
    "gives the answer away": _tells,
    "drops a name": _names_missing,
    "names what is not in the code": _names_unknown,
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
    if speaks_to_the_interviewer(wording) or _VERDICT.search(wording):
        return "not a question about the passage"
    if {n.value for n in numbers_in(wording) if n.kind == "cardinal"} - {
        n.value for n in numbers_in(question.quote)
    }:
        return "a figure that is not in the passage"
    asked = {word.lower() for word in _WORD.findall(question.bare) if len(word) > 4}
    if not asked & {word.lower() for word in _WORD.findall(wording)}:
        return "asks for something else"
    return ""
