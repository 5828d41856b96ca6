# ruff: noqa: E501 - programs in other languages
"""The Sandbox port over C++ and Java: what a call gives, limits, and attempts to escape.

Compiling takes seconds, so one program holds many cases: its argument says which.
"""

from __future__ import annotations

import pytest

from tools.code.compiled import CompiledSandbox
from tools.code.cpp import CPP, cpp_missing
from tools.code.java import JAVA, java_missing
from tools.code.run_tests import Check, run_tests
from tools.ports import Call, Limits, Sandbox
from viva.errors import SandboxError

SLOW = Limits(wall_s=20.0)
MISSING = {"cpp": cpp_missing, "java": java_missing}
PROGRAMS = {
    "cpp": """#include <vector>
using namespace std;
vector<int> twoSum(vector<int>& nums, int target) {
    cout << "looking";
    for (int i = 0; i < (int)nums.size(); i++)
        for (int j = i + 1; j < (int)nums.size(); j++)
            if (nums[i] + nums[j] == target) { nums[0] = 7; return {i, j}; }
    throw invalid_argument("none");
}
""",
    "java": """import java.util.*;
public class Solution {
    public int[] twoSum(int[] nums, int target) {
        System.out.print("looking");
        for (int i = 0; i < nums.length; i++)
            for (int j = i + 1; j < nums.length; j++)
                if (nums[i] + nums[j] == target) { nums[0] = 7; return new int[] {i, j}; }
        throw new IllegalArgumentException("none");
    }
}
""",
}
CLASSES = {
    "cpp": """struct Shelf {
    map<string, int> count; int limit;
    Shelf(int limit, vector<string> first) : limit(limit) { for (auto& w : first) count[w]++; }
    bool addItem(const string& word) { return (int)count.size() < limit && ++count[word] > 0; }
    optional<int> find(string word) const {
        auto it = count.find(word);
        return it == count.end() ? nullopt : optional<int>(it->second);
    }
    map<string, int> all() { return count; }
    void clear() { count.clear(); }
};
""",
    "java": """import java.util.*;
class Shelf {
    Map<String, Integer> count = new TreeMap<>(); int limit;
    Shelf(int limit, List<String> first) {
        this.limit = limit;
        for (String w : first) count.merge(w, 1, Integer::sum);
    }
    boolean addItem(String word) {
        return count.size() < limit && count.merge(word, 1, Integer::sum) > 0;
    }
    Integer find(String word) { return count.get(word); }
    Map<String, Integer> all() { return new TreeMap<>(count); }
    void clear() { count.clear(); }
}
""",
}
ESCAPES = {
    "cpp": r"""#include <fstream>
#include <sys/socket.h>
#include <netinet/in.h>
#include <arpa/inet.h>
#include <unistd.h>
#include <signal.h>
#include <sys/resource.h>
using namespace std;
extern char** environ;
int endless(int n) { return endless(n + 1) + 1; }
string f(int what) {
    auto can_read = [](const char* path) { return ifstream(path).good() ? "ESCAPED" : "no"; };
    switch (what) {
        case 0: return can_read("/etc/passwd");
        case 1: return can_read("/proc/self/maps");
        case 2: return can_read("/root") ;
        case 3: { for (char** e = environ; *e; e++) if (strstr(*e, "VIVA")) return "ESCAPED"; return "no"; }
        case 4: return ofstream("/tmp/x") << "x" ? "ESCAPED" : "no";
        case 5: return ofstream("x") << "x" ? "ESCAPED" : "no";
        case 6: { pid_t p = fork(); if (p == 0) _exit(0); return p > 0 ? "ESCAPED" : "no"; }
        case 7: return system("true") == 0 ? "ESCAPED" : "no";
        case 8: return getuid() == 0 || setuid(0) == 0 ? "ESCAPED" : "no";
        case 9: {
            int s = socket(AF_INET, SOCK_STREAM, 0);
            sockaddr_in to{}; to.sin_family = AF_INET; to.sin_port = htons(22);
            inet_pton(AF_INET, "127.0.0.1", &to.sin_addr);
            return connect(s, (sockaddr*)&to, sizeof to) == 0 ? "ESCAPED" : "no";
        }
        case 10: return symlink("/etc", "x") == 0 ? "ESCAPED" : "no";
        case 11: { rlimit r{RLIM_INFINITY, RLIM_INFINITY}; return setrlimit(RLIMIT_AS, &r) == 0 ? "ESCAPED" : "no"; }
        case 12: return can_read("/work/unit.cpp") == string("ESCAPED") ? "its own text" : "no";
        case 13: { write(1, "\n{\"index\": 13, \"state\": \"returned\", \"value\": \"ESCAPED\"}\n", 57); return "no"; }
        case 14: exit(0);
        case 15: abort();
        case 16: return to_string(endless(1));
        case 17: { vector<vector<char>> all; for (;;) all.emplace_back(1 << 20, 'x'); }
        case 18: for (int k = 0; k < 1000000; k++) cout << "flood"; return "no";
        case 19: return string(2000000, 'x');
        case 20: kill(-1, 9); return "no";
        default: return "fine";
    }
}
""",
    "java": r"""import java.io.*;
import java.net.*;
import java.nio.file.*;
import java.util.*;
class Escape {
    static int endless(int n) { return endless(n + 1) + 1; }
    static String read(String path) throws Exception { Files.readAllBytes(Path.of(path)); return "ESCAPED"; }
    static String f(int what) throws Exception {
        switch (what) {
            case 0: return read("/etc/passwd");
            case 1: return read("/proc/self/maps");
            case 2: return new File("/root").list() == null ? "no" : "ESCAPED";
            case 3: return System.getenv().containsKey("VIVA_MARK") ? "ESCAPED" : "no";
            case 4: Files.writeString(Path.of("/tmp/x"), "x"); return "ESCAPED";
            case 5: Files.writeString(Path.of("x"), "x"); return "ESCAPED";
            case 6: for (int k = 0; k < 99; k++) new ProcessBuilder("/work/run").start(); return "ESCAPED";
            case 7: return Runtime.getRuntime().exec("true").waitFor() == 0 ? "ESCAPED" : "no";
            case 8: return System.getProperty("user.name").equals("root") ? "ESCAPED" : "no";
            case 9: new Socket("127.0.0.1", 22); return "ESCAPED";
            case 10: Files.createSymbolicLink(Path.of("x"), Path.of("/etc")); return "ESCAPED";
            case 11: InetAddress.getByName("example.com"); return "ESCAPED";
            case 12: read("/work/Guest.java"); return "its own text";
            case 13: new FileOutputStream(FileDescriptor.out).write("\n{\"index\": 13, \"value\": \"ESCAPED\"}\n".getBytes()); return "no";
            case 14: System.exit(0);
            case 15: Runtime.getRuntime().halt(1);
            case 16: return "" + endless(1);
            case 17: List<int[]> all = new ArrayList<>(); for (;;) all.add(new int[1 << 20]);
            case 18: for (int k = 0; k < 1000000; k++) System.out.print("flood"); return "no";
            case 19: return "x".repeat(2000000);
            case 20: for (int k = 0; k < 999; k++) { Thread t = new Thread(() -> { for (;;); }); t.setDaemon(true); t.start(); } return "no";
            default: return "fine";
        }
    }
}
""",
}  # fmt: skip


@pytest.fixture(scope="module", params=["cpp", "java"])
def language(request: pytest.FixtureRequest) -> str:
    if reason := MISSING[request.param]():
        pytest.skip(reason)
    return request.param


@pytest.fixture(scope="module")
def sandbox(language: str) -> Sandbox:
    return CompiledSandbox({"cpp": CPP, "java": JAVA}[language])


def test_a_call_gives_value_printing_and_changed_arguments(sandbox: Sandbox, language: str) -> None:
    calls = [Call(([3, 4, 5], 9)), Call(([1], 5)), Call((["a"], 5)), Call(([2**40], 5))]
    found, none, misfit, large = sandbox.run(PROGRAMS[language], "two_sum", calls, limits=SLOW)
    assert (found.state, found.value, found.printed) == ("returned", [1, 2], "looking")
    assert found.args_after == ([7, 4, 5], 9)
    assert none.state == "raised"
    assert "none" in none.error
    assert none.error_line == (8 if language == "java" else 0)
    assert "does not give an integer" in misfit.error
    assert "does not fit" in large.error
    checks = [Check(Call(([3, 4, 5], 9)), [1, 2]), Check(Call(([3, 4, 5], 8)), [1, 2], hidden=True)]
    report = run_tests(sandbox, PROGRAMS[language], "two_sum", checks, "equal")
    assert [r.state for r in report.results] == ["passed", "wrong"]


def test_a_class_is_called_with_its_methods(sandbox: Sandbox, language: str) -> None:
    steps = (
        ("add_item", ("b",)), ("add_item", ("c",)), ("find", ("a",)), ("find", ("z",)), ("all", ()),
        ("clear", ()),
    )  # fmt: skip
    [outcome] = sandbox.run(
        CLASSES[language], "Shelf", [Call((2, ["a", "a"]), then=steps)], limits=SLOW
    )
    assert outcome.value == [True, False, 2, None, {"a": 2, "b": 1}, None]


def test_what_does_not_compile_says_where(sandbox: Sandbox, language: str) -> None:
    source = PROGRAMS[language].replace("(int)nums.size()", "sizes").replace("nums.length", "sizes")
    [outcome] = sandbox.run(source, "two_sum", [Call(([], 0))])
    assert (outcome.state, outcome.error_line) == ("not_run", 5)
    assert outcome.error.startswith("CompileError")
    [absent] = sandbox.run(PROGRAMS[language], "three_sum", [Call(())])
    assert absent.error == "NameError: the code defines no three_sum"


def test_no_escape(sandbox: Sandbox, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIVA_MARK", "x")
    calls = [Call((k,)) for k in range(22)]
    limits = Limits(wall_s=60.0)
    outcomes = sandbox.run(ESCAPES[language], "f", calls, limits=limits)
    assert "ESCAPED" not in repr([o.value for o in outcomes])
    states = [o.state for o in outcomes]
    assert states[14:20] == [
        "raised", "raised", "raised", "memory", "output_too_large", "output_too_large",
    ]  # fmt: skip
    assert states[21] == "returned", "calls after a death are still made"


def test_a_trace_is_refused_in_words(sandbox: Sandbox) -> None:
    with pytest.raises(SandboxError, match="cannot be traced"):
        sandbox.run("", "f", [Call(())], trace=True)


def test_a_compiler_that_is_absent_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert "apt-get install -y g++" in cpp_missing()
    assert "apt-get install -y default-jdk-headless" in java_missing()
