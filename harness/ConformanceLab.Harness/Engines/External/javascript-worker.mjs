// The WebAssembly engine of a JavaScript runtime as a worker: speaks harness/PROTOCOL.md on standard input and output, under node (V8) and
// bun (JavaScriptCore). Usage: NODE [FLAGS] javascript-worker.mjs TIER
//
// One thread executes the script, synchronously: an answer is written before the next request is looked at, and whatever ends the process
// ends it in a request that the harness knows.
//
// Standard streams are file descriptors here, and stay blocking: whoever touches process.stdin or process.stdout under node (importing
// node:process does) makes them non-blocking.
import fs from 'node:fs';
import { isMainThread, parentPort, receiveMessageOnPort, Worker, workerData } from 'node:worker_threads';
import { escape, failed, text } from './javascript-engine.mjs';
import { ProgramSession } from './javascript-programs.mjs';

const answer = (number, outcome) => fs.writeSync(1, `${number} ${outcome}\n`);

// ---- threads

// Not to be piped by the main thread, which would make its streams non-blocking.
const separateStreams = { stdin: true, stdout: true, stderr: true };

// The threads that a session begins. Their requests come through it, those of their own threads too, and may come before they have begun.
class Threads {
  #threads = new Map(); // by session, also those inside: the thread through which its requests go

  // A request for a thread, which exists from now on.
  announce(session, through = session) {
    this.#threads.set(session, through === session
      ? { session, queue: [], ended: new Int32Array(new SharedArrayBuffer(4)), isComplete: false, worker: null }
      : this.#threads.get(through));
  }

  has(session) {
    return this.#threads.has(session);
  }

  pass(request) {
    const [, of, verb, fields] = request;
    const thread = this.#threads.get(of);
    if (verb === 'thread') this.announce(fields[0], of);
    thread.isComplete ||= verb === 'end' && of === thread.session;
    thread.worker ? thread.worker.postMessage(request) : thread.queue.push(request);
  }

  begin(session, shared) {
    const thread = this.#threads.get(session);
    thread.worker = new Worker(new URL(import.meta.url), { ...separateStreams, workerData: { own: session, shared, ended: thread.ended } });
    thread.queue.forEach(request => thread.worker.postMessage(request));
    return 'ok';
  }

  // `readOn` brings further requests; false if there are none.
  wait(session, readOn) {
    const thread = this.#threads.get(session);
    if (!thread) return failed('bad-request', `there is no session ${session}`);
    while (!thread.isComplete && readOn());
    Atomics.wait(thread.ended, 0, 0);
    return 'ok';
  }

  end() {
    for (const { worker } of this.#threads.values()) worker?.terminate();
    this.#threads.clear();
  }
}

// Requests come as messages.
function runThread({ own, shared, ended }) {
  const session = new ProgramSession(shared);
  const threads = new Threads();

  function take(request) {
    const [number, , verb, fields] = request;
    switch (verb) {
      case 'thread': answer(number, threads.begin(fields[0], session.share(fields.slice(1)))); break;
      case 'wait': answer(number, threads.wait(fields[0], readOn)); break;
      case 'end':
        answer(number, 'ok');
        Atomics.store(ended, 0, 1);
        Atomics.notify(ended, 0);
        parentPort.close();
        break;
      default: answer(number, session.execute(verb, fields)); break;
    }
  }

  // While this thread waits for another, messages for that must be passed on; its own come later, for they come in order.
  const postponed = [];
  function readOn() {
    const received = receiveMessageOnPort(parentPort);
    if (received) arrive(received.message);
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    return true;
  }

  function arrive(request) {
    const [, of, verb, fields] = request;
    if (of === own && verb === 'thread') threads.announce(fields[0]);
    of === own ? postponed.push(request) : threads.pass(request);
  }

  parentPort.on('message', message => {
    arrive(message);
    while (postponed.length > 0) take(postponed.shift());
  });
}

// ---- the script

class Input {
  #chunk = Buffer.alloc(1 << 16);
  #rest = '';
  #lines = [];

  // The next lines, at least one; null at the end.
  read() {
    for (;;) {
      const length = fs.readSync(0, this.#chunk);
      if (length === 0) return null;
      this.#lines = (this.#rest + this.#chunk.latin1Slice(0, length)).split('\n');
      this.#rest = this.#lines.pop();
      if (this.#lines.length > 0) return this.#lines;
    }
  }
}

function runScripts(tier) {
  const input = new Input();
  const waiting = [];
  const threads = new Threads();
  let session = null;

  // Requests of threads go to them at once, those of the script wait for their turn. False at the end of the input.
  function readOn() {
    const lines = input.read();
    for (const line of lines ?? []) {
      const [number, of, verb, ...fields] = line.split(' ');
      if (of !== '0') {
        threads.has(of) ? threads.pass([number, of, verb, fields]) : answer(number, failed('bad-request', `there is no session ${of}`));
        continue;
      }

      if (verb === 'thread') threads.announce(fields[0]);
      waiting.push([number, verb, fields]);
    }

    return lines !== null;
  }

  function take(verb, fields) {
    switch (verb) {
      case 'open':
        session = new ProgramSession();
        return text(fields[0]) === tier ? 'ok' : failed('unsupported', `there is no tier ${text(fields[0])}`);
      case 'thread': return threads.begin(fields[0], session.share(fields.slice(1)));
      case 'wait': return threads.wait(fields[0], readOn);
      case 'end':
        threads.end();
        session = null;
        return 'ok';
      default: return session ? session.execute(verb, fields) : failed('bad-request', 'no script is open');
    }
  }

  while (readOn()) {
    while (waiting.length > 0) {
      const [number, verb, fields] = waiting.shift();
      answer(number, take(verb, fields));
    }
  }
}

// A guest that never ends keeps this thread from seeing that the harness is gone: another looks.
function watchParent() {
  const watch = `setInterval(() => process.ppid === ${process.ppid} || process.kill(process.pid, 'SIGKILL'), 500)`;
  new Worker(watch, { eval: true, ...separateStreams }).unref();
}

async function main(tier) {
  process.on('SIGINT', () => {}); // goes to every process of a terminal: what becomes of a worker is for the harness to decide
  try {
    fs.writeFileSync('/proc/self/oom_score_adj', '1000'); // where memory is short, the system ends workers first
  } catch {
    // Another system, or not allowed.
  }

  const isBun = process.versions.bun !== undefined;
  const { v8, node, bun, webkit } = process.versions;
  const version = isBun ? `bun ${bun} (WebKit ${webkit.slice(0, 9)})` : `${v8} (node ${node})`;
  watchParent();
  fs.writeSync(1, `hello 1 ${escape(isBun ? 'javascriptcore' : 'v8')} ${escape(version)} ${escape(tier)} "* "\n`);
  runScripts(tier);
  process.exit(0);
}

if (isMainThread) {
  await main(process.argv[2] ?? 'default');
} else {
  runThread(workerData);
}
