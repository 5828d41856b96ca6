"""How numbers are said: the words around one that make it an answer, or no more than a number
met on the way. Pure."""

from __future__ import annotations

import re

UNIT = (
    r"(?:times?|iterations?|rounds?|calls?|passes|pass|loops?|deep|levels?|recursive calls?|steps?|"
    r"executions?|frames?|runs?|turns?|"
    r"at once|at a time|at the same time|coins?|of (?:them|those)|open)"
)
COUNTED = re.compile(
    rf"\s*(?:{UNIT}|in total|altogether|(?:in|and) all|at the end|in the end)\b", re.I
)
SAID = re.compile(
    r"(?:\b(?:is|are|was|be|been|gives?|gave|giving|returns?|returning|returned|return|equals?|makes?|becomes?|"
    r"prints?|outputs?|runs?|ran|executes?|executed|iterates?|loops?|goes (?:round|around)|"
    r"called|happens?|get|gets|getting|yields?|(?:answer|result|value|total)(?:'s)?|says?|say|guess|it's|"
    r"that's|so|total|altogether|equal to|evaluates to|comes? (?:out )?(?:to|at|as)|adds? up "
    r"to|amounts? to|ends? (?:up )?(?:at|with|as|on|being)?|holds?|stays? (?:at)?|"
    r"reach(?:es)?|back(?: with)?|be like|=)\s*[,:]?\s+)(?:(?:only|just|exactly|probably|maybe|"
    r"about|"
    r"around|roughly|to|be|it|is|back|like|equal|then|i think|the number|the value|a total of|"
    r"going to be|still|now|the integer|a|an|i'd say|i guess|actually|of course|definitely|"
    r"simply|the|number|i believe|always)[,]?\s+)*[\"'\[]?$",
    re.IGNORECASE,
)
FILLER = (
    r"(?:um|uh|uhm|er|erm|hmm|mm|well|okay|ok|so|i|think|guess|say|i'd|i'm|it's|that's|it|is|"
    r"it'd|be|would|will|should|must|maybe|probably|perhaps|just|only|exactly|about|around|"
    r"like|yeah|yes|right|sure|pretty|quite|and|then|the|answer|a|an|my|to|that|of|course|"
    r"definitely|simply|finally|fairly|certain|believe|clearly|obviously|let's|let|me|see|"
    r"please|again|still|always|number|value|here|there|at|all|in|this|case|makes?|you|get|we|"
    r"no|oh|ah|for|sure|hundred|percent|all|ends?|end|result|even|quite|very|possibly|i'll|go|"
    r"with|now|(?:answer|result|total|value|count)'s)"
)
BARE = re.compile(rf"[\W_]*(?:{FILLER}\b[\W_]*)*", re.IGNORECASE)
BARE_AFTER = re.compile(
    rf"[\W_]*(?:(?:{FILLER}|{UNIT})\b[\W_]*)*(?=[,.;:!?…\-–—]|$|\s(?:because|since|cause))",
    re.IGNORECASE,
)
PLACE = re.compile(
    r"(?:\bindex|\bposition|\bindices|\bplace|\bslot|\bcell)\s+(?:number |of )?$",
    re.IGNORECASE,
)
NO_COUNT = re.compile(
    r"(?:\blines?|\bstep|\biteration|\bround|\bpass|\bloop)\s+(?:number )?$", re.IGNORECASE
)
OPERATOR_AFTER = re.compile(
    r"\s*(?:plus|minus|times (?=\w+\b(?! time))(?=(?:\d|zero|one|two|three|four|five|six|"
    r"seven|eight|nine|ten))|divided|over|modulo|mod|to the power|squared|\+|\*|/|-(?=\s*\d))",
    re.IGNORECASE,
)
OPERATOR_BEFORE = re.compile(
    r"(?:\b(?:plus equals|minus equals|plus|times|divided by|over|modulo|mod|adds?|adding|added|"
    r"subtract|minus)|\+|\*|/)\s*"
    r"(?:the |another |a )?$",
    re.IGNORECASE,
)
WEAK_BEFORE = re.compile(
    r"\b(?:at|from|to|by|than|within|with|of|into|under|above|below|after|before|until|till|"
    r"through|up to|out of|starts?|starting|has|have|having|holds|see|sees|contains?|there "
    r"(?:are|is)|there's|length|size|we have|equal to|first|second|last|next|extra|the|that|"
    r"this|those|these)\s+(?:the |a |an |only |just |about )*$",
    re.IGNORECASE,
)
STRONG_TO = re.compile(
    r"\b(?:comes? (?:out )?to|adds? up to|equal to|amounts? to|goes (?:up )?to|evaluates to|up to|"
    r"back with|comes? out (?:at|as)|ends? (?:up )?(?:at|with|as)|stays at|set to|changes? to)\s+"
    r"(?:the |a |an |only |just |about )*$",
    re.IGNORECASE,
)

# Behind these a "the" makes nothing weak: "and we give the minus one".
GIVES_THE = re.compile(
    r"\b(?:gives?|returns?|gets?|returning|giving)(?: (?:you|us|me|back))? the\s+$", re.IGNORECASE
)
# "It runs just the once".
JUST_THE = re.compile(r"\b(?:just|only) the\s+$", re.IGNORECASE)
# "Just the one locker", "only two stamps": a whole answer, with what is counted.
ONLY = re.compile(
    r"[\W_]*(?:(?:um|uh|well|so|okay|i think|i'd say|it's|that's|that'd be)\W+)*"
    r"(?:just|only)\s+(?:the\s+)?",
    re.IGNORECASE,
)
ONE_NOUN = re.compile(r"(?:\s+[a-z]+)?\s*(?=[,.;:!?]|$)", re.IGNORECASE)
# How a last sentence begins that gives the answer: "it holds two", "so we've one in there".
LAST = re.compile(
    r"\W*(?:(?:and|then|well|um|uh|so|therefore|in the end|at the end|finally)\W+)*"
    r"(?:it|we|you|that|there|the (?:function|code|program|answer|total|result|whole thing))"
    r"(?:'s|'ve|'ll|'d|'re)?(?:\W+\w+){0,3}?\W*"
    r"(?:\b(?:have|has|holds?|hold|is|are|gets?|gives?|returns?|ends?(?: up)?(?: (?:on|at|with))?|"
    r"leaves?|makes?|got|left with|comes to|comes out (?:at|as))|(?<='ve)|(?<='s)|(?<='re))\W*"
    r"(?:(?:just|only|exactly|the|a|an|about|you|us|length|size|with|at|on|back|up)\s+)*",
    re.IGNORECASE,
)
