// Asks wasm-tools, compiled to WebAssembly in the npm package @bytecodealliance/jco, about modules: a line of JSON in, a line of JSON out.
//   in   text or binary: the module, in base64; plain: the module without imports, if it has some
//   out  parsed: the binary, of text that can be parsed; parseError: why it can't be
//        valid: whether it is (absent if that can't be told); error: why not, or why it can't be told
// What validates is the encoder of components: it wraps a module and validates the whole. It can't wrap a module whose imports nobody
// gives; then the module without imports is asked about. Errors of the validator, and only they, name an offset.
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const path = createRequire(join(process.argv[2], 'package.json')).resolve('@bytecodealliance/jco-transpile/wasm-tools');
const { parse, componentNew } = await import(pathToFileURL(path));

async function attempt(action) {
  try {
    return { value: await action() };
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) {
      throw error; // it has broken down: nothing that it says from now on can be trusted
    }

    return { error: String(error?.payload ?? error?.message ?? error) };
  }
}

async function validate(binary) {
  const { error } = await attempt(() => componentNew(binary));
  return error === undefined ? { valid: true } : /\(at offset 0x/.test(error) ? { valid: false, error } : { error };
}

async function answer(question) {
  let binary;
  let parsed = {};
  if (question.text !== undefined) {
    let text;
    try {
      text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(question.text, 'base64'));
    } catch {
      return { parseError: 'not UTF-8' };
    }

    const { value, error } = await attempt(() => parse(text));
    if (error !== undefined) {
      return { parseError: error };
    }

    binary = value;
    parsed = { parsed: Buffer.from(binary).toString('base64') };
  } else {
    binary = Buffer.from(question.binary, 'base64');
  }

  const verdict = await validate(binary);
  return { ...parsed, ...(verdict.valid === undefined && question.plain !== undefined
    ? await validate(Buffer.from(question.plain, 'base64'))
    : verdict) };
}

for await (const line of createInterface({ input: process.stdin })) {
  let result;
  try {
    result = await answer(JSON.parse(line));
  } catch (error) {
    process.stdout.write(JSON.stringify({ error: `wasm-tools broke down: ${error.message}` }) + '\n', () => process.exit(1));
    break;
  }

  process.stdout.write(JSON.stringify(result) + '\n');
}
