# ruff: noqa: E501 - programs in other languages
"""The Sandbox port over node: what a JavaScript or TypeScript call gives, and attempts to escape."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.code.node import NodeSandbox, node_missing
from tools.code.run_tests import Check, run_tests
from tools.code.typescript import strip_types
from tools.ports import Call, Limits, Outcome, Sandbox
from viva.errors import SandboxError

QUICK = Limits(wall_s=1.5)


@pytest.fixture(scope="module")
def sandbox() -> Sandbox:
    if node_missing():
        pytest.skip(node_missing())
    return NodeSandbox()


@pytest.fixture(scope="module")
def typed() -> Sandbox:
    if node_missing():
        pytest.skip(node_missing())
    return NodeSandbox(strip_types)


def one(sandbox: Sandbox, source: str, *args, limits: Limits = QUICK) -> Outcome:
    return sandbox.run(source, "f", [Call(args)], limits=limits)[0]


def value(sandbox: Sandbox, body: str) -> object:
    outcome = one(sandbox, f"function f() {{ {body} }}")
    assert outcome.state == "returned", outcome
    return outcome.value


# ------------------------------------------------------------------ what a call gives


def test_values_come_back_through_json(sandbox: Sandbox) -> None:
    source = (
        "const f = (x) => ({ got: x, pair: [1, 2.5], none: null, yes: true, nothing: undefined })"
    )
    assert one(sandbox, source, ["a", 1]).value == {
        "got": ["a", 1], "pair": [1, 2.5], "none": None, "yes": True, "nothing": None,
    }  # fmt: skip


def test_maps_typed_arrays_and_big_integers_are_plain_data(sandbox: Sandbox) -> None:
    assert value(sandbox, "return new Map([['a', 1]])") == {"a": 1}
    assert value(sandbox, "return new Int32Array(2)") == [0, 0]
    assert value(sandbox, "return 2n ** 70n") == 2**70
    assert value(sandbox, "") is None


@pytest.mark.parametrize(
    "shown",
    ["new Set([1])", "NaN", "-Infinity", "f", "new Date(0)", "Symbol()", "new (class Point {})()"],
)
def test_values_that_json_cannot_carry(sandbox: Sandbox, shown: str) -> None:
    assert one(sandbox, f"function f() {{ return {shown} }}").state == "not_json"


def test_a_value_that_holds_itself_cannot_be_carried(sandbox: Sandbox) -> None:
    assert one(sandbox, "function f() { const a = []; a.push(a); return a }").state == "not_json"


def test_each_call_has_its_own_arguments(sandbox: Sandbox) -> None:
    source = "let calls = 0; function f(x) { x.push(9); return x instanceof Array && ++calls }"
    outcomes = sandbox.run(source, "f", [Call(([1],)), Call(([2],))])
    assert [o.value for o in outcomes] == [1, 2]
    assert [o.args_after for o in outcomes] == [([1, 9],), ([2, 9],)]


def test_a_class_is_called_with_its_methods(sandbox: Sandbox) -> None:
    source = (
        "class Box {\n  constructor(n) { this.n = n }\n"
        "  addItem(k) { this.n += k; return this.n }\n}\n"
    )
    call = Call((1,), then=(("add_item", (2,)), ("addItem", (3,))))
    assert sandbox.run(source, "Box", [call])[0].value == [3, 6]
    absent = sandbox.run(source, "Box", [Call((1,), then=(("drop", ()),))])[0]
    assert absent.error == "TypeError: the class has no method drop"


@pytest.mark.parametrize(
    "source",
    [
        "function two_sum(a) { return a }",
        "const twoSum = (a) => a;",
        "export default function twoSum(a) { return a }",
        "module.exports = { twoSum: (a) => a }",
        "async function twoSum(a) { await null; return a }",
    ],
)
def test_the_function_is_found_however_it_is_written(sandbox: Sandbox, source: str) -> None:
    assert sandbox.run(source, "two_sum", [Call((5,))])[0].value == 5


def test_an_error_has_its_name_and_line(sandbox: Sandbox) -> None:
    source = "function g(x) {\n  return x.a.b\n}\n\nfunction f(x) {\n  return g(x)\n}\n"
    outcome = one(sandbox, source, {})
    assert (outcome.state, outcome.error_line) == ("raised", 2)
    assert outcome.error.startswith("TypeError: Cannot read")
    thrown = one(sandbox, "function f() {\n  throw 'no'\n}")
    assert thrown.error == "Error: 'no' was thrown"


def test_what_cannot_be_loaded_says_why(sandbox: Sandbox) -> None:
    syntax = one(sandbox, "let x = 1\nfunction f( {\n  return\n}")
    absent = one(sandbox, "function g() {}")
    missing = one(sandbox, "const x = require('no-such-module')\nfunction f() {}")
    assert [o.state for o in (syntax, absent, missing)] == ["not_run"] * 3
    assert syntax.error.startswith("SyntaxError")
    assert syntax.error_line in (2, 3)
    assert absent.error == "NameError: the code defines no f"
    assert missing.error_line == 1


def test_prints_are_kept_apart_from_the_value(sandbox: Sandbox) -> None:
    source = "function f() { console.log('a', [1]); process.stdout.write('b'); return 3 }"
    outcome = one(sandbox, source)
    assert (outcome.value, outcome.printed) == (3, "a [ 1 ]\nb")


def test_calls_before_a_hang_keep_their_outcomes(sandbox: Sandbox) -> None:
    source = "function f(x) { while (x === 2) {} return x }"
    outcomes = sandbox.run(source, "f", [Call((k,)) for k in range(4)], limits=QUICK)
    assert [o.state for o in outcomes] == ["returned", "returned", "timeout", "not_run"]


def test_calls_after_a_death_are_still_made(sandbox: Sandbox) -> None:
    source = "function f(x) { if (x === 1) process.exit(0); return x }"
    outcomes = sandbox.run(source, "f", [Call((k,)) for k in range(3)])
    assert [o.state for o in outcomes] == ["returned", "raised", "returned"]


def test_a_trace_is_refused_in_words(sandbox: Sandbox) -> None:
    with pytest.raises(SandboxError, match="cannot be traced"):
        sandbox.run("function f() {}", "f", [Call(())], trace=True)


def test_tests_of_a_problem_run(sandbox: Sandbox) -> None:
    checks = [Check(Call((k,)), k * 2, hidden=k > 1) for k in range(4)]
    report = run_tests(sandbox, "const f = (x) => x === 3 ? 7 : 2 * x", "f", checks, "equal")
    assert [r.state for r in report.results] == ["passed"] * 3 + ["wrong"]


# ------------------------------------------------------------------ TypeScript


def test_types_are_left_out_and_lines_stay(typed: Sandbox) -> None:
    source = (
        "interface Pair<T> {\n  first: T;\n}\n"
        "type Table = Map<string, number[]>\n"
        "class Box<T> implements Pair<T> {\n"
        "  private readonly kept: T[] = []; first!: T; second?: T;\n"
        "  put(item: T, at?: number): void { this.kept.push(item as T) }\n}\n"
        "export function f(rows: Array<number>, seen: Table = new Map<string, number[]>()): number {\n"
        "  const box: Box<number> = new Box<number>();\n"
        "  box.put(rows[0]!);\n"
        "  const same = <T,>(x: T): T => x;\n"
        "  return (rows as any).missing.length;\n}\n"
    )
    outcome = one(typed, source, [1])
    assert (outcome.state, outcome.error_line) == ("raised", 13)
    fixed = source.replace("(rows as any).missing.length", "same(rows).length")
    assert one(typed, fixed, [1, 2]).value == 2


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("enum Way { Up }\nfunction f() {}", "enum"),
        ("class A { constructor(private x: number) {} }\nfunction f() {}", "parameter property"),
        ("namespace N { export const x = 1 }\nfunction f() {}", "namespace"),
    ],
)
def test_types_that_make_code_are_refused_in_words(typed: Sandbox, source: str, what: str) -> None:
    outcome = one(typed, source)
    assert (outcome.state, outcome.error_line) == ("not_run", 1)
    assert what in outcome.error


# ------------------------------------------------------------------ limits


@pytest.mark.parametrize(
    "body",
    [
        "while (true) {}",
        "for (;;) { try { while (true) {} } catch (e) {} }",
        "return /(a+)+$/.test('a'.repeat(40) + 'b')",
        "return new Promise(() => setInterval(() => {}, 10))",
        "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)",
        "(function again() { queueMicrotask(again) })(); return new Promise(() => {})",
    ],
)
def test_what_takes_too_long_is_stopped(sandbox: Sandbox, body: str) -> None:
    outcome = one(sandbox, f"function f() {{ {body} }}", limits=Limits(wall_s=0.8))
    assert outcome.state == "timeout"


@pytest.mark.parametrize(
    "body",
    [
        "const a = []; while (true) a.push(new Array(1000).fill(0.5))",
        "const a = []; while (true) a.push(Buffer.alloc(1e6, 1))",
        "let s = 'ab'; const a = []; while (true) a.push((s += s.slice(1)).split(''))",
        "return new Uint8Array(3e9).fill(1).length",
        "new WebAssembly.Memory({ initial: 20000 }); return 1",
    ],
)
def test_too_much_memory(sandbox: Sandbox, body: str) -> None:
    # long enough for a busy machine to fill the memory first
    outcome = one(sandbox, f"function f() {{ {body} }}", limits=Limits(wall_s=40.0))
    assert outcome.state == "memory" or "RangeError" in outcome.error


def test_recursion_without_end_is_an_error(sandbox: Sandbox) -> None:
    outcome = one(sandbox, "function f(n) {\n  return f(n + 1) + 1\n}", 0)
    assert outcome.error.startswith("RangeError: Maximum call stack")
    assert outcome.error_line == 2


def test_too_much_output(sandbox: Sandbox) -> None:
    source = "function f(n) { try { console.log('x'.repeat(n)) } catch (e) {} return 1 }"
    outcomes = sandbox.run(source, "f", [Call((5,)), Call((10**6,)), Call((5,))])
    assert [o.state for o in outcomes] == ["returned", "output_too_large", "returned"]
    assert one(sandbox, "function f() { return 'x'.repeat(2e6) }").state == "output_too_large"


def test_a_flood_past_the_channel_is_stopped(sandbox: Sandbox) -> None:
    source = "function f() { for (;;) require('fs').writeSync(1, 'x'.repeat(1e6)) }"
    outcome = one(sandbox, source, limits=Limits(wall_s=5.0))
    assert outcome.state in ("output_too_large", "raised")


# ------------------------------------------------------------------ escapes

HOST = "const host = console.log.constructor('return process')();"
"""The way out of node's own context, which is no boundary: the box is."""

ESCAPES = {
    "read the password file": "require('fs').readFileSync('/etc/passwd'); return 'ESCAPED'",
    "read the environment": "return process.env.VIVA_MARK ? 'ESCAPED' : 1",
    "read the environment of the host's process": HOST + "return host.env.VIVA_MARK ? 'ESCAPED' : 1",
    "read /proc": "require('fs').readFileSync('/proc/self/environ'); return 'ESCAPED'",
    "read the parent's memory map": "require('fs').readFileSync('/proc/1/maps'); return 'ESCAPED'",
    "list a home": "require('fs').readdirSync('/root'); require('fs').readdirSync('/home'); "
    "return 'ESCAPED'",
    "read the repository": "require('fs').readFileSync('{repository}/pyproject.toml'); "
    "return 'ESCAPED'",
    "write a file": "require('fs').writeFileSync('/tmp/x', 'x'); return 'ESCAPED'",
    "write here": "require('fs').writeFileSync('x', 'x'); return 'ESCAPED'",
    "make a symlink": "require('fs').symlinkSync('/etc', 'x'); return 'ESCAPED'",
    "make a folder": "require('fs').mkdirSync('/x'); return 'ESCAPED'",
    "change a library": "require('fs').appendFileSync('/usr/lib/os-release', 'x'); return 'ESCAPED'",
    "connect": "return new Promise((yes) => require('net').connect({port}, '127.0.0.1', "
    "() => yes('ESCAPED')).on('error', () => yes(1)))",
    "send a datagram": "return new Promise((yes) => require('dgram').createSocket('udp4')"
    ".send('x', {port}, '127.0.0.1', () => yes(1)))",
    "look up a name": "return new Promise((yes) => require('dns').lookup('example.com', "
    "(e) => yes(e ? 1 : 'ESCAPED')))",
    "fetch a page": HOST + "return console.log.constructor('return fetch')()"
    "('http://127.0.0.1:{port}/').then(() => 'ESCAPED', () => 1)",
    "listen": "return new Promise((yes) => require('net').createServer().listen(80, '0.0.0.0')"
    ".on('error', () => yes(1)).on('listening', () => yes('ESCAPED')))",
    "start a program": "require('child_process').execFileSync('/bin/true'); return 'ESCAPED'",
    "use the shell": "require('child_process').execSync('true'); return 'ESCAPED'",
    "fork bomb": "const kids = []; for (let k = 0; k < 99; k++) kids.push(require('child_process')"
    ".spawn(process.execPath, ['-e', 'for(;;){{}}'])); "
    "return kids.every((kid) => kid.pid) ? 'ESCAPED' : 1",
    "start workers": "const {{ Worker }} = require('worker_threads'); for (let k = 0; k < 99; k++) "
    "new Worker('for(;;){{}}', {{ eval: true }}).on('error', () => 1); return 1",
    "be root": "return process.getuid() === 0 || process.geteuid() === 0 ? 'ESCAPED' : 1",
    "become root": HOST + "host.setuid(0); return 'ESCAPED'",
    "kill the host": "process.kill(process.ppid, 9); return 1",
    "kill everyone": "process.kill(-1, 9); return 1",
    "leave with success": "process.exit(0)",
    "leave at once": HOST + "host.reallyExit(0)",
    "crash": HOST + "host.abort()",
    "crash by a binding": HOST + "host.binding('fs'); host.dlopen({{ exports: {{}} }}, '/lib/x'); "
    "return 'ESCAPED'",
    "ignore signals": "for (const s of ['SIGTERM', 'SIGINT', 'SIGHUP']) try {{ process.on(s, () => 1) }}"
    " catch (e) {{}} for (;;) {{}}",
    "print a result": 'console.log(\'\\n{{"index": 0, "state": "returned", "value": "ESCAPED"}}\'); '
    "return 1",
    "write a result": "require('fs').writeSync(1, '\\n' + '0'.repeat(32) + '{{\"index\": 0, "
    '"state": "returned", "value": "ESCAPED", "after": [], "rest": {{}}}}\\n\'); return 1',
    "patch JSON": "JSON.stringify = () => '\"ESCAPED\"'; JSON.parse = () => ['ESCAPED']; return 1",
    "patch Object": "Object.prototype.toJSON = () => 'ESCAPED'; Object.keys = () => ['ESCAPED']; "
    "Array.prototype.join = () => '\"ESCAPED\"'; return 1",
    "a setter on every object": "Object.defineProperty(Object.prototype, 'value', "
    "{{ get: () => 'ESCAPED', set() {{}} }}); return 1",
    "say yes to everything": "return {{ toJSON: () => 'ESCAPED', valueOf: () => true }}",
    "a proxy that lies": "return new Proxy([], {{ get: (t, k) => k === 'length' ? 9e9 : 1 }})",
    "an error that lies": "throw {{ get message() {{ throw 1 }}, get stack() {{ throw 2 }} }}",
    "an end that is no error": "throw undefined",
    "a promise that is none": "return {{ then: (yes) => yes('x') }}",
    "stay behind": "process.on('exit', () => require('fs').writeSync(1, 'ESCAPED')); return 1",
}  # fmt: skip


@pytest.mark.parametrize("attempt", ESCAPES)
def test_no_escape(sandbox: Sandbox, attempt: str, listener: int, monkeypatch) -> None:
    monkeypatch.setenv("VIVA_MARK", "x")
    repository = str(Path(__file__).parents[2])
    body = ESCAPES[attempt].replace(HOST, "@").format(port=listener, repository=repository)
    source = f"function f(x) {{ {body.replace('@', HOST)} }}"
    outcomes = sandbox.run(source, "f", [Call((1,)), Call((2,))], limits=QUICK)
    assert "ESCAPED" not in repr([o.value for o in outcomes])
    assert len(outcomes) == 2
    assert one(sandbox, "function f() { return 5 }").value == 5, "the sandbox still works"


@pytest.fixture
def listener() -> Iterator[int]:
    """A port of this machine, to which nothing may come."""
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
const host = console.log.constructor('return this')();
function f() {
  const needle = ['exp', '7f3a91'].join('-'), seen = new Set(), left = [host, globalThis];
  while (left.length) {
    const value = left.pop();
    if (value === needle) return true;
    if (value === null || !/object|function/.test(typeof value) || seen.has(value)) continue;
    seen.add(value);
    for (const key of Reflect.ownKeys(value)) try { left.push(value[key]) } catch (e) {}
  }
  return [process.argv, process.execArgv].join().includes(needle);
}
"""


def test_expected_values_are_not_in_the_sandbox(sandbox: Sandbox) -> None:
    checks = [Check(Call((k,)), "exp-7f3a91", hidden=True) for k in range(2)]
    report = run_tests(sandbox, SEARCH, "f", checks, "equal")
    assert [r.got for r in report.results] == [False] * 2


def test_nothing_stays_behind(sandbox: Sandbox) -> None:
    before = _children()
    for k in range(20):
        assert one(sandbox, "const f = (x) => x", k).value == k
    assert _children() <= before


def _children() -> int:
    return sum(
        len((task / "children").read_text().split())
        for task in Path(f"/proc/{os.getpid()}/task").iterdir()
        if (task / "children").exists()
    )


def test_absent_node_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(SandboxError, match="apt-get install -y nodejs"):
        NodeSandbox()
