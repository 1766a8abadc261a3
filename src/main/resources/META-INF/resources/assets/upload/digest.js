const LARGEST = 64 * 1024 * 1024; // the service takes no larger file, and the whole of it is held while it is hashed

let worker = null;
let isBroken = false;
const asked = new Map();
let last = 0;

/**
 * SHA-256 as hex, with which the service knows a duplicate before it is sent. It is made in a worker; undefined where
 * that is not possible (a context that is not secure) or not worth it.
 */
export function sha256(file) {
  if (!globalThis.isSecureContext || isBroken || file.size > LARGEST) return Promise.resolve(undefined);
  worker ??= start();
  return new Promise(resolve => {
    asked.set(++last, resolve);
    worker.postMessage({ id: last, file });
  });
}

function start() {
  const started = new Worker(new URL('./digest-worker.js', import.meta.url), { type: 'module' });
  started.onmessage = ({ data }) => answer(data.id, data.hash);
  // Without it everything still works; only duplicates are sent before they are known.
  started.onerror = event => {
    event.preventDefault();
    isBroken = true;
    for (const id of [...asked.keys()]) answer(id, undefined);
  };
  return started;
}

function answer(id, hash) {
  asked.get(id)?.(hash);
  asked.delete(id);
}
