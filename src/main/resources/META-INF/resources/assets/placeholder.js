import { arrivals } from './arrivals.js';
import { paint } from './blurhash.js';

const GONE_MS = 300; // the picture has faded in by then

// Until a picture is there, its place shows its blurhash; a picture from the cache is there at once and gets none.
arrivals('img[data-placeholder]', image => {
  if (image.complete && image.naturalWidth) return;
  const canvas = document.createElement('canvas');
  canvas.setAttribute('aria-hidden', 'true');
  paint(image.dataset.placeholder, canvas);
  image.before(canvas);
  image.classList.add('arriving');
  image.addEventListener('load', () => {
    image.classList.remove('arriving');
    setTimeout(() => canvas.remove(), GONE_MS);
  }, { once: true });
});

// A page that is kept for the way back gets its placeholders anew.
document.addEventListener('htmx:beforeHistorySave', ({ detail }) => {
  detail.historyElt.querySelectorAll('.tile canvas').forEach(canvas => canvas.remove());
  detail.historyElt.querySelectorAll('.arriving').forEach(image => image.classList.remove('arriving'));
});

// The links to the storage hold for hours, an open page may be older: then the service is asked for a new one, once. What
// does not come then either comes when the storage is back, and the page looks whether it is away. It may have come back
// before the page looks, so each is tried once even if nothing was said.
const unseen = new Set();
let tried = new WeakSet();
let isAway = false;

function failed(image) {
  const { again } = image.dataset;
  if (image.getAttribute('src') === again) {
    unseen.add(image);
    document.dispatchEvent(new Event('sightline:unseen'));
    return;
  }
  image.removeAttribute('srcset');
  image.src = again;
}

addEventListener('error', ({ target }) => target.dataset?.again && failed(target), { capture: true });

// One may have failed before there was anybody to hear of it.
arrivals('img[data-again]', image => image.complete && !image.naturalWidth && failed(image));

arrivals('.notice[data-away]', () => (isAway = true));
arrivals('[data-there]', () => {
  if (isAway) tried = new WeakSet();
  isAway = false;
  const images = [...unseen].filter(image => image.isConnected && !tried.has(image));
  unseen.clear();
  for (const image of images) {
    tried.add(image);
    image.src = image.dataset.again;
  }
});
