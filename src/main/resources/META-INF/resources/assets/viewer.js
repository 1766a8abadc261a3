import { announce } from './announce.js';
import { arrivals } from './arrivals.js';

const STILL_MS = 2000;
const REMEMBERED = 'sightline.details';

const wide = matchMedia('(width >= 1000px)');

let timer;
let sheet = false; // beside the picture details stay as they were left, over it they are only open while they are read
let shown = null;
let held = null;

arrivals('[data-viewer]', viewer => {
  showDetails(viewer, wide.matches ? localStorage.getItem(REMEMBERED) !== 'closed' : sheet);
  awake();
  prefetch(viewer);
  sayWhose(viewer);
});

wide.addEventListener('change', () => {
  const viewer = document.querySelector('[data-viewer]');
  if (viewer) showDetails(viewer, wide.matches && localStorage.getItem(REMEMBERED) !== 'closed');
});

// The controls leave while nobody moves, and are back at once; never while a part is being chosen.
for (const type of ['pointermove', 'pointerdown', 'keydown']) addEventListener(type, awake, { passive: true });

function awake() {
  const viewer = document.querySelector('[data-viewer]');
  clearTimeout(timer);
  if (!viewer) return;
  viewer.classList.remove('still');
  timer = setTimeout(() => {
    const busy = viewer.querySelector(
      '.chrome :focus-visible, .tools:hover, .turn:hover, .zoom:hover, [data-cropper]:not([hidden]), [popover]:popover-open');
    if (!busy) viewer.classList.add('still');
  }, STILL_MS);
}

document.addEventListener('click', ({ target }) => {
  const button = target.closest('[data-details]');
  if (!button) return;
  const viewer = button.closest('[data-viewer]');
  viewer.classList.add('opening');
  toggleDetails(viewer);
});

document.addEventListener('htmx:beforeHistorySave', () =>
  document.querySelector('[data-viewer]')?.classList.remove('opening', 'still'));

// A menu that opens by a key is gone through by keys; what was chosen from it closes it.
document.addEventListener('toggle', ({ target, newState }) => {
  if (newState === 'open' && target.matches('[data-viewer] [popover]')) target.querySelector('a').focus();
}, { capture: true });

document.addEventListener('click', ({ target }) => target.closest('[data-download]')?.closest('[popover]').hidePopover());

// Escape closes what is open, one thing at a time: a menu by itself, the sheet here, and then the picture.
addEventListener('keydown', event => {
  if (event.key !== 'Escape') return;
  const viewer = document.querySelector('[data-viewer]');
  if (!viewer) return;
  if (viewer.querySelector('[popover]:popover-open')) return event.stopImmediatePropagation();
  if (wide.matches || viewer.classList.contains('alone') || event.target.closest('input, textarea')) return;
  event.preventDefault();
  toggleDetails(viewer);
  viewer.querySelector('.tools [data-details]').focus();
}, { capture: true });

function toggleDetails(viewer) {
  const open = viewer.classList.contains('alone');
  if (wide.matches) localStorage.setItem(REMEMBERED, open ? 'open' : 'closed');
  else sheet = open;
  showDetails(viewer, open);
}

function showDetails(viewer, open) {
  viewer.classList.toggle('alone', !open);
  viewer.querySelector('.tools [data-details]').setAttribute('aria-expanded', open);
}

// The neighbours' pictures are on their way before they are asked for.
function prefetch(viewer) {
  for (const link of viewer.querySelectorAll('[data-prefetch]')) new Image().src = link.dataset.prefetch;
}

// Who goes on by a control finds it under the finger on the next picture too; whose picture it is, is said.
const CONTROLS = ['[rel="prev"]', '[rel="next"]', '[data-trash]', '.tools [data-details]'];

document.addEventListener('htmx:beforeSwap', ({ detail }) => {
  if (detail.target.id === 'page') held = CONTROLS.find(control => document.activeElement?.matches(control)) ?? null;
});

document.addEventListener('htmx:afterSettle', ({ detail }) => {
  if (detail.target?.id !== 'page' || !held) return;
  document.querySelector(`[data-viewer] ${held}:not([hidden])`)?.focus({ preventScroll: true });
  held = null;
});

function sayWhose(viewer) {
  if (shown && shown !== viewer.dataset.viewer) announce(viewer.querySelector('h1').textContent);
  shown = viewer.dataset.viewer;
}
