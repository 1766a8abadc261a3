import { arrivals } from './arrivals.js';
import { paint } from './blurhash.js';

// Until a picture is there, its place shows its blurhash; a picture from the cache is there at once and gets none.
arrivals('img[data-placeholder]', image => {
  if (image.complete) return;
  const canvas = document.createElement('canvas');
  canvas.setAttribute('aria-hidden', 'true');
  paint(image.dataset.placeholder, canvas);
  image.before(canvas);
  image.classList.add('arriving');
  image.addEventListener('load', () => image.classList.remove('arriving'), { once: true });
  image.addEventListener('transitionend', () => canvas.remove(), { once: true });
});
