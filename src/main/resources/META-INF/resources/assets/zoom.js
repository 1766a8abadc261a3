// The picture is zoomed by wheel, pinch, double click, buttons and keys, and moved by dragging and arrow keys. Fingers
// that move a picture which fits go to its neighbours, or close it.
import { announce } from './announce.js';
import { arrivals } from './arrivals.js';

const STEP = 1.5;
const NUDGE = 80;
const PAUSE_MS = 200; // between two turns of a wheel that are no longer one
const TAP_MS = 300;
const TAP_PX = 30;
const DECIDED_PX = 8;
const FAR = 0.25; // of the width
const FAR_DOWN_PX = 110;
const FAST = 0.5; // px a millisecond
const GAP = 24;
const ENOUGH = 1.1; // pixels of the screen for each of the picture, before it looks soft

const still = matchMedia('(prefers-reduced-motion: reduce)');
const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

/** Without transformations, and not rounded: a zoom would enlarge what is lost. */
function sizes(element) {
  const { width, height } = getComputedStyle(element);
  return { width: parseFloat(width), height: parseFloat(height) };
}

const between = (a, b) => Math.hypot(a.x - b.x, a.y - b.y);

let zoom = null;

arrivals('[data-stage]', stage => {
  const picture = stage.querySelector('[data-picture]');
  zoom = picture && new Zoom(stage, picture);
});

class Zoom {
  constructor(stage, picture) {
    Object.assign(this, { stage, picture, full: picture.querySelector('.full'), scale: 1, x: 0, y: 0 });
    this.followWheel();
    this.followMouse();
    new Touches(this);
    this.full.addEventListener('load', () => this.sharpen());
    new ResizeObserver(() => this.show()).observe(stage);
  }

  get zoomed() {
    return this.scale > 1.001;
  }

  /** The scale at which a pixel of the original is one of the screen. */
  get actual() {
    return this.full.getAttribute('width') / (sizes(this.picture).width * devicePixelRatio);
  }

  get largest() {
    return Math.max(4, this.actual * 2);
  }

  get middle() {
    const { width, height } = sizes(this.stage);
    return { x: width / 2, y: height / 2 };
  }

  point({ clientX, clientY }) {
    const { left, top } = this.stage.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  }

  /** What is at a point of the stage stays there. */
  to(scale, at = this.middle, { gently = false, least = 1 } = {}) {
    const next = clamp(scale, least, this.largest);
    const [size, room] = [sizes(this.picture), sizes(this.stage)];
    const [x, y] = [at.x - (room.width - size.width) / 2, at.y - (room.height - size.height) / 2];
    this.x = x - (x - this.x) * next / this.scale;
    this.y = y - (y - this.y) * next / this.scale;
    this.scale = next;
    this.show(gently);
  }

  by(x, y, gently) {
    this.x += x;
    this.y += y;
    this.show(gently);
  }

  fit(gently = true) {
    this.to(1, this.middle, { gently });
  }

  /** From fitted to true pixels, or to twice as large where that is hardly more. */
  toggle(at) {
    if (this.zoomed) this.fit();
    else this.to(this.actual > 1.2 ? this.actual : 2, at, { gently: true });
  }

  show(gently = false) {
    const [size, room] = [sizes(this.picture), sizes(this.stage)];
    this.x = this.within(this.x, size.width, room.width);
    this.y = this.within(this.y, size.height, room.height);
    this.place(`translate(${this.x}px, ${this.y}px) scale(${this.scale})`, gently);
    this.stage.classList.toggle('zoomed', this.zoomed);
    this.say();
    this.sharpen();
  }

  /** No edge comes into the stage as long as there is more beyond it; what is smaller than the stage is in its middle. */
  within(move, size, room) {
    if (this.scale === 1) return 0;
    const [large, offset] = [size * this.scale, (room - size) / 2];
    return large <= room ? (room - large) / 2 - offset : clamp(move, room - large - offset, -offset);
  }

  place(transform, gently) {
    this.picture.style.transition = gently && !still.matches ? 'transform var(--calm) var(--ease)' : 'none';
    this.picture.style.transform = transform;
  }

  say() {
    const words = this.zoomed ? `${Math.round(100 * this.scale / this.actual)} %` : 'Fit';
    const level = this.stage.querySelector('.level');
    if (level.textContent === words) return;
    level.textContent = words;
    this.stage.querySelector('[data-zoom="in"]').disabled = this.scale >= this.largest;
    for (const name of ['out', 'fit']) this.stage.querySelector(`[data-zoom="${name}"]`).disabled = !this.zoomed;
    announce(this.zoomed ? `Zoom ${words}` : 'Fits into the window');
  }

  /** The original comes when the preview has too few pixels, but not for a picture that is only passed by. */
  sharpen() {
    clearTimeout(this.waiting);
    const shown = sizes(this.picture).width * this.scale * devicePixelRatio;
    if (this.full.dataset.sharp && this.full.naturalWidth && shown > this.full.naturalWidth * ENOUGH) {
      this.waiting = setTimeout(() => this.stage.isConnected && this.fetchOriginal(), this.zoomed ? 100 : 500);
    }
  }

  async fetchOriginal() {
    const original = new Image();
    Object.assign(original, { className: 'sharp', alt: '', draggable: false, src: this.full.dataset.sharp });
    delete this.full.dataset.sharp;
    try {
      await original.decode();
    } catch {
      return; // the preview stays
    }
    const ratio = image => image.naturalWidth / image.naturalHeight;
    if (Math.abs(ratio(original) / ratio(this.full) - 1) < 0.02) this.full.after(original);
  }

  followWheel() {
    let last = { at: -Infinity, ours: false };
    this.stage.addEventListener('wheel', event => {
      if (event.target.closest('[data-cropper]')) return;
      // Up zooms in where there is nothing to scroll back to, down scrolls where there is nothing to zoom out of; and
      // one turn of the wheel does not change its mind.
      const going = event.timeStamp - last.at < PAUSE_MS;
      const ours = event.ctrlKey || (going ? last.ours : this.zoomed || (event.deltaY < 0 && scrollY === 0));
      last = { at: event.timeStamp, ours };
      if (!ours) return;
      event.preventDefault();
      const pixels = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1);
      this.to(this.scale * Math.exp(-pixels * (event.ctrlKey ? 0.01 : 0.002)), this.point(event));
    }, { passive: false });
  }

  followMouse() {
    const { stage } = this;
    stage.addEventListener('dblclick', event => {
      if (isFree(event) && !event.target.closest('.turn')) this.toggle(this.point(event));
    });
    stage.addEventListener('pointerdown', event => {
      if (event.pointerType === 'touch' || event.button !== 0 || !this.zoomed || !isFree(event)) return;
      let from = event;
      stage.setPointerCapture(event.pointerId);
      stage.classList.add('grabbed');
      const move = to => {
        this.by(to.clientX - from.clientX, to.clientY - from.clientY);
        from = to;
      };
      stage.addEventListener('pointermove', move);
      stage.addEventListener('lostpointercapture', () => {
        stage.classList.remove('grabbed');
        stage.removeEventListener('pointermove', move);
      }, { once: true });
    });
  }
}

/** Touch events, because only they can leave the scrolling of the page to the browser once a direction is known. */
class Touches {
  constructor(zoom) {
    this.zoom = zoom;
    const { stage } = zoom;
    stage.addEventListener('touchstart', event => this.start(event), { passive: true });
    stage.addEventListener('touchmove', event => this.move(event), { passive: false });
    stage.addEventListener('touchend', event => this.end(event), { passive: false });
    stage.addEventListener('touchcancel', () => this.rest(), { passive: true });
  }

  start(event) {
    this.clear();
    if (!isFree(event)) return (this.kind = 'others');
    const fingers = this.fingers(event);
    this.from = this.last = { fingers, at: event.timeStamp, scale: this.zoom.scale };
    this.kind = fingers.length > 1 ? 'pinch' : this.zoom.zoomed ? 'pan' : 'open';
    this.speed = 0;
  }

  move(event) {
    if (this.kind === 'others' || this.kind === 'scroll') return;
    const fingers = this.fingers(event);
    const [moved, since] = [sub(fingers[0], this.from.fingers[0]), sub(fingers[0], this.last.fingers[0])];
    if (this.kind === 'open') this.kind = this.meant(moved);
    if (this.kind === 'open' || this.kind === 'scroll') return;
    event.preventDefault();
    if (this.kind === 'pinch' && fingers.length > 1) this.pinch(fingers);
    if (this.kind === 'pan') this.zoom.by(since.x, since.y);
    if (this.kind === 'turn') this.turn(moved.x);
    if (this.kind === 'close') this.zoom.place(`translate(${moved.x}px, ${moved.y}px) scale(${1 - Math.max(moved.y, 0) / 1500})`);
    const axis = this.kind === 'close' ? 'y' : 'x';
    this.speed = since[axis] / Math.max(event.timeStamp - this.last.at, 1);
    this.last = { fingers, at: event.timeStamp };
  }

  meant({ x, y }) {
    if (Math.hypot(x, y) < DECIDED_PX) return 'open';
    if (Math.abs(x) > Math.abs(y)) return 'turn';
    return y > 0 && scrollY <= 0 ? 'close' : 'scroll';
  }

  pinch(fingers) {
    const [middle, before] = [mid(fingers), mid(this.last.fingers)];
    const wide = between(...fingers) / between(...this.from.fingers);
    this.zoom.to(this.from.scale * wide, middle, { least: 0.7 });
    this.zoom.by(middle.x - before.x, middle.y - before.y);
  }

  /** The neighbour comes in beside the picture. */
  turn(x) {
    this.beside ??= [['prev', -1], ['next', 1]].map(([rel, side]) => this.neighbour(rel, side)).filter(Boolean);
    const there = this.beside.some(({ side }) => side === -Math.sign(x));
    this.shift(there ? x : x / 4, false);
  }

  neighbour(rel, side) {
    const link = document.querySelector(`[rel="${rel}"]:not([hidden])`);
    if (!link) return null;
    const image = new Image();
    image.className = 'beside';
    image.alt = '';
    if (link.dataset.prefetch) image.src = link.dataset.prefetch;
    this.zoom.stage.append(image);
    return { link, side, image };
  }

  shift(x, gently) {
    this.zoom.place(`translateX(${x}px)`, gently);
    for (const { image, side } of this.beside) {
      image.style.transition = gently && !still.matches ? 'transform var(--calm) var(--ease)' : 'none';
      image.style.transform = `translateX(${x + side * (this.zoom.stage.clientWidth + GAP)}px)`;
    }
  }

  end(event) {
    const left = this.fingers(event);
    if (left.length) return this.start(event);
    const moved = this.last && sub(this.last.fingers[0], this.from.fingers[0]);
    if (this.kind === 'open' || (this.kind === 'pan' && Math.hypot(moved.x, moved.y) < DECIDED_PX)) this.tap(event);
    if (this.kind === 'turn') return this.turned(moved.x);
    if (this.kind === 'close' && (moved.y > FAR_DOWN_PX || this.speed > FAST)) return document.querySelector('[data-back]').click();
    if (this.kind !== 'scroll' && this.kind !== 'others') this.rest();
  }

  turned(x) {
    const far = Math.abs(x) > this.zoom.stage.clientWidth * FAR || this.speed * Math.sign(x) > FAST;
    const to = far && this.beside.find(({ side }) => side === -Math.sign(x));
    if (!to) return this.rest();
    this.shift(-to.side * (this.zoom.stage.clientWidth + GAP), true);
    setTimeout(() => to.link.click(), still.matches ? 0 : 180);
  }

  tap(event) {
    if (event.target.closest('.turn')) return;
    const [at] = this.from.fingers;
    const twice = this.tapped && event.timeStamp - this.tapped.time < TAP_MS && between(at, this.tapped.at) < TAP_PX;
    this.tapped = twice ? null : { time: event.timeStamp, at };
    if (!twice) return;
    event.preventDefault();
    this.zoom.toggle(at);
  }

  rest() {
    this.clear();
    if (!this.zoom.zoomed) this.zoom.fit();
  }

  clear() {
    this.beside?.forEach(({ image }) => image.remove());
    this.beside = null;
  }

  fingers({ touches }) {
    return [...touches].map(touch => this.zoom.point(touch));
  }
}

const sub = (a, b) => ({ x: a.x - b.x, y: a.y - b.y });
const mid = ([a, b]) => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });

function isFree({ target }) {
  return !target.closest('a:not(.turn), button, [data-cropper], .binned');
}

// A picture that was drawn aside comes back where the next one cannot be had.
document.addEventListener('htmx:sendError', () => {
  withoutNeighbours();
  zoom?.fit();
});

document.addEventListener('htmx:beforeHistorySave', withoutNeighbours);

function withoutNeighbours() {
  document.querySelectorAll('.beside').forEach(it => it.remove());
}

document.addEventListener('click', ({ target }) => {
  if (target.closest('[data-crop]')) zoom?.fit(false);
  const button = target.closest('[data-zoom]');
  if (!button) return;
  if (button.dataset.zoom === 'fit') zoom.fit();
  else zoom.to(zoom.scale * (button.dataset.zoom === 'in' ? STEP : 1 / STEP), zoom.middle, { gently: true });
}, { capture: true });

// Before the shortcuts: as long as there is more of the picture around, arrows go there and Escape goes back to all of it.
addEventListener('keydown', event => {
  if (!zoom?.zoomed || !zoom.stage.isConnected || event.metaKey || event.ctrlKey || event.altKey) return;
  if (event.target.closest?.('input, textarea, select, dialog[open], [popover]:popover-open')) return;
  const to = { ArrowLeft: [NUDGE, 0], ArrowRight: [-NUDGE, 0], ArrowUp: [0, NUDGE], ArrowDown: [0, -NUDGE] }[event.key];
  if (!to && event.key !== 'Escape') return;
  event.preventDefault();
  if (to) zoom.by(...to, true);
  else zoom.fit();
}, { capture: true });
