"""Find the growth of the time again by another way than the product: own counts, own inputs, and
the ratio of the work at doubled sizes instead of fitted curves.

A program of its own for a plain interpreter: imports nothing of the product.  Reads {"sources":
{name: source}, "entry", "samples"} and prints {name: class}, "?" where the ratios fit none.
"""

import ast
import collections
import itertools
import json
import math
import random
import signal
import sys
import types

MOST = 200_000


class TooMuch(BaseException):
    pass


class Work:
    def __init__(self):
        self.done = 0

    def did(self, n=1):
        self.done += n
        if self.done > MOST:
            raise TooMuch

    def each(self, items):
        for item in items:
            self.did()
            yield item

    def found(self, item, items):
        if isinstance(items, (list, tuple, collections.deque)):
            for at, other in enumerate(items):
                if other is item or other == item:
                    self.did(at + 1)
                    return True
            self.did(len(items))
            return False
        if isinstance(items, str):
            self.did(len(items))
        return item in items

    def sized(self, value):
        if isinstance(value, (list, str, tuple, set, dict)):
            self.did(len(value))
        return value

    def call(self, f, *args, **named):
        if (
            args
            and f is not next
            and isinstance(args[0], types.GeneratorType)
            and isinstance(f, (types.BuiltinFunctionType, type))
        ):
            args = (list(args[0]), *args[1:])  # so that its length can be counted
        if isinstance(f, types.BuiltinMethodType) and not isinstance(f.__self__, types.ModuleType):
            self.method(f.__name__, f.__self__, args)
        elif isinstance(f, (types.BuiltinFunctionType, type)):
            self.function(f.__name__, f, args)
        return f(*args, **named)

    def method(self, name, owner, args):
        if name in (
            "append",
            "add",
            "get",
            "popleft",
            "appendleft",
            "discard",
            "setdefault",
            "keys",
            "values",
            "items",
            "isdigit",
            "isalpha",
            "isalnum",
            "popitem",
        ):
            return self.did(0)
        if name == "pop" and not (isinstance(owner, list) and args and args[0] != -1):
            return self.did(0)
        if name == "remove" and isinstance(owner, set):
            return self.did(0)
        size = len(owner) if hasattr(owner, "__len__") else 0
        if name == "sort":
            return self.did(int(size * math.log2(size + 2)))
        given = sum(len(a) for a in args if hasattr(a, "__len__"))
        if name in ("extend", "update", "join", "startswith", "endswith"):
            return self.did(given)
        return self.did(size + given)

    def function(self, name, f, args):
        first = len(args[0]) if args and hasattr(args[0], "__len__") else 0
        if name == "sorted":
            return self.did(int(first * math.log2(first + 2)))
        if name in (
            "heappush",
            "heappop",
            "heapreplace",
            "heappushpop",
            "bisect_left",
            "bisect_right",
            "bisect",
            "insort",
        ):
            return self.did(int(math.log2(first + 2)))
        if name in (
            "sum",
            "min",
            "max",
            "any",
            "all",
            "list",
            "tuple",
            "set",
            "dict",
            "frozenset",
            "Counter",
            "deque",
            "heapify",
        ):
            return self.did(first if len(args) == 1 else 0)
        return self.did(0)


def work(name, *args):
    return ast.Call(ast.Attribute(ast.Name("work__", ast.Load()), name, ast.Load()), list(args), [])


class Counting(ast.NodeTransformer):
    def generic_visit(self, node):
        super().generic_visit(node)
        for name in ("body", "orelse", "finalbody"):
            block = getattr(node, name, None)
            if isinstance(block, list) and not isinstance(node, (ast.Module, ast.ClassDef)):
                setattr(node, name, [x for s in block for x in (ast.Expr(work("did")), s)])
        return node

    def visit_FunctionDef(self, node):
        node.returns = None
        for argument in node.args.args:
            argument.annotation = None
        self.generic_visit(node)
        outer = [s for s in node.body if isinstance(s, (ast.Nonlocal, ast.Global))]
        node.body = [*outer, *(s for s in node.body if s not in outer)]
        return node

    def visit_comprehension(self, node):
        self.generic_visit(node)
        node.iter = work("each", node.iter)
        return node

    def visit_Call(self, node):
        self.generic_visit(node)
        if isinstance(node.func, ast.Name) and node.func.id == "super":
            return node
        return ast.Call(
            ast.Attribute(ast.Name("work__", ast.Load()), "call", ast.Load()),
            [node.func, *node.args],
            node.keywords,
        )

    def visit_Compare(self, node):
        self.generic_visit(node)
        if len(node.ops) == 1 and isinstance(node.ops[0], (ast.In, ast.NotIn)):
            asked = work("found", node.left, node.comparators[0])
            return ast.UnaryOp(ast.Not(), asked) if isinstance(node.ops[0], ast.NotIn) else asked
        return node

    def visit_Subscript(self, node):
        self.generic_visit(node)
        if isinstance(node.slice, ast.Slice) and isinstance(node.ctx, ast.Load):
            return work("sized", node)
        return node

    def visit_BinOp(self, node):
        self.generic_visit(node)
        return work("sized", node)


def stop(*_):
    raise TooMuch


def count(code, entry, args, then=None):
    """The work of one call; None where it is too much, -1 where it ends in an error."""
    space = {"__name__": "candidate", "work__": Work()}
    signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, 4)
    try:
        exec(code, space)
        made = space[entry](*args)
        space["work__"].done = 0 if then else space["work__"].done
        for method, rest in then or []:
            getattr(made, method)(*rest)
    except TooMuch:
        return None
    except Exception:  # noqa: BLE001 - any error of the candidate's
        return -1
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return space["work__"].done


# ------------------------------------------------------------------ inputs


def listed(sample, n, kind):
    if sample and isinstance(sample[0], str):
        if kind == "up":
            return [f"w{k:06}" for k in range(n)]
        if kind == "down":
            return [f"w{n - k:06}" for k in range(n)]
        return [sample[k % len(sample)] if kind == "cycle" else sample[0] for k in range(n)]
    if kind == "up":
        return list(range(1, n + 1))
    if kind == "down":
        return list(range(n, 0, -1))
    if kind == "mixed":
        return random.Random(n).sample(range(1, n + 1), n)
    if kind == "same":
        return [sample[0] if sample else 1] * n
    return [sample[k % len(sample)] if sample else 1 for k in range(n)]


def text(sample, n, kind):
    letters = sample or "a"
    if kind == "up" and letters.isalpha():
        return "".join(chr(0x4E00 + k) for k in range(n))
    if kind == "down":
        return (letters[0] * (n // 2) + letters[-1] * n)[:n]
    if kind == "mixed":
        half = "".join(letters[k % len(letters)] for k in range(n // 2))
        return half + half[::-1]
    if kind == "same":
        return letters[0] * n
    return "".join(letters[k % len(letters)] for k in range(n))


KINDS = [(kind, number) for kind in ("up", "down", "mixed", "same", "cycle")
         for number in ("sample", "huge", "one", "large")]  # fmt: skip


def made(samples, n, kind, number):
    """One input of size ``n``; ``number`` says what the numbers beside its lists are."""
    base = max(samples, key=lambda args: sum(len(a) for a in args if isinstance(a, (list, str))))
    if all(isinstance(a, int) for a in base):
        return [n + (number == "one")] * len(base)
    args = []
    for a in base:
        if isinstance(a, list):
            args.append(listed(a, n, kind))
        elif isinstance(a, str):
            args.append(text(a, n, kind))
        else:
            args.append({"sample": a, "huge": 1_000_000, "one": 1, "large": 40 * n}[number])
    return args


def worst_kind(code, entry, samples):
    """The kind of input with the most work at one size."""
    most, worst_ = -1, KINDS[0]
    for kind in KINDS:
        done = count(code, entry, made(samples, 32, *kind))
        if done is None:
            return kind
        if done > most:
            most, worst_ = done, kind
    return worst_


def worst(code, entry, samples, sizes, kind):
    """The work at each size; None where it is too much or an error."""
    found = []
    for n in sizes:
        done = count(code, entry, made(samples, n, *kind))
        if done is None or done < 0:
            return None
        found.append(done)
    return found


# ------------------------------------------------------------------ growth

LADDERS = ((256, 512, 1024, 2048), (64, 128, 256, 512), (32, 64, 128, 256), (8, 16, 32, 64))
HUGE = (4**6, 4**7, 4**8, 4**9)


def growth(source, entry, samples):
    tree = ast.fix_missing_locations(Counting().visit(ast.parse(source)))
    code = compile(tree, "<recount>", "exec")
    sys.setrecursionlimit(20_000)
    kind = worst_kind(code, entry, samples)
    few = worst(code, entry, samples, (6, 8, 10, 12), kind)
    if few and few[0] > 0 and few[-1] > 2.2 * few[-2] > 2.2 * 2.2 * few[-3]:
        return "2^n"
    steep = None if few else worst(code, entry, samples, (6, 7, 8), kind)
    if steep and steep[2] > 1.7 * steep[1] > 1.7 * 1.7 * steep[0] > 0:
        return "2^n"
    only_numbers = all(isinstance(a, int) for a in samples[0])
    for sizes in (HUGE, *LADDERS) if only_numbers else LADDERS:
        work_ = worst(code, entry, samples, sizes, kind)
        if work_:
            return named(work_, sizes[1] // sizes[0])
    return "?"


def named(work_, step):
    """The class from the last two ratios, with sizes ``step`` times as large each time."""
    rises = [b - a for a, b in itertools.pairwise(work_)]
    if work_[-1] == work_[0]:
        return "1"
    if max(rises) <= 1.3 * min(rises) and min(rises) > 0:
        return "log n"
    power = math.log(work_[-1] / work_[-2], step)
    if min(rises) >= 0 and 0 < math.log(work_[-1] / work_[0], step) / len(rises) < 0.15:
        return "log n"  # in leaps, as the count of a number's digits
    for name, low, high in (
        ("sqrt n", 0.4, 0.6), ("n", 0.9, 1.02), ("n log n", 1.02, 1.3), ("n^2", 1.85, 2.05),
        ("n^3", 2.55, 3.1),
    ):  # fmt: skip
        if low <= power <= high:
            return name
    return f"? {power:.2f}"


if __name__ == "__main__":
    job = json.load(sys.stdin)
    found = {}
    for name, source in job["sources"].items():
        try:
            found[name] = growth(source, job["entry"], job["samples"])
        except RecursionError:
            found[name] = "? recursion"
    print(json.dumps(found))
