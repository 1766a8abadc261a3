import { call } from './api.js';
import { arrivals } from './arrivals.js';
import { record } from './interactions.js';
import { toast } from './toast.js';

const changed = new Map();

// A page that comes back from the history may be older than the change.
arrivals('[data-favourite]', button => {
  if (changed.has(button.dataset.favourite)) button.setAttribute('aria-pressed', changed.get(button.dataset.favourite));
});

// Shown at once, taken back if the service refuses.
document.addEventListener('click', async ({ target }) => {
  const button = target.closest('[data-favourite]');
  if (!button) return;
  const image = button.dataset.favourite;
  const wanted = button.getAttribute('aria-pressed') !== 'true';
  show([image], wanted);
  try {
    await call(wanted ? 'PUT' : 'DELETE', `/api/images/${image}/favourite`);
    record(wanted ? 'favourite' : 'unfavourite', image);
  } catch (refusal) {
    show([image], !wanted);
    toast(refusal.message);
  }
});

/** Shows pictures as favourites, or not, wherever they are. */
export function show(images, favourite) {
  images.forEach(image => changed.set(image, favourite));
  document.querySelectorAll('[data-favourite]').forEach(it => {
    if (changed.has(it.dataset.favourite)) it.setAttribute('aria-pressed', changed.get(it.dataset.favourite));
  });
}
