"""Recursion through C goes as deep as it does in an ordinary interpreter, or ends in an error."""

from __future__ import annotations

import functools

import pytest

from tools.code.wasm_stack import PAGE, with_deeper_stack
from tools.ports import Call

weights = pytest.mark.weights

CACHED = """
from functools import {name}

@{name}{options}
def f(n):
    return 0 if n == 0 else 1 + f(n - 1)
"""
THROUGH_C = {
    "a generator in sum": "def f(n):\n    return n and 1 + sum(f(n - 1) for _ in range(1))\n",
    "a sort key": "def f(n):\n    return n and sorted([1], key=lambda x: f(n - 1))[0]\n",
    "map": "def f(n):\n    return n and 1 + max(map(f, [n - 1]))\n",
    "a comparison of its own": (
        "class A:\n    def __init__(self, n): self.n = n\n"
        "    def __eq__(self, o): return not self.n or A(self.n - 1) == A(self.n - 1)\n"
        "def f(n):\n    return A(n) == A(n)\n"
    ),
}


@weights
@pytest.mark.parametrize(("name", "options"), [("cache", ""), ("lru_cache", "(maxsize=None)")])
def test_cached_recursion_five_hundred_deep(name: str, options: str, sandbox) -> None:
    source = CACHED.format(name=name, options=options)
    for trace in (False, True):
        outcome = sandbox.run(source, "f", [Call((500,))], trace=trace)[0]
        assert (outcome.state, outcome.value) == ("returned", 500)


@weights
@pytest.mark.parametrize("name", THROUGH_C)
def test_recursion_through_c(name: str, sandbox) -> None:
    """Deep enough is right; without end it is the error that Python has, not a dead interpreter."""
    outcomes = sandbox.run(THROUGH_C[name], "f", [Call((100,)), Call((5_000,)), Call((3,))])
    assert [o.state for o in outcomes] == ["returned", "raised", "returned"]
    assert outcomes[1].error.startswith("RecursionError")


@weights
def test_a_cache_is_what_functools_has(sandbox) -> None:
    source = """
from functools import cache, lru_cache

def f():
    log = []

    @lru_cache(maxsize=2)
    def g(x, y=0):
        log.append([x, y])
        return x + y

    for x in (1, 2, 1, 3, 2, 1):
        g(x)
    g(x=1)

    @lru_cache(typed=True)
    def typed(x):
        return x

    @cache
    def plain(x):
        return x

    typed(3), typed(3.0), plain(3), plain(3.0)
    before = list(g.cache_info())
    g.cache_clear()
    return [log, before, list(g.cache_info()), list(typed.cache_info()), list(plain.cache_info()),
            g.__name__, g.cache_parameters(), g.__wrapped__(4)]
"""
    space: dict = {"functools": functools}
    exec(source, space)  # ours, so it may run here
    assert sandbox.run(source, "f", [Call(())])[0].value == space["f"]()


def test_the_stack_lies_behind_the_heap() -> None:
    module = (
        b"\0asm\1\0\0\0" + b"\5\4\1\0\xa0\1" + b"\6\x08\1\x7f\1\x41\x80\x80\x20\x0b" + b"\x0a\1\0"
    )
    deeper = with_deeper_stack(module, 128)
    assert deeper.startswith(b"\0asm\1\0\0\0" + b"\5\4\1\0\xa0\2")  # 160 + 128 pages
    assert deeper.endswith(b"\x0a\1\0")
    top = (160 + 128) * PAGE
    encoded = bytes([top & 0x7F | 0x80, top >> 7 & 0x7F | 0x80, top >> 14 & 0x7F | 0x80, top >> 21])
    assert b"\1\x7f\1\x41" + encoded + b"\x0b" in deeper


@pytest.mark.parametrize(
    "module",
    [
        b"\0asm\1\0\0\0" + b"\5\4\1\1\x10\x20",  # a memory with a bound
        b"\0asm\1\0\0\0" + b"\5\3\1\0\x10" + b"\6\x0b\2\x7f\1\x41\x08\x0b\x7f\1\x41\x08\x0b",
    ],
)
def test_a_module_of_another_shape_is_refused(module: bytes) -> None:
    with pytest.raises(ValueError, match="it"):
        with_deeper_stack(module)
