// The WebAssembly engine of a browser: a page that gets requests of harness/PROTOCOL.md from the program that has opened it, line by line
// through a socket, and a thread of the browser for each session of a script, which executes them. FirefoxWorker is the other end.
import { failed, Session } from './javascript-engine.mjs';

// ---- a thread: executes the requests of one session, in order; each answer is on its way before the next is begun

function runSession() {
  let session = null;
  onmessage = ({ data: { number, verb, fields, shared } }) => {
    switch (verb) {
      case 'begin':
        session = new Session(shared);
        break;
      case 'share':
        postMessage({ number, shared: session.share(fields) });
        break;
      default:
        postMessage({ number, outcome: session.execute(verb, fields) });
        break;
    }
  };
}

// ---- the page: passes requests to the threads
//
// Requests that begin or end something (open, thread, wait, end) come when those before have been answered, and alone.

function runPage() {
  const socket = new WebSocket(`ws://${location.host}${location.pathname}socket`);
  const sessions = new Map();
  let scripts = null; // the thread of session 0, kept from script to script
  const answer = (number, outcome) => socket.send(`${number} ${outcome}`);

  function begin(name, shared) {
    const worker = name === '0' && scripts !== null ? scripts : new Worker(import.meta.url, { type: 'module' });
    const session = { worker, isEnded: Promise.withResolvers() };
    worker.onmessage = ({ data }) => data.shared ? beginThread(data) : answer(data.number, data.outcome);
    worker.onerror = () => socket.close(); // a defect here or there: whoever opened the page learns that it is gone
    worker.postMessage({ verb: 'begin', shared });
    sessions.set(name, session);
    return session;
  }

  // What a session shares with a thread that it begins comes from the session's own thread.
  const beginning = new Map();
  function beginThread({ number, shared }) {
    begin(beginning.get(number), shared);
    beginning.delete(number);
    answer(number, 'ok');
  }

  function endAll() {
    for (const [name, { worker }] of sessions) {
      if (name !== '0') worker.terminate();
    }

    sessions.clear();
    beginning.clear();
  }

  function take(line) {
    const [number, of, verb, ...fields] = line.split(' ');
    if (verb === 'open') {
      endAll();
      scripts = begin('0', {}).worker;
      answer(number, 'ok');
      return;
    }

    const session = sessions.get(of);
    if (!session) {
      answer(number, failed('bad-request', `there is no session ${of}`));
      return;
    }

    switch (verb) {
      case 'thread':
        beginning.set(number, fields[0]);
        session.worker.postMessage({ number, verb: 'share', fields: fields.slice(1) });
        break;
      case 'wait': {
        const waited = sessions.get(fields[0]);
        waited ? waited.isEnded.promise.then(() => answer(number, 'ok'))
          : answer(number, failed('bad-request', `there is no session ${fields[0]}`));
        break;
      }
      case 'end':
        if (of === '0') {
          endAll();
        } else {
          session.isEnded.resolve();
        }

        answer(number, 'ok');
        break;
      default:
        session.worker.postMessage({ number, verb, fields });
        break;
    }
  }

  socket.onmessage = ({ data }) => data.split('\n').forEach(take);
}

typeof document === 'undefined' ? runSession() : runPage();
