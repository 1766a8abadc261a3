import { toast } from '../toast.js';
import { carried, carriesFiles, sorted } from './files.js';
import { Queue } from './queue.js';

const TITLE_PROGRESS = /^\d+ % · /;

const WORDS = {
  waiting: () => 'Waiting',
  preparing: () => 'Preparing',
  sending: ({ progress }) => `Sending, ${Math.round(progress * 100)} %`,
  processing: () => 'Being understood',
  ready: ({ note }) => (note ? `Added without its sidecar. ${note}` : 'Added'),
  duplicate: () => 'Already in the library',
  failed: ({ reason }) => reason,
};
const IN_OUR_HANDS = ['waiting', 'preparing', 'sending'];

const panel = document.getElementById('uploads');
const rows = panel.querySelector('ol');
const template = document.getElementById('upload-row');
const dropping = document.querySelector('[data-dropping]');

const uploads = [];
const queue = new Queue(upload => {
  if (upload.row) showRow(upload);
  if (['ready', 'duplicate', 'processing'].includes(upload.state)) document.dispatchEvent(new CustomEvent('sightline:added'));
  showSummary();
});

/** Adds pictures to the library; whatever else is among the files is counted and left. */
export function add(files) {
  const { pictures, sidecars, others } = sorted(files);
  if (others) toast(others === 1 ? '1 file is not a picture and was left out.' : `${others} files are not pictures and were left out.`);
  if (!pictures.length) return;
  const added = queue.add(pictures, sidecars);
  for (const upload of added) addRow(upload);
  uploads.push(...added);
  panel.hidden = false;
  showSummary();
}

function addRow(upload) {
  const row = upload.row = template.content.firstElementChild.cloneNode(true);
  row.querySelector('.file').textContent = upload.file.name;
  row.querySelector('.file').title = upload.file.name;
  row.querySelector('.retry').setAttribute('aria-label', `Retry ${upload.file.name}`);
  row.querySelector('.retry').addEventListener('click', () => queue.retry(upload));
  row.querySelector('.open').setAttribute('aria-label', `Open ${upload.file.name}`);
  rows.append(row);
  seen.observe(row);
  previews.set(row, upload.file);
  showRow(upload);
}

function showRow(upload) {
  const { row, state, progress, image } = upload;
  if (state === 'failed' && row.dataset.state !== state) rows.prepend(row);
  row.dataset.state = state;
  row.querySelector('.state').textContent = WORDS[state](upload);
  row.querySelector('.retry').hidden = state !== 'failed';
  const bar = row.querySelector('progress');
  bar.hidden = state !== 'sending';
  bar.value = progress;
  const open = row.querySelector('.open');
  open.hidden = !image || !['ready', 'duplicate'].includes(state);
  if (!open.hidden && !open.href) {
    open.href = `/images/${image}`;
    htmx.process(open);
  }
}

// A preview is decoded only for a row that is looked at.
const previews = new WeakMap();
const seen = new IntersectionObserver(entries => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    seen.unobserve(target);
    const image = target.querySelector('img');
    const url = URL.createObjectURL(previews.get(target));
    image.onload = () => {
      image.hidden = false;
      URL.revokeObjectURL(url);
    };
    image.onerror = () => URL.revokeObjectURL(url);
    image.src = url;
  }
}, { root: rows });

function showSummary() {
  const count = state => uploads.filter(upload => upload.state === state).length;
  const [total, failed] = [uploads.length, count('failed')];
  const settled = count('ready') + count('duplicate') + failed;
  const share = uploads.reduce((sum, { state, progress }) => sum + (['ready', 'duplicate', 'failed'].includes(state) ? 1 : progress * 0.9), 0) / total;
  panel.querySelector('[data-ring]').setAttribute('stroke-dasharray', `${share * 100} 100`);
  panel.querySelector('[data-summary]').textContent = settled < total ? `Adding ${settled + 1} of ${total}` : summary(count('ready'), count('duplicate'), failed);
  document.title = (settled < total ? `${Math.round(share * 100)} % · ` : '') + document.title.replace(TITLE_PROGRESS, '');
}

function summary(ready, duplicate, failed) {
  return [
    ready && `${ready} ${ready === 1 ? 'picture' : 'pictures'} added`,
    duplicate && `${duplicate} already here`,
    failed && `${failed} failed`,
  ].filter(Boolean).join(', ');
}

addEventListener('beforeunload', event => {
  if (uploads.some(({ state }) => IN_OUR_HANDS.includes(state))) event.preventDefault();
});

document.addEventListener('click', ({ target }) => {
  const choice = target.closest('[data-choose]');
  if (choice) choose(choice.dataset.choose === 'folder');
  const fold = target.closest('[data-fold]');
  if (fold) fold.setAttribute('aria-expanded', fold.getAttribute('aria-expanded') !== 'true');
  if (target.closest('[data-dismiss]')) dismiss();
});

function choose(folder) {
  document.getElementById('add').hidePopover();
  const input = document.createElement('input');
  Object.assign(input, { type: 'file', multiple: true, accept: folder ? '' : 'image/*', webkitdirectory: folder });
  input.addEventListener('change', () => add(input.files));
  input.click();
}

// What still runs goes on; only its list is put away.
function dismiss() {
  panel.hidden = true;
  if (uploads.some(({ state }) => [...IN_OUR_HANDS, 'processing'].includes(state))) return;
  uploads.length = 0;
  rows.replaceChildren();
}

// Dropped or pasted anywhere is added; the search box takes its own.
const within = (event, selector) => Boolean(event.target.closest?.(selector));

for (const type of ['dragenter', 'dragover']) {
  addEventListener(type, event => {
    if (!carriesFiles(event.dataTransfer)) return;
    event.preventDefault();
    dropping.hidden = within(event, '.search');
    document.querySelector('.search').classList.toggle('receiving', within(event, '.search'));
  });
}

addEventListener('dragleave', event => {
  if (!event.relatedTarget) endDrop();
});

addEventListener('drop', async event => {
  if (!carriesFiles(event.dataTransfer)) return;
  event.preventDefault();
  endDrop();
  if (!within(event, '.search')) add(await carried(event.dataTransfer));
});

addEventListener('paste', async event => {
  if (!carriesFiles(event.clipboardData) || within(event, '.search')) return;
  event.preventDefault();
  add(await carried(event.clipboardData));
});

function endDrop() {
  dropping.hidden = true;
  document.querySelector('.search').classList.remove('receiving');
}
