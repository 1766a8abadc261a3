import { arrivals } from './arrivals.js';

const TURN = 65536;
const PICTURES_FROM = 26; // pixels between pictures: from here on they are shown
const SHOWN = 160;
const SMALL = 6; // pixels of the display: points up to here are put into memory, which is faster than to draw them
const MOVED = 4; // pixels: less is a click
const HUE = 137.5; // degrees from one style to the next, so that neighbours in the list differ

/** A map of all pictures: drawn on a canvas, because fifty thousand elements would be too many. */
arrivals('canvas[data-map]', canvas => {
  const links = [...canvas.closest('.map').querySelectorAll('[data-spot]')];
  const spots = links.map(spot);
  const context = canvas.getContext('2d');
  const thumbnails = new Map();
  const pointers = new Map();
  const view = { scale: 1, x: 0, y: 0 };
  let waiting = false;
  let travelled = 0;

  function redraw() {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      draw();
    });
  }

  function fit() {
    const size = canvas.getBoundingClientRect();
    const left = Math.min(...spots.map(it => it.x - it.radius));
    const right = Math.max(...spots.map(it => it.x + it.radius));
    const top = Math.min(...spots.map(it => it.y - it.radius));
    const bottom = Math.max(...spots.map(it => it.y + it.radius));
    view.scale = 0.94 * Math.min(size.width / (right - left), size.height / (bottom - top));
    view.x = size.width / 2 - view.scale * (left + right) / 2;
    view.y = size.height / 2 - view.scale * (top + bottom) / 2;
    redraw();
  }

  /** Changes the scale and keeps what is under this point of the canvas. */
  function zoom(by, x = canvas.clientWidth / 2, y = canvas.clientHeight / 2) {
    const scale = Math.min(Math.max(view.scale * by, 0.1), 200);
    view.x = x - (x - view.x) * scale / view.scale;
    view.y = y - (y - view.y) * scale / view.scale;
    view.scale = scale;
    redraw();
  }

  function draw() {
    const dense = devicePixelRatio;
    const { clientWidth: width, clientHeight: height } = canvas;
    if (canvas.width !== Math.round(width * dense) || canvas.height !== Math.round(height * dense)) {
      canvas.width = Math.round(width * dense);
      canvas.height = Math.round(height * dense);
    }
    context.setTransform(dense, 0, 0, dense, 0, 0);
    context.clearRect(0, 0, width, height);
    const style = getComputedStyle(canvas);
    const seen = [];
    const side = Math.min(Math.max(view.scale * 1.1, 1.5), 14);
    if (side * dense <= SMALL) {
      grains(Math.round(side * dense), dense);
    } else {
      spots.filter(it => isSeen(it, width, height)).forEach(it => dots(it, side, width, height, seen));
    }
    if (view.scale >= PICTURES_FROM && seen.length <= SHOWN) seen.forEach(picture);
    context.font = `600 15px ${style.fontFamily}`;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.lineWidth = 4;
    context.lineJoin = 'round';
    context.strokeStyle = style.backgroundColor;
    context.fillStyle = style.color;
    if (view.scale < PICTURES_FROM) spots.forEach(name);
  }

  function isSeen(it, width, height) {
    const x = view.x + view.scale * it.x;
    const y = view.y + view.scale * it.y;
    const radius = view.scale * (it.radius + 1);
    return x + radius >= 0 && y + radius >= 0 && x - radius <= width && y - radius <= height;
  }

  function grains(side, dense) {
    const { width, height } = canvas;
    const image = context.createImageData(width, height);
    const pixels = new Uint32Array(image.data.buffer);
    for (const it of spots) {
      for (let i = 0; i < it.xs.length; i++) {
        const left = Math.round((view.x + view.scale * it.xs[i]) * dense - side / 2);
        const top = Math.round((view.y + view.scale * it.ys[i]) * dense - side / 2);
        if (left < 0 || top < 0 || left + side > width || top + side > height) continue;
        for (let y = top; y < top + side; y++) pixels.fill(it.pixel, y * width + left, y * width + left + side);
      }
    }
    context.putImageData(image, 0, 0);
  }

  function dots(it, side, width, height, seen) {
    context.fillStyle = it.colour;
    for (let i = 0; i < it.xs.length; i++) {
      const x = view.x + view.scale * it.xs[i];
      const y = view.y + view.scale * it.ys[i];
      if (x < -view.scale || y < -view.scale || x > width + view.scale || y > height + view.scale) continue;
      context.fillRect(x - side / 2, y - side / 2, side, side);
      if (view.scale >= PICTURES_FROM && seen.length <= SHOWN) seen.push([it, i, x, y]);
    }
  }

  function picture([it, place, x, y]) {
    const address = `/styles/${it.id}/at/${place}/thumbnail`;
    let image = thumbnails.get(address);
    if (!image) {
      image = new Image();
      image.onload = redraw;
      image.src = address;
      thumbnails.set(address, image);
    }
    if (!image.complete || !image.naturalWidth) return;
    const side = 1.7 * view.scale;
    const longest = Math.max(image.naturalWidth, image.naturalHeight);
    const width = side * image.naturalWidth / longest;
    const height = side * image.naturalHeight / longest;
    context.drawImage(image, x - width / 2, y - height / 2, width, height);
  }

  function name(it) {
    if (view.scale * it.radius < 26) return;
    const x = view.x + view.scale * it.x;
    const y = view.y + view.scale * it.y;
    context.strokeText(it.name, x, y);
    context.fillText(it.name, x, y);
  }

  /** Opens the picture at this point, or comes closer where pictures cannot be told apart. */
  function choose(x, y) {
    const at = { x: (x - view.x) / view.scale, y: (y - view.y) / view.scale };
    const it = spots.find(it => Math.hypot(at.x - it.x, at.y - it.y) <= it.radius + 1);
    if (!it) return;
    if (view.scale < 8) {
      zoom(2.5, x, y);
      return;
    }
    let nearest = 0;
    for (let i = 1; i < it.xs.length; i++) {
      if (Math.hypot(at.x - it.xs[i], at.y - it.ys[i]) < Math.hypot(at.x - it.xs[nearest], at.y - it.ys[nearest])) nearest = i;
    }
    location.assign(`/styles/${it.id}/at/${nearest}`);
  }

  canvas.addEventListener('pointerdown', event => {
    canvas.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, event);
    if (pointers.size === 1) travelled = 0;
  });

  canvas.addEventListener('pointermove', event => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    const other = [...pointers.values()].find(it => it.pointerId !== event.pointerId);
    travelled += Math.hypot(event.offsetX - before.offsetX, event.offsetY - before.offsetY);
    if (other) {
      const apart = it => Math.hypot(it.offsetX - other.offsetX, it.offsetY - other.offsetY);
      zoom(apart(event) / Math.max(apart(before), 1), other.offsetX, other.offsetY);
    } else {
      view.x += event.offsetX - before.offsetX;
      view.y += event.offsetY - before.offsetY;
    }
    pointers.set(event.pointerId, event);
    redraw();
  });

  canvas.addEventListener('pointerup', event => {
    if (pointers.size === 1 && travelled < MOVED) choose(event.offsetX, event.offsetY);
    pointers.delete(event.pointerId);
  });
  canvas.addEventListener('pointercancel', event => pointers.delete(event.pointerId));

  canvas.addEventListener('wheel', event => {
    event.preventDefault();
    zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.002)), event.offsetX, event.offsetY);
  }, { passive: false });

  canvas.addEventListener('keydown', event => {
    const moves = { ArrowLeft: [80, 0], ArrowRight: [-80, 0], ArrowUp: [0, 80], ArrowDown: [0, -80] };
    const scales = { '+': 1.5, '=': 1.5, '-': 1 / 1.5 };
    if (moves[event.key]) {
      view.x += moves[event.key][0];
      view.y += moves[event.key][1];
      redraw();
    } else if (scales[event.key]) {
      zoom(scales[event.key]);
    } else if (event.key === '0') {
      fit();
    } else if (event.key === 'Enter') {
      choose(canvas.clientWidth / 2, canvas.clientHeight / 2);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  });

  canvas.closest('.map').querySelectorAll('[data-scale]').forEach(button =>
    button.addEventListener('click', () => (button.dataset.scale === '0' ? fit() : zoom(Number(button.dataset.scale)))));

  spots.forEach((it, index) => {
    links[index].style.setProperty('--hue', index * HUE % 360);
    it.colour = `oklch(0.62 0.13 ${index * HUE % 360})`;
    it.pixel = pixel(it.colour);
  });
  new ResizeObserver(fit).observe(canvas);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
});

/** A colour as it is in the memory of a canvas. */
function pixel(colour) {
  const context = new OffscreenCanvas(1, 1).getContext('2d');
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  return new Uint32Array(context.getImageData(0, 0, 1, 1).data.buffer)[0];
}

function spot(link) {
  const bytes = Uint8Array.from(atob(link.dataset.bearings), letter => letter.charCodeAt(0));
  const count = bytes.length / 2;
  const [x, y, radius] = [link.dataset.x, link.dataset.y, link.dataset.radius].map(Number);
  const xs = new Float32Array(count);
  const ys = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    const angle = (bytes[2 * i] + 256 * bytes[2 * i + 1]) / TURN * 2 * Math.PI;
    // As many pictures on every part of the disc.
    const away = radius * Math.sqrt((i + 0.5) / count);
    xs[i] = x + away * Math.cos(angle);
    ys[i] = y + away * Math.sin(angle);
  }
  return { id: link.dataset.spot, name: link.querySelector('span').textContent, x, y, radius, xs, ys };
}
