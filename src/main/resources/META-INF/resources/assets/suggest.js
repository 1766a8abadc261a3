import { call } from './api.js';
import { visit } from './navigation.js';
import { toast } from './toast.js';

// The search box as a combobox: what it offers is asked for while somebody types, and an answer that is late is dropped.
const PAUSE_MS = 80;

const box = () => document.getElementById('q');
const panel = () => document.querySelector('[data-suggestions]');
const options = () => [...panel().querySelectorAll('[role="option"]')];
const chosen = () => panel().querySelector('[aria-selected="true"]');
const isOpen = () => !panel().hidden;
const typed = () => box().value.slice(0, box().selectionStart);

let timer;
let asking = null;

document.addEventListener('htmx:load', () => {
  const input = box();
  if (!input || input.getAttribute('role') === 'combobox') return;
  for (const [name, value] of Object.entries({ role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': 'suggested' })) {
    input.setAttribute(name, value);
  }
});

document.addEventListener('input', ({ target }) => {
  if (target.id === 'q') soon();
});

document.addEventListener('click', ({ target }) => {
  if (target.id === 'q' && !isOpen()) ask();
  else if (target.closest('[data-clear-search]')) clear();
});

document.addEventListener('focusout', ({ target, relatedTarget }) => {
  if (target.closest('.search') && !relatedTarget?.closest('.search')) close();
});

document.addEventListener('submit', ({ target }) => {
  if (target.id === 'search') close();
}, { capture: true });

document.addEventListener('htmx:beforeHistorySave', () => {
  close();
  // The page comes back with the words that it was searched with, though the box was not replaced for them.
  box().setAttribute('value', box().value);
});

// Results that arrive for the words in the box make these its own, see navigation.js.
document.addEventListener('htmx:afterSwap', ({ detail }) => {
  if (detail.requestConfig?.elt.id === 'search') box().defaultValue = detail.requestConfig.formData.get('q') ?? '';
});

// Before others hear of the key: Esc closes the list first, and only then leaves the box.
document.addEventListener('keydown', event => {
  if (event.target.id !== 'q' || event.isComposing) return;
  const act = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: () => chosen() && choose(chosen()),
    Tab: () => !event.shiftKey && chosen() && complete(chosen()),
    Escape: () => isOpen() && close(),
    Delete: () => event.shiftKey && chosen() && forget(chosen().parentElement.querySelector('[data-forget]')),
  }[event.key];
  if (!act || act() === false || act === undefined) return;
}, { capture: true });

function soon() {
  clearTimeout(timer);
  timer = setTimeout(ask, PAUSE_MS);
}
