import { arrivals } from './arrivals.js';
import { toast } from './toast.js';
import { openWays } from './upload/ways.js';

// Looking through pictures needs neither what the page of one picture does nor uploading. Both are fetched as soon as
// the pictures are there, or at once when they are asked for.
const uploading = () => import('./upload/panel.js');
let coming = null;
let isThere = false;

function picture() {
  coming ??= import('./picture.js').then(() => (isThere = true), () => (coming = null));
  return coming;
}

addEventListener('load', () => {
  picture();
  uploading().catch(() => {});
});

arrivals('[data-viewer]', picture);

// Who is faster than that is waited for, once: without it, what is clicked works as it does without scripts. Heard before
// all others, because `app.js` imports this first.
document.addEventListener('click', event => {
  const control = event.target.closest('[data-viewer] :is(a, button)');
  if (isThere || !control || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  picture().then(() => {
    isThere = true;
    control.click();
  });
}, { capture: true });

openWays((files, origin) => uploading().then(({ add }) => add(files, origin), () =>
  toast('Sightline does not answer. Is it still running? Then add them again.')));
