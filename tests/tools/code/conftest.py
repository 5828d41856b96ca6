"""Programs to ask about, and a sandbox that is opened once."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from tools.code.sandbox import WasiSandbox
from tools.ports import Call
from viva.settings import load


@dataclass(frozen=True)
class Program:
    name: str
    source: str
    entry: str
    calls: tuple[Call, ...]


def read_programs() -> list[Program]:
    """Those of ``programs.txt``: a heading ``### entry [[args], ...]`` and the code below it."""
    text = (Path(__file__).parent / "programs.txt").read_text(encoding="utf-8")
    parts = re.split(r"^### (\w+) (.*)\n", text, flags=re.MULTILINE)
    return [
        Program(name, source, name, tuple(Call(tuple(args)) for args in json.loads(calls)))
        for name, calls, source in zip(parts[1::3], parts[2::3], parts[3::3], strict=True)
    ]


def read_solutions() -> list[Program]:
    """The reference and wrong solutions of the question bank."""
    from question_bank.bank import PROBLEMS, checks, load_problem

    found = []
    for folder in sorted(PROBLEMS.iterdir()):
        if not (folder / "problem.yaml").exists():
            continue
        problem = load_problem(folder.name)
        calls = tuple(check.call for check in checks(problem))
        for name, source in [("reference", problem.reference), *problem.wrong_sources.items()]:
            found.append(Program(f"{folder.name}/{name}", source, problem.signature.entry, calls))
    return found


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "program" in metafunc.fixturenames:
        programs = read_programs()
        metafunc.parametrize("program", programs, ids=[p.name for p in programs])
    if "solution" in metafunc.fixturenames:
        solutions = read_solutions()
        metafunc.parametrize("solution", solutions, ids=[p.name for p in solutions])


@pytest.fixture(scope="session")
def sandbox() -> WasiSandbox:
    return WasiSandbox(load())


@pytest.fixture(scope="session")
def programs() -> dict[str, Program]:
    return {program.name: program for program in read_programs()}
