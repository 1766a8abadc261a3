import { toast } from '../toast.js';
import { sorted } from './files.js';
import { Ledger } from './ledger.js';
import { Meter, size, span } from './meter.js';
import { Queue } from './queue.js';
import { Rows } from './rows.js';
import { showUnfinished } from './unfinished.js';

const TITLE_PROGRESS = /^\d+ % · /;
const HIDDEN_MS = 1000;
const MEMORY_MS = 2000;
const TICK_MS = 1000;
const HANDLING = 200_000; // what a file takes besides its transfer, in bytes that could be sent meanwhile

const SETTLED = ['ready', 'duplicate', 'failed'];
const UNSENT = ['waiting', 'preparing', 'sending'];

const panel = document.getElementById('uploads');
const part = name => panel.querySelector(`[data-${name}]`);
const fold = panel.querySelector('[data-fold]');

const uploads = new Set();
const counts = { waiting: 0, preparing: 0, sending: 0, processing: 0, ready: 0, duplicate: 0, failed: 0, cancelled: 0 };
const weights = { all: 0, done: 0 };
const meter = new Meter();
let ledger;

const queue = new Queue(step, render);
const rows = new Rows({ retry: upload => queue.retry(upload), cancel: upload => queue.cancel(upload) }, render);

// Not having it costs only what it is for; a browser may forbid it, or take its time.
const memory = Promise.race([Ledger.open(), new Promise(resolve => setTimeout(resolve, MEMORY_MS))]).catch(() => undefined);
memory.then(found => {
  ledger = found;
  if (!ledger?.unfinished.length) return;
  show();
  list();
});

addEventListener('pagehide', () => ledger?.flush());

function list() {
  showUnfinished(ledger, add, () => {
    list();
    if (!uploads.size && !ledger.unfinished.length) dismiss();
  });
  render();
}

/** Adds pictures to the library; whatever else is among the files is counted and left. */
export async function add(files, { handles = [], folder = false } = {}) {
  await memory;
  const { pictures, sidecars, others } = sorted(files);
  if (others) toast(others === 1 ? '1 file is not a picture and was left out.' : `${number(others)} files are not pictures and were left out.`);
  if (!pictures.length) return;
  if (!isBusy()) startOver();
  const arrived = new Map(pictures.map(file => [file, ledger?.recognise(file)?.image]).filter(([, image]) => image));
  const added = queue.add(pictures, sidecars, arrived);
  rows.add(added);
  show();
  if (ledger) {
    ledger.begin(added, handles, folder).catch(() => {});
    list();
  }
  say(`${number(pictures.length)} ${pictures.length === 1 ? 'file is' : 'files are'} being added.`);
  render();
}

const number = count => count.toLocaleString('en');
const isUnsent = () => UNSENT.some(state => counts[state]);
const isBusy = () => isUnsent() || counts.processing > 0;

// What is settled was seen; a new lot is counted from the beginning. What failed stays until it is looked after.
function startOver() {
  for (const upload of uploads) if (upload.state !== 'failed') drop(upload);
  const failed = [...rows.troubled];
  rows.clear();
  rows.troubled.push(...failed);
}

function drop(upload) {
  uploads.delete(upload);
  counts[upload.state]--;
  weights.all -= weight(upload);
  weights.done -= done(upload, upload);
}

const weight = ({ file }) => file.size + HANDLING;

function done(upload, { state, sent }) {
  if (SETTLED.includes(state)) return weight(upload);
  return state === 'processing' ? upload.file.size + HANDLING / 2 : sent;
}

/** Every step of every upload comes by here, thousands of them in a second: it counts, and draws once a frame. */
function step(upload, before) {
  const { state } = upload;
  if (!uploads.has(upload)) {
    uploads.add(upload);
    weights.all += weight(upload);
  } else {
    counts[before.state]--;
    weights.done -= done(upload, before);
  }
  counts[state]++;
  weights.done += done(upload, upload);
  if (state === 'sending' && upload.sent > before.sent) measure(upload, upload.sent - before.sent);
  if (before.state !== state && before.state !== 'new') moved(upload, before.state);
  if (state === 'cancelled') drop(upload);
  render();
}

function measure(upload, bytes) {
  meter.add(bytes);
  (upload.meter ??= new Meter()).add(bytes);
}

function moved(upload, before) {
  rows.place(upload, before);
  if (upload.state === 'processing') ledger?.settled(upload, upload.image);
  if (['duplicate', 'cancelled'].includes(upload.state) || upload.final) ledger?.settled(upload, null);
  if (['ready', 'duplicate', 'processing'].includes(upload.state)) document.dispatchEvent(new CustomEvent('sightline:added'));
}

let drawing = false;

/** Soon, at most once a frame; less often where nobody sees it but the title. */
function render() {
  if (drawing) return;
  drawing = true;
  if (document.hidden) setTimeout(draw, HIDDEN_MS);
  else requestAnimationFrame(draw);
}

function draw() {
  drawing = false;
  if (panel.hidden) return;
  const isEmpty = uploads.size === 0;
  showSummary();
  showLost();
  panel.querySelector('.rows').hidden = isEmpty;
  if (fold.getAttribute('aria-expanded') === 'true' && !isEmpty) rows.render(queue.lost);
  showDoings();
}

function showSummary() {
  const total = uploads.size;
  const settled = counts.ready + counts.duplicate + counts.failed;
  const isDone = settled === total;
  const share = weights.all ? weights.done / weights.all : 1;
  part('ring').setAttribute('stroke-dasharray', `${share * 100} 100`);
  panel.classList.toggle('at-rest', isDone);
  const words = !total ? 'Uploads to finish' : isDone ? summary() : `Adding ${number(settled + 1)} of ${number(total)}`;
  write(part('summary'), words);
  write(part('pace'), isDone ? '' : pace());
  document.title = (isDone ? '' : `${Math.round(share * 100)} % · `) + document.title.replace(TITLE_PROGRESS, '');
  if (total && isDone) say(words);
}

function summary() {
  return [
    counts.ready && `${number(counts.ready)} ${counts.ready === 1 ? 'picture' : 'pictures'} added`,
    counts.duplicate && `${number(counts.duplicate)} already here`,
    counts.failed && `${number(counts.failed)} failed`,
  ].filter(Boolean).join(', ');
}

function pace() {
  if (queue.lost) return '';
  if (!isUnsent()) return 'All sent; being understood';
  const rate = meter.rate();
  if (!rate) return '';
  let left = 0;
  for (const upload of uploads) if (UNSENT.includes(upload.state)) left += upload.file.size - upload.sent;
  return `${size(rate)}/s, ${span(left / rate)} left`;
}

function showLost() {
  const lost = isBusy() ? queue.lost : null;
  const line = part('lost');
  if (lost && line.hidden) say(lost);
  line.hidden = !lost;
  write(line.querySelector('span'), lost ?? '');
}

function showDoings() {
  const retryable = rows.troubled.filter(({ final }) => !final).length;
  const [retry, cancel] = [part('retry-all'), part('cancel-all')];
  retry.hidden = retryable < 2;
  write(retry.querySelector('span'), `Retry all ${number(retryable)} that failed`);
  cancel.hidden = !isUnsent();
  panel.querySelector('footer').hidden = retry.hidden && cancel.hidden;
  part('dismiss').hidden = isUnsent();
}

function write(element, words) {
  if (element.textContent !== words) element.textContent = words;
}

// Only what matters is announced; the numbers that run are to be looked at.
function say(words) {
  write(part('said'), words);
}

function show() {
  if (panel.hidden && matchMedia('(width < 700px)').matches) fold.setAttribute('aria-expanded', 'false');
  panel.hidden = false;
}

function cancelAll() {
  const unsent = [...uploads].filter(({ state }) => UNSENT.includes(state));
  for (const upload of unsent) queue.cancel(upload);
  toast(`${number(unsent.length)} ${unsent.length === 1 ? 'upload' : 'uploads'} cancelled. What has arrived stays.`);
}

async function retryAll() {
  for (const upload of rows.troubled.filter(({ final }) => !final)) await queue.retry(upload);
}

// What is being understood goes on; only its list is put away.
function dismiss() {
  panel.hidden = true;
  document.title = document.title.replace(TITLE_PROGRESS, '');
  if (isBusy()) return;
  for (const upload of [...uploads]) drop(upload);
  rows.clear();
  say('');
}

panel.addEventListener('click', ({ target }) => {
  if (target.closest('[data-fold]')) fold.setAttribute('aria-expanded', fold.getAttribute('aria-expanded') !== 'true');
  if (target.closest('[data-dismiss]')) dismiss();
  if (target.closest('[data-cancel-all]')) cancelAll();
  if (target.closest('[data-retry-all]')) retryAll();
  render();
});

// A pace that nothing moves any more is to be seen too.
setInterval(() => counts.sending && render(), TICK_MS);
document.addEventListener('visibilitychange', () => !document.hidden && render());

addEventListener('beforeunload', event => {
  if (isUnsent()) event.preventDefault();
});
