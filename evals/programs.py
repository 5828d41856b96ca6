"""Programs of any length in every language, for measuring: they run, and all of their code does.

A program is one small function again and again, and ``solve``, which calls each of them.  ``\\x01``
stands for the number of the function.
"""

from __future__ import annotations

from tools.code.syntax import Language

_PIECES: dict[Language, str] = {
    "python": """def count_\x01(values, limit):
    seen, best = {}, 0
    for place, value in enumerate(values):
        if value > limit and value not in seen:
            best += place * \x01
        seen[value] = place
    return best
""",
    "javascript": """function count_\x01(values, limit) {
  const seen = new Map();
  let best = 0;
  for (let i = 0; i < values.length; i++) {
    if (values[i] > limit && !seen.has(values[i])) best += i * \x01;
    seen.set(values[i], i);
  }
  return best;
}
""",
    "typescript": """function count_\x01(values: number[], limit: number): number {
  const seen = new Map<number, number>();
  let best = 0;
  for (let i = 0; i < values.length; i++) {
    if (values[i] > limit && !seen.has(values[i])) best += i * \x01;
    seen.set(values[i], i);
  }
  return best;
}
""",
    "java": """    static int count_\x01(int[] values, int limit) {
        Map<Integer, Integer> seen = new HashMap<>();
        int best = 0;
        for (int i = 0; i < values.length; i++) {
            if (values[i] > limit && !seen.containsKey(values[i])) best += i * \x01;
            seen.put(values[i], i);
        }
        return best;
    }
""",
    "cpp": """int count_\x01(const vector<int>& values, int limit) {
    unordered_map<int, int> seen;
    int best = 0;
    for (int i = 0; i < (int)values.size(); i++) {
        if (values[i] > limit && !seen.count(values[i])) best += i * \x01;
        seen[values[i]] = i;
    }
    return best;
}
""",
    "go": """func count_\x01(values []int, limit int) int {
\tseen := map[int]int{}
\tbest := 0
\tfor i, value := range values {
\t\tif _, known := seen[value]; value > limit && !known {
\t\t\tbest += i * \x01
\t\t}
\t\tseen[value] = i
\t}
\treturn best
}
""",
}
# Before all pieces; before the calls of ``solve``; one call; and the end.
_AROUND: dict[Language, tuple[str, str, str, str]] = {
    "python": (
        "",
        "def solve(values):\n    total = 0\n",
        "    total += count_\x01(values, 1)\n",
        "    return total\n",
    ),
    "javascript": (
        "",
        "function solve(values) {\n  let total = 0;\n",
        "  total += count_\x01(values, 1);\n",
        "  return total;\n}\n",
    ),
    "typescript": (
        "",
        "function solve(values: number[]): number {\n  let total = 0;\n",
        "  total += count_\x01(values, 1);\n",
        "  return total;\n}\n",
    ),
    "java": (
        "import java.util.*;\n\nclass Solution {\n",
        "    static int solve(int[] values) {\n        int total = 0;\n",
        "        total += count_\x01(values, 1);\n",
        "        return total;\n    }\n}\n",
    ),
    "cpp": (
        "#include <bits/stdc++.h>\nusing namespace std;\n\n",
        "int solve(vector<int> values) {\n    int total = 0;\n",
        "    total += count_\x01(values, 1);\n",
        "    return total;\n}\n",
    ),
    "go": (
        "package main\n\n",
        "func solve(values []int) int {\n\ttotal := 0\n",
        "\ttotal += count_\x01(values, 1)\n",
        "\treturn total\n}\n",
    ),
}

HOSTILE: dict[str, str] = {
    "open brackets": "(" * 63_000,
    "10,000 levels": "[" * 10_000 + "]" * 10_000,
    "400 levels, again and again": ("(" * 400 + ")" * 400 + "\n") * 78,
    "open types": "a < " * 15_900,
    "open calls": "f(" * 31_000,
    "open quotes": '"a' * 31_000,
    "open templates": "`${" * 20_000,
    "ternaries": "a ? b : " * 7_900,
    "casts": "(a)" * 21_000,
    "broken heads": "def f(:\n" * 7_900,
    "broken pieces": "f() {\n\n" * 9_000,
    "errors": ") def (\n" * 7_900,
    "parameters": "def f(" + ",".join(f"p{k}" for k in range(8_000)) + "): pass\n",
    "assignments": "a = 1\n" * 10_600,
    "functions": "def f(a, b):\n    return a\n" * 2_400,
    "calls of itself": "def f(a):\n" + "    if a: return f(a)\n" * 2_900,
    "one list": "x = [" + "1, " * 21_000 + "]\n",
    "chain": "x = a" + " + a" * 15_900,
    "dots": "x = a" + ".a" * 31_000,
    "one name": "a" * 63_000,
}
"""Texts that a parser finds hard, each near the longest that is read."""


def program(language: Language, lines: int) -> str:
    """A program of about ``lines`` lines, ten at least, whose ``solve`` takes a list of numbers."""
    before, start, call, end = _AROUND[language]
    piece = _PIECES[language]
    own = (before + start + end).count("\n")
    count = max(1, round((lines - own) / (piece.count("\n") + 2)))
    numbers = [str(number) for number in range(1, count + 1)]
    pieces = "\n".join(piece.replace("\x01", number) for number in numbers)
    calls = "".join(call.replace("\x01", number) for number in numbers)
    return f"{before}{pieces}\n{start}{calls}{end}"
