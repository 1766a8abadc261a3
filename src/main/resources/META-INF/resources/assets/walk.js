import { arrivals } from './arrivals.js';

// From search results or a filtered library, the next picture is the next of those that are shown. Whoever comes by another way walks through the library.
const KEPT = 'sightline.walk';

document.addEventListener('click', ({ target }) => {
  const tile = target.closest('.tile > a');
  if (!tile) return;
  const results = tile.closest('.results, .alike .grid, .timeline:not([data-filter=""])');
  const walk = results ? [...results.querySelectorAll('.tile > a')].map(link => link.getAttribute('href')) : [];
  sessionStorage.setItem(KEPT, JSON.stringify(walk));
}, { capture: true });

arrivals('[data-viewer]', viewer => {
  const walk = JSON.parse(sessionStorage.getItem(KEPT) ?? '[]');
  const at = walk.indexOf(location.pathname);
  if (at < 0) return;
  lead(viewer.querySelector('[rel="prev"]'), walk[at - 1]);
  lead(viewer.querySelector('[rel="next"]'), walk[at + 1]);
});

/** The link is made anew, because htmx keeps the address that it found. */
function lead(link, address) {
  const made = link.cloneNode(true);
  made.hidden = !address;
  if (address) made.href = address;
  delete made.dataset.prefetch;
  link.replaceWith(made);
  htmx.process(made);
}
