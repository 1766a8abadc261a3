import { arrivals } from './arrivals.js';

// Which pictures of the place are selected: ids, because tiles come and go while somebody scrolls. It is kept for the way
// to a picture and back, and forgotten in any other place.
const KEPT = 'sightline.selection';

let place;
let chosen = new Set();
let anchor;
let extended = [];
let known = [];

export const selected = () => [...chosen];
export const isSelected = id => chosen.has(id);
export const isSelecting = () => chosen.size > 0;
export const idOf = tile => tile.querySelector('.select').value;
export const tileOf = id => document.getElementById(`image-${id}`)?.closest('.tile');

/** Tiles that can be selected, in the order of the page. */
export const tiles = () => [...document.querySelectorAll('main:not(:has([data-viewer])) .grid > .tile:not([hidden])')];

/** The tile around an element, where it can be selected. */
export function tileAround(element) {
  const tile = element.closest?.('.tile');
  return tile && !tile.closest('[data-viewer]') ? tile : null;
}

export function select(ids, wanted = true) {
  for (const id of ids) {
    if (wanted) chosen.add(id);
    else chosen.delete(id);
  }
  anchor = ids.at(-1);
  extended = [];
  changed();
}

/** Selects from where the last one was selected up to this one, instead of what was selected so before. */
export function extendTo(id) {
  anchor ??= id;
  const run = between(anchor, id);
  extended.filter(it => !run.includes(it)).forEach(it => chosen.delete(it));
  extended = [...extended.filter(it => run.includes(it)), ...run.filter(it => !chosen.has(it))];
  run.forEach(it => chosen.add(it));
  changed();
}

export function clear() {
  chosen = new Set();
  anchor = undefined;
  extended = [];
  changed();
}

function between(one, other) {
  learn();
  const [from, to] = [known.indexOf(one), known.indexOf(other)].sort((a, b) => a - b);
  return from < 0 ? [other] : known.slice(from, to + 1);
}

// Tiles that have left the page keep their places between those that are on it.
function learn() {
  const shown = tiles().map(idOf);
  const here = new Set(shown);
  const at = new Map(known.map((id, index) => [id, index]));
  const order = [];
  let next = 0;
  for (const id of shown) {
    for (const end = at.get(id) ?? -1; next <= end; next++) if (!here.has(known[next])) order.push(known[next]);
    order.push(id);
  }
  known = [...order, ...known.slice(next).filter(id => !here.has(id))];
}

arrivals('main', main => {
  if (main.querySelector('[data-viewer]')) return announce();
  const here = placeNow();
  if (here !== place) {
    const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? '{}');
    place = here;
    chosen = new Set(kept.place === here ? kept.chosen : []);
    anchor = kept.place === here ? kept.anchor : undefined;
    extended = [];
    known = [];
  }
  changed();
});

arrivals('.tile', tile => {
  show(tile);
  if (isSelecting()) announce();
});

// A later page of a list is the same place.
function placeNow() {
  const address = new URL(location);
  ['cursor', 'weaker'].forEach(part => address.searchParams.delete(part));
  return address.pathname + address.search;
}

function show(tile) {
  tile.querySelector('.select').checked = chosen.has(idOf(tile));
}

function changed() {
  document.querySelectorAll('.tile').forEach(show);
  sessionStorage.setItem(KEPT, JSON.stringify({ place, chosen: selected(), anchor }));
  announce();
}

let announced = false;

/** Once for all that changes at a time. */
function announce() {
  if (announced) return;
  announced = true;
  queueMicrotask(() => {
    announced = false;
    if (isSelecting()) learn();
    document.dispatchEvent(new CustomEvent('sightline:selection'));
  });
}
