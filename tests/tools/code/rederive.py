"""Find the keys of probes again by another way: the source rewritten to log what it does.

A program of its own for a plain interpreter: imports nothing of the product, and never traces.
Reads {"source", "entry", "probes": [...]} and prints {probe id: what it found}.
"""

import ast
import copy
import itertools
import json
import random
import re
import signal
import sys


class Log:
    def __init__(self):
        self.lines, self.returns, self.open, self.most, self.calls = [], [], {}, {}, {}
        self.snapshots, self.leaves, self.stack = {}, set(), []
        self.episodes, self.episode = {}, {}

    def at(self, line):
        self.lines.append(line)

    def snapshot(self, line, names):
        plain = {}
        for name, value in names.items():
            try:
                plain[name] = copy.deepcopy(value)
            except TimeoutError:
                raise
            except Exception:  # noqa: BLE001 - any object of the candidate's
                plain[name] = None
        self.snapshots.setdefault(line, []).append(plain)
        self.episode[line, len(self.stack)].append(plain)

    def begin(self, line):
        """A loop is come to: what its passes find belongs together."""
        self.episode[line, len(self.stack)] = now = []
        self.episodes.setdefault(line, []).append(now)

    def enter(self, name):
        self.calls[name] = self.calls.get(name, 0) + 1
        self.open[name] = self.open.get(name, 0) + 1
        self.most[name] = max(self.most.get(name, 0), self.open[name])
        for frame in self.stack:
            if frame[0] == name:
                frame[2] = True
        self.stack.append([name, 0, False])

    def leave(self, name):
        self.open[name] -= 1
        _, line, again = self.stack.pop()
        if not again:
            self.leaves.add((name, line))

    def back(self, line, value):
        self.stack[-1][1] = line
        self.returns.append(line)
        return value


def log(method, *args):
    func = ast.Attribute(ast.Name("log__", ast.Load()), method, ast.Load())
    return ast.Call(func, list(args), [])


class Logged(ast.NodeTransformer):
    """A log call before every statement, a snapshot at the start of every pass, and each function
    wrapped in enter and leave."""

    def block(self, statements):
        out = []
        for statement in statements:
            line = statement.lineno
            out.append(ast.Expr(log("at", ast.Constant(line))))
            if isinstance(statement, (ast.For, ast.While)):
                out.append(ast.Expr(log("begin", ast.Constant(line))))
            out.append(self.visit(statement))
        return out

    def visit_FunctionDef(self, node):
        body = self.block(node.body)
        name = ast.Constant(node.name)
        node.body = [
            ast.Expr(log("enter", name)),
            ast.Try(body, [], [], [ast.Expr(log("leave", name))]),
        ]
        nonlocals = [s for s in body if isinstance(s, (ast.Global, ast.Nonlocal))]
        if nonlocals:
            node.body[1].body = [s for s in body if s not in nonlocals]
            node.body = [*nonlocals, *node.body]
        return node

    def visit_ClassDef(self, node):
        node.body = [self.visit(s) for s in node.body]
        return node

    def loop(self, node):
        here = ast.Call(ast.Name("locals", ast.Load()), [], [])
        snapshot = ast.Expr(log("snapshot", ast.Constant(node.lineno), here))
        node.body = [snapshot, *self.block(node.body)]
        node.orelse = self.block(node.orelse)
        return node

    visit_For = visit_While = loop

    def visit_If(self, node):
        node.body, node.orelse = self.block(node.body), self.block(node.orelse)
        return node

    def visit_With(self, node):
        node.body = self.block(node.body)
        return node

    def visit_Try(self, node):
        node.body = self.block(node.body)
        node.orelse, node.finalbody = self.block(node.orelse), self.block(node.finalbody)
        for handler in node.handlers:
            handler.body = self.block(handler.body)
        return node

    def visit_Return(self, node):
        value = node.value or ast.Constant(None)
        node.value = log("back", ast.Constant(node.lineno), value)
        return node


def stop(*_):
    raise TimeoutError


def run(source, entry, args, logged=True, then=None):
    tree = ast.parse(source)
    log_ = Log()
    if logged:
        tree.body = [Logged().visit(s) for s in tree.body]
        ast.fix_missing_locations(tree)
    space = {"__name__": "candidate", "log__": log_}
    exec(compile(tree, "<again>", "exec"), space)
    args = copy.deepcopy(args)
    signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, 2)
    try:
        made = value = space[entry](*args)
        error = ""
        for method, rest in then or []:
            value = getattr(made, method)(*rest)
    except Exception as caught:  # noqa: BLE001 - any error of the candidate's
        value, error = None, type(caught).__name__
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return json.loads(json.dumps(value, default=repr)), error, args, log_


def again(job, probe):
    key, how = probe["key"], probe["key"]["derivation"]
    what = probe["id"].partition("@")[0]
    seen, args = how["evidence"], how["inputs"]
    if what == "T5.invariant":
        return invariant(job, seen, args)
    if what == "T11.role":
        return role(job, seen["loop_line"], seen["name"])
    if what == "T7.unused":
        return unneeded(job, seen["line"], seen["name"])
    if what == "T7.dead":
        ran = any(seen["line"] in run(job["source"], job["entry"], one)[3].lines
                  for one in many_inputs(job))  # fmt: skip
        return "sometimes" if ran or seen["line"] not in after_the_end(job["source"]) else "never"
    if what == "T15.cover":
        ran = [set(run(job["source"], job["entry"], one)[3].lines) for one in key["value"]]
        whole = set(key["targets"]) <= set().union(*ran) and set(key["targets"]) == set(
            seen["lines"]
        )
        return key["value"] if whole and set(key["targets"]) <= bodies(job["source"]) else None
    value, error, after, log_ = run(job["source"], job["entry"], args, then=seen.get("then"))
    if what in ("T1.return", "T13.failing", "T10.error"):
        if key["kind"] == "choice":
            return "error" if error else ("none" if value is None else "value")
        return after[0] if "hold after" in probe["text"] else value
    if what == "T1.variable":
        return log_.snapshots[seen["loop_line"]][seen["passes"]][seen["variable"]]
    if what == "T2.iterations":
        return len(log_.snapshots.get(seen["loop_line"], []))
    if what == "T2.line":
        return log_.lines.count(seen["line"])
    if what == "T2.calls":
        return log_.calls.get(seen["function"], 0)
    if what == "T2.depth":
        return log_.most.get(seen["function"], 0)
    if what == "T3.return":
        return log_.returns[-1]
    if what == "T3.branch":
        return "yes" if seen["line"] in log_.lines else "no"
    if what in ("T4.reach", "T4.skip"):
        runs = key["targets"][0] in log_.lines
        asked = what == "T4.reach"
        return args if runs is asked is key["reached"] and args == key["value"] else None
    if what == "T12.edit":
        other = run(key["mutant"], job["entry"], key["value"], logged=False)
        same = (value, error) == other[:2] and (value is not None or after == other[2])
        return key["value"] if not same and not error else None
    if what.startswith("T14."):
        return key["value"] if (value if not error else None) != key["value"] else None
    if what == "T6.sequence":
        other = run(key["mutant"], job["entry"], args, logged=False, then=seen["then"])
        return "no" if (value, error) == other[:2] else "yes"
    if what == "T6.mutation":
        other = run(key["mutant"], job["entry"], key["value"], logged=False)
        plain = run(job["source"], job["entry"], key["value"], logged=False)
        ours, theirs = job["source"].split("\n"), key["mutant"].split("\n")
        changed = [k + 1 for k in range(len(ours)) if ours[k] != theirs[k]]
        same = plain[:2] == other[:2] and (plain[0] is not None or plain[2] == other[2])
        return key["value"] if not same and changed == [seen["line"]] else None
    if what == "T10.mutates":
        return "yes" if after != args else "no"
    if what == "T10.base":
        leaves = {line for name, line in log_.leaves if name == probe["identifiers"][0]}
        return leaves.pop() if len(leaves) == 1 else sorted(leaves)
    raise ValueError(what)


def bodies(source):
    """The first lines of the bodies of branches and loops."""
    lines = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, (ast.If, ast.For, ast.While)):
            lines |= {block[0].lineno for block in (node.body, node.orelse) if block}
    return lines


def many_inputs(job, count=40):
    """The samples and random inputs, without those on which the code does not end."""
    rng, endless = random.Random(3), 0
    tried = [*job["samples"], *([other(a, rng) for a in rng.choice(job["samples"])]
                                for _ in range(count))]  # fmt: skip
    for args in tried:
        if run(job["source"], job["entry"], args, logged=False)[1] != "TimeoutError":
            yield args
        elif (endless := endless + 1) == 2:
            return


def unneeded(job, line, name):
    """Whether an answer changes without the statement on ``line``: tried, and seen by whether its
    value is ever read, with an object in its place that notes it."""
    tree = ast.parse(job["source"])
    gone, watched = ast.parse(job["source"]), ast.parse(job["source"])
    for one, put in ((gone, None), (watched, "touched__")):
        Replaced(line, put).visit(one)
        ast.fix_missing_locations(one)
    for args in many_inputs(job):
        right = run(ast.unparse(tree), job["entry"], args, logged=False)[:3]
        for code in (ast.unparse(gone), TOUCHED + ast.unparse(watched)):
            if run(code, job["entry"], args, logged=False)[:3] != right:
                return "yes"
    loads = [n for n in ast.walk(tree) if isinstance(n, ast.Name) and n.id == name]
    return "yes" if any(isinstance(n.ctx, ast.Load) for n in loads) else "no"


class Replaced(ast.NodeTransformer):
    """The assignment on a line left out, or its value replaced by a name."""

    def __init__(self, line, put):
        self.line, self.put = line, put

    def assigned(self, node):
        if node.lineno != self.line:
            return node
        if self.put is None:
            return ast.Pass()
        return ast.Assign(getattr(node, "targets", None) or [node.target],
                          ast.Name(self.put, ast.Load()))  # fmt: skip

    visit_Assign = visit_AnnAssign = assigned


TOUCHED = """
class Touched__:
    def __getattribute__(self, _):
        raise SystemError("read")

    def touched(self, *_):
        raise SystemError("read")

    __eq__ = __lt__ = __gt__ = __le__ = __ge__ = __bool__ = __len__ = __iter__ = touched
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __getitem__ = touched
    __index__ = __hash__ = __str__ = __repr__ = __contains__ = __neg__ = touched


touched__ = Touched__()
"""


def invariant(job, seen, args):
    """Refuted by the one run that is named, or not refuted by the samples and by random inputs."""
    rng = random.Random(5)
    tried = [args] if not seen["holds"] else list(job["samples"])
    if seen["holds"]:
        tried += [[other(a, rng) for a in rng.choice(job["samples"])] for _ in range(150)]
    broken, endless = False, 0
    for one in tried:
        _, error, _, log_ = run(job["source"], job["entry"], one)
        endless += error == "TimeoutError"
        if endless == 2:
            break  # the code does not take such inputs
        if not error:
            episodes = log_.episodes.get(seen["loop_line"], [])
            broken |= any(breaks(seen["kind"], seen["claim"], passes) for passes in episodes)
    return ("no" if broken else "yes") if seen["kind"] in ("each", "same") else (
        "yes" if broken else "no")  # fmt: skip


def breaks(kind, claim, passes):
    values = [eval(claim, {}, dict(one)) for one in passes]
    if kind == "each":
        return not all(values)
    pairs = list(itertools.pairwise(values))
    return {
        "same": any(a != b for a, b in pairs),
        "up": any(a > b for a, b in pairs),
        "down": any(a < b for a, b in pairs),
    }[kind]


def other(value, rng):
    """A random value of the same kind."""
    if isinstance(value, bool):
        return rng.random() < 0.5
    if isinstance(value, int):
        return rng.randint(-3, 12)
    if isinstance(value, str):
        return "".join(rng.choice(value or "ab") for _ in range(rng.randint(0, 8)))
    if isinstance(value, list) and len({type(item) for item in value}) > 1:
        return value  # a tree, or a row of a table
    if isinstance(value, list) and value and not isinstance(value[0], list):
        made = [other(rng.choice(value), rng) for _ in range(rng.randint(0, 7))]
        return sorted(made) if value == sorted(value) else made
    if isinstance(value, list):
        return rng.sample(value, rng.randint(0, len(value)))
    return value


def role(job, line, name):
    """The role of a name by what it does on the samples, and by the texts of its statements."""
    loop = next(
        n
        for n in ast.walk(ast.parse(job["source"]))
        if isinstance(n, (ast.For, ast.While)) and n.lineno == line
    )
    head = loop.target if isinstance(loop, ast.For) else ast.Constant(None)
    inside = [ast.unparse(n) for s in loop.body for n in ast.walk(s) if isinstance(n, ast.stmt)]
    inside = [text for text in inside if "\n" not in text]
    seen = []
    for args in job["samples"]:
        episodes = run(job["source"], job["entry"], args)[3].episodes.get(line, [])
        seen += [[one.get(name) for one in passes] for passes in episodes]
    changed = any(a != b for values in seen for a, b in itertools.pairwise(values))
    if name in [n.id for n in ast.walk(head) if isinstance(n, ast.Name)]:
        return "step"
    sets = [t for t in inside if re.match(rf"{name} ([-+*/%|&^]|//|\*\*)?= ", t)]
    grows = [t for t in inside if re.match(rf"{name}\.(append|add|extend|update)\(", t)]
    if not sets and not grows:
        return "fixed" if not changed else "?"
    moves = [t for t in sets if re.match(rf"{name} [-+]= \d+$", t)]
    if moves and len(moves) == len(sets) and not grows:
        return "step"
    if grows or all(t.startswith(f"{name} += ") for t in sets):
        return "gather"
    pairs = [(a, b) for values in seen for a, b in itertools.pairwise(values)]
    if all(a <= b for a, b in pairs) or all(a >= b for a, b in pairs):
        return "best"
    return "?"


def after_the_end(source):
    """Lines of statements that follow a return, raise, break or continue in their block."""
    lines = set()
    for node in ast.walk(ast.parse(source)):
        for name in ("body", "orelse", "finalbody"):
            block = getattr(node, name, None)
            if isinstance(block, list):
                for k, statement in enumerate(block[:-1]):
                    if isinstance(statement, (ast.Return, ast.Raise, ast.Break, ast.Continue)):
                        lines.add(block[k + 1].lineno)
    return lines


if __name__ == "__main__":
    job = json.load(sys.stdin)
    # a snapshot of a long list in every pass takes long
    job["samples"] = [args for args in job["samples"] if len(json.dumps(args)) < 300]
    print(json.dumps({probe["id"]: again(job, probe) for probe in job["probes"]}))
