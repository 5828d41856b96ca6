"""What the reader of facts has to know of a language beside its query: names, not syntax."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tools.code.syntax import Language


@dataclass(frozen=True)
class Dialect:
    """``structures``: what a call or a type of that name makes.  ``changes``: methods that change
    what they are called on; ``changes_first``: functions that change their first argument.
    ``own``: what a method calls its own class's methods on.  ``shared``: how a parameter is written
    whose object the caller shares, if not all are; ``through``: one whose assignment the caller
    sees.  ``introspection``: modules and names that look into the running program.
    """

    structures: dict[str, str]
    changes: frozenset[str]
    changes_first: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()
    shared: re.Pattern[str] | None = None
    through: re.Pattern[str] | None = None
    modules: frozenset[str] = frozenset()
    introspection: frozenset[str] = field(default=frozenset())


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _table(text: str) -> dict[str, str]:
    """``list: ArrayList LinkedList; set: HashSet`` as name -> structure."""
    pairs = (part.split(":") for part in text.split(";"))
    return {name: structure.strip() for structure, names in pairs for name in names.split()}


_PYTHON = Dialect(
    structures=_table(
        "list: list; dict: dict defaultdict Counter OrderedDict; set: set frozenset; tuple: tuple;"
        "deque: deque; heap: heappush heapify heappop; sorted list: sorted"
    ),
    changes=_words(
        "append extend insert pop remove clear sort reverse add discard update setdefault popitem "
        "appendleft popleft extendleft rotate"
    ),
    changes_first=_words(
        "heappush heappop heapify heapreplace heappushpop insort insort_left insort_right shuffle"
    ),
    own=_words("self cls"),
    modules=_words(
        "sys inspect gc traceback dis ctypes types threading _thread signal importlib builtins os "
        "faulthandler weakref"
    ),
    introspection=_words(
        "eval exec globals locals vars settrace setprofile _getframe breakpoint __import__ "
        "__builtins__ f_back f_locals f_globals tb_frame gi_frame __globals__ __code__ "
        "__subclasses__"
    ),
)
_ECMASCRIPT = Dialect(
    structures=_table("list: Array Int32Array Uint8Array; dict: Map WeakMap; set: Set WeakSet"),
    changes=_words(
        "push pop shift unshift splice sort reverse fill copyWithin set add delete clear"
    ),
    own=_words("this"),
    introspection=_words("eval Function process global globalThis require Proxy Reflect"),
)
_JAVA = Dialect(
    structures=_table(
        "list: ArrayList LinkedList; dict: HashMap TreeMap LinkedHashMap; set: HashSet TreeSet "
        "LinkedHashSet; deque: ArrayDeque; stack: Stack; heap: PriorityQueue"
    ),
    changes=_words(
        "add addAll addFirst addLast remove removeIf removeFirst removeLast clear put putIfAbsent "
        "putAll merge computeIfAbsent compute set sort push pop poll pollFirst pollLast offer "
        "append insert deleteCharAt setLength setCharAt replaceAll retainAll"
    ),
    changes_first=_words("sort reverse shuffle swap fill setAll"),
    own=_words("this") | {""},
    modules=frozenset({"java.lang.reflect"}),
)
_CPP = Dialect(
    structures=_table(
        "list: vector array list; dict: map unordered_map multimap; set: set unordered_set "
        "multiset; deque: deque queue; stack: stack; heap: priority_queue; tuple: pair tuple"
    ),
    changes=_words(
        "push_back pop_back push_front pop_front emplace emplace_back insert erase clear resize "
        "assign push pop swap append sort reverse"
    ),
    changes_first=_words("sort stable_sort reverse swap fill rotate next_permutation iota"),
    own=_words("this") | {""},
    shared=re.compile(r"[&*\[]"),
    through=re.compile(r"&"),
)
_GO = Dialect(
    structures=_table("heap: Push Init; list: List"),
    changes=frozenset(),
    changes_first=_words(
        "delete copy clear Ints Strings Float64s Sort SortFunc Slice SliceStable Reverse Push Pop"
    ),
    shared=re.compile(r"\[\]|\bmap\[|\*|\bchan\b|\.\.\."),
    modules=_words("reflect runtime unsafe"),
)

DIALECTS: dict[Language, Dialect] = {
    "python": _PYTHON,
    "javascript": _ECMASCRIPT,
    "typescript": _ECMASCRIPT,
    "java": _JAVA,
    "cpp": _CPP,
    "go": _GO,
}

NAMES: dict[Language, str] = {
    "python": "Python",
    "javascript": "JavaScript",
    "typescript": "TypeScript",
    "java": "Java",
    "cpp": "C++",
    "go": "Go",
}
EXTENSIONS: dict[str, Language] = {
    ".py": "python", ".js": "javascript", ".mjs": "javascript", ".cjs": "javascript",
    ".ts": "typescript", ".mts": "typescript", ".java": "java", ".cpp": "cpp", ".cc": "cpp",
    ".cxx": "cpp", ".hpp": "cpp", ".h": "cpp", ".go": "go",
}  # fmt: skip
