"""Questions made from a résumé: which passages are worth asking about, and what to ask. Pure.

Passages are found mechanically, by what they tell of (a result with a number, a decision about a
technology, a team, something built), and are quoted word for word.  Nothing in a résumé is ever
followed: a passage that speaks to the interviewer instead of about the candidate is not quoted,
and what is asked comes from this file, never from the résumé.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from question_bank.schema import RubricPoint

Language = Literal["en", "ko"]
Kind = Literal["result", "decision", "team", "built", "tools"]

QUESTIONS = 3
MAX_QUOTE = 26  # words


@dataclass(frozen=True)
class ResumeQuestion:
    """``quote`` stands in the résumé between ``start`` and ``end``, but for its line breaks.
    ``bare`` is what is asked about it, without the quote."""

    id: str
    kind: Kind
    language: Language
    quote: str
    start: int
    end: int
    bare: str

    @property
    def text(self) -> str:
        return worded(self.language, self.quote, self.bare)


def worded(language: Language, quote: str, bare: str) -> str:
    """The quote, and then what is asked about it."""
    opening = "You wrote" if language == "en" else "이렇게 쓰셨습니다"
    return f"{opening}: “{quote}”. {bare}"


BARE: dict[Language, dict[Kind, str]] = {
    "en": {
        "result": "How did you measure that, and what did you change to get there?",
        "decision": "What made you decide for that, and what did it cost you?",
        "team": "What was the hardest moment in that, and what did you do yourself?",
        "built": "Which part of it did you do yourself, and what was hard about it?",
        "tools": "Tell me about one thing that you made with one of these: why that one?",
    },
    "ko": {
        "result": "그 결과는 어떻게 측정했고, 무엇을 바꾸어서 얻으셨나요?",
        "decision": "그렇게 결정한 이유는 무엇이고, 그 대신 감수한 점은 무엇인가요?",
        "team": "그 과정에서 가장 어려웠던 순간은 언제였고, 본인은 무엇을 하셨나요?",
        "built": "그중 직접 맡은 부분은 무엇이고, 어떤 점이 어려웠나요?",
        "tools": "이 가운데 하나로 직접 만든 것을 소개하고, 왜 그것을 골랐는지 말씀해 주시겠어요?",
    },
}
_OWN = RubricPoint(id="own_part", looks_for="Makes clear what the candidate did personally.")
RUBRICS: dict[Kind, tuple[RubricPoint, ...]] = {
    "result": (
        RubricPoint(id="measured", looks_for="Says how the result was measured or seen."),
        RubricPoint(id="change", looks_for="Names what was changed to reach the result."),
        _OWN,
    ),
    "decision": (
        RubricPoint(id="reason", looks_for="Gives a reason for the decision."),
        RubricPoint(id="other", looks_for="Names another option that was open."),
        RubricPoint(id="cost", looks_for="Names a drawback, a risk or what the decision cost."),
    ),
    "team": (
        RubricPoint(id="situation", looks_for="Describes one particular difficult moment."),
        _OWN,
        RubricPoint(id="result", looks_for="Says how it ended."),
    ),
    "built": (
        _OWN,
        RubricPoint(id="difficulty", looks_for="Names something particular that was hard."),
        RubricPoint(id="way_out", looks_for="Says how that difficulty was dealt with."),
    ),
    "tools": (
        RubricPoint(id="example", looks_for="Names one particular thing that was made."),
        RubricPoint(id="reason", looks_for="Gives a reason for the choice of the tool."),
        _OWN,
    ),
}


def questions(text: str) -> tuple[ResumeQuestion, ...]:
    """At most three questions about ``text``, as :func:`question_bank.resume_file.checked` gives
    it, in the order of its passages; none if nothing in it can be asked about."""
    language = language_of(text)
    found = list({p.quote: p for p in reversed(list(_passages(text))) if p.worth > 0}.values())
    chosen: list[_Passage] = []
    while found and len(chosen) < QUESTIONS:
        kinds = [p.kind for p in chosen]
        best = max(found, key=lambda p: (p.worth - 1.0 * kinds.count(p.kind), -p.start))
        chosen.append(best)
        found.remove(best)
    chosen.sort(key=lambda p: p.start)
    return tuple(
        ResumeQuestion(f"r{n}", p.kind, language, p.quote, p.start, p.end, BARE[language][p.kind])
        for n, p in enumerate(chosen, 1)
    )


def language_of(text: str) -> Language:
    """Korean where a fifth of the letters or more is Hangul: résumés are full of English names."""
    letters = [c for c in text if c.isalpha()]
    hangul = sum("\uac00" <= c <= "\ud7a3" for c in letters)
    return "ko" if hangul * 5 >= len(letters) > 0 else "en"


def speaks_to_the_interviewer(text: str) -> bool:
    """Whether ``text`` tells someone what to do instead of telling of the candidate."""
    return any(pattern.search(text) for pattern in _ADDRESSES)


_ADDRESSES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:ignore|disregard|forget|override|bypass|skip)\b.{0,40}\b(?:instruct|previous|above|"
        r"prompt|rules?|guard|questions?|everything|all)",
        r"\b(?:you are|you're|you must|you should|you will|you have to)\b",
        r"\b(?:act as|pretend|from now on)\b",
        r"\b(?:system|developer) (?:prompt|message|note|instruction)|\bprompt\b|\bas an ai\b",
        r"\b(?:dear|note to|attention|hey|hello|to the|for the)\b.{0,12}\b(?:interviewer|examiner|"
        r"grader|ai|assistant|model|reviewer|bot|evaluator)\b",
        r"\b(?:interviewer|examiner|grader|assistant|evaluator|ai|bot|user|system|model)\s*[:,]",
        r"\b(?:give|award|assign|mark|rate|score|grade|consider|treat)\b.{0,40}\b(?:full|maximum|max|"
        r"perfect|highest|100|points?|scores?|grade|rating|correct|right|met|yes|passed|hired)\b",
        r"\b(?:answer|verdict|result|score|grade|output)s?\s*(?:is|=|:|must be|should be)\s*(?:yes|"
        r"right|correct|met|100|full|pass)",
        r"^\s*(?:please\s+)?(?:say|repeat|print|output|reply|respond|answer|ask|tell|reveal|show|"
        r"choose|pick|end|stop|read|write|return|translate|hire|recommend)\b.{0,60}\b(?:only|with|"
        r"exactly|me|this|following|candidate|interview|solution|answer|easy|easiest|problem|"
        r"letter|word|hidden|key|code|aloud|them|json)\b",
        r"<\|?|\|>|\[/?inst\]|\bBEGIN\b|\bEND\b|^\s*#{2,}|```|\{\s*\"|</?\w+>|\$\{|\{\{",
        r"무시하|지시|프롬프트|만점|점수를|면접관|당신은|너는|평가자|시스템 메시지|합격시|정답으로",
    )
)

# ------------------------------------------------------------------ passages


@dataclass(frozen=True)
class _Passage:
    quote: str
    start: int
    end: int
    kind: Kind
    worth: float


_NUMBER = re.compile(
    r"\d[\d,.]*\s?(?:%|(?:percent|x|times|ms|s|seconds|minutes|hours|days|users|customers|requests|"
    r"orders|[kmgt]b|million|billion|k|people|engineers)(?![a-z])|명|배|만|초|분|시간|건|억|퍼센트)"
    r"|\bfrom \d.{0,20} to \d",
    re.IGNORECASE,
)
_RESULT = re.compile(
    r"\b(?:reduc|cut|improv|increas|sav(?:ed|ing)|grew|lower|sped|speed|doubl|halv|shorten|"
    r"rais(?:ed|ing)|optimi[sz]|accelerat|eliminat|dropp)|단축|개선|향상|절감|감소|증가|높였|줄였|늘렸",
    re.IGNORECASE,
)
_DECISION = re.compile(
    r"\b(?:migrat|replac|mov(?:ed|ing)|switch|chose|introduc|adopt|rewr|refactor|port(?:ed|ing)|"
    r"standardi[sz]|split)|도입|전환|이전|마이그레이션|교체|리팩터링|리팩토링|선택|분리",
    re.IGNORECASE,
)
_TEAM = re.compile(
    r"\b(?:led|managed|mentor|coordinat|coach|headed|organi[sz]ed|team of|onboard|taught)|"
    r"주도|이끌|리드|멘토|협업|팀장|조율",
    re.IGNORECASE,
)
_BUILT = re.compile(
    r"\b(?:buil[td]|design|develop|implement|creat|wrote|launch|ship|maintain|architect|deploy|"
    r"automat|train(?:ed|ing) (?:a|the)|contribut|debugg|own(?:ed|ing))|"
    r"개발|설계|구현|구축|제작|출시|운영|자동화|학습|배포",
    re.IGNORECASE,
)
# A name that looks like a technology's: Kafka and gRPC, C++ and Node.js, but no ordinary word.
_TOOL = re.compile(
    r"\b(?:python|java|javascript|typescript|kotlin|swift|rust|golang|go|scala|ruby|php|c\+\+|c#|"
    r"react|vue|angular|svelte|spring|django|flask|fastapi|rails|node|express|"
    r"kafka|rabbitmq|redis|postgres\w*|mysql|mongodb|sqlite|elasticsearch|cassandra|dynamodb|"
    r"docker|kubernetes|terraform|aws|gcp|azure|linux|git|jenkins|graphql|grpc|rest|spark|airflow|"
    r"hadoop|pytorch|tensorflow|pandas|numpy|opencv|cuda|llvm|sql|html|css|android|ios|unity)\b"
    r"|(?-i:\b[A-Z][a-z]+[A-Z]\w+)|\b\w+\.js\b",
    re.IGNORECASE,
)
_TOOLS_NAMED = 3
_CONTACT = re.compile(
    r"@|https?:|www\.|linkedin|github\.com|\+?\d[\d ()-]{8,}\d|생년월일|연락처|이메일|주소",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^[\s\-–—•*·▪◦‣●■□○▶►>]+|^\d{1,2}[.)]\s+")
_SENTENCE = re.compile(r"(?<=[.!?。;])\s+")


def _passages(text: str) -> Iterator[_Passage]:
    for start, end in _sentences(text):
        whole = " ".join(text[start:end].split()).rstrip(".;。, ")
        if _CONTACT.search(whole):
            continue
        quote = _short(whole)
        words = quote.split()
        kind, worth = _judged(quote)
        if len(words) < (3 if language_of(quote) == "ko" else 4):
            continue
        yield _Passage(quote, start, end, kind, worth)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence or item of a list stands, over the ends of lines."""
    for start, end in _items(text):
        # All that stands beside an instruction is left alone with it.
        if speaks_to_the_interviewer(text[start:end]):
            continue
        at = start
        for gap in _SENTENCE.finditer(text, start, end):
            yield at, gap.start()
            at = gap.end()
        yield at, end


def _items(text: str) -> Iterator[tuple[int, int]]:
    open_at, last = -1, 0
    place = 0
    for line in text.split("\n"):
        bullet = _BULLET.match(line)
        body = place + (bullet.end() if bullet else 0)
        goes_on = (
            open_at >= 0
            and line.strip()
            and not bullet
            and (line[:1].islower() or text[last - 1] in ",-/")
        )
        if not goes_on:
            if open_at >= 0:
                yield open_at, last
            open_at = body if line.strip() else -1
        last = place + len(line)
        place += len(line) + 1
    if open_at >= 0:
        yield open_at, last


def _short(whole: str) -> str:
    """The beginning of a long passage, up to a comma where there is one."""
    words = whole.split()
    if len(words) <= MAX_QUOTE:
        return whole
    cut = " ".join(words[:MAX_QUOTE])
    comma = max(cut.rfind(", "), cut.rfind("; "))
    return cut[:comma] if comma > len(cut) // 2 else cut


def _judged(quote: str) -> tuple[Kind, float]:
    """What a passage tells of, and how much it is worth asking about; 0: nothing."""
    tools = {m.group().lower() for m in _TOOL.finditer(quote)}
    number, result = bool(_NUMBER.search(quote)), bool(_RESULT.search(quote))
    extra = 0.3 * bool(tools) + 0.4 * number
    if result and number:
        return "result", 3.0 + extra
    if _DECISION.search(quote) and tools:
        return "decision", 2.6 + extra
    if _TEAM.search(quote):
        return "team", 2.4 + extra
    if _BUILT.search(quote):
        return "built", 2.0 + extra
    if result:
        return "built", 1.5 + extra
    if len(tools) >= _TOOLS_NAMED:
        return "tools", 0.8
    return "built", 0.0
