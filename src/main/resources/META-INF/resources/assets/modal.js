import { arrivals } from './arrivals.js';

// A dialog that the server opened is a modal one where there are scripts, and goes without another page.
arrivals('dialog[data-modal]', dialog => {
  dialog.removeAttribute('open');
  dialog.showModal();
  dialog.addEventListener('close', () => dialog.remove());
});

document.addEventListener('click', event => {
  const dialog = event.target.closest('[data-close]')?.closest('dialog[data-modal]');
  if (!dialog) return;
  event.preventDefault();
  event.stopPropagation();
  dialog.close();
}, { capture: true });
