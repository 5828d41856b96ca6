"""Facts from reading code: labelled by hand, and never an error whatever the text."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tools.code.code_facts import CodeFacts
from tools.code.facts import read_facts
from tools.code.syntax import LANGUAGES, MAX_NODES, Budget, Language, syntax_tree

SOURCE = """import heapq
from typing import List


def solve(nums: List[int], k: int = 2, *rest, **named) -> int:
    # the best so far
    best, unused = 0, 3
    seen = {}
    for i, x in enumerate(nums):
        while x > k and i < 3:
            x -= 1
            best += 1
        if x in seen:
            return best
            print("never")
        elif x == 4:
            nums.append(x)
        else:
            nums[i] = 0
        seen[x] = i
    kept = [a for a in nums if a]
    return solve(kept[:1], k - 1) if len(kept) > 5 else best


class Box:
    def put(self, item):
        heapq.heappush(self.items, item)
"""


@pytest.fixture(scope="module")
def facts() -> CodeFacts:
    return read_facts(SOURCE)


def test_functions(facts: CodeFacts) -> None:
    solve, put = facts.functions
    assert solve.parameters == ("nums", "k", "rest", "named")
    assert (solve.line, solve.end_line, solve.recursive) == (5, 22, True)
    assert (put.owner, put.recursive) == ("Box", False)
    assert facts.function("Box.put") is put
    assert facts.classes == ("Box",)


def test_loops(facts: CodeFacts) -> None:
    assert [(x.line, x.kind, x.nesting, x.header, x.targets) for x in facts.loops] == [
        (9, "for", 1, "enumerate(nums)", ("i", "x")),
        (10, "while", 2, "x > k and i < 3", ()),
        (21, "comprehension", 1, "nums", ("a",)),
    ]
    assert (facts.loops[0].body_line, facts.loops[0].body_end) == (10, 20)


def test_branches_and_returns(facts: CodeFacts) -> None:
    assert [(b.line, b.kind, b.condition) for b in facts.branches] == [
        (13, "if", "x in seen"),
        (16, "elif", "x == 4"),
        (18, "else", ""),
        (22, "ternary", ""),
    ]
    assert [(r.line, r.function) for r in facts.returns] == [(14, "solve"), (22, "solve")]


def test_names(facts: CodeFacts) -> None:
    assert [(a.name, a.line) for a in facts.unused] == [("rest", 5), ("named", 5), ("unused", 7)]
    assert facts.unreachable == (15,)
    assert {(m.parameter, m.line) for m in facts.mutations} == {("nums", 17), ("nums", 19)}
    assert {s.name for s in facts.structures} == {"dict", "list", "heap"}
    assert facts.imports == ("heapq", "typing")
    assert [c.text for c in facts.comments] == ["the best so far"]


def test_a_parameter_that_is_rebound_first_is_not_changed() -> None:
    facts = read_facts("def f(a):\n    a = list(a)\n    a.sort()\n    return a\n")
    assert facts.mutations == ()


def test_a_name_used_in_an_inner_function_is_used() -> None:
    facts = read_facts("def f():\n    n = 1\n    def g():\n        return n\n    return g()\n")
    assert facts.unused == ()


@pytest.mark.parametrize(
    ("source", "named"),
    [
        ("import sys\n", "sys"),
        ("def f(): return eval('1')\n", "eval"),
        ("def f(g): return g.gi_frame\n", "gi_frame"),
        ("from inspect import stack\n", "inspect"),
        ("def f(): return f.__globals__\n", "__globals__"),
    ],
)
def test_introspection_is_seen(source: str, named: str) -> None:
    assert named in read_facts(source).uses_introspection


def test_plain_code_uses_none() -> None:
    assert read_facts(SOURCE).uses_introspection == ()


def test_broken_code_gives_what_can_be_known() -> None:
    facts = read_facts(
        "def f(a):\n    for x in a:\n        print(x)\n    return a[\n\ndef g(b): pass\n"
    )
    assert facts.syntax_errors
    assert any(loop.header == "a" for loop in facts.loops)


def test_what_ends_a_block_or_imports_by_a_call_is_seen() -> None:
    panics = "package main\n\nfunc f() {\n\tpanic(1)\n\tg()\n}\n"
    assert read_facts(panics, "go").unreachable == (5,)
    assert read_facts('const fs = require("fs");\n', "javascript").imports == ("fs",)


def test_one_open_bracket_does_not_hide_the_next_function() -> None:
    facts = read_facts(
        "function f(a) {\n  return g(a;\n\n\nfunction g(b) {\n  return b;\n}\n", "javascript"
    )
    assert facts.syntax_errors
    assert facts.function("g") is not None


ODD = {
    "nothing": "",
    "lines": "\n\n",
    "a name": "x",
    "a mark": "\ufeffx = 1",
    "half a letter": "\ud800",
    "white space": "\t\r\x0c",
    "a long name": "a" * 60_000,
    "a long text": "'" * 30_001,
    "words": "a " * 30_000,
    "semicolons": ";" * 60_000,
    "noise": "".join(chr(33 + (k * 7_919) % 90) for k in range(60_000)),
    "open brackets": "(" * 10_000,
    "broken heads": "def f(:\n" * 3_000,
    "stars": "*" * 60_000,
    "angles": "a<b>(c" * 10_000,
    "templates": "template<" * 7_000,
    "open quotes": "`${" * 20_000,
    "ternaries": "a?b:" * 15_000,
    "slashes": "/a" * 30_000,
    "casts": "(a)" * 20_000,
    "functions": "function f(){" * 4_500,
    "callbacks": "[](){" * 12_000,
    "loops": "for(;;){" * 7_000,
    "chain": "if(a)b;else " * 5_000,
}
DEEP = {
    "python": [
        "[" * 5_000 + "]" * 5_000,
        "x = " + "not " * 10_000 + "x",
        "x = 1" + " + 1" * 10_000,
    ],
    "javascript": ["[" * 5_000 + "]" * 5_000, "{" * 9_000 + "}" * 9_000, "x => " * 10_000 + "x"],
    "typescript": ["[" * 5_000 + "]" * 5_000, "x" + ".a" * 20_000, "x = 1" + " + 1" * 10_000],
    "java": ["class A {" * 3_000 + "}" * 3_000],
    "cpp": ["void f() " + "{" * 9_000 + "}" * 9_000, "int x = " + "(" * 9_000 + "1" + ")" * 9_000],
    "go": ["package a\nfunc f() " + "{" * 9_000 + "}" * 9_000],
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("odd", ODD)
def test_odd_text_gives_facts_or_a_sentence(odd: str, language: Language) -> None:
    facts = read_facts(ODD[odd], language)
    assert len(facts.syntax_errors) <= 20
    if facts.refused:
        assert len(facts.refused.split()) > 4
        assert facts.functions == ()
    if len(ODD[odd]) < 10:
        assert not facts.refused


@pytest.mark.parametrize("language", LANGUAGES)
def test_ten_thousand_levels_are_refused(language: Language) -> None:
    for source in DEEP[language]:
        assert "levels deep" in read_facts(source, language).refused, source[:20]


def test_what_plain_code_is_deep_is_read() -> None:
    source = "def f(x):\n" + "".join(f"{'    ' * k}if x > {k}:\n" for k in range(1, 90))
    assert len(read_facts(source + "    " * 90 + "return x\n").branches) == 89


def test_what_is_too_long_or_no_text_is_refused() -> None:
    for language in LANGUAGES:
        assert "longer than" in read_facts("x = 1\n" * 20_000, language).refused
        assert "not text" in read_facts("x = '\0'", language).refused


WORDS = """def f ( ) : for in while if else return x y = += [ ] { } , . 1 'a' lambda # class with as
import global yield not and < <= == del try except function const let => ; var func := range struct
int auto & * -> :: new public static void switch case enum interface template throw ? ! `${"""
TOKENS = st.lists(
    st.sampled_from([*WORDS.split(), "\n", "\n    ", "\n        ", "\t"]), max_size=60
).map(" ".join)


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.text(max_size=200), TOKENS), st.sampled_from(LANGUAGES))
def test_no_text_is_an_error(source: str, language: Language) -> None:
    facts = read_facts(source, language)
    last = source.count("\n") + 1
    places = [f.line for f in facts.functions] + [x.line for x in facts.loops]
    places += [e.line for e in facts.syntax_errors]
    assert all(1 <= line <= last for line in places)


# ------------------------------------------------------------------ work that stays in bounds


def _steps(source: str, language: Language) -> int:
    """Lines of this project's code that run while ``source`` is read, one pass of a loop each."""
    count = 0

    def local(_frame: FrameType, event: str, _value: object) -> Callable:
        nonlocal count
        count += event == "line"
        return local

    before = sys.gettrace()
    sys.settrace(local)
    try:
        read_facts(source, language)
    finally:
        sys.settrace(before)
    return count


GROWING: dict[str, tuple[Language, Callable[[int], str]]] = {
    "parameters": ("python", lambda n: f"def f({', '.join(f'p{k}' for k in range(n))}): pass\n"),
    "functions": ("python", lambda n: "def f(a, b):\n    return a\n" * n),
    "functions of one name": (
        "javascript",
        lambda n: "".join(f"function f(a{k}) {{ a0.push(b); }} " for k in range(n)),
    ),
    "names": ("go", lambda n: "func f() {\n" + "".join(f"v{k} = v1\n" for k in range(n)) + "}"),
    "calls of itself": ("python", lambda n: "def f(a):\n" + "    if a: return f(a)\n" * n),
    "changes": ("java", lambda n: "class A { void f(List a) {" + "a.add(f(a));" * n + "} }"),
    "errors": ("cpp", lambda n: "int a = ;\n" * n),
    "pieces with errors": ("python", lambda n: "def f(:\n    pass )\n" * n),
}


@pytest.mark.parametrize("what", GROWING)
def test_work_grows_no_faster_than_the_code(what: str) -> None:
    language, code = GROWING[what]
    read_facts("x = 1\n", language)  # what is read once for each language
    small, large = (_steps(code(n), language) for n in (100, 400))
    assert 0 < large < 5 * small


@pytest.mark.parametrize("language", LANGUAGES)
def test_many_parts_are_refused_before_they_are_read(language: Language) -> None:
    dense = "a=1;" * 15_000
    assert "in good time" in read_facts(dense, language).refused
    assert _steps(dense, language) < 12 * MAX_NODES


def test_a_parser_that_has_tried_enough_is_stopped() -> None:
    budget = Budget(steps=50)
    assert syntax_tree(b"f(a)\n" * 10_000, "python", budget=budget) is None
    assert budget.used_up
    late = Budget(until=0.0)
    assert syntax_tree(b"f(a)\n" * 10_000, "python", budget=late) is None


def test_brackets_in_texts_are_not_open() -> None:
    source = "x = [\n" + "    '((((((((((',\n" * 100 + "]\n"
    assert not read_facts(source).refused
    assert "levels deep" in read_facts(source.replace("'", "")).refused
