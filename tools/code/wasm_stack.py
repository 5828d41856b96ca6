"""More room for the C stack of CPython for WASI, which is linked with 512 kB of it.

That is used up some 70 levels into a recursion that goes through C (``functools.cache``, a
generator inside ``sum``, ``sorted`` with a key, ``__eq__``), and the interpreter then dies where
it should have raised ``RecursionError``.  The stack lies at the bottom of memory and cannot grow
there.  So the module is handed to wasmtime with more memory at the start, and its stack pointer,
the one global that it has, at the end of that; the heap ends where it did and then takes fresh
pages behind.  https://webassembly.github.io/spec/core/binary/modules.html gives the format.
"""

from __future__ import annotations

from collections.abc import Iterator

PAGE = 65_536
STACK_PAGES = 128  # 8 MiB; a page that is never touched costs nothing
_MEMORY, _GLOBAL = 5, 6
_END = 0x0B


def with_deeper_stack(module: bytes, pages: int = STACK_PAGES) -> bytes:
    """The same module with ``pages`` of stack in memory of their own.

    Raises:
        ValueError: it has not one memory without a bound, and one global of type i32.
    """
    parts, first = [module[:8]], -1
    for number, start, body, end in _sections(module):
        if number == _MEMORY:
            memories, flags = module[body], module[body + 1]
            if (memories, flags) != (1, 0):
                raise ValueError("its memory is bounded or not the only one")
            first, _ = _unsigned(module, body + 2)
            parts.append(_section(_MEMORY, b"\x01\x00" + _leb(first + pages)))
        elif number == _GLOBAL:
            # one global, i32, mutable, i32.const
            if module[body : body + 4] != b"\x01\x7f\x01\x41" or first < 0:
                raise ValueError("it has other globals than a stack pointer")
            top = _signed_leb((first + pages) * PAGE)
            parts.append(_section(_GLOBAL, b"\x01\x7f\x01\x41" + top + bytes([_END])))
        else:
            parts.append(module[start:end])
    return b"".join(parts)


def _sections(module: bytes) -> Iterator[tuple[int, int, int, int]]:
    """Each section's number, where it starts, where its body starts, and where it ends."""
    at = 8
    while at < len(module):
        size, body = _unsigned(module, at + 1)
        yield module[at], at, body, body + size
        at = body + size


def _section(number: int, body: bytes) -> bytes:
    return bytes([number]) + _leb(len(body)) + body


def _unsigned(data: bytes, at: int) -> tuple[int, int]:
    """The LEB128 number at ``at``, and where what follows it starts."""
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if not byte & 0x80:
            return value, at


def _leb(value: int) -> bytes:
    out = bytearray()
    while True:
        byte, value = value & 0x7F, value >> 7
        out.append(byte | (0x80 if value else 0))
        if not value:
            return bytes(out)


def _signed_leb(value: int) -> bytes:
    """Of a number that is not negative: one more byte where the sign bit would read wrongly."""
    out = bytearray(_leb(value))
    if out[-1] & 0x40:
        out[-1] |= 0x80
        out.append(0)
    return bytes(out)
