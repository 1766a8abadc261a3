import { call, Refusal } from '../api.js';
import { Connection } from './connection.js';
import { sha256 } from './digest.js';
import { transfer } from './send.js';
import { offered } from './sidecars.js';

const LANES = 4;
const SLOTS_AT_ONCE = 16; // few, because a slot expires within minutes and a request with sidecars has its limit
const SLOTS_AHEAD = 4;
const NEW_SLOTS = 3;
const FOLLOWED_AT_ONCE = 200;
const SHORTEST_LOOK_MS = 700;
const LONGEST_LOOK_MS = 5000;

const SLOT_IS_GONE = ['upload-expired', 'upload-cancelled', 'upload-not-found'];
const IS_THERE = ['ready', 'processing', 'duplicate'];

const pause = ms => new Promise(resolve => setTimeout(resolve, ms));

/**
 * Takes files through `waiting → preparing → sending → processing → ready | duplicate | failed`, or to `cancelled`,
 * and tells `changed(upload, before)` of every step. An upload is
 * `{ file, sidecar, state, sent, slots, image, reason, final, note }`: bytes sent, how many slots it had, why it failed and
 * whether another try is of no use, and why its sidecar was left out.
 */
export class Queue {
  #changed;
  #service;
  #storage;
  #waiting = [];
  #slotted = [];
  #asking = null;
  #lanes = 0;
  #followed = [];
  #following = false;

  /** `connected()` is called whenever what `lost` says changes. */
  constructor(changed, connected) {
    this.#changed = changed;
    this.#service = new Connection(connected);
    this.#storage = new Connection(connected);
  }

  /** Why nothing moves at the moment, in words; null if all is well. */
  get lost() {
    return this.#service.lost ?? this.#storage.lost;
  }

  /** `sidecars` are the files beside some of them, by file; `arrived` the image that a file became earlier, by file. */
  add(files, sidecars, arrived) {
    const uploads = files.map(file => ({ file, sidecar: sidecars.get(file), state: 'new', sent: 0, slots: 1, image: arrived.get(file) ?? null, reason: null }));
    this.#enqueue(uploads.filter(({ image }) => !image));
    this.#confirm(uploads.filter(({ image }) => image));
    return uploads;
  }

  /** What has arrived is only taken in again; the rest is sent again. The job of an image has the image's id. */
  async retry(upload) {
    upload.slots = 1;
    if (!upload.image) return this.#enqueue([upload]);
    try {
      this.#step(upload, 'processing', { reason: null });
      await this.#service.through(() => call('POST', `/api/jobs/${upload.image}/retry`));
      this.#follow(upload);
    } catch (refusal) {
      if (refusal.code === 'nothing-to-retry') this.#follow(upload);
      else this.#fail(upload, refusal);
    }
  }

  /** Leaves a file out and gives its slot back; one that has arrived stays in the library. */
  async cancel(upload) {
    const slot = upload.image ? null : upload.slot;
    this.#slotted = this.#slotted.filter(other => other !== upload);
    this.#step(upload, 'cancelled', { slot: null });
    upload.transfer?.abort();
    if (slot) await this.#giveBack(upload, slot);
  }

  async #giveBack(upload, slot) {
    try {
      await this.#service.through(() => call('DELETE', `/api/uploads/${slot.id}`));
    } catch (refusal) {
      if (refusal.code !== 'upload-completed') return;
      this.#step(upload, 'processing', { slot, image: slot.id });
      this.#follow(upload);
    }
  }

  #enqueue(uploads) {
    for (const upload of uploads) this.#step(upload, 'waiting', { sent: 0, reason: null, slot: null });
    this.#waiting.push(...uploads);
    for (let more = Math.min(LANES - this.#lanes, uploads.length); more > 0; more--) this.#lane();
  }

  async #lane() {
    this.#lanes++;
    for (let upload; (upload = await this.#next()); ) await this.#transfer(upload);
    this.#lanes--;
  }

  async #next() {
    for (;;) {
      const upload = this.#slotted.shift();
      if (this.#slotted.length < SLOTS_AHEAD && this.#waiting.length) {
        this.#asking ??= this.#askForSlots().finally(() => (this.#asking = null));
      }
      if (upload || !this.#asking) return upload;
      await this.#asking;
    }
  }

  async #askForSlots() {
    const uploads = this.#waiting.splice(0, SLOTS_AT_ONCE).filter(({ state }) => state === 'waiting');
    if (!uploads.length) return;
    for (const upload of uploads) this.#step(upload, 'preparing');
    try {
      const files = await Promise.all(uploads.map(offer));
      const answer = await this.#service.through(() => call('POST', '/api/uploads', { files }));
      uploads.forEach((upload, i) => this.#admitted(upload, answer.uploads[i]));
    } catch (refusal) {
      for (const upload of uploads) if (upload.state === 'preparing') this.#fail(upload, refusal);
    }
  }

  #admitted(upload, slot) {
    upload.note = slot.sidecar?.reason;
    if (upload.state === 'cancelled') {
      if (slot.status === 'ready') this.#giveBack(upload, slot);
    } else if (slot.status === 'duplicate') this.#step(upload, 'duplicate', { image: slot.image });
    else if (slot.status === 'refused') this.#fail(upload, new Refusal(422, slot.reason.code, slot.reason.reason), true);
    else this.#slotted.push(Object.assign(upload, { slot }));
  }

  async #transfer(upload) {
    const { slot, file } = upload;
    const { signal } = (upload.transfer = new AbortController());
    try {
      this.#step(upload, 'sending');
      await this.#storage.through(() => {
        this.#step(upload, 'sending', { sent: 0 });
        return transfer(file, slot, sent => signal.aborted || this.#step(upload, 'sending', { sent }), signal);
      }, signal);
      const { image } = await this.#service.through(() => call('POST', `/api/uploads/${slot.id}/complete`), signal);
      signal.throwIfAborted();
      this.#step(upload, 'processing', { image, sent: file.size });
      this.#follow(upload);
    } catch (refusal) {
      if (!signal.aborted) this.#notSent(upload, refusal);
    }
  }

  // A slot that has run out, as while the connection was lost, is asked for anew.
  #notSent(upload, refusal) {
    const isGone = SLOT_IS_GONE.includes(refusal.code) || (refusal.code === 'storage-refused' && refusal.status === 403);
    upload.slots++;
    if (isGone && upload.slots <= NEW_SLOTS) this.#enqueue([upload]);
    else this.#fail(upload, refusal);
  }

  // What arrived in an earlier visit is not sent again, if it is still there.
  async #confirm(uploads) {
    for (const upload of uploads) this.#step(upload, 'preparing');
    for (let i = 0; i < uploads.length; i += FOLLOWED_AT_ONCE) {
      const some = uploads.slice(i, i + FOLLOWED_AT_ONCE);
      const found = await this.#statuses(some.map(({ image }) => image)).catch(() => []);
      const missing = some.filter((upload, n) => {
        if (upload.state !== 'preparing') return false;
        if (!IS_THERE.includes(found[n]?.status)) return true;
        this.#step(upload, 'duplicate', { image: found[n].image });
        return false;
      });
      for (const upload of missing) upload.image = null;
      this.#enqueue(missing);
    }
  }

  #follow(upload) {
    this.#followed.push(upload);
    if (!this.#following) this.#followAll();
  }

  // One request for all of them, less often while nothing changes.
  async #followAll() {
    this.#following = true;
    for (let wait = SHORTEST_LOOK_MS; this.#followed.length; ) {
      await pause(wait);
      const some = this.#followed.splice(0, FOLLOWED_AT_ONCE);
      try {
        const found = await this.#statuses(some.map(({ slot, image }) => slot?.id ?? image));
        some.forEach((upload, i) => this.#settle(upload, found[i]));
      } catch (refusal) {
        for (const upload of some) this.#fail(upload, refusal);
      }
      const rest = some.filter(({ state }) => state === 'processing');
      this.#followed.push(...rest);
      wait = rest.length < some.length ? SHORTEST_LOOK_MS : Math.min(wait * 1.5, LONGEST_LOOK_MS);
    }
    this.#following = false;
  }

  async #statuses(ids) {
    return (await this.#service.through(() => call('POST', '/api/uploads/status', { ids }))).uploads;
  }

  #settle(upload, { status, image, error }) {
    if (status === 'ready' || status === 'trashed') this.#step(upload, 'ready', { image });
    else if (status === 'duplicate') this.#step(upload, 'duplicate', { image });
    else if (status === 'failed') this.#fail(upload, new Refusal(422, error.code, error.reason));
    else if (status !== 'processing') this.#fail(upload, new Refusal(410, 'gone', 'This picture was deleted in the meantime.'), true);
  }

  #fail(upload, refusal, final = false) {
    this.#step(upload, 'failed', { reason: refusal.message, final });
  }

  #step(upload, state, more) {
    const before = { state: upload.state, sent: upload.sent };
    Object.assign(upload, more, { state });
    this.#changed(upload, before);
  }
}

async function offer({ file, sidecar }) {
  return {
    name: file.name, size: file.size, type: file.type,
    sha256: await sha256(file), sidecar: await offered(sidecar).catch(() => undefined),
  };
}
