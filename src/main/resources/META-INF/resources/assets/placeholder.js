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

// The links to the storage hold for hours, an open page may be older: then the service is asked for a new one, once.
addEventListener('error', ({ target }) => {
  if (!target.dataset?.again) return;
  target.removeAttribute('srcset');
  target.src = target.dataset.again;
  delete target.dataset.again;
}, { capture: true });
