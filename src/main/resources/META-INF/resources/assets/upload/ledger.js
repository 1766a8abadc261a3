const NAME = 'sightline-uploads';
const BATCHES = 20;
const FILES = 20_000; // of a batch
const AT_ONCE = 500;
const KEPT_MS = 30 * 24 * 3600_000;
const FLUSH_MS = 400;

const lock = session => `sightline-upload-${session}`;
const key = ({ name, size, lastModified }) => `${name}/${size}/${lastModified}`;
const byKey = entries => new Map(entries.map(entry => [key(entry), entry]));
const unique = () => globalThis.crypto.randomUUID?.() ?? String(Math.random());

const asked = request => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

/**
 * What this browser was given to upload, so that after a reload it knows what has arrived and what has not. A batch is
 * what was added at once; it is forgotten as soon as nothing of it is missing.
 */
export class Ledger {
  #database;
  #session = unique();
  #claimed = false;
  #entries = new Map();
  #open = new Map();
  #changes = new Map();
  #flush = null;

  /**
   * Batches of earlier visits of which something is missing, `{ id, at, folder, handles, open, arrived }`, the latest
   * first; files that did not and that did arrive are maps by name, size and date.
   */
  unfinished = [];

  static async open() {
    const ledger = new Ledger();
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('batches', { keyPath: 'id' });
      request.result.createObjectStore('files', { keyPath: ['batch', 'n'] });
    };
    ledger.#database = await asked(request);
    await ledger.#read();
    return ledger;
  }

  // Held as long as the page lives: what another open tab is sending is not unfinished.
  async #claim() {
    if (this.#claimed || !navigator.locks) return;
    this.#claimed = true;
    await new Promise(resolve => navigator.locks.request(lock(this.#session), () => {
      resolve();
      return new Promise(() => {});
    }));
  }

  async #read() {
    const held = new Set((await navigator.locks?.query())?.held.map(({ name }) => name));
    const [batches, files] = await this.#all('batches', 'files');
    const byBatch = Map.groupBy(files, ({ batch }) => batch);
    const mine = batches.filter(({ session }) => !held.has(lock(session))).sort((a, b) => b.at - a.at);
    for (const [i, batch] of mine.entries()) {
      const all = byBatch.get(batch.id) ?? [];
      const open = all.filter(({ image }) => !image);
      if (!open.length || i >= BATCHES || Date.now() - batch.at > KEPT_MS) this.#drop(batch.id);
      else this.unfinished.push({ ...batch, open: byKey(open), arrived: byKey(all.filter(({ image }) => image)) });
    }
  }

  /** The entry of a file that was given before and did not all arrive; the file counts as given again from now on. */
  recognise(file) {
    const wanted = key(file);
    for (const { open, arrived } of this.unfinished) {
      const entry = open.get(wanted) ?? arrived.get(wanted);
      if (!entry) continue;
      open.delete(wanted);
      arrived.delete(wanted);
      return entry;
    }
    return undefined;
  }

  /** Keeps in mind what is being uploaded now; `handles` are those by which its files can be read again. */
  async begin(uploads, handles, folder) {
    await this.#claim();
    for (const batch of this.unfinished.filter(({ open }) => !open.size)) this.forget(batch);
    const batch = { id: unique(), session: this.#session, at: Date.now(), folder, handles };
    const kept = uploads.slice(0, FILES);
    this.#open.set(batch.id, kept.length);
    kept.forEach((upload, n) => this.#entries.set(upload, { batch: batch.id, n }));
    await this.#write('batches', [batch]);
    for (let n = 0; n < kept.length && this.#open.has(batch.id); n += AT_ONCE) {
      const some = kept.slice(n, n + AT_ONCE).filter(upload => this.#entries.has(upload));
      await this.#write('files', some.map(upload => this.#row(upload, null)));
    }
  }

  #row(upload, image) {
    const { name, size, lastModified } = upload.file;
    return { ...this.#entries.get(upload), name, size, lastModified, image };
  }

  /** A file is in the storage and became this image, or there is nothing more to do for it (`image` null). */
  settled(upload, image) {
    const entry = this.#entries.get(upload);
    if (!entry) return;
    const left = this.#open.get(entry.batch) - 1;
    this.#open.set(entry.batch, left);
    this.#changes.set(entry, image ? this.#row(upload, image) : null);
    this.#entries.delete(upload);
    if (!left) return this.#drop(entry.batch);
    this.#flush ??= setTimeout(() => this.flush(), FLUSH_MS);
  }

  flush() {
    clearTimeout(this.#flush);
    this.#flush = null;
    const changes = [...this.#changes];
    this.#changes.clear();
    if (!changes.length) return;
    const store = this.#database.transaction('files', 'readwrite', { durability: 'relaxed' }).objectStore('files');
    for (const [{ batch, n }, changed] of changes) {
      if (changed) store.put(changed);
      else store.delete([batch, n]);
    }
  }

  /** Nobody will finish this batch. */
  forget(batch) {
    this.unfinished = this.unfinished.filter(other => other !== batch);
    this.#drop(batch.id);
  }

  #drop(id) {
    this.#open.delete(id);
    const change = this.#database.transaction(['batches', 'files'], 'readwrite');
    change.objectStore('batches').delete(id);
    change.objectStore('files').delete(IDBKeyRange.bound([id], [id, []]));
    for (const entry of [...this.#changes.keys()]) if (entry.batch === id) this.#changes.delete(entry);
  }

  #all(...stores) {
    const transaction = this.#database.transaction(stores);
    return Promise.all(stores.map(store => asked(transaction.objectStore(store).getAll())));
  }

  #write(name, values) {
    const transaction = this.#database.transaction(name, 'readwrite', { durability: 'relaxed' });
    for (const value of values) transaction.objectStore(name).put(value);
    return new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
  }
}
