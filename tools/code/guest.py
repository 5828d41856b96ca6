"""The program that runs *inside* a sandbox: it loads the candidate's code and makes the calls.

It stands alone (standard library only, Python 3.11 and later) and is never imported by the
product: its text is handed to the interpreter in the sandbox.  The job comes as one JSON text on
standard input; each outcome leaves at once as one line ``\\n<nonce><json>\\n`` on descriptor 1, so
that the calls before a hang keep theirs.  The host takes any other byte for printed text.

The candidate shares this interpreter and could read its frames; so nothing worth reading enters:
no expected value, no test but its input.
"""

import json
import os
import sys


def main():
    # Imported before the job comes, so that a warm sandbox has them ready.  Those that few need
    # would make every start longer: `typing` and `string` alone by a quarter.
    import ast, bisect, collections, functools, heapq, io, itertools  # noqa: E401, F401, I001
    import math, random, re  # noqa: E401, F401

    functools._lru_cache_wrapper = plain_cache
    text = sys.stdin.buffer.read()
    if text:
        # Through `map`, so that a new C frame is entered: wasm code checks the time against the
        # deadline that it found when it entered a frame, and the job has brought a new one.
        list(map(work, [text]))


def plain_cache(function, maxsize, typed, info):
    """What ``functools.cache`` and ``lru_cache`` wrap a function in, without a C frame for each
    level of a recursion: CPython for WASI has room for few of them."""
    import functools

    # Two frames of Python stand for one of the function's own.
    sys.setrecursionlimit(max(sys.getrecursionlimit(), 2_200))
    kept, counts, make_key = {}, [0, 0], functools._make_key

    def cached(*args, **named):
        key = make_key(args, named, typed)
        if key in kept:
            counts[0] += 1
            if maxsize is not None:
                kept[key] = kept.pop(key)  # the one used last stands last
            return kept[key]
        counts[1] += 1
        value = function(*args, **named)
        if maxsize is None or maxsize > 0:
            if maxsize is not None and len(kept) >= maxsize and key not in kept:
                del kept[next(iter(kept))]
            kept[key] = value
        return value

    def cache_clear():
        kept.clear()
        counts[:] = [0, 0]

    cached.cache_info = lambda: info(*counts, maxsize, len(kept))  # pyright: ignore
    cached.cache_clear = cache_clear  # pyright: ignore
    return cached


def work(text):
    """Do one job."""
    import collections
    import io

    write, dumps, loads, settrace = os.write, json.dumps, json.loads, sys.settrace
    job = loads(text)
    del text
    nonce, filename = job["nonce"], "<candidate>"
    output_bytes, trace_events = job["output_bytes"], job["trace_events"]
    tracing = job["trace"]

    def send(frame):
        data = ("\n" + nonce + frame + "\n").encode("utf-8", "replace")
        while data:
            data = data[write(1, data) :]

    class TooMuchOutput(BaseException):
        pass

    class Printed(io.TextIOBase):
        """Standard output of the candidate: kept up to the limit, then an end to the call."""

        def __init__(self):
            super().__init__()
            self.pieces, self.size, self.full = [], 0, False

        def writable(self):
            return True

        def write(self, piece):
            if not isinstance(piece, str):
                raise TypeError("write() argument must be str")
            self.size += len(piece)
            if self.size > output_bytes:
                self.full = True
                raise TooMuchOutput
            self.pieces.append(piece)
            return len(piece)

    def brief(value, room=200):
        """``repr`` of at most ``room`` characters, without building a huge one first."""
        kind = type(value)
        try:
            if kind in (list, tuple) and len(value) > 100:
                return repr(value[:100])[:room]
            if kind is str and len(value) > 300:
                return repr(value[:300])[:room]
            if kind in (dict, set, frozenset) and len(value) > 100:
                return "<%s of %d>" % (kind.__name__, len(value))  # noqa: UP031
            if kind is collections.deque and len(value) > 100:
                return "<deque of %d>" % len(value)  # noqa: UP031
            return repr(value)[:room]
        except Exception:  # noqa: BLE001 - a candidate's own __repr__ may raise anything
            return "<no repr>"

    class Tracer:
        """Lines, calls and returns of candidate code; each event holds only what has changed."""

        def __init__(self):
            self.events, self.steps, self.depth, self.cut = [], 0, -1, False
            self.seen = {}

        def start(self, frame, what, argument):
            if what != "call" or frame.f_code.co_filename != filename:
                return None
            self.depth += 1
            self.note(frame, "call", "")
            return self.line

        def line(self, frame, what, argument):
            if what == "line":
                self.steps += 1
                if not self.cut:
                    self.note(frame, "line", "")
                elif self.steps > 4 * trace_events:
                    settrace(None)  # too long to be of use: let it end at full speed
                    return None
            elif what == "return":
                if not self.cut:
                    self.note(frame, "return", brief(argument))
                self.seen.pop(id(frame), None)
                self.depth -= 1
            elif what == "exception" and not self.cut:
                self.note(frame, "exception", argument[0].__name__)
            return self.line

        def note(self, frame, what, value):
            if len(self.events) >= trace_events:
                self.cut = True
                return
            before = self.seen.get(id(frame))
            now = {name: brief(v) for name, v in frame.f_locals.items() if name[:1] != "."}
            if before is None:
                changed, gone = now, []
            else:
                changed = {n: v for n, v in now.items() if before.get(n) != v}
                gone = [n for n in before if n not in now]
            self.seen[id(frame)] = now
            name = frame.f_code.co_name
            event = [what, frame.f_lineno, name, self.depth, before is None, changed, gone, value]
            self.events.append(event)

    def where(error):
        """The last line of candidate code in the traceback, 0 if none."""
        if isinstance(error, SyntaxError) and error.filename == filename:
            return error.lineno or 0
        line, step = 0, error.__traceback__
        while step is not None:
            if step.tb_frame.f_code.co_filename == filename:
                line = step.tb_lineno
            step = step.tb_next
        return line

    def said(error):
        try:
            message = error.msg if isinstance(error, SyntaxError) else str(error)
        except Exception:  # noqa: BLE001 - a candidate's own __str__ may raise anything
            message = ""
        name = type(error).__name__
        return (name + ": " + str(message) if message else name)[:300]

    def carry(value):
        """(json, is it JSON): JSON text of ``value``, or of its repr."""
        try:
            return dumps(value, allow_nan=False), True
        except (TypeError, ValueError, RecursionError):
            return dumps(brief(value)), False

    def load():
        namespace = {"__name__": "candidate", "__builtins__": __builtins__}
        exec(code, namespace)
        return namespace

    def make(call, namespace):
        """Make one call; returns the outcome as JSON text."""
        out = sys.stdout = Printed()
        tracer = Tracer()
        args = loads(call["args"])
        state, value, is_json, error, line = "returned", "null", True, "", 0
        try:
            target = namespace[job["entry"]]
            if tracing:
                settrace(tracer.start)
            try:
                got = target(*args)
                if call["then"] is not None:
                    got = [getattr(got, name)(*rest) for name, rest in loads(call["then"])]
            finally:
                settrace(None)
            value, is_json = carry(got)
            if len(value) > 1_000_000:
                state, value = "output_too_large", "null"
            elif not is_json:
                state = "not_json"
        except TooMuchOutput:
            pass
        except MemoryError as caught:
            args = None
            state, error, line = "memory", "MemoryError", where(caught)
        except BaseException as caught:  # noqa: BLE001 - the boundary: anything is an outcome
            state, error, line = "raised", said(caught), where(caught)
        if out.full:
            state, value = "output_too_large", "null"
        sys.stdout = quiet
        after, after_is_json = carry(args)
        if not after_is_json or len(after) > 200_000:
            after = "[]"
        rest = dumps({
            "error": error, "line": line, "printed": "".join(out.pieces), "steps": tracer.steps,
            "cut": tracer.cut, "trace": tracer.events,
        })  # fmt: skip
        return '"state": "%s", "value": %s, "after": %s, "rest": %s' % (  # noqa: UP031
            state, value, after, rest,
        )  # fmt: skip

    quiet = sys.stdout = sys.stderr = Printed()
    sys.stdin = io.StringIO("")
    try:
        code = compile(job["source"], filename, "exec", dont_inherit=True)
        namespace = load()
        if job["entry"] not in namespace:
            raise NameError("the code defines no " + job["entry"])
    except TooMuchOutput:
        send(dumps({"load": "output_too_large", "error": "printed too much", "line": 0}))
        return
    except MemoryError as caught:
        send(dumps({"load": "memory", "error": "MemoryError", "line": where(caught)}))
        return
    except BaseException as caught:  # noqa: BLE001 - the boundary: anything is an outcome
        send(dumps({"load": "raised", "error": said(caught), "line": where(caught)}))
        return
    for index, call in enumerate(job["calls"]):
        # A trace must not depend on the calls before it, so each traced call has a fresh module.
        if tracing and index:
            namespace = load()
        send('{"index": %d, %s}' % (index, make(call, namespace)))  # noqa: UP031


main()
os._exit(0)
