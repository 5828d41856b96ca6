"""Count the work that a call does: passes, calls, and what built-in operations hide.

The guest rewrites the code so that each pass of a loop and each call counts one, and a built-in
operation counts what it does inside: ``x in list`` its length, ``sort`` n log n, and so on.  An
operation of unknown cost makes the count unsure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from tools.ports import Call, Limits, Sandbox

_PROGRAM = r"""
import ast, bisect, builtins, collections, functools, heapq, math, types

class TooMuch(BaseException):
    pass

class Count:
    def __init__(self, budget):
        self.n, self.budget, self.unsure, self.copied = 0, budget, "", 0

    def tick(self):
        self.n += 1
        if self.n > self.budget:
            raise TooMuch

    def add(self, n):
        self.n += n
        if self.n > self.budget:
            raise TooMuch

    def each(self, items):
        for item in items:
            self.tick()
            yield item

    def within(self, item, items, negate):
        kind = type(items)
        if kind in (list, tuple, str, collections.deque):
            self.add(len(items))
        return (item not in items) if negate else (item in items)

    def made(self, value):
        if type(value) in (list, str, tuple, dict, set):
            self.copied += len(value)
            self.add(len(value))
        return value

    def equal(self, a, b, negate):
        if type(a) is type(b) and type(a) in (str, list, tuple) and 1 < len(a) == len(b):
            self.add(len(a))
        return a != b if negate else a == b

    def call(self, f, *args, **named):
        kind = type(f)
        if hasattr(f, "cache_info"):
            self.tick()  # a hit costs as much; what is computed counts by itself
            return f(*args, **named)
        name = getattr(f, "__name__", "")
        if name in CONSUMERS and args and type(args[0]).__module__ in ("builtins", "itertools"):
            if type(args[0]) in LAZY or type(args[0]).__module__ == "itertools":
                args = (self.each(args[0]), *args[1:])
        if kind is types.BuiltinFunctionType and f is sorted:
            made = f(*args, **named)
            self.add(round(len(made) * math.log2(len(made) + 1)))
            return made
        if kind is types.FunctionType and f.__code__.co_filename != "<counted>":
            self.cost_of(getattr(f, "__name__", ""), None, args)
        elif kind is types.BuiltinFunctionType or kind is types.MethodDescriptorType:
            owner = getattr(f, "__self__", None)
            if isinstance(owner, types.ModuleType):
                owner = None
            self.cost_of(f.__name__, owner, args)
        elif kind is types.MethodType and f.__func__.__code__.co_filename != "<counted>":
            self.cost_of(f.__name__, f.__self__, args)
        elif kind is type and f.__module__ in ("builtins", "collections"):
            self.cost_of(f.__name__, None, args)
        return f(*args, **named)

    def cost_of(self, name, owner, args):
        def size(value):
            return len(value) if hasattr(value, "__len__") else 0
        first = args[0] if args else None
        n = size(owner) if owner is not None else size(first)
        log = max(1.0, math.log2(n + 1))
        if owner is not None:
            if name in FREE_METHODS or (name == "pop" and (not args or args[0] == -1
                                                           or not isinstance(owner, list))):
                return
            if name == "remove" and isinstance(owner, set):
                return  # looked up, not searched for
            if name in LINEAR_METHODS or name == "pop":
                return self.add(n + (size(first) if name in ARGUMENT_METHODS else 0))
            if name in ARGUMENT_METHODS:
                return self.add(size(first))
            if name in ("sort", "most_common"):
                return self.add(round(n * log))
        elif name in FREE:
            return
        elif name in ("min", "max") and len(args) > 1:
            return
        elif name in LINEAR:
            return self.add(n)
        elif name in ("sorted", "nlargest", "nsmallest"):
            return self.add(round(n * log))
        elif name in LOG:
            return self.add(round(log))
        self.unsure = self.unsure or name

FREE = set("len abs range enumerate zip iter next isinstance ord chr int float str bool print hash "
           "id divmod round pow reversed map filter callable repr bin hex deque defaultdict object "
           "floor ceil sqrt gcd lcm isqrt log2 log10 log inf cycle count product permutations "
           "combinations accumulate chain groupby pairwise islice repeat getattr setattr "
           "cmp_to_key itemgetter attrgetter partial type super slice oct "
           "namedtuple cache lru_cache".split())
LINEAR = set("min max sum any all list tuple set dict frozenset Counter OrderedDict "
             "heapify".split())
LINEAR |= {"deque"}
FREE -= {"deque"}
LAZY = (map, filter, zip, enumerate, reversed)
CONSUMERS = LINEAR | set("join extend update Counter sorted extendleft".split())
LOG = set("heappush heappop heappushpop heapreplace bisect bisect_left bisect_right".split())
FREE_METHODS = set("append add get setdefault items keys values discard popleft appendleft popitem "
                   "isdigit isalpha isalnum isupper islower isspace isnumeric bit_length "
                   "bit_count group start end span "
                   "clear move_to_end __getitem__".split())
LINEAR_METHODS = set("insert remove index count reverse copy lower upper strip lstrip rstrip split "
                     "replace find rfind rotate title capitalize swapcase splitlines rsplit "
                     "partition rpartition rindex ljust rjust center zfill casefold encode format "
                     "translate elements total removeprefix removesuffix".split())
ARGUMENT_METHODS = set("extend update join startswith endswith union intersection difference "
                       "issubset issuperset extendleft intersection_update difference_update "
                       "symmetric_difference isdisjoint subtract fromkeys".split())

def name(n):
    return ast.Name(n, ast.Load())

def method(m):
    return ast.Attribute(name("count__"), m, ast.Load())

class Counted(ast.NodeTransformer):
    def body(self, node):
        self.generic_visit(node)
        node.body.insert(0, ast.Expr(ast.Call(method("tick"), [], [])))
        return node

    visit_For = visit_While = visit_FunctionDef = body

    def visit_comprehension(self, node):
        self.generic_visit(node)
        node.iter = ast.Call(method("each"), [node.iter], [])
        return node

    def visit_Call(self, node):
        self.generic_visit(node)
        if isinstance(node.func, ast.Name) and node.func.id in ("super", "locals", "globals"):
            return node
        return ast.Call(method("call"), [node.func, *node.args], node.keywords)

    def visit_Compare(self, node):
        self.generic_visit(node)
        if len(node.ops) == 1 and isinstance(node.ops[0], (ast.In, ast.NotIn)):
            negate = ast.Constant(isinstance(node.ops[0], ast.NotIn))
            return ast.Call(method("within"), [node.left, node.comparators[0], negate], [])
        if len(node.ops) == 1 and isinstance(node.ops[0], (ast.Eq, ast.NotEq)):
            negate = ast.Constant(isinstance(node.ops[0], ast.NotEq))
            return ast.Call(method("equal"), [node.left, node.comparators[0], negate], [])
        return node

    def visit_Subscript(self, node):
        self.generic_visit(node)
        if isinstance(node.ctx, ast.Load) and isinstance(node.slice, ast.Slice):
            return ast.Call(method("made"), [node], [])
        return node

    def visit_BinOp(self, node):
        self.generic_visit(node)
        if isinstance(node.op, (ast.Add, ast.Mult, ast.BitOr, ast.BitAnd, ast.Sub)):
            return ast.Call(method("made"), [node], [])
        return node

    def visit_AugAssign(self, node):
        self.generic_visit(node)
        node.value = ast.Call(method("made"), [node.value], [])
        return node

    def visit_arguments(self, node):
        return node

    def visit_AnnAssign(self, node):
        if node.value is not None:
            node.value = self.visit(node.value)
        return node

def made_calls(target, args, is_class):
    if not is_class:
        return target(*args)
    made = target(*args[0])
    for name, rest in args[1]:
        getattr(made, name)(*rest)

def measure(source, entry, inputs, budget, is_class):
    tree = Counted().visit(ast.parse(source))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            node.returns = None
    code = compile(ast.fix_missing_locations(tree), "<counted>", "exec")
    found = []
    for args in inputs:
        ends = [entry[0] for entry in found[-2:]]
        if ends[-1:] == ["not_run"] or ends == ["too much", "too much"]:
            found.append(["not_run", 0, "", 0])
            continue
        count = Count(budget)
        space = {"__name__": "candidate", "count__": count}
        try:
            exec(code, space)
            count.n = count.copied = 0
            made_calls(space[entry], args, is_class)
            found.append(["done", count.n, count.unsure, count.copied])
        except TooMuch:
            found.append(["too much", count.n, count.unsure, count.copied])
        except BaseException as error:
            found.append(["raised", count.n, type(error).__name__, count.copied])
    return found
"""


@dataclass(frozen=True)
class Cost:
    """``state``: ``done``, ``too much`` (over the budget), ``raised``, or ``not_run``, as it is
    after two in a row that were too much. ``unsure`` names an operation of unknown cost;
    ``copied`` is what slices and concatenations make up of ``count``."""

    state: str
    count: int = 0
    unsure: str = ""
    copied: int = 0


def measure(
    sandbox: Sandbox,
    source: str,
    entry: str,
    inputs: Sequence[tuple[JsonValue, ...]],
    *,
    budget: int = 20_000,
    is_class: bool = False,
    wall_s: float = 10.0,
) -> list[Cost]:
    """The work of ``entry`` on each input, at most ``budget`` for each.

    For a class an input is ``[args, [[method, [args]], ...]]``.

    Raises:
        SandboxError: the sandbox could not run.
    """
    listed: list[JsonValue] = [list(args) for args in inputs]
    call = Call((source, entry, listed, budget, is_class))
    outcome = sandbox.run(_PROGRAM, "measure", [call], limits=Limits(wall_s=wall_s))[0]
    if outcome.state != "returned" or not isinstance(outcome.value, list):
        return [Cost("not_run")] * len(inputs)
    costs = []
    for item in outcome.value:
        if isinstance(item, list) and len(item) == 4:
            state, count, unsure, copied = item
            if isinstance(count, int) and isinstance(copied, int):
                costs.append(Cost(str(state), count, str(unsure), copied))
                continue
            costs.append(Cost("not_run"))
        else:
            costs.append(Cost("not_run"))
    return costs
