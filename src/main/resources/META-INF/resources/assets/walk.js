import { arrivals } from './arrivals.js';

// From search results or a filtered library, the next picture is the next of those that are shown. Whoever comes by
// another way walks through the library.
const KEPT = 'sightline.walked';
const NOWHERE = { query: null, pictures: [] };

const address = image => `/images/${image}`;
const trashed = new Set();

document.addEventListener('click', ({ target }) => {
  const bin = target.closest('[data-trash]');
  if (bin) trashed.add(address(bin.dataset.trash));
  const tile = target.closest('.tile > a');
  if (tile) sessionStorage.setItem(KEPT, JSON.stringify(walkFrom(tile)));
}, { capture: true });

arrivals('[data-viewer]', viewer => {
  if (!('trashed' in viewer.dataset)) trashed.delete(location.pathname);
  const { pictures } = kept();
  const at = pictures.indexOf(location.pathname);
  if (at < 0) return;
  lead(viewer.querySelector('[rel="prev"]'), pictures.slice(0, at).findLast(it => !trashed.has(it)));
  lead(viewer.querySelector('[rel="next"]'), pictures.slice(at + 1).find(it => !trashed.has(it)));
});

/** The search that an image on this page is a result of, and its position there from 1; nothing for others. */
export function found(image) {
  const tile = document.getElementById(`image-${image}`);
  const { query, pictures } = tile ? walkFrom(tile) : location.pathname === address(image) ? kept() : NOWHERE;
  const at = pictures.indexOf(address(image));
  return query && at >= 0 ? { query, position: at + 1 } : {};
}

function walkFrom(tile) {
  const shown = tile.closest('.results, .alike .grid, .timeline:not([data-filter=""])');
  if (!shown) return NOWHERE;
  return { query: queryOf(shown), pictures: [...shown.querySelectorAll('.tile > a')].map(link => link.getAttribute('href')) };
}

/** A filtered library has been asked for nothing that pictures could be more or less like. */
function queryOf(shown) {
  if (shown.matches('.timeline')) return null;
  return shown.matches('.results') ? asked() : `like=${shown.closest('[data-viewer]').dataset.viewer}`;
}

function asked() {
  const query = new URLSearchParams(location.search);
  query.delete('cursor');
  return query.toString();
}

function kept() {
  return JSON.parse(sessionStorage.getItem(KEPT)) ?? NOWHERE;
}

/** The link is made anew, because htmx keeps the address that it found. */
function lead(link, to) {
  const made = link.cloneNode(true);
  made.hidden = !to;
  delete made.dataset.prefetch;
  if (to) {
    made.href = to;
    made.dataset.prefetch = `/api${to}/preview`;
  }
  link.replaceWith(made);
  htmx.process(made);
}
