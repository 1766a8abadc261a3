import { arrivals } from './arrivals.js';

// From search results or a filtered library, the next picture is the next of those that are shown. Whoever comes by
// another way walks through the library.
const KEPT = 'sightline.walked';
const NOWHERE = { query: null, ranked: false, pictures: [] };

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

/** The search that an image on this page was found by, and its position there from 1 if it has one; nothing for others. */
export function found(image) {
  const tile = document.getElementById(`image-${image}`);
  const { query, ranked, pictures } = tile ? walkFrom(tile) : location.pathname === address(image) ? kept() : NOWHERE;
  const at = pictures.indexOf(address(image));
  if (!query || at < 0) return {};
  return ranked ? { query, position: at + 1 } : { query };
}

function walkFrom(tile) {
  const grid = tile.closest('.results, .alike .grid, .timeline[data-filter]:not([data-filter=""])');
  if (!grid) return NOWHERE;
  return {
    query: grid.closest('.alike') ? `like=${tile.closest('[data-viewer]').dataset.viewer}` : asked(),
    ranked: !grid.matches('.timeline'),
    pictures: [...grid.querySelectorAll('.tile > a')].map(link => link.getAttribute('href')),
  };
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
