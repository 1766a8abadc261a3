import { call, Refusal } from '../api.js';
import { sha256 } from './digest.js';
import { send } from './send.js';
import { offered } from './sidecars.js';

const LANES = 4;
const SLOTS_AT_ONCE = 16; // few, because a slot expires within minutes; the service takes up to 100
const WATCHED_AT_ONCE = 4;
const WATCH_MS = 700;

const pause = ms => new Promise(resolve => setTimeout(resolve, ms));

/**
 * Takes files through `waiting → preparing → sending → processing → ready | duplicate | failed`,
 * and tells `changed(upload)` of every step. An upload is `{ file, sidecar, state, progress, image, reason, note }`, with
 * why its sidecar was left out in `note`.
 */
export class Queue {
  #changed;
  #waiting = [];
  #slotted = [];
  #processing = [];
  #lanes = 0;
  #asking = null;
  #watching = false;

  constructor(changed) {
    this.#changed = changed;
  }

  /** `sidecars` are the files beside some of them, by file. */
  add(files, sidecars) {
    const uploads = files.map(file => ({ file, sidecar: sidecars.get(file), state: 'waiting', progress: 0, image: null, reason: null }));
    this.#enqueue(uploads);
    return uploads;
  }

  /** What has arrived is only taken in again; the rest is sent again. The job of an image has the image's id. */
  async retry(upload) {
    if (!upload.image) return this.#enqueue([upload]);
    try {
      this.#step(upload, 'processing', { reason: null });
      await call('POST', `/api/jobs/${upload.image}/retry`);
      this.#follow(upload);
    } catch (refusal) {
      this.#fail(upload, refusal);
    }
  }

  #enqueue(uploads) {
    for (const upload of uploads) this.#step(upload, 'waiting', { progress: 0, reason: null });
    this.#waiting.push(...uploads);
    while (this.#lanes < LANES) this.#lane();
  }

  async #lane() {
    this.#lanes++;
    for (let upload; (upload = await this.#next()); ) await this.#transfer(upload);
    this.#lanes--;
  }

  async #next() {
    while (!this.#slotted.length && (this.#waiting.length || this.#asking)) {
      await (this.#asking ??= this.#askForSlots().finally(() => (this.#asking = null)));
    }
    return this.#slotted.shift();
  }

  async #askForSlots() {
    const uploads = this.#waiting.splice(0, SLOTS_AT_ONCE);
    const files = [];
    for (const upload of uploads) {
      this.#step(upload, 'preparing');
      const { file, sidecar } = upload;
      files.push({
        name: file.name, size: file.size, type: file.type,
        sha256: await sha256(file).catch(() => undefined), sidecar: await offered(sidecar).catch(() => undefined),
      });
    }
    try {
      const answer = await call('POST', '/api/uploads', { files });
      uploads.forEach((upload, i) => this.#admitted(upload, answer.uploads[i]));
    } catch (refusal) {
      for (const upload of uploads) this.#fail(upload, refusal);
    }
  }

  #admitted(upload, slot) {
    upload.note = slot.sidecar?.reason;
    if (slot.status === 'duplicate') this.#step(upload, 'duplicate', { image: slot.image });
    else if (slot.status === 'refused') this.#fail(upload, new Refusal(422, slot.reason.code, slot.reason.reason));
    else this.#slotted.push(Object.assign(upload, { slot }));
  }

  async #transfer(upload) {
    try {
      this.#step(upload, 'sending');
      await send(upload.file, upload.slot, progress => this.#step(upload, 'sending', { progress }));
      const { image } = await call('POST', `/api/uploads/${upload.slot.id}/complete`);
      this.#step(upload, 'processing', { image, progress: 1 });
      this.#follow(upload);
    } catch (refusal) {
      this.#fail(upload, refusal);
    }
  }

  #follow(upload) {
    this.#processing.push(upload);
    if (!this.#watching) this.#watch();
  }

  // The oldest are asked about first: they are understood in the order in which they came.
  async #watch() {
    this.#watching = true;
    while (this.#processing.length) {
      await pause(WATCH_MS);
      await Promise.all(this.#processing.slice(0, WATCHED_AT_ONCE).map(upload => this.#look(upload)));
      this.#processing = this.#processing.filter(upload => upload.state === 'processing');
    }
    this.#watching = false;
  }

  async #look(upload) {
    try {
      const image = await call('GET', `/api/images/${upload.image}`);
      if (image.status === 'ready') this.#step(upload, image.id === upload.image ? 'ready' : 'duplicate', { image: image.id });
      if (image.status === 'failed') this.#fail(upload, new Refusal(422, image.error.code, image.error.reason));
    } catch (refusal) {
      if (refusal.status) this.#fail(upload, refusal);
    }
  }

  #fail(upload, refusal) {
    this.#step(upload, 'failed', { reason: refusal.message });
  }

  #step(upload, state, more = {}) {
    Object.assign(upload, more, { state });
    this.#changed(upload);
  }
}
