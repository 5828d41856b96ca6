"""Whether a wording asks for what its probe asks for. Pure."""

from __future__ import annotations

import re

from agent.guard_readings import Case
from tools.code.facts import read_facts


def asks_something_else(case: Case) -> bool:
    """A line where a value is asked, or the other way round; a count that is no longer one."""
    own, said = case.probe.text.lower(), case.wording.lower()
    if {option.id for option in case.probe.key.options} == {"yes", "no"} and _HOW.search(said):
        return True
    counted = _HOW_MANY if _whole_number(case) else _HOW_OFTEN
    if counted.search(said) and not re.search(r"\bhow (?:many|often)|at most|running time", own):
        return True
    if _OTHER_CASE.search(said) and not _OTHER_CASE.search(own):
        return True
    if _LEFT_OUT.search(said) and not _LEFT_OUT.search(own) and not _NEVER.search(own):
        return True
    if bool(_NEVER.search(own)) is not bool(_NEVER.search(_UNTIL_NOW.sub("", said))) and re.search(
        r"for which input does line", own
    ):
        return True
    if "for which input does line" in own and _AT_THE_LINE.search(said):
        return True
    if _grows_with_another(case):
        return True
    if _WHY.search(said) and not _WHY.search(own):
        return True
    if _WHICH_LINE.search(said) and not re.search(r"\bwhich line\b", own):
        return True
    if "how many times is" in own and _AT_ONCE.search(said):
        return True
    wanted = next((pattern for asked, pattern in _ASKED_FOR if re.search(asked, own)), "")
    return bool(wanted) and not re.search(wanted, said)


def _grows_with_another(case: Case) -> bool:
    """A time that grows with one parameter, asked of another."""
    with_it = re.search(r"\bgrow with (?:the length of )?(\w+)", case.probe.text)
    said = set(re.findall(r"\w+", case.wording))
    if not with_it or with_it.group(1) in said or said & _INPUTS:
        return False
    functions = read_facts(case.source).functions
    return any(name in said for function in functions for name in function.parameters if name[1:])


_INPUTS = frozenset({"input", "inputs", "length", "size", "longer"})
_WHY = re.compile(r"\bwhy\b")
_WHICH_LINE = re.compile(r"\b(?:which|what) line (?!(?:\d+|of|you|we|i)\b)")
_AT_ONCE = re.compile(r"\bat most\b|\bat (?:the same time|once)\b|\bopen\b|\bdeep(?:est)?\b")
_OTHER_CASE = re.compile(r"\baverage\b|\btypical(?:ly)?\b|\bbest[ -]case\b|\bat best\b")
_HOW_OFTEN = re.compile(r"\bhow (?:many|often)\b")
# of a function that gives a number: "how many does it report?"
_HOW_MANY = re.compile(
    r"\bhow often\b|\bhow many (?:\w+ )?(?:times|passes|calls|rounds|turns|lines|runs|iterations|"
    r"elements|numbers|values|items)\b"
)


def _whole_number(case: Case) -> bool:
    value = case.probe.key.value
    return type(value) is int and " return" in case.probe.text


_HOW = re.compile(
    r"\bhow\b(?! about| do we| can we)[^?]*\b(?:would|does|do|can|will) (?:\w+ )?(?:change|alter)"
)
_NEVER = re.compile(
    r"\b(?:never|left out|leave out|not|avoid\w*|misses|miss|skips?|skipped|without|no)\b|n't\b|"
    r"\bfrom (?:running|being|ever)\b|\b(?:bypass\w*|passed over|cold|idle|dodg\w+|around)\b|"
    r"\bdead\b|\b(?:keep|stay|leave)\w* (?:\w+ )?off\b|\bun\w+ed\b|\baway from\b|\bnothing\b"
)
_AT_THE_LINE = re.compile(
    r"\bwhat\b[^.?]* (?:when|while|after|before|once) line \d+ (?!from\b)\w+\?"
)
# "My tests haven't hit line 9. Which input would?": what was so until now
_UNTIL_NOW = re.compile(
    r"\b(?:can't|cannot|couldn't|could not|haven't|have not|hasn't|has never|wasn't|was never|"
    r"never|"
    r"don't|isn't) (?:seem to |been |yet |managed to |\w+ by |run |hit )[^.?!]*[.:;](?= )"
)
_LEFT_OUT = re.compile(
    r"\b(?:left out|leaving out|ignoring|leave out|(?:not|without) counting)\b|"
    r"\bexcluding\b|\bexcept\b|\bapart from\b"
)
_ASKED_FOR = (
    (
        r"\bat most how many calls\b",
        r"\bmost\b|\bdeep|\bmax|\bonce\b|\bsame time\b|\bsimultaneous|\btogether\b|\bnest|"
        r"\bat (?:any|one|a|its)\b|\bdepth\b|\bstack\b|\bpeak\b|\bopen\b|\bhigh|\blevels?\b|"
        r"\brecord\b|\bmoment\b|\bparallel\b|\bpending\b|\bprogress\b|\bactive\b|\blargest\b",
    ),
    (
        r"^can a call of \w+ change\b",
        r"\bchang|\balter|\bmodif|\bmutat|\btouch|\bdiffer|\bsame\b|\b(?:side )?effect|\baffect|"
        r"\bunchanged\b|\bintact\b|\bedit|\bwrit|\bsafe|\buntouched\b|\bas (?:it|they) (?:was|"
        r"were)\b|"
        r"\btamper|\bdamag|\bhurt|\bmess|\bspoil|\bdisturb|\bunlike\b|\brearrang|\bupdat|\bharm",
    ),
    (r"\bwhich line\b", r"\blines?\b|\bwhere\b"),
    (
        r"\bhow many times\b",
        r"\bhow (?:many|often|frequently)\b|\bnumber of\b|\bcount\b|\btimes\b|\btally\b|"
        r"\bwhat(?:'s| is| was) the total\b",
    ),
    (
        r"\bfor which input\b|\bname (?:two|three|an)\b",
        r"\bwhich\b|\bwhat\b|\binput\b|\bname\b|"
        r"\bhow (?:would|could|can|do|might) (?:you|i|we|one)\b|\bi(?:'m (?:after|looking for)|"
        r"'d (?:love|like)|"
        r" want| need)\b|\bgive\b|\bfind\b|\bthink of\b|\bpick\b|"
        r"\bwhere would\b|\btell me (?:an?|one|some)\b|\b(?:suggest|construct|build|dream up|"
        r"make up|invent|design|"
        r"write)\b|\b(?:let's (?:have|see)|hand me)\b|\bchoose\b|\bcome up with\b|\bshow\b|"
        r"\bneed\b",
    ),
    (
        r"\brunning time\b",
        r"\btime\b|\bgrowth\b|\bbig o\b|\bfast\b|\bslow|\bcomplexity\b|\bcost|\bscale|\blong\b|"
        r"\bbig\b",
    ),
)
