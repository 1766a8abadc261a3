import { Refusal } from '../api.js';

const TRIES = 3;
const pause = ms => new Promise(resolve => setTimeout(resolve, ms));

/** Sends a file straight to the storage by its presigned form, with another try for what may pass. */
export async function send(file, slot, progress) {
  for (let tried = 1; ; tried++) {
    try {
      return await post(file, slot, progress);
    } catch (refusal) {
      const mayPass = refusal.status === 0 || refusal.status >= 500;
      if (!mayPass || tried === TRIES) throw refusal;
      await pause(1000 * 3 ** (tried - 1));
    }
  }
}

function post(file, { url, fields }, progress) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.upload.onprogress = ({ loaded, total }) => progress(loaded / total);
    request.onload = () => (request.status < 300 ? resolve() : reject(refused(request)));
    request.onerror = () => reject(new Refusal(0, 'storage-no-answer', 'The storage does not answer.'));
    request.open('POST', url);
    request.send(form);
  });
}

function refused({ status, responseXML }) {
  const words = responseXML?.querySelector('Message')?.textContent;
  return new Refusal(status, 'storage-refused', words ? `The storage refused it: ${words}` : `The storage refused it (${status}).`);
}
