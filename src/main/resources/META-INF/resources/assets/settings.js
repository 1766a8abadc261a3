import { toast } from './toast.js';

const root = document.documentElement;

// A choice is seen at once, and sent to be kept. The server draws every later page with it from the first byte.
document.addEventListener('change', async ({ target }) => {
  const form = target.closest?.('[data-appearance]');
  if (!form) return;
  const look = new FormData(form);
  appear(look.get('theme'), look.get('density'));
  const kept = await fetch(form.action, { method: 'POST', body: new URLSearchParams(look), redirect: 'manual' }).catch(() => null);
  if (kept?.type !== 'opaqueredirect') toast('This could not be kept: Sightline does not answer. Try again.');
});

function appear(theme, density) {
  Object.assign(root.dataset, { theme, density });
  document.querySelector('meta[name="color-scheme"]').content = theme === 'system' ? 'light dark' : theme;
  const bars = [...document.querySelectorAll('meta[name="theme-color"]')];
  for (const bar of bars) bar.content = bar.dataset[theme === 'system' ? 'own' : theme];
}

document.addEventListener('click', async ({ target }) => {
  const button = target.closest('[data-copy]');
  if (!button) return;
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    toast('Copied.');
  } catch {
    toast('This browser does not let a page copy. Select the command and copy it by hand.');
  }
});
