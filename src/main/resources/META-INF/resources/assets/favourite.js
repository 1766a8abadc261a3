import { call } from './api.js';
import { toast } from './toast.js';

// Shown at once, taken back if the service refuses.
document.addEventListener('click', async ({ target }) => {
  const button = target.closest('[data-favourite]');
  if (!button) return;
  const image = button.dataset.favourite;
  const wanted = button.getAttribute('aria-pressed') !== 'true';
  show(image, wanted);
  try {
    await call(wanted ? 'PUT' : 'DELETE', `/api/images/${image}/favourite`);
  } catch (refusal) {
    show(image, !wanted);
    toast(refusal.message);
  }
});

function show(image, favourite) {
  document.querySelectorAll(`[data-favourite="${image}"]`).forEach(it => it.setAttribute('aria-pressed', favourite));
}
