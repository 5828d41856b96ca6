"""Words that tell a wording from a hint: what may be said of one's own, and what may not."""

from __future__ import annotations

import re

_OF_ASKING = """
    what which how when where why who whose whether tell me us say name give count find think of
    show describe pick work out predict guess let let's suppose imagine assume consider take look
    at picture now next then so and or but also well okay alright great thanks right please could
    can would will do does did is are was were be been being am has have had having may might must
    shall should you your yours we our i my it its it's that's this that these those there here
    they them their he she one ones question answer explain walk through talk about know see seen
    said say's according opinion mind view words own sentence short quick quickly briefly first
    second third last finally again once more time times often many much long far few number
    numbers amount total altogether all in overall exactly precisely actually really just only
    simply even still ever never yet already before after during while until till by what's
    where's how's who's i'd i'll you'd you'll we'd we'll here's there's isn't doesn't wouldn't
    don't didn't won't back up down over into onto from to for with without within inside outside
    off on as than like such kind sort sorts any some every each both either no not none nothing
    anything something a an the if else instead place rather other another different difference
    differently new old given gets get got getting goes go going gone went come comes coming came
    end ends ended start starts started begin begins beginning happens happen happened happening
    turn turns make makes making made use uses used using try tries call calls called calling run
    runs ran running pass passes passed passing feed hand hands handed put puts enter enters send
    sends return returns returned returning gives gave giving result results output outputs
    produce produces produced yield yields value values hold holds holding contain contains
    containing hit hits land lands execute executes executed executing evaluate evaluates reach
    reaches reached reaching visit visits visited line lines loop loops body bodies iteration
    iterations round rounds cycle branch branches condition statement statements code program
    function functions method methods snippet solution version variable variables names named
    argument arguments parameter parameters input inputs case cases example examples data call's
    caller's caller callers side list lists array arrays string strings text texts word letter
    letters character characters item items element elements entry entries key keys number's
    integer integers row rows column columns pair pairs object objects class instance empty
    position positions index size length values' zero worst growth grow grows growing complexity
    cost costs scale scales behave behaves behaviour terms notation large larger big bigger get's
    respect regard regarding concerning depending depend depends function's raise raises raised
    raising throw throws thrown error errors exception exceptions crash crashes end's true false
    null change changes changed changing alter alters altered modify modifies modified modifying
    mutate mutates mutated affect affects affected break breaks broke broken expose exposes show's
    reveal reveals catch catches notice distinguish read reads written write wrote writes replace
    replaces replaced swap swaps swapped delete deletes deleted remove removes removed dropped
    drop drops became become becomes possible possibly able least most maximum at-most
    simultaneously same moment open active stack deep deepest depth recursion recursive itself
    level levels frames frame nested counting including include initial very whole entire
    immediately directly afterwards later earlier previous following final finish finishes
    finished complete completes completed leave leaves left exit exits stop stops stopped done
    sure curious wonder wondering interested want wants ask asks asked asking check checks state
    contents content stored store stores set sets currently point exact print prints assign
    assigned spot given-that mean means refer refers believe expect expects expected come's
    what'll remain remains sit sits sitting stands stand trace traced step steps stepping single
    particular specific certain sample concrete small smallest test tests tested testing cover
    covers covered every's three four five six two submit submitted original unchanged's edited
    edit edits differ differs zeros longer plain twice apart inner outer thinking further largest
    says decreased increased decrease increase took taken tells we're you're they're i'm simple
    various keep keeps kept make's sense consists consist two's plus minus somebody someone
    everybody anyone rewrite rewrites rewritten compare compares compared comparing threw tossed
    toss points direct lead leads type types typed fed feeds supply supplies supplied provide
    provides provided receive receives received invoke invokes invoked fire fires apply applies
    applied play plays mentally head paper screen computer machine python interpreter scenario
    situation instant stage middle bottom top upper lower half swapping altering deleting removing
    rewriting replacing would've thing things label labelled entitled hello fine good morning
    follow follows together along across around straight away soon eventually handing putting
    taking leaving entering hitting ending starting stopping fancy easy next-up section part parts
    piece bit chunk region inspect examine examining looking watching supposing pretend saying
    person colleague friend candidate interviewer user customer somebody's searching search sets
    bunch pay buy opening closing opened round brackets bracket parenthesis parentheses followed
    comparison equals sign strictly got somewhere hour hours brace braces paren parens square curly
    closed close exercise exercises reference references passed hold-on memory
    need too mutation mutant kill kills several few couple worry worried effect effects safe
    shared base bypassed avoided avoid
    breakpoint debugger debug coverage tool editor typo typos slip slipped accident accidentally
    mistyped reviewer teammate boss student tester interviewee today tomorrow hypothetically tiny
    usual standard ordinary normal regular valid legal weird odd unusual strange edge corner
    boundary moving topic related similarly likewise meanwhile besides chosen picked plug plugged
    stick shove load loads accept accepts simulate manually pencil whiteboard slowly tick freeze
    pause paused halt interrupt peek glance observe million thousand hundred lap laps trip trips
    visitor keen happy useful own yours mine ours feel free basically essentially namely
    choose chooses strict add adds space third only instead-of people guest guests people's
"""
NEUTRAL = frozenset(_OF_ASKING.split())
"""Lower-case words. A reason needs others: halved, sorted, equal, divisible, because."""

LEADING = re.compile(
    r"\b(isn't it|right\?|"
    r"correct\?|,\s*(?:does|do|is|are|was|will|would|can)(?:n't)? (?:it|they|that)\?|"
    r"don't you think|wouldn't you|would you agree|is it true|"
    r"because|hint|remember|recall|note that|(?<!to )notice that|keep in mind|careful|the answer "
    r"(?:is|was|should|will)|should be|the bug|the trick|in fact|actually(?! (?:give|get|return|"
    r"do|run|happen|come|reach|tell|report))|of course|obviously|"
    r"clearly)(?:\b|(?<=\?))",
    re.IGNORECASE,
)
# Where a context ends in what it asks: "n is 4, so how often does line 3 run?"
SO_ASKS = (
    r",\s*so (?=(?:(?:on|in|at|for|from|by|after) )?(?:what|which|how|where|would|can|could|does|"
    r"is|will|do)\b)"
)
VERDICT = re.compile(
    r"\b(good (?:job|work|start|answer)|nice|well done|great|correct|exactly right|not quite|"
    r"incorrect|wrong|that's right|perfect|excellent|"
    r"(?<!by )(?<!show the )(?<!shows the )(?<!show up the )mistakes?|"
    r"bugs?|buggy|faulty?|fails?|failing|should (?:really )?know|by now|(?:easy|simple|tricky|"
    r"trivial|hard) (?:one|question)|come on|good (?:programmer|engineer|developer|coder)|"
    r"anyone (?:can|could|would) see|broken(?! (?:pattern|"
    r"text|string|input))|"
    r"doesn't work|does not work|(?:you|could|should|to) improve|better|struggl\w*|weak|poor|"
    r"sloppy|lazy|"
    r"problem with|careless|clever|elegant)\b",
    re.IGNORECASE,
)
# Of the person, and of how the talk goes: "you looked lost", "I expected more", "an easier one".
JUDGES = re.compile(
    r"\byou(?:'re| are|'ve| have| were)? (?:(?:just|really|clearly|probably|"
    r"certainly) )?(?:look(?:ed)?\b"
    r"(?! (?:at|up|for|into)\b)|seem(?:ed)?|sound(?:ed)?|(?:did|do|doing) (?:\w+ )?(?:well|badly|"
    r"fine)|"
    r"mixed|forgot|missed|overlooked|didn't (?:see|get|know|understand)|messed|got (?:it|that) )|"
    r"\b(?:an? )?(?:easier|harder|simpler) (?:one|question)\b|\bexpected (?:more|better)\b|"
    r"\bi (?:doubt|bet)\b|\b(?:hurry|lovely|well done|impressive|disappoint\w+|belongs in)\b",
    re.IGNORECASE,
)
ASKS = (
    r"why|how|what|what's|which|when|where|explain|describe|tell (?:me|us)|"
    r"(?:could|can|would|will) you"
)
STACKED = re.compile(
    rf"(?:,\s*|\b)(?:(?:and|also|then|(?<!the )(?<!a )plus)\s+(?:(?:on|in|at|for|"
    rf"by)\s+)?(?:{ASKS}|does|do|is|are)|or\s+(?:{ASKS}))\b",
    re.IGNORECASE,
)
ASKED = re.compile(
    r"\b(?:why|how|what|what's|which|where|explain|describe|tell|does|do|did|is|are|would|will|can|"
    r"could|name|give|count)\b",
    re.IGNORECASE,
)
ORDERS = re.compile(
    r"(?:^|[.:;,]\s+)(?:please,?\s+|now,?\s+|so,?\s+|then,?\s+|and\s+)?(?:tell|count|name|"
    r"give|say|work|predict|find|think|show|describe|pick|walk|trace|explain|list|state|"
    r"read|let me|spell|report|note|identify|determine|compute|calculate|figure|point|direct|"
    r"lead|take|hand me|get me|let's (?:have|see|get|hear) an? (?!look)|construct|build|dream up|"
    r"make up|invent|design|suggest|write|come up|choose|"
    r"i'm (?:after|looking for)|i'd (?:love|like) an?)\b[^.?!]*[.!]?$|"
    r"\b(?:and|then) (?:tell|give|show) (?:me|us) (?:what|where|which|how|the)\b[^.?!]*[.!]?$",
    re.IGNORECASE,
)
# What tells why: none of these is said by a wording that only asks.
REASON = re.compile(
    r"(?:^|[,.;:]\s*)(?:since|as (?:it|we|you|there|"
    r"the|each|every|all|no|both)\b(?!(?: \w+){0,4}? (?:grow|get|go|walk|step|trace|run(?! out)|"
    r"work|"
    r"loop|increase|become))|"
    r"given that|knowing that|considering "
    r"that)\b|\b(?:halv\w+|doubl(?:es|ed|ing)|divisible|sorted|unsorted|nested|duplicates?|"
    r"bearing in mind|, meaning|, where (?:the|nothing|no|all|every|each|it|both|none)\b|"
    r", which (?:(?:both|all|then|only|always) )?(?:isn't|is|are|aren't|doesn't|does(?! \w+ \w)|"
    r"can't|"
    r"never|makes|means|gets?|leaves?|goes|keeps?|stays?|comes|ends|takes|needs|fits|gives|puts)\b|"
    r"go(?:es|ing) (?:up|down)(?! (?:from|to) )|descending|ascending|"
    r"matches|matching|a match|but (?:is )?(?:not|never) (?:used|read|needed|changed|looked|"
    r"touched)|"
    r"fits?|fitting|agrees?|exists?|shrinks?|cancels?|skips|overlaps?|"
    r"repeats|(?<!no longer )(?<!no longer give )(?<!not )(?<!isn't )the same|unused|useless|"
    r"needed|unneeded|redundant|matters?|(?:higher|lower|"
    r"bigger|smaller|greater|larger|shorter|fewer|more|less) than (?!or\b)|faster|slower|"
    r"quicker|once per|for each|each time|every time|constant|linear|quadratic|cubic|"
    r"(?<!line )\w+, which \w+s (?:out|off|up|down|away|over|back|it|the|an?|no)|logarithmic|"
    r"exponential|squared|increasing|decreasing|rising|falling|all (?:level|flat)(?! at)|alike|"
    r"identical|distinct|unbalanced|palindrom\w+|symmetric\w*|adjacent|consecutive|forgotten|"
    r"ignored|discarded|overwritten|wasted|with [^,.?]* being \w+ed|every (?:element|number|"
    r"entry|item|one|value|"
    r"letter|character)|per (?:pass|round|call|element|entry|item|iteration|step|letter|number)|"
    r"too (?:many|few|much|little|early|late|soon|big|small|large|long|short|far|high|low)|"
    r"(?:one|two|an?) (?:pass|round|time|call|step|run) per|exceeds|beats|dominates|precedes|"
    r"all (?:it|that|they|we|you) (?:ever )?(?:does|do|takes?|reads?|is|needs?)|"
    r"(?:from )(?:large|big|small|high|low|left|right)\w* to)\b|\bequal\b(?! to)",
    re.IGNORECASE,
)
NOT_THERE = re.compile(
    r"\b(?:binary search|search tree|tree|trie|heap|priority queue|queue|deque|stack|hash "
    r"?(?:map|table|set)|dictionar(?:y|ies)|linked list|graph|node|pointers?|sliding window|table|"
    r"memo\w*|cache|sort(?:ing)?|thread|database|regular expression|tuple|matrix|counter|"
    r"global|buffer|pivot|linked|finder|flags?|options?|settings)\b",
    re.IGNORECASE,
)
CLAIMS = re.compile(
    r"\b(?:nothing|never|always|nobody|none|both|everything|does not|doesn't|do not|don't|is not|"
    r"isn't|are not|aren't|no longer|cannot|can't|won't|will not|there is|there are|there's|"
    r"but (?:the|it|its|not|we|no)|"
    r"(?:covers|does|makes|breaks|fixes|solves|stops|ends|decides|settles) it|"
    r"and (?:we|it|they) (?:visit|see|check|find|meet|stay|need|know|compare|leave|return|exit|"
    r"drop|skip)|"
    r"and (?:it's|it is) the|not (?:one|any|a single) (?!of\b)|no \w+ (?:can|could|will|is|are|"
    r"ever)|nowhere|no (?:rounds|passes|loop|iterations)|"
    r"every(?! call\b| time\b| \w+ (?:is|being|at|set|are)\b)|only (?:one|a single) \w+ (?!is\b|"
    r"has\b)\w+s)\b",
    re.IGNORECASE,
)
# What follows from an input: a hint, where a question's context only says what the input is.
CONSEQUENCE = re.compile(
    r"\bso (?:not|we|it(?!'s)|you|there|no|none|nothing|all|both|every\w*)\b|\b(?:gets?|got|come|"
    r"comes|came|"
    r"turns?|ends?) (?:stuck|out|up)\b|\b(?:(?<!that )makes(?! up)|(?<!that )means|forgot|caught|"
    r"already|still full|only (?:reads?|looks|compares|copies)|stuck|enough|survives?|wins?|"
    r"finds?|cannot|hence|thus|therefore|straight away|(?:leaves|exits|returns|breaks|"
    r"ends) (?:at|on|after|before)|only ever|just reads?)\b",
    re.IGNORECASE,
)


_QUOTED = re.compile(r"\"[^\"]*\"|'[^'\s]*'(?!\w)")


def without_quoted(text: str, instead: str = "it") -> str:
    """Without quoted values, which may hold any mark."""
    return _QUOTED.sub(instead, text)


def brings_in(pattern: re.Pattern[str], wording: str, own: str) -> bool:
    """Whether ``wording`` has something of ``pattern`` that the probe's ``own`` text has not."""
    return any(
        m.group(0).lower().strip(" ,.;:") not in own.lower()
        for m in pattern.finditer(without_quoted(wording))
    )


NAME = re.compile(r"[A-Za-z_][A-Za-z_0-9]*")


def names_in(text: str) -> set[str]:
    return set(NAME.findall(text))
