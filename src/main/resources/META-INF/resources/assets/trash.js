import { call } from './api.js';
import { visit } from './navigation.js';
import { toast } from './toast.js';
import { moved } from './whereabouts.js';

// To the trash and on to the next picture; nothing is asked, because it can be undone.
document.addEventListener('click', async ({ target }) => {
  const button = target.closest('[data-trash]');
  if (!button) return;
  const image = button.dataset.trash;
  const here = location.pathname + location.search;
  try {
    await call('DELETE', `/api/images/${image}`);
    moved([image], 'trash');
    document.querySelector('a[rel="next"]:not([hidden]), a[rel="prev"]:not([hidden]), a[data-back]').click();
    toast('Moved to the trash.', { words: 'Undo', act: () => restore(image, here) });
  } catch (refusal) {
    toast(refusal.message);
  }
});

document.addEventListener('click', ({ target }) => {
  const button = target.closest('[data-restore]');
  if (button) restore(button.dataset.restore, location.pathname);
});

async function restore(image, page) {
  try {
    await call('POST', `/api/images/${image}/restore`);
    moved([image], 'library');
    visit(page);
  } catch (refusal) {
    toast(refusal.message);
  }
}
