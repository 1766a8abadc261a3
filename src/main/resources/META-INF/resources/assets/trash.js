import { call } from './api.js';
import { toast } from './toast.js';

// To the trash and on to the next picture; nothing is asked, because it can be undone.
document.addEventListener('click', async ({ target }) => {
  const button = target.closest('[data-trash]');
  if (!button) return;
  const image = button.dataset.trash;
  const here = location.pathname + location.search;
  try {
    await call('DELETE', `/api/images/${image}`);
    document.querySelector('a[rel="next"], a[rel="prev"], a[data-home]').click();
    toast('Moved to the trash.', { words: 'Undo', act: () => restore(image, here) });
  } catch (refusal) {
    toast(refusal.message);
  }
});

async function restore(image, page) {
  try {
    await call('POST', `/api/images/${image}/restore`);
    htmx.ajax('GET', page, { source: document.getElementById('toasts'), push: page });
  } catch (refusal) {
    toast(refusal.message);
  }
}
