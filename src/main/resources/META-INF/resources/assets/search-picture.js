import { call } from './api.js';
import { visit } from './navigation.js';
import { toast } from './toast.js';
import { carried, carriesFiles, sorted } from './upload/files.js';
import { send } from './upload/send.js';

// Enough for every model; a phone's photo would be sent for nothing.
const LONG_SIDE = 1440;

const isOverSearch = event => Boolean(event.target.closest?.('.search'));

document.addEventListener('click', ({ target }) => {
  if (!target.closest('[data-search-picture]')) return;
  const input = document.createElement('input');
  Object.assign(input, { type: 'file', accept: 'image/*' });
  input.addEventListener('change', () => searchWith(input.files));
  input.click();
});

addEventListener('drop', async event => {
  if (carriesFiles(event.dataTransfer) && isOverSearch(event)) searchWith(await carried(event.dataTransfer));
});

addEventListener('paste', async event => {
  if (!carriesFiles(event.clipboardData) || !isOverSearch(event)) return;
  event.preventDefault();
  searchWith(await carried(event.clipboardData));
});

/** Uploads the first picture for this search alone, and searches with it and what is in the box. */
async function searchWith(files) {
  const [picture] = sorted(files).pictures;
  if (!picture) return toast('That is not a picture.');
  document.body.classList.add('htmx-request');
  try {
    const file = await scaled(picture);
    const offer = { files: [{ name: picture.name, size: file.size, type: file.type }], purpose: 'query' };
    const [slot] = (await call('POST', '/api/uploads', offer)).uploads;
    if (slot.status === 'refused') return toast(slot.reason.reason);
    await send(file, slot, () => {});
    visit(`/search?${asked(slot.id)}`);
  } catch (refusal) {
    toast(refusal.message);
  } finally {
    document.body.classList.remove('htmx-request');
  }
}

/** The words and the pictures that are in the box, and this one. */
function asked(upload) {
  const search = new URLSearchParams([...new FormData(document.getElementById('search'))].filter(([, value]) => value.trim()));
  search.append('upload', upload);
  return search;
}

/** A smaller JPEG of a large picture; what this browser cannot read goes as it is, and the service says what it thinks of it. */
async function scaled(file) {
  const bitmap = await createImageBitmap(file).catch(() => null);
  const scale = bitmap ? LONG_SIDE / Math.max(bitmap.width, bitmap.height) : 1;
  if (scale >= 1) return file;
  const canvas = new OffscreenCanvas(Math.round(bitmap.width * scale), Math.round(bitmap.height * scale));
  const context = canvas.getContext('2d');
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.92 });
}
