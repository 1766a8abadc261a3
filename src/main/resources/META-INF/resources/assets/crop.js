// Chooses a part of a picture: drag a rectangle, tap for one of the chosen size, move it by hand or by arrow keys, with
// Shift change its size.
const SMALLEST = 0.05;
const STEP = 0.02;

const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

/**
 * Lets somebody choose a part within a form that has a `[data-pane]` over the picture, a `[data-part]` in it and a range
 * `[data-size]`. `chosen` hears of each choice as `x,y,width,height` in fractions, and of none as null.
 */
export function choosePart(form, image, chosen, part = null) {
  const pane = form.querySelector('[data-pane]');
  const frame = form.querySelector('[data-part]');
  const size = form.querySelector('[data-size]');
  let area = null;

  fit(pane, image);
  draw(part && rectangle(part));
  pane.focus({ focusVisible: false });

  size.oninput = () => draw(around(middle(), share()));
  pane.onpointerdown = down => {
    const start = at(down);
    const moving = down.target === frame;
    const from = area;
    pane.setPointerCapture(down.pointerId);
    pane.onpointermove = move => {
      const now = at(move);
      draw(moving ? moved(from, now.x - start.x, now.y - start.y) : between(start, now));
    };
    pane.onpointerup = up => {
      pane.onpointermove = pane.onpointerup = null;
      const tapped = Math.hypot(up.clientX - down.clientX, up.clientY - down.clientY) < 4;
      if (tapped && !moving) draw(around(start, share()));
    };
  };
  pane.onkeydown = event => {
    const step = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] }[event.key];
    if (!step) return;
    event.preventDefault();
    if (!area) draw(around(middle(), share()));
    else draw(event.shiftKey ? grown(area, ...step) : moved(area, ...step));
  };

  function at({ clientX, clientY }) {
    const box = pane.getBoundingClientRect();
    return { x: clamp((clientX - box.left) / box.width, 0, 1), y: clamp((clientY - box.top) / box.height, 0, 1) };
  }

  function share() {
    return size.value / 100;
  }

  function middle() {
    return area === null ? { x: 0.5, y: 0.5 } : { x: area.x + area.width / 2, y: area.y + area.height / 2 };
  }

  function draw(next) {
    area = next;
    frame.hidden = form.querySelector('.primary').disabled = area === null;
    if (area !== null) {
      for (const [property, value] of [['left', area.x], ['top', area.y], ['width', area.width], ['height', area.height]]) {
        frame.style[property] = `${value * 100}%`;
      }
    }
    chosen(area && [area.x, area.y, area.width, area.height].map(value => value.toFixed(4)).join(','));
  }
}

// On the page of a picture.
document.addEventListener('click', ({ target }) => {
  if (target.closest('[data-crop]')) open(document.querySelector('[data-cropper]'));
  if (target.closest('[data-crop-cancel]')) close(target.closest('[data-cropper]'));
});

document.addEventListener('htmx:beforeHistorySave', () => document.querySelectorAll('[data-cropper]').forEach(close));

function open(form) {
  form.hidden = false;
  form.closest('[data-viewer]').classList.add('cropping');
  choosePart(form, form.parentElement.querySelector('img.full'), part => (form.elements.crop.value = part ?? ''));
}

function close(form) {
  form.hidden = true;
  form.closest('[data-viewer]').classList.remove('cropping');
}

/** Lays the pane over the picture as it is displayed, without the bands that fit it into its frame. */
function fit(pane, image) {
  const [frame, box] = [pane.offsetParent.getBoundingClientRect(), image.getBoundingClientRect()];
  const scale = Math.min(box.width / image.naturalWidth, box.height / image.naturalHeight);
  const [width, height] = [image.naturalWidth * scale, image.naturalHeight * scale];
  Object.assign(pane.style, {
    left: `${box.left - frame.left + (box.width - width) / 2}px`,
    top: `${box.top - frame.top + (box.height - height) / 2}px`,
    width: `${width}px`,
    height: `${height}px`,
  });
}

function rectangle(written) {
  const [x, y, width, height] = written.split(',').map(Number);
  return { x, y, width, height };
}

function between(a, b) {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  return {
    x: Math.min(x, 1 - SMALLEST),
    y: Math.min(y, 1 - SMALLEST),
    width: Math.max(Math.abs(a.x - b.x), SMALLEST),
    height: Math.max(Math.abs(a.y - b.y), SMALLEST),
  };
}

function around({ x, y }, side) {
  return { x: clamp(x - side / 2, 0, 1 - side), y: clamp(y - side / 2, 0, 1 - side), width: side, height: side };
}

function moved(area, byX, byY) {
  return { ...area, x: clamp(area.x + byX, 0, 1 - area.width), y: clamp(area.y + byY, 0, 1 - area.height) };
}

function grown(area, byX, byY) {
  return { ...area, width: clamp(area.width + byX, SMALLEST, 1 - area.x), height: clamp(area.height + byY, SMALLEST, 1 - area.y) };
}
