import { call } from './api.js';
import { toast } from './toast.js';

// A saved search leaves at once, and comes back if that was a mistake.
document.addEventListener('submit', async event => {
  const form = event.target.closest('[data-unsave]');
  if (!form) return;
  event.preventDefault();
  event.stopPropagation();
  const address = `/api/searches/${form.dataset.unsave}`;
  try {
    const { name, search } = await call('GET', address);
    await call('DELETE', address);
    refresh();
    toast(`“${name}” is deleted.`, { words: 'Undo', act: () => restore({ name, search }) });
  } catch (refusal) {
    toast(refusal.message);
  }
}, { capture: true });

async function restore(search) {
  try {
    await call('POST', '/api/searches', search);
    refresh();
  } catch (refusal) {
    toast(refusal.message);
  }
}

function refresh() {
  if (location.pathname === '/searches') htmx.ajax('GET', '/searches', { target: '#content', select: '#content', swap: 'outerHTML' });
}
