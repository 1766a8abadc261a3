import { size } from './meter.js';

const SPARE = 3; // rows above and below what is seen
const TROUBLED = 100;
const LOOKED_AT_MS = 150;

const BEFORE_ARRIVAL = ['waiting', 'preparing', 'sending'];

const panel = document.getElementById('uploads');
const scroller = document.getElementById('upload-rows');
const [troubledList, fileList] = scroller.querySelectorAll('ol');
const rest = scroller.querySelector('.rest');
const template = document.getElementById('upload-row');

/**
 * The rows of the files: those that failed on top, with why, and below them all others, of which only those exist that
 * are in sight. What is asked of a row is passed on to `asked.retry(upload)` and `asked.cancel(upload)`.
 */
export class Rows {
  #asked;
  #rows = new Map();
  #troubled = [];
  #files = [];
  #height = 0;
  #isFollowing = true;

  constructor(asked, render) {
    this.#asked = asked;
    scroller.addEventListener('scroll', render, { passive: true });
    // Whoever looks around is left alone.
    for (const type of ['wheel', 'touchmove', 'keydown', 'pointerdown']) {
      scroller.addEventListener(type, () => (this.#isFollowing = false), { passive: true });
    }
  }

  add(uploads) {
    this.#files.push(...uploads);
    this.#isFollowing = true;
  }

  /** Puts an upload where its state belongs. */
  place(upload, before) {
    const [from, to] = [this.#listOf(before), this.#listOf(upload.state)];
    if (from === to) return;
    if (from) remove(from, upload);
    if (to) to.push(upload);
  }

  #listOf(state) {
    if (state === 'cancelled') return null;
    return state === 'failed' ? this.#troubled : this.#files;
  }

  /** Draws what is in sight; `lost` says why nothing is sent at the moment. */
  render(lost) {
    const files = this.#inSight(lost);
    const troubled = this.#troubled.slice(0, TROUBLED);
    const wanted = new Set([...troubled, ...files.map(([upload]) => upload)]);
    for (const [upload, row] of this.#rows) {
      const isHeld = this.#files.includes(upload) && row.contains(document.activeElement);
      if (!wanted.has(upload) && !isHeld) this.#discard(upload, row);
    }
    this.#fill(troubledList, troubled, lost);
    this.#fill(fileList, files.map(([upload]) => upload), lost);
    for (const [upload, i] of files) this.#lay(this.#rows.get(upload), i);
    const more = this.#troubled.length - troubled.length;
    rest.hidden = !more;
    rest.textContent = more ? `And ${more.toLocaleString('en')} more failed.` : '';
  }

  #inSight() {
    this.#height ||= this.#measure();
    fileList.style.height = `${this.#files.length * this.#height}px`;
    if (this.#isFollowing) this.#follow();
    const top = scroller.scrollTop - fileList.offsetTop;
    const first = Math.max(0, Math.floor(top / this.#height) - SPARE);
    const last = Math.ceil((top + scroller.clientHeight) / this.#height) + SPARE;
    return this.#files.slice(first, Math.max(last, first)).map((upload, i) => [upload, first + i]);
  }

  #measure() {
    const row = template.content.firstElementChild.cloneNode(true);
    fileList.append(row);
    const { offsetHeight } = row;
    row.remove();
    return offsetHeight;
  }

  // The first file that has not arrived stays in sight.
  #follow() {
    const i = this.#files.findIndex(({ state }) => BEFORE_ARRIVAL.includes(state));
    if (i <= 0 || this.#troubled.length) return;
    scroller.scrollTop = fileList.offsetTop + (i - 1) * this.#height;
  }

  #fill(list, uploads, lost) {
    uploads.forEach((upload, i) => {
      const row = this.#rows.get(upload) ?? this.#create(upload);
      if (list.children[i] !== row) list.insertBefore(row, list.children[i] ?? null);
      if (list === troubledList) row.removeAttribute('style');
      update(row, upload, lost);
    });
  }

  #lay(row, i) {
    row.style.translate = `0 ${i * this.#height}px`;
    row.ariaPosInSet = i + 1;
    row.ariaSetSize = this.#files.length;
  }

  #create(upload) {
    const row = template.content.firstElementChild.cloneNode(true);
    const { name } = upload.file;
    const file = row.querySelector('.file');
    file.textContent = file.title = name;
    const [open, retry, cancel] = ['.open', '.retry', '.cancel'].map(part => row.querySelector(part));
    open.setAttribute('aria-label', `Open ${name}`);
    retry.setAttribute('aria-label', `Retry ${name}`);
    retry.addEventListener('click', () => this.#asked.retry(upload));
    cancel.addEventListener('click', () => this.#asked.cancel(upload));
    row.look = setTimeout(() => preview(row, upload.file), LOOKED_AT_MS);
    this.#rows.set(upload, row);
    return row;
  }

  #discard(upload, row) {
    clearTimeout(row.look);
    row.remove();
    this.#rows.delete(upload);
  }

  get troubled() {
    return this.#troubled;
  }

  clear() {
    for (const [upload, row] of this.#rows) this.#discard(upload, row);
    this.#troubled.length = this.#files.length = 0;
  }
}

function remove(list, upload) {
  const i = list.indexOf(upload);
  if (i >= 0) list.splice(i, 1);
}

// Only what changed is written: most rows stay as they are from one frame to the next.
function update(row, upload, lost) {
  const { state, image, file, sent } = upload;
  const words = said(upload, lost);
  if (row.words !== words) row.querySelector('.state').textContent = row.words = words;
  const bar = row.querySelector('progress');
  bar.hidden = state !== 'sending' || Boolean(lost);
  bar.value = file.size ? sent / file.size : 1;
  if (row.dataset.state === state) return;
  row.dataset.state = state;
  row.querySelector('.retry').hidden = state !== 'failed' || upload.final;
  const cancel = row.querySelector('.cancel');
  cancel.hidden = ![...BEFORE_ARRIVAL, 'failed'].includes(state);
  cancel.setAttribute('aria-label', state === 'failed' ? `Take ${file.name} off the list` : `Cancel ${file.name}`);
  const open = row.querySelector('.open');
  open.hidden = !image || !['ready', 'duplicate'].includes(state);
  if (open.hidden || open.href) return;
  open.href = `/images/${image}`;
  htmx.process(open);
}

function said(upload, lost) {
  switch (upload.state) {
    case 'waiting': return 'Waiting';
    case 'preparing': return 'Preparing';
    case 'sending': return lost ? 'Waits for the connection' : sending(upload);
    case 'processing': return 'Being understood';
    case 'ready': return upload.note ? `Added without its sidecar. ${upload.note}` : 'Added';
    case 'duplicate': return 'Already in the library';
    default: return upload.reason;
  }
}

function sending({ file, sent, meter }) {
  const rate = meter?.rate() ?? 0;
  return `Sending, ${Math.round((100 * sent) / file.size)} %${rate ? ` · ${size(rate)}/s` : ''}`;
}

// A picture is decoded only for a row that is looked at.
function preview(row, file) {
  const image = row.querySelector('img');
  const url = URL.createObjectURL(file);
  image.onload = () => {
    image.hidden = false;
    URL.revokeObjectURL(url);
  };
  image.onerror = () => URL.revokeObjectURL(url);
  image.src = url;
}
