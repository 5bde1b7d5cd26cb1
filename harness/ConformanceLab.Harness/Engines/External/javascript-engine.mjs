// The WebAssembly engine of a JavaScript runtime, asked as harness/PROTOCOL.md says: what node, bun and browsers have in common. Requests
// are executed synchronously, one after another; how they come and answers go is for javascript-worker.mjs and javascript-page.mjs, programs
// for WASI are for javascript-programs.mjs.
//
// What JavaScript can't see is left to the harness, by what `hello` says: no `nan-bits` (only i32, i64, externref and funcref cross this
// boundary unchanged), no `text`, no `malformed`, no `messages`.

// A line must go through a pipe in one piece, whatever other threads write: PIPE_BUF is 4,096.
const MAXIMUM_MESSAGE = 1000;

// ---- lines

export const text = field => decodeURIComponent(field.slice(1));

const utf8 = string => new TextEncoder().encode(string);

// Printable ASCII but % stays as it is.
export const escape = string => '"' + [...utf8(string.toWellFormed())]
  .map(byte => byte > 0x20 && byte < 0x7f && byte !== 0x25 ? String.fromCharCode(byte) : '%' + byte.toString(16).padStart(2, '0'))
  .join('');

export const failed = (kind, message) => `${kind} ${escape(String(message).slice(0, MAXIMUM_MESSAGE / 3))}`;

// A hyphen stands for no bytes.
const decode = field => field === '-' ? new Uint8Array()
  : Uint8Array.fromBase64 ? Uint8Array.fromBase64(field)
  : Uint8Array.from(atob(field), character => character.charCodeAt(0));

// ---- values

// Host objects of scripts: their number.
class HostObject {
  static #all = new Map();

  constructor(number) {
    this.number = number;
  }

  static of(number) {
    if (!this.#all.has(number)) this.#all.set(number, new HostObject(number));
    return this.#all.get(number);
  }
}

class NotPassable extends Error {}

function toJavaScript(field) {
  const [kind, bits] = field.split(':');
  switch (kind) {
    case 'i32': return parseInt(bits, 16) | 0;
    case 'i64': return BigInt.asIntN(64, BigInt('0x' + bits));
    case 'null': return null;
    case 'extern': return HostObject.of(parseInt(bits, 16));
    default: throw new NotPassable(`${kind} does not cross the JavaScript boundary unchanged`);
  }
}

// Without its type a number can only be an i32.
function fromJavaScript(value) {
  switch (typeof value) {
    case 'number': return `i32:${(value >>> 0).toString(16)}`;
    case 'bigint': return `i64:${BigInt.asUintN(64, value).toString(16)}`;
    case 'function': return 'func';
    default: return value === null ? 'null' : value instanceof HostObject ? `extern:${value.number.toString(16)}` : 'extern';
  }
}

// ---- the module spectest, in WebAssembly, so that its functions have types

const bytes = (...parts) => parts.flat(Infinity);
const name = string => [string.length, ...utf8(string)];
const section = (id, ...items) => {
  const contents = bytes(items.length, items);
  return [id, contents.length | 0x80, contents.length >> 7, contents]; // sizes below 2^14, in two bytes
};
const compile = (...sections) => new WebAssembly.Module(Uint8Array.from(bytes(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, sections)));
const bits = (type, value) => [...new Uint8Array(type.of(value).buffer)];
const [I32, I64, F32, F64, FUNCREF] = [0x7f, 0x7e, 0x7d, 0x7c, 0x70];

const spectestModules = (() => {
  const printers = {
    print: [], print_i32: [I32], print_i64: [I64], print_f32: [F32], print_f64: [F64], print_i32_f32: [I32, F32], print_f64_f64: [F64, F64],
  };
  const globals = {
    global_i32: [I32, 0, 0x41, 0x9a, 0x05, 0x0b], // 666
    global_i64: [I64, 0, 0x42, 0x9a, 0x05, 0x0b],
    global_f32: [F32, 0, 0x43, bits(Float32Array, 666.6), 0x0b],
    global_f64: [F64, 0, 0x44, bits(Float64Array, 666.6), 0x0b],
  };
  const types = Object.values(printers);
  const modules = [
    compile(
      section(1, ...types.map(parameters => [0x60, parameters.length, parameters, 0])),
      section(3, ...types.keys()),
      section(4, [FUNCREF, 1, 10, 20]),
      section(5, [1, 1, 2]),
      section(6, ...Object.values(globals)),
      section(
        7,
        ...Object.keys(printers).map((export_, index) => [name(export_), 0, index]),
        [name('table'), 1, 0],
        [name('memory'), 2, 0],
        ...Object.keys(globals).map((export_, index) => [name(export_), 3, index])),
      section(10, ...types.map(() => [2, 0, 0x0b]))),
  ];
  for (const sections of [
    [section(5, [3, 1, 2]), section(7, [name('shared_memory'), 2, 0])],
    [section(4, [FUNCREF, 5, 10, 20]), section(7, [name('table64'), 1, 0])],
  ]) {
    try {
      modules.push(compile(...sections));
    } catch {
      // The engine has no threads, or no 64-bit tables.
    }
  }

  return modules;
})();

const spectest = () => Object.assign(Object.create(null), ...spectestModules.map(module => new WebAssembly.Instance(module).exports));

// ---- requests

// How an exception ends a request; `otherwise` is for what is none of the guest's.
export function outcomeOf(error, otherwise) {
  const kind = error instanceof WebAssembly.RuntimeError ? 'trap'
    : WebAssembly.Exception && error instanceof WebAssembly.Exception ? 'exception'
    : WebAssembly.SuspendError && error instanceof WebAssembly.SuspendError ? 'suspension'
    : error instanceof WebAssembly.LinkError ? 'link-error'
    : error instanceof WebAssembly.CompileError ? 'invalid'
    : error instanceof NotPassable ? 'unsupported'
    : globalThis.InternalError && error instanceof InternalError && /recursion/.test(error.message) ? 'exhaustion' // SpiderMonkey's own
    : error instanceof RangeError ? (/stack/i.test(error.message) ? 'exhaustion' : 'limit-exceeded')
    : otherwise;
  return failed(kind, kind === 'exception' ? 'an exception' : kind === otherwise ? `${error}` : error.message);
}

// What a script, or a thread of one, has made.
export class Session {
  #modules = new Map();
  #instances = new Map();
  #registry = new Map([['spectest', spectest()]]);

  // Instances of another session are what of them can be shared: memories by name.
  constructor(shared = {}) {
    for (const [number, memories] of Object.entries(shared)) {
      this.#instances.set(Number(number), memories);
    }
  }

  compile([module, form, check, , , base64]) {
    if (form !== 'binary') return failed('unsupported', 'n/a(text): a JavaScript host reads no text');
    if (check !== 'plain') return failed('unsupported', 'n/a(custom): a JavaScript host takes custom sections as they come');
    try {
      this.#modules.set(Number(module), new WebAssembly.Module(decode(base64)));
      return 'ok';
    } catch (error) {
      return outcomeOf(error, 'crash');
    }
  }

  instantiate([instance, number]) {
    const module = this.#modules.get(Number(number));
    if (!module) return failed('bad-request', `there is no module ${number}`);
    const imports = Object.create(null);
    for (const { module: from, name: item } of WebAssembly.Module.imports(module)) {
      const found = this.#registry.get(from)?.[item];
      if (found === undefined) return failed('link-error', `unknown import: "${from}" "${item}"`);
      (imports[from] ??= Object.create(null))[item] = found;
    }

    try {
      this.#instances.set(Number(instance), new WebAssembly.Instance(module, imports).exports);
      return 'ok';
    } catch (error) {
      return outcomeOf(error, error instanceof TypeError ? 'link-error' : 'crash');
    }
  }

  register([as, instance]) {
    const exports = this.#instances.get(Number(instance));
    if (!exports) return failed('bad-request', `there is no instance ${instance}`);
    this.#registry.set(text(as), exports);
    return 'ok';
  }

  invoke([instance, field, ...values]) {
    const found = this.#instances.get(Number(instance))?.[text(field)];
    if (typeof found !== 'function') return failed('bad-request', `there is no exported function ${field}`);
    if (found.length !== values.length) return failed('bad-request', `${field} takes ${found.length} arguments`);
    try {
      const result = found(...values.map(toJavaScript));
      return result === undefined ? 'ok'
        : Array.isArray(result) ? ['ok', ...result.map(fromJavaScript)].join(' ')
        : 'ok ' + fromJavaScript(result);
    } catch (error) {
      return outcomeOf(error, error instanceof TypeError ? 'bad-request' : 'crash');
    }
  }

  get([instance, field]) {
    const found = this.#instances.get(Number(instance))?.[text(field)];
    return found instanceof WebAssembly.Global
      ? 'ok ' + fromJavaScript(found.value)
      : failed('bad-request', `there is no exported global ${field}`);
  }

  // A module that was compiled; undefined if there is none.
  moduleOf(number) {
    return this.#modules.get(number);
  }

  // A program for WASI: javascript-programs.mjs, where there is something for it.
  run() {
    return failed('unsupported', 'n/a(wasi): a browser has no WASI');
  }

  // The exported shared memories of instances.
  share(instances) {
    const shared = {};
    for (const number of instances) {
      shared[number] = Object.fromEntries(Object.entries(this.#instances.get(Number(number)) ?? {})
        .filter(([, item]) => item instanceof WebAssembly.Memory && item.buffer instanceof SharedArrayBuffer));
    }

    return shared;
  }

  execute(verb, fields) {
    switch (verb) {
      case 'invoke': return this.invoke(fields);
      case 'compile': return this.compile(fields);
      case 'instantiate': return this.instantiate(fields);
      case 'register': return this.register(fields);
      case 'get': return this.get(fields);
      case 'run': return this.run(fields);
      default: return failed('bad-request', `there is no request ${verb}`);
    }
  }
}
