import { call } from './api.js';
import { arrivals } from './arrivals.js';
import { visit } from './navigation.js';
import { toast } from './toast.js';

// The search box as a combobox. What it offers is asked for while somebody types; an answer that is late is dropped, and
// nothing but a person's own choice changes what is in the box.
const PAUSE_MS = 80;

const box = () => document.getElementById('q');
const panel = () => document.querySelector('[data-suggestions]');
const list = () => document.getElementById('suggested');
const options = () => [...list().querySelectorAll('[role="option"]')];
const chosen = () => list().querySelector('[aria-selected="true"]');
const typed = () => box().value.slice(0, box().selectionStart);

let timer;
let asking = new AbortController();

arrivals('#q', input => {
  const combobox = { role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': 'suggested' };
  for (const [name, value] of Object.entries(combobox)) input.setAttribute(name, value);
});

document.addEventListener('input', ({ target }) => {
  if (target !== box()) return;
  choose(null);
  clearTimeout(timer);
  timer = setTimeout(ask, PAUSE_MS);
});

// It is offered to a person who comes to the box, and not where a new page only keeps the cursor in it.
let arriving = false;
document.addEventListener('htmx:beforeSwap', ({ detail }) => (arriving = detail.shouldSwap));
document.addEventListener('htmx:afterSettle', () => (arriving = false));
document.addEventListener('focusin', ({ target }) => {
  if (target === box() && !arriving) ask();
});

document.addEventListener('click', ({ target }) => {
  if (target === box() && panel().hidden) ask();
  if (target.closest('[data-clear-search]')) clear();
});

document.addEventListener('focusout', ({ target, relatedTarget }) => {
  if (target.closest('.search') && !relatedTarget?.closest('.search')) close();
});

// The cursor stays in the box while the mouse chooses.
document.addEventListener('mousedown', event => {
  if (event.target.closest('[data-suggestions]') && !event.target.closest('a')) event.preventDefault();
});

document.addEventListener('click', ({ target }) => {
  const forgotten = target.closest('[data-forget]');
  if (forgotten) return forget(forgotten);
  const option = target.closest('[data-suggestions] [role="option"]');
  if (option) run(option);
});

document.addEventListener('submit', ({ target }) => {
  if (target.id === 'search') close();
}, { capture: true });

// Heard before all others, because Esc closes the list first, and only then leaves the box.
document.addEventListener('keydown', event => {
  if (event.target !== box() || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
  if (!press(event)) return;
  event.preventDefault();
  event.stopPropagation();
}, { capture: true });

/** Whether the key means something here. */
function press({ key, shiftKey }) {
  if (key === 'ArrowDown' || key === 'ArrowUp') return panel().hidden ? ask() : move(key === 'ArrowDown' ? 1 : -1);
  if (panel().hidden) return false;
  if (key === 'Escape') return close();
  if (!chosen()) return false;
  if (key === 'Enter') return run(chosen());
  if (key === 'Tab' && !shiftKey) return complete(chosen());
  if (key === 'Delete' && shiftKey) return forget(chosen().parentElement.querySelector('[data-forget]'));
  return false;
}

function ask() {
  asking.abort();
  asking = new AbortController();
  answer(typed(), asking.signal);
  return true;
}

async function answer(text, signal) {
  const response = await fetch(`/search/suggestions?${new URLSearchParams({ q: text })}`, { signal }).catch(() => null);
  const found = response?.ok ? await response.text().catch(() => null) : null;
  if (found === null || signal.aborted || document.activeElement !== box()) return;
  draw(found);
  open(options().length > 0);
}

const drawn = new WeakMap();

/** What is there already stays, and with it what is chosen. */
function draw(found) {
  if (drawn.get(list()) === found) return;
  list().innerHTML = found;
  drawn.set(list(), found);
  options().forEach((option, index) => (option.id = `suggestion-${index}`));
}

function open(shown) {
  panel().hidden = !shown;
  box().setAttribute('aria-expanded', shown);
  if (!shown) choose(null);
}

function choose(option) {
  chosen()?.setAttribute('aria-selected', 'false');
  option?.setAttribute('aria-selected', 'true');
  option?.scrollIntoView({ block: 'nearest' });
  if (option) box().setAttribute('aria-activedescendant', option.id);
  else box().removeAttribute('aria-activedescendant');
}

function close() {
  clearTimeout(timer);
  asking.abort();
  if (panel()) open(false);
  return true;
}

function clear() {
  box().value = '';
  box().focus();
  ask();
}

/** Up and down through the list and, between its ends, back to none. */
function move(by) {
  const all = options();
  const at = all.indexOf(chosen());
  const next = at < 0 && by < 0 ? all.length - 1 : at + by;
  choose(all[next]);
  return true;
}

/** Searches for it; what still lacks its value is only written. */
function run(option) {
  if (option.dataset.href) {
    // The words of that search come with it.
    box().defaultValue = box().value;
    close();
    visit(option.dataset.href);
    return true;
  }
  complete(option);
  if ('run' in option.dataset) {
    box().value = box().value.trim();
    box().form.requestSubmit();
  }
  return true;
}

/** Writes it in the place of what was typed, and leaves the search to the person. */
function complete(option) {
  const { text } = option.dataset;
  if (text === undefined) return false;
  const rest = box().value.slice(box().selectionStart).replace(/^\S*\s*/, '');
  const written = 'run' in option.dataset ? `${text} ` : text;
  box().value = written + rest;
  box().setSelectionRange(written.length, written.length);
  return ask();
}

async function forget(button) {
  if (!button) return false;
  try {
    await call('DELETE', `/api/searches/recent/${button.dataset.forget}`);
    ask();
  } catch (refusal) {
    toast(refusal.message);
  }
  return true;
}

// A page comes back from the history with a closed list.
document.addEventListener('htmx:beforeHistorySave', close);
