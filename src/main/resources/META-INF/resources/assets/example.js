import { arrivals } from './arrivals.js';
import { choosePart } from './crop.js';

// The part of a picture that is searched with is chosen in a dialog, and takes the picture's place in the search.

let replaced = null;

document.addEventListener('click', ({ target }) => {
  const example = target.closest('[data-example]');
  if (example) open(document.querySelector('[data-cutter]'), example.dataset);
  if (target.closest('[data-cut-cancel]')) target.closest('dialog').close();
  if (target.closest('[data-cut-whole]')) write(null);
});

async function open(form, { example, picture, part }) {
  const image = form.querySelector('[data-whole]');
  replaced = [...form.querySelectorAll('input[type="hidden"]')].find(it => it.value === example);
  image.src = picture;
  form.closest('dialog').showModal();
  await image.decode().catch(() => {});
  const [, sign, id, weight] = example.match(/^(-?)([^@*]+)(?:@[^*]*)?(\*.*)?$/);
  write = chosen => (replaced.value = `${sign}${id}${chosen ? `@${chosen}` : ''}${weight ?? ''}`);
  choosePart(form, image, write, part);
}

let write = () => {};

// The sides of an upload are known only where it is shown; what is cut out of it is measured in them.
arrivals('.cut[viewBox]', async cut => {
  const image = cut.querySelector('image');
  if (!image || image.getAttribute('width') !== '1') return;
  const whole = new Image();
  whole.src = image.getAttribute('href');
  await whole.decode().catch(() => {});
  if (!whole.naturalWidth) return;
  const { x, y, width, height } = cut.viewBox.baseVal;
  const [across, down] = [whole.naturalWidth, whole.naturalHeight];
  image.setAttribute('width', across);
  image.setAttribute('height', down);
  cut.setAttribute('viewBox', [x * across, y * down, width * across, height * down].join(' '));
});
