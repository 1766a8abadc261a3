import { call } from './api.js';
import { erase, favour, pictures, restore, tag, trash } from './bulk.js';
import { record } from './interactions.js';
import { visit } from './navigation.js';
import { clear, isSelecting, select, selected, tileOf } from './selection.js';
import { toast } from './toast.js';

// What can be done with the selected pictures.
const SEVERAL = 10_000; // in one download
const TOLD_AFTER_MS = 600;
const EXAMPLES = 10; // in one search

const bar = document.getElementById('selection');
const said = document.getElementById('selection-said');
const tagging = document.getElementById('tagging');
const deleting = document.getElementById('deleting');
const part = (of, name) => of.querySelector(`[data-${name}]`);

const acts = {
  clear: () => clear(),
  favourite: () => working(progress => favour(selected(), wantsFavourites(), progress)),
  tag: () => openTagging(),
  more: () => searchLike(selected(), ''),
  less: () => searchLike(selected(), '-'),
  download: () => download(selected()),
  trash: () => working(async progress => leave(await trash(selected(), progress))),
  restore: () => working(async progress => leave(await restore(selected(), progress))),
  delete: () => openDeleting(),
};

bar.addEventListener('click', ({ target }) => acts[target.closest('[data-act]')?.dataset.act]?.());

document.addEventListener('sightline:selection', () => {
  const count = selected().length;
  const inTrash = Boolean(document.querySelector('[data-trash-grid]'));
  bar.hidden = !count || Boolean(document.querySelector('[data-viewer]'));
  document.documentElement.classList.toggle('selecting', count > 0);
  part(bar, 'count').textContent = count.toLocaleString('en');
  part(bar, 'counted').hidden = false;
  const here = inTrash ? 'trash' : document.querySelector('.results') ? 'library results' : 'library';
  bar.querySelectorAll('[data-in]').forEach(it => (it.hidden = !here.includes(it.dataset.in)));
  part(bar, 'words').textContent = wantsFavourites() ? 'Favourite' : 'Unfavourite';
  tell(bar.hidden ? '' : `${pictures(count)} selected`);
});

/** Only when it has settled: an extended selection changes with every key. */
let telling;
function tell(words) {
  clearTimeout(telling);
  telling = setTimeout(() => (said.textContent = words), TOLD_AFTER_MS);
}

/** As long as one of them is none. */
const wantsFavourites = () => selected().some(id => tileOf(id)?.querySelector('.favourite').getAttribute('aria-pressed') !== 'true');

async function working(act) {
  const buttons = bar.querySelectorAll('button');
  buttons.forEach(it => (it.disabled = true));
  try {
    await act((done, all) => {
      part(bar, 'count').textContent = `${done.toLocaleString('en')} of ${all.toLocaleString('en')}`;
      part(bar, 'counted').hidden = true;
    });
  } finally {
    buttons.forEach(it => (it.disabled = false));
    document.dispatchEvent(new CustomEvent('sightline:selection'));
  }
}

/** They are in another place now; the focus goes to what is left. */
function leave(images) {
  select(images, false);
  if (!isSelecting()) clear();
  requestAnimationFrame(() => {
    const isEmpty = !document.querySelector('main .tile:not([hidden]), main .chunk');
    if (isEmpty) visit(location.pathname + location.search);
    else if (document.querySelector('[data-trash-grid]')) htmx.ajax('GET', '/trash', { target: '#trash-head', select: '#trash-head', swap: 'outerHTML' });
  });
  if (!isSelecting()) document.getElementById('content').focus({ preventScroll: true });
}

async function download(images) {
  if (images.length > SEVERAL) return toast(`At most ${pictures(SEVERAL)} are downloaded at once. Select fewer.`);
  try {
    const { url, count } = await call('POST', '/api/downloads', { images });
    const link = document.createElement('a');
    link.href = url;
    link.download = '';
    link.click();
    record('download', ...images);
    toast(`${pictures(count)} on the way, as one ZIP file.`);
  } catch (refusal) {
    toast(refusal.message);
  }
}

/** What is searched for, and these as more of its examples. */
function searchLike(images, sign) {
  const search = new URLSearchParams(document.querySelector('.results') ? location.search : '');
  ['cursor', 'weaker'].forEach(part => search.delete(part));
  const others = search.getAll('like').filter(it => !images.some(id => it.includes(id)));
  if (others.length + search.getAll('upload').length + images.length > EXAMPLES) {
    return toast(`A search takes at most ${EXAMPLES} pictures. Select fewer.`);
  }
  search.delete('like');
  for (const like of [...others, ...images.map(id => sign + id)]) search.append('like', like);
  clear();
  visit(`/search?${search}`);
}

async function openTagging() {
  const images = selected();
  const names = tagging.querySelector('input');
  names.value = '';
  tagging.querySelector('h2').textContent = `Tag ${pictures(images.length)}`;
  part(tagging, 'add').textContent = `Add to ${pictures(images.length)}`;
  part(tagging, 'had').hidden = true;
  tagging.showModal();
  try {
    const [{ tags: known }, had] = await Promise.all([call('GET', '/api/tags?limit=200'), tagsOf(images)]);
    tagging.querySelector('datalist').replaceChildren(...known.map(it => new Option(it.name, it.name)));
    part(tagging, 'had').hidden = !had.size;
    part(tagging, 'had').querySelector('ul').replaceChildren(...[...had].map(([name, count]) => removal(images, name, count)));
  } catch (refusal) {
    tagging.close();
    toast(refusal.message);
  }
}

async function tagsOf(images) {
  const had = new Map();
  for (let at = 0; at < images.length; at += 1000) {
    const { tags } = await call('POST', '/api/tags/of', { images: images.slice(at, at + 1000) });
    tags.forEach(({ name, count }) => had.set(name, (had.get(name) ?? 0) + count));
  }
  return had;
}

function removal(images, name, count) {
  const item = document.createElement('li');
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = count === images.length ? name : `${name} · ${count}`;
  button.setAttribute('aria-label', `Remove ${name} from ${pictures(count)}`);
  button.addEventListener('click', () => {
    tagging.close();
    working(progress => tag(images, [], [name], progress));
  });
  item.append(button);
  return item;
}

tagging.querySelector('form').addEventListener('submit', event => {
  const names = tagging.querySelector('input').value.split(',').map(it => it.trim()).filter(Boolean);
  if (!names.length) return event.preventDefault();
  working(progress => tag(selected(), names, [], progress));
});

part(tagging, 'close').addEventListener('click', () => tagging.close());

function openDeleting() {
  const count = pictures(selected().length);
  deleting.querySelector('h2').textContent = `Delete ${count} for good?`;
  deleting.querySelector('[value="delete"]').textContent = `Delete ${count}`;
  deleting.returnValue = '';
  deleting.showModal();
}

deleting.addEventListener('close', () => {
  if (deleting.returnValue === 'delete') working(async progress => leave(await erase(selected(), progress)));
});
