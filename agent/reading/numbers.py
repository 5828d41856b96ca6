"""Numbers that a reply claims: counts, values, line numbers. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from agent.reading.claims import Asked, Claim, Weight
from agent.reading.clauses import Clause, clauses, concludes, corrected
from tools.spoken_numbers import Spotted, numbers_in

_UNIT = (
    r"(?:times?|iterations?|rounds?|calls?|passes|pass|loops?|deep|levels?|recursive calls?|steps?|"
    r"executions?|frames?|runs?|turns?|coins?|of (?:them|those)|open)"
)
_COUNTED = re.compile(
    rf"\s*(?:{_UNIT}|in total|altogether|(?:in|and) all|at the end|in the end)\b", re.I
)
_SAID = re.compile(
    r"(?:\b(?:is|are|was|be|been|gives?|gave|returns?|returned|return|equals?|makes?|becomes?|"
    r"prints?|outputs?|runs?|ran|executes?|executed|iterates?|loops?|goes (?:round|around)|"
    r"called|happens?|get|gets|getting|yields?|answer|result|value|says?|say|guess|it's|"
    r"that's|so|total|altogether|equal to|evaluates to|comes? (?:out )?(?:to|at|as)|adds? up "
    r"to|amounts? to|ends? (?:up )?(?:at|with|as|on|being)?|holds?|stays? (?:at)?|"
    r"reach(?:es)?|back(?: with)?|be like|=)\s*[,:]?\s+)(?:(?:only|just|exactly|probably|maybe|"
    r"about|"
    r"around|roughly|to|be|it|is|back|like|equal|then|i think|the number|the value|a total of|"
    r"going to be|still|now|the integer|a|an|i'd say|i guess|actually|of course|definitely|"
    r"simply|the|number|i believe|always)[,]?\s+)*[\"'\[]?$",
    re.IGNORECASE,
)
_FILLER = (
    r"(?:um|uh|uhm|er|erm|hmm|mm|well|okay|ok|so|i|think|guess|say|i'd|i'm|it's|that's|it|is|"
    r"it'd|be|would|will|should|must|maybe|probably|perhaps|just|only|exactly|about|around|"
    r"like|yeah|yes|right|sure|pretty|quite|and|then|the|answer|a|an|my|to|that|of|course|"
    r"definitely|simply|finally|fairly|certain|believe|clearly|obviously|let's|let|me|see|"
    r"please|again|still|always|number|value|here|there|at|all|in|this|case|makes?|you|get|we|"
    r"no|oh|ah|for|sure|hundred|percent|all|ends?|end|result|even|quite|very|possibly|i'll|go|"
    r"with|now)"
)
_BARE = re.compile(rf"[\W_]*(?:{_FILLER}\b[\W_]*)*", re.IGNORECASE)
_BARE_AFTER = re.compile(
    rf"[\W_]*(?:(?:{_FILLER}|{_UNIT})\b[\W_]*)*(?=[,.;:!?…\-–—]|$|\s(?:because|since|cause))",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"(?:\bindex|\bposition|\bindices|\bplace|\bslot|\bcell)\s+(?:number |of )?$",
    re.IGNORECASE,
)
_NO_COUNT = re.compile(
    r"(?:\blines?|\bstep|\biteration|\bround|\bpass|\bloop)\s+(?:number )?$", re.IGNORECASE
)
_OPERATOR_AFTER = re.compile(
    r"\s*(?:plus|minus|times (?=\w+\b(?! time))(?=(?:\d|zero|one|two|three|four|five|six|"
    r"seven|eight|nine|ten))|divided|over|modulo|mod|to the power|squared|\+|\*|/|-(?=\s*\d))",
    re.IGNORECASE,
)
_OPERATOR_BEFORE = re.compile(
    r"(?:\b(?:plus equals|minus equals|plus|times|divided by|over|modulo|mod|adds?|adding|added|"
    r"subtract|minus)|\+|\*|/)\s*"
    r"(?:the |another |a )?$",
    re.IGNORECASE,
)
_WEAK_BEFORE = re.compile(
    r"\b(?:at|from|to|by|than|within|with|of|into|under|above|below|after|before|until|till|"
    r"through|up to|out of|starts?|starting|has|have|having|holds|see|sees|contains?|there "
    r"(?:are|is)|there's|length|size|we have|equal to|first|second|last|next|extra|the|that|"
    r"this|those|these)\s+(?:the |a |an |only |just |about )*$",
    re.IGNORECASE,
)
_STRONG_TO = re.compile(
    r"\b(?:comes? (?:out )?to|adds? up to|equal to|amounts? to|goes (?:up )?to|evaluates to|up to|"
    r"back with|comes? out (?:at|as)|ends? (?:up )?(?:at|with|as)|stays at|set to|changes? to)\s+"
    r"(?:the |a |an |only |just |about )*$",
    re.IGNORECASE,
)
_PER = re.compile(
    r"\s*(?:\w+ )?(?:per|for (?:each|every|the)|each|every|apiece|a piece|times each)\b", re.I
)
_LEAST = re.compile(
    r"\b(?:at least|(?:can't|cannot|won't) be (?:less|lower|smaller|fewer) than|not? (?:less|"
    r"fewer) than|never (?:less|fewer) than|a minimum of|"
    r"minimum)\s+(?:of )?$",
    re.IGNORECASE,
)
_MOST = re.compile(
    r"\b(?:at most|never more than|(?:can't|cannot|won't|can not) be (?:more|higher|bigger|"
    r"greater|larger) than|no (?:higher|bigger|greater) than|no more than|a maximum of|maximum|"
    r"not more than|"
    r"up to)\s+(?:of )?$",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\b(?:more(?: often)?|greater|bigger|larger|higher) than\s+$|\b(?:over|"
    r"above)\s+$",
    re.IGNORECASE,
)
_NOT_ALL = re.compile(r"\bnot all (?:of )?(?:the )?$", re.IGNORECASE)
_LESS = re.compile(r"\b(?:less|fewer|smaller|lower) than\s+$|\b(?:under|below)\s+$", re.IGNORECASE)
_AT_MOST_AFTER = re.compile(
    r"\s*(?:times )?(?:at (?:the )?(?:very )?most|tops|maximum|or less|or fewer)\b", re.IGNORECASE
)
_AND_MORE = re.compile(
    r"\s*(?:or more|and something|something|and a bit|or so|or higher|and up\b|plus something)",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"(?:\bnot|n't(?: be)?|\brather than|\binstead of|\bnever mind|\bno longer|\bnor)\s+"
    r"(?:really |just |quite |be |the |a |an |exactly |only |to be |on |line )*$",
    re.IGNORECASE,
)
_TIMES = {
    "once": 1, "twice": 2, "thrice": 3, "a couple": 2, "a pair": 2, "half a dozen": 6, "dozen": 12,
}  # fmt: skip
_NEVER = re.compile(
    r"\b(?:not even (?:once|one time)|never|not at all|none at all|not once|not a single time|"
    r"no times)\b",
    re.I,
)
_NEVER_COUNTED = re.compile(
    _NEVER.pattern
    + r"|\b(?:none|nil)\b|\b(?:doesn't|does not|won't|didn't) (?:ever )?(?:run|execute|happen|"
    r"get (?:there|run|reached|hit|executed))\b",
    re.I,
)
_NONE_OF_IT = re.compile(
    r"\b(?:none|nothing)\b(?! (?:gets|is|was|will|would|can|has))", re.IGNORECASE
)
HOMOPHONES = {
    "won": 1, "to": 2, "too": 2, "free": 3, "tree": 3, "for": 4, "fore": 4, "sex": 6, "ate": 8,
    "oh": 0, "o": 0,
}  # fmt: skip


def denied(reply: str, start: int) -> bool:
    """Whether what stands at ``start`` is said only to be denied: "not linear"."""
    return _DENIED.search(reply[:start]) is not None


def number_claims(reply: str, asked: Asked = Asked()) -> list[Claim]:
    """Numbers claimed as an answer, after the candidate's last correction that gives one."""
    for start in reversed([0, *corrected(reply)]):
        found = list(_claims(reply, start, asked))
        if any(c.weight != "in passing" for c in found) or (found and start == 0):
            return found
    return []


def _claims(reply: str, at: int, asked: Asked) -> Iterator[Claim]:
    parts = clauses(reply, at=at)
    found = [c for part in parts for c in _in_clause(reply, part, asked)]
    kept = [c for part, c in found if part.role in ("answer", "conclusion")]
    if not kept:
        kept = [replace(c, weight="in passing") for part, c in found if part.role == "reason"]
    yield from sorted(kept, key=lambda c: c.start)


def _in_clause(reply: str, part: Clause, asked: Asked) -> Iterator[tuple[Clause, Claim]]:
    text = reply[: part.end]
    spotted = [n for n in numbers_in(text) if n.start >= part.start]
    cardinals = [n for n in spotted if n.kind == "cardinal"]
    claims = [c for n in cardinals for c in _number(text, part, n, asked)]
    claims += _reckoned(text, part, cardinals)
    for word, value in _TIMES.items():
        for match in re.finditer(rf"\b{word}\b", text[part.start :], re.IGNORECASE):
            start = part.start + match.start()
            if re.search(r"\b(?:i|we|you|he|she|had|have)\s+$", text[:start], re.IGNORECASE):
                continue  # "I once saw"
            if denied(text, start) or _PER.match(text, part.start + match.end()):
                continue
            bound = _bound(text, start, part.start + match.end(), value)
            if bound is not None:
                claims.append(bound)
            else:
                claims.append(_weighed(text, part, start, part.start + match.end(), value, asked))
    if not claims or _NOT_ONCE.search(text[part.start :]):
        never = _NEVER_COUNTED if asked.counts else _NEVER
        claims = [
            _weighed(text, part, part.start + m.start(), part.start + m.end(), 0, asked)
            for m in never.finditer(text[part.start :])
        ]
    if part.role == "conclusion" and not claims:
        claims = [  # "one is not prime, therefore none"
            Claim("none", part.start + m.start(), part.start + m.end(), "conclusion")
            for m in _NONE_OF_IT.finditer(text[part.start :])
        ]
    nil: Weight = "conclusion" if part.role == "conclusion" else "said"
    if not claims:
        claims = [
            Claim(0, part.start + m.start(), part.start + m.end(), nil)
            for m in re.finditer(r"\bnil\b", text[part.start :], re.IGNORECASE)
        ]
    if not claims and not cardinals:
        claims = list(_homophones(text, part))
    if not claims and not cardinals:
        claims = [
            Claim(1, n.start, n.end, "in passing")
            for n in spotted
            if n.kind == "pronoun" and _BARE.fullmatch(text, part.start, n.start)
        ]
    return ((part, claim) for claim in claims)


def _number(text: str, part: Clause, number: Spotted, asked: Asked) -> Iterator[Claim]:
    before, start, end = text[: number.start], number.start, number.end
    value: int | float = number.value
    bound = _bound(text, start, end, value)
    if bound is not None and _NOT_ALL.search(before):
        yield bound
        return
    if denied(text, start) or (_PER.match(text, end) and not _SAID.search(before)):
        return
    if value < 0 and (_is_difference(before, asked) or _ends_with_number(before)):
        return  # "len minus one" is no minus one
    if bound is not None:
        yield bound
        return
    if _about_another(text, part, start, asked) or _NO_COUNT.search(before):
        return
    if _PLACE.search(before) or _OPERATOR_AFTER.match(text, end) or _OPERATOR_BEFORE.search(before):
        yield Claim(value, start, end, "in passing")
        return
    yield _weighed(text, part, start, end, value, asked)


def _weighed(
    text: str, part: Clause, start: int, end: int, value: int | float, asked: Asked
) -> Claim:
    before = text[part.start : start]
    weight: Weight = "in passing"
    bare = _BARE.fullmatch(text, part.start, start) and _BARE_AFTER.match(text, end)
    strong = _SAID.search(before) or _COUNTED.match(text, end) or _STRONG_TO.search(before)
    weak = _WEAK_BEFORE.search(before) and not _STRONG_TO.search(before)
    short = len(re.findall(r"\w+", text[part.start :])) <= 2 and not weak
    if (
        (bare and not _THE.search(before))
        or (strong and not weak)
        or short
        or _ENOUGH.match(text, end)
    ):
        weight = "said"
    enough = _ENOUGH.match(text, end)
    reckoned = _OPERATOR.search(before) and _RECKONED.search(before)
    own = bare and not part.first and re.search(r"[.!?…]\W*$", text[: part.start])
    if (part.role == "conclusion" and not weak and weight == "said") or (
        weight == "said" and (own or enough or reckoned or concludes(text[part.start : part.end]))
    ):
        weight = "conclusion"
    return Claim(value, start, end, weight)


_ENOUGH = re.compile(
    r"\s+(?:\w+ )?(?:(?:is|are|would be) (?:enough|plenty|sufficient|all (?:it takes|we need))|"
    r"suffices?|will do|"
    r"would do|does it)\b",
    re.IGNORECASE,
)
_THE = re.compile(r"\b(?:the|those|these)\s+$", re.IGNORECASE)
_OPERATOR = re.compile(r"\b(?:plus|minus|times|divided|over|and)\b|[+*/]", re.IGNORECASE)
_RECKONED = re.compile(
    r"\b(?:is|are|gives?|makes?|equals?|comes to|leaves)\s+(?:just |only |about )?$", re.IGNORECASE
)


def _ends_with_number(before: str) -> bool:
    found = numbers_in(before)
    return bool(found) and not before[found[-1].end :].strip()


def _is_difference(before: str, asked: Asked) -> bool:
    word = re.search(r"([A-Za-z_]\w*)\s*$", before)
    return (
        word is not None
        and word.group(1)
        in (
            asked.names
            | {"len", "length", "size", "n", "count", "end", "letters", "elements", "items"}
        )
        and word.group(1).lower() not in ("is", "returns", "return")
    )


def _about_another(text: str, part: Clause, start: int, asked: Asked) -> bool:
    """ "j would be three", "fib of four", "line eight runs three times": not what was asked."""
    clause = text[part.start : start]
    subject = re.match(
        r"[\W_]*(?:(?:well|so|then|and|the|but|now|um|uh|because)\W+)*([A-Za-z_]\w*)\s+(?:is|"
        r"was|would|will|becomes|became|equals|gets|goes|has|had|moves?|moved|starts?|ends?|"
        r"stays?|points)\b",
        clause,
        re.IGNORECASE,
    )
    if subject and asked.about and subject.group(1) in asked.names - {asked.about}:
        return True
    call = re.search(r"\b([A-Za-z_]\w*)(?:\s+of)?\s+$", clause)
    if call and call.group(1) in asked.names - {asked.about}:
        return True
    line = re.search(r"\bline (?:number )?(\w+(?: \w+)?)", clause, re.IGNORECASE)
    if line and asked.line:
        named = [n.value for n in numbers_in(line.group(1))]
        return bool(named) and asked.line not in named
    return False


_BETWEEN = re.compile(r"\bbetween\s+$", re.IGNORECASE)
_NOT_ONCE = re.compile(r"\bnot even (?:once|one)\b", re.IGNORECASE)
_PLUS_MINUS = re.compile(r"\s*(plus|minus|times|\+|-|\*)?\s*", re.IGNORECASE)


def _reckoned(text: str, part: Clause, numbers: Sequence[Spotted]) -> list[Claim]:
    """ "Four minus one" and nothing else is three."""
    if len(numbers) != 2 or not _BARE.fullmatch(text, part.start, numbers[0].start):
        return []
    first, second = numbers
    sign = _PLUS_MINUS.fullmatch(text, first.end, second.start)
    if sign is None or not _BARE_AFTER.match(text, second.end):
        return []
    how = (sign.group(1) or "").lower()
    if not how and second.value < 0:
        return [Claim(first.value + second.value, first.start, second.end)]
    if how in ("plus", "+"):
        return [Claim(first.value + second.value, first.start, second.end)]
    if how in ("times", "*"):
        return [Claim(first.value * second.value, first.start, second.end)]
    return []


def _bound(text: str, start: int, end: int, value: int | float) -> Claim | None:
    before = text[:start]
    if _BETWEEN.search(before):
        other = [n for n in numbers_in(text[end : end + 30]) if n.kind == "cardinal"][:1]
        return Claim(value, start, end, "bound", value, other[0].value if other else float("inf"))
    if re.search(r"\bbetween\s+\S+(?: \S+)?\s+and\s+$", before, re.IGNORECASE):
        return Claim(value, start, end, "bound", float("-inf"), value)
    if re.match(r"[\s-]?ish\b", text[end:], re.IGNORECASE):
        return Claim(value, start, end, "bound", value - 1, value + 1)
    for pattern, low, high in (
        (_LEAST, value, float("inf")),
        (_MOST, float("-inf"), value),
        (_MORE, value + 1e-9, float("inf")),
        (_LESS, float("-inf"), value - 1e-9),
        (_NOT_ALL, float("-inf"), value - 1e-9),
    ):
        if pattern.search(before):
            return Claim(value, start, end, "bound", low, high)
    if _AT_MOST_AFTER.match(text, end):
        return Claim(value, start, end, "bound", float("-inf"), value)
    if _AND_MORE.match(text, end):
        return Claim(value, start, end, "bound", value, float("inf"))
    return None


_A_KIND = re.compile(
    r"(?:for|free|oh?) loops?\b|to (?:pass|turn|run|call|loop|step)\b", re.IGNORECASE
)


def _homophones(text: str, part: Clause) -> Iterator[Claim]:
    """A recogniser writes "for times" and "to." for four times and two."""
    words = [
        (m.group().lower(), part.start + m.start(), part.start + m.end())
        for m in re.finditer(r"[a-z']+", text[part.start :], re.IGNORECASE)
    ]
    for word, start, end in words:
        if word not in HOMOPHONES:
            continue
        ends_at = r"\b(?:index|position|number|value|line|day)\s+$"
        minus = re.search(r"\b(?:minus|negative)\s+$", text[part.start : start], re.IGNORECASE)
        if minus:
            yield Claim(-HOMOPHONES[word], part.start + minus.start(), end)
            continue
        ends = not re.search(r"\w", text[end:])
        said_so = re.fullmatch(
            r"\W+i(?:'d| would)? (?:say|think|guess|believe|reckon)\W*", text[end:], re.I
        )
        only = (ends or said_so) and _BARE.fullmatch(text, part.start, start)
        if (
            only
            or (
                _COUNTED.match(text, end)
                and not _A_KIND.match(text, start)
                and word not in ("oh", "o")
            )
            or (ends and _SAID.search(text[part.start : start]))
            or (ends and re.search(ends_at, text[part.start : start], re.IGNORECASE))
        ):
            own = not part.first and re.search(r"[.!?…]\W*$", text[: part.start])
            weight: Weight = "conclusion" if part.role == "conclusion" or own else "said"
            yield Claim(HOMOPHONES[word], start, end, weight)


def digits_apart(text: str, items: Sequence[object]) -> str:
    """ "0204" as a recogniser writes zero, two, zero, four, where ``items`` are such digits."""
    single = bool(items) and all(isinstance(v, int) and 0 <= v < 10 for v in items)

    def apart(match: re.Match[str]) -> str:
        run = match.group()
        return " ".join(run) if run[0] == "0" or (single and len(run) > 2) else run

    return re.sub(r"(?<![\d.])\d{2,}(?!\d|\.\d)", apart, text)
