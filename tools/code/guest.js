// The program that runs *inside* a box: it loads the candidate's JavaScript and makes the calls.
//
// It stands alone and is never loaded by the product: its text is handed to node in the sandbox.
// The job comes as one JSON text on standard input; each outcome leaves at once as one line
// "\n<nonce><json>\n" on descriptor 1.  What candidate code does to the built-in objects of its own
// context does not reach the ones used here; and nothing worth reading enters: no expected value.
"use strict";
(() => {
  const fs = require("fs");
  const vm = require("vm");
  const util = require("util");
  const FILE = "candidate.js";
  const { parse, stringify } = JSON;
  const { isArray, from } = Array;
  const { keys, create, getPrototypeOf } = Object;
  const { isFinite } = Number;

  const job = parse(fs.readFileSync(0, "utf8"));
  const nonce = job.nonce;

  function send(frame) {
    let data = Buffer.from("\n" + nonce + frame + "\n");
    while (data.length) data = data.subarray(fs.writeSync(1, data));
  }

  // ---- what the candidate prints: kept up to the limit, then an end to the call
  const TOO_MUCH = { name: "TooMuchOutput" };
  let printed = [], size = 0, full = false;
  function print(text) {
    text = `${text}`;
    size += text.length;
    if (size > job.output_bytes) {
      full = true;
      throw TOO_MUCH;
    }
    printed.push(text);
    return true;
  }
  function reset() {
    [printed, size, full] = [[], 0, false];
  }

  // ---- values through JSON; what it cannot carry is shown instead
  class NotJson extends Error {}
  function carried(value, depth) {
    if (value === null || value === undefined) return "null";
    const type = typeof value;
    if (type === "boolean" || type === "string") return stringify(value);
    if (type === "bigint") return `${value}`;
    if (type === "number") {
      if (!isFinite(value)) throw new NotJson();
      return stringify(value);
    }
    if (type !== "object" || depth > 400) throw new NotJson();
    if (isArray(value)) return "[" + from(value, (v) => carried(v, depth + 1)).join(",") + "]";
    if (util.types.isMap(value)) {
      return members(from(value), depth);
    }
    if (util.types.isTypedArray(value)) return carried(from(value), depth + 1);
    const parent = getPrototypeOf(value);
    if (parent !== null && getPrototypeOf(parent) !== null) throw new NotJson();
    return members(keys(value).map((k) => [k, value[k]]), depth);
  }
  function members(pairs, depth) {
    const texts = pairs.map(([k, v]) => {
      if (typeof k !== "string" && typeof k !== "number") throw new NotJson();
      return stringify(`${k}`) + ":" + carried(v, depth + 1);
    });
    return "{" + texts.join(",") + "}";
  }
  function carry(value) {
    try {
      return [carried(value, 0), true];
    } catch (caught) {
      if (!(caught instanceof NotJson || caught instanceof RangeError)) throw caught;
    }
    let shown = "";
    try {
      shown = util.inspect(value, { depth: 2, breakLength: Infinity, customInspect: false });
    } catch (caught) {
      shown = "a value that cannot be shown";
    }
    return [stringify(shown.slice(0, 200)), false];
  }

  // ---- errors
  function where(error) {
    try {
      const found = /candidate\.js:(\d+)/.exec(`${error.stack}`);
      return found ? Number(found[1]) : 0;
    } catch (caught) {
      return 0;
    }
  }
  function said(error) {
    try {
      if (error !== null && typeof error === "object" && "message" in error) {
        const name = `${error.name || "Error"}`;
        return (error.message ? `${name}: ${error.message}` : name).slice(0, 300);
      }
      return `Error: ${util.inspect(error, { customInspect: false })} was thrown`.slice(0, 300);
    } catch (caught) {
      return "Error: an error that cannot be shown";
    }
  }
  const isMemory = (text) => /^RangeError: (Array buffer allocation failed|.*out of memory)/.test(text);

  // ---- the candidate's context
  function globals() {
    const log = (...values) => print(util.format(...values) + "\n");
    const console = { log, info: log, debug: log, warn: log, error: log, table: log, dir: log };
    const out = { write: print, isTTY: false };
    const own = create(process, { stdout: { value: out }, stderr: { value: out } });
    const module = { exports: {} };
    return {
      console, require, module, exports: module.exports, process: own, structuredClone,
      setTimeout, clearTimeout, setInterval, clearInterval, setImmediate, queueMicrotask, Buffer,
      performance, URL, TextEncoder, TextDecoder,
    };
  }
  function camel(name) {
    return name.replace(/_+([a-z0-9])/g, (_, letter) => letter.toUpperCase());
  }
  function load() {
    const context = vm.createContext(globals());
    let script;
    try {
      script = new vm.Script(job.source, { filename: FILE });
    } catch (caught) {
      // Modules cannot be loaded as scripts; without the word `export` they are the same.
      const plain = job.source.replace(/^export (default )?/gm, "");
      if (plain === job.source) throw caught;
      script = new vm.Script(plain, { filename: FILE });
    }
    script.runInContext(context);
    for (const name of [job.entry, camel(job.entry)]) {
      if (!/^[A-Za-z_$][\w$]*$/.test(name)) continue;
      const found = vm.runInContext(`typeof ${name} === "undefined" ? undefined : ${name}`, context);
      const target = found ?? context.module.exports?.[name];
      if (typeof target === "function") return [context, target];
    }
    const error = new ReferenceError("the code defines no " + job.entry);
    error.name = "NameError";
    throw error;
  }

  function method(object, name) {
    const found = typeof object[name] === "function" ? name : camel(name);
    if (typeof object[found] !== "function") {
      throw new TypeError(`the class has no method ${name}`);
    }
    return found;
  }

  async function make(call, target, parseThere) {
    reset();
    const args = parseThere(call.args);
    let state = "returned", value = "null", error = "", line = 0;
    try {
      let got;
      if (call.then !== null) {
        const made = Reflect.construct(target, args);
        got = [];
        for (const [name, rest] of parseThere(call.then)) {
          got.push(await made[method(made, name)](...rest));
        }
      } else {
        got = Reflect.apply(target, undefined, args);
        if (util.types.isPromise(got)) got = await got;
      }
      let isJson;
      [value, isJson] = carry(got);
      if (value.length > 1_000_000) [state, value] = ["output_too_large", "null"];
      else if (!isJson) state = "not_json";
    } catch (caught) {
      if (caught !== TOO_MUCH) {
        [state, value, error, line] = ["raised", "null", said(caught), where(caught)];
        if (isMemory(error)) [state, error] = ["memory", "MemoryError"];
      }
    }
    if (full) [state, value] = ["output_too_large", "null"];
    let after = "[]";
    try {
      const [text, isJson] = carry(args);
      if (isJson && text.length <= 200_000) after = text;
    } catch (caught) {
      after = "[]"; // a getter that throws: what became of the arguments cannot be told
    }
    const rest = { error, line, printed: printed.join(""), steps: 0, cut: false, trace: [] };
    return `"state": "${state}", "value": ${value}, "after": ${after}, "rest": ${stringify(rest)}`;
  }

  async function main() {
    let target, context;
    try {
      [context, target] = load();
    } catch (caught) {
      const load = caught === TOO_MUCH ? "output_too_large" : "raised";
      const error = caught === TOO_MUCH ? "printed too much" : said(caught);
      send(stringify({ load, error, line: where(caught) }));
      return;
    }
    // Arguments are made in the candidate's own context, so that `instanceof Array` holds there.
    const parseThere = vm.runInContext("JSON.parse", vm.createContext(context));
    for (let index = 0; index < job.calls.length; index += 1) {
      send(`{"index": ${index}, ${await make(job.calls[index], target, parseThere)}}`);
    }
  }

  main().then(() => process.reallyExit(0), () => process.reallyExit(1));
})();
