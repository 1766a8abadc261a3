import { arrivals } from './arrivals.js';
import { idsBetween } from './timeline.js';

// Which pictures of the place are selected: ids, because tiles come and go while somebody scrolls. It is kept for the way
// to a picture and back, and forgotten in any other place.
const KEPT = 'sightline.selection';

let place;
let chosen = new Set();
let anchor;
let extended = [];
let turn = 0;

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
export async function extendTo(id) {
  anchor ??= id;
  const mine = ++turn;
  const run = await between(anchor, id);
  // Meanwhile it may have been extended further.
  if (mine !== turn) return;
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

/** In the library also those whose tiles are not on the page at the moment. */
async function between(one, other) {
  const ids = (await idsBetween(one, other)) ?? tiles().map(idOf);
  const [from, to] = [ids.indexOf(one), ids.indexOf(other)].toSorted((a, b) => a - b);
  return from < 0 ? [other] : ids.slice(from, to + 1);
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
    document.dispatchEvent(new CustomEvent('sightline:selection'));
  });
}
