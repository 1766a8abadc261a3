import { call } from './api.js';
import { toast } from './toast.js';

document.addEventListener('click', async ({ target }) => {
  const button = target.closest('[data-retry]');
  if (!button) return;
  button.disabled = true;
  try {
    await call('POST', button.dataset.retry);
    htmx.ajax('GET', location.pathname, { source: '#activity' });
  } catch (refusal) {
    button.disabled = false;
    toast(refusal.message);
  }
});
