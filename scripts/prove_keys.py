"""Find every key of the probes again by another mechanism, over code that nobody tuned for.

The pool: each reference, wrong, alternative and variation of the question bank, slips put into the
references (mutants that still run), and references with a name that nothing reads and a line behind
the last return, since nobody leaves these in a bank.  For each the probes are made as in an
interview; then ``rederive.py`` and ``recount.py`` of the tests, which import nothing of the
product, find each key again: the first from the code rewritten to log what it does, the second from
its own count of work.

With ``--log`` what is in the file is not done again, and a run may end after ``--minutes`` and go
on later:

    .venv/bin/python scripts/prove_keys.py [--log FILE [--minutes M]] [--sample N] [--only TEXT]
        [--json]
"""

from __future__ import annotations

import argparse
import ast
import dataclasses
import hashlib
import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from question_bank.bank import checks, load_bank  # noqa: E402
from tools.code.facts import read_facts  # noqa: E402
from tools.code.mutate import mutants  # noqa: E402
from tools.code.probe import Probe  # noqa: E402
from tools.code.probes import make_probes  # noqa: E402
from tools.code.sandbox import open_sandbox  # noqa: E402
from tools.ports import Call, Sandbox  # noqa: E402
from viva.settings import load  # noqa: E402

PROGRAMS = ROOT / "tests" / "tools" / "code"
ORDER = ("1", "log n", "sqrt n", "n", "n log n", "n^2", "n^3", "2^n")
SLIPS = 2  # mutants of each reference
HANG_S = 900.0  # wall time of one program's check, on a machine that does much else beside it


@dataclass(frozen=True)
class Program:
    name: str
    source: str
    entry: str
    calls: tuple[Call, ...]


@dataclass
class Proof:
    """What came of one program. ``unequal``: [probe id, key, what was found instead].  ``near``:
    costs that the second count cannot name, but whose steepness is the key's.  ``version``: of the
    code that made the keys and of the code that found them again."""

    name: str
    keys: dict[str, int] = field(default_factory=dict)
    unequal: list[list[Any]] = field(default_factory=list)
    crash: str = ""
    near: list[list[Any]] = field(default_factory=list)
    hang: bool = False
    seconds: float = 0.0
    version: str = ""


def pool() -> list[Program]:
    """All programs, in an order that is always the same and follows nothing in them."""
    found = list(_pool())
    return sorted(found, key=lambda p: hashlib.sha256(p.name.encode()).hexdigest())


def _pool() -> Iterator[Program]:
    bank = load_bank()
    for slug, problem in bank.items():
        calls = tuple(check.call for check in checks(problem))
        entry = problem.signature.entry
        named = {"reference": problem.reference, **problem.wrong_sources}
        if problem.alternative_source:
            named["alternative"] = problem.alternative_source
        named |= {f"variation_{v.id}": v.source for v in problem.variations if v.source}
        named |= dict(_slips(slug, problem.reference))
        if padded := _padded(problem.reference, entry):
            named["padded"] = padded
        for name, source in named.items():
            yield Program(f"{slug}/{name}", source, entry, calls)


def _slips(slug: str, source: str) -> Iterator[tuple[str, str]]:
    facts = read_facts(source)
    found = mutants(source, facts, tuple(f.full_name for f in facts.functions))
    mixed = sorted(
        found, key=lambda m: hashlib.sha256(f"{slug} {m.line} {m.said}".encode()).hexdigest()
    )
    for number, mutant in enumerate(mixed[:SLIPS], start=1):
        yield f"slip_{number}", mutant.source


def _padded(source: str, entry: str) -> str:
    """``source`` with a name that nothing reads, and a line that can never run if the function ends
    in a return.  Empty if ``entry`` is no function."""
    tree = ast.parse(source)
    found = [n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == entry]
    if not found:
        return ""
    body, lines = found[0].body, source.split("\n")
    indent = " " * body[0].col_offset
    if isinstance(body[-1], ast.Return):
        lines.insert(body[-1].end_lineno or 0, f"{indent}return None")
    first = body[1] if ast.get_docstring(found[0]) is not None and len(body) > 1 else body[0]
    lines.insert(first.lineno - 1, f"{indent}spare = 7")
    return "\n".join(lines)


def version() -> str:
    """A digest of all code that has a part in the proof."""
    files = [*(ROOT / "tools" / "code").rglob("*.*"), *PROGRAMS.glob("re*.py"), Path(__file__)]
    sources = sorted(f for f in files if "__pycache__" not in f.parts)
    return hashlib.sha256(b"".join(f.read_bytes() for f in sources)).hexdigest()[:12]


# ------------------------------------------------------------------ finding keys again


POWERS = {"1": 0.0, "log n": 0.1, "n": 1.0, "n log n": 1.1, "n^2": 2.0, "n^3": 3.0}


def contradicted(again: object, value: object) -> bool:
    """Whether the second finding differs. Of a cost it may be unable to name the class ("? 0.86"):
    then the exponent must be within a fifth of the key's."""
    if isinstance(again, str) and again.startswith("? ") and value in POWERS:
        try:
            return abs(float(again[2:]) - POWERS[str(value)]) > 0.2
        except ValueError:
            return True
    return again != value


def plainly(program: str, job: dict[str, Any]) -> dict[str, Any]:
    """What ``program`` says to ``job``, run by itself without the product.

    Raises:
        RuntimeError: it failed, with what it printed.
        TimeoutExpired: it did not end.
    """
    done = subprocess.run(
        [sys.executable, "-I", str(PROGRAMS / program)],
        input=json.dumps(job),
        capture_output=True,
        text=True,
        check=False,
        timeout=HANG_S,
    )
    if done.returncode:
        raise RuntimeError(f"{program} ended with {done.returncode}: {done.stderr[-600:]}")
    return json.loads(done.stdout)


def again(
    source: str, entry: str, calls: Sequence[Call], probes: Sequence[Probe]
) -> dict[str, Any]:
    """The key of each probe by its id, found again."""
    job: dict[str, Any] = {
        "entry": entry,
        "samples": [c.args for c in calls if not c.then],
        "sequences": [[c.args, c.then] for c in calls if c.then],
    }
    grown = [p for p in probes if p.id.startswith(("T8.time", "T9."))]
    others = [dataclasses.asdict(p) for p in probes if p not in grown]
    found = plainly("rederive.py", job | {"source": source, "probes": others})
    if grown:
        swapped = {p.id: p.key.derivation.evidence["swapped"] for p in grown if p.family == "T9"}
        growth = plainly("recount.py", job | {"sources": {"as it is": source, **swapped}})
        for probe in grown:
            now = growth["as it is"]
            found[probe.id] = _compared(now, growth[probe.id]) if probe.family == "T9" else now
    return found


def _compared(now: str, then: str) -> str:
    if now not in ORDER or then not in ORDER:
        return f"? {now} {then}"
    a, b = ORDER.index(now), ORDER.index(then)
    return "same" if a == b else ("worse" if b > a else "better")


def prove(program: Program, sandbox: Sandbox) -> Proof:
    start = time.monotonic()
    proof = Proof(program.name)
    try:
        probes = make_probes(
            program.source, program.entry, program.calls, sandbox, failing=program.calls[:2]
        )
        keys = again(program.source, program.entry, program.calls, probes)
        proof.keys = dict(Counter(probe.family for probe in probes))
        for p in probes:
            if keys[p.id] != p.key.value:
                into = proof.unequal if contradicted(keys[p.id], p.key.value) else proof.near
                into.append([p.id, p.key.value, keys[p.id]])
    except subprocess.TimeoutExpired:
        proof.hang = True
    except Exception as error:  # noqa: BLE001 - a crash is what is looked for
        proof.crash = f"{type(error).__name__}: {error}"[-600:]
    proof.seconds = round(time.monotonic() - start, 1)
    return proof


def summed(proofs: Iterable[Proof]) -> dict[str, Any]:
    proofs = list(proofs)
    keys = sum((Counter(p.keys) for p in proofs), Counter[str]())
    wrong = [[p.name, *u] for p in proofs for u in p.unequal]
    unequal = Counter(u[1].partition(".")[0] for u in wrong)
    return {
        "functions": len(proofs),
        "with_probes": sum(bool(p.keys) for p in proofs),
        "keys": sum(keys.values()),
        "equal": sum(keys.values()) - len(wrong) - sum(len(p.near) for p in proofs),
        "near": [[p.name, *n] for p in proofs for n in p.near],
        "families": {
            family: {"keys": keys[family], "unequal": unequal[family]}
            for family in sorted(keys, key=lambda f: int(f[1:]))
        },
        "unequal": wrong,
        "crashes": [[p.name, p.crash] for p in proofs if p.crash],
        "hangs": [p.name for p in proofs if p.hang or p.seconds > HANG_S],
        "seconds": round(sum(p.seconds for p in proofs), 1),
        "versions": dict(Counter(p.version for p in proofs)),
    }


def read_log(path: Path | None) -> list[Proof]:
    """What an earlier run has written; the last line of each program counts."""
    if path is None or not path.exists():
        return []
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]
    return list({row["name"]: Proof(**row) for row in rows}.values())


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--sample", type=int, default=0, help="only so many functions")
    parser.add_argument("--only", default="", help="only functions whose name holds this text")
    parser.add_argument("--log", type=Path, help="a line of JSON for each function as it is done")
    parser.add_argument(
        "--minutes", type=float, default=0.0, help="end after so long; 0: when done"
    )
    asked = parser.parse_args()
    programs = [p for p in pool() if asked.only in p.name][: asked.sample or None]
    names = {p.name for p in programs}
    proofs = [proof for proof in read_log(asked.log) if proof.name in names]
    done = {proof.name for proof in proofs}
    sandbox, now, start = open_sandbox(load()), version(), time.monotonic()
    for program in programs:
        if asked.minutes and time.monotonic() - start > 60 * asked.minutes:
            break
        if program.name in done:
            continue
        proofs.append(dataclasses.replace(prove(program, sandbox), version=now))
        if asked.log:
            with asked.log.open("a", encoding="utf-8") as log:
                log.write(json.dumps(dataclasses.asdict(proofs[-1])) + "\n")
    found = summed(proofs) | {"left": len(programs) - len(proofs)}
    if asked.json:
        print(json.dumps(found, indent=2))
    else:
        show(found)
    sys.exit(bool(found["unequal"] or found["crashes"] or found["hangs"]))


def show(found: dict[str, Any]) -> None:
    left = f", {found['left']} left" if found["left"] else ""
    print(f"{found['functions']} functions, {found['with_probes']} with probes{left}")
    for family, counts in found["families"].items():
        print(f"{family:4} {counts['keys']:5} keys, {counts['unequal']} unequal")
    print(f"{found['equal']} of {found['keys']} keys equal, {len(found['near'])} near")
    for what in ("near", "unequal", "crashes", "hangs"):
        print(f"{len(found[what])} {what}", *found[what], sep="\n  ")
    if len(found["versions"]) > 1:
        print("The log is of several versions of the code:", found["versions"])


if __name__ == "__main__":
    main()
