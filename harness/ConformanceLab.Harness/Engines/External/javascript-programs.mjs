// Programs for WASI (preview 1), by what node and bun have for them: node:wasi. The rest of a session is as everywhere.
import fs from 'node:fs';
import { WASI } from 'node:wasi';
import { failed, outcomeOf, Session, text } from './javascript-engine.mjs';

// What bun's proc_exit throws here; by itself it ends the process.
class Exit extends Error {
  constructor(code) {
    super(`exit code ${code}`);
    this.code = code; // a number: bun takes errors with strings for those of the file system
  }
}

const pairs = texts => Object.fromEntries(texts.flatMap((name, index) => index % 2 === 0 ? [[name, texts[index + 1]]] : []));

// The fields of a request, one after another.
function read([module, ...fields]) {
  const take = count => fields.splice(0, count).map(text);
  const [input, output, error] = take(3);
  const args = take(Number(fields.shift()));
  const env = pairs(take(2 * Number(fields.shift())));
  return { module: Number(module), input, output, error, args, env, preopens: pairs(take(fields.length)) };
}

function create(program, streams) {
  const [stdin, stdout, stderr] = streams;
  const { args, env, preopens } = program;
  const wasi = new WASI({ version: 'preview1', args, env, preopens, stdin, stdout, stderr, returnOnExit: true });
  if (process.versions.bun) {
    // bun knows none of the last four options: its own table of descriptors does.
    streams.forEach((real, descriptor) => { wasi.FD_MAP.get(descriptor).real = real; });
    wasi.bindings.exit = code => { throw new Exit(code); };
  }

  return wasi;
}

// The guest may have closed it.
function close(descriptor) {
  try {
    fs.closeSync(descriptor);
  } catch {
    // Then it is closed.
  }
}

export class ProgramSession extends Session {
  run(fields) {
    const program = read(fields);
    const module = this.moduleOf(program.module);
    if (!module) return failed('bad-request', `there is no module ${program.module}`);
    if (!WebAssembly.Module.exports(module).some(({ name, kind }) => name === '_start' && kind === 'function')) {
      return failed('bad-request', 'it is no program: it exports no function _start');
    }

    const streams = [fs.openSync(program.input, 'r'), fs.openSync(program.output, 'w'), fs.openSync(program.error, 'w')];
    try {
      const wasi = create(program, streams);
      let instance;
      try {
        instance = new WebAssembly.Instance(module, { wasi_snapshot_preview1: wasi.wasiImport });
      } catch (error) {
        return outcomeOf(error, error instanceof TypeError ? 'link-error' : 'crash');
      }

      const code = wasi.start(instance) ?? 0;
      return `ok i32:${(code >>> 0).toString(16)}`;
    } catch (error) {
      return error instanceof Exit ? `ok i32:${(error.code >>> 0).toString(16)}` : outcomeOf(error, 'crash');
    } finally {
      streams.forEach(close);
    }
  }
}
