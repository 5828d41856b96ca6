"""The Sandbox port: one suite over both real backends, and what the scripted one owes."""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from tools.code.run_tests import Check, run_tests
from tools.code.sandbox import BubblewrapSandbox, WasiSandbox, bubblewrap_missing
from tools.ports import Call, Limits, Outcome, Sandbox
from viva.errors import SandboxError, WeightMissing
from viva.settings import load

QUICK = Limits(wall_s=1.0)


@pytest.fixture(
    scope="module", params=[pytest.param("wasi", marks=pytest.mark.weights), "bubblewrap"]
)
def sandbox(request: pytest.FixtureRequest) -> Sandbox:
    if request.param == "wasi":
        return WasiSandbox(load())
    if bubblewrap_missing():
        pytest.skip(bubblewrap_missing())
    return BubblewrapSandbox()


def one(sandbox: Sandbox, source: str, *args, limits: Limits = QUICK, **options) -> Outcome:
    return sandbox.run(source, "f", [Call(args)], limits=limits, **options)[0]


# ------------------------------------------------------------------ what a call gives


def test_values_come_back_through_json(sandbox: Sandbox) -> None:
    source = "def f(x): return {'got': x, 'pair': (1, 2.5), 'none': None, 'yes': True}"
    outcome = one(sandbox, source, ["a", 1])
    assert outcome.state == "returned"
    assert outcome.value == {"got": ["a", 1], "pair": [1, 2.5], "none": None, "yes": True}


def test_each_call_has_its_own_arguments_and_one_module(sandbox: Sandbox) -> None:
    source = "calls = []\ndef f(x):\n    x.append(9)\n    calls.append(1)\n    return len(calls)"
    outcomes = sandbox.run(source, "f", [Call(([1],)), Call(([2],))])
    assert [o.value for o in outcomes] == [1, 2]
    assert [o.args_after for o in outcomes] == [([1, 9],), ([2, 9],)]


def test_traced_calls_do_not_see_each_other(sandbox: Sandbox) -> None:
    source = "calls = []\ndef f(x):\n    calls.append(1)\n    return len(calls)"
    outcomes = sandbox.run(source, "f", [Call((1,)), Call((2,))], trace=True)
    assert [o.value for o in outcomes] == [1, 1]


def test_a_class_is_called_with_its_methods(sandbox: Sandbox) -> None:
    source = (
        "class Box:\n    def __init__(self, n): self.n = n\n"
        "    def add(self, k):\n        self.n += k\n        return self.n\n"
    )
    call = Call((1,), then=(("add", (2,)), ("add", (3,))))
    assert sandbox.run(source, "Box", [call])[0].value == [3, 6]


def test_an_error_has_its_name_and_line(sandbox: Sandbox) -> None:
    outcome = one(sandbox, "def g(x):\n    return x[5]\n\ndef f(x):\n    return g(x)\n", [1])
    assert (outcome.state, outcome.error_line) == ("raised", 2)
    assert outcome.error.startswith("IndexError")


def test_values_that_json_cannot_carry(sandbox: Sandbox) -> None:
    outcomes = [
        one(sandbox, f"def f():\n    {body}")
        for body in ("return {1, 2}", "return float('nan')", "a = []; a.append(a); return a",
                     "return object", "return (x for x in [1])", "return b'1'")
    ]  # fmt: skip
    assert {o.state for o in outcomes} == {"not_json"}
    assert outcomes[0].value == "{1, 2}"


def test_what_cannot_be_loaded_says_why(sandbox: Sandbox) -> None:
    syntax = one(sandbox, "x = 1\ndef f(:\n    return\n")
    absent = one(sandbox, "def g(): return 1\n")
    missing = one(sandbox, "import no_such_module\ndef f(): return 1\n")
    assert [o.state for o in (syntax, absent, missing)] == ["not_run"] * 3
    assert syntax.error.startswith("SyntaxError")
    assert syntax.error_line == 2
    assert absent.error == "NameError: the code defines no f"
    assert missing.error_line == 1


def test_prints_are_kept_apart_from_the_value(sandbox: Sandbox) -> None:
    outcome = one(sandbox, "def f():\n    print('hello')\n    return 3")
    assert (outcome.value, outcome.printed) == (3, "hello\n")


def test_standard_input_is_empty(sandbox: Sandbox) -> None:
    assert one(sandbox, "def f(): return input()").error.startswith("EOFError")


def test_calls_before_a_hang_keep_their_outcomes(sandbox: Sandbox) -> None:
    source = "def f(x):\n    while x == 2: pass\n    return x"
    outcomes = sandbox.run(source, "f", [Call((k,)) for k in range(5)], limits=QUICK)
    states = [o.state for o in outcomes]
    assert states == ["returned", "returned", "timeout", "not_run", "not_run"]


def test_calls_after_a_death_are_still_made(sandbox: Sandbox) -> None:
    source = "import os\ndef f(x):\n    if x == 1: os._exit(0)\n    return x"
    outcomes = sandbox.run(source, "f", [Call((k,)) for k in range(3)])
    assert [o.state for o in outcomes] == ["returned", "raised", "returned"]


def test_no_calls_give_no_outcomes(sandbox: Sandbox) -> None:
    assert sandbox.run("def f(): return 1", "f", []) == ()


# ------------------------------------------------------------------ the trace

LOOP = "def f(n):\n    total = 0\n    for k in range(n):\n        total += k\n    return total\n"


def test_a_trace_tells_lines_values_and_the_return(sandbox: Sandbox) -> None:
    outcome = one(sandbox, LOOP, 3, trace=True)
    lines = [e.line for e in outcome.trace if e.what == "line"]
    assert lines == [2, 3, 4, 3, 4, 3, 4, 3, 5]
    assert outcome.steps == len(lines)
    last = outcome.trace[-1]
    assert (last.what, last.line, last.value) == ("return", 5, "3")
    assert last.variables == {"n": "3", "total": "3", "k": "2"}
    assert [e.variables.get("total") for e in outcome.trace if e.line == 4] == ["0", "0", "1"]


def test_depth_counts_calls(sandbox: Sandbox) -> None:
    source = "def f(n):\n    return 1 if n == 0 else f(n - 1)\n"
    outcome = one(sandbox, source, 3, trace=True)
    assert [e.depth for e in outcome.trace if e.what == "call"] == [0, 1, 2, 3]


def test_a_long_trace_is_cut_and_says_so(sandbox: Sandbox) -> None:
    outcome = one(sandbox, LOOP, 5_000, trace=True, limits=Limits(trace_events=50))
    assert outcome.trace_cut
    assert len(outcome.trace) == 50
    assert outcome.value == sum(range(5_000))


def test_without_trace_there_is_none(sandbox: Sandbox) -> None:
    outcome = one(sandbox, LOOP, 3)
    assert (outcome.trace, outcome.steps) == ((), 0)


# ------------------------------------------------------------------ limits


@pytest.mark.parametrize(
    "body",
    [
        "while True: pass",
        "while True:\n        try:\n            while True: pass\n        except Exception: pass",
        "import re; re.match(r'(a+)+$', 'a' * 40 + 'b')",
        "return len(str(7 ** (10 ** 8)))",
        "import time; time.sleep(30)",
        "return sum(range(10 ** 12))",
    ],
)
def test_what_takes_too_long_is_stopped(sandbox: Sandbox, body: str) -> None:
    outcome = one(sandbox, f"def f():\n    {body}\n", limits=Limits(wall_s=0.6))
    assert outcome.state in ("timeout", "raised", "memory")
    assert outcome.state != "raised" or "OSError" in outcome.error or "ValueError" in outcome.error


@pytest.mark.parametrize(
    "body",
    ["return len(bytearray(10 * 2 ** 30))", "a = []\n    while True: a.append(bytearray(10 ** 6))"],
)
def test_too_much_memory(sandbox: Sandbox, body: str) -> None:
    outcome = one(sandbox, f"def f():\n    {body}\n", limits=Limits(wall_s=4.0))
    assert outcome.state == "memory" or outcome.error.startswith("OverflowError")


def test_recursion_without_end_is_an_error(sandbox: Sandbox) -> None:
    outcome = one(sandbox, "def f(n=0):\n    return f(n + 1)\n")
    assert outcome.error.startswith("RecursionError")


def test_too_much_output(sandbox: Sandbox) -> None:
    source = "def f(n):\n    print('x' * n)\n    return 1\n"
    outcomes = sandbox.run(source, "f", [Call((5,)), Call((10**6,)), Call((5,))])
    assert [o.state for o in outcomes] == ["returned", "output_too_large", "returned"]
    caught = "def f():\n    try: print('x' * 10**6)\n    except BaseException: pass\n    return 1\n"
    assert one(sandbox, caught).state == "output_too_large"


def test_too_large_a_value(sandbox: Sandbox) -> None:
    assert one(sandbox, "def f(): return 'x' * 2_000_000").state == "output_too_large"


# ------------------------------------------------------------------ escapes

ESCAPES = {
    "read the password file": "open('/etc/passwd').read(); return 'ESCAPED'",
    "read the environment": "import os; return 'ESCAPED' if 'VIVA_MARK' in os.environ else 1",
    "read /proc": "open('/proc/self/environ').read(); return 'ESCAPED'",
    "read the parent's memory map": "open('/proc/1/maps').read(); return 'ESCAPED'",
    "list a home": "import os; os.listdir('/root'); os.listdir('/home'); return 'ESCAPED'",
    "read the repository": "open({repository!r} + '/pyproject.toml').read(); return 'ESCAPED'",
    "write a file": "open('/tmp/x', 'w').write('x'); return 'ESCAPED'",
    "write here": "open('x', 'w').write('x'); return 'ESCAPED'",
    "fill the disk": "open('x', 'wb').write(bytes(10 ** 7)); return 'ESCAPED'",
    "make a symlink": "import os; os.symlink('/etc', 'x'); os.listdir('x'); return 'ESCAPED'",
    "make a folder": "import os; os.mkdir('/x'); return 'ESCAPED'",
    "connect": "import socket; socket.create_connection(('127.0.0.1', {port}), 1); "
    "return 'ESCAPED'",
    "send a datagram": "import socket; s = socket.socket(2, 2); s.sendto(b'x', ('127.0.0.1', "
    "{port})); return 1",
    "look up a name": "import socket; socket.getaddrinfo('example.com', 80); return 'ESCAPED'",
    "fetch a page": "from urllib.request import urlopen; urlopen('http://127.0.0.1:{port}/'); "
    "return 'ESCAPED'",
    "fork": "import os; pid = os.fork(); return 'ESCAPED'",
    "fork bomb": "import os\n    for _ in range(99):\n        os.fork()\n    return 'ESCAPED'",
    "start a program": "import subprocess; subprocess.run(['/bin/true'], check=True); "
    "return 'ESCAPED'",
    "use the shell": "import os; return 'ESCAPED' if os.system('true') == 0 else 1",
    "replace the program": "import os, sys; os.execv(sys.executable or '/bin/sh', ['x', '-c', "
    "'1']); return 'ESCAPED'",
    "spawn by multiprocessing": "import multiprocessing as m; p = m.Process(target=print); "
    "p.start(); p.join(); return 'ESCAPED'",
    "be root through ctypes": "import ctypes; return 'ESCAPED' if ctypes.CDLL(None).getuid() == 0 "
    "else 1",
    "become root": "import os; os.setuid(0); return 'ESCAPED'",
    "kill the host": "import os; os.kill(os.getppid() or 1, 9); return 1",
    "kill everyone": "import os; os.kill(-1, 9); return 1",
    "raise the limits": "import resource as r; r.setrlimit(r.RLIMIT_AS, (r.RLIM_INFINITY,) * 2); "
    "return 'ESCAPED'",
    "start threads": "import threading as t\n    for _ in range(50):\n        "
    "t.Thread(target=lambda: [0 for _ in iter(int, 1)]).start()\n    return 'ESCAPED'",
    "leave with success": "import os; os._exit(0)",
    "leave politely": "import sys; sys.exit(0)",
    "crash the interpreter": "import ctypes; ctypes.string_at(0)",
    "crash by marshal": "import marshal; marshal.loads(b'\\xe3' * 999); return 1",
    "crash the C stack": "import sys; sys.setrecursionlimit(10 ** 9)\n    "
    "x = ()\n    for _ in range(10 ** 6): x = (x,)\n    return repr(x)",
    "ignore signals": "import signal\n    for k in range(1, 30):\n        try: "
    "signal.signal(k, signal.SIG_IGN)\n        except Exception: pass\n    while True: pass",
    "print a result": "print('\\n{{\"index\": 0, \"state\": \"returned\", \"value\": "
    "\"ESCAPED\"}}'); return 1",
    "write a result": "import os; os.write(1, b'\\n' + b'0' * 32 + b'{{\"index\": 0, \"state\": "
    "\"returned\", \"value\": \"ESCAPED\", \"after\": [], \"rest\": {{}}}}\\n'); return 1",
    "patch the comparison": "import builtins; builtins.all = lambda *a: True; "
    "builtins.len = lambda *a: 0; return 1",
    "patch json": "import json; json.dumps = json.JSONEncoder.encode = lambda *a, **k: "
    "'\"ESCAPED\"'; return 1",
    "hook imports": "import sys; sys.meta_path.clear(); sys.modules.clear(); return 1",
    "stop the tracer": "import sys; sys.settrace(None); return 1",
    "say yes to everything": "return type('Yes', (str,), {{'__eq__': lambda *a: True}})('ESC')",
    "an error that lies": "raise type('E', (Exception,), {{'__str__': lambda s: 1 / 0}})()",
    "an end that is no error": "raise type('E', (BaseException,), {{}})()",
    "stay behind": "import atexit, os; atexit.register(os.write, 1, b'ESCAPED'); return 1",
}  # fmt: skip


@pytest.mark.parametrize("attempt", ESCAPES)
def test_no_escape(sandbox: Sandbox, attempt: str, listener: int, monkeypatch) -> None:
    monkeypatch.setenv("VIVA_MARK", "x")
    repository = str(Path(__file__).parents[2])
    body = ESCAPES[attempt].format(port=listener, repository=repository)
    source = f"def f(x):\n    {body}\n"
    outcomes = sandbox.run(source, "f", [Call((1,)), Call((2,))], limits=QUICK)
    assert "ESCAPED" not in repr([o.value for o in outcomes])
    assert len(outcomes) == 2
    assert one(sandbox, "def f(): return 5").value == 5, "the sandbox still works"


@pytest.fixture
def listener():
    """A port of this machine, to which nothing may come."""
    import socket

    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as datagrams,
    ):
        port = server.getsockname()[1]
        datagrams.bind(("127.0.0.1", port))
        server.settimeout(0)
        datagrams.settimeout(0)
        yield port
        with pytest.raises(BlockingIOError):
            server.accept()
        with pytest.raises(BlockingIOError):
            datagrams.recv(9)


SEARCH = """
import gc, sys
def f(x):
    needle, seen, frame = "-".join(["exp", "7f3a91"]), "", sys._getframe(1)
    while frame:
        seen += repr(frame.f_locals) + repr(frame.f_globals)
        frame = frame.f_back
    return needle in seen or any(o == needle for o in gc.get_objects() if type(o) is str)
"""


def test_expected_values_are_not_in_the_sandbox(sandbox: Sandbox) -> None:
    checks = [Check(Call((k,)), "exp-7f3a91", hidden=True) for k in range(3)]
    report = run_tests(sandbox, SEARCH, "f", checks, "equal")
    assert [r.got for r in report.results] == [False] * 3


FORGED = (
    "import sys, os, json\n"
    "def f(x):\n"
    "    frame = sys._getframe()\n"
    "    while frame:\n"
    "        for cell in (frame.f_locals.get('nonce'),):\n"
    "            if cell:\n"
    "                for k in range(9):\n"
    "                    forged = {'index': k, 'state': 'returned', 'value': 'FORGED', 'after': [],"
    " 'rest': {'error': '', 'line': 0, 'printed': '', 'steps': 0, 'cut': False, 'trace': []}}\n"
    "                    os.write(1, ('\\n' + cell + json.dumps(forged) + '\\n').encode())\n"
    "        frame = frame.f_back\n"
    "    return 1\n"
)


def test_forged_outcomes_are_noticed(sandbox: Sandbox) -> None:
    """Even code that finds the mark of the result channel cannot add outcomes unseen."""
    outcomes = sandbox.run(FORGED, "f", [Call((k,)) for k in range(3)])
    assert ["SandboxTamper" in o.error for o in outcomes] == [True] * 3
    assert not any(o.value for o in outcomes)


def test_nothing_stays_behind(sandbox: Sandbox, tmp_path: Path) -> None:
    """Forty runs leave no process and no thread, and do not slow down the clock."""
    one(sandbox, "def f(): return 1")
    threads, children = threading.active_count(), _children()
    for k in range(40):
        assert one(sandbox, "def f(x): return x", k).value == k
    assert threading.active_count() <= threads + 3
    assert _children() <= children
    assert sum(t.name == "viva-epoch" for t in threading.enumerate()) <= 1


def _children() -> int:
    return sum(
        len((task / "children").read_text().split())
        for task in Path(f"/proc/{os.getpid()}/task").iterdir()
        if (task / "children").exists()
    )


# ------------------------------------------------------------------ faults of the sandbox itself


def test_a_missing_interpreter_is_said(tmp_path: Path) -> None:
    with pytest.raises(WeightMissing):
        WasiSandbox(load(cache_dir=tmp_path))


def test_a_broken_interpreter_is_said(tmp_path: Path) -> None:
    broken = tmp_path / "broken.wasm"
    broken.write_bytes(b"\0asm not really")
    with pytest.raises(SandboxError, match="could not be prepared"):
        WasiSandbox(load(cache_dir=tmp_path), wasm=broken)


def test_bubblewrap_that_is_missing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(SandboxError, match="not found"):
        BubblewrapSandbox()


# ------------------------------------------------------------------ the scripted backend


class ScriptedSandbox:
    """Plays back outcomes for (source, entry, calls); anything else is an error."""

    def __init__(self, script: dict[tuple[str, str, tuple[Call, ...]], tuple[Outcome, ...]]):
        self.left = dict(script)

    def run(
        self,
        source: str,
        entry: str,
        calls: Sequence[Call],
        *,
        trace: bool = False,
        limits: Limits = Limits(),
    ) -> tuple[Outcome, ...]:
        try:
            return self.left.pop((source, entry, tuple(calls)))
        except KeyError:
            raise AssertionError(f"unexpected run of {entry} on {calls}") from None

    def close(self) -> None:
        assert not self.left, f"not run: {list(self.left)}"


def test_the_scripted_sandbox_fails_on_unexpected_and_unconsumed_runs() -> None:
    scripted: Sandbox = ScriptedSandbox({("s", "f", (Call((1,)),)): (Outcome("returned", 2),)})
    with pytest.raises(AssertionError, match="unexpected"):
        scripted.run("s", "f", [Call((2,))])
    with pytest.raises(AssertionError, match="not run"):
        scripted.close()
    assert scripted.run("s", "f", [Call((1,))])[0].value == 2
    scripted.close()
