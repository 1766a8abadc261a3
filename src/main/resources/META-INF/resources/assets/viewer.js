import { arrivals } from './arrivals.js';

const STILL_MS = 2000;
const remembered = 'sightline.details';

let timer;

arrivals('[data-viewer]', viewer => {
  showDetails(viewer, localStorage.getItem(remembered) !== 'closed');
  awake();
  prefetch(viewer);
});

// The controls leave while nobody moves, and are back at once; never while a part is being chosen.
for (const type of ['pointermove', 'pointerdown', 'keydown']) addEventListener(type, awake, { passive: true });

function awake() {
  const viewer = document.querySelector('[data-viewer]');
  clearTimeout(timer);
  if (!viewer) return;
  viewer.classList.remove('still');
  timer = setTimeout(() => {
    const busy = viewer.querySelector('.chrome :focus-visible, .tools:hover, .turn:hover, [data-cropper]:not([hidden])');
    if (!busy) viewer.classList.add('still');
  }, STILL_MS);
}

document.addEventListener('click', ({ target }) => {
  const button = target.closest('[data-details]');
  if (!button) return;
  const open = button.getAttribute('aria-expanded') !== 'true';
  localStorage.setItem(remembered, open ? 'open' : 'closed');
  showDetails(button.closest('[data-viewer]'), open);
});

function showDetails(viewer, open) {
  viewer.classList.toggle('alone', !open);
  viewer.querySelector('[data-details]').setAttribute('aria-expanded', open);
}

// The neighbours' pictures are on their way before they are asked for.
function prefetch(viewer) {
  for (const link of viewer.querySelectorAll('[data-prefetch]')) new Image().src = link.dataset.prefetch;
}
