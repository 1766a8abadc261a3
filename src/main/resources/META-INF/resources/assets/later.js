import { arrivals } from './arrivals.js';
import { toast } from './toast.js';
import { openWays } from './upload/ways.js';

// Looking through pictures needs neither what the page of one picture does nor uploading. Both are fetched as soon as
// the pictures are there, or at once when they are asked for.
const uploading = () => import('./upload/panel.js');
let paged = null;
let isPaged = false;

function picture() {
  paged ??= import('./picture.js').then(() => (isPaged = true), () => (paged = null));
  return paged;
}

addEventListener('load', () => {
  picture();
  uploading().catch(() => {});
});

arrivals('[data-viewer]', picture);

// Who is faster than that is waited for. Without it, what is clicked still works as it does without scripts.
document.addEventListener('click', event => {
  const control = event.target.closest('[data-viewer] :is(a, button)');
  if (isPaged || !control || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  picture().then(() => {
    isPaged = true;
    control.click();
  });
}, { capture: true });

openWays((files, origin) => uploading().then(({ add }) => add(files, origin), () =>
  toast('Sightline does not answer. Is it still running? Then add them again.')));
