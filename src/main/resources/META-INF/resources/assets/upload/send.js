import { Refusal } from '../api.js';

const TRIES = 3;
const STANDSTILL_MS = 60_000;
const pause = ms => new Promise(resolve => setTimeout(resolve, ms));

/** Sends a file straight to the storage by its presigned form, with another try for what may pass. */
export async function send(file, slot, progress) {
  for (let tried = 1; ; tried++) {
    try {
      return await transfer(file, slot, progress);
    } catch (refusal) {
      const mayPass = refusal.status === 0 || refusal.status >= 500;
      if (!mayPass || tried === TRIES) throw refusal;
      await pause(1000 * 3 ** (tried - 1));
    }
  }
}

/** One attempt. `progress` is told the bytes that are sent; the signal ends it, as does a transfer that stands still. */
export async function transfer(file, slot, progress, signal) {
  try {
    return await post(file, slot, progress, signal);
  } catch (refusal) {
    if (refusal.status === 0 && !(await isReadable(file))) {
      throw new Refusal(422, 'file-unreadable', 'The file cannot be read any more. If it was moved or changed, add it again.');
    }
    throw refusal;
  }
}

function post(file, { url, fields }, progress, signal) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    let watch = setTimeout(stop, STANDSTILL_MS);
    request.upload.onprogress = ({ loaded }) => {
      clearTimeout(watch);
      watch = setTimeout(stop, STANDSTILL_MS);
      progress(Math.min(loaded, file.size));
    };
    request.onload = () => (request.status < 300 ? resolve() : reject(refused(request)));
    request.onerror = request.onabort = () => reject(new Refusal(0, 'storage-no-answer', 'The storage does not answer.'));
    request.onloadend = () => {
      clearTimeout(watch);
      signal?.removeEventListener('abort', stop);
    };
    signal?.addEventListener('abort', stop);
    request.open('POST', url);
    request.send(form);
  });
}

const isReadable = file => file.slice(0, 1).arrayBuffer().then(() => true, () => false);

function refused({ status, responseXML }) {
  const words = responseXML?.querySelector('Message')?.textContent;
  return new Refusal(status, 'storage-refused', words ? `The storage refused it: ${words}` : `The storage refused it (${status}).`);
}
