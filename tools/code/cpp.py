"""C++ through g++, compiled and run in boxes."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from importlib import resources
from pathlib import Path

from tools.code.box import MEGABYTE, Program, bubblewrap_missing
from tools.code.compiled import Toolchain, Unit
from tools.code.facts import read_facts
from tools.ports import Limits

STACK_BYTES = 64 * MEGABYTE


def cpp_missing() -> str:
    """Why C++ cannot be run here, and what to install; empty if it can."""
    if shutil.which("g++") is None:
        return "g++ is not installed: sudo apt-get install -y g++"
    if bubblewrap_missing():
        return f"{bubblewrap_missing()}: sudo apt-get install -y bubblewrap util-linux"
    return ""


def _unit(source: str, entry: str, methods: Sequence[str]) -> Unit:
    facts = read_facts(source, "cpp")
    if facts.refused:
        return Unit({}, f"CompileError: {facts.refused}")
    if methods:
        if entry not in facts.classes:
            return Unit({}, f"NameError: the code defines no {entry}")
        body = _class_body(entry, methods, {f.full_name for f in facts.functions})
    else:
        names = (entry, camel(entry))
        found = next((f for f in facts.functions if f.name in names), None)
        if found is None:
            return Unit({}, f"NameError: the code defines no {entry}")
        target = f"&{found.owner}::{found.name}" if found.owner else f"&::{found.name}"
        body = (
            f"{found.owner} object{{}}; return viva::call_on(object, {target}, args, after);"
            if found.owner
            else f"return viva::call({target}, args, after);"
        )
    guest = resources.files("tools.code").joinpath("guest.hpp").read_text(encoding="utf-8")
    plain = "std::" not in source and "using namespace" not in source
    unit = (
        "#include <bits/stdc++.h>\n#define main candidate_main\n"
        f"{'using namespace std;' if plain else ''}\n"
        '#include "candidate.cpp"\n#undef main\n#include "guest.hpp"\n'
        "int main() { return viva::serve([](const viva::J& args, [[maybe_unused]] const viva::J* "
        f"then, viva::After* after) -> std::string {{ {body} }}); }}\n"
    )
    return Unit({"unit.cpp": unit, "candidate.cpp": source, "guest.hpp": guest})


def _class_body(name: str, methods: Sequence[str], known: set[str]) -> str:
    pairs = []
    for method in methods:
        own = method if f"{name}.{method}" in known else camel(method)
        pairs.append(
            f'{{"{method}", []({name}& o, const viva::J& a) '
            f"{{ return viva::call_on(o, &{name}::{own}, a); }}}}"
        )
    return (
        '*after = "[]"; if (!then) throw viva::Misfit("a class needs calls of its methods"); '
        f"return viva::methods<{name}>(args, then, {{{', '.join(pairs)}}});"
    )


def camel(name: str) -> str:
    """``two_sum`` as Java and C++ write it."""
    return re.sub(r"_+([a-z0-9])", lambda m: m.group(1).upper(), name)


def _compiler(folder: Path, unit: Unit) -> Program:
    return Program(
        (
            shutil.which("g++") or "g++", "-std=c++20", "-O1", "-w", "-pipe", "-fmax-errors=3",
            "-fdiagnostics-color=never", "-o", "run", "unit.cpp",
        ),
        shown=(Path("/usr/bin"), Path("/usr/include")),
        processes=16,
        data=2048 * MEGABYTE,
        open_files=64,
        file_bytes=64 * MEGABYTE,
        scratch=folder,
        environment=(("PATH", "/usr/bin"), ("TMPDIR", "/work")),
    )  # fmt: skip


def _program(folder: Path, limits: Limits, unit: Unit) -> Program:
    return Program(
        ("/work/run",),
        address_space=limits.memory_bytes + STACK_BYTES,
        scratch=folder,
    )


def _complaint(said: str) -> tuple[int, str]:
    found = re.search(r"candidate\.cpp:(\d+):\d+: (?:fatal )?error: (.*)", said)
    if found:
        return int(found.group(1)), found.group(2)
    given = re.search(r"static assertion failed: (.*)", said)
    if given:
        return 0, given.group(1)
    other = re.search(r"(?:error|undefined reference)[^\n]*", said)
    return 0, other.group() if other else "it does not compile"


CPP = Toolchain("C++", _unit, _compiler, _program, _complaint)
