import { arrivals } from './arrivals.js';
import { layOut } from './rows.js';
import { scrubber } from './scrubber.js';
import { toast } from './toast.js';

// The page has a list for each chunk of the library, most of them empty. Each gets its height at once, from the shapes of
// its pictures, and its tiles when it comes near; they go again when it is far away. So nothing moves, the scrollbar is
// honest, and a library of any size is a few hundred tiles.

const NEAR = 1.5; // screens before and after what is seen that have their tiles
const BLANK = 1; // that have at least the outlines of their tiles
const FAR = 4; // beyond which tiles are taken away
const FAST = 0.5; // screens from one frame to the next, at which nothing is fetched
const CALM_MS = 120; // without a scroll, after which fetching goes on
const AT_ONCE = 3;
const RETRY_MS = 3000;

const FIRST_SHAPE = 0x100; // stands for the ratio of 0.45, see Chunk.java
const TALLEST = 45;
const MOST_HEIGHT = 480; // of a tile, as in grid.css

// Heights are in a style sheet of their own: what is kept for the way back has no styles, but finds these again.
const sheet = new CSSStyleSheet();
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

let timeline = null;

arrivals('[data-timeline]', root => {
  timeline?.end();
  timeline = new Timeline(root);
});

addEventListener('scroll', () => timeline?.scrolled(), { passive: true });
addEventListener('resize', () => timeline?.resized());

// Where the page cannot be kept, it is fetched anew and returns to its place.
const places = new Map();
document.addEventListener('htmx:beforeHistorySave', ({ detail }) => places.set(detail.path, scrollY));
document.addEventListener('htmx:historyRestore', ({ detail }) => {
  if (detail.cacheMiss && places.has(detail.path)) scrollTo({ top: places.get(detail.path), behavior: 'instant' });
});

/**
 * The ids of all pictures from one to another, in the order of the library, whether their tiles are here or not. Null
 * where there is no timeline, and where one of them was never here or those between cannot be fetched.
 */
export async function idsBetween(first, last) {
  if (!timeline?.root.isConnected) return null;
  return timeline.idsBetween(first, last).catch(() => null);
}

/** The ids of all pictures of a month. */
export function idsOf(section) {
  return timeline.idsOf(timeline.chunks.filter(chunk => chunk.section === section));
}

class Timeline {
  constructor(root) {
    this.root = root;
    const isReturn = root.classList.contains('laid');
    this.chunks = [...root.querySelectorAll('.chunk')].map(list => new Chunk(list));
    this.observer = new MutationObserver(() => this.changed());
    this.observer.observe(root, { childList: true, subtree: true });
    this.scrubber = scrubber(root.parentElement.querySelector('[data-scrubber]'));
    root.classList.add('laid');
    this.layOut();
    if (root.dataset.at && !isReturn) this.show(root.dataset.at);
    // Whoever comes back is taken to their place after this, and finds the tiles there that were kept.
    this.scrolled();
  }

  end() {
    this.observer.disconnect();
    this.chunks.forEach(chunk => chunk.abort?.abort());
    clearTimeout(this.timer);
    cancelAnimationFrame(this.framed);
  }

  layOut() {
    this.chunks = this.chunks.filter(chunk => chunk.ratios.length || chunk.remove());
    if (!this.chunks.length) return;
    const room = (this.room = this.chunks[0].room());
    sheet.replaceSync('');
    const rules = this.chunks.map(chunk => {
      const name = '#' + CSS.escape(chunk.list.id);
      // What came with the page stays as it is: to lay it out anew would move it under the eyes of somebody.
      if (chunk.isGiven && chunk.state === 'there') {
        chunk.height = chunk.list.getBoundingClientRect().height;
        return `${name}{height:${chunk.height.toFixed(3)}px}`;
      }
      const { height, tail, tailRow } = layOut(chunk.ratios, room, chunk.isLast || chunk.isGiven);
      chunk.height = height;
      return `${name}{height:${height.toFixed(3)}px}${name}>:nth-child(n+${tail + 1}){--row:${tailRow.toFixed(3)}px}`;
    });
    sheet.replaceSync(rules.join(''));
    this.measure();
  }

  measure() {
    const start = this.start();
    let section;
    let top;
    for (const chunk of this.chunks) {
      if (chunk.section !== section) {
        section = chunk.section;
        top = section.getBoundingClientRect().top + scrollY - start + section.firstElementChild.offsetHeight;
      } else {
        top += this.room.gap;
      }
      chunk.top = top;
      top += chunk.height;
    }
    const sections = [...new Set(this.chunks.map(chunk => chunk.section))];
    this.scrubber?.place(sections.map(it => ({
      words: it.firstElementChild.firstChild.textContent.trim(),
      year: it.firstElementChild.id.slice('month-'.length, -'-05'.length),
      top: it.getBoundingClientRect().top + scrollY,
    })));
  }

  start() {
    return this.root.getBoundingClientRect().top + scrollY;
  }

  show(id) {
    const list = document.getElementById(id);
    const isFirst = list.matches('h2 + .chunk');
    (isFirst ? list.parentElement : list).scrollIntoView({ block: 'start', behavior: 'instant' });
  }

  scrolled() {
    if (!this.root.isConnected || this.framed) return;
    this.framed = requestAnimationFrame(() => {
      this.framed = null;
      this.update();
    });
  }

  /** The bars of a phone's browser come and go without a change of width. */
  resized() {
    if (!this.root.isConnected || !this.chunks.length) return;
    const room = this.chunks[0].room();
    if (room.width === this.room.width && room.row === this.room.row) this.measure();
    else this.layOutAnew();
    this.update();
  }

  layOutAnew() {
    const seen = this.seen();
    const before = seen?.getBoundingClientRect().top;
    this.layOut();
    if (seen?.isConnected) scrollBy({ top: seen.getBoundingClientRect().top - before, behavior: 'instant' });
  }

  /** The tile that the person is looking at; nothing at the very top, which stays where it is. */
  seen() {
    return scrollY < 1 ? null : document.elementFromPoint(innerWidth / 2, innerHeight / 3)?.closest('.tile, .blank');
  }

  update() {
    if (!this.root.isConnected) return;
    const screen = innerHeight;
    const top = scrollY - this.start();
    const moved = Math.abs(scrollY - (this.lastTop ?? scrollY));
    this.forwards = scrollY >= (this.lastTop ?? scrollY);
    this.lastTop = scrollY;
    const distance = chunk => Math.max(chunk.top - top - screen, top - chunk.top - chunk.height, 0) / screen;
    this.wanted = [];
    for (const chunk of this.chunks) {
      const away = distance(chunk);
      if (away > FAR) chunk.empty();
      else if (away > NEAR) chunk.giveUp();
      else {
        if (away <= BLANK) chunk.outline();
        if (chunk.state === 'empty') this.wanted.push({ chunk, away });
      }
    }
    clearTimeout(this.timer);
    if (moved > screen * FAST) this.timer = setTimeout(() => this.update(), CALM_MS);
    else this.fetch();
    this.scrubber?.follow();
  }

  /** What is seen comes first, then what lies ahead. */
  fetch() {
    const busy = this.chunks.filter(chunk => chunk.state === 'coming').length;
    const ahead = ({ chunk, away }) => away + (away > 0 && chunk.top > scrollY - this.start() !== this.forwards ? NEAR : 0);
    this.wanted
      .sort((a, b) => ahead(a) - ahead(b))
      .splice(0, AT_ONCE - busy)
      .forEach(({ chunk }) => this.bring(chunk));
  }

  async bring(chunk) {
    try {
      const tiles = await chunk.fetch(this.root.dataset.filter);
      if (!tiles || !this.root.isConnected) return;
      const isAsKnown = chunk.fill(tiles);
      if (!isAsKnown) this.layOutAnew();
      this.failing = false;
      this.update();
    } catch {
      if (!this.failing) toast('Some pictures could not be fetched. Sightline tries again.');
      this.failing = true;
      setTimeout(() => this.update(), RETRY_MS);
    }
  }

  /** Somebody has taken tiles away: the others move up. */
  changed() {
    const changed = this.chunks.filter(chunk => chunk.state === 'there' && chunk.list.childElementCount !== chunk.ratios.length);
    if (!changed.length) return;
    for (const chunk of changed) chunk.readShapes();
    this.layOut();
    this.update();
  }

  async idsBetween(first, last) {
    const at = [first, last].map(id => this.chunks.findIndex(chunk => chunk.had(id)));
    if (at.includes(-1)) return null;
    const [from, to] = at.toSorted((a, b) => a - b);
    const ids = await this.idsOf(this.chunks.slice(from, to + 1));
    const ends = [ids.indexOf(first), ids.indexOf(last)].toSorted((a, b) => a - b);
    return ids.slice(ends[0], ends[1] + 1);
  }

  async idsOf(chunks) {
    return (await Promise.all(chunks.map(chunk => chunk.ids(this.root.dataset.filter)))).flat();
  }
}

/** A list of tiles: `empty` (or with their outlines), `coming`, or `there`. */
class Chunk {
  constructor(list) {
    this.list = list;
    this.section = list.parentElement;
    this.ratios = [...list.dataset.shapes].map(shape => (shape.charCodeAt(0) - FIRST_SHAPE + TALLEST) / 100);
    this.state = list.querySelectorAll(':scope > .tile').length === this.ratios.length ? 'there' : 'empty';
    if (this.state === 'empty') list.replaceChildren();
  }

  room() {
    const style = getComputedStyle(this.list);
    const padding = parseFloat(style.paddingLeft) + parseFloat(style.paddingRight);
    return {
      width: this.list.getBoundingClientRect().width - padding,
      row: parseFloat(style.getPropertyValue('--row')),
      gap: parseFloat(style.getPropertyValue('--gap')),
      most: MOST_HEIGHT,
    };
  }

  get isGiven() {
    return this.list.classList.contains('given');
  }

  get isLast() {
    return !this.list.nextElementSibling;
  }

  get name() {
    return this.list.id.slice('chunk-'.length);
  }

  /** Where the next of the month begins, or null. */
  get until() {
    return this.list.nextElementSibling?.id.split('_')[1] ?? null;
  }

  address(filter) {
    const parameters = new URLSearchParams();
    if (this.until) parameters.set('until', this.until);
    if (filter) parameters.set('filter', filter);
    return `/timeline/${this.name}?${parameters}`;
  }

  outline() {
    if (this.state === 'there' || this.list.childElementCount) return;
    this.list.replaceChildren(...this.ratios.map(ratio => {
      const blank = document.createElement('li');
      blank.className = `blank shape-${Math.round(ratio * 100)}`;
      return blank;
    }));
    this.list.ariaBusy = 'true';
  }

  /** What has not come by now is not waited for, and its outlines are not needed. */
  giveUp() {
    this.abort?.abort();
    if (this.state !== 'there') this.clear();
  }

  empty() {
    this.giveUp();
    if (this.list.contains(document.activeElement)) return;
    if (this.state === 'there') this.gone = named([...this.list.children]);
    this.state = 'empty';
    this.clear();
  }

  clear() {
    if (!this.list.childElementCount) return;
    this.list.replaceChildren();
    this.list.ariaBusy = null;
  }

  /** Whether the tile of a picture is in it, or was before it was emptied. */
  had(id) {
    return Boolean(this.gone?.includes(id) || this.list.querySelector(`#image-${id}`));
  }

  /** The tiles, or null if they were given up. */
  async fetch(filter) {
    this.state = 'coming';
    this.abort = new AbortController();
    try {
      return await tiles(this.address(filter), this.abort.signal);
    } catch (failure) {
      if (failure.name !== 'AbortError') throw failure;
      return null;
    } finally {
      this.abort = null;
      this.state = 'empty';
    }
  }

  /** @returns whether they are what the page expected */
  fill(tiles) {
    this.state = 'there';
    this.list.replaceChildren(...tiles);
    this.list.ariaBusy = null;
    const known = this.ratios;
    this.readShapes();
    htmx.process(this.list);
    htmx.trigger(this.list, 'htmx:load');
    return known.length === this.ratios.length && known.every((ratio, i) => ratio === this.ratios[i]);
  }

  readShapes() {
    this.ratios = [...this.list.children].map(tile => Number(/shape-(\d+)/.exec(tile.className)[1]) / 100);
    this.list.dataset.shapes = String.fromCharCode(...this.ratios.map(ratio => Math.round(ratio * 100) - TALLEST + FIRST_SHAPE));
  }

  remove() {
    this.list.remove();
    if (!this.section.querySelector('.chunk')) this.section.remove();
    return false;
  }

  async ids(filter) {
    return named(this.state === 'there' ? [...this.list.children] : await tiles(this.address(filter)));
  }
}

const named = tiles => tiles.map(tile => tile.querySelector('a').id.slice('image-'.length));

async function tiles(address, signal) {
  const response = await fetch(address, { signal });
  if (!response.ok) throw new Error(response.statusText);
  const holder = document.createElement('template');
  holder.innerHTML = await response.text();
  return [...holder.content.children];
}
