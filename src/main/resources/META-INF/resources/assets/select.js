import { arrivals } from './arrivals.js';
import { extendTo, idOf, isSelected, isSelecting, select, tileAround, tiles } from './selection.js';
import { idsOf } from './timeline.js';
import { toast } from './toast.js';

// How pictures are selected: by their circle, with Shift or Ctrl, by keys, by a long touch.
const LONG_MS = 450;
const STILL_PX = 10;

let touching = false;
let swallowed = false;
let held;

document.addEventListener('click', event => {
  const tile = tileAround(event.target);
  if (!tile || event.target.closest('.favourite')) return;
  const box = event.target.closest('.select');
  if (swallowed && !box) return take(event, () => {});
  if (event.shiftKey) return take(event, () => extendTo(idOf(tile)));
  if (box) return select([idOf(tile)], box.checked);
  if (event.ctrlKey || event.metaKey || (touching && isSelecting())) take(event, () => toggle(tile));
}, { capture: true });

function take(event, act) {
  event.preventDefault();
  event.stopPropagation();
  // A checkbox is set back when its click is prevented, after this.
  setTimeout(act);
}

function toggle(tile) {
  const id = idOf(tile);
  select([id], !isSelected(id));
}

document.addEventListener('keydown', event => {
  if (event.defaultPrevented || event.altKey) return;
  const tile = tileAround(event.target);
  if ((event.key === 'x' || event.key === ' ') && tile && event.target.matches('a') && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    if (event.shiftKey) extendTo(idOf(tile));
    else toggle(tile);
  }
  if (event.key === 'a' && (event.ctrlKey || event.metaKey) && !event.shiftKey) selectAll(event);
});

function selectAll(event) {
  const all = tiles();
  if (!all.length || event.target.closest('input:not(.select), textarea, select, dialog, [contenteditable]')) return;
  event.preventDefault();
  select(all.map(idOf));
}

document.addEventListener('pointerdown', event => {
  touching = event.pointerType === 'touch';
  swallowed = false;
  clearTimeout(held?.timer);
  const tile = tileAround(event.target);
  if (!touching || !tile || event.target.closest('.select, .favourite')) return;
  held = { x: event.clientX, y: event.clientY, timer: setTimeout(() => hold(tile), LONG_MS) };
});

function hold(tile) {
  swallowed = true;
  navigator.vibrate?.(10);
  toggle(tile);
}

document.addEventListener('pointermove', ({ clientX, clientY }) => {
  if (held && Math.hypot(clientX - held.x, clientY - held.y) > STILL_PX) letGo();
}, { passive: true });
['pointerup', 'pointercancel', 'scroll'].forEach(type => document.addEventListener(type, letGo, { passive: true }));

function letGo() {
  clearTimeout(held?.timer);
  held = undefined;
}

// What a long touch on a link would bring up.
document.addEventListener('contextmenu', event => {
  if (touching && tileAround(event.target)) event.preventDefault();
});

// A month is selected by its heading, with those of its pictures that are not loaded.
arrivals('.month', month => {
  if (month.querySelector('.monthly')) return;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'monthly';
  button.title = 'Select the month';
  button.setAttribute('aria-label', 'Select the month');
  button.append(document.querySelector('#selection-icon').content.cloneNode(true));
  month.querySelector('h2').append(button);
});

document.addEventListener('click', async ({ target }) => {
  const month = target.closest('.monthly')?.closest('.month');
  if (!month) return;
  try {
    const ids = await idsOf(month);
    select(ids, !ids.every(isSelected));
  } catch {
    toast('The pictures of this month could not be fetched. Try again.');
  }
});
